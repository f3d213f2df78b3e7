import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeEvent } from '../../src/storage/change-event.ts';
import type { CommandBody } from '../../src/storage/command.ts';
import { u64Text } from '../../src/storage/row-keys.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import { rowKey } from './aside-world.ts';
import {
  apply,
  chunksOf,
  del,
  expire,
  incr,
  install,
  put,
  smallOptions,
  TestNode,
  touch,
  txn,
  uncached,
} from './store-harness.ts';

/** An event in one line. */
const line = (event: ChangeEvent): string =>
  `${event.revision} ${event.kind} ${fromUtf8(event.key)}=${fromUtf8(event.value)} ` +
  `v${event.version} c${event.createRevision} m${event.modRevision} x${event.expiresAt} @${event.timeMs}`;

/** Everything above a revision, read to the end; `compacted` when it is not there any more. */
function eventsAfter(node: TestNode, after: number): readonly ChangeEvent[] | 'compacted' {
  const { changes, revision } = node.partition;
  const events: ChangeEvent[] = [];
  for (let at = after; at < revision; ) {
    const read = changes.read(at, revision);
    if (read.type === 'compacted') return 'compacted';
    expect(read.through).toBeGreaterThan(at);
    events.push(...read.events);
    at = read.through;
  }
  return events;
}

const linesAfter = (node: TestNode, after: number): readonly string[] | 'compacted' => {
  const events = eventsAfter(node, after);
  return events === 'compacted' ? events : events.map(line);
};

describe('the events of a partition', () => {
  it('say what happened to each row, at the revision at which it happened', () => {
    const node = new TestNode();
    apply(node, 10, put('a', '1'), put('b', '2', 50), del('nothing'));
    apply(node, 20, touch('b', 100), incr('n', 5), del('a'));
    apply(node, 200, expire(['b', 120]));
    expect(linesAfter(node, 0)).toEqual([
      '1 put a=1 v1 c1 m1 x0 @10',
      '2 put b=2 v1 c2 m2 x60 @10',
      '3 touch b= v1 c2 m2 x120 @20',
      '4 put n=5 v1 c4 m4 x0 @20',
      '5 delete a= v1 c1 m1 x0 @20',
      '6 expire b= v1 c2 m2 x120 @200',
    ]);
  });

  it('of one transaction share its revision, in the order of its operations', () => {
    const node = new TestNode();
    apply(node, 10, put('a', '1'));
    apply(node, 20, txn([], [put('c', '3'), del('a'), put('b', '2')]));
    expect(linesAfter(node, 1)).toEqual([
      '2 put c=3 v1 c2 m2 x0 @20',
      '2 delete a= v1 c1 m1 x0 @20',
      '2 put b=2 v1 c2 m2 x0 @20',
    ]);
  });

  it('are there again after a crash, as far as the state is', () => {
    const node = new TestNode();
    for (let i = 1; i <= 10; i++) apply(node, i, put(`k${i}`, 'x'.repeat(100)));
    node.flush();
    const durable = linesAfter(node, 0);
    apply(node, 11, put('k11', 'lost with the layer'));
    node.crash();
    expect([node.partition.revision, linesAfter(node, 0)]).toEqual([10, durable]);
  });

  it('come with a snapshot', () => {
    const from = new TestNode();
    for (let i = 1; i <= 30; i++) apply(from, i, put(`k${i % 7}`, `${i}`.repeat(30)));
    const to = new TestNode();
    const source = from.partition.openSnapshot();
    install(to, source.meta, chunksOf(from, source));
    expect(linesAfter(to, 0)).toEqual(linesAfter(from, 0));
    apply(to, 31, put('more', 'here'));
    expect(linesAfter(to, 29)).toHaveLength(2);
  });

  it('are kept for the window, and then given up by the oldest, with their rows', () => {
    const node = new TestNode();
    for (let i = 1; i <= 400; i++) {
      apply(node, i, put('k', 'x'.repeat(100)));
      if (i % 5 === 0) node.flush();
    }
    const { floor } = node.partition.changes;
    expect(linesAfter(node, floor - 1)).toBe('compacted');
    const kept = linesAfter(node, floor);
    const { historyBytes } = smallOptions;
    expect(kept.length * 100).toBeGreaterThan(0.7 * historyBytes);
    expect(kept.length * 100).toBeLessThan(1.3 * historyBytes);
    const rows = node.engine.keys().filter((key) => key[8] === 0x68 && key[3] === 1);
    expect(rows.length).toBeLessThan(kept.length);
    node.crash();
    expect([node.partition.changes.floor, linesAfter(node, floor)]).toEqual([floor, kept]);
  });

  it('end with their time, too', () => {
    const node = new TestNode();
    apply(node, 1_000, put('old', '1'));
    node.flush();
    apply(node, 1_000 + smallOptions.historyMs, put('new', '2'));
    node.flush();
    expect(linesAfter(node, 0)).toHaveLength(2);
    apply(node, 4_000 + smallOptions.historyMs, put('newer', '3'));
    node.flush();
    expect([linesAfter(node, 0), node.partition.changes.floor]).toEqual(['compacted', 1]);
  });

  it('before a gap are not told: a release without them ran in between', () => {
    const node = new TestNode(undefined, uncached);
    for (let i = 1; i <= 6; i++) {
      apply(node, i, put(`k${i}`, 'x'));
      node.flush();
    }
    node.engine.lose(rowKey(1, 'block', u64Text(4)));
    node.crash();
    expect(linesAfter(node, 4)).toHaveLength(2);
    expect(linesAfter(node, 3)).toBe('compacted');
    apply(node, 7, put('k7', 'x'));
    node.flush();
    const blocks = node.engine.keys().filter((key) => key[8] === 0x68 && key[3] === 1);
    expect(blocks.map((key) => key[16])).toEqual([5, 6, 7]);
  });
});

const key = fc.constantFrom('a', 'b', 'c', '');
const step: fc.Arbitrary<CommandBody | 'flush' | 'crash' | 'snapshot'> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(key, fc.string({ maxLength: 200 })).map(([k, v]) => put(k, v)) },
  { weight: 3, arbitrary: key.map((k) => del(k)) },
  { weight: 2, arbitrary: key.map((k) => touch(k, 500)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(key, key)
      .map(([a, b]) => txn([], a === b ? [put(a, '')] : [put(a, ''), del(b)])),
  },
  { weight: 3, arbitrary: fc.constant('flush' as const) },
  { weight: 1, arbitrary: fc.constant('crash' as const) },
  { weight: 1, arbitrary: fc.constant('snapshot' as const) },
);

describe('whatever happens to a replica', () => {
  it('a reader from any revision gets what was ever there above it, or is told that it is gone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let node = new TestNode();
        /** Of every revision, the events as they were first told. */
        const told = new Map<number, readonly string[]>();
        const check = (): void => {
          const { changes, revision } = node.partition;
          for (let after = changes.floor; after <= revision; after++) {
            const events = eventsAfter(node, after);
            if (events === 'compacted') throw new Error(`${after} is not below ${changes.floor}`);
            const expected: string[] = [];
            for (let at = after + 1; at <= revision; at++) expected.push(...(told.get(at) ?? []));
            expect(events.map(line)).toEqual(expected);
          }
        };
        for (const [now, item] of steps.entries()) {
          if (item === 'flush') node.flush();
          else if (item === 'crash') {
            node.crash();
            for (const revision of told.keys()) {
              if (revision > node.partition.revision) told.delete(revision);
            }
          } else if (item === 'snapshot') {
            const to = new TestNode();
            const source = node.partition.openSnapshot();
            install(to, source.meta, chunksOf(node, source));
            node = to;
          } else {
            const before = node.partition.revision;
            node.partition.changes.watch(true);
            apply(node, now, item);
            const fresh = node.partition.changes.takeFresh().map(line);
            for (let at = before + 1; at <= node.partition.revision; at++) {
              told.set(
                at,
                fresh.filter((text) => text.startsWith(`${at} `)),
              );
            }
          }
          check();
        }
      }),
      { numRuns: 60 },
    );
  });
});
