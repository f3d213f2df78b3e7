import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  colocated,
  counter,
  json,
  type StandardSchema,
  text,
  ValidationError,
} from '../../src/client/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { clientOf, failureOf, fakeCluster } from './harness.ts';

const evenLater: StandardSchema<number> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: async (value) =>
      Number(value) % 2 === 0
        ? { value: Number(value) }
        : { issues: [{ message: 'must be even', path: [{ key: 'n' }, 0] }] },
  },
};

describe('codecs', () => {
  it('give back any value that they take', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(counter.decode(counter.encode(n) as Uint8Array)).toBe(n === 0 ? 0 : n);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (s) => {
        expect(text.decode(text.encode(s) as Uint8Array)).toBe(s);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const stored = json().encode(value) as Uint8Array;
        expect(json().decode(stored)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuse stored bytes that are none of theirs', () => {
    expect(() => text.decode(new Uint8Array([0xff]))).toThrow(ValidationError);
    expect(() => json().decode(utf8('{'))).toThrow(ValidationError);
    for (const wrong of ['', '+1', '01', '-0', '1.5', '9007199254740992', ' 1', '1e3']) {
      expect(() => counter.decode(utf8(wrong)), wrong).toThrow(ValidationError);
    }
  });

  it('refuse values that do not fit', () => {
    expect(() => counter.encode(1.5)).toThrow(ValidationError);
    expect(() => counter.encode(2 ** 53)).toThrow(ValidationError);
    expect(() => json().encode(undefined)).toThrow(ValidationError);
    expect(() => json().encode(1n)).toThrow(ValidationError);
    expect(() => text.encode(1 as unknown as string)).toThrow(ValidationError);
    expect(() => bytes.encode('x' as unknown as Uint8Array)).toThrow(ValidationError);
  });
});

describe('validation', () => {
  it('stops a put before anything is sent, and names the issues', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const even = kv.keyspace(json(evenLater));
    const error = await failureOf(even.put('k', 3));
    expect(error).toMatchObject({ name: 'ValidationError', outcome: 'not_executed' });
    expect((error as ValidationError).message).toContain('n.0: must be even');
    expect(cluster.node(1).operations.length).toBe(0);
    await even.put('k', 4);
    expect((await even.get('k'))?.value).toBe(4);
    expect(await even.lookup('k')).toMatchObject({ role: 'leader', entry: { key: 'k', value: 4 } });
  });

  it('that takes its time leaves other mistakes to be told the same way', async () => {
    const cluster = await fakeCluster(1, 1);
    const even = (await clientOf(cluster)).keyspace(json(evenLater));
    for (const options of [{ ttl: 0 }, { timeoutMs: 0 }, { ifRevision: -1 }]) {
      const error = await failureOf(even.put('k', 4, options));
      expect(error).toMatchObject({ name: 'InvalidRequestError', outcome: 'not_executed' });
    }
    expect(cluster.node(1).operations.length).toBe(0);
  });

  it('tells of a stored value that does not fit', async () => {
    const kv = await clientOf(await fakeCluster(1, 1));
    await kv.put('k', '5');
    const even = kv.keyspace(json(evenLater));
    expect(await failureOf(even.get('k'))).toBeInstanceOf(ValidationError);
    expect(await failureOf(even.scan('').next())).toBeInstanceOf(ValidationError);
    expect(await failureOf(kv.keyspace(json(evenLater)).lookup('k'))).toBeInstanceOf(
      ValidationError,
    );
    await kv.keyspace(bytes).put('k', new Uint8Array([0xff]));
    expect(await failureOf(kv.get('k'))).toBeInstanceOf(ValidationError);
  });
});

describe('what is wrong with a request', () => {
  it('is said before anything is sent, with the limit and the actual', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const big = 'x'.repeat(1024 * 1024 + 1);
    expect(await failureOf(kv.put('k', big))).toMatchObject({
      name: 'LimitError',
      limit: 1024 * 1024,
      actual: 1024 * 1024 + 1,
    });
    expect(await failureOf(kv.get('k'.repeat(4_097)))).toMatchObject({
      name: 'LimitError',
      limit: 4_096,
      actual: 4_097,
    });
    const wrong = [
      kv.get(''),
      kv.get('\ud800'),
      kv.get(['ok', '\udc00']),
      kv.get('k', { consistency: 'strong' as 'eventual' }),
      kv.get('k', { timeoutMs: 0 }),
      kv.put('k', 'v', { ttl: 0 }),
      kv.put('k', 'v', { ttl: '5' as '5s' }),
      kv.put('k', 'v', { ifAbsent: true, ifRevision: 1 }),
      kv.put('k', 'v', { ifRevision: -1 }),
      kv.increment('k', 0.5),
      kv.increment('k', 1, { min: 2 ** 53 }),
      kv.scan('', { pageSize: 0 }).next(),
    ];
    for (const call of wrong) {
      expect(await failureOf(call)).toMatchObject({
        name: 'InvalidRequestError',
        outcome: 'not_executed',
      });
    }
    expect(await failureOf(kv.put('k', 'v', { ttl: '400d' }))).toMatchObject({
      name: 'LimitError',
    });
    expect(cluster.node(1).operations.length).toBe(0);
  });

  it('holds for colocated keys too', () => {
    expect(colocated('a{b}', 'c/d')).toBe('{a%7Bb%7D}/c%2Fd');
    expect(() => colocated('', 'x')).toThrow('empty');
  });
});
