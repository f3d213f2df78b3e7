import { assert } from '../util/assert.ts';
import { Inflights } from './inflights.ts';
import type { Index, RaftConfig, ReplicaId, SnapshotMeta } from './types.ts';

export type ProgressState = 'probe' | 'replicate' | 'snapshot';

/**
 * What the leader knows of one other member.
 *
 *               acknowledged                  below the boundary
 *      probe ------------------> replicate        probe, replicate -----> snapshot
 *        ^  <------------------     |                                        |
 *        |   refused, unreachable   v                                        |
 *        +-------- an index that reconnects, a failed or useless snapshot ---+
 *
 *   probe      one message at a time until the logs are known to agree
 *   replicate  streams ahead of the acknowledgements, within the window
 *   snapshot   sends no entries: the member pulls a snapshot
 *
 * Invariant: match < next.
 */
export class Progress {
  readonly id: ReplicaId;
  isVoter: boolean;
  state: ProgressState = 'probe';
  /** Durable there and equal to the leader's log up to here. */
  match: Index = 0;
  /** The next index to send. */
  next: Index;
  /** When the member last answered, directly or through its node's heartbeat. */
  heardAt: number;
  /** The highest read counter it has answered. */
  readAck = 0;
  /** The send time of the newest round for which it promised not to elect anybody else; see `lease.ts`. */
  promisedFrom: number = Number.NEGATIVE_INFINITY;
  /** The commit index it said it has; an answer is owed until it is the leader's. */
  commitKnown: Index = 0;
  /** The commit index last sent in an append that it can act on. */
  commitSent: Index = 0;
  /** Probe: a message is out; the next one waits for its answer or for the heartbeat. */
  probeSent = false;
  /** Probe: the first one carries entries; repeats do not, because the member is probably gone. */
  probeEmpty = false;
  /** A read of old entries from disk, or 0. */
  fetchTicket = 0;
  /** Snapshot: the request for one (0 when made), what was offered, and when. */
  snapshotTicket = 0;
  snapshot: SnapshotMeta | null = null;
  snapshotAt = 0;
  /** It said that it has lost a part of its log, in which life, and in which session its answers count. */
  suspect = false;
  life = 0;
  session = 0;
  readonly inflights: Inflights;

  constructor(id: ReplicaId, isVoter: boolean, next: Index, config: RaftConfig, now: number) {
    this.id = id;
    this.isVoter = isVoter;
    this.next = next;
    this.heardAt = now;
    this.inflights = new Inflights(config.inflightMessages, config.inflightBytes);
  }

  /** An acknowledgement. False when it brings nothing new. Stale ones never move anything back (pitfall 24). */
  acknowledge(index: Index): boolean {
    const news = index > this.match;
    if (news) this.match = index;
    this.next = Math.max(this.next, index + 1);
    this.inflights.freeUpTo(index);
    return news;
  }

  /**
   * A refusal of the append after `refused`; the logs may agree at `hint`. False when it is stale: it answers a
   * message that is no longer the newest thing known about this member.
   */
  refuse(refused: Index, hint: Index): boolean {
    if (this.state === 'replicate') {
      if (refused <= this.match || refused >= this.next) return false;
      this.becomeProbe(this.match + 1);
      return true;
    }
    if (this.state === 'snapshot' || refused !== this.next - 1) return false;
    // A hint below match would break match < next (pitfall 25).
    this.next = Math.max(Math.min(refused, hint + 1), this.match + 1);
    this.probeSent = false;
    return true;
  }

  /** What it acknowledged and promised is void: it was another life that did, and its log may be lost. */
  forget(life: number, session: number, next: Index): void {
    this.suspect = true;
    this.life = life;
    this.session = session;
    this.match = 0;
    this.readAck = 0;
    this.promisedFrom = Number.NEGATIVE_INFINITY;
    this.commitKnown = 0;
    this.becomeProbe(next);
  }

  becomeProbe(next: Index): void {
    this.#enter('probe');
    this.next = Math.max(next, this.match + 1);
  }

  becomeReplicate(): void {
    this.#enter('replicate');
    this.next = this.match + 1;
  }

  becomeSnapshot(ticket: number, now: number): void {
    this.#enter('snapshot');
    this.snapshotTicket = ticket;
    this.snapshotAt = now;
  }

  check(): void {
    assert(!this.suspect || this.session > 0, () => `member ${this.id}: suspect in session 0`);
    assert(
      this.match < this.next,
      () => `member ${this.id}: match ${this.match}, next ${this.next}`,
    );
    assert(
      this.state === 'replicate' || this.inflights.length === 0,
      () => `member ${this.id}: window`,
    );
    assert(
      this.inflights.length > 0 || this.inflights.bytes === 0,
      () => `member ${this.id}: bytes`,
    );
    assert(this.state === 'replicate' || this.fetchTicket === 0, () => `member ${this.id}: fetch`);
    const idle = this.snapshotTicket === 0 && this.snapshot === null;
    assert(
      (this.state === 'snapshot') === !idle,
      () => `member ${this.id}: snapshot in ${this.state}`,
    );
  }

  #enter(state: ProgressState): void {
    this.state = state;
    this.probeSent = false;
    this.probeEmpty = false;
    this.commitSent = 0;
    this.fetchTicket = 0;
    this.snapshotTicket = 0;
    this.snapshot = null;
    this.inflights.clear();
  }
}
