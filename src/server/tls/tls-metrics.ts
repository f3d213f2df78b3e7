import { Counter, Gauge, type Registry } from 'prom-client';
import type { TlsMaterial } from '../../tls/index.ts';

/** Which port of the node, as a label. */
export type TlsPort = 'grpc' | 'http';

/** What a node with TLS counts. Without TLS none of it exists. */
export class TlsMetrics {
  readonly #expiry: Gauge<'file'>;
  readonly #reloads: Counter<'result'>;
  readonly #filesRefused: Gauge;
  readonly #failures: Counter<'port' | 'reason'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#expiry = new Gauge({
      name: 'ringkv_tls_certificate_expiry_seconds',
      help: 'When the certificate in use ends, and the first of its authorities, in seconds since 1970',
      labelNames: ['file'],
      registers,
    });
    this.#reloads = new Counter({
      name: 'ringkv_tls_reloads_total',
      help: 'TLS files that were replaced: taken over (ok), or refused because they do not fit',
      labelNames: ['result'],
      registers,
    });
    this.#filesRefused = new Gauge({
      name: 'ringkv_tls_files_refused',
      help: '1 while the TLS files are not those in use, because they do not fit',
      registers,
    });
    this.#failures = new Counter({
      name: 'ringkv_tls_handshake_failures_total',
      help: 'Connections that did not get through TLS, by reason',
      labelNames: ['port', 'reason'],
      registers,
    });
    for (const result of ['ok', 'refused']) this.#reloads.inc({ result }, 0);
  }

  loaded({ leaf, authorities }: TlsMaterial): void {
    if (leaf !== null) this.#expiry.set({ file: 'cert' }, Date.parse(leaf.validTo) / 1_000);
    const ends = authorities.map((authority) => Date.parse(authority.validTo) / 1_000);
    if (ends.length > 0) this.#expiry.set({ file: 'ca' }, Math.min(...ends));
  }

  reloaded(): void {
    this.#reloads.inc({ result: 'ok' });
  }

  reloadRefused(): void {
    this.#reloads.inc({ result: 'refused' });
  }

  filesRefused(are: boolean): void {
    this.#filesRefused.set(are ? 1 : 0);
  }

  /** `reason` comes from a bounded set. */
  handshakeFailed(port: TlsPort, reason: string): void {
    this.#failures.inc({ port, reason });
  }
}
