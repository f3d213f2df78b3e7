import type { Message, Status } from '../../src/raft/index.ts';
import type { Replica, Watcher } from './watcher.ts';

/** Which replicas are suspect, and which leaders know that of their present life. */
export class Losses implements Watcher {
  /** The life in which a replica is suspect, 0 for one that is not. */
  readonly #lives = new Map<string, number>();
  /** By leader and member: the life of which the leader has told the member that it knows. */
  readonly #known = new Map<string, number>();

  isSuspect(group: number, id: number): boolean {
    return (this.#lives.get(`${group}/${id}`) ?? 0) !== 0;
  }

  /** Whether the leader knows that this member, as it lives now, is suspect or has been. */
  isKnown({ group, id, status }: Replica, member: number): boolean {
    const life = this.#lives.get(`${group}/${member}`) ?? 0;
    return life !== 0 && this.#known.get(`${group}/${id}/${status.term}/${member}`) === life;
  }

  booted(replica: Replica): void {
    this.#note(replica);
  }

  stepped(replica: Replica, _input: unknown, was: Status): void {
    if (was.suspect !== replica.status.suspect) this.#note(replica);
  }

  sent({ group, id, status }: Replica, { to, term, life }: Message): void {
    if (status.role !== 'leader' || life === 0) return;
    this.#known.set(`${group}/${id}/${term}/${to}`, life);
  }

  #note({ group, id, status, config }: Replica): void {
    this.#lives.set(`${group}/${id}`, status.suspect ? config.epoch : 0);
  }
}
