import { KvError, RingKv } from 'ringkv';
import { Inventory } from 'ringkv/recipes';
import { pause } from './shift.ts';

const EVERY_MS = 500;

/** A sweeper with a connection of its own, as if it were another process, which can be ended in the middle. */
export class Sweeper {
  readonly #endpoints: readonly string[];
  #life = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  expired = 0;
  completed = 0;
  failed = 0;
  sweeps = 0;

  constructor(endpoints: readonly string[]) {
    this.#endpoints = endpoints;
  }

  start(): void {
    this.#life = new AbortController();
    this.#loop = this.#run(this.#life.signal);
  }

  /** Ends it between any two of its operations. */
  async stop(): Promise<void> {
    this.#life.abort();
    await this.#loop;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const kv = await RingKv.connect({ endpoints: this.#endpoints, timeoutMs: 10_000 });
    const inventory = new Inventory(kv);
    while (!signal.aborted) {
      try {
        const report = await inventory.sweep({ signal });
        this.sweeps++;
        this.expired += report.expired;
        this.completed += report.completed;
        this.failed += report.failed;
      } catch (error) {
        if (!(error instanceof KvError)) throw error;
        this.failed++;
      }
      await pause(EVERY_MS, signal);
    }
    await kv.close({ graceMs: 0 });
  }
}
