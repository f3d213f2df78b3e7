import { counterName, keyName, type Workload } from '../plan.ts';

/** One client of one store. Each call is one operation; it throws when the operation failed. */
export interface Driver {
  put(key: string, value: Buffer, timeoutMs?: number): Promise<void>;
  /** Throws when the key is not there: the keys were filled in before. */
  get(key: string, level: 'linearizable' | 'eventual'): Promise<void>;
  increment(key: string): Promise<void>;
  close(): Promise<void>;
}

/** The next operation of a workload, on a key drawn from so many with equal chance; `names` may be given. */
export function operationsOf(
  driver: Driver,
  workload: Workload,
  keys: number,
  value: () => Buffer,
  names: readonly string[] = namesOf(keys, workload === 'incr' ? counterName : keyName),
): () => Promise<void> {
  const draw = randomFrom(1);
  const key = (): string => names[Math.floor(draw() * keys)] ?? '';
  switch (workload) {
    case 'put':
      return () => driver.put(key(), value());
    case 'get':
      return () => driver.get(key(), 'linearizable');
    case 'get-eventual':
      return () => driver.get(key(), 'eventual');
    case 'mixed':
      return () => (draw() < 0.5 ? driver.put(key(), value()) : driver.get(key(), 'linearizable'));
    case 'incr':
      return () => driver.increment(key());
    default:
      throw new Error(`no workload ${String(workload satisfies never)}`);
  }
}

/** Made beforehand: building a key is no part of an operation. */
export function namesOf(count: number, name: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => name(index));
}

/** From 0 up to 1, the same sequence in every round and for every target (Lehmer's generator, 31 bits). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
