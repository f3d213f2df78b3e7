import { RingKv } from 'ringkv';
import { type Ending, endingOf } from '../clients/outcome.ts';
import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import { WireTarget } from '../clients/wire-target.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import type { ClientWorkload } from './client-workload.ts';
import { type Actor, Processes } from './processes.ts';
import { Rotation } from './rotation.ts';

const PROCESSES = 8;
/** Sets in use at a time. */
const SETS = 2;
/** Elements that one client process adds to a set: scans show all of it, and the history holds what they show. */
const QUOTA = [80, 120] as const;
/** Elements of one transaction. */
const TOGETHER = 3;

/**
 * Adds elements, each under a key of its own with the prefix of its set, and scans the set. Alone they lie in all
 * partitions; those that a transaction adds together have a routing part, so that they lie in one.
 *
 *     s0-4/17        {s0-4/18}0 {s0-4/18}1 {s0-4/18}2        set s0-4 is both prefixes: s0-4/ and {s0-4/
 */
export class SetClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #processes: Processes;
  readonly #sets: Rotation;
  #clients: readonly RingKv[] = [];
  #nodes: readonly WireTarget[] = [];
  #next: number;

  constructor(setup: ClientSetup, recorder: Recorder, tell: (message: FromClient) => void) {
    const random = new Random(setup.seed);
    this.#setup = setup;
    this.#recorder = recorder;
    this.#processes = new Processes(recorder, random.fork());
    this.#sets = new Rotation(SETS, QUOTA, random.fork(), tell);
    this.#next = setup.index;
  }

  async connect(): Promise<void> {
    const { endpoints, index } = this.#setup;
    const one = endpoints[index % endpoints.length] ?? '';
    this.#clients = await Promise.all([
      RingKv.connect({ endpoints: [...endpoints] }),
      RingKv.connect({ endpoints: [one] }),
    ]);
    this.#nodes = endpoints.map((endpoint) => new WireTarget(endpoint));
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    await this.#processes.run(PROCESSES, async (actor) => this.#turn(actor));
    for (const kv of this.#clients) await kv.close({ graceMs: 0 });
    for (const node of this.#nodes) await node.close();
    return {};
  }

  stop(): void {
    this.#processes.stop();
  }

  rotate(slot: number, epoch: number): void {
    this.#sets.rotate(slot, epoch);
  }

  async #turn({ p, n, random }: Actor): Promise<Ending | null> {
    const slot = random.between(0, SETS - 1);
    const epoch = this.#sets.epoch(slot);
    const k = `${this.#setup.prefix}s${slot}-${epoch}/`;
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    const dice = random.next();
    if (dice < 0.15) {
      const node = random.pick(this.#nodes);
      if (!(await node.ready())) return null;
      const what = { p, f: 'scan', k };
      return this.#recorder.operation(what, async () => scanSet(node, k, timeoutMs));
    }
    const kv = this.#clients[n % this.#clients.length];
    if (kv === undefined) return null;
    const count = dice < 0.35 ? TOGETHER : 1;
    this.#sets.use(slot, epoch, count);
    const v = Array.from({ length: count }, () => this.#newElement());
    return this.#recorder.operation({ p, f: 'add', k, v }, async () => add(kv, k, v, timeoutMs));
  }

  /** No two adds of a run add the same element. */
  #newElement(): number {
    const element = this.#next;
    this.#next += this.#setup.of;
    return element;
  }
}

async function add(
  kv: RingKv,
  set: string,
  elements: readonly number[],
  timeoutMs: number,
): Promise<Ending> {
  const [first = 0] = elements;
  try {
    if (elements.length === 1) await kv.put(`${set}${first}`, `${first}`, { timeoutMs });
    else {
      const then = elements.map((one, i) => kv.ops.put(`{${set}${first}}${i}`, `${one}`));
      await kv.txn({ then }, { timeoutMs });
    }
    return { type: 'ok', v: elements };
  } catch (error) {
    return endingOf(error, false);
  }
}

/** All elements of a set, in the order in which the pages show them. */
export async function scanSet(node: WireTarget, set: string, timeoutMs: number): Promise<Ending> {
  const elements: number[] = [];
  for (const prefix of [set, `{${set}`]) {
    const ending = await node.scan(prefix, timeoutMs);
    if (ending.type !== 'ok') return ending;
    elements.push(...ending.v.map(({ value }) => Number(value)));
  }
  return { type: 'ok', v: elements };
}
