import { readFileSync } from 'node:fs';
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { codeOfReason, errorDetail } from '../../src/server/errors.ts';
import type { OperationBody, Reply } from '../../src/server/host/operation.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { type Result, resultOf } from '../../src/server/results.ts';
import type { CommandBody, CommandResult } from '../../src/storage/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { commandResult, failed, servedAt } from './fake-host.ts';
import { FakeView } from './nodes.ts';

const { Outcome, Reason, Role } = ringkv.v1;
const key = utf8('k');
const any = { type: 'any' } as const;
const bodies: Record<string, CommandBody> = {
  put: { kind: 'put', key, value: key, ttlMs: 0, expect: any },
  delete: { kind: 'delete', key, expect: any },
  increment: { kind: 'increment', key, delta: 1, min: null, max: null, ttlMs: 0 },
  touch: { kind: 'touch', key, ttlMs: 0 },
  open: { kind: 'open', windowMs: 5 },
  resolve: { kind: 'resolve', sequence: 3 },
};

function answer(body: OperationBody, reply: Reply): Result {
  const context = readHeader({ requestId: 'r' });
  if (context.type === 'refused') throw new Error(context.message);
  const view = new FakeView(1);
  view.members = [{ id: 2, name: 'n2', address: 'h:1' }];
  return resultOf(42, body, reply, context, view);
}

function written(kind: keyof typeof bodies, fields: Partial<CommandResult>): Result {
  const body = bodies[kind];
  if (body === undefined) throw new Error(kind);
  const command = { clientId: new Uint8Array(0), sequence: 0, floor: 0, body };
  const at = servedAt(3, { revision: 99 });
  return answer({ type: 'write', command }, { type: 'written', result: commandResult(fields), at });
}

describe('the answer of a write', () => {
  it('carries the revision of its own command and the whole header', () => {
    const { put } = written('put', { revision: 12, version: 4, expiresAt: 6, deduplicated: true });
    expect(put).toEqual({
      header: {
        clusterId: new FakeView(1).clusterId,
        partition: 3,
        revision: 12,
        term: 3,
        partitionTimeMs: 1_000,
        servedBy: 1,
        role: Role.LEADER,
        topologyEpoch: 5,
        requestId: 'r',
        deduplicated: true,
      },
      succeeded: true,
      version: 4,
      expiresAt: 6,
      current: null,
    });
  });

  it('says when it is what an earlier write under the same idempotency key came to', () => {
    expect(written('put', { replayed: true }).put?.header).toMatchObject({ replayed: true });
    expect(written('put', {}).put?.header).not.toHaveProperty('replayed');
  });

  it('says for each command what its status means', () => {
    const current = { version: 2, modRevision: 9 };
    expect(written('put', { status: 'condition_failed', current }).put).toMatchObject({
      succeeded: false,
      current,
    });
    expect(written('delete', { value: 1 }).delete).toMatchObject({
      succeeded: true,
      deleted: true,
    });
    expect(written('delete', { value: 0 }).delete).toMatchObject({
      succeeded: true,
      deleted: false,
    });
    expect(written('delete', { status: 'condition_failed', current }).delete).toMatchObject({
      succeeded: false,
      deleted: false,
      current,
    });
    const hit = written('increment', { status: 'out_of_range', value: 10 }).increment;
    expect(hit).toMatchObject({ succeeded: false, value: 10 });
    expect(written('touch', { status: 'not_found' }).touch).toMatchObject({ found: false });
    expect(written('open', {}).openClient).toMatchObject({ windowMs: 5 });
    expect(written('resolve', { resolved: null }).resolve).toMatchObject({ executed: false });
    const stored = commandResult({ status: 'not_a_number', revision: 4 });
    expect(written('resolve', { resolved: stored }).resolve).toMatchObject({
      executed: true,
      answer: { succeeded: false, reason: Reason.NOT_A_NUMBER, revision: 4 },
    });
  });

  it.each([
    ['not_a_number', Reason.NOT_A_NUMBER, Outcome.NOT_EXECUTED],
    ['session_expired', Reason.SESSION_EXPIRED, Outcome.UNKNOWN],
    ['voided', Reason.VOIDED, Outcome.NOT_EXECUTED],
    ['sequence_too_far', Reason.SEQUENCE_TOO_FAR, Outcome.NOT_EXECUTED],
    ['result_too_large', Reason.RESULT_TOO_LARGE, Outcome.NOT_EXECUTED],
    ['idempotency_key_reused', Reason.IDEMPOTENCY_KEY_REUSED, Outcome.NOT_EXECUTED],
    ['idempotency_full', Reason.IDEMPOTENCY_FULL, Outcome.NOT_EXECUTED],
    ['range_too_large', Reason.RANGE_TOO_LARGE, Outcome.NOT_EXECUTED],
  ] as const)('%s is an error with its outcome', (commandStatus, reason, outcome) => {
    const { error } = written('increment', { status: commandStatus });
    expect(error).toMatchObject({ reason, outcome, header: { partition: 3 } });
  });
});

describe('the answer of a read', () => {
  const get = { type: 'get', key, level: 'eventual' } as const;

  it('says who served it, in what role, at which level and age', () => {
    const at = servedAt(1, { role: 'follower', level: 'eventual', stalenessMs: 12.2 });
    expect(answer(get, { type: 'record', record: null, at })).toMatchObject({
      id: 42,
      get: {
        record: null,
        header: { role: Role.FOLLOWER, level: 5, stalenessMs: 13, servedBy: 1, revision: 7 },
      },
    });
  });

  it('that failed names the leader and its address', () => {
    const { error } = answer(
      get,
      failed({ reason: 'NOT_LEADER', outcome: 'not_executed', leader: 2, retryAfterMs: 9 }),
    );
    expect(error).toMatchObject({
      code: status.UNAVAILABLE,
      reason: Reason.NOT_LEADER,
      outcome: Outcome.NOT_EXECUTED,
      leader: 2,
      leaderAddress: 'h:1',
      retryAfterMs: 9,
    });
  });
});

describe('the table of errors', () => {
  const reasons = Object.entries(Reason)
    .filter(([name, value]) => typeof value === 'number' && name !== 'REASON_UNSPECIFIED')
    .map(([name]) => name) as (keyof typeof codeOfReason)[];
  const rows = new Map(
    readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter((cells) => cells.length === 7 && /^[A-Z_]+$/.test(cells[1] ?? ''))
      .map((cells) => [cells[1] ?? '', cells] as const),
  );

  it.each(reasons)('has a code and a documented row for %s', (name) => {
    const code = codeOfReason[name];
    const row = rows.get(name) ?? [];
    expect(row[2]).toBe(status[code]);
    expect(row[3]).toMatch(/NOT_EXECUTED|UNKNOWN/);
    expect(row[4]?.length).toBeGreaterThan(10);
    expect(row[5]?.length).toBeGreaterThan(3);
    expect(errorDetail(name, 'UNKNOWN', 'm')).toMatchObject({ code, reason: Reason[name] });
  });

  it('documents nothing else', () => {
    expect([...rows.keys()].sort()).toEqual([...reasons].sort());
  });
});
