import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/storage/engine.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { CorruptionError } from '../../src/storage/storage-errors.ts';
import { Store } from '../../src/storage/store.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { engineWith } from './seams.ts';
import {
  apply,
  conf,
  entryOf,
  put,
  smallOptions,
  TestNode,
  textOf,
  uncached,
} from './store-harness.ts';

describe('Store: flushing', () => {
  it('seals the active layer once it is old, and reports what is durable when it is', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.store.tick(1_000);
    node.store.tick(1_049);
    expect(node.engine.pending).toBe(0);
    node.store.tick(1_050);
    expect(node.engine.pending).toBe(1);
    expect([node.store.flushedIndex(1), node.flushed.get(1)]).toEqual([0, undefined]);
    node.engine.pumpAll();
    expect([node.store.flushedIndex(1), node.flushed.get(1)]).toEqual([1, 1]);
    expect(node.store.dirty).toBe(false);
  });

  it('seals a large layer at once', () => {
    const node = new TestNode();
    apply(node, 1, put('a', 'x'.repeat(smallOptions.overlayLayerBytes)));
    node.store.tick(1_000);
    expect(node.engine.pending).toBe(1);
  });

  it('has one batch in flight, and what came meanwhile goes into the next', () => {
    const node = new TestNode();
    for (let i = 1; i <= 20; i++) {
      apply(node, 1, put(`k${i}`, 'x'.repeat(1_000)));
      node.store.tick(i * 100);
      expect(node.engine.pending).toBeLessThanOrEqual(1);
    }
    node.engine.pump();
    const first = node.store.flushedIndex(1);
    node.engine.pump();
    expect(first).toBeGreaterThan(0);
    expect(node.store.flushedIndex(1)).toBeGreaterThan(first);
  });

  it('brings a backlog to the disk in batches of a limited size, oldest first', () => {
    const node = new TestNode();
    const mib = 'x'.repeat(1_000_000);
    for (let i = 1; i <= 24; i++) {
      apply(node, 1, put(`k${i}`, mib));
      node.store.tick(i);
    }
    const steps: number[] = [];
    for (let before = 0; node.engine.pump(); before = node.store.flushedIndex(1)) {
      steps.push(node.store.flushedIndex(1) - before);
    }
    // The first was on its way when the others came; 8 MiB hold four of them, each with its event.
    expect(steps.filter((entries) => entries > 0)).toEqual([1, 4, 4, 4, 4, 4, 3]);
  });

  it('writes nothing when nothing was applied', () => {
    const node = new TestNode();
    expect(node.partition.appliedIndex).toBe(0);
    node.flush();
    for (let now = 0; now < 10_000; now += 100) node.store.tick(now);
    expect([node.store.dirty, node.engine.pending]).toEqual([false, 0]);
  });

  it('is overfull from the limit on until a flush made room', () => {
    const node = new TestNode();
    for (let i = 0; i < 4; i++) {
      expect(node.store.overfull).toBe(false);
      apply(node, 1, put(`k${i}`, 'x'.repeat(3_300)));
    }
    expect(node.store.overfull).toBe(true);
    expect(node.store.rows.overlay.bytes).toBeGreaterThanOrEqual(smallOptions.overlayBytes);
    node.flush();
    expect([node.store.overfull, node.store.rows.overlay.bytes]).toEqual([false, 0]);
  });

  it('answers flushNow when everything before the call is durable, not earlier', () => {
    const node = new TestNode();
    const order: string[] = [];
    apply(node, 1, put('a', '1'));
    node.store.flushNow(() => order.push(`first at ${node.store.flushedIndex(1)}`));
    apply(node, 1, put('b', '1'));
    node.store.flushNow(() => order.push(`second at ${node.store.flushedIndex(1)}`));
    expect(order).toEqual([]);
    node.engine.pump();
    expect(order).toEqual(['first at 1']);
    node.engine.pumpAll();
    expect(order).toEqual(['first at 1', 'second at 2']);
  });

  it('keeps partitions apart and each at its own index', () => {
    const node = new TestNode();
    const second = node.store.createPartition(2, conf);
    apply(node, 1, put('a', 'one'), put('a', 'more'));
    second.apply(entryOf(1, 9, [put('a', 'two')]));
    second.apply(entryOf(2, 9, []));
    node.flush();
    node.crash();
    expect(node.store.groups).toEqual([1, 2]);
    expect([1, 2].map((group) => node.store.flushedIndex(group))).toEqual([1, 2]);
    expect(node.store.partition(2).get(utf8('a'))?.value).toEqual(utf8('two'));
    expect(textOf(node, 'a')).toBe('more');
  });
});

describe('Store: failures of the engine', () => {
  it('stops for good when a flush fails: nothing is tried again (R16)', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.engine.failNextWrite(new EngineError('io', 'EIO'));
    const answers: (Error | null)[] = [];
    node.store.flushNow((error) => answers.push(error));
    node.engine.pumpAll();
    for (let now = 0; now < 1_000; now += 100) node.store.tick(now);
    node.store.flushNow((error) => answers.push(error));
    expect(answers.map((error) => error?.message)).toEqual(['EIO', 'EIO']);
    expect([node.fatal.length, node.outOfSpace.length, node.engine.pending]).toEqual([1, 0, 0]);
  });

  it('keeps serving without space, and flushes all of it once the database was reopened (R23)', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.flush();
    apply(node, 1, put('a', '2'));
    node.engine.failNextWrite(new EngineError('no_space', 'full'));
    node.flush();
    apply(node, 1, put('b', '3'));
    for (let now = 0; now < 1_000; now += 100) node.store.tick(now);
    expect([node.outOfSpace.length, node.fatal.length, node.engine.pending]).toEqual([1, 0, 0]);
    expect([node.store.outOfSpace, textOf(node, 'a'), node.store.flushedIndex(1)]).toEqual([
      true,
      '2',
      1,
    ]);
    node.store.suspend();
    node.database.reopen(() => node.store.resumeFlush());
    node.engine.pump();
    expect([textOf(node, 'a'), node.store.flushedIndex(1)]).toEqual(['2', 1]);
    node.flush();
    expect([node.store.outOfSpace, node.store.flushedIndex(1)]).toEqual([false, 3]);
    node.crash();
    expect([textOf(node, 'a'), textOf(node, 'b')]).toEqual(['2', '3']);
  });

  it('opens without a partition whose state row is damaged, says why, and never uses its rows again (R24)', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.flush();
    const meta = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0x6d);
    node.engine.corrupt(meta, 1);
    node.crash();
    expect(node.store.hasPartition(1)).toBe(false);
    expect(node.store.damageOf(1)).toMatch(/^state of group 1 generation 1 is corrupt at key/);
    expect(node.partition.generation).toBe(2);
    node.flush();
    node.crash();
    expect(node.partition.get(utf8('a'))).toBe(null);
    expect(node.store.damageOf(1)).toBe(null);
  });

  it('does not open when the row that names a generation is damaged', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.flush();
    node.engine.corrupt(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0, 0x67, 0, 0, 0, 1), 1);
    expect(() => node.crash()).toThrow(CorruptionError);
  });

  it('flushes nothing of an entry that met a damaged row, and goes on with an empty partition', () => {
    const node = new TestNode(undefined, uncached);
    apply(node, 1, put('a', '1'), put('b', '1'));
    node.flush();
    node.engine.corrupt(Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0x72, 0x62), 1);
    const { partition } = node;
    expect(() => apply(node, 1, put('a', '2'), put('b', '2'))).toThrow(CorruptionError);
    expect(partition.alive).toBe(false);
    node.store.replaceDamaged(1, conf);
    node.flush();
    expect(node.fatal).toEqual([]);
    node.crash();
    expect(node.partition.appliedIndex).toBe(0);
    expect(node.partition.get(utf8('a'))).toBe(null);
  });
});

describe('Store: groups and rows of the node', () => {
  it('forgets a created group in a crash before its first flush, so it can be created again', () => {
    const node = new TestNode();
    node.store.createPartition(5, conf);
    node.crash();
    expect(node.store.hasPartition(5)).toBe(false);
    node.store.createPartition(5, conf);
    node.flush();
    node.crash();
    expect(node.store.partition(5).conf).toEqual(conf);
  });

  it('drops a group with all its rows and never uses its generation again', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1', 100));
    node.flush();
    apply(node, 1, put('b', '1'));
    node.store.dropPartition(1);
    node.flush();
    node.crash();
    expect(node.store.hasPartition(1)).toBe(false);
    const rows = node.engine
      .snapshot()
      .iterate({ from: Uint8Array.of(0), to: Uint8Array.of(0xff) });
    expect(node.wait<readonly unknown[]>((done) => rows.next(10, done))).toEqual([]);
    expect(node.partition.generation).toBe(2);
    expect([textOf(node, 'a'), node.partition.revision]).toEqual([null, 0]);
  });

  it('brings a dropped group back whole after a crash before the drop was durable', () => {
    const node = new TestNode();
    apply(node, 1, put('a', '1'));
    node.flush();
    node.store.dropPartition(1);
    node.store.createPartition(1, conf);
    node.crash();
    expect([textOf(node, 'a'), node.partition.generation]).toEqual(['1', 1]);
  });

  it('sweeps at start what a crash left of a dead generation', () => {
    const node = new TestNode();
    for (let i = 0; i < 8; i++) apply(node, 1, put(`k${i}`, '1'));
    node.flush();
    node.store.dropPartition(1);
    node.store.flushNow();
    node.engine.pump();
    node.crash(true);
    expect(node.store.hasPartition(1)).toBe(false);
    const rows = node.engine
      .snapshot()
      .iterate({ from: Uint8Array.of(0), to: Uint8Array.of(0xff) });
    expect(node.wait<readonly unknown[]>((done) => rows.next(10, done))).toEqual([]);
  });

  it('may be closed in the middle of a sweep, whose read then ends well and whose write does not', () => {
    const memory = new MemoryEngine();
    const filled = new TestNode(memory);
    for (let i = 0; i < 8; i++) apply(filled, 1, put(`k${i}`, '1'));
    filled.flush();
    filled.store.dropPartition(1);
    filled.store.flushNow();
    filled.engine.pump();
    const next = memory.crash(true);
    const closing = engineWith(next, (_, done) => done(new EngineError('closed', 'not open')));
    const fatal: Error[] = [];
    const hooks = {
      flushed: () => {},
      fatal: (error: Error) => fatal.push(error),
      outOfSpace: () => {},
    };
    Store.open(closing, smallOptions, hooks, (error) => expect(error).toBe(null));
    next.pumpAll();
    expect(fatal).toEqual([]);
  });

  it('keeps named rows, verified', () => {
    const node = new TestNode(new MemoryEngine());
    expect(node.store.getNodeRow('topology')).toBeNull();
    node.store.putNodeRow('topology', utf8('epoch 7'));
    expect(node.store.getNodeRow('topology')).toEqual(utf8('epoch 7'));
    node.flush();
    node.crash();
    expect(node.store.getNodeRow('topology')).toEqual(utf8('epoch 7'));
    const key = Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0x6e, ...utf8('topology')]);
    node.engine.corrupt(key, 0);
    expect(() => node.store.getNodeRow('topology')).toThrow(CorruptionError);
  });
});
