import type { LatencyMs } from '../latencies.ts';
import type { Load } from '../plan.ts';

/** A client that runs in a load process. */
export type DriverName = 'ringkv' | 'etcd-node';

/** The only argument of a load process, as JSON. */
export interface Job {
  /**
   * `fill` writes every key once and ends; `run` warms up, waits for `go` and measures; `paced` asks at a fixed rate
   * until it is ended, and tells with each `go` what it measured since the last; `turns` fills, then measures with each
   * `go` the load that it names, until it is ended.
   */
  readonly kind: 'fill' | 'run' | 'paced' | 'turns';
  readonly driver: DriverName;
  readonly endpoints: readonly string[];
  readonly load: Load;
  /** Random values instead of the same letter, which a database would compress to nothing. */
  readonly incompressible?: boolean;
  /** Operations that `paced` begins in a second. */
  readonly rate?: number;
  /** The folder of a build whose typed client is loaded, instead of the one among these sources. */
  readonly clientRoot?: string;
}

/** From the load process, over the IPC channel. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'filled' }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'failed'; readonly message: string };

export interface Measured {
  readonly ops: number;
  /** Operations that were begun within the time and answered after it: they are in no figure but the CPU seconds. */
  readonly lateOps: number;
  readonly errors: number;
  /** What the first of them said. */
  readonly firstError: string | null;
  readonly seconds: number;
  readonly latencyMs: LatencyMs;
  /** User and system time of the load process while it measured. */
  readonly cpuSeconds: number;
}

/** To the load process. */
export interface Go {
  readonly kind: 'go';
  /** What `turns` measures now. */
  readonly load?: Load;
}
