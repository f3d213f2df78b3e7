import { hex } from '../util/bytes.ts';
import { idempotencyLimits } from '../util/limits.ts';
import { costOf } from './answer-cost.ts';
import type { CommandResult } from './command.ts';
import { readResult, writeResult } from './result-codec.ts';
import { readRow, rowHash, sealRow } from './row-checksum.ts';
import { bytesOf, type RowSpace } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { CorruptionError } from './storage-errors.ts';

/** What a key stands for. */
export interface Kept {
  /** Of what was asked (`parametersOf`): another number is another write. */
  readonly parameters: number;
  readonly answer: CommandResult;
}

interface Known {
  /** Partition time after which it has ended. */
  readonly deadlineMs: number;
  /** What it is taken to occupy. */
  readonly bytes: number;
  readonly hash: number;
}

/**
 * The business idempotency keys of one partition: the first write under a key runs, and leaves its answer here for whoever
 * repeats it within the window, from whatever process. Each is a row, written once in the batch of the entry that ran it (R17)
 * and gone by partition time alone (R14).
 *
 *   known, oldest first:   order-17 (ends at 40) | order-18 (41) | order-19 (44) |  ◀─ keep
 *   endDue(42)  ──────────▶ gone         gone
 *
 * Windows are equally long and partition time never goes back, so the order of arrival is the order of their ends.
 */
export class IdempotencyTable {
  readonly #rows: RowStore;
  readonly #space: RowSpace;
  readonly #place: string;
  /** By name, ascending by deadline. */
  readonly #known = new Map<string, Known>();
  readonly #loading: [name: string, known: Known][] = [];
  #bytes = 0;
  #hash: number;

  constructor(rows: RowStore, space: RowSpace, place: string, hash: number) {
    this.#rows = rows;
    this.#space = space;
    this.#place = place;
    this.#hash = hash;
  }

  /** Keys that have not been removed; some may be past their time. */
  get size(): number {
    return this.#known.size;
  }

  /** What names and answers are taken to occupy. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The sum over all rows. */
  get hash(): number {
    return this.#hash;
  }

  /** Nothing more is kept until old keys have ended: no key is forgotten before its time. */
  get full(): boolean {
    return this.size >= idempotencyLimits.keys || this.#bytes >= idempotencyLimits.bytes;
  }

  /** At start: a row of the engine holds this key. Throws CorruptionError. {@link loadedAll} follows. */
  loaded(name: string, row: Uint8Array): void {
    const { deadlineMs, answer } = decode(name, row, this.#place);
    this.#loading.push([name, knownOf(name, deadlineMs, answer, row)]);
  }

  /** Throws CorruptionError when a row is missing or an old one: its key would run again. */
  loadedAll(): void {
    const sum = this.#loading.reduce((total, [, { hash }]) => (total + hash) >>> 0, 0);
    if (sum !== this.#hash) throw new CorruptionError(`sum of rows of ${this.#place}`, '');
    this.#loading.sort(([, a], [, b]) => a.deadlineMs - b.deadlineMs);
    for (const [name, known] of this.#loading.splice(0)) {
      this.#known.set(name, known);
      this.#bytes += known.bytes;
    }
  }

  /** Null for a key that nobody used within the window. */
  find(name: string, nowMs: number): Kept | null {
    const known = this.#known.get(name);
    if (known === undefined || known.deadlineMs < nowMs) return null;
    const row = this.#rows.get(this.#space, name);
    // It was there when the partition was loaded, or has been written since.
    if (row === null) throw new CorruptionError(this.#place, hex(bytesOf(name)));
    return decode(name, row, this.#place);
  }

  /** What the first write under this key came to. */
  keep(name: string, { parameters, answer }: Kept, nowMs: number): void {
    // It may be there still, past its time.
    this.#remove(name);
    const deadlineMs = nowMs + idempotencyLimits.windowMs;
    const row = sealRow(bytesOf(name), (to) => {
      to.varint(deadlineMs).varint(parameters);
      writeResult(to, answer);
    });
    const known = knownOf(name, deadlineMs, answer, row);
    this.#known.set(name, known);
    this.#bytes += known.bytes;
    this.#hash = (this.#hash + known.hash) >>> 0;
    this.#rows.set(this.#space, name, row);
  }

  /**
   * Removes some of those whose window is over at this time, the same at the same entry on all replicas. Those that end in one
   * ms go together: a replica that was loaded has them in the order of their names, the others in that of their arrival.
   */
  endDue(nowMs: number): void {
    let ended = 0;
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const [name, { deadlineMs }] of this.#known) {
      const enough = ended >= idempotencyLimits.endedPerEntry && deadlineMs > lastMs;
      if (deadlineMs >= nowMs || enough) return;
      this.#remove(name);
      lastMs = deadlineMs;
      ended++;
    }
  }

  #remove(name: string): void {
    const known = this.#known.get(name);
    if (known === undefined) return;
    this.#known.delete(name);
    this.#bytes -= known.bytes;
    this.#hash = (this.#hash - known.hash) >>> 0;
    this.#rows.set(this.#space, name, null);
  }
}

function knownOf(name: string, deadlineMs: number, answer: CommandResult, row: Uint8Array): Known {
  return { deadlineMs, bytes: name.length + costOf(answer), hash: rowHash(row) };
}

/** deadline | parameters | answer | crc32 */
function decode(name: string, row: Uint8Array, place: string): Kept & { deadlineMs: number } {
  return readRow(bytesOf(name), row, place, (body) => ({
    deadlineMs: body.varint(),
    parameters: body.varint(),
    answer: readResult(body),
  }));
}

/** Of an installed snapshot: throws CorruptionError for a row that the table could not read. */
export function verifyKept(name: string, row: Uint8Array, place: string): void {
  decode(name, row, place);
}
