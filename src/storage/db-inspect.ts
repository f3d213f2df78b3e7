import { noPlantedBugs } from '../util/planted-bugs.ts';
import type { Engine, EngineIterator } from './engine.ts';
import { Generations } from './generations.ts';
import { loadGenerations } from './generations-loader.ts';
import type { Partition, PartitionHost } from './partition.ts';
import { appliedIndexOf, loadPartition } from './partition-loader.ts';
import { generationRange, nodeGroup } from './row-keys.ts';
import { RowStore } from './row-store.ts';
import type { Scrub } from './scrub.ts';
import { isDamage } from './storage-errors.ts';

/** `unused`: a snapshot that was cut off, or rows that the next start sweeps. */
export type GenerationRole = 'live' | 'aside' | 'unused';

export interface InspectedGeneration {
  readonly group: number;
  readonly generation: number;
  readonly role: GenerationRole;
  /** Null when its state row is gone or damaged. */
  readonly appliedIndex: number | null;
  readonly rows: number;
  /** Of keys and values. */
  readonly bytes: number;
  /** The first damage; null when all rows are what apply made of them. Rows that are not used are not verified. */
  readonly problem: string | null;
}

type Done = (error: Error | null, found: readonly InspectedGeneration[]) => void;

const ROWS_AT_A_TIME = 1_024;

/**
 * Reads the database of a node that does not run, all of it: which generations there are of each group, and whether they
 * are whole. An error is one for which a node would not use the database either.
 */
export function inspectDatabase(engine: Engine, done: Done): void {
  const rows = new RowStore(engine);
  const generations = new Generations(rows);
  loadGenerations(engine, generations, (error) => {
    if (error !== null) return done(error, []);
    count(engine, (failure, counted) => {
      if (failure !== null) return done(failure, []);
      // A pointer alone is something, too.
      for (const group of generations.groups) {
        const { live, aside } = generations.of(group);
        for (const generation of [live, aside]) if (generation > 0) counted.of(group, generation);
      }
      verifyEach(rows, generations, counted.all(), [], done);
    });
  });
}

interface Count {
  readonly group: number;
  readonly generation: number;
  rows: number;
  bytes: number;
}

class Counts {
  readonly #byName = new Map<string, Count>();

  of(group: number, generation: number): Count {
    const name = `${group}/${generation}`;
    const count = this.#byName.get(name) ?? { group, generation, rows: 0, bytes: 0 };
    this.#byName.set(name, count);
    return count;
  }

  all(): readonly Count[] {
    return [...this.#byName.values()].sort(
      (a, b) => a.group - b.group || a.generation - b.generation,
    );
  }
}

function count(engine: Engine, done: (error: Error | null, counts: Counts) => void): void {
  const view = engine.snapshot();
  const all = { from: new Uint8Array(), to: generationRange(nodeGroup, 0, 0).from };
  const iterator = view.iterate(all);
  const counts = new Counts();
  countRows(iterator, counts, (error) => {
    iterator.close();
    view.close();
    done(error, counts);
  });
}

function countRows(
  iterator: EngineIterator,
  counts: Counts,
  done: (error: Error | null) => void,
): void {
  iterator.next(ROWS_AT_A_TIME, (error, rows) => {
    if (error !== null || rows.length === 0) return done(error);
    for (const { key, value } of rows) {
      const name = new DataView(key.buffer, key.byteOffset, key.byteLength);
      const count = counts.of(name.getUint32(0), name.getUint32(4));
      count.rows++;
      count.bytes += key.length + value.length;
    }
    countRows(iterator, counts, done);
  });
}

function verifyEach(
  rows: RowStore,
  generations: Generations,
  [count, ...rest]: readonly Count[],
  found: readonly InspectedGeneration[],
  done: Done,
): void {
  if (count === undefined) {
    done(null, found);
    return;
  }
  const { group, generation } = count;
  const { live, aside } = generations.of(group);
  const role = generation === live ? 'live' : generation === aside ? 'aside' : 'unused';
  const appliedIndex = appliedIndexOf(rows, group, generation);
  const next = (error: Error | null): void => {
    if (error !== null && !isDamage(error)) {
      done(error, []);
      return;
    }
    const inspected = { ...count, role, appliedIndex, problem: error?.message ?? null } as const;
    verifyEach(rows, generations, rest, [...found, inspected], done);
  };
  if (role === 'unused') next(null);
  else verifyGeneration(rows, group, generation, next);
}

function verifyGeneration(
  rows: RowStore,
  group: number,
  generation: number,
  done: (error: Error | null) => void,
): void {
  loadOffline(rows, group, generation, (error, partition) => {
    if (partition === null) return done(error);
    const scrub = partition.openScrub();
    readOn(scrub, (failure) => {
      scrub.close();
      done(failure);
    });
  });
}

function readOn(scrub: Scrub, done: (error: Error | null) => void): void {
  scrub.step((error, bytes) => {
    if (error !== null || bytes === 0) done(error);
    else readOn(scrub, done);
  });
}

const noHistory = { historyMs: 0, historyBytes: 0, historyBlockBytes: 0 };

/** A partition that is only read. */
export function loadOffline(
  rows: RowStore,
  group: number,
  generation: number,
  done: (error: Error | null, partition: Partition | null) => void,
): void {
  const host: PartitionHost = {
    rows,
    snapshotChunkBytes: 0,
    cachedSessions: 0,
    cachedSessionBytes: 0,
    ...noHistory,
    planted: noPlantedBugs,
    touched: () => {},
    poisoned: () => {},
  };
  loadPartition(host, group, generation, done);
}
