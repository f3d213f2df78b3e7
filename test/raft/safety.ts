import { expect } from 'vitest';
import type { Entry, RaftGroup, ReplicaId, SnapshotMeta, Term } from '../../src/raft/index.ts';

/** What a state machine holds: one line for each index, so that two of them compare by prefix. */
export interface Machine {
  readonly lines: readonly string[];
  readonly meta: SnapshotMeta;
}

export function lineOf(entry: Entry): string {
  return `${entry.term}/${entry.kind}/${new TextDecoder().decode(entry.data)}`;
}

/**
 * The safety properties of Raft, checked over the whole cluster and its whole life, crashes included: figure 3 of the
 * paper, and that nothing a replica promised is taken back.
 */
export class Safety {
  readonly #leaders = new Map<Term, ReplicaId>();
  readonly #votes = new Map<string, ReplicaId>();
  readonly #terms = new Map<ReplicaId, Term>();
  /** By index: what was applied anywhere. */
  readonly committed: string[] = [];

  /** Election safety: at most one leader a term. */
  leads(group: RaftGroup): void {
    if (group.role !== 'leader') return;
    const known = this.#leaders.get(group.term);
    expect(known ?? group.id, `two leaders in term ${group.term}`).toBe(group.id);
    this.#leaders.set(group.term, group.id);
  }

  /** A vote that was sent is the only one of its term, also over crashes. */
  votes(voter: ReplicaId, term: Term, candidate: ReplicaId): void {
    const key = `${voter}@${term}`;
    const known = this.#votes.get(key);
    expect(known ?? candidate, `two votes of ${voter} in term ${term}`).toBe(candidate);
    this.#votes.set(key, candidate);
  }

  /** What was said aloud in a term is not followed by words of a lower one. */
  speaks(replica: ReplicaId, term: Term): void {
    const before = this.#terms.get(replica) ?? 0;
    expect(term, `${replica} went back in terms`).toBeGreaterThanOrEqual(before);
    this.#terms.set(replica, term);
  }

  /** State machine safety: one entry for each index, everywhere and for ever. */
  applies(replica: ReplicaId, entry: Entry): void {
    const line = lineOf(entry);
    const known = this.committed[entry.index - 1];
    if (known === undefined) {
      expect(entry.index, `${replica} applies with a gap`).toBe(this.committed.length + 1);
      this.committed.push(line);
    } else if (known !== line) {
      expect.fail(`${replica} applies ${line} at ${entry.index}, where ${known} was applied`);
    }
  }

  /** Log matching: same index and term, same entries up to there. */
  logsMatch(a: readonly Entry[], b: readonly Entry[]): void {
    const other = new Map(b.map((entry) => [entry.index, entry]));
    let agreed = false;
    for (const entry of a.toReversed()) {
      const twin = other.get(entry.index);
      if (twin === undefined) continue;
      agreed ||= twin.term === entry.term;
      if (agreed && lineOf(twin) !== lineOf(entry)) {
        expect.fail(`logs differ at ${entry.index}: ${lineOf(entry)} and ${lineOf(twin)}`);
      }
    }
  }
}
