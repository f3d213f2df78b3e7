import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { decodeOperation } from '../../src/server/decode-operation.ts';
import { forwardable } from '../../src/server/forward-codec.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';

type Operation = ringkv.v1.Operation.$Properties;
/** The arms of its oneof: a new one does not compile until it stands below. */
type Request = Exclude<
  keyof Operation,
  | 'id'
  | 'sequence'
  | 'sequenceFloor'
  | 'clientId'
  | 'timeoutMs'
  | 'consistency'
  | 'minRevision'
  | 'maxStalenessMs'
  | 'replica'
  | 'ack'
  | 'idempotencyKey'
  | 'strictAll'
  | 'request'
  | '$unknowns'
>;

const key = utf8('{g}/k');
const prefix = utf8('{g}/');
const partition = 1;
const clientId = new Uint8Array(16).fill(7);
const identity = { clientId, sequence: 3, sequenceFloor: 2 };
const requests: Record<Request, Operation> = {
  get: { get: { key } },
  put: { put: { key, value: utf8('v') }, ...identity },
  delete: { delete: { key }, ...identity },
  increment: { increment: { key, delta: 1 }, ...identity },
  touch: { touch: { key, ttlMs: 5 }, ...identity },
  txn: { txn: { success: [{ get: { key } }] }, ...identity },
  append: { append: { prefix, value: utf8('v') }, ...identity },
  deleteRange: { deleteRange: { prefix }, ...identity },
  scanPartition: { scanPartition: { partition, prefix, reverse: true } },
  openClient: { openClient: { partition }, clientId },
  resolve: { resolve: { partition, sequence: 3 }, clientId },
};

describe('an operation that is sent on', () => {
  const names = Object.keys(requests) as Request[];

  it.each(names)('is the same %s to the node that gets it', async (name) => {
    const ring = { partitions: 4, hash: await loadHash() };
    const context = readHeader(null);
    if (context.type === 'refused') throw new Error(context.message);
    const received = (operation: Operation): unknown => {
      const bytes = ringkv.v1.Operation.encode(operation).finish();
      return decodeOperation(ringkv.v1.Operation.decode(bytes), context, ring);
    };
    const wire = requests[name];
    const decoded = decodeOperation(wire, context, ring);
    if (decoded.type === 'refused') throw new Error(decoded.message);
    const sink = { reply: () => {}, result: () => {} };
    const routed = { ...decoded, deadline: 100, sink, slot: 0, wire, context };
    expect(received(forwardable(routed, 9, 0))).toEqual(decoded);
  });
});
