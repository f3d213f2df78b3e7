import { describe, expect, it } from 'vitest';
import { DiskError } from '../../src/storage/disk.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { Random } from '../../src/util/random.ts';
import { everyCrash } from './crash-choices.ts';
import { FailingDisk, type Failure } from './failing-disk.ts';
import { seeds } from './proof-seeds.ts';
import { diskWith } from './seams.ts';
import { close, create, grow, install, overwrite, purge } from './wal-acts.ts';
import { Model } from './wal-model.ts';
import {
  type Act,
  allowedBoundary,
  honest,
  hurried,
  patient,
  type Seam,
  stateAfterRecovery,
  WalRun,
} from './wal-run.ts';

const script: readonly Act[] = [
  create(1, 2),
  grow(1),
  grow(2),
  overwrite(1),
  purge,
  grow(1, 900),
  install(2),
  purge,
  grow(2),
  grow(1),
  close,
];

const bounds = { questions: 8, samples: 32, seed: 1 };

/** A whole run with one operation that fails, and what became of it. */
class Failed {
  readonly run: WalRun;
  readonly disk: FailingDisk;
  /** What had been reported when the log said that it was over, or when the call began to hang. */
  reportedThen = 0;

  constructor(nth: number, failure: Failure, seed: number, seam: Seam = honest) {
    const memory = new MemoryDisk();
    this.disk = new FailingDisk(memory, nth, failure);
    this.run = new WalRun(memory, script, new Model(), (disk) => seam(this.disk.over(disk)));
    let isOver = false;
    this.run.run(seed === 1 ? patient : hurried(6), new Random(seed), () => {
      if (isOver) return;
      // A call that hangs was made in this move, after all that the move reported; an error comes before that.
      const isMade = this.disk.failed !== undefined;
      isOver = failure === 'hangs' ? isMade : this.run.errors.length > 0;
      if (!isOver || failure === 'hangs') this.reportedThen = this.run.reported;
    });
  }

  get place(): string {
    const { operation = 'none', path = '' } = this.disk.failed ?? {};
    return `${operation} of ${path}, operation ${this.disk.calls.length}`;
  }

  /** Whatever a power loss takes, and whatever a restarted process finds in the page cache. */
  expectHolds(): void {
    const { disk } = this.run;
    disk.restart();
    everyCrash(bounds, (keep) => {
      const crashed = disk.fork();
      crashed.crash(keep);
      allowedBoundary(this.run, stateAfterRecovery(crashed), `power loss after ${this.place}`);
    });
    const restarted = disk.fork();
    const state = stateAfterRecovery(restarted);
    allowedBoundary(this.run, state, `restart after ${this.place}`);
    everyCrash(bounds, (keep) => {
      const crashed = restarted.fork();
      crashed.crash(keep);
      expect(stateAfterRecovery(crashed), `power loss after a restart after ${this.place}`).toBe(
        state,
      );
    });
  }
}

/** Every operation of the run in turn. */
function failEach(failure: Failure, count: number, check: (failed: Failed) => void): number {
  let failures = 0;
  for (const seed of seeds(count)) {
    for (let nth = 1; ; nth++) {
      const failed = new Failed(nth, failure, seed);
      if (failed.disk.failed === undefined) break;
      failures++;
      check(failed);
      failed.expectHolds();
    }
  }
  return failures;
}

/** Nothing hangs on closing a file whose content is synced. */
const isClose = ({ disk }: Failed): boolean => disk.failed?.operation === 'close';
const isSpare = ({ disk }: Failed): boolean => disk.failed?.path.endsWith('.spare') ?? false;

describe('one operation of the disk, whichever it is', () => {
  it('ends the log once when it fails, and then nothing is reported or tried again (R16)', {
    timeout: 600_000,
  }, () => {
    const failures = failEach('EIO', 3, (failed) => {
      const { run, disk, reportedThen, place } = failed;
      if (run.errors.length === 0) expect(isClose(failed), place).toBe(true);
      else {
        expect(run.errors, place).toEqual([expect.any(DiskError)]);
        expect(run.reported, place).toBe(reportedThen);
      }
      const isData = /write|sync$/.test(disk.failed?.operation ?? '');
      if (isData) expect(disk.repeated, place).toBe(0);
    });
    expect(failures).toBeGreaterThan(150);
  });

  it('ends the log for want of space, or only costs it a spare', { timeout: 600_000 }, () => {
    const outcomes = { over: 0, survived: 0 };
    failEach('ENOSPC', 3, (failed) => {
      const { run, reportedThen, place } = failed;
      if (run.errors.length > 0) {
        outcomes.over++;
        expect(run.errors, place).toHaveLength(1);
        expect(run.reported, place).toBe(reportedThen);
        return;
      }
      outcomes.survived++;
      expect(run.reported, place).toBe(run.boundaries.at(-1)?.steps);
      if (!isClose(failed) && failed.disk.failed?.operation !== 'syncDirectory') {
        expect(isSpare(failed), place).toBe(true);
      }
    });
    expect(outcomes.over).toBeGreaterThan(50);
    expect(outcomes.survived).toBeGreaterThan(5);
  });

  it('leaves what waits for it unreported when it never returns, and nothing falls over', {
    timeout: 600_000,
  }, () => {
    failEach('hangs', 3, ({ run, disk, reportedThen, place }) => {
      expect(run.errors, place).toEqual([]);
      const isFrame =
        /write|sync$/.test(disk.failed?.operation ?? '') && disk.failed?.path.endsWith('.log');
      if (isFrame) expect(run.reported, place).toBe(reportedThen);
    });
  });

  it('may be one of recovery: the start after it finds everything', () => {
    const { run } = new Failed(0, 'EIO', 1);
    run.disk.crash(() => true);
    const state = stateAfterRecovery(run.disk.fork());
    let failures = 0;
    for (const operation of ['replace', 'truncate', 'syncDirectory'] as const) {
      for (let nth = 1; ; nth++) {
        const disk = run.disk.fork();
        disk.failAt(operation, nth);
        try {
          stateAfterRecovery(disk);
          break;
        } catch (error) {
          expect(error).toBeInstanceOf(DiskError);
          failures++;
        }
        disk.restart();
        everyCrash(bounds, (keep) => {
          const crashed = disk.fork();
          crashed.crash(keep);
          expect(stateAfterRecovery(crashed)).toBe(state);
        });
        expect(stateAfterRecovery(disk)).toBe(state);
      }
    }
    expect(failures).toBeGreaterThan(3);
  });
});

/** A sync that failed is asked for again, and the system says that all is well. */
const syncedAgain: Seam = (disk) =>
  diskWith(disk, {}, (file) => ({
    sync: (done) => file.sync((error) => (error === null ? done(null) : file.sync(done))),
  }));

/** A write that failed counts as written. */
const writeErrorLost: Seam = (disk) =>
  diskWith(disk, {}, (file) => ({
    write: (buffers, position, done) =>
      file.write(buffers, position, (error) => done(error?.code === 'EIO' ? null : error)),
    sync: (done) => file.sync((error) => done(error?.code === 'EIO' ? null : error)),
  }));

describe('the proof sees', () => {
  it.each([
    ['a sync that is asked for again', syncedAgain],
    ['an error that nobody hears of', writeErrorLost],
  ])('%s', (_, seam) => {
    const find = (): void => {
      for (let nth = 1; nth < 100; nth++) new Failed(nth, 'EIO', 1, seam).expectHolds();
    };
    expect(find).toThrow(/after sync of .*: recovered|is corrupt/);
  });
});
