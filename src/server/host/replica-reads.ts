import { serverLimits } from '../../util/limits.ts';
import { fail } from './failures.ts';
import type { Group } from './group.ts';
import type { Operation, ReadTerms } from './operation.ts';

interface Waiting {
  readonly operation: Operation;
  readonly minRevision: number;
  until: number;
}

/**
 * Reads that any replica serves from its own state, on two conditions that it can check by itself:
 *
 *   SESSION            applied revision >= what the session has seen; waits a little for that
 *   BOUNDED_STALENESS  now - (when the question was created whose index is applied) <= bound (R39)
 *
 *        question created ── leader's quorum ──▶ index i      applied >= i          a read arrives
 *              t0                                                 |                      t
 *              '------------------------- age = t - t0, by this node's own clock -------'
 *
 * The state only moves forward, so what was once known of its age stays true and grows by the clock alone.
 */
export class ReplicaReads {
  readonly #group: Group;
  readonly #serve: (operation: Operation, ageMs: number) => void;
  #waiting: Waiting[] = [];
  /** Everything that was acknowledged before then is applied here. */
  #freshAt = Number.NEGATIVE_INFINITY;

  constructor(group: Group, serve: (operation: Operation, ageMs: number) => void) {
    this.#group = group;
    this.#serve = serve;
  }

  /** A question created then was answered, and its index is applied. */
  knownFresh(createdAt: number): void {
    this.#freshAt = Math.max(this.#freshAt, createdAt);
  }

  /** Upper bound of the age of this replica's state in whole ms, -1 while nothing is known. */
  ageMs(): number {
    if (this.#freshAt === Number.NEGATIVE_INFINITY) return -1;
    return Math.ceil(Math.max(0, this.#group.host.clock.now() - this.#freshAt));
  }

  /** Answers a bounded read for which no quorum could be asked; false for any other read. */
  refuseTooStale(operation: Operation): boolean {
    const { body } = operation;
    if (body.type === 'write' || body.level !== 'bounded_staleness') return false;
    const age = this.ageMs();
    const known = age < 0 ? 'of unknown age' : `${age} ms old`;
    const message = `the state of this replica is ${known}, and no quorum could be asked for a younger one`;
    fail(operation, 'TOO_STALE', 'not_executed', message, this.#group.leaderMember);
    return true;
  }

  submitSession(operation: Operation, { minRevision = 0 }: ReadTerms): void {
    const group = this.#group;
    // Planted bug (R45): a session that asks another replica goes back.
    if (group.partition.revision >= minRevision || group.planted.sessionsNotAwaited) {
      this.#serve(operation, this.ageMs());
      return;
    }
    // The leader is asked after a while; at the leader itself nobody else could know more.
    const patience = group.leads ? Number.POSITIVE_INFINITY : serverLimits.sessionWaitMs;
    const until = Math.min(operation.deadline, group.host.now + patience);
    this.#waiting.push({ operation, minRevision, until });
  }

  /** The state machine has advanced. */
  applied(): void {
    if (this.#waiting.length === 0) return;
    const { revision } = this.#group.partition;
    const reached = this.#waiting.filter(({ minRevision }) => minRevision <= revision);
    if (reached.length === 0) return;
    this.#waiting = this.#waiting.filter(({ minRevision }) => minRevision > revision);
    const age = this.ageMs();
    for (const { operation } of reached) this.#serve(operation, age);
  }

  /** Another node knows more now: nobody is left to wait here until their deadline. */
  leadershipLost(): void {
    const soon = this.#group.host.now + serverLimits.sessionWaitMs;
    for (const waiting of this.#waiting) waiting.until = Math.min(waiting.until, soon);
  }

  expire(now: number): void {
    if (this.#waiting.every(({ until }) => until > now)) return;
    const late = this.#waiting.filter(({ until }) => until <= now);
    this.#waiting = this.#waiting.filter(({ until }) => until > now);
    for (const { operation, minRevision } of late) this.#notReached(operation, minRevision);
  }

  #notReached(operation: Operation, minRevision: number): void {
    const group = this.#group;
    const message = `this replica is at revision ${group.partition.revision}, the session has seen ${minRevision}`;
    fail(operation, 'SESSION_NOT_REACHED', 'not_executed', message, group.leaderMember);
  }

  /** The state is gone; what waits for it is answered by others. */
  takeAll(): Operation[] {
    this.#freshAt = Number.NEGATIVE_INFINITY;
    const all = this.#waiting.map(({ operation }) => operation);
    this.#waiting = [];
    return all;
  }
}

/** Whether a state of that age will do; else a quorum has to be asked. */
export function isYoung(ageMs: number, { maxStalenessMs = 0 }: ReadTerms): boolean {
  return ageMs >= 0 && ageMs <= maxStalenessMs;
}
