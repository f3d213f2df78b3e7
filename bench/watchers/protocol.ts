import type { LatencyMs } from '../latencies.ts';

export interface ListenerSpec {
  readonly endpoint: string;
  readonly watchers: number;
  readonly streams: number;
  readonly keys: number;
  readonly prefix: string;
}

export interface Heard {
  /** Once for each stream that was told. */
  readonly events: number;
  /** Once for each watcher. */
  readonly deliveries: number;
  /** From the put to the stream that is told of it. */
  readonly latencyMs: LatencyMs;
}

export type ListenerReport =
  | { readonly kind: 'watching' }
  | { readonly kind: 'heard'; readonly heard: Heard };

export interface WriterSpec {
  readonly endpoints: readonly string[];
  readonly keys: number;
  readonly prefix: string;
  readonly perSecond: number;
  readonly valueBytes: number;
}

export type WriterReport =
  | { readonly kind: 'writing' }
  | { readonly kind: 'wrote'; readonly puts: number; readonly latencyMs: LatencyMs };
