import { type Entry, entryKind } from '../../../src/raft/types.ts';
import { NodeDisk, recoverWal, type Wal, walDefaults } from '../../../src/storage/index.ts';
import { BenchError } from '../../errors.ts';
import { closedLoop, type FrameWriter } from './burst.ts';

const ENTRY_BYTES = 256;
/** As the host (`src/server/host/purger.ts`), which also purges when a segment was added. */
const PURGE_MS = 1_000;
/** Between two looks at how far it is. */
const WARM_UP_SECONDS = 0.1;
const WARM_UP_FRAME_BYTES = 1024 * 1024;
/** The one that is written to, one that waits for its purge, and the spares. */
const WARM_UP_SEGMENTS = 3 + walDefaults.spareSegments;

/** One frame: so many bytes of entries, spread over groups. */
export interface Shape {
  readonly payloadBytes: number;
  readonly groups: number;
}

const conf = {
  index: 0,
  voters: [1],
  outgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

/** The log of a node with its defaults, driven as the host drives it: append for each group, then one kick. */
export class SharedLog {
  readonly segmentBytes: number;
  readonly #wal: Wal;
  readonly #groups: number;
  /** By group: the last entry that was appended. */
  readonly #last: number[];
  readonly #data = new Uint8Array(ENTRY_BYTES).fill(120);
  #nextGroup = 0;
  #seq = 0;
  /** Oldest first, with the appends that each consists of: during a rotation two become one frame. */
  readonly #waiting: { appends: number; readonly done: () => void }[] = [];
  #purges = true;
  #purgeAt = 0;
  /** The newest segment at the last purge, and at the last count of rotations. */
  #purgedAt = 0;
  #newest = 1;
  #closed = false;
  #rotations = 0;

  private constructor(wal: Wal, groups: number, segmentBytes: number) {
    this.#wal = wal;
    this.#groups = groups;
    this.segmentBytes = segmentBytes;
    this.#last = Array.from({ length: groups }, () => 0);
    for (let group = 0; group < groups; group++) wal.createGroup(group, 1, conf);
  }

  static async open(
    directory: string,
    groups: number,
    segmentBytes: number | null,
  ): Promise<SharedLog> {
    const size = segmentBytes ?? walDefaults.segmentBytes;
    const options = { ...walDefaults, segmentBytes: size, walId: new Uint8Array(16).fill(7) };
    const { wal } = recoverWal(new NodeDisk(), directory, { ...options, create: true });
    const log = new SharedLog(wal, groups, size);
    wal.listen({
      durable: (items) => {
        log.#countRotations();
        log.#tell(items.length);
      },
      fatal: (error) => {
        // A spare that was being made meets a directory that is gone.
        if (log.#closed) return;
        throw new BenchError(`the log: ${error.message}`);
      },
    });
    await new Promise<void>((resolve) => wal.barrier(resolve));
    return log;
  }

  /** Until every segment to come is made of an old one. */
  async warmUp(): Promise<void> {
    const shape = { payloadBytes: WARM_UP_FRAME_BYTES, groups: this.#groups };
    const until = this.#rotations + WARM_UP_SEGMENTS;
    while (this.#rotations < until) {
      await closedLoop({ seconds: WARM_UP_SECONDS, depth: 2 }, this.writer(shape));
    }
  }

  /** Bytes on disk of one frame of the shape. */
  async frameBytes(shape: Shape): Promise<number> {
    this.#purges = false;
    // Behind a rotation that is under way.
    await new Promise<void>((resolve) => this.#wal.barrier(resolve));
    const before = this.#wal.stats();
    await new Promise<void>((resolve) => this.writer(shape).write(resolve));
    const after = this.#wal.stats();
    this.#purges = true;
    // A purge that had begun: the next frame is without.
    const isPlain = after.segments === before.segments && after.syncs === before.syncs + 1;
    return isPlain ? after.bytes - before.bytes : this.frameBytes(shape);
  }

  writer({ payloadBytes, groups }: Shape): FrameWriter {
    const entries = Math.max(1, Math.floor(payloadBytes / ENTRY_BYTES));
    const involved = Math.min(entries, groups);
    return {
      write: (done) => {
        this.#waiting.push({ appends: involved, done });
        for (let i = 0; i < involved; i++) {
          // 1000 entries over 256 groups: some get one more.
          const share =
            Math.floor(((i + 1) * entries) / involved) - Math.floor((i * entries) / involved);
          this.#append(this.#nextGroup, share);
          this.#nextGroup = (this.#nextGroup + 1) % this.#groups;
        }
        this.#wal.kick();
        this.#purge();
      },
      totals: () => ({ syncs: this.#wal.stats().syncs, rotations: this.#rotations }),
    };
  }

  close(): Promise<void> {
    this.#closed = true;
    return new Promise((resolve) => this.#wal.close(resolve));
  }

  #append(group: number, count: number): void {
    const first = (this.#last[group] ?? 0) + 1;
    const entries: Entry[] = [];
    for (let i = 0; i < count; i++) {
      entries.push({ index: first + i, term: 1, kind: entryKind.command, data: this.#data });
    }
    this.#last[group] = first + count - 1;
    this.#wal.append(group, { seq: ++this.#seq, entries, hardState: null, snapshot: null });
  }

  /** What is not durable yet is not purged, as with a state machine that follows the log. */
  #purge(): void {
    if (!this.#purges) return;
    const now = performance.now();
    const { segments, newestSegment } = this.#wal.stats();
    if (segments < 2 || (now < this.#purgeAt && newestSegment === this.#purgedAt)) return;
    this.#purgeAt = now + PURGE_MS;
    this.#purgedAt = newestSegment;
    const points = new Map(this.#last.map((last, group) => [group, last]));
    this.#wal.purge(points, () => {});
  }

  #tell(appends: number): void {
    let left = appends;
    for (
      let oldest = this.#waiting[0];
      oldest !== undefined && left > 0;
      oldest = this.#waiting[0]
    ) {
      const taken = Math.min(left, oldest.appends);
      left -= taken;
      oldest.appends -= taken;
      if (oldest.appends > 0) return;
      this.#waiting.shift();
      oldest.done();
    }
  }

  #countRotations(): void {
    const { newestSegment } = this.#wal.stats();
    this.#rotations += newestSegment - this.#newest;
    this.#newest = newestSegment;
  }
}
