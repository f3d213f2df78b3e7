import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { quorumAck } from '../../src/client/ack-plan.ts';
import type { Call, OperationBody } from '../../src/client/call.ts';
import { operationOf, PipelineEncoder } from '../../src/client/pipeline-encoder.ts';
import { leaderRead } from '../../src/client/read-plan.ts';

const now = 1_000;
const count = fc.oneof(fc.nat(300), fc.maxSafeNat());
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: 100, max: 20_000 }).map((length) => new Uint8Array(length).fill(length)),
);
const expectation = fc.oneof(
  fc.constant({ absent: true }),
  count.map((revision) => ({ revision })),
);

const body: fc.Arbitrary<OperationBody> = fc.oneof(
  fc.record({ get: fc.record({ key: bytes }) }),
  fc.record({ put: fc.record({ key: bytes, value: bytes, ttlMs: count }) }),
  fc.record({ put: fc.record({ key: bytes, value: bytes, ttlMs: count, expect: expectation }) }),
  fc.record({ delete: fc.record({ key: bytes }) }),
  fc.record({ increment: fc.record({ key: bytes, delta: fc.integer() }) }),
  fc.record({ openClient: fc.record({ windowMs: count }) }),
);

const read = fc.record({
  consistency: fc.nat(5),
  maxStalenessMs: fc.oneof(fc.constant(0), fc.nat(0xffff_ffff)),
  replica: fc.nat(2),
});

/** As much of a call as its try says. */
const call: fc.Arbitrary<Call> = fc
  .record({
    body,
    wireId: count,
    sequence: count,
    identity: fc.option(fc.record({ clientId: fc.uint8Array({ minLength: 16 }), floor: count })),
    own: fc.option(fc.uint8Array({ minLength: 1, maxLength: 16 })),
    read,
    ack: fc.constantFrom(quorumAck, { ack: 2, strictAll: false }, { ack: 2, strictAll: true }),
    idempotencyKey: fc.option(fc.uint8Array({ minLength: 1, maxLength: 16 })),
    minRevision: fc.oneof(fc.constant(0), count),
    deadline: fc.integer({ min: now - 100, max: now + 100_000 }),
  })
  .map(
    ({ body: request, own, read: plan, ack, idempotencyKey, minRevision, deadline, ...state }) => {
      const isPlain = 'get' in request || 'put' in request;
      const clientId = own === null || isPlain ? null : () => own;
      const isGet = 'get' in request;
      const spec = {
        body: request,
        clientId,
        read: isGet ? plan : leaderRead,
        minRevision: isGet ? minRevision : 0,
        ack: isGet ? quorumAck : ack,
        idempotencyKey: isGet ? null : idempotencyKey,
        deadline,
      };
      return { ...state, spec } as unknown as Call;
    },
  );

/** What a reader finds in it, whatever the order of the fields. */
function normal(message: Uint8Array): string {
  const read = ringkv.v1.PipelineRequest.decode(message);
  return Buffer.from(ringkv.v1.PipelineRequest.encode(read).finish()).toString('base64');
}

describe('a Pipeline message', () => {
  it('says of every call what the generated code would, whatever the calls are', () => {
    const encoder = new PipelineEncoder();
    const property = fc.property(fc.array(call, { maxLength: 8 }), count, (calls, epoch) => {
      const priority = ringkv.v1.Priority.PRIORITY_LOW;
      encoder.begin('tag-1', epoch, priority);
      for (const one of calls) encoder.add(one, now);
      const header = { requestId: 'tag-1', topologyEpoch: epoch, priority };
      const operations = calls.map((one) => operationOf(one, now));
      const generated = ringkv.v1.PipelineRequest.encode({ header, operations }).finish();
      expect(normal(encoder.finish())).toBe(normal(generated));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('keeps its bytes when the next one is written', () => {
    const encoder = new PipelineEncoder();
    encoder.begin('first', 1, 0);
    const first = encoder.finish();
    const copy = Buffer.from(first);
    encoder.begin('second', 2, 0);
    encoder.finish();
    expect(first.equals(copy)).toBe(true);
  });
});
