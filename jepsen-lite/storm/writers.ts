import { KvError, type RingKv, UnknownOutcomeError } from 'ringkv';
import { sleep } from '../wait.ts';

/** After a failure: a client that is refused at once would leave no time for anything else. */
const afterFailureMs = 20;

/** Clients that write until they are told to stop, and remember what they were told about each write. */
export class Writers {
  /** What each key must hold. */
  readonly acknowledged = new Map<string, string>();
  /** Definite failures: they must never take effect. */
  readonly refused = new Set<string>();
  /** Nobody knows; each may be there or not. */
  readonly unknown: UnknownOutcomeError[] = [];
  /** What each counter must hold, but for the unknown increments. */
  readonly counted = new Map<string, number>();
  readonly unknownIncrements: { counter: string; error: UnknownOutcomeError }[] = [];
  readonly unexpected: unknown[] = [];
  #stopped = false;
  readonly #running: Promise<void>[] = [];

  /** Each name puts keys of its own, none of them twice. */
  putters(kv: RingKv, names: readonly string[]): void {
    for (const name of names) {
      this.#loop(async (n) => {
        const key = `${name}-${n}`;
        const value = `${name} wrote ${n}`;
        try {
          await kv.put(key, value);
          this.acknowledged.set(key, value);
        } catch (error) {
          if (error instanceof UnknownOutcomeError) this.unknown.push(error);
          else this.#failed(error, () => this.refused.add(key));
          await sleep(afterFailureMs);
        }
      });
    }
  }

  incrementers(kv: RingKv, counters: readonly string[]): void {
    for (const counter of counters) {
      this.counted.set(counter, 0);
      this.#loop(async () => {
        try {
          await kv.increment(counter, 1);
          this.#count(counter);
        } catch (error) {
          if (error instanceof UnknownOutcomeError) this.unknownIncrements.push({ counter, error });
          else this.#failed(error, () => {});
          await sleep(afterFailureMs);
        }
      });
    }
  }

  /** Ends when everything that was begun has been answered. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  /** Makes every unknown increment known. Answers how many of them stayed so. */
  async resolveIncrements(timeoutMs: number): Promise<number> {
    let open = 0;
    for (const { counter, error } of this.unknownIncrements.splice(0)) {
      const { status } = await error.resolve({ timeoutMs });
      if (status === 'done') this.#count(counter);
      else if (status === 'unknown') open++;
    }
    return open;
  }

  #count(counter: string): void {
    this.counted.set(counter, (this.counted.get(counter) ?? 0) + 1);
  }

  #failed(error: unknown, refused: () => void): void {
    if (error instanceof KvError && error.outcome === 'not_executed') refused();
    else this.unexpected.push(error);
  }

  #loop(write: (n: number) => Promise<void>): void {
    const run = async (): Promise<void> => {
      for (let n = 0; !this.#stopped; n++) await write(n);
    };
    this.#running.push(run());
  }
}
