import { ringkv } from '#proto';
import { partitionOf } from '../../src/ring/index.ts';
import { appendedKey } from '../../src/util/append-key.ts';
import { fromHex, hex } from '../../src/util/bytes.ts';
import type { Hash32 } from '../../src/util/hash.ts';
import { requestLimits } from '../../src/util/limits.ts';
import { failed, marked, restore } from './fake-answers.ts';
import { holds, keyOf, readBytes, storedTxn, txnKeys, withoutHeader } from './fake-txn.ts';

type Operation = ringkv.v1.Operation.$Properties;
type Result = ringkv.v1.Result.$Properties;
type Txn = ringkv.v1.TxnRequest.$Properties;

const { Outcome, Reason, Role } = ringkv.v1;

interface Identity {
  floor: number;
  readonly answers: Map<number, Result | 'void'>;
}

interface Row {
  value: Uint8Array;
  version: number;
  createRevision: number;
  modRevision: number;
  expiresAt: number;
}

/** What all fake nodes share: rows and the exactly-once table, as R31 wants them. Applies at once and in order. */
export class FakeStore {
  readonly partitions: number;
  readonly rows = new Map<string, Row>();
  /** How often each write really ran, by `kind key value`. */
  readonly executions = new Map<string, number>();
  readonly opened: number[] = [];
  readonly #revisions: number[];
  readonly #hash: Hash32;
  #identities: Map<string, Identity>[];
  readonly #keys = new Map<string, { readonly asked: string; readonly result: Result }>();
  windowMs = 600_000;
  /** Keys and values of reads that the stored answers of one identity may hold before a transaction is refused. */
  answerBytes = Number.POSITIVE_INFINITY;
  acceptedWrites = true;
  /** Of one page of a deleted range. */
  rangeKeys = 1_000;
  /** Partition time of all partitions. */
  timeMs = 0;

  constructor(partitions: number, hash: Hash32) {
    this.partitions = partitions;
    this.#hash = hash;
    this.#revisions = Array.from({ length: partitions }, () => 0);
    this.#identities = Array.from({ length: partitions }, () => new Map());
  }

  partitionOf(key: Uint8Array): number {
    return partitionOf(key, this.partitions, this.#hash);
  }

  /** The window of every identity passes. */
  forgetIdentities(): void {
    this.#identities = this.#identities.map(() => new Map());
  }

  executed(what: string): number {
    return this.executions.get(what) ?? 0;
  }

  /** Partition time passes; what is due expires, each key at a revision of its own (R29, R30). */
  advanceTime(ms: number): void {
    this.timeMs += ms;
    for (const [at, { expiresAt }] of this.rows) {
      if (expiresAt === 0 || expiresAt > this.timeMs) continue;
      this.rows.delete(at);
      this.#advance(this.partitionOf(fromHex(at)));
    }
  }

  partitionOfOperation(operation: Operation): number {
    const { openClient, resolve, deleteRange } = operation;
    if (deleteRange) return deleteRange.partition ?? 0;
    if (openClient) return openClient.partition ?? 0;
    if (resolve) return resolve.partition ?? 0;
    const key = operation.txn
      ? txnKeys(operation.txn)[0]
      : (keyOf(operation) ?? operation.append?.prefix);
    return this.partitionOf(key ?? new Uint8Array());
  }

  apply(operation: Operation, servedBy: number): Result {
    const partition = this.partitionOfOperation(operation);
    const header = (): ringkv.v1.IResponseHeader => ({
      clusterId: new Uint8Array([1, 2, 3]),
      partition,
      revision: this.#revisions[partition] ?? 0,
      term: 1,
      partitionTimeMs: this.timeMs,
      servedBy,
      role: Role.LEADER,
      level: operation.consistency || ringkv.v1.ReadConsistency.LINEARIZABLE,
      stalenessMs: 0,
      topologyEpoch: 1,
    });
    const id = hex(operation.clientId ?? new Uint8Array());
    if (operation.get) {
      const record = this.record(operation.get.key ?? new Uint8Array());
      return { get: { header: header(), ...(record && { record }) } };
    }
    if (operation.openClient) {
      const known = this.#identities[partition]?.get(id);
      if (!known) this.#identities[partition]?.set(id, { floor: 1, answers: new Map() });
      this.opened.push(partition);
      return { openClient: { header: header(), windowMs: this.windowMs } };
    }
    if (operation.ack === ringkv.v1.WriteAck.ACCEPTED) return this.#accept(operation, header);
    const identity = this.#identities[partition]?.get(id);
    if (operation.resolve) return this.#resolve(identity, operation.resolve.sequence ?? 0, header);
    const sequence = operation.sequence ?? 0;
    if (!identity || sequence < identity.floor) {
      return failed(Reason.SESSION_EXPIRED, Outcome.UNKNOWN, 'session expired');
    }
    identity.floor = Math.max(identity.floor, operation.sequenceFloor ?? 0);
    for (const old of identity.answers.keys()) {
      if (old < identity.floor) identity.answers.delete(old);
    }
    const stored = identity.answers.get(sequence);
    if (stored === 'void') return failed(Reason.VOIDED, Outcome.NOT_EXECUTED, 'voided');
    if (stored) return marked(stored, { deduplicated: true });
    if (sequence - identity.floor >= 1_024) {
      return failed(Reason.SEQUENCE_TOO_FAR, Outcome.NOT_EXECUTED, 'sequence too far ahead');
    }
    let kept = 0;
    for (const answer of identity.answers.values()) {
      if (answer !== 'void') kept += readBytes(answer.txn?.results ?? []);
    }
    const result = this.#named(operation, () =>
      operation.txn
        ? this.#txn(operation.txn, partition, header, this.answerBytes - kept)
        : operation.deleteRange
          ? this.#deleteRange(operation.deleteRange, partition, header)
          : this.#write(operation, partition, header),
    );
    // Too far is no answer of the write: it may run under this sequence later.
    if (result.error?.reason === Reason.SEQUENCE_TOO_FAR) return result;
    identity.answers.set(sequence, result);
    return result;
  }

  /** Under an idempotency key: once, and then the same answer to the same question. */
  #named(operation: Operation, run: () => Result): Result {
    if (!operation.idempotencyKey?.length) return run();
    const name = `${this.partitionOfOperation(operation)} ${hex(operation.idempotencyKey)}`;
    const { put, delete: remove, increment, touch, append, txn } = operation;
    const asked = JSON.stringify({ put, remove, increment, touch, append, txn });
    const kept = this.#keys.get(name);
    if (kept === undefined) {
      const result = run();
      this.#keys.set(name, { asked, result });
      return result;
    }
    if (kept.asked === asked) return marked(kept.result, { replayed: true });
    return failed(Reason.IDEMPOTENCY_KEY_REUSED, Outcome.NOT_EXECUTED, 'the key is used', {
      code: 9,
    });
  }

  /** Runs at once, as if the log had been quick, and says nothing of it. */
  #accept(operation: Operation, header: () => ringkv.v1.IResponseHeader): Result {
    if (!this.acceptedWrites) {
      return failed(Reason.ACCEPTED_WRITES_OFF, Outcome.NOT_EXECUTED, 'not allowed');
    }
    if (operation.clientId?.length) {
      return failed(Reason.ACK_TOO_WEAK, Outcome.NOT_EXECUTED, 'not with a client_id');
    }
    this.#write(operation, this.partitionOfOperation(operation), header);
    const queued = { header: { ...header(), revision: 0, outcome: Outcome.UNKNOWN } };
    return operation.put ? { put: queued } : { delete: queued };
  }

  record(key: Uint8Array): ringkv.v1.IRecord | null {
    const row = this.rows.get(hex(key));
    return row ? { key, ...row } : null;
  }

  #resolve(
    identity: Identity | undefined,
    sequence: number,
    header: () => ringkv.v1.IResponseHeader,
  ): Result {
    if (!identity || sequence < identity.floor) {
      return failed(Reason.SESSION_EXPIRED, Outcome.UNKNOWN, 'session expired');
    }
    const stored = identity.answers.get(sequence);
    if (!stored || stored === 'void') {
      identity.answers.set(sequence, 'void');
      return { resolve: { header: header(), executed: false } };
    }
    const answer = stored.put ?? stored.increment ?? stored.delete ?? null;
    return {
      resolve: {
        header: header(),
        executed: true,
        answer: {
          succeeded: answer?.succeeded ?? stored.touch?.found ?? false,
          revision: answer?.header?.revision ?? 0,
          version: stored.put?.version ?? stored.increment?.version ?? 0,
          value: stored.increment?.value ?? stored.deleteRange?.deleted ?? 0,
          more: stored.deleteRange?.more ?? false,
          ...(stored.txn && storedTxn(stored.txn)),
        },
      },
    };
  }

  /** All or nothing at one revision: each operation runs as if alone, and what they did is undone when one may not. */
  #txn(txn: Txn, partition: number, header: () => ringkv.v1.IResponseHeader, room: number): Result {
    if (txnKeys(txn).some((key) => this.partitionOf(key) !== partition)) {
      return failed(Reason.CROSS_PARTITION, Outcome.NOT_EXECUTED, 'keys of different partitions');
    }
    const before = this.#revisions[partition] ?? 0;
    const rows = new Map(this.rows);
    const executions = new Map(this.executions);
    const undo = (): void => {
      this.#revisions[partition] = before;
      restore(this.rows, rows);
      restore(this.executions, executions);
    };
    const succeeded = (txn.compare ?? []).every((one) => {
      return holds(one, this.record(one.key ?? new Uint8Array()), this.timeMs);
    });
    const results: ringkv.v1.TxnResult.$Properties[] = [];
    let changed = false;
    for (const [index, operation] of ((succeeded ? txn.success : txn.failure) ?? []).entries()) {
      this.#revisions[partition] = before;
      const result = operation.get
        ? { get: { ...this.#found(operation.get.key) } }
        : this.#write(operation, partition, header);
      changed ||= this.#revisions[partition] !== before;
      if (result.error) {
        undo();
        return result;
      }
      if (result.increment?.succeeded === false) {
        undo();
        const refused = { index, value: result.increment.value ?? 0 };
        return { txn: { header: header(), succeeded, results: [], refused } };
      }
      results.push(withoutHeader(result));
    }
    if (readBytes(results) > requestLimits.txnResultBytes) {
      undo();
      return failed(Reason.RESULT_TOO_LARGE, Outcome.NOT_EXECUTED, 'the reads are too large', {
        limit: requestLimits.txnResultBytes,
        actual: readBytes(results),
      });
    }
    if (readBytes(results) > room) {
      undo();
      return failed(Reason.SEQUENCE_TOO_FAR, Outcome.NOT_EXECUTED, 'no room for the answer');
    }
    this.#revisions[partition] = before + (changed ? 1 : 0);
    return { txn: { header: header(), succeeded, results } };
  }

  #deleteRange(
    { prefix, limit }: ringkv.v1.IDeleteRangeRequest,
    partition: number,
    header: () => ringkv.v1.IResponseHeader,
  ): Result {
    const found = [...this.rows.keys()]
      .filter((at) => this.partitionOf(fromHex(at)) === partition)
      .filter((at) => at.startsWith(hex(prefix ?? new Uint8Array())))
      .sort();
    const page = found.slice(0, Math.min(limit ?? this.rangeKeys, this.rangeKeys));
    for (const at of page) this.rows.delete(at);
    if (page.length > 0) this.#advance(partition);
    this.#count('deleteRange', prefix ?? new Uint8Array(), null);
    const more = found.length > page.length;
    return { deleteRange: { header: header(), deleted: page.length, more } };
  }

  #found(key: Uint8Array | null | undefined): { record?: ringkv.v1.IRecord } {
    const record = this.record(key ?? new Uint8Array());
    return record ? { record } : {};
  }

  #write(operation: Operation, partition: number, header: () => ringkv.v1.IResponseHeader): Result {
    const { put, increment, touch, append, delete: remove } = operation;
    if (append) return this.#append(append, partition, header);
    const key = (put ?? increment ?? touch ?? remove)?.key ?? new Uint8Array();
    const at = hex(key);
    const row = this.rows.get(at);
    const current = row && { current: { version: row.version, modRevision: row.modRevision } };
    const expect = (put ?? remove)?.expect;
    if (
      expect?.absent ? row !== undefined : expect?.revision && row?.modRevision !== expect.revision
    ) {
      const refused = { header: header(), succeeded: false, ...current };
      return put ? { put: refused } : { delete: refused };
    }
    this.#count(
      put ? 'put' : increment ? 'increment' : remove ? 'delete' : 'touch',
      key,
      put?.value,
    );
    if (remove) {
      const deleted = this.rows.delete(at);
      if (deleted) this.#advance(partition);
      return { delete: { header: header(), succeeded: true, deleted } };
    }
    if (touch) {
      if (!row) return { touch: { header: header(), found: false } };
      const expiresAt = this.#expiry(touch.ttlMs);
      this.rows.set(at, { ...row, expiresAt });
      this.#advance(partition);
      return { touch: { header: header(), found: true, version: row.version, expiresAt } };
    }
    if (increment) return this.#increment(increment, at, row, partition, header);
    const expiresAt = this.#expiry(put?.ttlMs);
    const next = this.#store(at, row, put?.value ?? new Uint8Array(), expiresAt, partition);
    return {
      put: { header: header(), succeeded: true, version: next.version, expiresAt: next.expiresAt },
    };
  }

  #append(
    { prefix, value, ttlMs }: ringkv.v1.IAppendRequest,
    partition: number,
    header: () => ringkv.v1.IResponseHeader,
  ): Result {
    const key = appendedKey(prefix ?? new Uint8Array(), (this.#revisions[partition] ?? 0) + 1);
    const expiresAt = this.#expiry(ttlMs);
    this.#store(hex(key), undefined, value ?? new Uint8Array(), expiresAt, partition);
    return { append: { header: header(), succeeded: true, key, expiresAt } };
  }

  #increment(
    request: ringkv.v1.IIncrementRequest,
    at: string,
    row: Row | undefined,
    partition: number,
    header: () => ringkv.v1.IResponseHeader,
  ): Result {
    const before = row ? Number(Buffer.from(row.value).toString()) : 0;
    if (Number.isNaN(before)) {
      return failed(Reason.NOT_A_NUMBER, Outcome.NOT_EXECUTED, 'the value is not a number');
    }
    const value = before + (request.delta ?? 0);
    const low = request.min ?? Number.MIN_SAFE_INTEGER;
    const high = request.max ?? Number.MAX_SAFE_INTEGER;
    if (value < low || value > high) {
      return { increment: { header: header(), succeeded: false, value: before } };
    }
    // The ttl counts only when the increment creates the key.
    const expiresAt = row?.expiresAt ?? this.#expiry(request.ttlMs);
    const { version } = this.#store(at, row, Buffer.from(String(value)), expiresAt, partition);
    return { increment: { header: header(), succeeded: true, value, version, expiresAt } };
  }

  #store(
    at: string,
    row: Row | undefined,
    value: Uint8Array,
    expiresAt: number,
    partition: number,
  ): Row {
    const modRevision = this.#advance(partition);
    const next: Row = {
      value: new Uint8Array(value),
      version: (row?.version ?? 0) + 1,
      createRevision: row?.createRevision ?? modRevision,
      modRevision,
      expiresAt,
    };
    this.rows.set(at, next);
    return next;
  }

  #expiry(ttlMs: number | null | undefined): number {
    return ttlMs ? this.timeMs + ttlMs : 0;
  }

  #advance(partition: number): number {
    const next = (this.#revisions[partition] ?? 0) + 1;
    this.#revisions[partition] = next;
    return next;
  }

  #count(kind: string, key: Uint8Array, value: Uint8Array | null | undefined): void {
    const parts = [kind, Buffer.from(key).toString()];
    if (value) parts.push(Buffer.from(value).toString());
    const what = parts.join(' ');
    this.executions.set(what, (this.executions.get(what) ?? 0) + 1);
  }
}
