import type { Environment } from '../../bench/environment.ts';
import type { Cell, Target } from '../../bench/plan.ts';
import type { Result, Round } from '../../bench/result.ts';
import { rowName } from '../../bench/row-name.ts';

export const environment: Environment = {
  date: '2026-11-20T12:00:00.000Z',
  ringkv: '0.1.0',
  commit: 'abc1234',
  etcd: '3.4.23',
  h2load: '1.52.0',
  etcd3: '1.1.2',
  node: 'v20.19.0',
  cores: 2,
  cpu: 'a processor',
  memoryGiB: 8,
  kernel: 'linux 6 x64',
  filesystem: 'ext4',
  loadAverage: 0.1,
  client: 'a client',
  servers: '3 nodes on this machine',
  nodes: 3,
  partitions: 16,
  durability: 'fsync on a majority before the answer',
  fsync: 'fsync on a majority',
  inFlight: 256,
  keys: 10_000,
  valueSize: 256,
  warmUpSeconds: 1,
  firstWarmUpSeconds: 10,
  otherClusterCpuShare: 0.012,
  serverMemoryBytes: [],
  notes: [],
};

export function cellOf(target: Target): Cell {
  const load = {
    workload: 'put',
    concurrency: 256,
    valueSize: 256,
    keys: 10_000,
    seconds: 5,
  } as const;
  return { target, load };
}

export function roundOf(ops: number): Round {
  return {
    ops,
    seconds: 5,
    errors: 0,
    latencyMs: { p50: 1, p99: 2, p999: 3, max: ops },
    cpuSeconds: { client: 1, servers: 3 },
    otherClusterCpuShare: 0.012,
    serverMemory: null,
  };
}

export function resultWith(target: Target, opsPerSecond: number): Result {
  return {
    name: rowName(target, environment.fsync),
    target,
    workload: 'put',
    concurrency: 256,
    ops: opsPerSecond * 5,
    seconds: 5,
    opsPerSecond,
    errors: 0,
    latencyMs: { p50: 1, p99: 2, p999: 3, max: 4 },
    cpuSeconds: { client: 1, servers: null },
    rounds: [opsPerSecond - 1, opsPerSecond, opsPerSecond + 1],
    roundErrors: [0, 0, 0],
    rate: null,
    open: null,
    environment,
  };
}
