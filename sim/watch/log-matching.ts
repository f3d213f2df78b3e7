import type { Entry, Index, Output } from '../../src/raft/index.ts';
import { crc32 } from '../../src/util/hash.ts';
import type { DurableLogs } from './durable-log.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/** An entry as all logs that have it must have it. */
interface Canonical {
  readonly content: number;
  readonly previousTerm: number | null;
}

/**
 * Log matching: entries of one index and term are the same everywhere, and so are those before them. State machine
 * safety: what is applied at an index is the same everywhere, is committed, and is on the disk of whoever applies it,
 * since a state machine that is ahead of its log would be there alone after a crash (R21). Checked as entries are written
 * and applied.
 */
export class LogMatching implements Watcher {
  readonly #entries = new Map<number, Map<number, Canonical>>();
  readonly #applied = new Map<number, { term: number; content: number }[]>();
  /** Computed once for each entry object, which replicas share. */
  readonly #contents = new WeakMap<Entry, number>();
  readonly #durable: DurableLogs;

  constructor(durable: DurableLogs) {
    this.#durable = durable;
  }

  taken(replica: Replica, { write, apply }: Output): void {
    if (write !== null) {
      const [first] = write.entries;
      let previous = first === undefined ? null : termBefore(replica, first.index);
      for (const entry of write.entries) {
        this.#written(replica, entry, previous);
        previous = entry.term;
      }
    }
    let expected: Index | null = null;
    for (const entry of apply) {
      if (expected !== null && entry.index !== expected) {
        throw new ViolationError(
          'applied-in-order',
          `${nameOf(replica)} applies ${entry.index} instead of ${expected}`,
        );
      }
      expected = entry.index + 1;
      this.#apply(replica, entry);
    }
  }

  #written(replica: Replica, entry: Entry, previousTerm: number | null): void {
    const entries = this.#entries.get(replica.group) ?? new Map<number, Canonical>();
    this.#entries.set(replica.group, entries);
    const key = entry.index * 0x10_0000 + entry.term;
    const known = entries.get(key);
    const content = this.#contentOf(entry);
    if (known === undefined) {
      entries.set(key, { content, previousTerm });
      return;
    }
    if (known.content !== content) {
      throw new ViolationError(
        'log-matching',
        `${nameOf(replica)} writes another ${entry.index} of term ${entry.term} than was written before`,
      );
    }
    const bothKnown = known.previousTerm !== null && previousTerm !== null;
    if (bothKnown && known.previousTerm !== previousTerm) {
      throw new ViolationError(
        'log-matching',
        `${nameOf(replica)} writes ${entry.index} of term ${entry.term} after one of term ${previousTerm}, ` +
          `elsewhere it follows one of ${known.previousTerm}`,
      );
    }
  }

  #apply(replica: Replica, entry: Entry): void {
    const { group, id, status } = replica;
    const { index, term } = entry;
    // By what its disk has said: what the replica believes to be durable may be what is wrong.
    const isDurable = this.#durable.holds(group, id, index, term);
    if (index > status.commit || !isDurable) {
      throw new ViolationError(
        'applied-is-committed',
        `${nameOf(replica)} applies ${index} of term ${term}, ${isDurable ? '' : 'not '}durable, commit ${status.commit}`,
      );
    }
    const applied = this.#applied.get(group) ?? [];
    this.#applied.set(group, applied);
    const content = this.#contentOf(entry);
    const known = applied[entry.index];
    if (known === undefined) applied[entry.index] = { term: entry.term, content };
    else if (known.term !== entry.term || known.content !== content) {
      throw new ViolationError(
        'state-machine-safety',
        `${nameOf(replica)} applies ${entry.index} of term ${entry.term}, others applied one of ${known.term}`,
      );
    }
  }

  #contentOf(entry: Entry): number {
    let content = this.#contents.get(entry);
    if (content === undefined) {
      content = (crc32(entry.data, entry.kind) ^ entry.data.length) >>> 0;
      this.#contents.set(entry, content);
    }
    return content;
  }
}

function termBefore({ raft }: Replica, index: Index): number | null {
  const term = raft.termAt(index - 1);
  return typeof term === 'number' ? term : null;
}
