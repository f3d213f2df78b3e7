import { type Entry, encodeConf, entryKind, type SnapshotMeta } from '../../src/raft/index.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import {
  as,
  chunksOf,
  client,
  conf,
  del,
  entryOf,
  expire,
  incr,
  named,
  open,
  pairsOf,
  put,
  read,
  TestNode,
  txn,
} from './store-harness.ts';

const grown = encodeConf({ ...conf, index: 4, voters: [1, 2, 3, 4] });

/** What was committed, in order; every kind of row comes, changes and goes. */
const commands: readonly Entry[] = [
  entryOf(1, 100, [open(client(1)), put('a', '1', 50)]),
  entryOf(2, 110, [as(client(1), 1, 1, incr('n', 5)), put('b', 'x'.repeat(300))]),
  entryOf(3, 120, [del('b'), put('c', '3')]),
  { index: 4, term: 1, kind: entryKind.conf, data: grown },
  { index: 5, term: 1, kind: entryKind.noop, data: new Uint8Array() },
  entryOf(6, 160, [expire(['a', 150]), open(client(2), 40), put('d', '4', 90)]),
  entryOf(7, 170, [
    named('order', put('h', '1')),
    as(client(1), 2, 2, incr('n', 1)),
    as(client(2), 1, 1, put('e', '5')),
  ]),
  entryOf(8, 180, [as(client(1), 2, 2, incr('n', 1)), txn([], [read('n'), put('c', '8')])]),
  // The second client's window is over: its row goes.
  entryOf(9, 300, [put('f', '9', 10)]),
  entryOf(10, 310, [expire(['f', 310], ['d', 250]), del('nothing')]),
  entryOf(11, 320, [as(client(1), 3, 3, put('g', 'y'.repeat(200)))]),
  entryOf(12, 330, [del('c'), named('order', put('h', '1')), as(client(1), 4, 4, incr('n', 1))]),
];

/** The terms: a leader fell after the fourth entry, and what it had appended above that never committed. */
const termOf = (index: number): number => (index <= 4 ? 1 : 3);
export const lostTerm = 2;
export const lostFrom = 5;

/** All that a client, a peer or a check of hashes can see of a state machine. */
export function stateOf(node: TestNode): string {
  const { partition } = node;
  return JSON.stringify({
    pairs: pairsOf(node.scan().entries),
    due: node.collectDue(1_000_000).map(({ key, expiresAt }) => [fromUtf8(key), expiresAt]),
    at: [partition.appliedIndex, partition.appliedTerm, partition.revision, partition.clockMs],
    conf: partition.conf,
    hash: partition.hash,
    sessions: partition.sessions.size,
    idempotency: partition.idempotency.size,
  });
}

/** The committed history of a group, and what a state machine is after each of its entries. */
export class Golden {
  readonly entries: readonly Entry[] = commands.map((entry) => ({
    ...entry,
    term: termOf(entry.index),
  }));
  readonly #states: string[] = [];
  readonly #snapshots: { readonly meta: SnapshotMeta; readonly chunks: readonly Uint8Array[] }[] =
    [];

  constructor() {
    const node = new TestNode();
    this.#take(node);
    for (const entry of this.entries) {
      node.partition.apply(entry);
      this.#take(node);
    }
  }

  get last(): number {
    return this.entries.length;
  }

  entry(index: number): Entry {
    const entry = this.entries[index - 1];
    if (entry === undefined) throw new Error(`no entry ${index}`);
    return entry;
  }

  state(index: number): string {
    return this.#states[index] ?? `nothing at ${index}`;
  }

  snapshot(index: number): { readonly meta: SnapshotMeta; readonly chunks: readonly Uint8Array[] } {
    const snapshot = this.#snapshots[index];
    if (snapshot === undefined) throw new Error(`no snapshot at ${index}`);
    return snapshot;
  }

  /** Whether an entry of a log is the committed one. */
  holds(entry: Entry): boolean {
    const own = this.entries[entry.index - 1];
    return own?.term === entry.term && Buffer.compare(own.data, entry.data) === 0;
  }

  #take(node: TestNode): void {
    this.#states.push(stateOf(node));
    const source = node.partition.openSnapshot();
    this.#snapshots.push({ meta: source.meta, chunks: chunksOf(node, source) });
  }
}
