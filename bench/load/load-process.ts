/**
 * A process that does nothing but load one store: its CPU seconds are the client's, and what the benchmark itself
 * does meanwhile cannot slow it down.
 *
 *     benchmark                      load process
 *         | fork, job as argument ------> | connect, warm up
 *         | <-------------------- ready   |
 *         | read the servers' CPU         |
 *         | go -------------------------> | closed loop
 *         | <----------------- measured   | close
 */
import { oneLine } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import { keyName } from '../plan.ts';
import { closedLoop } from './closed-loop.ts';
import { type Driver, operationsOf } from './driver.ts';
import { etcdDriver } from './etcd-driver.ts';
import type { Job, Report } from './protocol.ts';
import { ringkvDriver } from './ringkv-driver.ts';

async function perform(job: Job): Promise<void> {
  const { driver: name, endpoints, load } = job;
  const driver = name === 'ringkv' ? await ringkvDriver(endpoints) : etcdDriver(endpoints);
  const value = Buffer.alloc(load.valueSize, 'x');
  if (job.kind === 'fill') {
    await fill(driver, load.keys, value);
    await driver.close();
    await report({ kind: 'filled' });
    return;
  }
  const operation = operationsOf(driver, load.workload, load.keys, value);
  const { concurrency } = load;
  const { warmUpSeconds, drainMs } = benchLimits;
  const warm = await closedLoop({ concurrency, seconds: warmUpSeconds, drainMs, operation });
  if (warm.ops === 0) throw new Error(warm.firstError ?? 'nothing was answered while warming up');
  const go = new Promise<void>((resolve) => process.once('message', () => resolve()));
  await report({ kind: 'ready' });
  await go;
  const measured = await closedLoop({ concurrency, seconds: load.seconds, drainMs, operation });
  await report({ kind: 'measured', measured });
  await driver.close();
}

async function fill(driver: Driver, keys: number, value: Buffer): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < keys) await driver.put(keyName(next++), value, benchLimits.fillTimeoutMs);
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
