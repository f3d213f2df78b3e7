import { describe, expectTypeOf, it } from 'vitest';
import type {
  Counters,
  Entry,
  IncrementResult,
  Keyspace,
  PutResult,
  RingKv,
  StandardSchema,
  TxnDelete,
  TxnIncrement,
  TxnOp,
  TxnPut,
  TxnTouch,
  Watch,
  WatchChange,
  WatchItem,
  WatchPut,
} from '../../src/client/index.ts';
import { bytes, check, counter, json, text } from '../../src/client/index.ts';

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

  it('give what is watched as values of the codec, or without them', () => {
    const words = () => kv.watch({ prefix: ['a'] }, { initial: true, signal: undefined });
    expectTypeOf(words).returns.toEqualTypeOf<Watch<string>>();
    const raw = () => kv.keyspace(bytes).watch('k');
    expectTypeOf(raw).returns.toEqualTypeOf<Watch<Uint8Array>>();
    const keys = () => kv.watch({ everything: true }, { keysOnly: true });
    expectTypeOf(keys).returns.toEqualTypeOf<Watch<undefined>>();
    type Put = Extract<WatchItem<number>, { type: 'put' }>;
    expectTypeOf<Put>().toEqualTypeOf<WatchPut<number>>();
    expectTypeOf<WatchChange>().not.toHaveProperty('value');
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

  it('give each operation of a transaction its own result', () => {
    const stock = () => kv.keyspace(counter);
    const run = () =>
      kv.txn({
        if: [check.absent('k')],
        then: [kv.ops.put('k', 'v'), stock().ops.increment('n', 1), stock().ops.get('n')],
        else: [kv.ops.get('k'), kv.ops.delete('k'), kv.ops.touch('k', null)],
      });
    type Result = Awaited<ReturnType<typeof run>>;
    type Done = Extract<Result, { ok: true }>['results'];
    expectTypeOf<Done>().toEqualTypeOf<readonly [TxnPut, TxnIncrement, Entry<number> | null]>();
    type Otherwise = Extract<Result, { reason: 'condition_failed' }>['results'];
    expectTypeOf<Otherwise>().toEqualTypeOf<readonly [Entry<string> | null, TxnDelete, TxnTouch]>();
    expectTypeOf<Extract<Result, { reason: 'out_of_range' }>>().not.toHaveProperty('results');
  });

  it('take lists of a length that only the run knows, and branches that are left out', () => {
    const many = (keys: readonly string[]) =>
      kv.txn({ then: keys.map((key) => kv.ops.put(key, 'v')) });
    type Many = Awaited<ReturnType<typeof many>>;
    expectTypeOf<Extract<Many, { ok: true }>['results']>().toEqualTypeOf<readonly TxnPut[]>();
    type NoElse = Extract<Many, { reason: 'condition_failed' }>['results'];
    expectTypeOf<NoElse>().toEqualTypeOf<readonly []>();
    const mixed = (): TxnOp<TxnPut | TxnDelete>[] => [kv.ops.put('k', 'v'), kv.ops.delete('k')];
    const both = () => kv.txn({ then: mixed() });
    type Both = Extract<Awaited<ReturnType<typeof both>>, { ok: true }>['results'];
    expectTypeOf<Both>().toEqualTypeOf<readonly (TxnPut | TxnDelete)[]>();
  });

  it('keep counting out of transactions of keyspaces that cannot count', () => {
    expectTypeOf<Keyspace<Uint8Array>['ops']>().not.toHaveProperty('increment');
    expectTypeOf<RingKv['ops']>().toHaveProperty('increment');
    // @ts-expect-error a keyspace of bytes is not a root: transactions are its client's
    const nested = () => kv.keyspace(bytes).txn({});
    // @ts-expect-error an operation of another codec's value
    const wrong = () => kv.keyspace(counter).ops.put('k', 'v');
    // @ts-expect-error a relation that does not exist
    const relation = () => check.version('k', '==', 1);
    expectTypeOf([nested, wrong, relation]).toBeArray();
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
