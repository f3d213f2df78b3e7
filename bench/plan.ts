/** Who is measured: a store and the client that loads it. */
export const targets = ['ringkv', 'ringkv-unary', 'etcd', 'etcd-node'] as const;
export type Target = (typeof targets)[number];

export const workloads = ['put', 'get', 'get-eventual', 'mixed', 'incr'] as const;
export type Workload = (typeof workloads)[number];

export type Store = 'ringkv' | 'etcd';

/** What one turn asks of a target. The same for every target of a comparison. */
export interface Load {
  readonly workload: Workload;
  /** Operations in flight; each is followed by the next as soon as it is answered. */
  readonly concurrency: number;
  /** Bytes. */
  readonly valueSize: number;
  /** Keys that a typed client draws from; h2load sends one body, so one key. */
  readonly keys: number;
  readonly seconds: number;
}

/** One row of the comparison. */
export interface Cell {
  readonly target: Target;
  readonly load: Load;
}

export const isH2load = (target: Target): boolean => target === 'ringkv-unary' || target === 'etcd';

export const storeOf = (target: Target): Store =>
  target === 'ringkv' || target === 'ringkv-unary' ? 'ringkv' : 'etcd';

/** Both stores hold the same keys; h2load uses the first. */
export const keyName = (index: number): string => `bench/key-${index}`;
export const counterName = (index: number): string => `bench/counter-${index}`;

/** Why a target cannot run a workload at all, or null. */
export function impossible(target: Target, workload: Workload): string | null {
  if (!isH2load(target)) return null;
  if (workload === 'mixed') return 'h2load sends one body per process, not two kinds of request';
  if (workload === 'incr' && target === 'etcd') {
    return 'etcd has no increment, and h2load cannot retry a compare-and-swap';
  }
  return null;
}

/** Programs that a target needs beside Node.js. */
export function programsFor(target: Target, ownCluster: boolean): readonly string[] {
  const programs: string[] = [];
  if (storeOf(target) === 'etcd' && ownCluster) programs.push('etcd');
  if (isH2load(target)) programs.push('h2load');
  return programs;
}

/**
 * How h2load has `concurrency` requests in flight: over min(16, C) connections, the same for every store. A C that
 * does not divide is rounded to whole streams, and `inFlight` is what really is in flight.
 */
export function connectionsFor(concurrency: number): {
  readonly connections: number;
  readonly streams: number;
  readonly inFlight: number;
} {
  const connections = Math.min(16, concurrency);
  const streams = Math.round(concurrency / connections);
  return { connections, streams, inFlight: connections * streams };
}
