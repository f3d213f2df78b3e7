import { BenchError, oneLine } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import type { Store } from '../plan.ts';

/** What a cluster of the benchmark consists of. */
export interface ClusterSize {
  readonly nodes: number;
  /** Of ringkv; etcd has one group for everything. */
  readonly partitions: number;
}

/** The servers of a store, started by the benchmark or given by `--endpoints`. */
export interface Cluster {
  readonly store: Store;
  /** gRPC, host:port. */
  readonly endpoints: readonly string[];
  /** Null for a cluster that was given: its processes may be anywhere. */
  readonly pids: readonly number[] | null;
  /** The endpoint of the node that leads the key now. */
  leaderOf(key: string): Promise<string>;
  /** Text of `/metrics` of the node behind an endpoint. */
  metrics(endpoint: string): Promise<string>;
  /** Throws a {@link BenchError} when a node has died: what was measured then is worth nothing. */
  checkAlive(): void;
  stop(): Promise<void>;
}

/** The text behind a URL; a {@link BenchError} names it when it cannot be had. */
export async function fetchText(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(benchLimits.scrapeMs) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new BenchError(`cannot read ${url}: ${oneLine(error)}`);
  }
}
