import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../src/storage/command.ts';
import { appendedKey } from '../../src/util/append-key.ts';
import { compareBytes, fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { apply, as, client, one, open, pairsOf, put, TestNode } from './store-harness.ts';

const append = (prefix: string, value: string, ttlMs = 0): CommandBody => ({
  kind: 'append',
  prefix: utf8(prefix),
  value: utf8(value),
  ttlMs,
});

describe('An append', () => {
  it('writes a key of its own revision, behind all that were committed before', () => {
    const node = new TestNode();
    for (const value of ['one', 'two', 'three']) one(node, 100, append('{q}/', value));
    apply(node, 100, put('{q}/between', 'x'));
    expect(one(node, 100, append('{q}/', 'four'))).toMatchObject({ status: 'ok', revision: 5 });
    expect(pairsOf(node.scan({ prefix: utf8('{q}/0') }).entries)).toEqual([
      '{q}/0000000000000001=one',
      '{q}/0000000000000002=two',
      '{q}/0000000000000003=three',
      '{q}/0000000000000005=four',
    ]);
  });

  it('gives different keys to commands of one entry', () => {
    const node = new TestNode();
    apply(node, 100, append('{q}/', 'a'), append('{q}/', 'b'), append('{r}/', 'c'));
    expect(node.scan().entries.map(({ key, modRevision }) => [fromUtf8(key), modRevision])).toEqual(
      [
        ['{q}/0000000000000001', 1],
        ['{q}/0000000000000002', 2],
        ['{r}/0000000000000003', 3],
      ],
    );
  });

  it('makes a record like any other, with a time to live if it is given one', () => {
    const node = new TestNode();
    expect(one(node, 100, append('{q}/', 'v', 50))).toMatchObject({ version: 1, expiresAt: 150 });
    const record = node.partition.get(appendedKey(utf8('{q}/'), 1));
    expect(record).toMatchObject({ version: 1, createRevision: 1, modRevision: 1, expiresAt: 150 });
  });

  it('overwrites nothing: where somebody put a key of that name, it says what is there', () => {
    const node = new TestNode();
    apply(node, 100, put('{q}/0000000000000002', 'mine'));
    const current = { version: 1, modRevision: 1 };
    expect(one(node, 100, append('{q}/', 'v'))).toMatchObject({
      status: 'condition_failed',
      current,
    });
    expect(node.partition.revision).toBe(1);
  });

  it('is answered again under its sequence, and writes no second key', () => {
    const node = new TestNode();
    apply(node, 100, open(client(1)));
    const write = as(client(1), 1, 1, append('{q}/', 'v'));
    const first = one(node, 100, write);
    apply(node, 100, put('x', 'y'));
    expect(one(node, 100, write)).toEqual({ ...first, deduplicated: true });
    expect(node.scan({ prefix: utf8('{q}/') }).entries).toHaveLength(1);
  });
});

describe('Appended keys', () => {
  it('sort as their revisions do, and no two revisions share one', () => {
    const revision = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(revision, revision, (a, b) => {
        const [x, y] = [appendedKey(utf8('{q}/'), a), appendedKey(utf8('{q}/'), b)];
        expect(Math.sign(compareBytes(x, y))).toBe(Math.sign(a - b));
        expect(x).toHaveLength(20);
      }),
    );
  });
});
