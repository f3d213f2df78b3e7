import { type IncrementResult, type PutResult, RingKv } from 'ringkv';
import type { Ending } from '../clients/outcome.ts';
import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { ClientWorkload } from './client-workload.ts';
import { COUNTERS, counterKey, isPut, putKey } from './exactly-once-keys.ts';
import { settledWrite, type WriteFigures } from './settled-write.ts';

/** Operations in flight at one client process. */
const PROCESSES = 48;

/**
 * Puts of distinct keys and increments of a few counters, half of each, until this client's share of the work is acknowledged.
 * An unknown outcome is resolved: with exactly-once identities nothing has to stay open, and every counter must end at
 * exactly the sum of what was acknowledged.
 */
export class ExactlyOnceClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #random: Random;
  #kv: RingKv | null = null;
  #next: number;
  #isStopped = false;
  readonly #figures: WriteFigures = {
    dedupHits: 0,
    unknownAtFirst: 0,
    resolvedDone: 0,
    resolvedNotDone: 0,
  };

  constructor(setup: ClientSetup, recorder: Recorder, _tell: (message: FromClient) => void) {
    this.#setup = setup;
    this.#recorder = recorder;
    this.#random = new Random(setup.seed);
    this.#next = setup.index;
  }

  async connect(): Promise<void> {
    this.#kv = await RingKv.connect({ endpoints: [...this.#setup.endpoints] });
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    const kv = this.#kv;
    if (kv === null) throw new Error('run before connect');
    await Promise.all(Array.from({ length: PROCESSES }, async () => this.#process(kv)));
    const { retries } = kv.stats();
    await kv.close({ graceMs: 0 });
    return { ...this.#figures, retries };
  }

  stop(): void {
    this.#isStopped = true;
  }

  rotate(): void {}

  async #process(kv: RingKv): Promise<void> {
    let p = this.#recorder.newProcess();
    const random = this.#random.fork();
    for (let n = this.#take(); n !== null; n = this.#take()) {
      let ending = await this.#operation(kv, p, n, random);
      // Nothing was done, by the word of the cluster, so it is done again: the counters tell if that word was wrong.
      while (ending.type === 'fail' && !this.#isStopped) {
        await sleep(random.between(...clientLimits.afterFailureMs));
        ending = await this.#operation(kv, p, n, random);
      }
      if (ending.type === 'info') p = this.#recorder.newProcess();
    }
  }

  /** The numbers of the work are dealt out round-robin. */
  #take(): number | null {
    if (this.#isStopped || this.#next >= this.#setup.work) return null;
    const taken = this.#next;
    this.#next += this.#setup.of;
    return taken;
  }

  #operation(kv: RingKv, p: number, n: number, random: Random): Promise<Ending> {
    const { prefix } = this.#setup;
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    if (isPut(n, this.#setup.of)) {
      const k = putKey(prefix, n);
      return this.#recorder.operation({ p, f: 'write', k, v: n }, () =>
        this.#settled(n, async () => kv.put(k, `${n}`, { timeoutMs })),
      );
    }
    const k = counterKey(prefix, random.between(0, COUNTERS - 1));
    const delta = random.between(1, 9);
    return this.#recorder.operation({ p, f: 'add', k, v: delta }, () =>
      this.#settled(delta, async () => kv.increment(k, delta, { timeoutMs })),
    );
  }

  #settled(v: number, call: () => Promise<PutResult | IncrementResult>): Promise<Ending> {
    return settledWrite(v, call, this.#figures, () =>
      sleep(this.#random.between(...clientLimits.afterUnknownMs)),
    );
  }
}
