import { describe, expect, it } from 'vitest';
import { rewindChunks, type SnapshotSource } from '../../src/storage/snapshot-source.ts';
import { SnapshotError } from '../../src/storage/storage-errors.ts';
import { apply, as, client, del, incr, install, open, put, TestNode } from './store-harness.ts';

/** Rows on disk, in sealed layers and in the active one; some rows longer than a chunk, and several in others. */
function sender(): TestNode {
  const node = new TestNode();
  apply(node, 100, open(client(1)), open(client(2)), put('gone', 'x', 500));
  for (let i = 0; i < 20; i++) apply(node, 100, put(`k${i}`, 'v'.repeat(37 * i), 900));
  apply(node, 100, put('long', 'l'.repeat(2_000)), as(client(1), 1, 1, incr('n', 1)));
  node.flush();
  apply(node, 200, del('gone'), put('k3', 'new', 700), as(client(1), 2, 1, incr('n', 1)));
  node.store.flushNow();
  apply(node, 300, put('z', 'last'), as(client(2), 1, 1, incr('n', 1)));
  return node;
}

const nextOf = (node: TestNode, source: SnapshotSource): Uint8Array | null =>
  node.wait((done) => source.next(done));

/** From here to the end; the source stays open. */
function rest(node: TestNode, source: SnapshotSource): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let chunk = nextOf(node, source); chunk !== null; chunk = nextOf(node, source)) {
    chunks.push(chunk);
  }
  return chunks;
}

describe('A snapshot that broke off', () => {
  it('goes on at any chunk that was sent before, byte for byte, while writes go on', () => {
    const node = sender();
    const source = node.partition.openSnapshot();
    const whole = rest(node, source);
    expect(whole.length).toBeGreaterThan(20);
    for (let sequence = whole.length; sequence >= 0; sequence--) {
      apply(node, 400, put(`later${sequence}`, 'x'), put('k3', 'changed'), del('n'));
      if (sequence % 3 === 0) node.flush();
      expect(source.seek(sequence)).toBe(true);
      expect(rest(node, source)).toEqual(whole.slice(sequence));
    }
    source.close();
    expect(node.engine.openHandles).toBe(0);
  });

  it('goes on where it stopped, after each chunk, and installs as if nothing had been', () => {
    const node = sender();
    const { hash } = node.partition;
    const source = node.partition.openSnapshot();
    const chunks: Uint8Array[] = [];
    for (let chunk = nextOf(node, source); chunk !== null; chunk = nextOf(node, source)) {
      chunks.push(chunk);
      // What was read ahead is lost with the stream.
      for (let ahead = chunks.length % 3; ahead > 0; ahead--) nextOf(node, source);
      source.rest();
      apply(node, 400, put('k1', `${chunks.length}`));
      expect(source.seek(chunks.length)).toBe(true);
    }
    source.close();
    const other = new TestNode();
    install(other, source.meta, chunks);
    expect(other.partition.hash).toBe(hash);
  });

  it('goes back so many chunks and not one more, and never beyond what was reached', () => {
    const node = new TestNode();
    for (let i = 0; i < 200; i++) apply(node, 100, put(`key${i}`, 'v'.repeat(200)));
    const source = node.partition.openSnapshot();
    const whole: Uint8Array[] = [];
    while (whole.length < 2 * rewindChunks) whole.push(nextOf(node, source) as Uint8Array);
    expect(source.seek(whole.length + 1)).toBe(false);
    expect(source.seek(0)).toBe(false);
    let furthest = whole.length;
    while (source.seek(furthest - 1)) furthest--;
    const back = whole.length - furthest;
    expect(back).toBeGreaterThan(rewindChunks - 5);
    expect(back).toBeLessThanOrEqual(rewindChunks);
    expect(source.seek(furthest)).toBe(true);
    expect(nextOf(node, source)).toEqual(whole[furthest]);
    source.close();
  });

  it('may be told to go back while a chunk is being read', () => {
    const node = sender();
    const source = node.partition.openSnapshot();
    const whole = rest(node, source);
    expect(source.seek(4)).toBe(true);
    const answers: (Error | null)[] = [];
    source.next((error) => answers.push(error));
    expect(source.seek(2)).toBe(true);
    expect(rest(node, source)).toEqual(whole.slice(2));
    expect(answers).toEqual([expect.any(SnapshotError)]);
    source.close();
    expect(node.engine.openHandles).toBe(0);
  });

  it('holds no iterator while it rests, and gives no chunk before it is told which', () => {
    const node = sender();
    const source = node.partition.openSnapshot();
    nextOf(node, source);
    nextOf(node, source);
    const { openHandles } = node.engine;
    source.rest();
    expect(node.engine.openHandles).toBeLessThan(openHandles);
    expect(() => nextOf(node, source)).toThrow(SnapshotError);
    expect(source.seek(2)).toBe(true);
    expect(nextOf(node, source)).not.toBeNull();
    source.close();
    expect(source.seek(2)).toBe(false);
    expect(node.engine.openHandles).toBe(0);
  });
});
