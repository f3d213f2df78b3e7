import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainResult } from '../../src/storage/apply-record.ts';
import type { CommandResult, CommandStatus } from '../../src/storage/command.ts';
import { readResult, writeResult } from '../../src/storage/result-codec.ts';
import { ByteReader, ByteWriter, fromHex, hex } from '../../src/util/bytes.ts';

const count = fc.maxSafeNat();
const bytes = fc.uint8Array({ maxLength: 20 });
const record = fc.record({
  key: bytes,
  value: bytes,
  version: count,
  createRevision: count,
  modRevision: count,
  expiresAt: count,
});
const operation = fc.oneof(
  fc.record({ kind: fc.constant('get' as const), record: fc.option(record) }),
  fc.record({ kind: fc.constant('put' as const), version: count, expiresAt: count }),
  fc.record({ kind: fc.constant('delete' as const), deleted: fc.boolean() }),
  fc.record({ kind: fc.constant('deleteRange' as const), deleted: count }),
  fc.record({
    kind: fc.constant('increment' as const),
    value: fc.maxSafeInteger(),
    version: count,
    expiresAt: count,
  }),
  fc.record({
    kind: fc.constant('touch' as const),
    found: fc.boolean(),
    version: count,
    expiresAt: count,
  }),
);
const outcome = fc.record({
  succeeded: fc.boolean(),
  results: fc.array(operation),
  refusedIndex: fc.option(fc.nat(127)),
});
const answer: fc.Arbitrary<CommandResult> = fc
  .record({
    status: fc.constantFrom<CommandStatus>(
      'ok',
      'condition_failed',
      'not_found',
      'out_of_range',
      'not_a_number',
      'result_too_large',
      'range_too_large',
    ),
    revision: count,
    version: count,
    value: fc.maxSafeInteger(),
    expiresAt: count,
    rest: fc.oneof(
      fc.record({ current: fc.constant(null), txn: fc.constant(null), more: fc.boolean() }),
      fc.record({
        current: fc.record({ version: count, modRevision: count }),
        txn: fc.constant(null),
        more: fc.constant(false),
      }),
      fc.record({ current: fc.constant(null), txn: outcome, more: fc.constant(false) }),
    ),
  })
  .map(({ rest, ...numbers }) => ({ ...numbers, ...rest, deduplicated: false, resolved: null }));

function bytesOf(result: CommandResult): Uint8Array {
  const to = new ByteWriter();
  writeResult(to, result);
  return to.finish();
}

describe('a stored answer', () => {
  it('comes back as it was, and ends where the next one begins', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 3 }), (answers) => {
        const to = new ByteWriter();
        for (const result of answers) writeResult(to, result);
        const reader = new ByteReader(to.finish());
        expect(answers.map(() => readResult(reader))).toEqual(answers);
        expect(reader.remaining).toBe(0);
      }),
    );
  });

  it('never reads as an answer when it is cut', () => {
    fc.assert(
      fc.property(answer, fc.double({ min: 0, max: 0.999, noNaN: true }), (result, share) => {
        const whole = bytesOf(result);
        const cut = whole.subarray(0, Math.floor(whole.length * share));
        expect(() => readResult(new ByteReader(cut))).toThrow();
      }),
    );
  });

  it('keeps its places: rows written before transactions came read the same', () => {
    const failed = {
      ...plainResult('condition_failed', 5),
      current: { version: 2, modRevision: 4 },
    };
    expect(hex(bytesOf(failed))).toBe('0105000000' + '00' + '010204');
    expect(readResult(new ByteReader(fromHex('0007010000050000')))).toEqual({
      ...plainResult('ok', 7),
      version: 1,
      expiresAt: 5,
    });
  });

  it('refuses what a later version may have meant', () => {
    const read = (text: string) => () => readResult(new ByteReader(fromHex(text)));
    expect(read('090000000000')).toThrow('unknown status 9');
    expect(read('00070100000503')).toThrow('unknown rest 3');
    // An outcome of one operation, of kind 6.
    expect(read('0007010000050201000106')).toThrow('unknown kind 6');
  });
});
