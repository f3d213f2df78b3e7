import { describe, expect, it } from 'vitest';
import { type InspectedGeneration, inspectDatabase } from '../../src/storage/db-inspect.ts';
import type { EngineRow } from '../../src/storage/engine.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { sealRow } from '../../src/storage/row-checksum.ts';
import { CorruptionError, SnapshotError } from '../../src/storage/storage-errors.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { stateOf } from './golden-history.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  conf,
  entryOf,
  incr,
  install,
  named,
  open,
  put,
  TestNode,
} from './store-harness.ts';

const order = named('order-1', put('o', '1'));

/** Rows of every class, all of them on disk. */
function filled(): TestNode {
  const node = new TestNode();
  apply(node, 100, open(client(1)), put('a', '1', 500), put('b', 'bb'));
  apply(node, 110, as(client(1), 1, 1, incr('n', 5)), put('c', '3', 900));
  apply(node, 115, order);
  node.store.createPartition(2, conf).apply(entryOf(1, 50, [put('z', '26')]));
  node.store.putNodeRow('topology', utf8('epoch 7'));
  // Group 3 has lost its state: the rows of its first generation are set aside.
  node.store.createPartition(3, conf).apply(entryOf(1, 50, [open(client(3)), put('y', '25', 500)]));
  node.flush();
  node.store.replaceDamaged(3, conf);
  node.flush();
  return node;
}

const spaces = {
  m: 'state',
  r: 'record',
  x: 'expiry',
  s: 'session',
  i: 'idempotency',
  h: 'block',
  j: 'segment',
  g: 'generation',
  n: 'node',
} as const;
type RowClass = (typeof spaces)[keyof typeof spaces];

function classOf({ key }: EngineRow): RowClass {
  return spaces[String.fromCharCode(key[8] ?? 0) as keyof typeof spaces];
}

function rowsOf(engine: MemoryEngine): readonly EngineRow[] {
  let rows: readonly EngineRow[] = [];
  engine
    .snapshot()
    .iterate({ from: new Uint8Array(), to: null })
    .next(1_000, (_, found) => {
      rows = found;
    });
  engine.pumpAll();
  return rows;
}

/** A node that starts on exactly these rows. */
function nodeOn(rows: readonly EngineRow[]): TestNode {
  const engine = new MemoryEngine();
  engine.write(rows, () => {});
  engine.pumpAll();
  const node = new TestNode(engine);
  // Such a group is left out, to be rebuilt from its peers (R24).
  for (const group of [1, 2, 3]) {
    const damage = node.store.damageOf(group);
    if (damage !== null) throw new CorruptionError(damage, '');
  }
  return node;
}

/** Everything that reads rows. */
const paths = {
  load: (node: TestNode) => {
    const { nextExpiryMs, hash, revision, sessions } = node.store.partition(1);
    const aside = node.store.setAside(3)?.generation;
    return [node.store.groups, nextExpiryMs, hash, revision, sessions.size, aside];
  },
  get: (node: TestNode) =>
    ['a', 'b', 'c', 'n', 'o', 'none'].map((key) => node.partition.get(utf8(key))),
  scan: (node: TestNode) => node.scan().entries,
  'collect due': (node: TestNode) => node.collectDue(1_000),
  'answer again': (node: TestNode) => apply(node, 120, as(client(1), 1, 1, incr('n', 5))),
  replay: (node: TestNode) => apply(node, 120, order),
  'node row': (node: TestNode) => node.store.getNodeRow('topology'),
  snapshot: (node: TestNode) => {
    const source = node.partition.openSnapshot();
    const to = new TestNode();
    install(to, source.meta, chunksOf(node, source));
    return stateOf(to);
  },
};
type Path = keyof typeof paths;
const pathNames = Object.keys(paths) as Path[];

const rows = rowsOf(filled().engine);
const right = new Map(pathNames.map((path) => [path, JSON.stringify(paths[path](nodeOn(rows)))]));

/** The paths that refuse these rows. One that neither refuses nor answers as it did before is named in `wrong`. */
function readAll(damaged: readonly EngineRow[]): { refused: Path[]; wrong: Path[] } {
  const found: { refused: Path[]; wrong: Path[] } = { refused: [], wrong: [] };
  for (const path of pathNames) {
    try {
      const node = nodeOn(damaged);
      if (JSON.stringify(paths[path](node)) !== right.get(path)) found.wrong.push(path);
    } catch (error) {
      if (!(error instanceof CorruptionError || error instanceof SnapshotError)) throw error;
      found.refused.push(path);
    }
  }
  return found;
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

function replaced(row: EngineRow, value: Uint8Array): EngineRow[] {
  return rows.map((each) => (each === row ? { key: each.key, value } : each));
}

const ofGroup2 = ({ key }: EngineRow): boolean =>
  key[3] === 2 && classOf({ key, value: key }) !== 'generation';
const isAside = ({ key }: EngineRow): boolean => key[0] === 0 && key[3] === 3 && key[7] === 1;

describe('one flipped bit of a stored value', () => {
  /** Who reads rows of the class must refuse them; the others must not be misled. */
  const readers: readonly (readonly [RowClass, readonly Path[]])[] = [
    ['record', ['get', 'scan', 'snapshot']],
    ['expiry', ['collect due']],
    ['session', ['load', 'answer again', 'snapshot']],
    ['idempotency', pathNames],
    ['block', ['load', 'snapshot']],
    ['state', pathNames],
    ['generation', pathNames],
    ['node', ['node row']],
  ];

  it.each(readers)('of a row of class %s is refused, and never shown', (rowClass, expected) => {
    const found = rows.filter((row) => classOf(row) === rowClass && !isAside(row));
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) {
      for (let bit = 0; bit < 8 * row.value.length; bit++) {
        const { refused, wrong } = readAll(replaced(row, flipped(row.value, bit)));
        expect(wrong, `bit ${bit} of a ${rowClass}`).toEqual([]);
        // Rows of records of the other group are read by nobody here; its state and pointer by every start.
        if (rowClass === 'record' && ofGroup2(row)) continue;
        expect(refused, `bit ${bit} of a ${rowClass}`).toEqual(
          expect.arrayContaining([...expected]),
        );
      }
    }
  });

  it('is seen by the proof where the checksum has been made to fit', () => {
    const row = rows.find((each) => classOf(each) === 'record') as EngineRow;
    const name = row.key.slice(9);
    const body = row.value.slice(0, -4);
    const forged = sealRow(name, (to) => to.raw(flipped(body, 8 * body.length - 1)));
    expect(readAll(replaced(row, forged)).wrong).toEqual(['get', 'scan']);
  });
});

describe('a row that is gone', () => {
  /** Beside the full check of a partition's hash, this is what notices. */
  const noticed: readonly (readonly [RowClass, readonly Path[]])[] = [
    ['state', pathNames],
    ['generation', pathNames],
    ['record', ['snapshot']],
    ['session', ['snapshot']],
    ['idempotency', pathNames],
  ];

  it.each(noticed)('of class %s is missed', (rowClass, expected) => {
    const ofClass = rows.filter((each) => classOf(each) === rowClass);
    for (const row of ofClass.filter((each) => !ofGroup2(each) && !isAside(each))) {
      const { refused } = readAll(rows.filter((each) => each !== row));
      expect(refused).toEqual(expect.arrayContaining([...expected]));
    }
  });
});

describe('rows that were set aside', () => {
  const aside = rows.filter(isAside);
  const inspect = (damaged: readonly EngineRow[]): readonly InspectedGeneration[] => {
    const node = nodeOn(damaged);
    return node.wait((done) => inspectDatabase(node.engine, done));
  };
  const problems = (found: readonly InspectedGeneration[]): string[] =>
    found.filter(({ problem }) => problem !== null).map(({ group, role }) => `${group} ${role}`);

  it('mislead nobody and stop nobody, whatever becomes of them, and their owner sees every bit', () => {
    expect(aside.map(classOf).sort()).toEqual(['block', 'expiry', 'record', 'session', 'state']);
    expect(problems(inspect(rows))).toEqual([]);
    for (const row of aside) {
      for (let bit = 0; bit < 8 * row.value.length; bit++) {
        const damaged = replaced(row, flipped(row.value, bit));
        expect(readAll(damaged), `bit ${bit} of a ${classOf(row)}`).toEqual({
          refused: [],
          wrong: [],
        });
        expect(problems(inspect(damaged)), `bit ${bit}`).toEqual(['3 aside']);
      }
      const without = rows.filter((each) => each !== row);
      expect(readAll(without)).toEqual({ refused: [], wrong: [] });
      // A history with a gap is a shorter one.
      if (classOf(row) === 'block') continue;
      expect(problems(inspect(without))).toEqual(['3 aside']);
    }
  });
});

describe('the earliest expiry', () => {
  it('is refused at the start when a bit of its key is flipped and it is still the earliest', () => {
    const ofGroup1 = rows.filter((each) => classOf(each) === 'expiry' && !isAside(each));
    const [row, second] = ofGroup1 as EngineRow[];
    let earlier = 0;
    for (let bit = 8 * 9; bit < 8 * (row?.key.length ?? 0); bit++) {
      const key = flipped(row?.key ?? new Uint8Array(), bit);
      if (Buffer.compare(key, second?.key ?? key) > 0) continue;
      earlier++;
      const damaged = rows.map((each) => (each === row ? { key, value: row.value } : each));
      expect(readAll(damaged).refused, `bit ${bit}`).toEqual(pathNames);
    }
    expect(earlier).toBeGreaterThan(3);
  });
});
