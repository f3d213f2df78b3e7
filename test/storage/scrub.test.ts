import { describe, expect, it } from 'vitest';
import type { Scrub } from '../../src/storage/scrub.ts';
import { CorruptionError } from '../../src/storage/storage-errors.ts';
import { hex } from '../../src/util/bytes.ts';
import { apply, put, TestNode } from './store-harness.ts';

/** Keys in the engine: group 1, generation 1, space, and the key of the row. */
function rowKey(space: number, ...key: number[]): Uint8Array {
  return Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, space, ...key);
}

const record = 0x72;
const expiry = 0x78;

/** Records a, b and c on the disk; b has a TTL. */
function filled(): TestNode {
  const node = new TestNode();
  apply(node, 1, put('a', '1'), put('b', '2', 5_000), put('c', '3'));
  node.flush();
  return node;
}

/** Reads to the end; what was found. */
function run(node: TestNode, scrub: Scrub): { error: Error | null; bytes: number } {
  const result: { error: Error | null; bytes: number } = { error: null, bytes: 0 };
  let isOver = false;
  const step = (): void =>
    scrub.step((error, bytes) => {
      result.error = error;
      result.bytes += bytes;
      isOver = error !== null || bytes === 0;
      if (!isOver) step();
    });
  step();
  node.engine.pumpAll();
  scrub.close();
  node.engine.pumpAll();
  expect(isOver).toBe(true);
  expect(node.engine.openHandles).toBe(0);
  return result;
}

describe('a scrub (R20)', () => {
  it('finds nothing in a whole partition, whatever is flushed and whatever is not', () => {
    const node = filled();
    apply(node, 1, put('a', '4'), put('d', '5', 9_000));
    const { error, bytes } = run(node, node.partition.openScrub());
    expect(error).toBe(null);
    expect(bytes).toBeGreaterThan(0);
  });

  it('sees the partition as it was when it began', () => {
    const node = filled();
    const scrub = node.partition.openScrub();
    apply(node, 1, put('a', '4'), put('e', '5'));
    node.flush();
    expect(run(node, scrub).error).toBe(null);
  });

  it('finds every flipped byte of a record and of the index of expiries', () => {
    const rows = filled()
      .engine.keys()
      .filter((key) => key[3] === 1 && (key[8] === record || key[8] === expiry));
    expect(rows).toHaveLength(4);
    for (const key of rows) {
      const length = filled().engine.get(key)?.length ?? 0;
      for (let offset = 0; offset < length; offset++) {
        const node = filled();
        node.engine.corrupt(key, offset);
        expect(run(node, node.partition.openScrub()).error, `${hex(key)}/${offset}`).toBeInstanceOf(
          CorruptionError,
        );
      }
    }
  });

  it('misses a record that is gone, which no checksum of a row can', () => {
    const node = filled();
    node.engine.lose(rowKey(record, 0x61));
    expect(run(node, node.partition.openScrub()).error?.message).toMatch(
      /^hash of group 1 generation 1, [0-9a-f]{8}\/0{8}\/0{8} and not [0-9a-f]{8}\/0{8}\/0{8}, is corrupt/,
    );
  });

  it('misses an entry of the index of expiries', () => {
    const node = filled();
    const index = node.engine.keys().find((key) => key[3] === 1 && key[8] === expiry);
    node.engine.lose(index ?? rowKey(expiry));
    expect(run(node, node.partition.openScrub()).error?.message).toMatch(/^expiry index beside/);
  });

  it('sees a record that is an old one, though it is whole', () => {
    const node = filled();
    const old = node.engine.get(rowKey(record, 0x61)) ?? new Uint8Array();
    apply(node, 1, put('a', '4'));
    node.flush();
    node.engine.write([{ key: rowKey(record, 0x61), value: old }], () => {});
    node.engine.pumpAll();
    expect(run(node, node.partition.openScrub()).error).toBeInstanceOf(CorruptionError);
  });
});

describe('a snapshot that is sent (R20)', () => {
  function send(node: TestNode): Error | null {
    const source = node.partition.openSnapshot();
    let failure: Error | null = null;
    const next = (): void =>
      source.next((error, chunk) => {
        failure = error;
        if (error === null && chunk !== null) next();
      });
    next();
    node.engine.pumpAll();
    source.close();
    return failure;
  }

  it('stops at a damaged row, and at a record that is gone', () => {
    expect(send(filled())).toBe(null);
    const damaged = filled();
    damaged.engine.corrupt(rowKey(record, 0x63), 2);
    expect(send(damaged)).toBeInstanceOf(CorruptionError);
    const short = filled();
    short.engine.lose(rowKey(record, 0x63));
    expect(send(short)?.message).toMatch(/^3 rows of group 1 generation 1 come to hash/);
  });
});
