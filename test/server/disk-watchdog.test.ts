import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiskWatchdog } from '../../src/server/disk-watchdog.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';

function watched(): { readonly disk: MemoryDisk; readonly lines: string[] } & {
  readonly watchdog: DiskWatchdog;
} {
  const lines: string[] = [];
  const watchdog = new DiskWatchdog(5_000, (line) => lines.push(line));
  watchdog.start();
  return { disk: new MemoryDisk(), lines, watchdog };
}

describe('the watch over calls to the disk (R16)', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends the process when one does not come back, and names it', () => {
    const { disk, lines, watchdog } = watched();
    watchdog.disk(disk).syncDirectory('wal', () => {});
    vi.advanceTimersByTime(5_900);
    expect(lines).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(lines).toEqual(['kvd stops: the disk hangs: sync of wal has not come back for 5 s']);
    watchdog.stop();
  });

  it('says nothing about a disk that is slow, however much it has to do', () => {
    const { disk, lines, watchdog } = watched();
    const watchedDisk = watchdog.disk(disk);
    for (let i = 0; i < 60; i++) {
      watchedDisk.syncDirectory('wal', () => {});
      watchedDisk.syncDirectory('wal', () => {});
      vi.advanceTimersByTime(1_900);
      disk.deliver();
    }
    expect(lines).toEqual([]);
    watchdog.stop();
  });

  it('follows the files that were opened', () => {
    const { disk, lines, watchdog } = watched();
    watchdog.disk(disk).open('wal/1', (_error, file) => file?.sync(() => {}));
    disk.deliver();
    vi.advanceTimersByTime(6_000);
    expect(lines.join()).toContain('sync of wal/1');
    watchdog.stop();
  });

  it('does not count the time in which the process itself stood still', () => {
    const { disk, lines, watchdog } = watched();
    watchdog.disk(disk).remove('wal/1', () => {});
    // As after SIGCONT: a long time has passed, and a timer fires once for it.
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(1_000);
    disk.deliver();
    vi.advanceTimersByTime(60_000);
    expect(lines).toEqual([]);
    watchdog.stop();
  });
});
