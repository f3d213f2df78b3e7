import { RingKv } from 'ringkv';
import type { Ending } from '../clients/outcome.ts';
import type { ClientSetup } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import type { Target } from '../clients/target.ts';
import { TypedTarget } from '../clients/typed-target.ts';
import { WireTarget } from '../clients/wire-target.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { ClientWorkload } from './client-workload.ts';
import { counterKey } from './exactly-once-keys.ts';
import { type Actor, Processes } from './processes.ts';
import { settledWrite, type WriteFigures } from './settled-write.ts';

const PROCESSES = 10;
const COUNTERS = 8;
/** Down as well as up: a bound that only rises hides a read that is too low. */
const DELTAS = [-4, 9] as const;

/**
 * Increments and reads of a few counters, for as long as the run lasts. Increments have an exactly-once identity, and an
 * unknown outcome is resolved: each counter ends at exactly the sum of what was acknowledged.
 */
export class CounterClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #processes: Processes;
  #kv: RingKv | null = null;
  #readers: readonly Target[] = [];
  readonly #figures: WriteFigures = {
    dedupHits: 0,
    unknownAtFirst: 0,
    resolvedDone: 0,
    resolvedNotDone: 0,
  };

  constructor(setup: ClientSetup, recorder: Recorder) {
    this.#setup = setup;
    this.#recorder = recorder;
    this.#processes = new Processes(recorder, new Random(setup.seed));
  }

  async connect(): Promise<void> {
    const { endpoints } = this.#setup;
    this.#kv = await RingKv.connect({ endpoints: [...endpoints] });
    const nodes = endpoints.map((endpoint) => new WireTarget(endpoint));
    this.#readers = [new TypedTarget(this.#kv), ...nodes];
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    const kv = this.#kv;
    if (kv === null) throw new Error('run before connect');
    await this.#processes.run(PROCESSES, async (actor) => this.#turn(kv, actor));
    const { retries } = kv.stats();
    for (const reader of this.#readers) await reader.close();
    return { ...this.#figures, retries };
  }

  stop(): void {
    this.#processes.stop();
  }

  rotate(): void {}

  async #turn(kv: RingKv, { p, random }: Actor): Promise<Ending | null> {
    const k = counterKey(this.#setup.prefix, random.between(0, COUNTERS - 1));
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    if (random.chance(0.4)) {
      const reader = random.pick(this.#readers);
      if (!(await reader.ready())) return null;
      return this.#recorder.operation({ p, f: 'read', k }, async () => reader.read(k, timeoutMs));
    }
    const v = random.between(...DELTAS);
    const call = async () => kv.increment(k, v, { timeoutMs });
    const pause = async (): Promise<void> => sleep(random.between(...clientLimits.afterUnknownMs));
    return this.#recorder.operation({ p, f: 'add', k, v }, async () =>
      settledWrite(v, call, this.#figures, pause),
    );
  }
}
