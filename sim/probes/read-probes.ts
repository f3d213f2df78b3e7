import { type Input, messageType, type Output } from '../../src/raft/index.ts';
import type { Replica, Watcher } from '../watch/watcher.ts';
import type { Hit } from './catalogue.ts';

/** What a replica is known to have in mind. */
interface Mind {
  /** Until when it has promised to have no other leader. */
  promisedUntil: number;
  promisedAt: number;
  /** Reads that it has taken as a follower and not answered yet. */
  readonly atFollower: Set<number>;
}

/** Reads by lease and at followers, and the promises that leases rest on. */
export class ReadProbes implements Watcher {
  readonly #hit: Hit;
  readonly #minds = new WeakMap<Replica, Mind>();

  constructor(hit: Hit) {
    this.#hit = hit;
  }

  booted(replica: Replica): void {
    const { now } = replica.config;
    this.#minds.set(replica, { promisedAt: now, promisedUntil: now, atFollower: new Set() });
  }

  stepping(replica: Replica, input: Input): void {
    const mind = this.#minds.get(replica);
    const { role, ready, leaseUntil } = replica.status;
    if (mind === undefined) return;
    if (input.type === 'read') {
      if (role === 'leader' && !ready) this.#hit('read before the first commit');
    } else if (input.type === 'leaseRead') {
      if (role === 'leader')
        this.#hit(replica.now < leaseUntil ? 'read by lease' : 'lease not held');
    } else if (input.type === 'followerRead' && role !== 'leader') mind.atFollower.add(input.id);
  }

  taken(replica: Replica, { reads, dropped, send }: Output): void {
    const mind = this.#minds.get(replica);
    if (mind === undefined) return;
    for (const { id } of reads) if (mind.atFollower.delete(id)) this.#hit('read at a follower');
    for (const { id, reason } of dropped) {
      const wasOpen = mind.atFollower.delete(id);
      if (wasOpen && reason === 'timed_out') this.#hit('read at a follower timed out');
      // The host numbers reads downwards from -1.
      if (id < 0 && reason === 'leadership_lost') this.#hit('read dropped');
    }
    const { leaseMs, leaseDriftPercent, electionTimeoutMinMs } = replica.config;
    for (const { type, reject, promise } of send) {
      if (type === messageType.heartbeatReply && promise) {
        mind.promisedAt = replica.now;
        mind.promisedUntil = replica.now + leaseMs * (1 + leaseDriftPercent / 100);
      }
      const refuses =
        reject && (type === messageType.preVoteReply || type === messageType.voteReply);
      // Sooner after a word of the leader it would have refused in any case.
      const isLate = replica.now > mind.promisedAt + electionTimeoutMinMs;
      if (refuses && isLate && replica.now < mind.promisedUntil) {
        this.#hit('vote refused for a promise');
      }
    }
  }
}
