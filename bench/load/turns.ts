import { oneLine } from '../errors.ts';
import { counterName, keyName, type Load } from '../plan.ts';
import { tell } from '../run-forked.ts';
import { type Driver, namesOf, operationsOf } from './driver.ts';
import { fillAll } from './fill.ts';
import { loadLoop } from './load-loop.ts';
import type { Fill, Go, Job, Report } from './protocol.ts';
import type { StreamTraffic } from './stream-traffic.ts';
import { valuesOf } from './values.ts';

/** What the streams carried since the last call. */
type Traffic = () => StreamTraffic;

/**
 * The life of a load process that does what it is told, one thing at a time, until it is ended:
 *
 *     benchmark                      load process
 *         | fork, job as argument ------> | connect
 *         | <-------------------- ready   |
 *         | fill: keys of a load -------> | write them
 *         | <-- filling ... filled        |
 *         | go: a load -----------------> | closed or open loop
 *         | <----------------- measured   |
 *         | go: another load -----------> | ...
 *
 * What it measures has the traffic of its streams, unless nobody counts it.
 */
export async function takeTurns(
  { incompressible }: Job,
  driver: Driver,
  traffic: Traffic | null,
): Promise<never> {
  const turns = new Turns(driver, incompressible, traffic);
  process.on('message', (order: Go | Fill) => {
    turns.take(order).catch((error) => tell<Report>({ kind: 'failed', message: oneLine(error) }));
  });
  await tell<Report>({ kind: 'ready' });
  return new Promise<never>(() => {});
}

/** Keeps the names of the keys and the values of a load for the next one that has the same. */
class Turns {
  readonly #driver: Driver;
  readonly #incompressible: boolean | undefined;
  readonly #traffic: Traffic | null;
  readonly #values = new Map<number, () => Buffer>();
  #names: { readonly of: string; readonly list: readonly string[] } = { of: '', list: [] };

  constructor(driver: Driver, incompressible: boolean | undefined, traffic: Traffic | null) {
    this.#driver = driver;
    this.#incompressible = incompressible;
    this.#traffic = traffic;
  }

  async take(order: Go | Fill): Promise<void> {
    if (order.kind === 'fill') return this.#fill(order);
    if (order.load === undefined) throw new Error('a turn without a load');
    return this.#measure(order.load);
  }

  async #fill(order: Fill): Promise<void> {
    const { load } = order;
    const value = this.#valuesOf(load.valueSize);
    const onProgress = (keys: number): void => void tell<Report>({ kind: 'filling', keys });
    const keys = await fillAll(this.#driver, load, value, order, onProgress);
    await tell<Report>({ kind: 'filled', keys });
  }

  async #measure(load: Load): Promise<void> {
    const { workload, keys, seconds } = load;
    const value = this.#valuesOf(load.valueSize);
    const operation = operationsOf(this.#driver, workload, keys, value, this.#namesOf(load));
    this.#traffic?.();
    const figures = await loadLoop(load, seconds, operation);
    const traffic = this.#traffic?.();
    const measured = traffic === undefined ? figures : { ...figures, traffic };
    await tell<Report>({ kind: 'measured', measured });
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
