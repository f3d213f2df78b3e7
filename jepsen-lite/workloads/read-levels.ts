import { RingKv } from 'ringkv';
import { type LevelTarget, type Seen, TypedLevels, WireLevels } from '../clients/level-target.ts';
import type { Ending } from '../clients/outcome.ts';
import type { ClientSetup } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import type { Ask } from '../history/event.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import type { ClientWorkload } from './client-workload.ts';
import { type Actor, Processes } from './processes.ts';

const PROCESSES = 10;
/** Few enough that sessions meet each other's writes. */
const KEYS = 8;
/** Of every process number, so that sessions of different clients never share one. */
const SESSIONS_EACH = 1_000;
/** From below a heartbeat, where a quorum is asked nearly always, to beyond an election. */
const BOUNDS_MS = [50, 250, 1_000, 3_000] as const;

/**
 * Writes, and reads at one level that any replica serves, each operation through another node: `session`, `bounded` or
 * `eventual`, by the name of the workload. Every value is written once.
 */
export class ReadLevelsClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #processes: Processes;
  readonly #sessions = new Map<number, Seen>();
  #targets: readonly LevelTarget[] = [];
  #lastTarget = new Map<number, LevelTarget>();
  #nextValue: number;
  #hops = 0;

  constructor(setup: ClientSetup, recorder: Recorder) {
    this.#setup = setup;
    this.#recorder = recorder;
    this.#processes = new Processes(recorder, new Random(setup.seed));
    this.#nextValue = setup.index + 1;
  }

  async connect(): Promise<void> {
    const { endpoints } = this.#setup;
    const typed = await Promise.all(
      endpoints.map(async (endpoint) => RingKv.connect({ endpoints: [endpoint] })),
    );
    this.#targets = [
      ...typed.map((kv) => new TypedLevels(kv)),
      ...endpoints.map((endpoint) => new WireLevels(endpoint)),
    ];
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    await this.#processes.run(PROCESSES, async (actor) => this.#turn(actor));
    for (const target of this.#targets) await target.close();
    return { hops: this.#hops };
  }

  stop(): void {
    this.#processes.stop();
  }

  rotate(): void {}

  async #turn({ p, n, random }: Actor): Promise<Ending | null> {
    const target = random.pick(this.#targets);
    if (!(await target.ready())) return null;
    if (this.#lastTarget.get(n) !== target) this.#hops++;
    this.#lastTarget.set(n, target);
    const { prefix, index, workload } = this.#setup;
    const k = `${prefix}l${random.between(0, KEYS - 1)}`;
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    const isSession = workload === 'session';
    const ask: Ask = isSession ? { session: index * SESSIONS_EACH + n } : {};
    const seen = isSession ? this.#sessionOf(n) : null;
    if (random.chance(0.4)) {
      const v = this.#newValue();
      const what = { p, f: 'write', k, v, ...(isSession && { ask }) };
      return this.#recorder.operation(what, async () => target.write(k, v, seen, timeoutMs));
    }
    const asked: Ask = { ...ask, ...levelOf(workload, random) };
    return this.#recorder.operation({ p, f: 'read', k, ask: asked }, async () =>
      target.read(k, asked, seen, timeoutMs),
    );
  }

  /** It outlives a process that ended with an unknown outcome: what it knows by then still holds. */
  #sessionOf(n: number): Seen {
    const seen = this.#sessions.get(n) ?? { token: '' };
    this.#sessions.set(n, seen);
    return seen;
  }

  #newValue(): number {
    const value = this.#nextValue;
    this.#nextValue += this.#setup.of;
    return value;
  }
}

function levelOf(workload: string, random: Random): Ask {
  if (workload === 'session') return { level: 'session' };
  if (workload === 'eventual') return { level: 'eventual' };
  return { level: 'bounded_staleness', boundMs: random.pick(BOUNDS_MS) };
}
