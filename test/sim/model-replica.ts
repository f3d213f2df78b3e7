import { applyDeleteRange } from '../../src/storage/apply-range.ts';
import {
  type ApplyState,
  applyRecordCommand,
  plainResult,
} from '../../src/storage/apply-record.ts';
import { applyTxn } from '../../src/storage/apply-txn.ts';
import {
  type Command,
  type CommandResult,
  type RecordView,
  text,
} from '../../src/storage/index.ts';
import type { ReadRanges } from '../../src/storage/range-rows.ts';
import { rangesOf, type WantedRange } from '../../src/storage/ranged-command.ts';
import { encodeRecord, type RecordHead } from '../../src/storage/record-codec.ts';
import type { StoredRecord } from '../../src/storage/record-table.ts';
import { compareBytes, fromUtf8 } from '../../src/util/bytes.ts';

export interface ModelEntry {
  readonly stampMs: number;
  readonly command: Command;
}

interface ModelSession {
  windowMs: number;
  activeMs: number;
  floor: number;
  readonly answers: Map<number, CommandResult | null>;
}

/** Records in a map, as the functions that apply commands want them. */
class ModelRecords {
  readonly rows = new Map<string, RecordView>();

  find(key: Uint8Array): StoredRecord | null {
    const view = this.rows.get(fromUtf8(key));
    return view === undefined ? null : { view, hash: 0 };
  }

  write(key: Uint8Array, head: RecordHead, value: Uint8Array): Uint8Array {
    this.rows.set(fromUtf8(key), { ...head, key, value });
    return encodeRecord(key, head, value);
  }

  remove(key: Uint8Array): void {
    this.rows.delete(fromUtf8(key));
  }
}

/** What a test makes it lose. */
export interface Forgets {
  readonly answers?: boolean;
  readonly keys?: boolean;
}

/** One replica of one partition: a log, how far it is applied, and what came of it. Never wrong, unless a test makes it so. */
export class ModelReplica {
  readonly #records = new ModelRecords();
  readonly state: ApplyState & { clockMs: number; ranges: ReadRanges } = {
    records: this.#records,
    clockMs: 0,
    changes: { add: () => {} },
    ranges: new Map(),
    revision: 0,
  };
  readonly #sessions = new Map<string, ModelSession>();
  readonly #kept = new Map<string, CommandResult>();
  readonly #forgets: Forgets;
  applied = 0;

  constructor(forgets: Forgets = {}) {
    this.#forgets = forgets;
  }

  /** Applies the next entry of the log. */
  apply({ stampMs, command }: ModelEntry): CommandResult {
    this.applied++;
    this.state.clockMs = Math.max(this.state.clockMs, stampMs);
    const { body, clientId } = command;
    const name = fromUtf8(clientId);
    for (const [id, { activeMs, windowMs }] of this.#sessions) {
      if (activeMs + windowMs < this.state.clockMs) this.#sessions.delete(id);
    }
    if (body.kind === 'open') {
      const fresh = { activeMs: 0, floor: 1, answers: new Map() };
      const session = this.#sessions.get(name) ?? { ...fresh, windowMs: body.windowMs };
      session.activeMs = this.state.clockMs;
      this.#sessions.set(name, session);
      return this.#plain('ok');
    }
    if (clientId.length === 0) return this.#run(command);
    const session = this.#sessions.get(name);
    return session === undefined ? this.#plain('session_expired') : this.#once(session, command);
  }

  #once(session: ModelSession, command: Command): CommandResult {
    const { body } = command;
    session.activeMs = this.state.clockMs;
    session.floor = Math.max(session.floor, command.floor);
    const sequence = body.kind === 'resolve' ? body.sequence : command.sequence;
    if (sequence < session.floor) return this.#plain('session_expired');
    const known = session.answers.get(sequence);
    if (body.kind === 'resolve') {
      if (known === undefined) session.answers.set(sequence, null);
      return { ...this.#plain('ok'), resolved: known ?? null };
    }
    if (known === null) return { ...this.#plain('voided'), deduplicated: true };
    if (known !== undefined) return { ...known, deduplicated: true };
    const result = this.#run(command);
    if (!this.#forgets.answers) session.answers.set(sequence, result);
    return result;
  }

  /** No run is as long as the window of an idempotency key. */
  #run(command: Command): CommandResult {
    const name = command.idempotencyKey && fromUtf8(command.idempotencyKey);
    const kept = name === undefined ? undefined : this.#kept.get(name);
    if (kept !== undefined) return { ...kept, replayed: true };
    const result = this.#runOnce(command);
    if (name !== undefined && !this.#forgets.keys) this.#kept.set(name, result);
    return result;
  }

  #runOnce({ body }: Command): CommandResult {
    if (body.kind === 'open' || body.kind === 'resolve') return this.#plain('ok');
    this.state.ranges = this.#read(rangesOf(body));
    if (body.kind === 'deleteRange') return applyDeleteRange(this.state, body);
    if (body.kind === 'txn') return applyTxn(this.state, body, Number.POSITIVE_INFINITY);
    return applyRecordCommand(this.state, body);
  }

  #read(wanted: readonly WantedRange[]): ReadRanges {
    return new Map(
      wanted.map(({ prefix, maxKeys }) => {
        const found = this.scan(fromUtf8(prefix)).map((view) => ({ view, hash: 0 }));
        const more = found.length > maxKeys;
        return [text(prefix), { records: found.slice(0, maxKeys), more }];
      }),
    );
  }

  #plain(status: CommandResult['status']): CommandResult {
    return plainResult(status, this.state.revision);
  }

  get(key: Uint8Array): RecordView | null {
    return this.#records.find(key)?.view ?? null;
  }

  scan(prefix: string): RecordView[] {
    return [...this.#records.rows.values()]
      .filter(({ key }) => fromUtf8(key).startsWith(prefix))
      .sort((a, b) => compareBytes(a.key, b.key));
  }

  /** Keys whose time has come by then (R29). */
  due(nowMs: number): RecordView[] {
    return [...this.#records.rows.values()].filter(
      ({ expiresAt }) => expiresAt !== 0 && expiresAt <= nowMs,
    );
  }
}
