import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { PipelineDecoder } from '../../src/client/pipeline-decoder.ts';
import { ByteReader, ByteWriter } from '../../src/util/bytes.ts';

const { v1 } = ringkv;
type Response = ringkv.v1.PipelineResponse.$Properties;

const count = fc.oneof(
  fc.nat(300),
  fc.maxSafeNat(),
  fc.constantFrom(0, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53 - 1),
);
/** Of 32 bits; what is above 2^31 or below 0 is rare. */
const small = fc.oneof(
  { weight: 20, arbitrary: fc.nat(300) },
  { weight: 1, arbitrary: fc.integer() },
);
const signed = fc.oneof(fc.constantFrom(-1, 0, 1), fc.maxSafeInteger());
const bytes = fc.uint8Array({ maxLength: 20 });
const text = fc.oneof(fc.constantFrom('', 'tag-1', 'tag-12'), fc.string({ maxLength: 8 }));
const optional = { requiredKeys: [] } satisfies { requiredKeys: [] };

/** A message of one field. */
function field(number: number, wireType: number, content: (to: ByteWriter) => unknown): Uint8Array {
  const to = new ByteWriter().varint(number * 8 + wireType);
  content(to);
  return to.finish();
}

function nested(number: number, content: Uint8Array): Uint8Array {
  return field(number, 2, (to) => to.bytes(content));
}

/** Numbers that no message has, and others with a type that they do not have there. */
const strange: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.tuple(fc.nat(40), count).map(([number, value]) => field(number, 0, (to) => to.varint(value))),
  fc.tuple(fc.nat(40), bytes).map(([number, value]) => nested(number, value)),
  fc.nat(40).map((number) => field(number, 1, (to) => to.u64(1))),
  fc.nat(40).map((number) => field(number, 5, (to) => to.u32(1))),
  // Longer than it has to be, negative, and past 2^53.
  fc
    .constantFrom('10818000', '38ffffffffffffffffff01', '18ffffffffffffff7f', '0a8280808000')
    .map((hex) => Buffer.from(hex, 'hex')),
);

function fieldsOf(message: Uint8Array): Uint8Array[] {
  const reader = new ByteReader(message);
  const fields: Uint8Array[] = [];
  while (reader.remaining > 0) {
    const start = reader.offset;
    if (reader.varint() % 8 === 2) reader.bytes();
    // A negative number has ten bytes, which the reader of ours does not take.
    else while (reader.u8() >= 0x80);
    fields.push(message.subarray(start, reader.offset));
  }
  return fields;
}

/** Any order, some of it twice, and now and then something strange in between. */
function scrambled(message: fc.Arbitrary<Uint8Array[]>): fc.Arbitrary<Uint8Array> {
  const seldom = fc.oneof(
    { weight: 30, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(strange, { minLength: 1, maxLength: 2 }) },
  );
  return fc
    .tuple(message, seldom, fc.array(fc.nat(99), { maxLength: 12 }))
    .map(([parts, others, order]) => {
      const rank = parts.concat(others).map((part, i) => ({ part, at: order[i] ?? i }));
      return Buffer.concat(rank.sort((a, b) => a.at - b.at).map(({ part }) => part));
    });
}

const header = scrambled(
  fc
    .record(
      {
        clusterId: fc.oneof(fc.constant(new Uint8Array(16).fill(7)), bytes),
        partition: small.map((value) => value >>> 0),
        revision: count,
        term: count,
        partitionTimeMs: count,
        servedBy: fc.nat(300),
        role: small,
        level: fc.nat(2),
        stalenessMs: signed,
        warnings: fc.oneof(
          { weight: 20, arbitrary: fc.constant<string[]>([]) },
          { weight: 1, arbitrary: fc.array(text, { maxLength: 2 }) },
        ),
        topologyEpoch: count,
        requestId: text,
        deduplicated: fc.boolean(),
      },
      optional,
    )
    .map((made) => fieldsOf(v1.ResponseHeader.encode(made).finish())),
);

const record = scrambled(
  fc
    .record(
      {
        key: bytes,
        value: fc.oneof(bytes, fc.constant(new Uint8Array(300))),
        version: count,
        createRevision: count,
        modRevision: count,
        expiresAt: count,
      },
      optional,
    )
    .map((made) => fieldsOf(v1.Record.encode(made).finish())),
);

/** A response of a kind: its header, seldom none or two, and what else it says. */
function response(kind: number, rest: fc.Arbitrary<Uint8Array[]>): fc.Arbitrary<Uint8Array> {
  const headers = fc.oneof(
    { weight: 12, arbitrary: fc.tuple(header) },
    { weight: 1, arbitrary: fc.array(header, { maxLength: 2 }) },
  );
  const parts = fc
    .tuple(headers, rest)
    .map(([made, others]) => [...made.map((one) => nested(1, one)), ...others]);
  return scrambled(parts).map((message) => nested(kind, message));
}

const current = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ version: count, modRevision: count }, optional) },
);
const succeeded = fc.boolean();
const hot = fc.oneof(
  response(
    8,
    fc
      .oneof(
        { weight: 8, arbitrary: fc.tuple(record) },
        { weight: 1, arbitrary: fc.array(record, { maxLength: 2 }) },
      )
      .map((found) => found.map((one) => nested(2, one))),
  ),
  response(
    9,
    fc
      .record({ succeeded, version: count, expiresAt: count, current }, optional)
      .map((made) => fieldsOf(v1.PutResponse.encode(made).finish())),
  ),
  response(
    10,
    fc
      .record({ succeeded, deleted: fc.boolean(), current }, optional)
      .map((made) => fieldsOf(v1.DeleteResponse.encode(made).finish())),
  ),
  response(
    11,
    fc
      .record({ succeeded, value: signed, version: count, expiresAt: count }, optional)
      .map((made) => fieldsOf(v1.IncrementResponse.encode(made).finish())),
  ),
  response(
    12,
    fc
      .record({ found: succeeded, expiresAt: count, version: count }, optional)
      .map((made) => fieldsOf(v1.TouchResponse.encode(made).finish())),
  ),
);
const others = fc.oneof(
  response(14, fc.constant([])),
  fc
    .record({ code: fc.nat(16), reason: fc.nat(40), message: text, leader: fc.nat(9) }, optional)
    .map((detail) => nested(7, v1.ErrorDetail.encode(detail).finish())),
  fc
    .record({ executed: succeeded })
    .map((made) => nested(15, v1.ResolveResponse.encode(made).finish())),
  fc.record({ succeeded }).map((made) => nested(16, v1.TxnResponse.encode(made).finish())),
);

const responses = fc.oneof({ weight: 6, arbitrary: hot }, { weight: 1, arbitrary: others });

const result = scrambled(
  fc
    .tuple(
      fc.array(count, { minLength: 1, maxLength: 2 }),
      fc.oneof(
        { weight: 15, arbitrary: fc.tuple(responses) },
        { weight: 1, arbitrary: fc.array(responses, { maxLength: 2 }) },
      ),
    )
    .map(([ids, kinds]) => [...ids.map((id) => field(1, 0, (to) => to.varint(id))), ...kinds]),
);

const message = scrambled(
  fc.array(result, { maxLength: 3 }).map((results) => results.map((one) => nested(1, one))),
);

/** What a caller can see of it, in one order; the keys of records left out, as the decoder may. */
function seen(decode: () => Response): string {
  let answer: Response;
  try {
    answer = decode();
  } catch {
    return 'fails';
  }
  const kinds = answer.results?.map((one) => one.response ?? 'none').join();
  for (const { get } of answer.results ?? []) if (get?.record) delete get.record.key;
  return `${kinds} ${Buffer.from(v1.PipelineResponse.encode(answer).finish()).toString('hex')}`;
}

describe('an answer of a Pipeline', () => {
  const decoder = new PipelineDecoder();

  function agree(sent: Uint8Array): void {
    const copy = Buffer.from(sent);
    const generated = seen(() => v1.PipelineResponse.decode(copy));
    expect(seen(() => decoder.decode(copy))).toBe(generated);
  }

  it('means what the generated code reads in it, whatever it says in whatever order', () => {
    fc.assert(fc.property(message, agree), { numRuns: 400 });
  });

  it('fails where the generated code fails, cut off or with flipped bits', () => {
    const damaged = fc
      .tuple(message, fc.array(fc.tuple(fc.nat(), fc.nat(7)), { maxLength: 3 }), fc.nat())
      .map(([sent, flips, cut]) => {
        const broken = Buffer.from(sent);
        for (const [at, bit] of flips) {
          const byte = at % Math.max(1, broken.length);
          broken[byte] = (broken[byte] ?? 0) ^ (1 << bit);
        }
        return cut % 2 === 0 ? broken : broken.subarray(0, cut % (broken.length + 1));
      });
    fc.assert(fc.property(damaged, agree), { numRuns: 400 });
  });

  it('keeps its texts and ids when the next one is read, and leaves values where they are', () => {
    const said = (clusterId: number, requestId: string, value: string): Buffer => {
      const of = { clusterId: new Uint8Array(16).fill(clusterId), requestId };
      const get = { header: of, record: { value: Buffer.from(value) } };
      return Buffer.from(v1.PipelineResponse.encode({ results: [{ id: 1, get }] }).finish());
    };
    const one = said(1, 'tag-1', 'first');
    const first = decoder.decode(one).results?.[0]?.get;
    decoder.decode(said(2, 'tag-2', 'other'));
    one.fill(0, 0, one.indexOf('first'));
    expect(first?.header?.clusterId).toEqual(Buffer.alloc(16, 1));
    expect(first?.header?.requestId).toBe('tag-1');
    expect(first?.record?.value?.buffer).toBe(one.buffer);
    expect(Buffer.from(first?.record?.value ?? []).toString()).toBe('first');
  });
});
