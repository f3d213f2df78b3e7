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
import { benchLimits } from '../limits.ts';
import { runForked, tell } from '../run-forked.ts';
import { operationsOf } from './driver.ts';
import { etcdDriver } from './etcd-driver.ts';
import { fillAll } from './fill.ts';
import { loadLoop } from './load-loop.ts';
import { PacedLoad } from './paced-loop.ts';
import type { Job, Report } from './protocol.ts';
import { ringkvDriver } from './ringkv-driver.ts';
import { countStreams } from './stream-traffic.ts';
import { takeTurns } from './turns.ts';
import { valuesOf } from './values.ts';

async function perform(job: Job): Promise<void> {
  const { driver: name, endpoints, load, clientRoot } = job;
  // Before the client opens a stream.
  const traffic = job.countsTraffic === true ? countStreams() : null;
  const driver =
    name === 'ringkv' ? await ringkvDriver(endpoints, clientRoot) : etcdDriver(endpoints);
  if (job.kind === 'turns') return takeTurns(job, driver, traffic);
  const value = valuesOf(load.valueSize, job.incompressible);
  if (job.kind === 'fill') {
    const { fillConcurrency: concurrency } = benchLimits;
    const keys = await fillAll(driver, load, value, { concurrency, seconds: Infinity });
    await driver.close();
    await tell<Report>({ kind: 'filled', keys });
    return;
  }
  const operation = operationsOf(driver, load.workload, load.keys, value);
  if (job.kind === 'paced') return paced(job, operation);
  const warm = await loadLoop(load, benchLimits.warmUpSeconds, operation);
  if (warm.ops === 0) throw new Error(warm.firstError ?? 'nothing was answered while warming up');
  const go = new Promise<void>((resolve) => process.once('message', () => resolve()));
  await tell<Report>({ kind: 'ready' });
  await go;
  await tell<Report>({ kind: 'measured', measured: await loadLoop(load, load.seconds, operation) });
  await driver.close();
}

/** Until this process is ended. */
async function paced(job: Job, operation: () => Promise<void>): Promise<void> {
  const { concurrency: inFlightMax } = job.load;
  const load = new PacedLoad({ rate: job.rate ?? 1, inFlightMax, operation });
  process.on('message', () => void tell<Report>({ kind: 'measured', measured: load.mark() }));
  await tell<Report>({ kind: 'ready' });
  await new Promise<never>(() => {});
}

await runForked(perform);
