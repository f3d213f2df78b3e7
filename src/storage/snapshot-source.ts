import type { SnapshotMeta } from '../raft/types.ts';
import { ByteWriter } from '../util/bytes.ts';
import { FrozenRows, type RowPart, type RowReader } from './frozen-rows.ts';
import type { MergedRow } from './merged-rows.ts';
import type { PartitionState } from './meta-row.ts';
import { openRow, rowHash } from './row-checksum.ts';
import { bytesOf, type RowSpace, spaceByte } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import {
  type ChunkKind,
  chunkKind,
  chunkOverheadBytes,
  encodeChunk,
  encodeHeader,
  encodeTotals,
} from './snapshot-format.ts';
import { CorruptionError, SnapshotError } from './storage-errors.ts';

type ChunkDone = (error: Error | null, chunk: Uint8Array | null) => void;

export interface SnapshotSource {
  readonly meta: SnapshotMeta;
  /** The next chunk, or null after the last. One call at a time. */
  next(done: ChunkDone): void;
  /**
   * The chunk of this sequence comes next, byte for byte as before. False when it lies too far back, or was never
   * reached. A read that is under way is answered with an error.
   */
  seek(sequence: number): boolean;
  /** Until the next {@link seek} nothing is read: holds nothing but the frozen view. */
  rest(): void;
  close(): void;
}

interface SourceParts {
  readonly state: PartitionState;
  readonly spaces: Record<RowPart, RowSpace>;
  /** For messages about damaged rows. */
  readonly place: string;
  readonly chunkBytes: number;
}

/** Where in the row stream a chunk begins. */
interface Place {
  readonly sequence: number;
  readonly part: RowPart;
  readonly key: string;
  /** The bytes of that row that belong to chunks before. */
  readonly skip: number;
  /** The rows before that one, and what they come to. */
  readonly rows: number;
  readonly hash: number;
}

/**
 * How many chunks back a transfer can go on. The sender is ahead of a receiver by what fits the window of their
 * connection (4 MiB, `src/rpc/channel.ts`) and some buffers: less than 32 chunks of 256 KiB.
 */
export const rewindChunks = 64;

const spaceOf: Record<RowPart, number> = {
  records: spaceByte.record,
  sessions: spaceByte.session,
  idempotency: spaceByte.idempotency,
  blocks: spaceByte.block,
  segments: spaceByte.segment,
};

/** Length, space and key length of a row. */
const ROW_HEAD_BYTES = 9;

/**
 * Streams a frozen view of a partition: records, exactly-once answers, idempotency keys, and its history. The expiry index
 * follows from the records, so the receiver builds it. Rows go out as they are stored, and no damaged one leaves: each is
 * verified (R20), and those of the state together have to come to the partition's hash. Whoever installs them verifies them again.
 *
 * Every chunk of rows but the last is equally long, so it is known where each begins:
 *
 *   chunk      1           2           3                 4
 *   rows       | a  | b  | c               | d | e ...
 *   place      a+0         c+2         c+14             d+3      kept for the last chunks: going back costs one seek
 */
export class StreamingSource implements SnapshotSource {
  readonly meta: SnapshotMeta;
  readonly #state: PartitionState;
  readonly #frozen: FrozenRows;
  readonly #payloadBytes: number;
  readonly #place: string;
  /**
   * The row stream; chunks have taken what lies before `#taken`, which goes when rows are appended again. Never more
   * than two chunks and a row.
   *
   *   | taken: | taken: | less than a chunk | ...rows of the next read
   */
  readonly #pending = new ByteWriter(64 * 1024);
  #taken = 0;
  /** Null while resting. */
  #reader: RowReader | null;
  #stage: 'rows' | 'end' | 'done' = 'rows';
  /** Of the chunk that is made next. */
  #sequence = 0;
  /** Chunks below it were asked for before, and are only made to get to this one. */
  #wanted = 0;
  #reached = 0;
  #rows = 0;
  #hash = 0;
  /** Where in the row stream the next row begins. */
  #offset = 0;
  /** Ascending. */
  readonly #places: Place[] = [
    { sequence: 1, part: 'records', key: '', skip: 0, rows: 0, hash: 0 },
  ];
  #closed = false;

  constructor(rows: RowStore, { state, spaces, place, chunkBytes }: SourceParts) {
    this.meta = { index: state.appliedIndex, term: state.appliedTerm, conf: state.conf };
    this.#state = state;
    this.#place = place;
    this.#payloadBytes = chunkBytes - chunkOverheadBytes;
    this.#frozen = new FrozenRows(rows, spaces);
    this.#reader = this.#frozen.from('records', '');
  }

  next(done: ChunkDone): void {
    if (this.#closed) {
      done(new SnapshotError('the snapshot was closed'), null);
      return;
    }
    if (this.#reader === null) {
      done(new SnapshotError('a snapshot that rests was read'), null);
      return;
    }
    if (this.#sequence > 0) {
      this.#fill(this.#reader, done);
      return;
    }
    const { revision, clockMs } = this.#state;
    this.#hand(chunkKind.header, encodeHeader({ meta: this.meta, revision, clockMs }), done);
  }

  seek(sequence: number): boolean {
    const place = this.#places.findLast((one) => one.sequence <= Math.max(1, sequence));
    if (this.#closed || place === undefined || sequence > this.#reached) return false;
    this.rest();
    this.#reader = this.#frozen.from(place.part, place.key);
    this.#stage = 'rows';
    this.#sequence = sequence === 0 ? 0 : place.sequence;
    this.#wanted = sequence;
    this.#rows = place.rows;
    this.#hash = place.hash;
    this.#offset = (place.sequence - 1) * this.#payloadBytes - place.skip;
    this.#taken = place.skip;
    return true;
  }

  rest(): void {
    this.#reader?.close();
    this.#reader = null;
    this.#pending.reset();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.rest();
    this.#frozen.close();
  }

  #fill(reader: RowReader, done: ChunkDone): void {
    if (this.#pending.length - this.#taken >= this.#payloadBytes) this.#handRows(done);
    else if (this.#stage !== 'rows') this.#finish(done);
    else {
      reader.next(this.#payloadBytes, (error, part, rows) => {
        if (error !== null) {
          done(error, null);
          return;
        }
        if (rows.length === 0) this.#stage = 'end';
        this.#compact();
        try {
          for (const row of rows) this.#append(part, row);
        } catch (damage) {
          done(damage as Error, null);
          return;
        }
        this.#fill(reader, done);
      });
    }
  }

  #finish(done: ChunkDone): void {
    if (this.#pending.length > this.#taken) {
      this.#handRows(done);
      return;
    }
    if (this.#stage === 'done') {
      done(null, null);
      return;
    }
    const { recordHash, sessionHash, idempotencyHash } = this.#state;
    const hash = (recordHash + sessionHash + idempotencyHash) >>> 0;
    if (hash !== this.#hash) {
      const what = `${this.#rows} rows of ${this.#place} come to hash ${this.#hash} where ${hash} was kept`;
      done(new CorruptionError(what, ''), null);
      return;
    }
    this.#stage = 'done';
    this.#hand(chunkKind.end, encodeTotals({ rows: this.#rows, hash }), done);
  }

  #append(part: RowPart, { key, row }: MergedRow): void {
    const keyBytes = bytesOf(key);
    openRow(keyBytes, row, `row of ${this.#place}`);
    const length = ROW_HEAD_BYTES + key.length + row.length;
    const start = this.#offset;
    this.#offset += length;
    const bytes = this.#payloadBytes;
    for (let before = Math.ceil(start / bytes); before * bytes < this.#offset; before++) {
      const skip = before * bytes - start;
      const place = { sequence: before + 1, part, key, skip, rows: this.#rows, hash: this.#hash };
      this.#remember(place);
    }
    this.#rows++;
    if (part !== 'blocks' && part !== 'segments') {
      this.#hash = (this.#hash + rowHash(row)) >>> 0;
    }
    this.#pending.u32(length - 4).u8(spaceOf[part]);
    this.#pending.u32(key.length).raw(keyBytes).raw(row);
  }

  #remember(place: Place): void {
    if (place.sequence <= (this.#places.at(-1)?.sequence ?? 0)) return;
    this.#places.push(place);
    if (this.#places.length > rewindChunks) this.#places.shift();
  }

  #handRows(done: ChunkDone): void {
    const from = this.#taken;
    this.#taken = Math.min(from + this.#payloadBytes, this.#pending.length);
    this.#hand(chunkKind.rows, this.#pending.view().subarray(from, this.#taken), done);
  }

  #hand(kind: ChunkKind, payload: Uint8Array, done: ChunkDone): void {
    const sequence = this.#sequence++;
    this.#reached = Math.max(this.#reached, this.#sequence);
    if (sequence < this.#wanted) this.next(done);
    else done(null, encodeChunk(kind, sequence, payload));
  }

  /** Less than a chunk is left by then, and it is moved once for each chunk, however many rows that takes. */
  #compact(): void {
    // After a seek the row that the chunk begins in is still to come.
    if (this.#taken === 0 || this.#taken > this.#pending.length) return;
    const rest = this.#pending.view().slice(this.#taken);
    this.#pending.reset().raw(rest);
    this.#taken = 0;
  }
}
