import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanPage } from '../../src/storage/scan.ts';
import { compareBytes, startsWith, utf8 } from '../../src/util/bytes.ts';
import { apply, command, del, keysOf, pairsOf, put, TestNode } from './store-harness.ts';

/** Keys on disk, in two sealed layers and in the active one; some replaced, some deleted above. */
function layered(): TestNode {
  const node = new TestNode();
  apply(node, 1, ...['a', 'b', 'c', 'd', 'e'].map((key) => put(key, 'disk')));
  node.flush();
  apply(node, 1, put('b', 'sealed'), del('c'), put('bb', 'sealed'));
  node.store.flushNow();
  apply(node, 1, put('bb', 'sealed later'), del('d'));
  node.store.flushNow();
  apply(node, 1, put('c', 'active'), del('e'), put('f', 'active'));
  return node;
}

describe('scan', () => {
  it('merges layers and disk, the newest word on each key winning', () => {
    expect(pairsOf(layered().scan().entries)).toEqual([
      'a=disk',
      'b=sealed',
      'bb=sealed later',
      'c=active',
      'f=active',
    ]);
  });

  it('is one moment: what applies, seals and flushes meanwhile does not show (R36)', () => {
    const node = layered();
    const expected = pairsOf(node.scan().entries);
    const revision = node.partition.revision;
    let page: ScanPage | null = null;
    node.partition.scan(
      { prefix: utf8(''), after: null, limit: 100, keysOnly: false },
      (_, result) => {
        page = result;
      },
    );
    apply(node, 2, put('a', 'later'), del('b'), put('zz', 'later'), del('f'));
    node.store.flushNow();
    apply(node, 2, put('c', 'later'));
    node.engine.pumpAll();
    expect(page).not.toBeNull();
    const taken = page as unknown as ScanPage;
    expect([pairsOf(taken.entries), taken.revision]).toEqual([expected, revision]);
  });

  it('resumes strictly after a key, page by page, each key exactly once', () => {
    const node = layered();
    const pages: string[][] = [];
    let after: Uint8Array | null = null;
    while (true) {
      const page: ScanPage = node.scan({ after, limit: 2 });
      pages.push(keysOf(page.entries));
      if (!page.more) break;
      after = page.entries.at(-1)?.key ?? null;
    }
    expect(pages).toEqual([['a', 'b'], ['bb', 'c'], ['f']]);
  });

  it('goes backwards over the same keys, and resumes strictly before one', () => {
    const node = layered();
    const pages: string[][] = [];
    let after: Uint8Array | null = null;
    while (true) {
      const page: ScanPage = node.scan({ after, limit: 2, reverse: true });
      pages.push(pairsOf(page.entries));
      if (!page.more) break;
      after = page.entries.at(-1)?.key ?? null;
    }
    expect(pages).toEqual([['f=active', 'c=active'], ['bb=sealed later', 'b=sealed'], ['a=disk']]);
  });

  it('says that there is more only when there is', () => {
    const node = layered();
    expect(node.scan({ limit: 5 }).more).toBe(false);
    expect(node.scan({ limit: 4 }).more).toBe(true);
    expect(node.scan({ limit: 0 })).toMatchObject({ entries: [], more: true });
    expect(node.scan({ prefix: utf8('x') })).toMatchObject({ entries: [], more: false });
  });

  it('stays within the bytes asked for, but always makes progress', () => {
    const node = new TestNode();
    apply(node, 1, put('a', 'x'.repeat(9)), put('b', 'x'.repeat(9)), put('c', 'x'.repeat(99)));
    expect(keysOf(node.scan({ maxBytes: 20 }).entries)).toEqual(['a', 'b']);
    expect(keysOf(node.scan({ maxBytes: 19 }).entries)).toEqual(['a']);
    expect(keysOf(node.scan({ maxBytes: 5, after: utf8('b') }).entries)).toEqual(['c']);
    expect(pairsOf(node.scan({ maxBytes: 3, keysOnly: true }).entries)).toEqual(['a=', 'b=', 'c=']);
  });

  it('is over at once where it resumes behind its prefix, also in a sealed layer', () => {
    const node = new TestNode();
    apply(node, 1, ...['a', 'x', 'y'].map((key) => put(key, 'v')));
    node.store.flushNow();
    const request = { prefix: utf8('a'), after: utf8('x') };
    expect(node.scan(request)).toMatchObject({ entries: [], more: false });
    expect(keysOf(node.scan({ ...request, reverse: true }).entries)).toEqual(['a']);
    expect(node.scan({ prefix: utf8('x'), after: utf8('a'), reverse: true }).entries).toEqual([]);
  });

  it('finds exactly the keys with the prefix, for any bytes, direction and place to resume at', () => {
    const bytes = fc
      .uint8Array({ maxLength: 3, max: 255 })
      .map((raw) => raw.map((byte) => (byte > 250 ? 255 : byte % 3)));
    fc.assert(
      fc.property(
        fc.uniqueArray(bytes, { selector: (raw) => raw.join(), maxLength: 12 }),
        bytes,
        fc.option(bytes),
        fc.nat({ max: 12 }),
        fc.nat({ max: 12 }),
        fc.boolean(),
        (keys, prefix, after, flushed, sealed, reverse) => {
          const node = new TestNode();
          keys.forEach((key, i) => {
            apply(
              node,
              1,
              command({ kind: 'put', key, value: key, ttlMs: 0, expect: { type: 'any' } }),
            );
            if (i === flushed) node.flush();
            if (i === sealed) node.store.flushNow();
          });
          const expected = keys
            .filter(
              (key) =>
                startsWith(key, prefix) &&
                (after === null || compareBytes(key, after) * (reverse ? -1 : 1) > 0),
            )
            .sort(compareBytes);
          if (reverse) expected.reverse();
          const { entries } = node.scan({ prefix, after, reverse });
          expect(entries.map((record) => record.key)).toEqual(expected);
          expect(node.count({ prefix, after }).count).toBe(
            node.scan({ prefix, after }).entries.length,
          );
        },
      ),
    );
  });

  it('does not change the prefix that it was given, even in a Buffer', () => {
    const node = layered();
    const prefix = Buffer.from('b');
    expect(keysOf(node.scan({ prefix }).entries)).toEqual(['b', 'bb']);
    expect(prefix.toString()).toBe('b');
  });
});
