import { hex } from '../util/bytes.ts';
import type { Capture, MergedRow } from './merged-rows.ts';
import { decodeRecord } from './record-codec.ts';
import { sealExpiry } from './record-table.ts';
import { openRow, rowHash } from './row-checksum.ts';
import { bytesOf, expiryRow } from './row-keys.ts';
import { CorruptionError } from './storage-errors.ts';

/** A frozen view of one partition, opened in the turn in which its state was what `hash` says. */
export interface ScrubView {
  readonly place: string;
  /** The rows of a space, in order; closed by whoever reads them to their end, or gives up. */
  readonly records: Capture;
  readonly sessions: Capture;
  readonly idempotency: Capture;
  readonly expiries: Capture;
  readonly blocks: Capture;
  readonly segments: Capture;
  /** What they have to come to, each by itself: with a flipped bit in its key a session could pass for a record. */
  readonly recordHash: number;
  readonly sessionHash: number;
  readonly idempotencyHash: number;
}

/** A read ends at so many rows; they are verified in one turn. */
const ROWS_AT_A_TIME = 256;

/**
 * Reads a partition from its first row to its last and verifies that it is what apply made of it (R20): each row by its
 * own checksum, all together by the partition's hash, which sees a row that is gone or is an old one, and the index of
 * expiries against the records.
 */
export class Scrub {
  readonly #view: ScrubView;
  readonly #stages: { readonly rows: Capture; readonly take: (row: MergedRow) => void }[];
  #stage = 0;
  #recordHash = 0;
  #sessionHash = 0;
  #idempotencyHash = 0;
  /** Of the rows that the index should have, less those that it has: 0 in the end. */
  #expiries = 0;
  #closed = false;
  #busy = false;

  constructor(view: ScrubView) {
    this.#view = view;
    this.#stages = [
      { rows: view.records, take: (row) => this.#takeRecord(row) },
      { rows: view.sessions, take: (row) => this.#takeSession(row) },
      { rows: view.idempotency, take: (row) => this.#takeIdempotency(row) },
      { rows: view.expiries, take: (row) => this.#takeExpiry(row) },
      { rows: view.blocks, take: (row) => this.#verify(row) },
      { rows: view.segments, take: (row) => this.#verify(row) },
    ];
  }

  /** One read. `bytes` of keys and rows were verified, 0 when all were. One call at a time. */
  step(done: (error: Error | null, bytes: number) => void): void {
    const stage = this.#stages[this.#stage];
    if (stage === undefined) {
      done(this.#verdict(), 0);
      return;
    }
    this.#busy = true;
    stage.rows.rows.next(ROWS_AT_A_TIME, (error, rows) => {
      this.#busy = false;
      if (this.#closed) this.#release();
      if (error !== null) return done(error, 0);
      if (rows.length === 0) {
        this.#stage++;
        return this.step(done);
      }
      let bytes = 0;
      try {
        for (const row of rows) {
          stage.take(row);
          bytes += row.key.length + row.row.length;
        }
      } catch (damage) {
        return done(damage as Error, 0);
      }
      done(null, bytes);
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // An iterator must not be closed under its own read: the read's completion does it.
    if (!this.#busy) this.#release();
  }

  #takeRecord({ key: name, row }: MergedRow): void {
    const { expiresAt } = decodeRecord(bytesOf(name), row, `record of ${this.#view.place}`);
    this.#recordHash = (this.#recordHash + rowHash(row)) >>> 0;
    if (expiresAt === 0) return;
    const entry = sealExpiry(expiryRow(expiresAt, name));
    this.#expiries = (this.#expiries + rowHash(entry)) >>> 0;
  }

  #takeSession({ key: name, row }: MergedRow): void {
    openRow(bytesOf(name), row, `session of ${this.#view.place}`);
    this.#sessionHash = (this.#sessionHash + rowHash(row)) >>> 0;
  }

  #takeIdempotency({ key: name, row }: MergedRow): void {
    openRow(bytesOf(name), row, `idempotency key of ${this.#view.place}`);
    this.#idempotencyHash = (this.#idempotencyHash + rowHash(row)) >>> 0;
  }

  #takeExpiry({ key: name, row }: MergedRow): void {
    openRow(bytesOf(name), row, `expiry index of ${this.#view.place}`);
    this.#expiries = (this.#expiries - rowHash(row)) >>> 0;
  }

  /** Where blocks end differs between replicas, so they have no hash: a gap shows when the partition is loaded. */
  #verify({ key: name, row }: MergedRow): void {
    openRow(bytesOf(name), row, `history of ${this.#view.place}`);
  }

  #verdict(): CorruptionError | null {
    const { place, recordHash, sessionHash, idempotencyHash } = this.#view;
    const hashes = [this.#recordHash, this.#sessionHash, this.#idempotencyHash];
    const found = hashes.map(word).join('/');
    const kept = [recordHash, sessionHash, idempotencyHash].map(word).join('/');
    if (found !== kept) {
      return new CorruptionError(`hash of ${place}, ${found} and not ${kept},`, '');
    }
    if (this.#expiries === 0) return null;
    return new CorruptionError(`expiry index beside the records of ${place}`, '');
  }

  #release(): void {
    for (const { rows } of this.#stages) rows.close();
  }
}

function word(hash: number): string {
  return hex(Uint8Array.of(hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255));
}
