import type {
  ConfState,
  Entry,
  EntryKind,
  HardState,
  SnapshotMeta,
  Write,
} from '../../src/raft/types.ts';
import { entryKind } from '../../src/raft/types.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import type { Wal } from '../../src/storage/wal.ts';
import type { DurableItem } from '../../src/storage/wal-batch.ts';
import { type WalOptions, walDefaults } from '../../src/storage/wal-options.ts';
import {
  type RecoveredGroup,
  type RecoveredWal,
  recoverWal,
} from '../../src/storage/wal-recovery.ts';
import { utf8 } from '../../src/util/bytes.ts';

export const directory = 'node/wal';

export const smallWal: WalOptions = {
  ...walDefaults,
  walId: utf8('sixteen bytes id'),
  create: true,
  segmentBytes: 4_096,
  spareSegments: 0,
  recordBytes: 256,
  inlineBytes: 64,
  readBytes: 1_024,
  // Whatever frees a segment is copied.
  rewritePart: 1,
};

export function conf(...voters: number[]): ConfState {
  return { index: 0, voters, outgoing: [], learners: [], learnersNext: [], autoLeave: false };
}

export function meta(index: number, term: number, configuration = conf(1, 2, 3)): SnapshotMeta {
  return { index, term, conf: configuration };
}

export function entry(index: number, term: number, text = `${index}@${term}`): Entry {
  return { index, term, kind: entryKind.command, data: utf8(text) };
}

export function entryOf(index: number, term: number, kind: EntryKind, data: Uint8Array): Entry {
  return { index, term, kind, data };
}

/** Entries first..last of one term. */
export function entries(first: number, last: number, term: number, text?: string): Entry[] {
  const list: Entry[] = [];
  for (let index = first; index <= last; index++) list.push(entry(index, term, text));
  return list;
}

export function write(seq: number, parts: Partial<Omit<Write, 'seq'>> = {}): Write {
  return { seq, hardState: null, entries: [], snapshot: null, ...parts };
}

export function hardState(term: number, vote: number, commit: number): HardState {
  return { term, vote, commit };
}

/** One life of a process: a log that was recovered from the disk, and what it reported. */
export interface Life {
  readonly disk: MemoryDisk;
  readonly recovered: RecoveredWal;
  readonly wal: Wal;
  readonly durable: DurableItem[];
  readonly errors: Error[];
}

export function start(disk = new MemoryDisk(), options: Partial<WalOptions> = {}): Life {
  const recovered = recoverWal(disk, directory, { ...smallWal, ...options });
  const durable: DurableItem[] = [];
  const errors: Error[] = [];
  recovered.wal.listen({
    durable: (items) => durable.push(...items),
    fatal: (error) => errors.push(error),
  });
  return { disk, recovered, wal: recovered.wal, durable, errors };
}

/** Writes out everything collected. */
export function flush(life: Life): void {
  life.wal.kick();
  life.disk.run();
}

export function groupOf(life: Life, group: number): RecoveredGroup {
  const found = life.recovered.groups.find((each) => each.group === group);
  if (found === undefined) throw new Error(`group ${group} was not recovered`);
  return found;
}

/** All entries of a group that recovery finds, as `index@term` texts or whatever their data says. */
export function recoveredTexts(life: Life, group: number): string[] {
  const tail = life.recovered.tails(new Map([[group, 1]])).get(group) ?? [];
  return tail.map((each) => Buffer.from(each.data).toString());
}

export function read(
  life: Life,
  group: number,
  first: number,
  last: number,
  maxBytes = 1e6,
): Entry[] | 'compacted' {
  let answer: readonly Entry[] | 'compacted' | null = null;
  life.wal.read(group, first, last, maxBytes, (result) => {
    answer = result;
  });
  life.disk.run();
  const found = answer as readonly Entry[] | 'compacted' | null;
  if (found === null) throw new Error('the read was not answered');
  return found === 'compacted' ? found : [...found];
}

export function texts(list: readonly Entry[] | 'compacted'): string[] {
  return list === 'compacted'
    ? ['compacted']
    : list.map((each) => Buffer.from(each.data).toString());
}

export const keepAll = (): boolean => true;
export const loseAll = (): boolean => false;
