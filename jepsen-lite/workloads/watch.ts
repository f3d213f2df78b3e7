import { RingKv } from 'ringkv';
import type { Ending } from '../clients/outcome.ts';
import type { ClientSetup } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import { clientLimits, watchLimits } from '../limits.ts';
import { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { ClientWorkload } from './client-workload.ts';
import { type Actor, Processes } from './processes.ts';
import { TypedWatcher } from './typed-watcher.ts';
import {
  allGroups,
  GROUPS,
  groupPrefix,
  LONG_GROUP,
  lastValue,
  markKey,
  marksOf,
} from './watch-keys.ts';
import { WatchNotebook } from './watch-notebook.ts';
import { plansOf, type WatcherPlan } from './watch-plans.ts';
import { put, someWrite } from './watch-writes.ts';
import type { Watcher } from './watcher.ts';
import { WireWatcher } from './wire-watcher.ts';

const PROCESSES = 4;

/**
 * Writes of every kind, and beside them watches of every kind. In the end each client writes a last value to every group, and
 * waits until its watches have been told of those of all clients: what they know then must be what is there.
 */
export class WatchClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #random: Random;
  readonly #processes: Processes;
  readonly #figures = { resumed: 0, pauses: 0, compacted: 0, interrupted: 0 };
  readonly #watchers: readonly Watcher[];
  #kv: RingKv | null = null;
  #values = 0;

  constructor(setup: ClientSetup, recorder: Recorder) {
    this.#setup = setup;
    this.#recorder = recorder;
    this.#random = new Random(setup.seed);
    this.#processes = new Processes(recorder, this.#random.fork());
    this.#watchers = plansOf(setup.index, setup.prefix).map((plan) => this.#watcher(plan));
  }

  async connect(): Promise<void> {
    this.#kv = await RingKv.connect({ endpoints: [...this.#setup.endpoints] });
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    const kv = this.#kv;
    if (kv === null) throw new Error('run before connect');
    const watching = Promise.all(this.#watchers.map(async (watcher) => watcher.run()));
    const writing = this.#processes.run(PROCESSES, async (actor) => this.#turn(kv, actor));
    // A watch that fails ends the client at once.
    await Promise.race([writing, watching.then(async () => writing)]);
    await Promise.all(allGroups(this.#setup.prefix).map(async (group) => this.#last(kv, group)));
    for (const watcher of this.#watchers) watcher.finish(watchLimits.completeMs);
    await watching;
    await kv.close({ graceMs: 0 });
    return this.#figures;
  }

  stop(): void {
    this.#processes.stop();
  }

  rotate(): void {}

  #watcher(plan: WatcherPlan): Watcher {
    const { endpoints, of, prefix } = this.#setup;
    const recorder = this.#recorder;
    const newNotebook = ({ target, on }: WatcherPlan): WatchNotebook =>
      new WatchNotebook(recorder, on, marksOf(target, on, prefix, of));
    const setting = { plan, endpoints, newNotebook, figures: this.#figures };
    const random = this.#random.fork();
    return plan.node === null
      ? new TypedWatcher(setting, random)
      : new WireWatcher(setting, random);
  }

  async #turn(kv: RingKv, { p, random }: Actor): Promise<Ending | null> {
    await sleep(random.between(...watchLimits.thinkMs));
    const isLong = random.chance(watchLimits.longShare);
    const k = groupPrefix(this.#setup.prefix, isLong ? LONG_GROUP : random.pick(GROUPS));
    const value = `${this.#setup.index}-${this.#values++}`;
    const isMark = !isLong && random.chance(0.1);
    const { f, v, run } = isMark
      ? put(markKey(k, this.#setup.index), value, null)
      : someWrite(k, value, random);
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    return this.#recorder.operation({ p, f, k, v }, async () => run(kv, timeoutMs));
  }

  /** Tries under another value each time, so that one that failed is told apart. */
  async #last(kv: RingKv, k: string): Promise<void> {
    const { index } = this.#setup;
    const deadline = performance.now() + watchLimits.completeMs;
    for (let tried = 0; performance.now() < deadline; tried++) {
      const p = this.#recorder.newProcess();
      const { f, v, run } = put(markKey(k, index), lastValue(k, index, tried), null);
      const ending = await this.#recorder.operation({ p, f, k, v }, async () =>
        run(kv, clientLimits.timeoutMs[1]),
      );
      if (ending.type === 'ok') return;
      await sleep(watchLimits.againMs);
    }
  }
}
