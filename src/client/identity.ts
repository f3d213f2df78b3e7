import { randomBytes } from 'node:crypto';
import { assert } from '../util/assert.ts';
import { sessionLimits } from '../util/limits.ts';
import type { ClientTuning } from './limits.ts';

/**
 * An exactly-once identity in one partition (R31): a client id, the sequences drawn from it, and the floor, the
 * lowest sequence whose answer is still awaited.
 *
 *        floor        next
 *          v           v
 *    x x x . x . . x . |          x answered, . not yet; next - floor <= capacity
 *
 * The partition keeps every answer from the floor on, and room for them is bounded. An identity whose room is used up
 * is retired: no new write draws from it until floor and next meet, because the first write after that has the
 * partition forget all of its answers. What was drawn before runs on, is resolved, and answers under it as ever.
 */
export class Identity {
  readonly clientId: Uint8Array;
  readonly windowMs: number;
  readonly #answered: Uint8Array;
  #floor = 1;
  #next = 1;
  /** A time at which the partition has certainly seen this id, on the client's monotonic clock. */
  #activeAt: number;
  #ended = false;
  #retired = false;

  constructor(clientId: Uint8Array, windowMs: number, capacity: number, openedAt: number) {
    this.clientId = clientId;
    this.windowMs = windowMs;
    this.#answered = new Uint8Array(capacity);
    this.#activeAt = openedAt;
  }

  get floor(): number {
    return this.#floor;
  }

  /** The partition no longer knows this id, or it may not for long. */
  get ended(): boolean {
    return this.#ended;
  }

  get full(): boolean {
    return this.#next - this.#floor >= this.#answered.length;
  }

  /** The partition has no room for another answer. */
  get retired(): boolean {
    return this.#retired;
  }

  /** The partition forgets the id after a window of idle time; at half of that it is no longer trusted. */
  stale(now: number): boolean {
    return now - this.#activeAt > this.windowMs / 2;
  }

  draw(): number {
    assert(!this.full, () => `sequence ${this.#next} too far above floor ${this.#floor}`);
    return this.#next++;
  }

  /** No try of this sequence can run any more, or its answer is known: the floor may pass it. */
  answered(sequence: number): void {
    assert(
      sequence >= this.#floor && sequence < this.#next,
      () => `answered ${sequence} outside ${this.#floor}..${this.#next}`,
    );
    const capacity = this.#answered.length;
    this.#answered[sequence % capacity] = 1;
    while (this.#floor < this.#next && this.#answered[this.#floor % capacity] === 1) {
      this.#answered[this.#floor % capacity] = 0;
      this.#floor++;
    }
    if (this.#floor === this.#next) this.#retired = false;
  }

  /** A write that was sent at this time was answered under this id. */
  active(sentAt: number): void {
    this.#activeAt = Math.max(this.#activeAt, sentAt);
  }

  end(): void {
    this.#ended = true;
  }

  /** Unlike {@link end} this says nothing about answers: those that are kept stay. */
  retire(): void {
    this.#retired = this.#floor !== this.#next;
  }
}

export function newClientId(): Uint8Array {
  return randomBytes(sessionLimits.clientIdBytes);
}

type PoolTuning = Pick<ClientTuning, 'sequencesAhead' | 'identitiesPerPartition'>;

/** The open identities of one partition. */
export class IdentityPool {
  readonly #tuning: PoolTuning;
  #identities: Identity[] = [];

  constructor(tuning: PoolTuning) {
    this.#tuning = tuning;
  }

  /** One that can take another write, or null: then a new one must be opened first. */
  usable(now: number): Identity | null {
    const last = this.#identities.at(-1);
    if (last !== undefined && takes(last) && !last.ended && !last.stale(now)) return last;
    this.#identities = this.#identities.filter((one) => !one.ended && !one.stale(now));
    return this.#identities.find(takes) ?? null;
  }

  /**
   * Past the limit the oldest is forgotten here, and lives on with the calls that hold it: it is full of writes
   * without an answer or retired, so nothing is lost.
   */
  opened(clientId: Uint8Array, windowMs: number, openedAt: number): void {
    if (this.#identities.length >= this.#tuning.identitiesPerPartition) this.#identities.shift();
    this.#identities.push(new Identity(clientId, windowMs, this.#tuning.sequencesAhead, openedAt));
  }
}

/** Whether another write may draw from it. */
function takes(identity: Identity): boolean {
  return !identity.full && !identity.retired;
}
