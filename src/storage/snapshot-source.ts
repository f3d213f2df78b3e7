import type { SnapshotMeta } from '../raft/types.ts';
import { ByteWriter } from '../util/bytes.ts';
import type { EngineSnapshot } from './engine.ts';
import { type MergedRow, MergedRows } from './merged-rows.ts';
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

export interface SnapshotSource {
  readonly meta: SnapshotMeta;
  /** The next chunk, or null after the last. One call at a time. */
  next(done: (error: Error | null, chunk: Uint8Array | null) => void): void;
  close(): void;
}

interface SourceParts {
  readonly state: PartitionState;
  readonly records: RowSpace;
  readonly sessions: RowSpace;
  /** For messages about damaged rows. */
  readonly place: string;
  readonly chunkBytes: number;
}

type Stage = 'header' | 'records' | 'sessions' | 'end' | 'done';

/** A read of rows ends at so many, or once they fill a chunk: one row alone can be larger than that. */
const ROWS_AT_A_TIME = 64;

/**
 * Streams a frozen view of a partition: records and exactly-once answers. The expiry index follows from the records,
 * so the receiver builds it. Rows go out as they are stored, and no damaged one leaves: each is verified (R20), and all
 * together have to come to the partition's hash. Whoever installs them verifies them again.
 */
export class StreamingSource implements SnapshotSource {
  readonly meta: SnapshotMeta;
  readonly #state: PartitionState;
  readonly #view: EngineSnapshot;
  readonly #records: MergedRows;
  readonly #sessions: MergedRows;
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
  #stage: Stage = 'header';
  #sequence = 0;
  #rows = 0;
  #hash = 0;
  #closed = false;
  #busy = false;

  constructor(rows: RowStore, parts: SourceParts) {
    const { state } = parts;
    const everything = { from: '', to: null };
    this.meta = { index: state.appliedIndex, term: state.appliedTerm, conf: state.conf };
    this.#state = state;
    this.#place = parts.place;
    this.#payloadBytes = parts.chunkBytes - chunkOverheadBytes;
    this.#view = rows.engine.snapshot();
    this.#records = new MergedRows(parts.records, this.#view, rows.overlay, everything);
    this.#sessions = new MergedRows(parts.sessions, this.#view, rows.overlay, everything);
  }

  next(done: (error: Error | null, chunk: Uint8Array | null) => void): void {
    if (this.#closed) {
      done(new SnapshotError('the snapshot was closed'), null);
      return;
    }
    if (this.#stage === 'header') {
      const { revision, clockMs } = this.#state;
      this.#stage = 'records';
      done(
        null,
        this.#chunk(chunkKind.header, encodeHeader({ meta: this.meta, revision, clockMs })),
      );
      return;
    }
    this.#fill(done);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // An iterator must not be closed under its own read: the read's completion does it.
    if (!this.#busy) this.#release();
  }

  #fill(done: (error: Error | null, chunk: Uint8Array | null) => void): void {
    const stage = this.#stage;
    if (this.#pending.length - this.#taken >= this.#payloadBytes) {
      done(null, this.#rowsChunk());
      return;
    }
    if (stage !== 'records' && stage !== 'sessions') {
      this.#finish(done);
      return;
    }
    this.#busy = true;
    const from = stage === 'records' ? this.#records : this.#sessions;
    const take = (error: Error | null, rows: readonly MergedRow[]): void => {
      this.#busy = false;
      if (this.#closed) {
        this.#release();
        done(new SnapshotError('the snapshot was closed'), null);
        return;
      }
      if (error !== null) {
        done(error, null);
        return;
      }
      if (rows.length === 0) this.#stage = stage === 'records' ? 'sessions' : 'end';
      this.#compact();
      try {
        for (const row of rows) {
          this.#append(stage === 'records' ? spaceByte.record : spaceByte.session, row);
        }
      } catch (damage) {
        done(damage as Error, null);
        return;
      }
      this.#fill(done);
    };
    from.next(ROWS_AT_A_TIME, take, this.#payloadBytes);
  }

  #finish(done: (error: Error | null, chunk: Uint8Array | null) => void): void {
    if (this.#pending.length > this.#taken) {
      done(null, this.#rowsChunk());
      return;
    }
    if (this.#stage === 'done') {
      done(null, null);
      return;
    }
    const hash = (this.#state.recordHash + this.#state.sessionHash) >>> 0;
    if (hash !== this.#hash) {
      const what = `${this.#rows} rows of ${this.#place} come to hash ${this.#hash} where ${hash} was kept`;
      done(new CorruptionError(what, ''), null);
      return;
    }
    this.#stage = 'done';
    done(null, this.#chunk(chunkKind.end, encodeTotals({ rows: this.#rows, hash })));
  }

  #append(space: number, { key: name, row }: MergedRow): void {
    const key = bytesOf(name);
    openRow(key, row, `row of ${this.#place}`);
    this.#hash = (this.#hash + rowHash(row)) >>> 0;
    this.#rows++;
    this.#pending.u32(5 + key.length + row.length).u8(space);
    this.#pending.u32(key.length).raw(key).raw(row);
  }

  #rowsChunk(): Uint8Array {
    const from = this.#taken;
    this.#taken = Math.min(from + this.#payloadBytes, this.#pending.length);
    return this.#chunk(chunkKind.rows, this.#pending.view().subarray(from, this.#taken));
  }

  /** Less than a chunk is left by then, and it is moved once for each chunk, however many rows that takes. */
  #compact(): void {
    if (this.#taken === 0) return;
    const rest = this.#pending.view().slice(this.#taken);
    this.#pending.reset().raw(rest);
    this.#taken = 0;
  }

  #chunk(kind: ChunkKind, payload: Uint8Array): Uint8Array {
    return encodeChunk(kind, this.#sequence++, payload);
  }

  #release(): void {
    this.#records.close();
    this.#sessions.close();
    this.#view.close();
  }
}
