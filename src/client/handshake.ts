import { type ChannelOptions, Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { certificateRefusalOf, channelOptions } from '../rpc/index.ts';
import type { ClientTls } from './client-tls.ts';
import { clientCertificateFault, type HandshakeFault } from './handshake-fault.ts';
import { hostOf, probeHandshake } from './handshake-probe.ts';

/** Our own channel per connection: a shared one would bring its reconnect backoff along. */
const linkOptions = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };

/** How one link gets through TLS, or why it does not. */
export class Handshake {
  readonly #address: string;
  readonly #tls: ClientTls | null;
  readonly #timeoutMs: number;
  #fault: HandshakeFault | null = null;
  #probe: Promise<void> | null = null;

  constructor(address: string, tls: ClientTls | null, timeoutMs: number) {
    this.#address = address;
    this.#tls = tls;
    this.#timeoutMs = timeoutMs;
  }

  /** What holds for every connection until somebody changes something; null when nothing is known to be wrong. */
  get fault(): HandshakeFault | null {
    return this.#fault;
  }

  /** A connection that begins with its first call. */
  dial(): Client {
    const secure = this.#tls?.credentials(hostOf(this.#address)) ?? credentials.createInsecure();
    return new Client(this.#address, secure, { ...linkOptions, ...this.#options() });
  }

  /** In place of those of rpc/channel.ts. */
  #options(): ChannelOptions {
    const name = this.#tls?.indicatedName(hostOf(this.#address)) ?? null;
    return name === null ? {} : { 'grpc.ssl_target_name_override': name };
  }

  succeeded(): void {
    this.#fault = null;
  }

  /** No connection came about. What TLS may have to do with is found out in the background. */
  failed(message: string): void {
    if (!mayBeTls(message)) {
      this.#fault = null;
      return;
    }
    this.#probe ??= probeHandshake(this.#address, this.#tls, this.#timeoutMs).then((fault) => {
      this.#fault = fault;
      this.#probe = null;
    });
  }

  /** Whether the node ended a call because of the certificate of its connection: then nothing on it was run. */
  refused(error: ServiceError): boolean {
    const refusal = certificateRefusalOf(error);
    if (refusal !== null) this.#fault = clientCertificateFault(this.#address, refusal);
    return refusal !== null;
  }

  /** Once what is being found out is known. */
  async settled(): Promise<void> {
    await this.#probe;
  }
}

/** Nobody listens, nothing answers, or the name is unknown: no handshake has failed. */
function mayBeTls(message: string): boolean {
  return !/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|Name resolution|no connection within/.test(
    message,
  );
}
