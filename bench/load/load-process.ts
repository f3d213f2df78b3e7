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
import { oneLine } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import { keyName, type Load } from '../plan.ts';
import { closedLoop } from './closed-loop.ts';
import { type Driver, operationsOf } from './driver.ts';
import { etcdDriver } from './etcd-driver.ts';
import { openLoop } from './open-loop.ts';
import { PacedLoad } from './paced-loop.ts';
import type { Go, Job, Measured, Report } from './protocol.ts';
import { ringkvDriver } from './ringkv-driver.ts';

async function perform(job: Job): Promise<void> {
  const { driver: name, endpoints, load, clientRoot } = job;
  const driver =
    name === 'ringkv' ? await ringkvDriver(endpoints, clientRoot) : etcdDriver(endpoints);
  const value =
    job.incompressible === true ? randomValues(load.valueSize) : sameValue(load.valueSize);
  if (job.kind === 'fill') {
    await fill(driver, load.keys, value);
    await driver.close();
    await report({ kind: 'filled' });
    return;
  }
  if (job.kind === 'turns') return turns(job, driver, value);
  const operation = operationsOf(driver, load.workload, load.keys, value);
  if (job.kind === 'paced') return paced(job, operation);
  const warm = await measured(load, benchLimits.warmUpSeconds, operation);
  if (warm.ops === 0) throw new Error(warm.firstError ?? 'nothing was answered while warming up');
  const go = new Promise<void>((resolve) => process.once('message', () => resolve()));
  await report({ kind: 'ready' });
  await go;
  await report({ kind: 'measured', measured: await measured(load, load.seconds, operation) });
  await driver.close();
}

function measured(load: Load, seconds: number, operation: () => Promise<void>): Promise<Measured> {
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
  process.on('message', () => void report({ kind: 'measured', measured: load.mark() }));
  await report({ kind: 'ready' });
  await new Promise<never>(() => {});
}

/** Until this process is ended. */
async function turns({ load: { keys } }: Job, driver: Driver, value: () => Buffer): Promise<void> {
  await fill(driver, keys, value);
  const measure = async (load: Load): Promise<void> => {
    const operation = operationsOf(driver, load.workload, load.keys, value);
    await report({ kind: 'measured', measured: await measured(load, load.seconds, operation) });
  };
  process.on('message', ({ load }: Go) => {
    if (load !== undefined) void measure(load);
  });
  await report({ kind: 'ready' });
  await new Promise<never>(() => {});
}

async function fill(driver: Driver, keys: number, value: () => Buffer): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < keys) await driver.put(keyName(next++), value(), benchLimits.fillTimeoutMs);
  };
  await Promise.all(Array.from({ length: benchLimits.fillConcurrency }, worker));
}

/** Resolves when the message is on its way, so that the process may end. */
function report(message: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}

// The benchmark is gone: nobody wants the figures.
process.once('disconnect', () => process.exit(1));

try {
  await perform(JSON.parse(process.argv[2] ?? '') as Job);
} catch (error) {
  await report({ kind: 'failed', message: oneLine(error) });
}
process.exit(0);
