import { describe, expectTypeOf, it } from 'vitest';
import type {
  Counters,
  Entry,
  IncrementResult,
  Keyspace,
  PutResult,
  RingKv,
  StandardSchema,
} from '../../src/client/index.ts';
import { bytes, counter, json, text } from '../../src/client/index.ts';

// Checked by tsc; nothing here runs against a node.
declare const kv: RingKv;
declare const stockSchema: StandardSchema<{ onHand: number }>;
declare const dateSchema: StandardSchema<string, Date>;

describe('the types of the client', () => {
  it('give an entry of the codec, or null, without a cast', () => {
    expectTypeOf(() => kv.get('k')).returns.resolves.toEqualTypeOf<Entry<string> | null>();
    const raw = () => kv.keyspace(bytes).get('k');
    expectTypeOf(raw).returns.resolves.toEqualTypeOf<Entry<Uint8Array> | null>();
    const words = () => kv.keyspace(text).get(['a', 'b']);
    expectTypeOf(words).returns.resolves.toEqualTypeOf<Entry<string> | null>();
  });

  it('infer values from a schema, and take what it takes', () => {
    const stock = () => kv.keyspace(json(stockSchema));
    expectTypeOf(stock).returns.toEqualTypeOf<Keyspace<{ onHand: number }, { onHand: number }>>();
    const dates = () => kv.keyspace(json(dateSchema));
    expectTypeOf(dates).returns.toEqualTypeOf<Keyspace<Date, string>>();
    const trusted = () => kv.keyspace(json<{ a: 1 }>());
    expectTypeOf(trusted).returns.toEqualTypeOf<Keyspace<{ a: 1 }>>();
    expectTypeOf<Parameters<ReturnType<typeof stock>['put']>[1]>().toEqualTypeOf<{
      onHand: number;
    }>();
  });

  it('count in numbers, and only where counting makes sense', () => {
    expectTypeOf(() => kv.keyspace(counter)).returns.toEqualTypeOf<Counters>();
    expectTypeOf<Parameters<Counters['put']>[1]>().toEqualTypeOf<number>();
    expectTypeOf<Keyspace<Uint8Array>>().not.toHaveProperty('increment');
  });

  it('make callers look at ok before they use an answer', () => {
    expectTypeOf<Extract<PutResult, { ok: true }>>().toHaveProperty('version');
    expectTypeOf<Extract<PutResult, { ok: false }>['reason']>().toEqualTypeOf<'condition_failed'>();
    expectTypeOf<PutResult>().not.toHaveProperty('current');
    type Refused = Extract<IncrementResult, { ok: false }>;
    expectTypeOf<Refused['reason']>().toEqualTypeOf<'out_of_range'>();
    expectTypeOf<Refused['value']>().toEqualTypeOf<number>();
  });

  it('refuse what the codec does not take', () => {
    // @ts-expect-error text is not a number
    const wrong = () => kv.put('k', 1);
    // @ts-expect-error a unit that does not exist
    const wrongTtl = () => kv.put('k', 'v', { ttl: '3 weeks' });
    // @ts-expect-error a key of no parts
    const noKey = () => kv.get([]);
    expectTypeOf([wrong, wrongTtl, noKey]).toBeArray();
  });
});
