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

  /** The partition forgets the id after a window of idle time; at half of that it is no longer trusted. */
  stale(now: number): boolean {
    return now - this.#activeAt > this.windowMs / 2;
  }

  draw(): number {
    assert(!this.full, `sequence ${this.#next} too far above floor ${this.#floor}`);
    return this.#next++;
  }

  /** No try of this sequence can run any more, or its answer is known: the floor may pass it. */
  answered(sequence: number): void {
    assert(
      sequence >= this.#floor && sequence < this.#next,
      `answered ${sequence} outside ${this.#floor}..${this.#next}`,
    );
    const capacity = this.#answered.length;
    this.#answered[sequence % capacity] = 1;
    while (this.#floor < this.#next && this.#answered[this.#floor % capacity] === 1) {
      this.#answered[this.#floor % capacity] = 0;
      this.#floor++;
    }
  }

  /** A write that was sent at this time was answered under this id. */
  active(sentAt: number): void {
    this.#activeAt = Math.max(this.#activeAt, sentAt);
  }

  end(): void {
    this.#ended = true;
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
    if (last !== undefined && !last.full && !last.ended && !last.stale(now)) return last;
    this.#identities = this.#identities.filter((one) => !one.ended && !one.stale(now));
    return this.#identities.find((one) => !one.full) ?? null;
  }

  /**
   * Past the limit the oldest is forgotten here, and lives on with the calls that hold it: it is full of writes
   * without an answer, so nothing is lost.
   */
  opened(clientId: Uint8Array, windowMs: number, openedAt: number): void {
    if (this.#identities.length >= this.#tuning.identitiesPerPartition) this.#identities.shift();
    this.#identities.push(new Identity(clientId, windowMs, this.#tuning.sequencesAhead, openedAt));
  }
}
