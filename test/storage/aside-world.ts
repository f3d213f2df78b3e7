import { type InspectedGeneration, inspectDatabase } from '../../src/storage/db-inspect.ts';
import { type Restored, restoreAside } from '../../src/storage/db-restore.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { RowSpace, type SpaceName } from '../../src/storage/row-keys.ts';
import { present } from '../../src/util/assert.ts';
import { apply, chunksOf, client, conf, install, open, put, TestNode } from './store-harness.ts';

/** Two entries on the disk, the third in memory alone. */
export function filled(engine = new MemoryEngine()): TestNode {
  const node = new TestNode(engine);
  apply(node, 100, put('a', '1'), open(client(1)));
  apply(node, 110, put('b', '2', 500));
  node.flush();
  apply(node, 120, put('c', '3'));
  return node;
}

export function lose(node: TestNode): void {
  node.store.replaceDamaged(1, conf);
  node.flush();
}

export function rowKey(generation: number, space: SpaceName, key = ''): Uint8Array {
  return new RowSpace(1, generation, space).key(key);
}

/** Rows of group 1 on the disk, by generation. */
export function rowsBy(node: TestNode): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const key of node.engine.keys().filter((name) => name[3] === 1 && name[0] === 0)) {
    const generation = key[7] ?? 0;
    counts[generation] = (counts[generation] ?? 0) + 1;
  }
  return counts;
}

export function installAll(node: TestNode, from = filled()): void {
  const source = from.partition.openSnapshot();
  install(node, source.meta, chunksOf(from, source));
  node.engine.pumpAll();
}

/** What an owner does to the database of a node that does not run, which then starts. */
export function restore(node: TestNode): Restored {
  node.engine = node.engine.crash();
  const restored = node.wait<Restored | null>((done) => restoreAside(node.engine, 1, done));
  node.crash();
  node.engine.pumpAll();
  return present(restored, 'what was restored');
}

export function inspected(node: TestNode): readonly InspectedGeneration[] {
  return node.wait<readonly InspectedGeneration[]>((done) => inspectDatabase(node.engine, done));
}
