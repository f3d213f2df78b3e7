import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate, type SecureContext } from 'node:tls';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { materialOf, type Pem, readPem, TlsFileFault, type TlsPems } from '../tls/index.ts';
import { invalidRequest } from './errors.ts';

/** How connections are secured. Each of the three is the path of a PEM file, or PEM itself. */
export interface TlsOptions {
  /** The authorities that sign the certificates of nodes. Default: those that Node.js trusts. */
  readonly ca?: string | Uint8Array | undefined;
  /** The certificate of this client, for nodes that require one; with `key`. */
  readonly cert?: string | Uint8Array | undefined;
  readonly key?: string | Uint8Array | undefined;
  /** What certificates of nodes must be for, instead of the host that is dialled. */
  readonly serverName?: string | undefined;
}

/**
 * What a client shows and trusts. Files are read again for each connection, so that a renewed certificate is used by the
 * next one; files that do not fit any more are left alone, and what was read before stays.
 */
export class ClientTls {
  readonly #options: TlsOptions;
  #pems: TlsPems;
  #context: SecureContext;

  /** Throws an InvalidRequestError that names the file and what is wrong with it. */
  constructor(options: TlsOptions) {
    const { cert, key, serverName } = options;
    if (cert !== undefined && key === undefined) throw invalidRequest('tls.cert needs tls.key');
    if (key !== undefined && cert === undefined) throw invalidRequest('tls.key needs tls.cert');
    if (serverName === '') throw invalidRequest('tls.serverName must not be empty');
    this.#options = options;
    try {
      this.#pems = pemsOf(options);
      this.#context = materialOf(this.#pems).context;
    } catch (error) {
      throw error instanceof TlsFileFault ? invalidRequest(error.message) : error;
    }
  }

  get showsCertificate(): boolean {
    return this.#pems.cert !== null;
  }

  /** The newest that fits. */
  context(): SecureContext {
    try {
      const pems = pemsOf(this.#options);
      if (textOf(pems) !== textOf(this.#pems)) {
        this.#context = materialOf(pems).context;
        this.#pems = pems;
      }
    } catch (error) {
      if (!(error instanceof TlsFileFault)) throw error;
    }
    return this.#context;
  }

  credentials(host: string): ChannelCredentials {
    return credentials.createFromSecureContext(this.context(), {
      checkServerIdentity: (_, certificate) => this.checkIdentity(host, certificate),
    });
  }

  /** What the certificate of a node that was dialled as `host` must be for. */
  nameFor(host: string): string {
    return this.#options.serverName ?? host;
  }

  checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
    return checkServerIdentity(this.nameFor(host), certificate);
  }

  /** What is asked for in the handshake: an address is no name there (RFC 6066). */
  indicatedName(host: string): string | null {
    const name = this.nameFor(host);
    return isIP(name) === 0 ? name : null;
  }
}

function pemsOf({ ca, cert, key }: TlsOptions): TlsPems {
  return { ca: pemOf('tls.ca', ca), cert: pemOf('tls.cert', cert), key: pemOf('tls.key', key) };
}

function pemOf(name: string, given: string | Uint8Array | undefined): Pem | null {
  if (given === undefined) return null;
  if (typeof given !== 'string') return { name, text: Buffer.from(given).toString('utf8') };
  return given.includes('-----BEGIN ') ? { name, text: given } : readPem(given);
}

function textOf({ ca, cert, key }: TlsPems): string {
  return [ca, cert, key].map((pem) => pem?.text ?? '').join('\0');
}
