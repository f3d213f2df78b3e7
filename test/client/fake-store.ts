import { ringkv } from '#proto';
import { partitionOf } from '../../src/ring/index.ts';
import { hex } from '../../src/util/bytes.ts';
import type { Hash32 } from '../../src/util/hash.ts';

type Operation = ringkv.v1.Operation.$Properties;
type Result = ringkv.v1.Result.$Properties;

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
  windowMs = 600_000;

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

  partitionOfOperation(operation: Operation): number {
    const { openClient, resolve } = operation;
    if (openClient) return openClient.partition ?? 0;
    if (resolve) return resolve.partition ?? 0;
    const { get, put, increment, touch } = operation;
    const key = (get ?? put ?? increment ?? touch ?? operation.delete)?.key;
    return this.partitionOf(key ?? new Uint8Array());
  }

  apply(operation: Operation, servedBy: number): Result {
    const partition = this.partitionOfOperation(operation);
    const header = (): ringkv.v1.IResponseHeader => ({
      clusterId: new Uint8Array([1, 2, 3]),
      partition,
      revision: this.#revisions[partition] ?? 0,
      term: 1,
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
    if (stored) return deduplicated(stored);
    if (sequence - identity.floor >= 1_024) {
      return failed(Reason.SEQUENCE_TOO_FAR, Outcome.NOT_EXECUTED, 'sequence too far ahead');
    }
    const result = this.#write(operation, partition, header);
    identity.answers.set(sequence, result);
    return result;
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
          value: stored.increment?.value ?? 0,
        },
      },
    };
  }

  #write(operation: Operation, partition: number, header: () => ringkv.v1.IResponseHeader): Result {
    const { put, increment, touch, delete: remove } = operation;
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
      row.expiresAt = touch.ttlMs ?? 0;
      this.#advance(partition);
      return {
        touch: { header: header(), found: true, version: row.version, expiresAt: row.expiresAt },
      };
    }
    if (increment) return this.#increment(increment, at, row, partition, header);
    const next = this.#store(at, row, put?.value ?? new Uint8Array(), put?.ttlMs ?? 0, partition);
    return {
      put: { header: header(), succeeded: true, version: next.version, expiresAt: next.expiresAt },
    };
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
    const next = this.#store(at, row, Buffer.from(String(value)), request.ttlMs ?? 0, partition);
    return { increment: { header: header(), succeeded: true, value, version: next.version } };
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

export function failed(
  reason: ringkv.v1.Reason,
  outcome: ringkv.v1.Outcome,
  message: string,
  more: ringkv.v1.IErrorDetail = {},
): Result {
  return { error: { code: 14, reason, outcome, message, ...more } };
}

function deduplicated(stored: Result): Result {
  const mark = <T extends { header?: ringkv.v1.IResponseHeader | null }>(answer: T): T => ({
    ...answer,
    header: { ...answer.header, deduplicated: true },
  });
  if (stored.put) return { put: mark(stored.put) };
  if (stored.increment) return { increment: mark(stored.increment) };
  if (stored.delete) return { delete: mark(stored.delete) };
  if (stored.touch) return { touch: mark(stored.touch) };
  return stored;
}
