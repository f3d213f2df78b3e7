import { describe, expect, it } from 'vitest';
import { entryKind } from '../../src/raft/index.ts';
import type { CommandBody, Comparison, TxnOperation } from '../../src/storage/command.ts';
import {
  decodeCommandBatch,
  encodeCommandBatch,
  isRangedEntry,
} from '../../src/storage/command-codec.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import {
  apply,
  applyEntry,
  as,
  client,
  command,
  del,
  entryOf,
  keysOf,
  one,
  open,
  put,
  TestNode,
  txn,
} from './store-harness.ts';

function deleteRange(prefix: string, limits: { maxKeys?: number; maxBytes?: number } = {}) {
  const most = { maxKeys: requestLimits.rangeKeys, maxBytes: requestLimits.rangeBytes };
  return { kind: 'deleteRange', prefix: utf8(prefix), ...most, ...limits } as const;
}

function counting(prefix: string, relation: '=' | '>' | '<', number: number): Comparison {
  return { target: 'range', of: 'count', prefix: utf8(prefix), relation, number };
}

function every(
  prefix: string,
  of: 'version' | 'modRevision',
  relation: '=' | '<=',
  number: number,
): Comparison {
  return { target: 'range', of, prefix: utf8(prefix), relation, number };
}

const mark: TxnOperation = {
  kind: 'put',
  key: utf8('mark'),
  value: utf8('yes'),
  ttlMs: 0,
  expect: { type: 'any' },
};

function succeeds(node: TestNode, stampMs: number, ...compare: Comparison[]): boolean | undefined {
  return one(node, stampMs, txn(compare, [mark])).txn?.succeeded;
}

function fill(node: TestNode, count: number, value = 'v'): void {
  const keys = Array.from({ length: count }, (_, n) => `k${String(n).padStart(4, '0')}`);
  for (let at = 0; at < count; at += 100) {
    apply(node, 1, ...keys.slice(at, at + 100).map((key) => put(key, value)));
  }
}

describe('DeleteRange', () => {
  it('deletes what the prefix has at one revision, in layers and on disk (R30)', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'), put('b/1', '1'), put('b/2', '1'), put('c', '1'));
    node.flush();
    apply(node, 1, del('b/1'), put('b/3', '1'), put('b/1', 'again'));
    const before = node.partition.revision;
    const result = one(node, 2, deleteRange('b/'));
    expect(result).toMatchObject({ status: 'ok', value: 3, more: false, revision: before + 1 });
    expect(keysOf(node.scan().entries)).toEqual(['a', 'c']);
  });

  it('leaves the revision where there is nothing', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    expect(one(node, 2, deleteRange('b'))).toMatchObject({ value: 0, more: false, revision: 1 });
  });

  it('takes no more keys and bytes than its entry says, and tells that there are more', () => {
    const node = new TestNode();
    fill(node, 10, 'x'.repeat(200));
    expect(one(node, 2, deleteRange('k', { maxKeys: 4 }))).toMatchObject({ value: 4, more: true });
    const small = one(node, 2, deleteRange('k', { maxBytes: 300 }));
    expect(small).toMatchObject({ value: 2, more: true });
    expect(one(node, 2, deleteRange('k', { maxKeys: 4 }))).toMatchObject({ value: 4, more: false });
    expect(keysOf(node.scan().entries)).toEqual([]);
  });

  it('ends first what is due, each at a revision of its own, as an EXPIRE would (R29)', () => {
    const node = new TestNode();
    apply(node, 1_000, put('k1', 'v'), put('k2', 'v', 10), put('k3', 'v', 20), put('k4', 'v', 500));
    const before = node.partition.revision;
    const result = one(node, 1_020, deleteRange('k'));
    expect(result).toMatchObject({ value: 2, revision: before + 3 });
    expect(node.collectDue(5_000)).toEqual([]);
  });

  it('is answered again under its sequence, and deletes nothing again (R31)', () => {
    const node = new TestNode();
    apply(node, 1, open(client(1)), put('k1', 'v'), put('k2', 'v'));
    const first = one(node, 2, as(client(1), 1, 1, deleteRange('k', { maxKeys: 1 })));
    expect(first).toMatchObject({ value: 1, more: true, deduplicated: false });
    const repeated = entryOf(node.partition.appliedIndex + 1, 3, [
      as(client(1), 1, 1, deleteRange('k', { maxKeys: 1 })),
    ]);
    expect(applyEntry(node, repeated)).toEqual([{ ...first, deduplicated: true }]);
    expect(keysOf(node.scan().entries)).toEqual(['k2']);
    node.crash(true);
    expect(applyEntry(node, entryOf(node.partition.appliedIndex + 1, 4, []))).toEqual([]);
  });

  it('does not depend on what a replica has flushed, sealed or installed (R14)', () => {
    const script = (node: TestNode, between: () => void): void => {
      fill(node, 30);
      between();
      apply(node, 1, del('k0003'), put('k0005', 'again'), put('k0100', 'new'));
      between();
      apply(node, 2, deleteRange('k00', { maxKeys: 17 }));
      between();
    };
    const nodes = [new TestNode(), new TestNode(), new TestNode()] as const;
    script(nodes[0], () => {});
    script(nodes[1], () => nodes[1].flush());
    // Sealed, and on its way to the disk while the ranges are read.
    script(nodes[2], () => nodes[2].store.flushNow());
    const states = nodes.map(({ partition }) => [partition.hash, partition.revision]);
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
  });
});

describe('the entry of a ranged command (R32)', () => {
  const body = deleteRange('k');

  it('is told by its first bytes, and holds nothing else', () => {
    const alone = (one: CommandBody) =>
      encodeCommandBatch({ stampMs: 2 ** 40, commands: [command(one)] });
    const kinds: [CommandBody, boolean][] = [
      [body, true],
      [txn([counting('k', '=', 0)], []), true],
      [txn([], [mark]), false],
      [put('a', '1'), false],
    ];
    for (const [one, isRanged] of kinds) {
      expect(isRangedEntry(alone(one))).toBe(isRanged);
      expect(decodeCommandBatch(alone(one)).commands[0]?.body).toEqual(one);
    }
    const two = { stampMs: 1, commands: [command(put('a', '1')), command(body)] };
    expect(() => encodeCommandBatch(two)).toThrow('a ranged command among 2');
  });

  it('applies only after its ranges were read, and nothing shows of it before', () => {
    const node = new TestNode();
    apply(node, 1, put('k1', 'v'));
    const entry = entryOf(node.partition.appliedIndex + 1, 2, [body]);
    const heard: unknown[] = [];
    expect(node.partition.prepare(entry, (error) => heard.push(error))).toBe(false);
    expect(heard).toEqual([]);
    expect(node.partition.get(utf8('k1'))).not.toBeNull();
    // Flushed meanwhile: what the range holds stays the same.
    node.flush();
    expect(heard).toEqual([null]);
    expect(node.partition.prepare(entry, () => {})).toBe(true);
    expect(node.partition.apply(entry)).toMatchObject([{ value: 1 }]);
    expect(node.engine.openHandles).toBe(0);
  });

  it('stops the node when it is applied unread', () => {
    const node = new TestNode();
    const entry = entryOf(1, 2, [body]);
    expect(() => node.partition.apply(entry)).toThrow('before its ranges were read');
  });

  it('is not waited for where it is of another kind', () => {
    const node = new TestNode();
    const noop = { index: 1, term: 1, kind: entryKind.noop, data: emptyBytes() };
    expect(node.partition.prepare(noop, () => {})).toBe(true);
    expect(node.partition.prepare(entryOf(1, 2, [put('a', '1')]), () => {})).toBe(true);
  });

  it('tells of a damaged row in its range', () => {
    const node = new TestNode();
    apply(node, 1, put('k1', 'v'), put('k2', 'v'));
    node.flush();
    const { group, generation } = node.partition;
    node.engine.corrupt(new RowSpace(group, generation, 'record').key('k2'), 1);
    const entry = entryOf(node.partition.appliedIndex + 1, 2, [body]);
    expect(() => applyEntry(node, entry)).toThrow('corrupt');
    expect(node.engine.openHandles).toBe(0);
  });
});

describe('a transaction that deletes a prefix', () => {
  const gone: TxnOperation = { kind: 'deleteRange', prefix: utf8('k') };

  it('does so with all else that it does, at one revision, and reads behind it show that', () => {
    const node = new TestNode();
    apply(node, 1, put('k1', 'v'), put('k2', 'v'), put('l', 'v'));
    const before = node.partition.revision;
    const reading: TxnOperation = { kind: 'get', key: utf8('k1') };
    const result = one(node, 2, txn([counting('k', '=', 2)], [reading, gone, reading, mark]));
    expect(result).toMatchObject({ revision: before + 1, txn: { succeeded: true } });
    expect(result.txn?.results).toMatchObject([
      { kind: 'get', record: { version: 1 } },
      { kind: 'deleteRange', deleted: 2 },
      { kind: 'get', record: null },
      { kind: 'put', version: 1 },
    ]);
    expect(keysOf(node.scan().entries)).toEqual(['l', 'mark']);
  });

  it('leaves it where the other branch runs, or where an increment is refused', () => {
    const node = new TestNode();
    apply(node, 1, put('k1', 'v'), put('n', '5'));
    expect(one(node, 2, txn([counting('k', '=', 7)], [gone], [])).txn?.succeeded).toBe(false);
    const increment = { kind: 'increment', key: utf8('n'), delta: 1, min: null, max: 5 } as const;
    const refused = one(node, 2, txn([], [gone, { ...increment, ttlMs: 0 }]));
    expect(refused).toMatchObject({ status: 'out_of_range', txn: { refusedIndex: 1 } });
    expect(keysOf(node.scan().entries)).toEqual(['k1', 'n']);
  });
});

describe('a transaction that compares a prefix (R32)', () => {
  it('holds when every record does, and where there is none', () => {
    const node = new TestNode();
    apply(node, 1, put('k1', 'v'), put('k2', 'v'), put('k2', 'v'), put('l', 'v'));
    expect(succeeds(node, 2, every('k', 'version', '=', 1))).toBe(false);
    expect(succeeds(node, 2, every('k1', 'version', '=', 1))).toBe(true);
    expect(succeeds(node, 2, every('none', 'version', '=', 1))).toBe(true);
    expect(succeeds(node, 2, every('k', 'modRevision', '<=', 3))).toBe(true);
    apply(node, 2, put('k1', 'later'));
    expect(succeeds(node, 2, every('k', 'modRevision', '<=', 3))).toBe(false);
    const value = { target: 'range', of: 'value', prefix: utf8('k') } as const;
    expect(succeeds(node, 2, { ...value, relation: '>=', value: utf8('l') })).toBe(true);
    expect(succeeds(node, 2, { ...value, relation: '>=', value: utf8('m') })).toBe(false);
  });

  it('counts, and sees what is written by name beside it', () => {
    const node = new TestNode();
    apply(node, 1, put('k1', 'v'), put('k2', 'v'));
    expect(succeeds(node, 2, counting('k', '=', 2))).toBe(true);
    expect(succeeds(node, 2, counting('k', '>', 2))).toBe(false);
    expect(succeeds(node, 2, counting('none', '=', 0))).toBe(true);
    const absent: Comparison = { target: 'exists', key: utf8('k3'), exists: false };
    expect(succeeds(node, 2, counting('k', '<', 3), absent)).toBe(true);
  });

  it('does not meet what is due, in its prefixes or by name, and leaves the rest to others (R29)', () => {
    const node = new TestNode();
    apply(
      node,
      1_000,
      put('k1', 'v'),
      put('k2', 'v', 10),
      put('named', 'v', 10),
      put('x', 'v', 10),
    );
    const before = node.partition.revision;
    const absent: Comparison = { target: 'exists', key: utf8('named'), exists: false };
    const result = one(node, 1_010, txn([counting('k', '=', 1), absent], [mark]));
    expect(result.txn?.succeeded).toBe(true);
    // Two that ended, and the transaction.
    expect(result.revision).toBe(before + 3);
    expect(keysOf(node.scan().entries)).toEqual(['k1', 'mark', 'x']);
  });

  it('leaves what is due to the leader where it has no range', () => {
    const node = new TestNode();
    apply(node, 1_000, put('k2', 'v', 10));
    const there: Comparison = { target: 'exists', key: utf8('k2'), exists: true };
    expect(succeeds(node, 1_010, there)).toBe(true);
  });

  it('is refused by apply past 1,000 keys, and changes nothing', () => {
    const node = new TestNode();
    fill(node, requestLimits.rangeKeys);
    expect(succeeds(node, 2, counting('k', '=', requestLimits.rangeKeys))).toBe(true);
    apply(node, 2, put('k-one-more', 'v'));
    const before = node.partition.revision;
    const refused = one(node, 2, txn([counting('k', '>', 0)], [mark]));
    expect(refused).toMatchObject({ status: 'range_too_large', value: 1_001, revision: before });
    const together = one(node, 2, txn([counting('k0', '>', 0), counting('k-', '>', 0)], [mark]));
    expect(together).toMatchObject({ status: 'range_too_large', value: 1_001, txn: null });
  });

  it('is refused past the bytes that a transaction may look at', () => {
    const node = new TestNode();
    const value = 'x'.repeat(1_000_000);
    for (let n = 0; n < 18; n++) apply(node, 1, put(`k${n}`, value));
    const refused = one(node, 2, txn([counting('k', '>', 0)], [mark]));
    expect(refused.status).toBe('result_too_large');
    expect(refused.value).toBeGreaterThan(requestLimits.txnRecordBytes);
  });
});
