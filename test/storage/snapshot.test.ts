import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/storage/engine.ts';
import {
  decodeChunk,
  decodeTotals,
  encodeChunk,
  encodeTotals,
} from '../../src/storage/snapshot-format.ts';
import { SnapshotError } from '../../src/storage/storage-errors.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  conf,
  del,
  incr,
  install,
  one,
  open,
  pairsOf,
  put,
  smallOptions,
  TestNode,
  textOf,
} from './store-harness.ts';

/** A sender with rows on disk, in sealed layers and in the active one, and values longer than a chunk. */
function sender(): TestNode {
  const node = new TestNode();
  apply(node, 100, open(client(1)), open(client(2)), put('a', 'old', 900), put('gone', 'x', 500));
  apply(node, 100, put('long', 'v'.repeat(1_000)), as(client(1), 1, 1, incr('n', 1)));
  node.flush();
  apply(node, 200, del('gone'), put('a', 'new', 700), as(client(1), 2, 1, incr('n', 1)));
  node.store.flushNow();
  apply(node, 300, put('z', 'last'), as(client(2), 1, 1, incr('n', 1)));
  return node;
}

/** A receiver with a state of its own, partly durable. */
function receiver(): TestNode {
  const node = new TestNode();
  apply(node, 50, put('mine', 'durable', 60), open(client(7)));
  node.flush();
  apply(node, 60, put('mine2', 'only in memory', 60));
  return node;
}

const stateOf = (node: TestNode): unknown => ({
  pairs: pairsOf(node.scan().entries),
  due: node.collectDue(1_000_000),
  index: node.partition.appliedIndex,
  term: node.partition.appliedTerm,
  revision: node.partition.revision,
  clock: node.partition.clockMs,
  conf: node.partition.conf,
  hash: node.partition.hash,
  sessions: node.partition.sessions.size,
});

describe('Snapshots', () => {
  it('carry the whole state into another store, exactly as it was when opened', () => {
    const from = sender();
    const expected = stateOf(from);
    const source = from.partition.openSnapshot();
    const chunks: Uint8Array[] = [];
    while (true) {
      const chunk = from.wait<Uint8Array | null>((done) => source.next(done));
      if (chunk === null) break;
      chunks.push(chunk);
      // Writes go on, and flushes move rows from the layers to the disk under the snapshot.
      apply(from, 400, put(`later${chunks.length}`, 'x'), put('a', 'changed'), del('n'));
      if (chunks.length % 2 === 0) from.flush();
    }
    source.close();
    expect(from.engine.openHandles).toBe(0);
    expect(chunks.length).toBeGreaterThan(5);
    for (const chunk of chunks) {
      expect(chunk.length).toBeLessThanOrEqual(smallOptions.snapshotChunkBytes);
    }
    const to = receiver();
    install(to, source.meta, chunks);
    expect(stateOf(to)).toEqual(expected);
    to.crash();
    expect(stateOf(to)).toEqual(expected);
    expect(to.store.flushedIndex(1)).toBe(source.meta.index);
  });

  it('can be the first thing that a store hears of a group', () => {
    const from = sender();
    const source = from.partition.openSnapshot();
    const to = new TestNode();
    install(to, source.meta, chunksOf(from, source));
    expect(stateOf(to)).toEqual(stateOf(from));
  });

  it('replace the partition object, and the old one serves nothing any more', () => {
    const from = sender();
    const to = receiver();
    const before = to.partition;
    const source = from.partition.openSnapshot();
    install(to, source.meta, chunksOf(from, source));
    expect([before.alive, to.partition.alive]).toEqual([false, true]);
    expect(() => before.get(new Uint8Array([1]))).toThrow(
      'generation 1 of group 1 was dropped or replaced',
    );
  });

  it('go on from their index on both sides to equal hashes', () => {
    const from = sender();
    const to = receiver();
    const source = from.partition.openSnapshot();
    install(to, source.meta, chunksOf(from, source));
    for (const node of [from, to]) {
      apply(node, 500, as(client(1), 2, 1, incr('n', 1)), put('a', 'after'), del('z'));
    }
    expect(stateOf(to)).toEqual(stateOf(from));
    expect(textOf(to, 'n')).toBe('3');
  });

  it('leave no row of the old generation behind, in memory or on disk', () => {
    const from = sender();
    const to = receiver();
    // A flush of the old generation is on its way while the snapshot arrives.
    to.store.flushNow();
    const source = from.partition.openSnapshot();
    install(to, source.meta, chunksOf(from, source));
    to.flush();
    to.crash();
    const view = to.engine.snapshot();
    const keys = to.wait<readonly { key: Uint8Array }[]>((done) =>
      view.iterate({ from: Uint8Array.of(0), to: Uint8Array.of(0xff) }).next(1_000, done),
    );
    expect(new Set(keys.map(({ key }) => key[7]))).toEqual(new Set([2]));
  });

  it('may be closed in the middle, also while a chunk is being read', () => {
    const node = sender();
    const source = node.partition.openSnapshot();
    node.wait((done) => source.next(done));
    let failure: Error | null = null;
    source.next((error) => {
      failure = error;
    });
    source.close();
    node.engine.pumpAll();
    expect(failure).toBeInstanceOf(SnapshotError);
    expect(node.engine.openHandles).toBe(0);
  });
});

describe('A damaged snapshot changes nothing', () => {
  const cases: [string, (chunks: Uint8Array[]) => Uint8Array[]][] = [
    ['one bit flipped', (chunks) => chunks.map((chunk, i) => (i === 2 ? flip(chunk, 40) : chunk))],
    ['a chunk missing', (chunks) => chunks.filter((_, i) => i !== 3)],
    [
      'a chunk twice',
      (chunks) => chunks.flatMap((chunk, i) => (i === 1 ? [chunk, chunk] : [chunk])),
    ],
    ['two chunks swapped', ([a, b, c, ...rest]) => [a, c, b, ...rest] as Uint8Array[]],
    ['no header', ([, ...rest]) => rest],
    ['no end', (chunks) => chunks.slice(0, -1)],
    ['an empty chunk', (chunks) => [...chunks, new Uint8Array()]],
  ];

  it.each(cases)('%s', (_, damage) => {
    const from = sender();
    const to = receiver();
    const before = stateOf(to);
    const source = from.partition.openSnapshot();
    const chunks = damage(chunksOf(from, source));
    expect(() => install(to, source.meta, chunks)).toThrow(SnapshotError);
    expect(stateOf(to)).toEqual(before);
    to.flush();
    to.crash();
    expect(stateOf(to)).toEqual(before);
  });

  it.each([
    ['fewer rows', { rows: 10, hash: 0 }],
    ['another hash', { rows: 11, hash: 1 }],
  ])('with %s than its end says', (_, change) => {
    const from = sender();
    const to = receiver();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const end = decodeChunk(chunks.at(-1) ?? new Uint8Array());
    const totals = decodeTotals(end.payload);
    expect(totals).toEqual({ rows: 11, hash: from.partition.hash });
    const claimed = encodeTotals({ rows: change.rows, hash: (totals.hash + change.hash) >>> 0 });
    chunks[chunks.length - 1] = encodeChunk(end.kind, end.sequence, claimed);
    expect(() => install(to, source.meta, chunks)).toThrow(SnapshotError);
    expect(to.partition.generation).toBe(1);
  });

  it('of another index than announced', () => {
    const from = sender();
    const to = receiver();
    const source = from.partition.openSnapshot();
    const meta = { ...source.meta, index: source.meta.index + 1 };
    expect(() => install(to, meta, chunksOf(from, source))).toThrow(SnapshotError);
  });

  it('given up half way leaves its rows to the sweep and its number unused', () => {
    const from = sender();
    const to = receiver();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const sink = to.store.beginInstall(1, source.meta);
    for (const chunk of chunks.slice(0, 4)) {
      to.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
    }
    sink.abort();
    to.engine.pumpAll();
    install(to, source.meta, chunks);
    expect(to.partition.generation).toBe(3);
    expect(stateOf(to)).toEqual(stateOf(from));
  });

  it('is answered with an error when a newer installation takes its place', () => {
    const from = sender();
    const to = receiver();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const first = to.store.beginInstall(1, source.meta);
    const answers: (Error | null)[] = [];
    first.write(chunks[0] ?? new Uint8Array(), (error) => answers.push(error));
    install(to, source.meta, chunks);
    expect(answers).toEqual([expect.any(SnapshotError)]);
    expect(stateOf(to)).toEqual(stateOf(from));
  });
});

describe('A crash during an installation (R21)', () => {
  it('leaves the old state or the new one, whichever write it hits', () => {
    const from = sender();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const fresh = receiver();
    fresh.flush();
    const old = stateOf(fresh);
    const next = stateOf(from);
    const seen = new Set<string>();
    for (const keepWaiting of [false, true]) {
      for (let steps = 0; ; steps++) {
        const to = receiver();
        to.flush();
        const finished = installSteps(to, source.meta, chunks, steps);
        to.crash(keepWaiting);
        const state = stateOf(to);
        const isNew = (state as { index: number }).index === source.meta.index;
        expect(state).toEqual(isNew ? next : old);
        if (finished) expect(isNew, 'an installation that was answered must survive').toBe(true);
        seen.add(isNew ? 'new' : 'old');
        // What was left behind does not show in the next attempt either.
        install(to, source.meta, chunks);
        expect(stateOf(to)).toEqual(next);
        if (finished) break;
      }
    }
    expect(seen).toEqual(new Set(['old', 'new']));
  });

  it('after the switch failed for want of space, neither loses rows nor mixes them', () => {
    const from = sender();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const to = receiver();
    to.flush();
    const old = stateOf(to);
    const sink = to.store.beginInstall(1, source.meta);
    for (const chunk of chunks) {
      to.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
    }
    to.engine.failNextWrite(new EngineError('no_space', 'full'));
    expect(() => to.wait<void>((done) => sink.finish((error) => done(error, undefined)))).toThrow(
      'full',
    );
    expect(to.outOfSpace).toHaveLength(1);
    to.reopen();
    expect(stateOf(to)).toEqual(old);
    install(to, source.meta, chunks);
    expect(stateOf(to)).toEqual(stateOf(from));
  });

  it('after a switch that failed and yet reached the disk, shows one state whole, wherever it crashes next', () => {
    const from = sender();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const next = stateOf(from);
    const indexes = new Set<number>();
    for (let steps = 0; steps < 12; steps++) {
      const to = receiver();
      to.flush();
      const old = stateOf(to);
      const sink = to.store.beginInstall(1, source.meta);
      for (const chunk of chunks) {
        to.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
      }
      to.engine.failNextWrite(new EngineError('no_space', 'full'), true);
      sink.finish(() => {});
      to.engine.pumpAll();
      to.store.suspend();
      to.database.reopen(() => to.store.resumeFlush());
      to.engine.pump();
      to.store.sweepDead();
      for (let i = 0; i < steps; i++) {
        to.store.tick(i * 100);
        to.engine.pump();
      }
      to.crash(true);
      const index = to.partition.appliedIndex;
      expect(stateOf(to)).toEqual(index === source.meta.index ? next : old);
      indexes.add(index);
    }
    expect(indexes.size).toBe(2);
  });

  it('cannot follow a drop of the group', () => {
    const from = sender();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const to = receiver();
    const sink = to.store.beginInstall(1, source.meta);
    to.wait<void>((done) =>
      sink.write(chunks[0] ?? new Uint8Array(), (error) => done(error, undefined)),
    );
    to.store.dropPartition(1);
    let failure: Error | null = null;
    sink.finish((error) => {
      failure = error;
    });
    to.flush();
    expect(failure).toBeInstanceOf(SnapshotError);
    expect(to.store.hasPartition(1)).toBe(false);
    expect(to.store.createPartition(1, conf).generation).toBe(3);
    expect(one(to, 1, put('a', 'x')).revision).toBe(1);
  });
});

/** Runs an installation for so many completions of the engine; true when it was answered by then. */
function installSteps(
  node: TestNode,
  meta: Parameters<typeof install>[1],
  chunks: readonly Uint8Array[],
  steps: number,
): boolean {
  const sink = node.store.beginInstall(1, meta);
  let finished = false;
  let position = 0;
  const advance = (error: Error | null): void => {
    if (error !== null) throw error;
    const chunk = chunks[position++];
    if (chunk !== undefined) sink.write(chunk, advance);
    else {
      sink.finish((failure) => {
        if (failure !== null) throw failure;
        finished = true;
      });
    }
  };
  advance(null);
  for (let i = 0; i < steps; i++) node.engine.pump();
  return finished;
}

function flip(chunk: Uint8Array, offset: number): Uint8Array {
  const damaged = chunk.slice();
  damaged[offset] = (damaged[offset] ?? 0) ^ 4;
  return damaged;
}
