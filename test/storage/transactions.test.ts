import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/storage/command.ts';
import { present } from '../../src/util/assert.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  compareTo,
  del,
  existence,
  expire,
  incr,
  install,
  one,
  open,
  put,
  read,
  resolve,
  TestNode,
  textOf,
  timeIs,
  touch,
  txn,
  valueIs,
} from './store-harness.ts';

const alice = client(1);

function stocked(): TestNode {
  const node = new TestNode();
  apply(node, 100, put('avail', '10'), put('held', '0'), put('name', 'not a number'));
  return node;
}

const move = (n: number) => txn([], [incr('avail', -n, { min: 0 }), incr('held', n)]);

describe('a transaction that runs', () => {
  it('changes all its rows at one revision (R30)', () => {
    const node = stocked();
    const { status, revision, txn: outcome } = one(node, 200, move(3));
    expect([status, revision, node.partition.revision]).toEqual(['ok', 4, 4]);
    expect(outcome?.results).toEqual([
      { kind: 'increment', value: 7, version: 2, expiresAt: 0 },
      { kind: 'increment', value: 3, version: 2, expiresAt: 0 },
    ]);
    for (const key of ['avail', 'held']) {
      expect(node.partition.get(utf8(key))).toMatchObject({ version: 2, modRevision: 4 });
    }
    expect(one(node, 200, put('next', 'x')).revision).toBe(5);
  });

  it('leaves the revision alone when it changes no row', () => {
    const node = stocked();
    const nothing = txn([existence('avail', true)], [read('avail'), del('gone'), touch('gone', 5)]);
    const { revision, txn: outcome } = one(node, 200, nothing);
    expect([revision, node.partition.revision]).toEqual([3, 3]);
    expect(outcome?.results.slice(1)).toEqual([
      { kind: 'delete', deleted: false },
      { kind: 'touch', found: false, version: 0, expiresAt: 0 },
    ]);
  });

  it('reads what its earlier operations wrote, and not what its later ones will', () => {
    const node = stocked();
    const seen = (key: string) => [read(key), incr(key, 5), read(key)];
    const operations = [...seen('avail'), ...seen('fresh'), del('held'), read('held')];
    const results = present(one(node, 200, txn([], operations)).txn, 'outcome').results;
    const values = results.flatMap((result) =>
      result.kind === 'get' ? [result.record && fromUtf8(result.record.value)] : [],
    );
    expect(values).toEqual(['10', '15', null, '5', null]);
    const [, , after] = results;
    expect(after).toMatchObject({ record: { version: 2, createRevision: 1, modRevision: 4 } });
  });

  it('touches without a new version or modRevision, but at a revision of its own', () => {
    const node = stocked();
    const { revision, txn: outcome } = one(node, 200, txn([], [touch('name', 50)]));
    expect([revision, outcome?.results]).toEqual([
      4,
      [{ kind: 'touch', found: true, version: 1, expiresAt: 250 }],
    ]);
    expect(node.partition.get(utf8('name'))).toMatchObject({ version: 1, modRevision: 3 });
  });

  it('gives a lifetime to what it puts and to the counters it creates', () => {
    const node = stocked();
    one(node, 200, put('old', '1', 1_000));
    const operations = [
      put('a', 'x', 30),
      incr('b', 1, { ttlMs: 40 }),
      incr('old', 1, { ttlMs: 9 }),
    ];
    expect(one(node, 300, txn([], operations)).txn?.results).toMatchObject([
      { expiresAt: 330 },
      { expiresAt: 340 },
      { expiresAt: 1_200 },
    ]);
  });

  it('takes the failure branch when one comparison does not hold, and that may write as well', () => {
    const node = stocked();
    const compare = [existence('avail', true), valueIs('avail', '=', '11')];
    const result = one(node, 200, txn(compare, [del('avail')], [put('conflict', 'x')]));
    expect(result).toMatchObject({ status: 'ok', revision: 4, txn: { succeeded: false } });
    expect([textOf(node, 'avail'), textOf(node, 'conflict')]).toEqual(['10', 'x']);
    const idle = one(node, 200, txn([existence('avail', false)], [del('avail')]));
    expect(idle).toMatchObject({
      status: 'ok',
      revision: 4,
      txn: { succeeded: false, results: [] },
    });
  });
});

describe('a comparison', () => {
  const cases: readonly [string, Comparison, boolean][] = [
    ['a value with its equal', valueIs('v', '=', 'bb'), true],
    ['bytes, not lengths', valueIs('v', '<', 'c'), true],
    ['a longer value as the greater one', valueIs('v', '>', 'b'), true],
    ['bytes as unsigned', valueIs('high', '>', '\x7f'), true],
    ['with a value from below', valueIs('v', '>=', 'bc'), false],
    ['a version', compareTo('v', 'version', '=', 2), true],
    ['a version from above', compareTo('v', 'version', '<', 2), false],
    ['a modRevision', compareTo('v', 'modRevision', '<=', 2), true],
    ['a modRevision that moved on', compareTo('v', 'modRevision', '!=', 2), false],
    ['an absent version as 0', compareTo('gone', 'version', '=', 0), true],
    ['an absent modRevision as 0', compareTo('gone', 'modRevision', '<', 1), true],
    ['no absent value with anything', valueIs('gone', '=', ''), false],
    ['nor unequal', valueIs('gone', '!=', 'x'), false],
    ['existence', existence('v', true), true],
    ['absence', existence('gone', false), true],
    ['absence of what is there', existence('v', false), false],
    ["the partition's clock at this very entry", timeIs('=', 500), true],
    ['the clock with a time to come', timeIs('>=', 501), false],
  ];

  it.each(cases)('compares %s', (_name, comparison, holds) => {
    const node = new TestNode();
    apply(node, 100, put('v', 'aa'), put('v', 'bb'), put('high', '\u00ff'));
    expect(one(node, 500, txn([comparison], [])).txn?.succeeded).toBe(holds);
  });

  it('sees a key that is due until its EXPIRE has applied (R29)', () => {
    const node = new TestNode();
    apply(node, 100, put('k', 'x', 50));
    expect(one(node, 900, txn([existence('k', true)], [read('k')])).txn).toMatchObject({
      succeeded: true,
      results: [{ record: { expiresAt: 150 } }],
    });
    const [, gone] = apply(node, 900, expire(['k', 150]), txn([existence('k', true)], []));
    expect(gone?.txn?.succeeded).toBe(false);
  });

  it('takes the highest stamp that was applied for the time, not that of its own entry', () => {
    const node = new TestNode();
    apply(node, 1_000, put('k', 'x'));
    expect(one(node, 900, txn([timeIs('=', 1_000)], [])).txn?.succeeded).toBe(true);
  });
});

describe('a transaction that may not run', () => {
  it('changes nothing when a bound is hit after other writes, and names the operation', () => {
    const node = stocked();
    const { hash } = node.partition;
    const refused = one(
      node,
      200,
      txn([], [put('log', 'x'), del('name'), incr('held', 11), incr('avail', -11, { min: 0 })]),
    );
    expect(refused).toMatchObject({
      status: 'out_of_range',
      value: 10,
      revision: 3,
      txn: { succeeded: true, results: [], refusedIndex: 3 },
    });
    expect([textOf(node, 'log'), textOf(node, 'held'), node.partition.revision]).toEqual([
      null,
      '0',
      3,
    ]);
    expect(node.partition.hash).toBe(hash);
  });

  it('says so of a value that is no number, also in the failure branch', () => {
    const node = stocked();
    const refused = one(
      node,
      200,
      txn([existence('gone', true)], [], [incr('held', 1), incr('name', 1)]),
    );
    expect(refused).toMatchObject({
      status: 'not_a_number',
      value: 0,
      txn: { succeeded: false, refusedIndex: 1 },
    });
    expect(textOf(node, 'held')).toBe('0');
  });

  it('may read up to its limit in bytes of keys and values, and not one more', () => {
    const node = new TestNode();
    const room = requestLimits.txnResultBytes;
    apply(node, 100, put('k', 'x'.repeat(room - 2)));
    expect(one(node, 100, txn([], [read('k')])).status).toBe('ok');
    expect(one(node, 100, txn([], [put('a', 'b'), read('k'), read('gone')])).status).toBe('ok');
    const exact = txn([], [put('a', ''), put('b', 'x'), read('k'), read('a')]);
    expect(one(node, 100, exact).status).toBe('ok');
    const tooLarge = one(node, 100, txn([], [put('c', 'x'), read('k'), read('c')]));
    expect(tooLarge).toMatchObject({ status: 'result_too_large', value: room + 1, txn: null });
    expect(textOf(node, 'c')).toBeNull();
  });

  it('counts for that limit what its own writes will have made of the records', () => {
    const node = new TestNode();
    const half = 'x'.repeat(requestLimits.txnResultBytes / 2);
    apply(node, 100, put('big', half), put('n', '9'));
    const reads = [read('big'), read('other')];
    expect(one(node, 100, txn([], [put('other', half), ...reads])).status).toBe('result_too_large');
    expect(textOf(node, 'other')).toBeNull();
    expect(one(node, 100, txn([], [put('other', half), del('big'), ...reads])).status).toBe('ok');
    const exact = 'x'.repeat(requestLimits.txnResultBytes - 'other'.length - 'n99'.length);
    const grown = (delta: number) =>
      txn([], [put('other', exact), incr('n', delta), read('other'), read('n')]);
    expect(one(node, 100, grown(91)).status).toBe('result_too_large');
    expect(one(node, 100, grown(90)).status).toBe('ok');
  });
});

describe('a transaction under an identity (R31)', () => {
  it('runs once, and its whole answer is given again, also after a crash and a snapshot', () => {
    const node = stocked();
    apply(node, 100, open(alice));
    const request = as(
      alice,
      1,
      1,
      txn([], [incr('avail', -1), read('avail'), del('name'), touch('held', 5), put('x', 'y', 7)]),
    );
    const first = one(node, 100, request);
    expect(first.txn?.results).toHaveLength(5);
    node.flush();
    node.crash();
    expect(one(node, 100, request)).toEqual({ ...first, deduplicated: true });
    const other = new TestNode();
    const source = node.partition.openSnapshot();
    install(other, source.meta, chunksOf(node, source));
    expect(one(other, 100, resolve(alice, 1)).resolved).toEqual(first);
    expect(textOf(other, 'avail')).toBe('9');
  });

  it('keeps refusals too', () => {
    const node = stocked();
    apply(node, 100, open(alice));
    const short = as(alice, 1, 1, move(11));
    const first = one(node, 100, short);
    expect(first.status).toBe('out_of_range');
    apply(node, 100, incr('avail', 5));
    node.flush();
    node.crash();
    expect(one(node, 100, short)).toEqual({ ...first, deduplicated: true });
    expect(textOf(node, 'avail')).toBe('15');
  });

  it('does not keep the entry alive through the keys of its answer', () => {
    const node = stocked();
    const { txn: outcome } = one(node, 100, txn([], [put('x', 'y'.repeat(5_000)), read('name')]));
    const got = outcome?.results[1];
    if (got?.kind !== 'get') throw new Error('no get');
    expect(got.record?.key.buffer.byteLength).toBe('name'.length);
  });

  it('counts its answer as what the overlay will have to hold (R18)', () => {
    const node = new TestNode();
    const value = 'x'.repeat(3_000);
    apply(node, 100, put('k', value), open(alice));
    node.flush();
    const before = node.store.rows.overlay.bytes;
    apply(node, 100, as(alice, 1, 1, txn([], [read('k')])));
    expect(node.store.rows.overlay.bytes - before).toBeGreaterThan(value.length);
    node.flush();
    expect(node.store.rows.overlay.bytes).toBe(0);
    // Whatever changes the client's row next has the kept answer written again.
    apply(node, 100, as(alice, 2, 1, incr('n', 1)));
    expect(node.store.rows.overlay.bytes).toBeGreaterThan(value.length);
  });
});
