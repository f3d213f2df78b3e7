import { messageType, type Status } from '../../src/raft/index.ts';
import type { Cause, Replica, Watcher } from '../watch/watcher.ts';
import type { Hit } from './catalogue.ts';

/** Replicas that lost a part of their log, until they are trusted again. */
export class SuspicionProbes implements Watcher {
  readonly #hit: Hit;
  /** Suspects by group. */
  readonly #suspects = new Map<number, Set<number>>();

  constructor(hit: Hit) {
    this.#hit = hit;
  }

  booted({ group, id, status, lostLog }: Replica): void {
    if (!status.suspect) return;
    this.#hit(lostLog ? 'suspect at start' : 'suspect over a restart');
    const suspects = this.#suspects.get(group) ?? new Set<number>();
    this.#suspects.set(group, suspects.add(id));
    if (suspects.size > 1) this.#hit('several suspects in a group');
  }

  stepped(replica: Replica, input: Cause, was: Status): void {
    const { group, id, status } = replica;
    if (was.suspect && !status.suspect) {
      this.#suspects.get(group)?.delete(id);
      this.#hit('trusted again');
    }
    if (input.type !== 'message') return;
    const { type } = input.message;
    if (status.suspect && type === messageType.termReply && status.term > was.term) {
      this.#hit('suspect told of a higher term');
    }
    const gone = was.progress.filter(({ match }) => match > 0);
    const forgotten = status.progress.some(
      ({ replica: member, match, suspect }) =>
        suspect && match === 0 && gone.some((before) => before.replica === member),
    );
    if (forgotten) this.#hit('acknowledgements of a suspect forgotten');
  }
}
