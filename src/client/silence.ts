import type { ClientTuning } from './limits.ts';

const NEVER = Number.NEGATIVE_INFINITY;

/**
 * `wait`: nothing is wrong yet. `ask`: a sign of life has to be asked for. `silent`: it did not come either, so the node
 * is dead, paused or cut off. `standstill`: the node lives, but answers no operation.
 */
export type SilenceVerdict = 'wait' | 'ask' | 'silent' | 'standstill';

/**
 * What it means that a node does not answer. One that is only slow must keep its calls: whoever moves them doubles the
 * load of a cluster that is busy already, because the node to which they go forwards them to the slow one. With 64 KiB
 * values and 256 in flight nothing at all was acknowledged any more (`npm run bench:scale -- --axis value-size`).
 *
 *   owes an answer        half of silenceMs      silenceMs                    standstillMs
 *     |----- nothing heard -----|--- nothing either --|                            |
 *                              ask                  silent                         |
 *     |--------------- signs of life, but no operation answered -------------------|
 *                                                                             standstill
 *
 * A leader that is cut off from its peers lives and answers nothing until it steps down; the last line bounds that.
 * Times are milliseconds of the client's clock. Pure.
 */
export class Silence {
  readonly #halfMs: number;
  readonly #standstillMs: number;
  /** Anything at all arrived. */
  #heardAt = NEVER;
  /** The node has been sent operations since then and answered none. */
  #owesSince = NEVER;
  #askedAt = NEVER;
  #dueAt = NEVER;

  constructor({ silenceMs, standstillMs }: Pick<ClientTuning, 'silenceMs' | 'standstillMs'>) {
    this.#halfMs = silenceMs / 2;
    this.#standstillMs = standstillMs;
  }

  /** `first`: nothing else is waited for. Debts of long ago are then forgotten: their calls have ended. */
  sent(now: number, first: boolean): void {
    const age = now - this.#owesSince;
    if (age === Number.POSITIVE_INFINITY || (first && age >= this.#standstillMs))
      this.#owesSince = now;
  }

  heard(now: number): void {
    this.#heardAt = now;
  }

  /** Operations were answered; `owesMore` if others were not yet. */
  answered(now: number, owesMore: boolean): void {
    this.#heardAt = now;
    this.#owesSince = owesMore ? now : NEVER;
  }

  heardSince(time: number): boolean {
    return this.#heardAt >= time;
  }

  /** Its calls were taken away: what is sent from now on is waited for anew. */
  givenUp(): void {
    this.#owesSince = NEVER;
    this.#askedAt = NEVER;
  }

  /** When {@link check} has something to say at the earliest. Only while the node owes an answer. */
  nextCheckAt(): number {
    const next = (this.#waitsForSign() ? this.#askedAt : this.#quietSince()) + this.#halfMs;
    this.#dueAt = Math.min(next, this.#owesSince + this.#standstillMs);
    return this.#dueAt;
  }

  check(now: number): SilenceVerdict {
    if (now - this.#owesSince >= this.#standstillMs) return 'standstill';
    if (!this.#waitsForSign()) {
      if (now - this.#quietSince() < this.#halfMs) return 'wait';
      this.#askedAt = now;
      return 'ask';
    }
    if (now - this.#askedAt < this.#halfMs) return 'wait';
    // This process stood still itself: an answer may have arrived long ago and waits to be read.
    if (now - this.#dueAt > this.#halfMs) {
      this.#askedAt = now;
      return 'wait';
    }
    return 'silent';
  }

  #quietSince(): number {
    return Math.max(this.#heardAt, this.#owesSince);
  }

  #waitsForSign(): boolean {
    return this.#askedAt > this.#heardAt && this.#askedAt >= this.#owesSince;
  }
}
