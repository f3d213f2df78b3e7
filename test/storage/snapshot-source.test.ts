import { describe, expect, it, vi } from 'vitest';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { ByteWriter } from '../../src/util/bytes.ts';
import { apply, install, put, smallOptions, TestNode } from './store-harness.ts';

describe('A sender of a snapshot', () => {
  it('reads rows no further than what fills a chunk, and moves each byte of them once for a chunk', () => {
    const chunkBytes = 10_000;
    const node = new TestNode(new MemoryEngine(), {
      ...smallOptions,
      snapshotChunkBytes: chunkBytes,
    });
    for (let i = 0; i < 60; i++) apply(node, 100, put(`k${i}`, 'x'.repeat(9_000)));
    apply(node, 100, put('long', 'y'.repeat(200_000)));
    const slice = vi.spyOn(Uint8Array.prototype, 'slice');
    const raw = vi.spyOn(ByteWriter.prototype, 'raw');
    const source = node.partition.openSnapshot();
    slice.mockClear();
    raw.mockClear();
    let appended = 0;
    const chunks: Uint8Array[] = [];
    while (true) {
      const before = raw.mock.calls.length;
      const chunk = node.wait<Uint8Array | null>((done) => source.next(done));
      if (chunk === null) break;
      chunks.push(chunk);
      const sizes = raw.mock.calls.slice(before).map(([bytes]) => bytes.length);
      const large = sizes.filter((size) => size < 200_000).reduce((sum, size) => sum + size, 0);
      appended = Math.max(appended, large);
    }
    const moved = slice.mock.results.reduce(
      (sum, { value }) => sum + (value as Uint8Array).length,
      0,
    );
    vi.restoreAllMocks();
    source.close();
    const total = chunks.reduce((sum, { length }) => sum + length, 0);
    expect(total).toBeGreaterThan(60 * 9_000 + 200_000);
    // The rest of one chunk, a read of rows that fills another, and the chunk that is built of them.
    expect(appended).toBeLessThan(5 * chunkBytes);
    expect(moved).toBeLessThan(3 * total);
    const other = new TestNode();
    install(other, source.meta, chunks);
    expect(other.partition.hash).toBe(node.partition.hash);
  });
});
