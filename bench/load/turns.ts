import { oneLine } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import { counterName, keyName, type Load } from '../plan.ts';
import { closedLoop } from './closed-loop.ts';
import { type Driver, namesOf, operationsOf } from './driver.ts';
import { fillAll } from './fill.ts';
import type { Fill, Go, Job } from './protocol.ts';
import { report } from './report.ts';
import { valuesOf } from './values.ts';

/**
 * The life of a load process that does what it is told, one thing at a time, until it is ended:
 *
 *     benchmark                      load process
 *         | fork, job as argument ------> | connect
 *         | <-------------------- ready   |
 *         | fill: keys of a load -------> | write them
 *         | <-- filling ... filled        |
 *         | go: a load -----------------> | closed loop
 *         | <----------------- measured   |
 *         | go: another load -----------> | ...
 */
export async function takeTurns({ incompressible }: Job, driver: Driver): Promise<never> {
  const turns = new Turns(driver, incompressible);
  process.on('message', (order: Go | Fill) => {
    turns.take(order).catch((error) => report({ kind: 'failed', message: oneLine(error) }));
  });
  await report({ kind: 'ready' });
  return new Promise<never>(() => {});
}

/** Keeps the names of the keys and the values of a load for the next one that has the same. */
class Turns {
  readonly #driver: Driver;
  readonly #incompressible: boolean | undefined;
  readonly #values = new Map<number, () => Buffer>();
  #names: { readonly of: string; readonly list: readonly string[] } = { of: '', list: [] };

  constructor(driver: Driver, incompressible: boolean | undefined) {
    this.#driver = driver;
    this.#incompressible = incompressible;
  }

  take(order: Go | Fill): Promise<void> {
    if (order.kind === 'fill') return this.#fill(order);
    if (order.load === undefined) throw new Error('a turn without a load');
    return this.#measure(order.load);
  }

  async #fill(order: Fill): Promise<void> {
    const { load } = order;
    const value = this.#valuesOf(load.valueSize);
    const onProgress = (keys: number): void => void report({ kind: 'filling', keys });
    const keys = await fillAll(this.#driver, load, value, order, onProgress);
    await report({ kind: 'filled', keys });
  }

  async #measure(load: Load): Promise<void> {
    const { workload, concurrency, seconds, keys } = load;
    const value = this.#valuesOf(load.valueSize);
    const operation = operationsOf(this.#driver, workload, keys, value, this.#namesOf(load));
    const { drainMs } = benchLimits;
    const measured = await closedLoop({ concurrency, seconds, drainMs, operation });
    await report({ kind: 'measured', measured });
  }

  #valuesOf(bytes: number): () => Buffer {
    const known = this.#values.get(bytes) ?? valuesOf(bytes, this.#incompressible);
    this.#values.set(bytes, known);
    return known;
  }

  /** Those of millions of keys take seconds to make. */
  #namesOf({ workload, keys, firstKey = 0 }: Load): readonly string[] {
    const name = workload === 'incr' ? counterName : keyName;
    const of = `${name(firstKey)} ${keys}`;
    if (this.#names.of !== of) {
      this.#names = { of, list: namesOf(keys, (index) => name(firstKey + index)) };
    }
    return this.#names.list;
  }
}
