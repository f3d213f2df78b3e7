import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ballast, dropBallast } from '../../src/server/ballast.ts';
import type { NodeLogger } from '../../src/server/logger.ts';
import { silentLogger } from '../../src/util/logger.ts';

const MIB = 1024 * 1024;
const bytes = 3 * MIB + 5;
const reserveBytes = 4 * MIB;
const plenty = 100 * MIB;

describe('the ballast (R15, R23)', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ringkv-ballast-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const ballast = (size = bytes): Ballast =>
    new Ballast(directory, { bytes: size, reserveBytes }, silentLogger as NodeLogger);
  const found = (): number | null =>
    statSync(join(directory, 'ballast'), { throwIfNoEntry: false })?.size ?? null;

  it('is made once there is room for it twice above the reserve, and takes what it should', async () => {
    const subject = ballast();
    subject.offer(2 * bytes + 1.25 * reserveBytes - 1);
    await subject.settled();
    expect(found()).toBeNull();
    subject.offer(2 * bytes + 1.25 * reserveBytes);
    subject.offer(plenty);
    await subject.settled();
    expect(found()).toBe(bytes);
    // Really allocated.
    const { blocks } = statSync(join(directory, 'ballast'));
    expect(blocks * 512).toBeGreaterThanOrEqual(bytes - 4_096);
  });

  it('goes when the database needs the room, and comes back when there is some', async () => {
    const subject = ballast();
    subject.offer(plenty);
    await subject.free();
    expect(readdirSync(directory)).toEqual([]);
    subject.offer(plenty);
    await subject.settled();
    expect(found()).toBe(bytes);
    await subject.free();
    expect(found()).toBeNull();
  });

  it('stays over a restart, and is made anew when a crash left half of it', async () => {
    const first = ballast();
    first.offer(plenty);
    await first.settled();
    const { mtimeMs } = statSync(join(directory, 'ballast'));
    const second = ballast();
    second.offer(plenty);
    await second.stop();
    expect(statSync(join(directory, 'ballast')).mtimeMs).toBe(mtimeMs);
    writeFileSync(join(directory, 'ballast'), 'half');
    const third = ballast();
    await third.settled();
    expect(found()).toBeNull();
    third.offer(plenty);
    await third.settled();
    expect(found()).toBe(bytes);
  });

  it('is tried again after a minute where it cannot be made', async () => {
    const warnings: string[] = [];
    const warn = (_fields: unknown, line: string): void => void warnings.push(line);
    const logger = { ...silentLogger, warn } as NodeLogger;
    const gone = new Ballast(join(directory, 'gone'), { bytes, reserveBytes }, logger);
    for (let second = 0; second <= 61; second++) {
      gone.offer(plenty);
      await gone.settled();
    }
    expect(warnings.filter((line) => line === 'no ballast could be made')).toHaveLength(2);
  });

  it('is not made, and one that is there goes, where none is wanted', async () => {
    writeFileSync(join(directory, 'ballast'), 'of an earlier life');
    const subject = ballast(0);
    subject.offer(plenty);
    await subject.settled();
    expect(found()).toBeNull();
  });

  it('goes before a start on a disk that is full', () => {
    expect(dropBallast(directory)).toBe(false);
    writeFileSync(join(directory, 'ballast'), 'x');
    expect([dropBallast(directory), found()]).toEqual([true, null]);
  });
});
