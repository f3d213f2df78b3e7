import type {
  Command,
  CommandBody,
  CommandResult,
  CommandStatus,
  Comparison,
  RangeComparison,
  RecordView,
  Relation,
  TxnOperation,
  TxnOperationResult,
} from '../../src/storage/command.ts';
import { compareBytes, fromUtf8, hex, utf8 } from '../../src/util/bytes.ts';
import { requestLimits, sessionLimits } from '../../src/util/limits.ts';

type Txn = Extract<CommandBody, { kind: 'txn' }>;

interface ModelRecord {
  value: string;
  version: number;
  createRevision: number;
  modRevision: number;
  expiresAt: number;
}

interface ModelSession {
  windowMs: number;
  lastActiveMs: number;
  floor: number;
  answers: Map<number, CommandResult | 'void'>;
}

/** The state machine in the plainest words: maps and no disk. What `Partition` must be indistinguishable from. */
export class PartitionModel {
  readonly records = new Map<string, ModelRecord>();
  readonly sessions = new Map<string, ModelSession>();
  revision = 0;
  clockMs = 0;

  apply(stampMs: number, commands: readonly Command[]): CommandResult[] {
    this.clockMs = Math.max(this.clockMs, stampMs);
    for (const [id, session] of this.sessions) {
      if (session.lastActiveMs + session.windowMs < this.clockMs) this.sessions.delete(id);
    }
    return commands.map((command) => this.#command(command));
  }

  #command({ clientId, sequence, floor, body }: Command): CommandResult {
    const id = hex(clientId);
    const known = this.sessions.get(id);
    if (body.kind === 'open') {
      const windowMs = Math.max(body.windowMs, known?.windowMs ?? 0);
      this.sessions.set(id, {
        windowMs,
        lastActiveMs: this.clockMs,
        floor: known?.floor ?? 1,
        answers: known?.answers ?? new Map(),
      });
      return this.#result('ok');
    }
    if (id === '') return this.#run(body, Number.POSITIVE_INFINITY);
    if (known === undefined) return this.#result('session_expired');
    known.lastActiveMs = this.clockMs;
    known.floor = Math.max(known.floor, floor);
    for (const answered of known.answers.keys()) {
      if (answered < known.floor) known.answers.delete(answered);
    }
    const wanted = body.kind === 'resolve' ? body.sequence : sequence;
    const answer = known.answers.get(wanted);
    if (body.kind !== 'resolve') {
      if (answer === 'void') return this.#result('voided', { deduplicated: true });
      if (answer !== undefined) return { ...answer, deduplicated: true };
    }
    if (wanted < known.floor) return this.#result('session_expired');
    if (wanted > known.floor + sessionLimits.sequencesAhead)
      return this.#result('sequence_too_far');
    if (body.kind === 'resolve') {
      if (answer === undefined) known.answers.set(wanted, 'void');
      return this.#result('ok', {
        resolved: answer === undefined || answer === 'void' ? null : answer,
      });
    }
    let kept = 0;
    for (const stored of known.answers.values()) kept += costBy(stored === 'void' ? null : stored);
    const result = this.#run(body, sessionLimits.answerBytes - kept);
    if (result.status === 'sequence_too_far') return result;
    known.answers.set(wanted, result);
    return result;
  }

  #run(body: CommandBody, room: number): CommandResult {
    if (body.kind === 'deleteRange') return this.#deleteRange(body);
    return body.kind === 'txn' ? this.#txn(body, room) : this.#record(body);
  }

  #deleteRange({ prefix, maxKeys }: Extract<CommandBody, { kind: 'deleteRange' }>): CommandResult {
    const found = this.#named(prefix);
    const page = found.slice(0, maxKeys);
    const live = page.filter((key) => !this.#ended(key));
    for (const key of live) this.records.delete(key);
    if (live.length > 0) this.revision++;
    return this.#result('ok', { value: live.length, more: found.length > page.length });
  }

  #named(prefix: Uint8Array): string[] {
    return [...this.records.keys()].filter((key) => key.startsWith(fromUtf8(prefix))).sort();
  }

  /** Ends a record that is due. */
  #ended(key: string): boolean {
    const { expiresAt = 0 } = this.records.get(key) ?? {};
    if (expiresAt === 0 || expiresAt > this.clockMs) return false;
    this.records.delete(key);
    this.revision++;
    return true;
  }

  /** A transaction with a range ends what it meets and what is due, whatever comes of it. */
  #endDue({ compare, success, failure }: Txn): void {
    const items = [...compare, ...success, ...failure];
    if (!items.some((item) => 'prefix' in item)) return;
    for (const item of items) {
      if ('key' in item) this.#ended(fromUtf8(item.key));
      else if ('prefix' in item) for (const key of this.#named(item.prefix)) this.#ended(key);
    }
  }

  /** Runs the branch one operation after the other, and puts everything back when it may not have run. */
  #txn(body: Txn, room: number): CommandResult {
    this.#endDue(body);
    const before = this.revision;
    const records = new Map([...this.records].map(([key, record]) => [key, { ...record }]));
    const undo = (): void => {
      this.revision = before;
      this.records.clear();
      for (const [key, record] of records) this.records.set(key, record);
    };
    const succeeded = body.compare.every((comparison) => this.#holds(comparison));
    const branch = succeeded ? body.success : body.failure;
    const results: TxnOperationResult[] = [];
    let changed = false;
    let bytes = 0;
    for (const [refusedIndex, operation] of branch.entries()) {
      if (operation.kind === 'get') {
        const record = this.#view(operation.key);
        results.push({ kind: 'get', record });
        if (bytes <= requestLimits.txnResultBytes)
          bytes += record === null ? 0 : operation.key.length + record.value.length;
        continue;
      }
      if (operation.kind === 'deleteRange') {
        const found = this.#named(operation.prefix);
        for (const key of found) this.records.delete(key);
        results.push({ kind: 'deleteRange', deleted: found.length });
        changed ||= found.length > 0;
        continue;
      }
      const result = this.#record(operation);
      if (result.status === 'out_of_range' || result.status === 'not_a_number') {
        undo();
        const outcome = { succeeded, results: [], refusedIndex };
        return this.#result(result.status, { value: result.value, txn: outcome });
      }
      results.push(operationResult(operation, result));
      changed ||= this.revision !== before;
      this.revision = before;
    }
    const tooLarge = bytes > requestLimits.txnResultBytes;
    const outcome = { succeeded, results, refusedIndex: null };
    if (tooLarge || costBy(this.#result('ok', { txn: outcome })) > room) {
      undo();
      if (tooLarge) return this.#result('result_too_large', { value: bytes });
      return this.#result('sequence_too_far');
    }
    if (changed) this.revision++;
    return this.#result('ok', { txn: outcome });
  }

  #holds(comparison: Comparison): boolean {
    if (comparison.target === 'time') {
      return related(Math.sign(this.clockMs - comparison.number)).includes(comparison.relation);
    }
    if (comparison.target === 'range') return this.#rangeHolds(comparison);
    const record = this.records.get(fromUtf8(comparison.key));
    if (comparison.target === 'exists') return comparison.exists === (record !== undefined);
    if (comparison.target !== 'value') {
      const number = record === undefined ? 0 : record[comparison.target];
      return related(Math.sign(number - comparison.number)).includes(comparison.relation);
    }
    if (record === undefined) return false;
    const order = Math.sign(compareBytes(utf8(record.value), comparison.value));
    return related(order).includes(comparison.relation);
  }

  #rangeHolds(comparison: RangeComparison): boolean {
    const { prefix, relation } = comparison;
    const records = this.#named(prefix).map((key) => this.records.get(key) as ModelRecord);
    let orders: number[];
    if (comparison.of === 'count') orders = [records.length - comparison.number];
    else if (comparison.of === 'value') {
      const { value } = comparison;
      orders = records.map((record) => compareBytes(utf8(record.value), value));
    } else {
      const { of, number } = comparison;
      orders = records.map((record) => record[of] - number);
    }
    return orders.every((order) => related(Math.sign(order)).includes(relation));
  }

  #view(key: Uint8Array): RecordView | null {
    const record = this.records.get(fromUtf8(key));
    return record === undefined ? null : { ...record, key, value: utf8(record.value) };
  }

  #record(body: CommandBody): CommandResult {
    if (body.kind === 'expire') {
      let value = 0;
      for (const { key, expiresAt } of body.keys) {
        const old = this.records.get(fromUtf8(key));
        if (old === undefined || expiresAt === 0 || old.expiresAt !== expiresAt) continue;
        if (expiresAt > this.clockMs) continue;
        this.records.delete(fromUtf8(key));
        this.revision++;
        value++;
      }
      return this.#result('ok', { value });
    }
    if (!('key' in body)) throw new Error(`${body.kind} is no command on records`);
    const key = fromUtf8(body.key);
    const old = this.records.get(key);
    const expiry = (ttlMs: number): number => (ttlMs === 0 ? 0 : this.clockMs + ttlMs);
    if ('expect' in body) {
      const { expect } = body;
      const holds =
        expect.type === 'any' ||
        (expect.type === 'absent' ? old === undefined : old?.modRevision === expect.revision);
      if (!holds) {
        const current =
          old === undefined ? null : { version: old.version, modRevision: old.modRevision };
        return this.#result('condition_failed', { current });
      }
    }
    switch (body.kind) {
      case 'delete':
        if (!this.records.delete(key)) return this.#result('ok');
        this.revision++;
        return this.#result('ok', { value: 1 });
      case 'touch':
        if (old === undefined) return this.#result('not_found');
        this.revision++;
        old.expiresAt = expiry(body.ttlMs);
        return this.#result('ok', { version: old.version, expiresAt: old.expiresAt });
      case 'increment': {
        if (old !== undefined && !/^-?[0-9]+$/.test(old.value)) return this.#result('not_a_number');
        const before = Number(old?.value ?? '0');
        const after = before + body.delta;
        if (after < (body.min ?? -Infinity) || after > (body.max ?? Infinity)) {
          return this.#result('out_of_range', { value: before, expiresAt: old?.expiresAt ?? 0 });
        }
        const expiresAt = old?.expiresAt ?? expiry(body.ttlMs);
        return this.#write(key, String(after), expiresAt, after);
      }
      case 'put':
        return this.#write(key, fromUtf8(body.value), expiry(body.ttlMs), 0);
    }
  }

  #write(key: string, text: string, expiresAt: number, value: number): CommandResult {
    const old = this.records.get(key);
    this.revision++;
    const version = (old?.version ?? 0) + 1;
    this.records.set(key, {
      value: text,
      version,
      createRevision: old?.createRevision ?? this.revision,
      modRevision: this.revision,
      expiresAt,
    });
    return this.#result('ok', { version, value, expiresAt });
  }

  #result(status: CommandStatus, rest: Partial<CommandResult> = {}): CommandResult {
    return {
      status,
      revision: this.revision,
      version: 0,
      value: 0,
      expiresAt: 0,
      current: null,
      deduplicated: false,
      resolved: null,
      txn: null,
      more: false,
      ...rest,
    };
  }
}

function operationResult(
  { kind }: Exclude<TxnOperation, { kind: 'get' | 'deleteRange' }>,
  { status, version, value, expiresAt }: CommandResult,
): TxnOperationResult {
  if (kind === 'put') return { kind, version, expiresAt };
  if (kind === 'delete') return { kind, deleted: value === 1 };
  if (kind === 'increment') return { kind, value, version, expiresAt };
  return { kind, found: status === 'ok', version, expiresAt };
}

/** The relations in which something stands that compares as -1, 0 or 1. */
function related(order: number): readonly Relation[] {
  if (order < 0) return ['<', '<=', '!='];
  if (order > 0) return ['>', '>=', '!='];
  return ['=', '<=', '>='];
}

/** 100 for an answer, 64 for each operation, 400 and its bytes for each record read. */
function costBy(answer: CommandResult | null): number {
  let cost = 100;
  for (const part of answer?.txn?.results ?? []) {
    cost += 64;
    if (part.kind !== 'get' || part.record === null) continue;
    cost += 400 + part.record.key.length + part.record.value.length;
  }
  return cost;
}
