import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/storage/engine.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { ReopenableEngine } from '../../src/storage/reopenable-engine.ts';
import type { SnapshotSink } from '../../src/storage/snapshot-sink.ts';
import { SnapshotError } from '../../src/storage/storage-errors.ts';
import { Store } from '../../src/storage/store.ts';
import { present } from '../../src/util/assert.ts';
import { filled, inspected, installAll, lose, rowKey, rowsBy } from './aside-world.ts';
import {
  apply,
  chunksOf,
  client,
  conf,
  open,
  put,
  smallOptions,
  TestNode,
  textOf,
} from './store-harness.ts';

/** A snapshot of {@link filled} up to its last chunk, and not switched to. */
function receiveAll(node: TestNode, received = (): void => {}): SnapshotSink {
  const from = filled();
  const source = from.partition.openSnapshot();
  const sink = node.store.beginInstall(1, source.meta);
  for (const chunk of chunksOf(from, source)) {
    node.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
    received();
  }
  return sink;
}

describe('a generation that was set aside', () => {
  it('keeps every row that was durable, beside an empty live one, over restarts', () => {
    const node = filled();
    const before = rowsBy(node)[1];
    lose(node);
    for (let starts = 0; starts < 3; starts++) {
      expect(rowsBy(node)).toEqual({ 1: before, 2: 1 });
      expect(node.store.setAside(1)).toEqual({ generation: 1, appliedIndex: 2 });
      expect([node.partition.appliedIndex, textOf(node, 'a')]).toEqual([0, null]);
      node.crash();
      node.flush();
    }
  });

  it('stays the first one however often the state is lost again: what stands beside it holds nothing', () => {
    const node = filled();
    const before = rowsBy(node)[1];
    lose(node);
    lose(node);
    node.crash();
    lose(node);
    node.flush();
    expect(rowsBy(node)).toEqual({ 1: before, 4: 1 });
    expect(node.store.setAside(1)).toEqual({ generation: 1, appliedIndex: 2 });
  });

  it('is swept when a snapshot was switched to, and not before', () => {
    const node = filled();
    lose(node);
    const before = rowsBy(node)[1];
    const sink = receiveAll(node, () => {
      node.store.sweepDead();
      node.flush();
      expect(rowsBy(node)[1]).toBe(before);
    });
    sink.finish(() => {});
    node.engine.pumpAll();
    expect(rowsBy(node)).toEqual({ 3: before === undefined ? 0 : before + 2 });
    expect(node.store.setAside(1)).toBe(null);
    node.crash();
    expect([textOf(node, 'c'), node.store.setAside(1)]).toEqual(['3', null]);
  });

  it('is the installed snapshot, when that turns out to be damaged in its turn', () => {
    const node = filled();
    lose(node);
    installAll(node);
    lose(node);
    node.engine.pumpAll();
    expect(node.store.setAside(1)).toEqual({ generation: 3, appliedIndex: 3 });
    expect(Object.keys(rowsBy(node))).toEqual(['3', '4']);
  });

  it('is swept when the group is dropped', () => {
    const node = filled();
    lose(node);
    node.store.dropPartition(1);
    node.flush();
    expect(rowsBy(node)).toEqual({});
    expect(node.partition.generation).toBe(3);
    node.flush();
    expect(node.store.setAside(1)).toBe(null);
  });

  it('survives a switch that found no space, on the disk or not, wherever it crashes next', () => {
    for (const kept of [false, true]) {
      const node = filled();
      lose(node);
      const before = rowsBy(node)[1];
      const sink = receiveAll(node);
      node.engine.failNextWrite(new EngineError('no_space', 'full'), kept);
      sink.finish(() => {});
      node.engine.pumpAll();
      node.reopen();
      node.flush();
      expect(rowsBy(node)[1]).toBe(before);
      node.crash();
      expect(node.store.setAside(1)).toEqual({ generation: 1, appliedIndex: 2 });
      expect(rowsBy(node)[1]).toBe(before);
    }
  });

  it('is what does not load at a start', () => {
    const node = filled();
    const before = rowsBy(node)[1];
    node.engine.corrupt(rowKey(1, 'session', '\x01'.repeat(16)), 1);
    node.crash();
    expect(node.store.damageOf(1)).toMatch(/^session of group 1 generation 1 is corrupt/);
    node.store.createPartition(1, conf);
    node.flush();
    node.crash();
    expect(node.store.damageOf(1)).toBe(null);
    expect(node.store.setAside(1)).toEqual({ generation: 1, appliedIndex: 2 });
    expect(rowsBy(node)[1]).toBe(before);
  });

  it('may have come nobody knows how far', () => {
    const node = filled();
    node.engine.corrupt(rowKey(1, 'meta'), 1);
    node.crash();
    node.store.createPartition(1, conf);
    expect(node.store.setAside(1)).toEqual({ generation: 1, appliedIndex: null });
  });
});

describe('a state that is made from the log, beside the one that was set aside', () => {
  it('takes its place once it has come as far, durably', () => {
    const node = filled();
    lose(node);
    const before = rowsBy(node)[1];
    node.crash();
    apply(node, 100, put('a', '1'), open(client(1)));
    node.flush();
    expect(node.store.setAside(1)).toEqual({ generation: 1, appliedIndex: 2 });
    apply(node, 110, put('b', '2', 500));
    expect(node.store.setAside(1)).not.toBe(null);
    node.flush();
    node.flush();
    expect(node.store.setAside(1)).toBe(null);
    // Flushed twice, its events are two blocks.
    expect(rowsBy(node)).toEqual({ 2: (before ?? 0) + 1 });
    node.crash();
    expect([textOf(node, 'b'), node.partition.appliedIndex]).toEqual(['2', 2]);
  });

  it('is set aside itself from then on', () => {
    const node = filled();
    lose(node);
    node.crash();
    for (const key of ['a', 'b', 'c']) apply(node, 100, put(key, '1'));
    node.flush();
    lose(node);
    expect(node.store.setAside(1)).toEqual({ generation: 2, appliedIndex: 3 });
    node.flush();
    expect(Object.keys(rowsBy(node))).toEqual(['2', '3']);
  });

  it('does not take the pointer back from a snapshot that is switched to meanwhile', () => {
    const node = filled();
    lose(node);
    node.crash();
    for (const key of ['a', 'b', 'c']) apply(node, 100, put(key, '1'));
    const from = filled();
    const source = from.partition.openSnapshot();
    const sink = node.store.beginInstall(1, source.meta);
    // The flush that reserves the generation is also the one with which the live one has caught up.
    for (const chunk of chunksOf(from, source)) {
      node.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
    }
    node.wait<void>((done) => sink.finish((error) => done(error, undefined)));
    node.flush();
    node.crash();
    expect([node.partition.generation, textOf(node, 'b')]).toEqual([3, '2']);
    expect(node.store.setAside(1)).toBe(null);
  });
});

describe('an empty database in the place of one that is damaged as a whole', () => {
  function replaced(): { store: Store; old: MemoryEngine; begin: () => void; fresh: MemoryEngine } {
    const old = filled().engine;
    const fresh = new MemoryEngine();
    const database = new ReopenableEngine(old, (done) => done(null, fresh));
    const hooks = { flushed: () => {}, fatal: () => {}, outOfSpace: () => {}, damaged: () => {} };
    const opened: (Store | null)[] = [];
    Store.open(database, smallOptions, hooks, (_, store) => opened.push(store));
    old.pumpAll();
    const store = present(opened[0], 'store');
    const begin = (): void => {
      store.beginAnew();
      store.suspend();
      database.reopen(() => store.resumeFlush());
      old.pumpAll();
      store.flushNow();
      fresh.pumpAll();
    };
    return { store, old, begin, fresh };
  }

  function fail(store: Store, old: MemoryEngine): void {
    old.failNextWrite(new EngineError('corrupt', 'a table is gone'));
    store.putNodeRow('any', Uint8Array.of(1));
    store.flushNow();
    old.pumpAll();
  }

  it('has nothing that was set aside, and its replicas are lost', () => {
    const { store, old, begin, fresh } = replaced();
    fail(store, old);
    store.replaceDamaged(1, conf);
    expect(store.setAside(1)).not.toBe(null);
    begin();
    expect(store.setAside(1)).toBe(null);
    const node = new TestNode(fresh.crash());
    expect([node.store.setAside(1), node.store.partition(1).appliedIndex]).toEqual([null, 0]);
    expect(inspected(node).map(({ role, generation }) => [role, generation])).toEqual([
      ['live', 2],
    ]);
  });

  it('gets no snapshot whose first rows are in the old one', () => {
    const { store, old, begin, fresh } = replaced();
    const from = filled();
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const sink = store.beginInstall(1, source.meta);
    const errors: (Error | null)[] = [];
    for (const chunk of chunks.slice(0, -1)) {
      sink.write(chunk, (error) => errors.push(error));
      old.pumpAll();
    }
    expect(errors.every((error) => error === null)).toBe(true);
    fail(store, old);
    store.partition(1).retire();
    begin();
    sink.write(chunks.at(-1) ?? new Uint8Array(), (error) => errors.push(error));
    fresh.pumpAll();
    sink.finish((error) => errors.push(error));
    fresh.pumpAll();
    expect(errors.slice(-2)).toEqual([expect.any(SnapshotError), expect.any(SnapshotError)]);
    // What was live is not in this database, so it is not set aside in it either.
    store.replaceDamaged(1, conf);
    expect(store.setAside(1)).toBe(null);
  });
});
