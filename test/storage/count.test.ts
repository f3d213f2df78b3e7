import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { apply, command, del, put, TestNode } from './store-harness.ts';

function lastOf({ last }: { readonly last: Uint8Array | null }): string | null {
  return last === null ? null : fromUtf8(last);
}

describe('a count', () => {
  it('is of what is there, in layers and on disk', () => {
    const node = new TestNode();
    apply(node, 1, ...['a', 'b', 'c', 'd'].map((key) => put(key, 'disk')));
    node.flush();
    apply(node, 1, del('b'), put('c', 'again'), put('e', 'new'));
    const { count, more, revision } = node.count();
    expect([count, more, revision]).toEqual([4, false, node.partition.revision]);
    expect(node.count({ prefix: utf8('c') }).count).toBe(1);
    expect(node.count({ prefix: utf8('x') })).toMatchObject({ count: 0, last: null, more: false });
  });

  it('ends after so many records or bytes, and goes on behind the last one', () => {
    const node = new TestNode();
    apply(node, 1, ...['a', 'b', 'c', 'd', 'e'].map((key) => put(key, 'x'.repeat(100))));
    const first = node.count({ maxRecords: 2 });
    expect([first.count, lastOf(first), first.more]).toEqual([2, 'b', true]);
    const rest = node.count({ after: first.last, maxRecords: 3 });
    expect([rest.count, lastOf(rest), rest.more]).toEqual([3, 'e', false]);
    const small = node.count({ maxBytes: 150 });
    expect([small.count, small.more]).toEqual([2, true]);
    expect(node.count({ maxBytes: 1 }).count).toBe(1);
  });

  it('lists what is due by a moment, which counts until its EXPIRE applies (R29)', () => {
    const node = new TestNode();
    const mortal = (key: string, ttlMs: number) =>
      command({
        kind: 'put',
        key: utf8(key),
        value: utf8('v'),
        ttlMs,
        expect: { type: 'any' },
      });
    apply(node, 1_000, put('a', 'v'), mortal('b', 50), mortal('c', 100), mortal('d', 10));
    const page = node.count({ dueBy: 1_050 });
    expect([page.count, page.expiring]).toEqual([4, true]);
    expect(page.due.map(({ key, expiresAt }) => [fromUtf8(key), expiresAt])).toEqual([
      ['b', 1_050],
      ['d', 1_010],
    ]);
    expect(node.count({ dueBy: 1_050, maxDue: 1 }).due.length).toBe(1);
    expect(node.count({ prefix: utf8('a') }).expiring).toBe(false);
  });
});
