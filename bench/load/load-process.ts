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
 * A paced load begins when it is ready, and answers every `go` with what it measured since the last. One of turns is in
 * `turns.ts`.
 */
import { oneLine } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import type { Load } from '../plan.ts';
import { closedLoop } from './closed-loop.ts';
import { operationsOf } from './driver.ts';
import { etcdDriver } from './etcd-driver.ts';
import { fillAll } from './fill.ts';
import { openLoop } from './open-loop.ts';
import { PacedLoad } from './paced-loop.ts';
import type { Job, Measured } from './protocol.ts';
import { report } from './report.ts';
import { ringkvDriver } from './ringkv-driver.ts';
import { takeTurns } from './turns.ts';
import { valuesOf } from './values.ts';

async function perform(job: Job): Promise<void> {
  const { driver: name, endpoints, load, clientRoot } = job;
  const driver =
    name === 'ringkv' ? await ringkvDriver(endpoints, clientRoot) : etcdDriver(endpoints);
  if (job.kind === 'turns') return takeTurns(job, driver);
  const value = valuesOf(load.valueSize, job.incompressible);
  if (job.kind === 'fill') {
    const { fillConcurrency: concurrency } = benchLimits;
    const keys = await fillAll(driver, load, value, { concurrency, seconds: Infinity });
    await driver.close();
    await report({ kind: 'filled', keys });
    return;
  }
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

/** Until this process is ended. */
async function paced(job: Job, operation: () => Promise<void>): Promise<void> {
  const { concurrency: inFlightMax } = job.load;
  const load = new PacedLoad({ rate: job.rate ?? 1, inFlightMax, operation });
  process.on('message', () => void report({ kind: 'measured', measured: load.mark() }));
  await report({ kind: 'ready' });
  await new Promise<never>(() => {});
}

// The benchmark is gone: nobody wants the figures.
process.once('disconnect', () => process.exit(1));

try {
  await perform(JSON.parse(process.argv[2] ?? '') as Job);
} catch (error) {
  await report({ kind: 'failed', message: oneLine(error) });
}
process.exit(0);
