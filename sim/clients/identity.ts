import { utf8 } from '../../src/util/bytes.ts';

/** More sequences without an answer than this, and another identity takes over. */
const unansweredMax = 100;

/** The exactly-once identity of a client in one partition (R31). */
export class Identity {
  readonly clientId: Uint8Array;
  readonly windowMs: number;
  #next = 1;
  /** Ascending, since they are drawn so. */
  readonly #unanswered = new Set<number>();
  /** When, and at which partition time, the partition has certainly known it. */
  #activeAtMs: number;
  #knownAtMs: number;
  #ended = false;

  constructor(clientId: Uint8Array, windowMs: number, nowMs: number, partitionTimeMs: number) {
    this.clientId = clientId;
    this.windowMs = windowMs;
    this.#activeAtMs = nowMs;
    this.#knownAtMs = partitionTimeMs;
  }

  get knownAtMs(): number {
    return this.#knownAtMs;
  }

  /** Whether another write may draw from it: it is neither full nor idle for half of its window. */
  usable(nowMs: number): boolean {
    if (this.#ended || this.#unanswered.size >= unansweredMax) return false;
    return nowMs - this.#activeAtMs <= this.windowMs / 2;
  }

  draw(): number {
    const sequence = this.#next++;
    this.#unanswered.add(sequence);
    return sequence;
  }

  /** The lowest sequence whose answer is still awaited. */
  get floor(): number {
    for (const sequence of this.#unanswered) return sequence;
    return this.#next;
  }

  answered(sequence: number): void {
    this.#unanswered.delete(sequence);
  }

  /** A request that left at `sentAtMs` was answered under it. */
  active(sentAtMs: number, partitionTimeMs: number): void {
    this.#activeAtMs = Math.max(this.#activeAtMs, sentAtMs);
    this.#knownAtMs = Math.max(this.#knownAtMs, partitionTimeMs);
  }

  end(): void {
    this.#ended = true;
  }
}

/** A fresh id for every try to open one: a late second try must not bring back one that has ended. */
export function clientIdOf(client: number, count: number): Uint8Array {
  return utf8(`${client}.${count}`.padStart(16, '.'));
}
