import { entryKind } from '../../../src/raft/types.ts';
import { NodeDisk, recoverWal, type Wal, walDefaults } from '../../../src/storage/index.ts';
import { storageLimits } from '../../../src/util/limits.ts';
import { conf } from './loaded-store.ts';
import type { Stage } from './stages.ts';

const ENTRY_BYTES = 256;
/** What a turn of the host adds for each of some groups; bigger turns are apply's, not the log's. */
const ENTRIES_A_TURN = 256;

/** The shared log with as many groups as a node can have. */
export class LoadedLog {
  readonly wal: Wal;
  readonly groups: number;
  readonly #last = new Map<number, number>();
  #seq = 0;

  private constructor(wal: Wal, groups: number) {
    this.wal = wal;
    this.groups = groups;
    for (let group = 0; group < groups; group++) {
      wal.createGroup(group, 1, conf);
      this.#last.set(group, 0);
    }
  }

  static async open(directory: string, groups: number): Promise<LoadedLog> {
    const walId = new Uint8Array(16).fill(7);
    const disk = new NodeDisk();
    const { wal } = recoverWal(disk, directory, { ...walDefaults, walId, create: true });
    const log = new LoadedLog(wal, groups);
    wal.listen({
      durable: () => {},
      fatal: (error) => {
        throw error;
      },
    });
    await log.settled();
    return log;
  }

  append(group: number, count: number): void {
    const first = (this.#last.get(group) ?? 0) + 1;
    const entries = Array.from({ length: count }, (_, i) => ({
      index: first + i,
      term: 1,
      kind: entryKind.command,
      data: new Uint8Array(ENTRY_BYTES),
    }));
    this.#last.set(group, first + count - 1);
    this.wal.append(group, { seq: ++this.#seq, entries, hardState: null, snapshot: null });
  }

  settled(): Promise<void> {
    return new Promise((resolve) => this.wal.barrier(resolve));
  }

  purged(): Promise<void> {
    return new Promise((resolve) => {
      this.wal.purge(this.#last, resolve);
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.wal.close(resolve));
  }
}

/** Frames in the way of the host, a full frame, and what a rotation and a purge of all groups take. */
export function logStages(log: LoadedLog): readonly Stage[] {
  const { groups } = log;
  const collect = (): void => {
    for (let group = 0; log.wal.collectedBytes < storageLimits.walFrameBytes; group++) {
      log.append(group % groups, ENTRIES_A_TURN);
    }
  };
  const fillSegment = async (): Promise<void> => {
    const { segments } = log.wal.stats();
    const left = (): number => {
      const { bytes, segmentBytes } = log.wal.stats();
      return segments * segmentBytes - bytes;
    };
    for (let group = 0; left() > storageLimits.walFrameBytes / 2; group++) {
      for (let i = 0; i < 16; i++) log.append((group * 16 + i) % groups, ENTRIES_A_TURN);
      await log.settled();
    }
  };
  return [
    {
      name: 'write the largest frame',
      prepare: collect,
      run: () => log.settled(),
    },
    {
      name: `begin a segment with the state of ${groups} groups`,
      prepare: async () => {
        await fillSegment();
        collect();
      },
      run: () => log.settled(),
    },
    {
      name: `purge the log of ${groups} groups`,
      run: () => log.purged(),
    },
  ];
}
