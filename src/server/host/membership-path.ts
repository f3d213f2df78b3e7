import type { ConfStep, Dropped, Entry } from '../../raft/index.ts';
import type { Group } from './group.ts';

/** Why a change did not happen, or null when it is committed and in force here. */
export type ChangeDone = (error: string | null) => void;

interface Asked {
  readonly done: ChangeDone;
  /** Of the configuration's entry, once it is appended. */
  index: number;
  term: number;
}

/** Apart from proposals, reads and transfers, which are numbered from elsewhere. */
const firstId = 2 ** 41;

/**
 * Changes of a group's membership, from the wish to the one answer that each gets (R10):
 *
 *   change ──▶ accepted(index, term) ──applied──▶ done
 *      └─ dropped: not done          └─ leadership lost, or another entry applied there: nobody can say
 *
 * A change of several voters is done when its joint configuration is committed: the leader then leaves it by itself.
 */
export class MembershipPath {
  readonly #group: Group;
  readonly #asked = new Map<number, Asked>();
  #nextId = firstId;

  constructor(group: Group) {
    this.#group = group;
  }

  /** `planned` is the index of the configuration that the plan started from (R9). */
  change(steps: readonly ConfStep[], planned: number, done: ChangeDone): void {
    if (this.#group.stopped) {
      done('the node is stopping');
      return;
    }
    const id = this.#nextId++;
    this.#asked.set(id, { done, index: 0, term: 0 });
    this.#group.input({ type: 'changeConf', id, steps, planned });
  }

  accepted(id: number, index: number, term: number): boolean {
    const asked = this.#asked.get(id);
    if (asked === undefined) return false;
    asked.index = index;
    asked.term = term;
    return true;
  }

  dropped({ id, reason }: Dropped): boolean {
    return this.#end(id, reason);
  }

  applied(entry: Entry): void {
    if (this.#asked.size === 0) return;
    for (const [id, { index, term }] of this.#asked) {
      if (index !== entry.index) continue;
      this.#end(id, term === entry.term ? null : unknown);
    }
  }

  /** What was appended may still be committed by the next leader. */
  leadershipLost(): void {
    for (const [id, { index }] of this.#asked) if (index !== 0) this.#end(id, unknown);
  }

  abandonAll(): void {
    for (const id of this.#asked.keys()) this.#end(id, 'the node is stopping');
  }

  #end(id: number, error: string | null): boolean {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    asked?.done(error);
    return asked !== undefined;
  }
}

const unknown = 'leadership was lost after the change was appended; it may still take effect';
