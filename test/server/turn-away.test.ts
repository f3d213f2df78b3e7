import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { errorDetail } from '../../src/server/errors.ts';
import { envelopeOf, refusalsOf } from '../../src/server/turn-away.ts';
import { utf8 } from '../../src/util/bytes.ts';

const { PipelineRequest, PipelineResponse, Reason } = ringkv.v1;

const encoded = (request: ringkv.v1.PipelineRequest.$Properties): Uint8Array =>
  PipelineRequest.encode(request).finish();

const id = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.maxSafeInteger().map(Math.abs));
const operation = fc.record({
  id: id.filter((one) => one > 0),
  timeoutMs: fc.nat(5_000),
  put: fc.record({ key: fc.uint8Array({ minLength: 1 }), value: fc.uint8Array() }),
});
const header = fc.record({ requestId: fc.string(), priority: fc.constantFrom(0, 1, 2) });

describe('the envelope of a Pipeline message', () => {
  it('has the header and the ids that decoding all of it finds', () => {
    const property = fc.property(header, fc.array(operation), (head, operations) => {
      const envelope = envelopeOf(encoded({ header: head, operations }));
      expect(envelope?.ids).toEqual(operations.map((one) => one.id));
      expect(envelope?.header).toMatchObject(head);
    });
    fc.assert(property);
  });

  it('is none for bytes that were cut anywhere inside an operation, and nothing is thrown for any bytes', () => {
    const whole = encoded({ operations: [{ id: 7, get: { key: utf8('k') } }] });
    for (let end = 1; end < whole.length; end++)
      expect(envelopeOf(whole.subarray(0, end))).toBeNull();
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void envelopeOf(bytes)));
  });

  it('is none where the id of an operation is not its first field, or there is none', () => {
    expect(envelopeOf(encoded({ operations: [{ get: { key: utf8('k') } }] }))).toBeNull();
  });

  it('is none for more operations than a message may have: that is refused for itself', () => {
    const operations = Array.from({ length: 4_097 }, (_, i) => ({ id: i + 1 }));
    expect(envelopeOf(encoded({ operations }))).toBeNull();
    expect(envelopeOf(encoded({ operations: operations.slice(1) }))?.ids.length).toBe(4_096);
  });
});

describe('refusals', () => {
  it('are what the generated code would write, for each id', () => {
    const more = { retryAfterMs: 25, limit: 5, actual: 6, header: { requestId: 'r' } };
    const error = errorDetail('OVERLOADED', 'NOT_EXECUTED', 'full', more);
    fc.assert(
      fc.property(fc.array(id), (ids) => {
        const results = ids.map((one) => ({ id: one, error }));
        const generated = Buffer.from(PipelineResponse.encode({ results }).finish());
        expect(refusalsOf(ids, error).equals(generated)).toBe(true);
      }),
    );
    expect(PipelineResponse.decode(refusalsOf([1], error)).results?.[0]?.error?.reason).toBe(
      Reason.OVERLOADED,
    );
  });
});
