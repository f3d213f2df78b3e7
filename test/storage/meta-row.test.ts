import { describe, expect, it } from 'vitest';
import { writeConf } from '../../src/storage/entry-codec.ts';
import { decodeMeta, encodeMeta, type PartitionState } from '../../src/storage/meta-row.ts';
import { sealRow } from '../../src/storage/row-checksum.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';
import { CorruptionError } from '../../src/storage/storage-errors.ts';
import { conf } from './store-harness.ts';

const space = new RowSpace(1, 1, 'meta');
const state: PartitionState = {
  appliedIndex: 12,
  appliedTerm: 3,
  revision: 300,
  clockMs: 1_700_000_000_000,
  conf,
  recordHash: 0xdead_beef,
  sessionHash: 7,
  idempotencyHash: 9,
};

/** As a release wrote it that knew no idempotency keys. */
function ofFormat(format: number): Uint8Array {
  return sealRow(space.prefix, (to) => {
    to.u8(format).varint(12).varint(3).varint(300).varint(1_700_000_000_000);
    to.u32(0xdead_beef).u32(7);
    writeConf(to, conf);
  });
}

describe('the state row of a partition', () => {
  it('is read as it was written', () => {
    expect(decodeMeta(space, encodeMeta(space, state), 'state')).toEqual(state);
  });

  it('of format 1 is from before there were idempotency keys: none are known', () => {
    expect(decodeMeta(space, ofFormat(1), 'state')).toEqual({ ...state, idempotencyHash: 0 });
  });

  it('of a later format is not guessed at', () => {
    expect(() => decodeMeta(space, ofFormat(3), 'state')).toThrow(CorruptionError);
  });
});
