import { describe, expect, it } from 'vitest';
import { commandBytes, forEachKey } from '../../src/server/host/command-keys.ts';
import { type CommandBody, expectAny } from '../../src/storage/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { requestLimits, serverLimits } from '../../src/util/limits.ts';

const get = (key: string) => ({ kind: 'get', key: utf8(key) }) as const;
const put = (key: string, value: string) =>
  ({ kind: 'put', key: utf8(key), value: utf8(value), ttlMs: 0, expect: expectAny }) as const;
const txn = (...success: (ReturnType<typeof get> | ReturnType<typeof put>)[]): CommandBody => ({
  kind: 'txn',
  compare: [
    { target: 'exists', key: utf8('a'), exists: true },
    { target: 'time', relation: '<', number: 5 },
  ],
  success,
  failure: [get('c')],
});

describe('the keys of a command', () => {
  it('are visited once each, those of all lists of a transaction', () => {
    const keysOf = (body: CommandBody): string[] => {
      const keys: string[] = [];
      forEachKey(body, (key) => keys.push(fromUtf8(key)));
      return keys;
    };
    expect(keysOf(txn(get('a'), put('b', 'x'), get('c'), get('b')))).toEqual(['a', 'b', 'c']);
    expect(keysOf(put('k', 'v'))).toEqual(['k']);
    expect(keysOf({ kind: 'resolve', sequence: 1 })).toEqual([]);
  });
});

describe('the size that a command counts for', () => {
  it('is its bytes and, for each item of a transaction, the work of a lookup', () => {
    expect(commandBytes(put('k', 'value'))).toBe(64 + 6);
    expect(commandBytes({ kind: 'resolve', sequence: 1 })).toBe(64);
    expect(commandBytes(txn(put('k', 'value')))).toBe(
      64 + 4 * 1_024 + 'a'.length + 'kvalue'.length + 1,
    );
  });

  it('lets few transactions of many comparisons share an entry', () => {
    const exists = { target: 'exists', key: utf8('k'), exists: true } as const;
    const compare = Array.from({ length: requestLimits.txnOperations }, () => exists);
    const body: CommandBody = { kind: 'txn', compare, success: [], failure: [] };
    expect(serverLimits.entryBytes / commandBytes(body)).toBeLessThan(4);
  });
});
