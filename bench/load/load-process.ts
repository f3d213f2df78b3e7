/**
 * A process that does nothing but load one store: its CPU seconds are the client's, and what the benchmark itself
 * does meanwhile cannot slow it down.
 *
 *     benchmark                      load process
 *         | fork, job as argument ------> | connect, warm up
 *         | <-------------------- ready   |
 *         | read the servers' CPU         |
 *         | go -------------------------> | closed or open loop
 *         | <----------------- measured   | close
 *
 * A paced load begins when it is ready, and answers every `go` with what it measured since the last. One of turns is
 * ready when the keys are filled in, and answers every `go` with what it measured for it.
 */
import { randomBytes } from 'node:crypto';
import { benchLimits } from '../limits.ts';
import { keyName, type Load } from '../plan.ts';
import { runForked, tell } from '../run-forked.ts';
import { closedLoop } from './closed-loop.ts';
import { type Driver, operationsOf } from './driver.ts';
import { etcdDriver } from './etcd-driver.ts';
import { openLoop } from './open-loop.ts';
import { PacedLoad } from './paced-loop.ts';
import type { Go, Job, Measured, Report } from './protocol.ts';
import { ringkvDriver } from './ringkv-driver.ts';
import { countStreams, type StreamTraffic } from './stream-traffic.ts';

async function perform(job: Job): Promise<void> {
  const { driver: name, endpoints, load, clientRoot } = job;
  const traffic = job.countsTraffic === true ? countStreams() : null;
  const driver =
    name === 'ringkv' ? await ringkvDriver(endpoints, clientRoot) : etcdDriver(endpoints);
  const value =
    job.incompressible === true ? randomValues(load.valueSize) : sameValue(load.valueSize);
  if (job.kind === 'fill') {
    await fill(driver, load.keys, value);
    await driver.close();
    await tell<Report>({ kind: 'filled' });
    return;
  }
  if (job.kind === 'turns') return turns(job, driver, value, traffic);
  const operation = operationsOf(driver, load.workload, load.keys, value);
  if (job.kind === 'paced') return paced(job, operation);
  const warm = await run(load, benchLimits.warmUpSeconds, operation);
  if (warm.ops === 0) throw new Error(warm.firstError ?? 'nothing was answered while warming up');
  const go = new Promise<void>((resolve) => process.once('message', () => resolve()));
  await tell<Report>({ kind: 'ready' });
  await go;
  await tell<Report>({ kind: 'measured', measured: await run(load, load.seconds, operation) });
  await driver.close();
}

function run(load: Load, seconds: number, operation: () => Promise<void>): Promise<Measured> {
  const { concurrency, rate } = load;
  const { drainMs } = benchLimits;
  if (rate === undefined) return closedLoop({ concurrency, seconds, drainMs, operation });
  return openLoop({ rate, seconds, inFlightMax: concurrency, drainMs, operation });
}

function sameValue(bytes: number): () => Buffer {
  const value = Buffer.alloc(bytes, 'x');
  return () => value;
}

/** Pieces of random bytes from places of their own, made beforehand: drawing bytes is no part of an operation. */
function randomValues(bytes: number): () => Buffer {
  const pool = randomBytes(benchLimits.randomPoolBytes + bytes);
  let from = 0;
  return () => {
    from = (from + benchLimits.randomPoolStride) % benchLimits.randomPoolBytes;
    return pool.subarray(from, from + bytes);
  };
}

/** Until this process is ended. */
async function paced(job: Job, operation: () => Promise<void>): Promise<void> {
  const { concurrency: inFlightMax } = job.load;
  const load = new PacedLoad({ rate: job.rate ?? 1, inFlightMax, operation });
  process.on('message', () => void tell<Report>({ kind: 'measured', measured: load.mark() }));
  await tell<Report>({ kind: 'ready' });
  await new Promise<never>(() => {});
}

/** Until this process is ended. */
async function turns(
  { load: { keys } }: Job,
  driver: Driver,
  value: () => Buffer,
  traffic: (() => StreamTraffic) | null,
): Promise<void> {
  await fill(driver, keys, value);
  const measure = async (load: Load): Promise<void> => {
    const operation = operationsOf(driver, load.workload, load.keys, value);
    traffic?.();
    const figures = await run(load, load.seconds, operation);
    const measured = traffic === null ? figures : { ...figures, traffic: traffic() };
    await tell<Report>({ kind: 'measured', measured });
  };
  process.on('message', ({ load }: Go) => {
    if (load !== undefined) void measure(load);
  });
  await tell<Report>({ kind: 'ready' });
  await new Promise<never>(() => {});
}

async function fill(driver: Driver, keys: number, value: () => Buffer): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < keys) await driver.put(keyName(next++), value(), benchLimits.fillTimeoutMs);
  };
  await Promise.all(Array.from({ length: benchLimits.fillConcurrency }, worker));
}

await runForked(perform);
