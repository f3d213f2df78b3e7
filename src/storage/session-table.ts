import { assert } from '../util/assert.ts';
import { hex } from '../util/bytes.ts';
import type { CommandResult } from './command.ts';
import { DeadlineHeap } from './deadline-heap.ts';
import { rowHash } from './row-checksum.ts';
import { bytesOf, type RowSpace } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import {
  deadlineOf,
  decodeSession,
  encodeSession,
  forgetAnswers,
  keepAnswer,
  newSession,
  type Session,
} from './session.ts';
import { CorruptionError } from './storage-errors.ts';

/** What a session is taken to occupy without its answers. */
const SESSION_BYTES = 128;

/** How much is kept decoded that did not change since the last seal, in sessions and in bytes of all together. */
export interface SessionCache {
  readonly cachedSessions: number;
  readonly cachedSessionBytes: number;
}

/**
 * The exactly-once table of one partition (R31). Sessions in use are held decoded and become rows only when a layer
 * is sealed, in the same batch as the applied index (R17); the rest lie in the engine and are read when named.
 *
 *   decoded (all that changed since the last seal, some that did not)  ─seal─▶  rows  ◀─load─ named again
 */
export class SessionTable {
  readonly #rows: RowStore;
  readonly #space: RowSpace;
  readonly #place: string;
  readonly #cache: SessionCache;
  readonly #decoded = new Map<string, Session>();
  readonly #dirty = new Set<Session>();
  /** What each decoded session contributes to the hash: that of its row when it was last encoded. */
  readonly #contributions = new Map<Session, number>();
  /** Ids that have not ended, each with a deadline not after its true one. */
  readonly #deadlines = new DeadlineHeap();
  #hash: number;

  constructor(rows: RowStore, space: RowSpace, place: string, cache: SessionCache, hash: number) {
    this.#rows = rows;
    this.#space = space;
    this.#place = place;
    this.#cache = cache;
    this.#hash = hash;
  }

  /** Ids that have not ended. */
  get size(): number {
    return this.#deadlines.size;
  }

  /** The sum over all sessions, changed ones as they are now. */
  get hash(): number {
    for (const session of this.#dirty) this.#encode(session);
    return this.#hash;
  }

  /** At start: a row of the engine holds this id. */
  loaded(clientKey: string, deadlineMs: number): void {
    this.#deadlines.push(deadlineMs, clientKey);
  }

  /**
   * Removes every id whose window is over at this time. All replicas do it at the same entry, so an id is unknown
   * everywhere from one index on, whichever replica held it decoded.
   */
  endIdle(nowMs: number): void {
    while (this.#deadlines.earliest < nowMs) {
      const clientKey = this.#deadlines.pop() as string;
      const inUse = this.#decoded.has(clientKey);
      const session = this.find(clientKey);
      // Its row was there when the partition was loaded, or has been written since.
      if (session === null) throw new CorruptionError(this.#place, hex(bytesOf(clientKey)));
      if (deadlineOf(session) < nowMs) this.#remove(session);
      else this.#deadlines.push(deadlineOf(session), clientKey);
      // Thousands can be due at one entry: a look at the deadline must not keep all their answers in memory.
      if (!inUse) this.#drop(session);
    }
  }

  find(clientKey: string): Session | null {
    const decoded = this.#decoded.get(clientKey);
    if (decoded !== undefined) return decoded;
    const row = this.#rows.get(this.#space, clientKey);
    if (row === null) return null;
    const session = decodeSession(bytesOf(clientKey), clientKey, row, this.#place);
    this.#decoded.set(clientKey, session);
    this.#contributions.set(session, rowHash(row));
    return session;
  }

  /** Opens the id, or renews it: its answers and floor stay (R31). */
  open(clientKey: string, windowMs: number, nowMs: number): void {
    const known = this.find(clientKey);
    if (known === null) {
      const session = newSession(clientKey, windowMs, nowMs);
      this.#decoded.set(clientKey, session);
      this.#deadlines.push(deadlineOf(session), clientKey);
      this.changed(session);
      return;
    }
    // A shorter window would end the id before the deadline in the heap; nobody needs to shorten one.
    known.windowMs = Math.max(known.windowMs, windowMs);
    known.lastActiveMs = nowMs;
    this.changed(known);
  }

  /** Ids and floors stay. Only a planted bug does this (R45). */
  forgetAnswers(): void {
    for (const clientKey of this.#deadlines.keys) {
      const session = this.find(clientKey);
      if (session === null) continue;
      forgetAnswers(session);
      this.changed(session);
    }
  }

  /** Must follow every change to a session but its answers. */
  changed(session: Session): void {
    if (this.#dirty.has(session)) return;
    this.#dirty.add(session);
    // The whole session becomes a row, with all that its transactions read.
    this.#rows.overlay.reserve(SESSION_BYTES + session.answerBytes);
  }

  /** Keeps the answer of a session that is marked as changed; null makes the sequence a void. */
  answer(session: Session, sequence: number, answer: CommandResult | null): void {
    assert(this.#dirty.has(session), () => `answer ${sequence} of a session that did not change`);
    const before = session.answerBytes;
    keepAnswer(session, sequence, answer);
    this.#rows.overlay.reserve(session.answerBytes - before);
  }

  /** Writes what changed into the active layer, which is about to be sealed or captured. */
  settle(): void {
    for (const session of this.#dirty) {
      this.#rows.set(this.#space, session.clientKey, this.#encode(session));
    }
    this.#dirty.clear();
    const { cachedSessions, cachedSessionBytes } = this.#cache;
    let bytes = 0;
    for (const { answerBytes } of this.#decoded.values()) bytes += SESSION_BYTES + answerBytes;
    for (const session of this.#decoded.values()) {
      if (this.#decoded.size <= cachedSessions && bytes <= cachedSessionBytes) return;
      bytes -= SESSION_BYTES + session.answerBytes;
      this.#drop(session);
    }
  }

  /** Its row stays, and its contribution to the hash with it. */
  #drop(session: Session): void {
    this.#decoded.delete(session.clientKey);
    this.#contributions.delete(session);
  }

  #encode(session: Session): Uint8Array {
    const row = encodeSession(bytesOf(session.clientKey), session);
    const contribution = rowHash(row);
    this.#hash = (this.#hash - (this.#contributions.get(session) ?? 0) + contribution) >>> 0;
    this.#contributions.set(session, contribution);
    return row;
  }

  #remove(session: Session): void {
    this.#hash = (this.#hash - (this.#contributions.get(session) ?? 0)) >>> 0;
    this.#drop(session);
    this.#dirty.delete(session);
    this.#rows.set(this.#space, session.clientKey, null);
  }
}
