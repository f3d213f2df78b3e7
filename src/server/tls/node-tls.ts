import type { Server, TLSSocket, TlsOptions } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import type { CertificateRefusal } from '../../rpc/index.ts';
import { nodeNames } from '../../tls/index.ts';
import type { Clock } from '../../util/clock.ts';
import type { Logger } from '../../util/logger.ts';
import { edgeLimits } from '../edge-limits.ts';
import { RateLimitedLog } from '../logger.ts';
import type { PeerDialer } from '../peer-dialer.ts';
import type { Certificates } from './certificates.ts';
import { certificateRefusal } from './client-certificate.ts';
import type { TlsMetrics, TlsPort } from './tls-metrics.ts';

interface HandshakeError extends NodeJS.ErrnoException {
  /** Of OpenSSL. */
  readonly reason?: string;
}

/** TLS of one node: its two ports, and the connections that it opens to other nodes. */
export class NodeTls implements PeerDialer {
  readonly #certificates: Certificates;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #metrics: TlsMetrics;
  readonly #complaints: RateLimitedLog;

  constructor(certificates: Certificates, clock: Clock, logger: Logger, metrics: TlsMetrics) {
    this.#certificates = certificates;
    this.#clock = clock;
    this.#logger = logger;
    this.#metrics = metrics;
    this.#complaints = new RateLimitedLog(clock, edgeLimits.logRepeatMs);
  }

  /** Begins to look for replaced files. */
  start(): void {
    this.#certificates.start(this.#clock, this.#logger, this.#metrics);
  }

  stop(): void {
    this.#certificates.stop();
  }

  /** Every handshake asks for a certificate: peers show one on the port that clients use. */
  serverOptions(): TlsOptions {
    const { ca, cert, key } = this.#certificates.pems;
    return {
      ...(ca !== null && { ca: ca.text }),
      cert: cert?.text,
      key: key?.text,
      requestCert: ca !== null,
      // certificateRefusal judges instead.
      rejectUnauthorized: false,
      handshakeTimeout: edgeLimits.tlsHandshakeMs,
    };
  }

  /** Hands out what the server accepted, with what there is against it, and keeps its certificate the newest. */
  guard(
    server: Server,
    port: TlsPort,
    accepted: (socket: TLSSocket, refusal: CertificateRefusal | null) => void,
  ): void {
    this.#certificates.listen(({ ca, cert, key }) => {
      server.setSecureContext({ ca: ca?.text, cert: cert?.text, key: key?.text });
    });
    server.on('tlsClientError', (error: HandshakeError, socket) => {
      // What OpenSSL calls it; its message adds addresses and lines of code.
      const why = error.reason ?? error.message;
      this.#failed(port, handshakeReason(error), why, socket.remoteAddress);
    });
    server.on('secureConnection', (socket) => {
      accepted(socket, certificateRefusal(socket, this.#certificates.config.clientAuth));
    });
  }

  /** Somebody was turned away for their certificate, or for having none. */
  refused(port: TlsPort, { fault, message }: CertificateRefusal, from: string | undefined): void {
    this.#failed(port, `client_certificate_${fault}`, message, from);
  }

  get generation(): number {
    return this.#certificates.generation;
  }

  /**
   * Proves both ends: ours by the certificate of this node, theirs by the node name in it. The address plays no part:
   * it may be that of a proxy (`--peer-override`), and a name that DNS gives is no proof of a member.
   */
  credentials(name: string): ChannelCredentials {
    const { context } = this.#certificates.material;
    return ChannelCredentials.createFromSecureContext(context, {
      checkServerIdentity: (_host, { subjectaltname }) => {
        const names = nodeNames(subjectaltname);
        if (names.includes(name)) return undefined;
        const reached = names.length === 0 ? 'no node' : `node ${names.join(', ')}`;
        return new Error(
          `WRONG_NODE: dialled node ${name}, the certificate there is of ${reached}`,
        );
      },
    });
  }

  #failed(port: TlsPort, reason: string, why: string, from: string | undefined): void {
    this.#metrics.handshakeFailed(port, reason);
    this.#complaints.log(`${port} ${reason}`, (held) =>
      this.#logger.warn({ port, reason, why, from, held }, 'TLS handshake failed'),
    );
  }
}

/** OpenSSL's codes in a few words; `other` keeps the label bounded. */
function handshakeReason({ code = '', message }: NodeJS.ErrnoException): string {
  if (/HTTP_REQUEST|WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE/.test(code)) {
    return 'not_tls';
  }
  if (/ALERT_UNKNOWN_CA|ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE_/.test(code)) {
    return 'refused_by_client';
  }
  if (/UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|VERSION/.test(code)) return 'no_common_version';
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return 'timeout';
  return code === 'ECONNRESET' || /hang up|disconnected/.test(message) ? 'closed' : 'other';
}
