import { benchLimits } from './limits.ts';

/** Who is measured: a store and the client that loads it. */
export const targets = ['ringkv', 'ringkv-unary', 'etcd', 'etcd-node', 'etcd-txn'] as const;
export type Target = (typeof targets)[number];

export const workloads = ['put', 'get', 'get-eventual', 'mixed', 'incr'] as const;
export type Workload = (typeof workloads)[number];

export type Store = 'ringkv' | 'etcd';

/** What one turn asks of a target. The same for every target of a comparison. */
export interface Load {
  readonly workload: Workload;
  /**
   * Closed loop: operations in flight; each is followed by the next as soon as it is answered. Open loop: the most that
   * may be in flight.
   */
  readonly concurrency: number;
  /** Open loop: operations that come due in a second. Absent in a closed loop. */
  readonly rate?: number;
  /** Bytes. */
  readonly valueSize: number;
  /** Keys that a typed client draws from; h2load sends one body, so one key. */
  readonly keys: number;
  /** The number of the first of them, 0 unless given: sets of keys that lie side by side in one store. */
  readonly firstKey?: number;
  readonly seconds: number;
}

/** As `put 256` for what is in flight, `put 5000/s` for what comes due. */
export const loadName = ({ workload, concurrency, rate }: Load): string =>
  `${workload} ${rate === undefined ? concurrency : `${rate}/s`}`;

/** One row of the comparison. */
export interface Cell {
  readonly target: Target;
  readonly load: Load;
}

export const isH2load = (target: Target): boolean =>
  target === 'ringkv-unary' || target === 'etcd' || target === 'etcd-txn';

/** Operations that one call of a target carries, each of which counts. */
export const opsPerCall = (target: Target): number =>
  target === 'etcd-txn' ? benchLimits.putsPerTxn : 1;

/** Keys that a target really uses: h2load sends one body, so the keys of one call. */
export const keysOf = ({ target, load }: Cell): number =>
  isH2load(target) ? opsPerCall(target) : load.keys;

export const storeOf = (target: Target): Store =>
  target === 'ringkv' || target === 'ringkv-unary' ? 'ringkv' : 'etcd';

/** Both stores hold the same keys; h2load uses the first, or the first few. */
export const keyName = (index: number): string => `bench/key-${index}`;
export const counterName = (index: number): string => `bench/counter-${index}`;

/** Why a target cannot be put under a load at all, or null. */
export function impossible({ target, load }: Cell): string | null {
  if (!isH2load(target)) return null;
  const { workload, valueSize, rate } = load;
  if (rate !== undefined) {
    return 'h2load measures from when it sent a request, not from when that was due (docs/benchmarks.md)';
  }
  if (target === 'etcd-txn') return impossibleTxn(workload, valueSize);
  if (workload === 'mixed') return 'h2load sends one body per process, not two kinds of request';
  if (workload === 'incr' && target === 'etcd') {
    return 'etcd has no increment, and h2load cannot retry a compare-and-swap';
  }
  return null;
}

function impossibleTxn(workload: Workload, valueSize: number): string | null {
  const { putsPerTxn, etcdRequestBytes, etcdPutOverheadBytes } = benchLimits;
  if (workload !== 'put') return 'its transactions are puts';
  if (putsPerTxn * (valueSize + etcdPutOverheadBytes) <= etcdRequestBytes) return null;
  return `${putsPerTxn} values of ${valueSize} bytes are more than the ${etcdRequestBytes} bytes of a request that etcd takes`;
}

/** Programs that a target needs beside Node.js. */
export function programsFor(target: Target, ownCluster: boolean): readonly string[] {
  const programs: string[] = [];
  if (storeOf(target) === 'etcd' && ownCluster) programs.push('etcd');
  if (isH2load(target)) programs.push('h2load');
  return programs;
}

/** How h2load has operations in flight: each stream of each connection has one call. */
export interface Connections {
  readonly connections: number;
  readonly streams: number;
  /** Operations that really are in flight. */
  readonly inFlight: number;
}

/**
 * As many whole calls, but at least one, as come nearest to `concurrency` operations, over min(16, calls) connections,
 * the same for every store. What does not divide is rounded to whole streams.
 */
export function connectionsFor(concurrency: number, callOps = 1): Connections {
  const calls = Math.max(1, Math.round(concurrency / callOps));
  const connections = Math.min(16, calls);
  const streams = Math.round(calls / connections);
  return { connections, streams, inFlight: connections * streams * callOps };
}
