import type { ringkv } from '#proto';
import type { ClientTls } from './client-tls.ts';
import type { ClientTuning } from './limits.ts';
import type { Draw } from './retry-policy.ts';

export interface DispatcherOptions {
  readonly endpoints: readonly string[];
  readonly tuning: ClientTuning;
  readonly priority: ringkv.v1.Priority;
  readonly now: () => number;
  readonly draw: Draw;
  /** Begins every request id. */
  readonly tag: string;
  /** Null: plain connections. */
  readonly tls: ClientTls | null;
}
