import type { SnapshotMeta } from '../raft/types.ts';
import { emptyBytes, hex } from '../util/bytes.ts';
import type { EngineOp } from './engine.ts';
import { verifyKept } from './idempotency-table.ts';
import { encodeMeta, metaKey } from './meta-row.ts';
import { decodeRecord } from './record-codec.ts';
import { sealExpiry } from './record-table.ts';
import { openRow, rowHash } from './row-checksum.ts';
import { expiryRow, RowSpace, spaceByte, text } from './row-keys.ts';
import { decodeSession } from './session.ts';
import {
  type Chunk,
  chunkKind,
  decodeChunk,
  decodeHeader,
  decodeTotals,
  type SnapshotHeader,
  type SnapshotTotals,
} from './snapshot-format.ts';
import { SnapshotError } from './storage-errors.ts';

export interface SnapshotSink {
  /** Takes the chunks in order, one at a time; `done` when its rows are durable. An error ends the installation. */
  write(chunk: Uint8Array, done: (error: Error | null) => void): void;
  /** After the last chunk: checks the totals and switches. Once it answers null, the store has a new partition object. */
  finish(done: (error: Error | null) => void): void;
  /** Gives up what has not been switched; without effect once the switch is being written. */
  abort(): void;
}

/** The store's part of an installation. */
export interface InstallHost {
  /** Calls back when the generation's number is durably taken. */
  reserved(done: (error: Error | null) => void): void;
  write(build: () => readonly EngineOp[], done: (error: Error | null) => void): void;
  /** The operation that makes the new generation live. */
  switchOp(): EngineOp;
  /** The switch is durable: load the new partition and retire the old one. */
  switched(done: (error: Error | null) => void): void;
  /** The write of the switch failed: whether it is on disk is unknown. */
  switchFailed(): void;
  /** It ended without a switch: the generation's rows are garbage. */
  abandoned(): void;
}

/** The largest row in a stream: a value of 1 MiB, or a full exactly-once table, with room to spare. */
const MAX_ROW_BYTES = 8 * 1024 * 1024;
const ROW_HEAD_BYTES = 9;

/**
 * Writes a snapshot beside the live generation, then switches (R21):
 *
 *   reserve g+1 ─▶ rows of g+1, synced ─▶ totals agree ─▶ { pointer = g+1, state row } in one synced batch ─▶ loaded
 *   ◀──────────── a crash here leaves generation g, and g+1 to be swept ───────────▶│◀─ and here g+1, whole ─▶
 */
export class InstallingSink implements SnapshotSink {
  readonly #host: InstallHost;
  readonly #expected: SnapshotMeta;
  readonly #place: string;
  readonly #spaces: Record<
    'meta' | 'record' | 'expiry' | 'session' | 'idempotency' | 'block' | 'segment',
    RowSpace
  >;
  #phase: 'open' | 'switching' | 'over' = 'open';
  #busy = false;
  #reserved = false;
  #sequence = 0;
  #header: SnapshotHeader | null = null;
  #totals: SnapshotTotals | null = null;
  /** The beginning of a row whose rest is in the next chunk. */
  #carry: Uint8Array = emptyBytes();
  #rows = 0;
  #recordHash = 0;
  #sessionHash = 0;
  #idempotencyHash = 0;

  constructor(host: InstallHost, group: number, generation: number, expected: SnapshotMeta) {
    this.#host = host;
    this.#expected = expected;
    this.#place = `snapshot of group ${group} at index ${expected.index}`;
    this.#spaces = {
      meta: new RowSpace(group, generation, 'meta'),
      record: new RowSpace(group, generation, 'record'),
      expiry: new RowSpace(group, generation, 'expiry'),
      session: new RowSpace(group, generation, 'session'),
      idempotency: new RowSpace(group, generation, 'idempotency'),
      block: new RowSpace(group, generation, 'block'),
      segment: new RowSpace(group, generation, 'segment'),
    };
  }

  write(chunk: Uint8Array, done: (error: Error | null) => void): void {
    const refusal = this.#refusal();
    if (refusal !== null) {
      done(refusal);
      return;
    }
    let operations: readonly EngineOp[];
    try {
      operations = this.#accept(decodeChunk(chunk));
    } catch (error) {
      this.abort();
      done(error as Error);
      return;
    }
    this.#busy = true;
    this.#whenReserved((error) => {
      if (error !== null) return this.#written(error, done);
      this.#host.write(
        () => (this.#phase === 'over' ? [] : operations),
        (failure) => this.#written(failure, done),
      );
    });
  }

  finish(done: (error: Error | null) => void): void {
    const refusal = this.#refusal() ?? this.#mismatch();
    if (refusal !== null) {
      this.abort();
      done(refusal);
      return;
    }
    this.#busy = true;
    this.#host.write(
      () => {
        if (this.#phase === 'over') return [];
        this.#phase = 'switching';
        return [this.#host.switchOp(), this.#stateOp()];
      },
      (error) => {
        this.#busy = false;
        if (error !== null || this.#phase !== 'switching') {
          if (this.#phase === 'switching') this.#host.switchFailed();
          this.#phase = 'over';
          this.#host.abandoned();
          return done(error ?? new SnapshotError('the installation was given up'));
        }
        this.#phase = 'over';
        this.#host.switched(done);
      },
    );
  }

  abort(): void {
    if (this.#phase !== 'open') return;
    this.#phase = 'over';
    // A batch in flight would leave its rows behind the sweep: it sweeps when it completes.
    if (!this.#busy) this.#host.abandoned();
  }

  #written(error: Error | null, done: (error: Error | null) => void): void {
    this.#busy = false;
    if (this.#phase === 'over') {
      this.#host.abandoned();
      done(error ?? new SnapshotError('the installation was given up'));
      return;
    }
    if (error !== null) this.abort();
    done(error);
  }

  #whenReserved(then: (error: Error | null) => void): void {
    if (this.#reserved) {
      then(null);
      return;
    }
    this.#host.reserved((error) => {
      this.#reserved = error === null;
      then(error);
    });
  }

  #refusal(): SnapshotError | null {
    if (this.#phase !== 'open') return new SnapshotError('the installation is over');
    if (this.#busy) return new SnapshotError('the chunk before this one is still being written');
    return null;
  }

  #accept(chunk: Chunk): readonly EngineOp[] {
    if (chunk.sequence !== this.#sequence) {
      throw new SnapshotError(`chunk ${chunk.sequence} where ${this.#sequence} was due`);
    }
    if (this.#totals !== null) throw new SnapshotError('a chunk after the last one');
    if ((chunk.kind === chunkKind.header) !== (chunk.sequence === 0)) {
      throw new SnapshotError(`chunk ${chunk.sequence} is of kind ${chunk.kind}`);
    }
    this.#sequence++;
    if (chunk.kind === chunkKind.rows) return this.#acceptRows(chunk.payload);
    if (chunk.kind === chunkKind.header) this.#acceptHeader(decodeHeader(chunk.payload));
    else this.#totals = decodeTotals(chunk.payload);
    return [];
  }

  #acceptHeader(header: SnapshotHeader): void {
    const { meta } = header;
    if (meta.index !== this.#expected.index || meta.term !== this.#expected.term) {
      throw new SnapshotError(
        `snapshot of ${meta.index}/${meta.term} where ` +
          `${this.#expected.index}/${this.#expected.term} was announced`,
      );
    }
    this.#header = header;
  }

  #acceptRows(payload: Uint8Array): EngineOp[] {
    const stream = this.#carry.length === 0 ? payload : concat(this.#carry, payload);
    const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
    const operations: EngineOp[] = [];
    let offset = 0;
    while (stream.length - offset >= ROW_HEAD_BYTES) {
      const length = view.getUint32(offset, true);
      const keyLength = view.getUint32(offset + 5, true);
      if (length > MAX_ROW_BYTES || keyLength + 5 > length) {
        throw new SnapshotError(`row of ${length} bytes with a key of ${keyLength}`);
      }
      const end = offset + 4 + length;
      if (end > stream.length) break;
      const keyStart = offset + ROW_HEAD_BYTES;
      const key = stream.subarray(keyStart, keyStart + keyLength);
      this.#acceptRow(
        view.getUint8(offset + 4),
        key,
        stream.subarray(keyStart + keyLength, end),
        operations,
      );
      offset = end;
    }
    this.#carry = stream.slice(offset);
    return operations;
  }

  /** The row's own checksum is verified before anything of it is written (R20). */
  #acceptRow(space: number, key: Uint8Array, row: Uint8Array, operations: EngineOp[]): void {
    const name = text(key);
    this.#rows++;
    if (space === spaceByte.record) {
      const { expiresAt } = decodeRecord(key, row, this.#place);
      this.#recordHash = (this.#recordHash + rowHash(row)) >>> 0;
      operations.push({ key: this.#spaces.record.key(name), value: row });
      if (expiresAt === 0) return;
      const due = expiryRow(expiresAt, name);
      operations.push({ key: this.#spaces.expiry.key(due), value: sealExpiry(due) });
      return;
    }
    if (space === spaceByte.idempotency) {
      verifyKept(name, row, this.#place);
      this.#idempotencyHash = (this.#idempotencyHash + rowHash(row)) >>> 0;
      operations.push({ key: this.#spaces.idempotency.key(name), value: row });
      return;
    }
    if (space === spaceByte.block || space === spaceByte.segment) {
      openRow(key, row, this.#place);
      const to = space === spaceByte.block ? this.#spaces.block : this.#spaces.segment;
      operations.push({ key: to.key(name), value: row });
      return;
    }
    if (space !== spaceByte.session) {
      throw new SnapshotError(`row ${hex(key)} of unknown space ${space}`);
    }
    decodeSession(key, name, row, this.#place);
    this.#sessionHash = (this.#sessionHash + rowHash(row)) >>> 0;
    operations.push({ key: this.#spaces.session.key(name), value: row });
  }

  #mismatch(): SnapshotError | null {
    const totals = this.#totals;
    if (totals === null || this.#header === null) return new SnapshotError('the stream has no end');
    if (this.#carry.length > 0) return new SnapshotError('the last row is incomplete');
    const hash = (this.#recordHash + this.#sessionHash + this.#idempotencyHash) >>> 0;
    if (totals.rows === this.#rows && totals.hash === hash) return null;
    return new SnapshotError(
      `${this.#rows} rows with hash ${hash} where ${totals.rows} with ${totals.hash} were sent`,
    );
  }

  #stateOp(): EngineOp {
    const { meta } = this.#spaces;
    const header = this.#header;
    if (header === null) throw new SnapshotError('a switch without a header');
    const value = encodeMeta(meta, {
      appliedIndex: header.meta.index,
      appliedTerm: header.meta.term,
      conf: header.meta.conf,
      revision: header.revision,
      clockMs: header.clockMs,
      recordHash: this.#recordHash,
      sessionHash: this.#sessionHash,
      idempotencyHash: this.#idempotencyHash,
    });
    return { key: meta.key(metaKey), value };
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
