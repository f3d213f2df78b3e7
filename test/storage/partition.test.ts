import { describe, expect, it } from 'vitest';
import { encodeConf, entryKind } from '../../src/raft/index.ts';
import { CorruptionError, EntryFormatError } from '../../src/storage/storage-errors.ts';
import { utf8 } from '../../src/util/bytes.ts';
import {
  apply,
  conf,
  del,
  expire,
  incr,
  one,
  put,
  TestNode,
  textOf,
  touch,
  uncached,
} from './store-harness.ts';

describe('Partition: writes', () => {
  it('counts versions per key and revisions per partition', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'), put('b', '1'), put('a', '2'));
    expect(node.partition.get(utf8('a'))).toMatchObject({
      version: 2,
      createRevision: 1,
      modRevision: 3,
    });
    expect(node.partition.revision).toBe(3);
  });

  it('starts a key over after it was deleted', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'), put('a', '2'), del('a'));
    expect(one(node, 1, put('a', '3'))).toMatchObject({ version: 1, revision: 4 });
    expect(node.partition.get(utf8('a'))).toMatchObject({ createRevision: 4 });
  });

  it('leaves the revision alone when nothing changed (R30)', () => {
    const node = new TestNode();
    apply(node, 1, put('a', 'x'));
    const refused = apply(
      node,
      1,
      put('a', 'y', 0, { type: 'absent' }),
      put('a', 'y', 0, { type: 'revision', revision: 9 }),
      put('b', 'y', 0, { type: 'revision', revision: 1 }),
      del('b'),
      del('a', { type: 'absent' }),
      touch('b', 5),
      incr('a', 1),
    );
    expect(refused.map((result) => result.status)).toEqual([
      'condition_failed',
      'condition_failed',
      'condition_failed',
      'ok',
      'condition_failed',
      'not_found',
      'not_a_number',
    ]);
    expect(refused[0]?.current).toEqual({ version: 1, modRevision: 1 });
    expect(refused[2]?.current).toBeNull();
    expect(node.partition.revision).toBe(1);
    expect(textOf(node, 'a')).toBe('x');
  });

  it('lets a touch advance the revision and nothing that a condition looks at (R30)', () => {
    const node = new TestNode();
    apply(node, 100, put('a', 'x', 50));
    expect(one(node, 120, touch('a', 50))).toMatchObject({
      revision: 2,
      version: 1,
      expiresAt: 170,
    });
    expect(node.partition.get(utf8('a'))).toMatchObject({ version: 1, modRevision: 1 });
    expect(one(node, 120, touch('a', 0)).expiresAt).toBe(0);
    expect(node.collectDue(10_000)).toEqual([]);
  });
});

describe('Partition: counters (R33)', () => {
  it('share their text with put and get', () => {
    const node = new TestNode();
    apply(node, 1, put('stock', '10'));
    expect(one(node, 1, incr('stock', -3))).toMatchObject({ status: 'ok', value: 7, version: 2 });
    expect(textOf(node, 'stock')).toBe('7');
    apply(node, 1, incr('new', -5));
    expect(textOf(node, 'new')).toBe('-5');
  });

  it('refuse to cross a bound and say what they hold', () => {
    const node = new TestNode();
    apply(node, 1, put('stock', '2'));
    expect(one(node, 1, incr('stock', -3, { min: 0 }))).toMatchObject({
      status: 'out_of_range',
      value: 2,
    });
    expect(one(node, 1, incr('stock', 9, { max: 10 }))).toMatchObject({
      status: 'out_of_range',
      value: 2,
    });
    expect(one(node, 1, incr('stock', -2, { min: 0 }))).toMatchObject({ status: 'ok', value: 0 });
    expect(node.partition.revision).toBe(2);
  });

  it('never round: the edge of the safe integers is a bound', () => {
    const node = new TestNode();
    const edge = Number.MAX_SAFE_INTEGER;
    apply(node, 1, incr('c', edge));
    expect(one(node, 1, incr('c', 1))).toMatchObject({ status: 'out_of_range', value: edge });
    expect(one(node, 1, incr('c', edge))).toMatchObject({ status: 'out_of_range', value: edge });
    expect(one(node, 1, incr('c', -edge))).toMatchObject({ status: 'ok', value: 0 });
    expect(textOf(node, 'c')).toBe('0');
  });

  it.each(['', '-', '+1', ' 1', '1.0', '1e3', 'x', '9007199254740992', '-9007199254740993'])(
    'do not take %j for a number',
    (text) => {
      const node = new TestNode();
      apply(node, 1, put('c', text));
      expect(one(node, 1, incr('c', 1)).status).toBe('not_a_number');
      expect(textOf(node, 'c')).toBe(text);
    },
  );

  it('give a new key its TTL and let an old one keep its expiry', () => {
    const node = new TestNode();
    expect(one(node, 100, incr('c', 1, { ttlMs: 50 })).expiresAt).toBe(150);
    expect(one(node, 140, incr('c', 1, { ttlMs: 50 })).expiresAt).toBe(150);
  });
});

describe('Partition: expiry (R29)', () => {
  it('keeps a due key until an EXPIRE entry takes it', () => {
    const node = new TestNode();
    apply(node, 100, put('a', 'x', 10));
    apply(node, 500, put('other', 'y'));
    expect(textOf(node, 'a')).toBe('x');
    expect(node.partition.dueAt(utf8('a'))).toBe(110);
    expect(one(node, 500, expire(['a', 110]))).toMatchObject({ value: 1, revision: 3 });
    expect(textOf(node, 'a')).toBeNull();
  });

  it('is void for another expiry, for one after the stamp and for a key without one', () => {
    const node = new TestNode();
    apply(node, 100, put('a', 'x', 10), put('b', 'x', 500), put('c', 'x'));
    const result = one(node, 200, expire(['a', 111], ['b', 600], ['c', 0], ['none', 5]));
    expect(result).toMatchObject({ status: 'ok', value: 0, revision: 3 });
  });

  it('takes a key at the very millisecond of its expiry, and not one before', () => {
    const node = new TestNode();
    apply(node, 100, put('a', 'x', 10));
    expect(one(node, 109, expire(['a', 110])).value).toBe(0);
    expect(one(node, 110, expire(['a', 110])).value).toBe(1);
  });

  it('advances the revision by one for each key that went', () => {
    const node = new TestNode();
    apply(node, 100, put('a', 'x', 10), put('b', 'x', 10));
    expect(one(node, 200, expire(['a', 110], ['b', 110], ['a', 110]))).toMatchObject({
      value: 2,
      revision: 4,
    });
  });

  it('finds due keys earliest first, across layers, disk and restart', () => {
    const node = new TestNode();
    apply(node, 100, put('late', 'x', 900), put('b', 'x', 20), put('a', 'x', 30));
    node.flush();
    apply(node, 101, put('c', 'x', 5), touch('b', 40), del('late'));
    expect(node.collectDue(141)).toEqual([
      { key: utf8('c'), expiresAt: 106 },
      { key: utf8('a'), expiresAt: 130 },
      { key: utf8('b'), expiresAt: 141 },
    ]);
    expect(node.collectDue(130, 1)).toEqual([{ key: utf8('c'), expiresAt: 106 }]);
    node.flush();
    node.crash();
    expect(node.partition.nextExpiryMs).toBe(106);
    expect(node.collectDue(105)).toEqual([]);
    expect(node.collectDue(106)).toEqual([{ key: utf8('c'), expiresAt: 106 }]);
  });

  it('keeps a lower bound of the next expiry that later writes lower and searches raise', () => {
    const node = new TestNode();
    expect(node.partition.nextExpiryMs).toBe(Number.POSITIVE_INFINITY);
    apply(node, 100, put('a', 'x', 900));
    expect(node.partition.nextExpiryMs).toBe(1_000);
    apply(node, 100, put('b', 'x', 10));
    expect(node.partition.nextExpiryMs).toBe(110);
    apply(node, 200, expire(['b', 110]));
    node.collectDue(200);
    expect(node.partition.nextExpiryMs).toBe(1_000);
    const { partition } = node;
    partition.collectDue(200, 10, () => {});
    apply(node, 200, put('c', 'x', 1));
    node.engine.pumpAll();
    expect(partition.nextExpiryMs).toBe(201);
  });
});

describe('Partition: the log', () => {
  it('takes time from stamps and never lets it go back (R28)', () => {
    const node = new TestNode();
    apply(node, 500, put('a', 'x'));
    expect(one(node, 300, put('b', 'x', 10)).expiresAt).toBe(510);
    expect(node.partition.clockMs).toBe(500);
  });

  it('takes no-ops and configurations, which change neither revision nor clock', () => {
    const node = new TestNode();
    apply(node, 5, put('a', 'x'));
    const { partition } = node;
    const next = { ...conf, voters: [1, 2, 4] };
    expect(
      partition.apply({ index: 2, term: 2, kind: entryKind.noop, data: new Uint8Array() }),
    ).toEqual([]);
    expect(
      partition.apply({ index: 3, term: 2, kind: entryKind.conf, data: encodeConf(next) }),
    ).toEqual([]);
    expect([
      partition.revision,
      partition.clockMs,
      partition.appliedIndex,
      partition.appliedTerm,
    ]).toEqual([1, 5, 3, 2]);
    node.flush();
    node.crash();
    expect(node.partition.conf).toEqual(next);
    expect(node.partition.appliedTerm).toBe(2);
  });

  it('refuses a gap', () => {
    const node = new TestNode();
    const noop = { term: 1, kind: entryKind.noop, data: new Uint8Array() };
    expect(() => node.partition.apply({ index: 2, ...noop })).toThrow(
      'group 1 at 0/0 cannot apply 2/1',
    );
  });

  it('stops at an entry of the future, and nothing is flushed after it (R27)', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.flush();
    const { partition } = node;
    const entry = { index: 2, term: 1, kind: entryKind.command };
    expect(() => partition.apply({ ...entry, data: Uint8Array.of(2, 0, 0) })).toThrow(
      EntryFormatError,
    );
    node.store.putNodeRow('x', utf8('y'));
    node.flush();
    node.crash();
    expect([node.partition.appliedIndex, node.store.getNodeRow('x')]).toEqual([1, null]);
  });

  it('does not make half an entry durable when a corrupt row stops it in the middle', () => {
    const node = new TestNode(undefined, uncached);
    apply(node, 1, incr('n', 1), put('bad', 'x'));
    node.flush();
    corruptRecord(node, 'bad');
    expect(() => apply(node, 1, incr('n', 1), put('bad', 'y'))).toThrow(CorruptionError);
    node.store.tick(1_000);
    node.store.tick(2_000);
    node.engine.pumpAll();
    node.crash(true);
    expect([textOf(node, 'n'), node.partition.appliedIndex]).toEqual(['1', 1]);
  });
});

describe('Partition: damage (R20)', () => {
  it('is found by get and by scan, with the key and the place', () => {
    const node = new TestNode(undefined, uncached);
    apply(node, 1, put('bad', 'value'), put('good', 'value'));
    node.flush();
    corruptRecord(node, 'bad');
    expect(textOf(node, 'good')).toBe('value');
    const damage = expect.objectContaining({
      name: 'CorruptionError',
      keyHex: '626164',
      place: 'record of group 1 generation 1',
    });
    expect(() => node.partition.get(utf8('bad'))).toThrow(damage);
    expect(() => node.scan()).toThrow(damage);
    expect(node.engine.openHandles).toBe(0);
  });
});

function corruptRecord(node: TestNode, key: string): void {
  const { records } = node.partition.records;
  node.engine.corrupt(records.key(key), 5);
}
