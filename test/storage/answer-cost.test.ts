import { describe, expect, it } from 'vitest';
import { answerCost, costOf } from '../../src/storage/answer-cost.ts';
import { plainResult } from '../../src/storage/apply-record.ts';
import type { TxnOperationResult } from '../../src/storage/command.ts';
import { writeResult } from '../../src/storage/result-codec.ts';
import { ByteWriter } from '../../src/util/bytes.ts';
import { requestLimits, sessionLimits } from '../../src/util/limits.ts';

const largest = Number.MAX_SAFE_INTEGER;
const numbers = {
  version: largest,
  createRevision: largest,
  modRevision: largest,
  expiresAt: largest,
};
const record = { key: new Uint8Array(2), value: new Uint8Array(3), ...numbers };
const answered = (...results: TxnOperationResult[]) => ({
  ...plainResult('ok', largest),
  txn: { succeeded: true, results, refusedIndex: null },
});

describe('what a stored answer costs', () => {
  it('is a charge for itself, for each result, and for each record with its bytes', () => {
    expect([costOf(null), costOf(plainResult('ok', 1))]).toEqual([100, 100]);
    const results = [
      { kind: 'get', record },
      { kind: 'get', record: null },
      { kind: 'delete', deleted: true },
      { kind: 'get', record },
    ] as const;
    expect(costOf(answered(...results))).toBe(100 + 4 * 64 + 2 * (400 + 5));
    expect(answerCost({ operations: 4, records: 2, bytes: 10 })).toBe(costOf(answered(...results)));
  });

  it('is never below what it adds to the row of its client, so it can reserve room for that', () => {
    const write = { version: largest, expiresAt: largest };
    const kinds: readonly TxnOperationResult[] = [
      { kind: 'get', record },
      { kind: 'get', record: null },
      { kind: 'put', ...write },
      { kind: 'delete', deleted: true },
      { kind: 'increment', value: -largest, ...write },
      { kind: 'touch', found: true, ...write },
    ];
    const plain = { ...plainResult('out_of_range', largest), value: -largest, ...write };
    const failed = { ...plain, current: { version: largest, modRevision: largest } };
    for (const answer of [plain, failed, answered(), ...kinds.map((kind) => answered(kind))]) {
      const to = new ByteWriter().varint(largest).u8(1);
      writeResult(to, answer);
      expect(costOf(answer)).toBeGreaterThanOrEqual(to.length);
    }
  });

  it('leaves room for the largest transaction beside everything else that may be kept', () => {
    const { answerBytes, sequencesAhead, storedAnswerBytes } = sessionLimits;
    const operations = requestLimits.txnOperations;
    const bytes = requestLimits.txnResultBytes;
    const most = answerCost({ operations, records: operations, bytes });
    expect(most + sequencesAhead * storedAnswerBytes).toBeLessThan(answerBytes);
  });
});
