import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { partitionOf } from '../../src/ring/index.ts';
import { type DecodedOperation, decodeOperation } from '../../src/server/decode-operation.ts';
import type { Refusal } from '../../src/server/errors.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';

const ring = { partitions: 4, hash: await loadHash() };
const own = partitionOf(utf8('{g}/'), ring.partitions, ring.hash);

function decode(
  deleteRange: ringkv.v1.DeleteRangeRequest.$Properties,
  identity: ringkv.v1.Operation.$Properties = {},
): DecodedOperation | Refusal {
  const bytes = ringkv.v1.Operation.encode({ ...identity, deleteRange }).finish();
  const context = readHeader(null);
  if (context.type === 'refused') return context;
  return decodeOperation(ringkv.v1.Operation.decode(bytes), context, ring);
}

describe('a DeleteRange that is decoded', () => {
  it('is a page of one partition, with the limits in its command (R14)', () => {
    const decoded = decode({ prefix: utf8('k'), partition: 2, limit: 10 });
    const body = { kind: 'deleteRange', prefix: utf8('k'), maxKeys: 10, maxBytes: 4_194_304 };
    expect(decoded).toMatchObject({ partition: 2, body: { type: 'write', command: { body } } });
    for (const limit of [0, 5_000]) {
      expect(decode({ prefix: utf8('k'), partition: 0, limit })).toMatchObject({
        body: { command: { body: { maxKeys: 1_000 } } },
      });
    }
  });

  it('goes to the partition that its prefix names', () => {
    expect(decode({ prefix: utf8('{g}/') })).toMatchObject({ partition: own });
    expect(decode({ prefix: utf8('{g}/'), partition: own })).toMatchObject({ partition: own });
    expect(decode({ prefix: utf8('{g}/'), partition: (own + 1) % 4 })).toMatchObject({
      message: expect.stringContaining(`lie in partition ${own}`),
    });
  });

  it.each<[string, ringkv.v1.DeleteRangeRequest.$Properties]>([
    ['a range is deleted by a prefix', { partition: 1 }],
    ['partition is missing', { prefix: utf8('k') }],
    ['partition', { prefix: utf8('k'), partition: 4 }],
    ['carry no header', { prefix: utf8('k'), partition: 1, header: {} }],
  ])('is refused: %s', (message, request) => {
    expect(decode(request)).toMatchObject({
      reason: 'INVALID_REQUEST',
      message: expect.stringContaining(message),
    });
  });

  it('has an identity like any write (R31)', () => {
    const clientId = new Uint8Array(16).fill(7);
    const request = { prefix: utf8('k'), partition: 1 };
    expect(decode(request, { clientId, sequence: 5, sequenceFloor: 2 })).toMatchObject({
      body: { command: { clientId, sequence: 5, floor: 2 } },
    });
    expect(decode(request, { clientId })).toMatchObject({ reason: 'INVALID_REQUEST' });
  });
});
