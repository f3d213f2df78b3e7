import { check, type Entry, RingKv } from 'ringkv';
import type { Step } from '../checkers/index.ts';
import { type Ending, endingOf } from '../clients/outcome.ts';
import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import type { WireTarget } from '../clients/wire-target.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import type { ClientWorkload } from './client-workload.ts';
import { type Actor, Processes } from './processes.ts';
import { Rotation } from './rotation.ts';

const PROCESSES = 8;
/** Partitions, and lists in each: few, so that transactions meet. */
const PARTITIONS = 3;
const LISTS = 3;
/** Appends of one client process to a list: each writes the whole of it. */
const QUOTA = [12, 20] as const;
/** A transaction whose conditions do not hold reads again and tries again, so often at most. */
const TRIES = 4;

interface Asked {
  readonly f: 'r' | 'append';
  readonly key: string;
  readonly value: number;
}

/**
 * Elle's list-append in one partition. The store has no append, so a transaction reads its lists, and writes them anew on
 * condition that none has changed since:
 *
 *     get a, get b ──▶ [1 2] of revision 7, [3] of revision 9
 *     if a = 7, b = 9:   put a [1 2 4], get b        all of it at one revision, or tried again
 *
 * What it reads is what its own operations show, not what was read before.
 */
export class TxnAppendClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #processes: Processes;
  readonly #lists: Rotation;
  #clients: readonly RingKv[] = [];
  #next: number;
  readonly #figures = { conflicts: 0 };

  constructor(setup: ClientSetup, recorder: Recorder, tell: (message: FromClient) => void) {
    const random = new Random(setup.seed);
    this.#setup = setup;
    this.#recorder = recorder;
    this.#processes = new Processes(recorder, random.fork());
    this.#lists = new Rotation(PARTITIONS * LISTS, QUOTA, random.fork(), tell);
    this.#next = setup.index + 1;
  }

  async connect(): Promise<void> {
    const { endpoints } = this.#setup;
    const each = endpoints.map(async (endpoint) => RingKv.connect({ endpoints: [endpoint] }));
    this.#clients = await Promise.all([RingKv.connect({ endpoints: [...endpoints] }), ...each]);
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    await this.#processes.run(PROCESSES, async (actor) => this.#turn(actor));
    for (const kv of this.#clients) await kv.close({ graceMs: 0 });
    return this.#figures;
  }

  stop(): void {
    this.#processes.stop();
  }

  rotate(slot: number, epoch: number): void {
    this.#lists.rotate(slot, epoch);
  }

  async #turn({ p, random }: Actor): Promise<Ending> {
    const kv = random.pick(this.#clients);
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    const partition = random.between(0, PARTITIONS - 1);
    const asked = this.#steps(partition, random);
    const v = asked.map(
      ({ f, key, value }): Step => (f === 'r' ? [f, key, null] : [f, key, value]),
    );
    const k = `${this.#setup.prefix}{t${partition}}`;
    return this.#recorder.operation({ p, f: 'txn', k, v }, async () =>
      this.#transact(kv, asked, timeoutMs),
    );
  }

  /** One to four steps on lists of one partition; a list is appended to once at most, as no transaction writes a key twice. */
  #steps(partition: number, random: Random): Asked[] {
    const appended = new Set<string>();
    return Array.from({ length: random.between(1, 4) }, (): Asked => {
      const slot = partition * LISTS + random.between(0, LISTS - 1);
      const epoch = this.#lists.epoch(slot);
      const key = `${this.#setup.prefix}{t${partition}}${slot}-${epoch}`;
      if (random.chance(0.5) || appended.has(key)) return { f: 'r', key, value: 0 };
      appended.add(key);
      this.#lists.use(slot, epoch);
      return { f: 'append', key, value: this.#newValue() };
    });
  }

  async #transact(kv: RingKv, asked: readonly Asked[], timeoutMs: number): Promise<Ending> {
    const deadline = performance.now() + timeoutMs;
    const changed = asked.filter(({ f }) => f === 'append').map(({ key }) => key);
    for (let tried = 0; tried < TRIES; tried++) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return { type: 'fail', err: 'no time left' };
      let isWriting = false;
      try {
        const before = await kv.getMany(changed, { timeoutMs: leftMs });
        isWriting = changed.length > 0;
        const lists = new Map(changed.map((key, i) => [key, before[i] ?? null]));
        const steps = await commit(kv, asked, lists, leftMs);
        if (steps !== null) return { type: 'ok', v: steps };
      } catch (error) {
        return endingOf(error, !isWriting);
      }
      this.#figures.conflicts++;
    }
    return { type: 'fail', err: 'conflict' };
  }

  /** No two appends of a run append the same value. */
  #newValue(): number {
    const value = this.#next;
    this.#next += this.#setup.of;
    return value;
  }
}

/** Null: a list has changed since, and nothing was done. */
async function commit(
  kv: RingKv,
  asked: readonly Asked[],
  before: ReadonlyMap<string, Entry<string> | null>,
  timeoutMs: number,
): Promise<Step[] | null> {
  const { ops } = kv;
  const then = asked.map(({ f, key, value }) =>
    f === 'r' ? ops.get(key) : ops.put(key, [...listOf(before.get(key)), value].join(' ')),
  );
  const unchanged = [...before].map(([key, entry]) =>
    check.revision(key, '=', entry?.modRevision ?? 0),
  );
  const answer = await kv.txn({ if: unchanged, then }, { timeoutMs });
  if (!answer.ok) return null;
  return asked.map(({ f, key, value }, i): Step => {
    if (f === 'append') return [f, key, value];
    return [f, key, listOf(answer.results[i] as Entry<string> | null)];
  });
}

function listOf(entry: { readonly value: string } | null | undefined): number[] {
  const text = entry?.value ?? '';
  return text === '' ? [] : text.split(' ').map(Number);
}

/** All lists of a partition as one node shows them, each by itself: the pages are not one state. */
export async function readLists(node: WireTarget, k: string, timeoutMs: number): Promise<Ending> {
  const lists = await node.scan(k, timeoutMs);
  if (lists.type !== 'ok') return lists;
  return { type: 'ok', v: lists.v.map(({ key, value }) => ['r', key, listOf({ value })]) };
}
