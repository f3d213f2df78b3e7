import type { Cluster } from './clusters/cluster.ts';
import { endedChildrenCpuSeconds } from './cpu.ts';
import { BenchError } from './errors.ts';
import { type Answered, answeredOf, grpcErrors, operationsIn } from './h2load/counters.ts';
import { etcdTxn, type GrpcCall, grpcCall } from './h2load/grpc-body.ts';
import { runH2load } from './h2load/h2load.ts';
import { benchLimits } from './limits.ts';
import type { TurnLoad } from './load/load-client.ts';
import {
  type Cell,
  connectionsFor,
  counterName,
  isH2load,
  keyName,
  keysOf,
  opsPerCall,
  storeOf,
} from './plan.ts';
import type { Round } from './result.ts';
import { ServerMeter } from './server-meter.ts';

const POLL_MS = 50;

/** The cluster that is loaded, and those that are up but idle meanwhile. */
export interface Stage {
  readonly cluster: Cluster;
  readonly others: readonly Cluster[];
  /** The npm client of this store. */
  readonly client: TurnLoad;
  readonly warmUpSeconds: number;
  readonly signal: AbortSignal;
}

/** One target, once: warm up, then load for the given time. Throws when not one operation succeeded. */
export async function takeTurn(cell: Cell, stage: Stage): Promise<Round> {
  const round = isH2load(cell.target)
    ? await h2loadTurn(cell, stage)
    : await clientTurn(cell, stage);
  stage.cluster.checkAlive();
  return round;
}

async function clientTurn(
  { target, load }: Cell,
  { cluster, others, client, warmUpSeconds }: Stage,
): Promise<Round> {
  await client.measure({ ...load, seconds: warmUpSeconds });
  const meter = new ServerMeter(cluster, others);
  meter.start();
  const { firstError, cpuSeconds, ...measured } = await client.measure(load);
  meter.stop();
  if (measured.ops === 0) {
    throw nothingSucceeded({ target, load }, firstError ?? 'no operation ended');
  }
  return { ...measured, ...meter.round(cpuSeconds, measured.seconds) };
}

async function h2loadTurn(cell: Cell, stage: Stage): Promise<Round> {
  const { cluster, others, warmUpSeconds, signal } = stage;
  const { target, load } = cell;
  const { workload, concurrency, valueSize } = load;
  const key = workload === 'incr' ? counterName(0) : keyName(0);
  const call = callOf(cell, key);
  const callOps = opsPerCall(target);
  const endpoint = await cluster.leaderOf(key);
  const run = { endpoint, call, over: connectionsFor(concurrency, callOps), signal };
  const counters = async (): Promise<Answered> =>
    answeredOf(cluster.store, call.method, await cluster.metrics(endpoint));
  await runH2load({ ...run, seconds: warmUpSeconds });

  const before = await settled(counters);
  const meter = new ServerMeter(cluster, others);
  const clientBefore = endedChildrenCpuSeconds();
  meter.start();
  const { seconds, failed, dataBytes, log } = await runH2load({ ...run, seconds: load.seconds });
  meter.stop();
  const clientAfter = endedChildrenCpuSeconds();
  const after = await settled(counters);

  const refused = grpcErrors(log.answered, before, after);
  const lost = Math.max(failed, log.failed);
  const { ops, errors } = operationsIn(callOps, log.answered, refused, lost);
  if (ops === 0) throw nothingSucceeded({ target, load }, `${errors} errors`);
  const isRead = workload === 'get' || workload === 'get-eventual';
  // The status of an answer says nothing about a value: the bytes do.
  if (isRead && dataBytes < ops * valueSize) {
    throw new BenchError(
      `${target} ${workload}: ${dataBytes} bytes are no ${ops} values of ${valueSize}`,
    );
  }
  const client = clientBefore === null || clientAfter === null ? null : clientAfter - clientBefore;
  return {
    ops,
    seconds,
    errors,
    latencyMs: log.latencies.summary(),
    ...meter.round(client, seconds),
  };
}

function callOf(cell: Cell, key: string): GrpcCall {
  const { target, load } = cell;
  const value = Buffer.alloc(load.valueSize, 'x');
  if (target !== 'etcd-txn') return grpcCall(storeOf(target), load.workload, key, value);
  const keys = Array.from({ length: keysOf(cell) }, (_, index) => keyName(index));
  return etcdTxn(keys, value);
}

/** The counters once they stand still: a server counts after it has answered, and what h2load dropped, too. */
async function settled(read: () => Promise<Answered>): Promise<Answered> {
  const deadline = performance.now() + benchLimits.countersMs;
  let last = await read();
  while (performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const now = await read();
    if (now.ok === last.ok && now.failed === last.failed) return now;
    last = now;
  }
  return last;
}

function nothingSucceeded({ target, load }: Cell, why: string): BenchError {
  return new BenchError(`${target} ${load.workload}: no operation succeeded: ${why}`);
}
