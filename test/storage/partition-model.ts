import type {
  Command,
  CommandBody,
  CommandResult,
  CommandStatus,
} from '../../src/storage/command.ts';
import { fromUtf8, hex } from '../../src/util/bytes.ts';
import { sessionLimits } from '../../src/util/limits.ts';

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
    if (id === '') return this.#record(body);
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
    const result = this.#record(body);
    known.answers.set(wanted, result);
    return result;
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
      ...rest,
    };
  }
}
