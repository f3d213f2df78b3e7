import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { kvService } from '../../src/rpc/index.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { type Result, resultBytes, resultOf } from '../../src/server/results.ts';
import type { CommandBody, CommandResult, TxnOutcome } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import { commandResult, servedAt } from './fake-host.ts';
import { FakeView, introduce, TestNode } from './nodes.ts';

const { Outcome, Reason } = ringkv.v1;
const transaction: CommandBody = { kind: 'txn', compare: [], success: [], failure: [] };
const record = {
  key: utf8('k'),
  value: utf8('vvv'),
  version: 2,
  createRevision: 3,
  modRevision: 4,
  expiresAt: 5,
};
const everything: TxnOutcome = {
  succeeded: true,
  results: [
    { kind: 'get', record },
    { kind: 'get', record: null },
    { kind: 'put', version: 6, expiresAt: 7 },
    { kind: 'delete', deleted: true },
    { kind: 'increment', value: -8, version: 9, expiresAt: 10 },
    { kind: 'touch', found: true, version: 11, expiresAt: 12 },
  ],
  refusedIndex: null,
};
const onTheWire = [
  { get: { record } },
  { get: { record: null } },
  { put: { succeeded: true, version: 6, expiresAt: 7 } },
  { delete: { succeeded: true, deleted: true } },
  { increment: { succeeded: true, value: -8, version: 9, expiresAt: 10 } },
  { touch: { found: true, version: 11, expiresAt: 12 } },
];

/** As a client gets it. */
function answer(result: Partial<CommandResult>, body: CommandBody = transaction): Result {
  const context = readHeader({ requestId: 'r' });
  if (context.type === 'refused') throw new Error(context.message);
  const command = { clientId: new Uint8Array(0), sequence: 0, floor: 0, body };
  return resultOf(
    1,
    { type: 'write', command },
    { type: 'written', result: commandResult(result), at: servedAt(3) },
    context,
    new FakeView(1),
  );
}

describe('the answer of a transaction', () => {
  it('has one full header, and a result without one for each operation', () => {
    const { txn } = answer({ revision: 12, deduplicated: true, txn: everything });
    expect(txn).toEqual({
      header: expect.objectContaining({
        partition: 3,
        revision: 12,
        deduplicated: true,
        partitionTimeMs: 1_000,
        requestId: 'r',
      }) as object,
      succeeded: true,
      refused: null,
      results: onTheWire,
    });
  });

  it('says which operation was refused and what its counter holds', () => {
    const txn = { succeeded: false, results: [], refusedIndex: 2 };
    expect(answer({ status: 'out_of_range', value: 5, txn }).txn).toMatchObject({
      succeeded: false,
      results: [],
      refused: { index: 2, value: 5 },
    });
    const { error } = answer({ status: 'not_a_number', txn });
    expect(error).toMatchObject({ reason: Reason.NOT_A_NUMBER, outcome: Outcome.NOT_EXECUTED });
    expect(error?.message).toContain('operation 2');
  });

  it('says which of the two limits the transaction has passed', () => {
    const { txnResultBytes, txnRecordBytes } = requestLimits;
    const tooLarge = (value: number) => answer({ status: 'result_too_large', value }).error;
    expect(tooLarge(txnResultBytes + 1)).toMatchObject({
      limit: txnResultBytes,
      actual: txnResultBytes + 1,
    });
    expect(tooLarge(txnResultBytes + 1)?.message).toContain('would answer');
    const looked = tooLarge(txnRecordBytes + 1);
    expect(looked).toMatchObject({ limit: txnRecordBytes, actual: txnRecordBytes + 1 });
    expect(looked?.message).toContain('would look at');
  });

  it('is returned by resolve as it was stored', () => {
    const resolve: CommandBody = { kind: 'resolve', sequence: 3 };
    const stored = (fields: Partial<CommandResult>) =>
      answer({ resolved: commandResult(fields) }, resolve).resolve?.answer;
    expect(stored({ revision: 4, txn: everything })).toMatchObject({
      succeeded: true,
      revision: 4,
      txn: { succeeded: true, results: onTheWire },
    });
    expect(stored({ txn: everything })?.txn?.header).toBeUndefined();
    expect(stored({ status: 'result_too_large', value: 9 })).toMatchObject({
      succeeded: false,
      reason: Reason.RESULT_TOO_LARGE,
      value: 9,
      txn: null,
    });
    const refused = { succeeded: true, results: [], refusedIndex: 0 };
    expect(stored({ status: 'out_of_range', value: 1, txn: refused })).toMatchObject({
      succeeded: false,
      txn: { succeeded: true, refused: { index: 0, value: 1 } },
    });
    expect(stored({})?.txn).toBeNull();
  });

  it('counts the records that it carries, so that no response grows past its limit', () => {
    const value = new Uint8Array(100_000);
    const results = [{ kind: 'get', record: { ...record, value } }] as const;
    const big = { txn: { ...everything, results } };
    expect(resultBytes(answer(big))).toBeGreaterThan(100_000);
    const resolved = answer({ resolved: commandResult(big) }, { kind: 'resolve', sequence: 1 });
    expect(resultBytes(resolved)).toBeGreaterThan(100_000);
  });
});

describe('a transaction sent to a node that does not lead', () => {
  it('arrives at the leader whole, under its identity, and its answer comes back', async () => {
    const [one, two] = [await TestNode.start(1), await TestNode.start(2)];
    try {
      introduce([one, two], false);
      one.host.led = new Set();
      one.host.leader = 2;
      two.host.answer = () => ({
        type: 'written',
        result: commandResult({ txn: everything }),
        at: servedAt(0),
      });
      const clientId = new Uint8Array(16).fill(5);
      const response = await one.call(kvService.txn, {
        header: { clientId, sequence: 9, sequenceFloor: 8 },
        compare: [{ key: utf8('{k}1'), exists: true }, { partitionTimeMs: 5 }],
        success: [{ put: { key: utf8('{k}2'), value: utf8('v') } }],
        failure: [{ get: { key: utf8('{k}3') } }],
      });
      expect(response.results).toHaveLength(everything.results.length);
      expect(present(two.host.submitted[0], 'operation').body).toMatchObject({
        command: {
          clientId,
          sequence: 9,
          floor: 8,
          body: {
            compare: [
              { target: 'exists', exists: true },
              { target: 'time', number: 5 },
            ],
            success: [{ kind: 'put', value: utf8('v') }],
            failure: [{ kind: 'get', key: utf8('{k}3') }],
          },
        },
      });
    } finally {
      one.kill();
      two.kill();
    }
  });
});
