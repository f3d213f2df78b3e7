import type { LatencyMs } from '../latencies.ts';
import type { Load } from '../plan.ts';
import type { StreamTraffic } from './stream-traffic.ts';

/** A client that runs in a load process. */
export type DriverName = 'ringkv' | 'etcd-node';

/** The only argument of a load process, as JSON. */
export interface Job {
  /**
   * `fill` writes every key once and ends; `run` warms up, waits for `go` and measures, in an open loop if the load has
   * a rate; `paced` asks at a fixed rate until it is ended, and tells with each `go` what it measured since the last;
   * `turns` does what it is told until it is ended: a `fill` writes keys, a `go` measures the load that it names.
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
  /** Has `turns` tell what the client's streams carried. */
  readonly countsTraffic?: boolean;
}

/** From the load process, over the IPC channel. */
export type Report =
  | { readonly kind: 'ready' }
  /** Keys that are written so far, now and then. */
  | { readonly kind: 'filling'; readonly keys: number }
  /** Fewer keys than asked for when time was up. */
  | { readonly kind: 'filled'; readonly keys: number }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'failed'; readonly message: string };

export interface Measured {
  readonly ops: number;
  /** Operations that were begun within the time and answered after it: no throughput, but part of the CPU seconds. */
  readonly lateOps: number;
  readonly errors: number;
  /** What the first of them said. */
  readonly firstError: string | null;
  readonly seconds: number;
  readonly latencyMs: LatencyMs;
  /** User and system time of the load process while it measured. */
  readonly cpuSeconds: number;
  /** Of an open loop only. */
  readonly open?: OpenFigures;
  /** Where the job asks for it. */
  readonly traffic?: StreamTraffic;
}

/** What became of a fixed schedule, beside the operations that were answered in time. */
export interface OpenFigures {
  /** Operations that came due: those of the measurement, its errors, and those answered late. */
  readonly due: number;
  /** Answered after the end. In the latencies, not in the operations. */
  readonly answeredLate: number;
  /** Errors: they came due while the most were in flight that may be, and were not sent. */
  readonly overLimit: number;
  /** Errors: given up some time after the end. */
  readonly unanswered: number;
  /** The most that were in flight at once. */
  readonly inFlightMost: number;
  /** How long after it was due an operation was sent: the part of its latency that the client itself made. */
  readonly sentLateMs: LatencyMs;
}

/** To the load process. */
export interface Go {
  readonly kind: 'go';
  /** What `turns` measures now. */
  readonly load?: Load;
}

/** To `turns`: writes every key of the load once, with its size of values. */
export interface Fill {
  readonly kind: 'fill';
  readonly load: Load;
  /** Writes in flight. */
  readonly concurrency: number;
  /** After so many it ends with what is there. */
  readonly seconds: number;
}
