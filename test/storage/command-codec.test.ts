import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../src/storage/command.ts';
import {
  decodeCommandBatch,
  encodeCommandBatch,
  entryStampOf,
} from '../../src/storage/command-codec.ts';
import { EntryFormatError } from '../../src/storage/storage-errors.ts';
import {
  as,
  client,
  command,
  compareTo,
  del,
  existence,
  expire,
  incr,
  open,
  put,
  read,
  resolve,
  timeIs,
  touch,
  txn,
  valueIs,
} from './store-harness.ts';

const batch = {
  stampMs: 1_700_000_000_123,
  commands: [
    command(put('k', 'v', 30, { type: 'revision', revision: 2 ** 40 })),
    as(client(3), 7, 5, del('k', { type: 'absent' })),
    command(incr('n', -Number.MAX_SAFE_INTEGER, { min: -5, ttlMs: 9 })),
    command(touch('k', 1)),
    command(expire(['k', 2 ** 41], ['l', 1])),
    open(client(1), 600_000),
    resolve(client(1), 9, 4),
    as(
      client(2),
      1,
      1,
      txn(
        [
          valueIs('k', '<=', 'v'),
          compareTo('k', 'version', '=', 0),
          compareTo('l', 'modRevision', '>', 2 ** 40),
          existence('m', false),
          existence('n', true),
          timeIs('!=', 1_700_000_000_000),
        ],
        [put('k', 'v', 3), read('k'), del('l'), incr('n', 1, { max: 4 }), touch('m', 0)],
        [read('')],
      ),
    ),
    command(txn([], [], [])),
  ],
};

const key = fc.string({ maxLength: 9 });
const count = fc.maxSafeNat();
const relation = fc.constantFrom('=', '!=', '<', '<=', '>', '>=' as const);
const operation = fc.oneof(
  key.map(read),
  fc.tuple(key, fc.string(), count).map(([k, value, ttlMs]) => put(k, value, ttlMs)),
  key.map((k) => del(k)),
  fc.tuple(key, fc.maxSafeInteger(), count).map(([k, delta, max]) => incr(k, delta, { max })),
  fc.tuple(key, count).map(([k, ttlMs]) => touch(k, ttlMs)),
);
const branch = fc.array(operation, { maxLength: 20 });
const transaction = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.tuple(key, relation, fc.string()).map(([k, by, value]) => valueIs(k, by, value)),
        fc.tuple(key, relation, count).map(([k, by, n]) => compareTo(k, 'version', by, n)),
        fc.tuple(key, relation, count).map(([k, by, n]) => compareTo(k, 'modRevision', by, n)),
        fc.tuple(key, fc.boolean()).map(([k, exists]) => existence(k, exists)),
        fc.tuple(relation, count).map(([by, n]) => timeIs(by, n)),
      ),
    ),
    branch,
    branch,
  )
  .map(([compare, success, failure]) => txn(compare, success, failure));

describe('The bytes of an entry (R27)', () => {
  it('carry every kind of command there and back', () => {
    const data = encodeCommandBatch(batch);
    expect(decodeCommandBatch(data)).toEqual(batch);
    expect(entryStampOf(data)).toBe(batch.stampMs);
    expect(decodeCommandBatch(encodeCommandBatch({ stampMs: 0, commands: [] }))).toEqual({
      stampMs: 0,
      commands: [],
    });
  });

  it('stop at an unknown version, an unknown kind and a byte too many', () => {
    const data = encodeCommandBatch({ stampMs: 1, commands: [command(touch('k', 1))] });
    const changed = (offset: number, byte: number): Uint8Array => {
      const copy = data.slice();
      copy[offset] = byte;
      return copy;
    };
    expect(() => decodeCommandBatch(changed(0, 2))).toThrow('entry of unknown version 2');
    expect(() => entryStampOf(changed(0, 2))).toThrow(EntryFormatError);
    expect(() => decodeCommandBatch(changed(3, 99))).toThrow('command of unknown kind 99');
    expect(() => decodeCommandBatch(Uint8Array.from([...data, 0]))).toThrow(
      '1 bytes after the last',
    );
  });

  it('are refused with a typed error wherever they are cut or whatever they are', () => {
    const data = encodeCommandBatch(batch);
    for (let length = 0; length < data.length; length++) {
      expect(() => decodeCommandBatch(data.subarray(0, length))).toThrow(EntryFormatError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        try {
          decodeCommandBatch(Uint8Array.from([1, ...noise]));
        } catch (error) {
          expect(error).toBeInstanceOf(EntryFormatError);
        }
      }),
    );
  });

  it('carry any transaction there and back', () => {
    fc.assert(
      fc.property(transaction, (body) => {
        const commands = [command(body)];
        const data = encodeCommandBatch({ stampMs: 1, commands });
        expect(decodeCommandBatch(data)).toEqual({ stampMs: 1, commands });
        for (const length of [data.length - 1, data.length >> 1]) {
          expect(() => decodeCommandBatch(data.subarray(0, length))).toThrow(EntryFormatError);
        }
      }),
    );
  });

  it('of a transaction stop at whatever this version does not know', () => {
    const holding = (body: CommandBody) =>
      encodeCommandBatch({ stampMs: 1, commands: [command(body)] });
    /** version, stamp, count, kind, empty client id: what follows is the transaction's. */
    const changed = (body: CommandBody, offset: number, byte: number) => () => {
      const copy = holding(body);
      copy[5 + offset] = byte;
      return decodeCommandBatch(copy);
    };
    const byVersion = txn([compareTo('k', 'version', '=', 1)], []);
    expect(changed(byVersion, 1, 6)).toThrow('comparison of unknown target 6');
    expect(changed(byVersion, 2, 6)).toThrow('comparison by unknown relation 6');
    expect(changed(txn([existence('k', true)], []), 4, 2)).toThrow('existence 2');
    const deletes = txn([], [del('k')]);
    expect(changed(deletes, 2, 5)).toThrow('an operation of kind 5');
    expect(changed(deletes, 5, 1)).toThrow('delete with an expectation inside a transaction');
    const expecting = { ...del('k'), expect: { type: 'absent' } } as ReturnType<typeof read>;
    expect(() => holding(txn([], [expecting]))).toThrow('with an expectation');
    expect(() => holding(txn([timeIs('=', -1)], []))).toThrow('comparison with -1');
  });

  it('cannot hold an exactly-once command without an identity', () => {
    const nobody = (body: CommandBody) => () =>
      encodeCommandBatch({ stampMs: 1, commands: [command(body)] });
    expect(nobody({ kind: 'open', windowMs: 1 })).toThrow('open without a client id');
    expect(nobody({ kind: 'resolve', sequence: 1 })).toThrow('resolve without a client id');
  });
});
