import { describe, expect, it } from 'vitest';
import { EngineError, type EngineIterator } from '../../src/storage/engine.ts';
import type { Partition } from '../../src/storage/partition.ts';
import { generationRange } from '../../src/storage/row-keys.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  del,
  install,
  open,
  pairsOf,
  put,
  TestNode,
  textOf,
} from './store-harness.ts';

const full = new EngineError('no_space', 'full');
const closed = expect.objectContaining({ kind: 'closed' });

/** Everything that replicas agree on. */
function stateOf({ partition }: { partition: Partition }): unknown {
  const { appliedIndex: index, revision, clockMs, hash } = partition;
  return { index, revision, clockMs, hash };
}

function rowsOfGeneration1({ engine }: TestNode): EngineIterator {
  return engine.snapshot().iterate(generationRange(1, 1, 2));
}

/** Sixty entries of every kind, a flush after each fifth; `between` runs after each entry. */
function live(node: TestNode, between: (step: number) => void = () => {}): void {
  apply(node, 1, open(client(1)));
  for (let i = 1; i <= 60; i++) {
    const key = `k${i % 7}`;
    if (i % 4 === 0) apply(node, i, del(key));
    else apply(node, i, as(client(1), i, i, put(key, `v${i}`, i % 3 === 0 ? 500 : 0)));
    if (i % 5 === 0) node.flush();
    between(i);
  }
}

describe('A database that ran out of space (R23)', () => {
  const well = new TestNode();
  live(well);
  well.flush();

  it.each([false, true])(
    'loses nothing, whichever batch found it full; the batch reached the disk: %s',
    (reached) => {
      for (let nth = 1; nth <= 12; nth++) {
        const node = new TestNode();
        let batches = 0;
        const write = node.engine.write.bind(node.engine);
        node.engine.write = (batch, done) => {
          if (++batches === nth) node.engine.failNextWrite(full, reached);
          write(batch, done);
        };
        live(node, (step) => {
          // Somebody finds room a while later, or nobody does before the end.
          if (step % 9 === 0 && node.store.outOfSpace) node.reopen();
        });
        if (node.store.outOfSpace) node.reopen();
        node.flush();
        expect([node.outOfSpace.length, node.fatal.length]).toEqual([1, 0]);
        expect(stateOf(node)).toEqual(stateOf(well));
        // On the disk as well.
        node.crash();
        expect(stateOf(node)).toEqual(stateOf(well));
        expect(pairsOf(node.scan().entries)).toEqual(pairsOf(well.scan().entries));
        expect(node.engine.openHandles).toBe(0);
      }
    },
  );

  it('has what was applied before and after it in memory, until a crash', () => {
    const node = new TestNode();
    live(node);
    node.flush();
    const before = node.partition.appliedIndex;
    node.engine.full = true;
    apply(node, 70, put('late', '1'));
    node.flush();
    apply(node, 71, put('later', '2'), del('k1'));
    expect([textOf(node, 'late'), textOf(node, 'later'), textOf(node, 'k1')]).toEqual([
      '1',
      '2',
      null,
    ]);
    expect(pairsOf(node.scan({ prefix: utf8('late') }).entries)).toEqual(['late=1', 'later=2']);
    expect(node.store.flushedIndex(1)).toBe(before);
    // The log has these entries, so nothing is lost; the database must not claim them.
    node.engine.full = false;
    node.crash();
    expect([node.partition.appliedIndex, textOf(node, 'late')]).toEqual([before, null]);
  });

  it('can be opened only once there is room, and is tried again until then', () => {
    const node = new TestNode();
    live(node);
    node.engine.full = true;
    apply(node, 70, put('late', '1'));
    node.flush();
    node.store.suspend();
    const kinds: string[] = [];
    for (const room of [false, false, true]) {
      node.engine.full = !room;
      node.database.reopen((error) => {
        kinds.push(error?.kind ?? 'open');
        expect([node.store.overfull, node.store.readable]).toEqual([true, false]);
        if (error === null) node.store.resumeFlush();
      });
      node.engine.pumpAll();
    }
    expect(kinds).toEqual(['no_space', 'no_space', 'open']);
    expect([node.store.overfull, node.store.readable, node.store.outOfSpace]).toEqual([
      false,
      true,
      false,
    ]);
    node.flush();
    node.crash();
    expect(textOf(node, 'late')).toBe('1');
  });

  it('that is full again right after it was reopened has lost nothing either', () => {
    const node = new TestNode();
    live(node);
    node.engine.full = true;
    apply(node, 70, put('late', '1'));
    node.flush();
    for (let i = 0; i < 3; i++) {
      node.engine.full = false;
      node.store.suspend();
      node.database.reopen(() => {
        node.engine.full = true;
        node.store.resumeFlush();
      });
      node.engine.pumpAll();
      expect([node.outOfSpace.length, node.store.outOfSpace, textOf(node, 'late')]).toEqual([
        i + 2,
        true,
        '1',
      ]);
    }
    node.engine.full = false;
    node.reopen();
    node.flush();
    node.crash();
    expect(textOf(node, 'late')).toBe('1');
  });
});

describe('What is under way when the database is closed to be reopened (R23)', () => {
  /** A node whose flush has just failed. */
  function fullNode(): TestNode {
    const node = new TestNode();
    live(node);
    node.engine.failNextWrite(full);
    apply(node, 70, put('late', '1'));
    node.flush();
    expect(node.store.outOfSpace).toBe(true);
    return node;
  }

  it('a scan ends with `closed`, and so does the next of a snapshot', () => {
    const node = fullNode();
    const ended: (Error | null)[] = [];
    const request = { prefix: emptyBytes(), after: null, limit: 100, keysOnly: false };
    const source = node.partition.openSnapshot();
    source.next(() => {});
    node.partition.scan(request, (error) => ended.push(error));
    node.partition.collectDue(1_000, 10, (error) => ended.push(error));
    node.reopen();
    source.next((error) => ended.push(error));
    node.engine.pumpAll();
    expect(ended).toEqual([closed, closed, closed]);
    source.close();
    expect(node.engine.openHandles).toBe(0);
    expect(node.fatal).toEqual([]);
    expect(pairsOf(node.scan({ prefix: utf8('late') }).entries)).toEqual(['late=1']);
    // Nothing was learned of the next expiry, so nothing is missed.
    expect(node.partition.nextExpiryMs).toBe(0);
  });

  it('an installation ends with `no_space`, and the next one goes through', () => {
    const from = new TestNode();
    live(from);
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    for (let failing = 0; failing < chunks.length; failing++) {
      const to = new TestNode();
      apply(to, 1, put('old', '1'));
      to.flush();
      const sink = to.store.beginInstall(1, source.meta);
      const ended: (Error | null)[] = [];
      for (const [i, chunk] of chunks.entries()) {
        if (i === failing) {
          apply(to, 2, put('old', '2'));
          to.engine.failNextWrite(full);
        }
        sink.write(chunk, (error) => ended.push(error));
        to.engine.pumpAll();
        to.store.flushNow();
        to.engine.pumpAll();
      }
      sink.abort();
      expect(to.store.outOfSpace).toBe(true);
      to.reopen();
      expect([to.fatal, textOf(to, 'old')]).toEqual([[], '2']);
      install(to, source.meta, chunks);
      expect(stateOf(to)).toEqual(stateOf(from));
      to.crash();
      expect(stateOf(to)).toEqual(stateOf(from));
    }
  });

  it('a state that was switched to is loaded afterwards', () => {
    const from = new TestNode();
    live(from);
    const source = from.partition.openSnapshot();
    const chunks = chunksOf(from, source);
    const seen = new Set<string>();
    for (let steps = 1; steps < 8; steps++) {
      const to = new TestNode();
      const other = to.store.createPartition(2, source.meta.conf);
      to.flush();
      const sink = to.store.beginInstall(1, source.meta);
      for (const chunk of chunks) {
        to.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
      }
      const ended: (Error | null)[] = [];
      sink.finish((error) => ended.push(error));
      // The flush of another group, behind the switch, is what finds the disk full.
      to.store.touched(other);
      to.store.flushNow();
      // What is being written gets through; what is handed over from now on does not.
      to.engine.full = true;
      for (let i = 0; i < steps; i++) to.engine.pump();
      to.engine.full = false;
      if (!to.store.outOfSpace) continue;
      seen.add(ended.length === 0 ? 'not loaded' : 'loaded');
      to.reopen();
      expect([ended, to.fatal]).toEqual([[null], []]);
      expect(stateOf(to)).toEqual(stateOf(from));
    }
    expect(seen).toContain('not loaded');
  });

  it.each(['itself', 'a flush before it'])(
    'a sweep is done again, when the disk was full for %s',
    (what) => {
      const node = new TestNode();
      live(node);
      node.flush();
      node.store.dropPartition(1);
      node.store.flushNow();
      // The drop is durable, and the sweep begins to read. The engine refuses two writes at a time.
      node.engine.pump();
      node.engine.full = true;
      if (what !== 'itself') {
        apply(node, 80, put('new', '1'));
        node.store.flushNow();
      }
      node.engine.pumpAll();
      expect([node.store.outOfSpace, node.fatal]).toEqual([true, []]);
      node.engine.full = false;
      node.reopen();
      node.flush();
      expect(
        node.wait<readonly unknown[]>((done) => rowsOfGeneration1(node).next(10, done)),
      ).toEqual([]);
      expect(textOf(node, 'new')).toBe(what === 'itself' ? null : '1');
    },
  );

  it('a node that stops in the middle of it closes what was opened', () => {
    const node = fullNode();
    const events: string[] = [];
    node.store.suspend();
    node.database.reopen((error) => events.push(`reopened: ${error?.kind}`));
    node.database.close((error) => events.push(`closed: ${error?.kind ?? 'well'}`));
    node.engine.pumpAll();
    expect(events).toEqual(['reopened: closed', 'closed: well']);
    expect(() => node.database.get(utf8('a'))).toThrow(closed);
  });
});
