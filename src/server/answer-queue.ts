import type { EdgeLimits } from './edge-limits.ts';
import { type Result, resultBytes } from './results.ts';

/** What the answers of all Pipeline streams of a node hold, in bytes. */
export interface HeldAnswers {
  bytes: number;
}

/** What becomes of a stream's further work, by what its reader has not taken. */
export type ReaderState =
  | 'reads'
  /** Nothing more is asked for it: the stream is not read. */
  | 'slow'
  /** And records are not kept for it any more. */
  | 'full'
  /** Nothing at all is. */
  | 'gone';

/** Answers that leave together: as they are, or encoded already. */
export type Message =
  | { readonly results: Result[]; readonly operations: number }
  | { readonly encoded: Buffer; readonly operations: number };

/**
 * The answers of one Pipeline stream until its reader takes them. They count from when they are given until the stream says that what
 * was written has left:
 *
 *   answers ─▶ waiting ──next message──▶ written ──drained──▶ gone
 *              '------ bytes, of the stream and of the node ------'
 */
export class AnswerQueue {
  readonly #limits: EdgeLimits;
  readonly #held: HeldAnswers;
  #waiting: Result[] = [];
  readonly #encoded: Extract<Message, { readonly encoded: Buffer }>[] = [];
  #bytes = 0;
  /** Of `#bytes`, those that the stream has taken and not sent. */
  #written = 0;

  constructor(limits: EdgeLimits, held: HeldAnswers) {
    this.#limits = limits;
    this.#held = held;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#encoded.length === 0;
  }

  get state(): ReaderState {
    const { streamAnswerBytes, answerBytes, responseBytes } = this.#limits;
    const bytes = this.#bytes;
    const share = this.#held.bytes / answerBytes;
    const full = bytes > responseBytes ? Math.max(bytes / streamAnswerBytes, share) : 0;
    if (full > 2) return 'gone';
    if (full > 1) return 'full';
    return bytes > streamAnswerBytes / 4 ? 'slow' : 'reads';
  }

  push(result: Result): void {
    this.#waiting.push(result);
    this.#add(resultBytes(result));
  }

  /** A message of its own. */
  pushEncoded(encoded: Buffer, operations: number): void {
    this.#encoded.push({ encoded, operations });
    this.#add(encoded.length);
  }

  nextMessage(): Message {
    if (this.#encoded.length > 0) return this.#nextEncoded();
    const results = this.#nextResults();
    return { results, operations: results.length };
  }

  /** Messages with repeated results, one behind the other, are one with all of them. */
  #nextEncoded(): Message {
    const parts: Buffer[] = [];
    let bytes = 0;
    let operations = 0;
    for (const part of this.#encoded) {
      if (parts.length > 0 && bytes + part.encoded.length > this.#limits.responseBytes) break;
      parts.push(part.encoded);
      bytes += part.encoded.length;
      operations += part.operations;
    }
    this.#encoded.splice(0, parts.length);
    this.#written += bytes;
    return { encoded: Buffer.concat(parts), operations };
  }

  /** As many waiting results as one message may carry, at least one. */
  #nextResults(): Result[] {
    const waiting = this.#waiting;
    let bytes = 0;
    let count = 0;
    for (const result of waiting) {
      const size = resultBytes(result);
      if (count > 0 && bytes + size > this.#limits.responseBytes) break;
      bytes += size;
      count++;
    }
    this.#written += bytes;
    this.#waiting = count === waiting.length ? [] : waiting.slice(count);
    return count === waiting.length ? waiting : waiting.slice(0, count);
  }

  /** What was written has left. */
  drained(): void {
    this.#add(-this.#written);
    this.#written = 0;
  }

  /** Nobody takes any more. */
  clear(): void {
    this.#waiting = [];
    this.#encoded.length = 0;
    this.#written = 0;
    this.#add(-this.#bytes);
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    this.#held.bytes += bytes;
  }
}
