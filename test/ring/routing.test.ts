import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  escapeKeyPart,
  MalformedKeyPartError,
  PARTITIONS_MAX,
  partitionOf,
  partitionOfToken,
  routingPart,
  tokenOf,
  typedKey,
} from '../../src/ring/index.ts';
import { fromHex, fromUtf8, hex, utf8 } from '../../src/util/bytes.ts';
import { type Hash32, loadHash } from '../../src/util/hash.ts';

let hash: Hash32;
beforeAll(async () => {
  hash = await loadHash();
});

const routing = (key: string): string => fromUtf8(routingPart(utf8(key)));

describe('the routing part of a key', () => {
  it.each([
    ['sku-1', 'sku-1'],
    ['{sku-1}/avail', 'sku-1'],
    ['cart:{42}:items', '42'],
    ['{}/x', '{}/x'],
    ['{open', '{open'],
    ['close}', 'close}'],
    ['}x{a}', 'a'],
    ['{a}{b}', 'a'],
    ['{{a}}', '{a'],
    ['{}{a}', '{}{a}'],
    ['', ''],
  ])('of %j is %j', (key, part) => {
    expect(routing(key)).toBe(part);
  });

  it('puts all keys with the same braces on one partition, whatever surrounds them', () => {
    const text = fc.string().map((s) => s.replaceAll(/[{}]/g, ''));
    const tag = text.filter((s) => s.length > 0);
    fc.assert(
      fc.property(tag, text, text, fc.string(), (inside, before, otherBefore, after) => {
        const one = partitionOf(utf8(`${before}{${inside}}${after}`), 4_096, hash);
        expect(partitionOf(utf8(`${otherBefore}{${inside}}`), 4_096, hash)).toBe(one);
      }),
    );
  });
});

describe('partitions as token ranges', () => {
  const partitions = fc.integer({ min: 1, max: PARTITIONS_MAX });

  it('start at the first token that maps to them and not one later', () => {
    fc.assert(
      fc.property(partitions, fc.nat(), (count, pick) => {
        const partition = pick % count;
        const token = tokenOf(partition, count);
        expect(partitionOfToken(token, count)).toBe(partition);
        if (token > 0) expect(partitionOfToken(token - 1, count)).toBe(partition - 1);
      }),
    );
  });

  it('cover the whole token space', () => {
    for (const count of [1, 2, 3, 7, 16, 1_000, PARTITIONS_MAX]) {
      expect(partitionOfToken(0, count)).toBe(0);
      expect(partitionOfToken(0xffff_ffff, count)).toBe(count - 1);
    }
  });

  it('refuse a count outside their limits', () => {
    for (const count of [0, -1, 1.5, PARTITIONS_MAX + 1, Number.NaN]) {
      expect(() => partitionOf(utf8('k'), count, hash)).toThrow(`partitions ${count}`);
    }
    expect(() => tokenOf(16, 16)).toThrow('partition 16 of 16');
  });
});

describe('typed keys', () => {
  it('escape what would break out of a part', () => {
    expect(escapeKeyPart('a/b{c}d%e\n\x7f')).toBe('a%2Fb%7Bc%7Dd%25e%0A%7F');
    expect(escapeKeyPart('sku-1 é 漢 😀')).toBe('sku-1 é 漢 😀');
    expect(typedKey('user', 'a/b', '')).toBe('user/a%2Fb/');
  });

  it('are as different as their parts', () => {
    const parts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = one.length === other.length && one.every((part, i) => part === other[i]);
        expect(typedKey(...one) === typedKey(...other)).toBe(isSame);
      }),
    );
  });

  it('never form braces of their own, so that a part cannot choose its partition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (part) => {
        expect(escapeKeyPart(part)).not.toMatch(/[{}/]|%(?![0-9A-F]{2})/);
      }),
    );
  });

  it('refuse half a surrogate pair, which UTF-8 would turn into the same bytes as any other half', () => {
    expect(() => typedKey('user', '\ud800')).toThrow(MalformedKeyPartError);
    expect(() => typedKey()).toThrow('no parts');
  });
});

describe('the table in docs/protocol.md', () => {
  const doc = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
  const section = doc.split(/^## /m).find((part) => part.startsWith('Keys to partitions')) ?? '';
  const rows = section
    .split('\n')
    .filter((line) => /^\| .*\| `[0-9a-f]{8}` \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

  it('has its vectors', () => {
    expect(rows.length).toBeGreaterThanOrEqual(12);
  });

  it.each(rows.map((row) => [row[1] ?? '', row] as const))('holds for %s', (_, row) => {
    const [, , keyHex = '', partHex = '', token = '', of16, of1000, of4096] = row;
    const key = fromHex(keyHex);
    expect(hex(routingPart(key))).toBe(partHex);
    expect(hash(routingPart(key)).toString(16).padStart(8, '0')).toBe(token);
    expect(partitionOf(key, 16, hash)).toBe(Number(of16));
    expect(partitionOf(key, 1_000, hash)).toBe(Number(of1000));
    expect(partitionOf(key, 4_096, hash)).toBe(Number(of4096));
  });
});
