import { type Message, messageType } from '../../src/raft/index.ts';
import type { DurableLogs } from './durable-log.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/**
 * What leaves a node and promises something is on its disk by then: votes, requests for votes, acknowledgements of
 * entries. And a replica votes for one candidate in a term, over all its lives.
 */
export class Promises implements Watcher {
  /** The candidate that a replica voted for, by term. */
  readonly #votes = new Map<string, Map<number, number>>();
  readonly #durable: DurableLogs;

  constructor(durable: DurableLogs) {
    this.#durable = durable;
  }

  /** Whom a replica has voted for in that term, in whichever life; undefined if for nobody. */
  voteOf(group: number, id: number, term: number): number | undefined {
    return this.#votes.get(`${group}/${id}`)?.get(term);
  }

  /** The highest term in which a replica has voted for another one. */
  lastVoteOf(group: number, id: number): number {
    const votes = this.#votes.get(`${group}/${id}`) ?? new Map<number, number>();
    let last = 0;
    for (const [term, candidate] of votes) if (candidate !== id) last = Math.max(last, term);
    return last;
  }

  /** A candidate that lost its log is none any more: nobody counts the votes that it was given. */
  booted({ group, id, lostLog }: Replica): void {
    if (!lostLog) return;
    for (const [key, votes] of this.#votes) {
      if (!key.startsWith(`${group}/`)) continue;
      for (const [term, candidate] of votes) if (candidate === id) votes.delete(term);
    }
  }

  sent(replica: Replica, message: Message): void {
    const { type, reject, term, to, index } = message;
    if (type === messageType.voteReply && !reject) this.#vote(replica, term, to);
    else if (type === messageType.vote) this.#vote(replica, term, replica.id);
    else if (type === messageType.appendReply && !reject) this.#acknowledge(replica, term, index);
  }

  #vote(replica: Replica, term: number, candidate: number): void {
    const durable = this.#durable.imageOf(replica);
    const written = durable.term > term || (durable.term === term && durable.vote === candidate);
    if (!written) {
      throw new ViolationError(
        'votes-are-durable',
        `${nameOf(replica)} votes for ${candidate} in term ${term}; on its disk are term ${durable.term} ` +
          `and a vote for ${durable.vote}`,
      );
    }
    const key = `${replica.group}/${replica.id}`;
    const votes = this.#votes.get(key) ?? new Map<number, number>();
    this.#votes.set(key, votes);
    const other = votes.get(term);
    if (other !== undefined && other !== candidate) {
      throw new ViolationError(
        'one-vote-a-term',
        `${nameOf(replica)} votes for ${candidate} in term ${term}, after ${other}`,
      );
    }
    votes.set(term, candidate);
  }

  #acknowledge(replica: Replica, term: number, index: number): void {
    const { last, term: written } = this.#durable.imageOf(replica);
    // One frame may hold the entry and its truncation by the leader of a later term. The word to the old leader is
    // true nevertheless: whoever voted for the new one had no such entry, or chose one that has it.
    if (index <= last || term < written) return;
    throw new ViolationError(
      'acks-are-durable',
      `${nameOf(replica)} acknowledges ${index}, its disk ends at ${last}`,
    );
  }
}
