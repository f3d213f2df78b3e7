import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { WalCorruptError } from '../../src/storage/wal-errors.ts';
import { Random } from '../../src/util/random.ts';
import { diskWith } from './seams.ts';
import { close, create, grow, install, purge } from './wal-acts.ts';
import { Model } from './wal-model.ts';
import { type Act, honest, patient, type Seam, stateAfterRecovery, WalRun } from './wal-run.ts';
import { directory } from './wal-world.ts';

/** All of them; without `STORAGE_EVERY_BIT`, of zeros in a row only the first few bytes. */
const { STORAGE_EVERY_BIT: all } = process.env;
const zerosInARow = 16;

/** The last segment is made of a former one, and holds a frame. */
const script: readonly Act[] = [
  create(1, 2),
  grow(1),
  grow(2),
  grow(1),
  purge,
  grow(2, 600),
  install(2),
  grow(1),
  grow(2),
  purge,
  grow(1),
  grow(2),
  grow(1),
];

/** A log on which nothing was written since its last frame. */
interface Log {
  readonly disk: MemoryDisk;
  readonly files: readonly string[];
  readonly state: string;
  /** What it was before that frame. */
  readonly before: string;
  /** Where that frame lies in the last file. */
  readonly from: number;
  readonly to: number;
}

function written(acts: readonly Act[]): Log {
  const run = new WalRun(new MemoryDisk(), acts, new Model());
  let [before, bytes, end] = [0, 0, 0];
  run.run(patient, new Random(1), () => {
    const now = run.recovered.wal.stats();
    if (now.bytes !== bytes) [before, bytes] = [bytes, now.bytes];
    end = now.bytes;
  });
  const { disk, boundaries } = run;
  const files = disk
    .list(directory)
    .filter((name) => name.endsWith('.log'))
    .map((name) => `${directory}/${name}`);
  // Whole segments are full to the last byte, and what the log counts of them is all that is there.
  const sealed = files.slice(0, -1).reduce((sum, path) => sum + disk.size(path), 0);
  const [from, to] = [before - sealed, end - sealed];
  const states = boundaries.map(({ state }) => state);
  return { disk, files, state: states.at(-1) ?? '', before: states.at(-2) ?? '', from, to };
}

function bitsOf(bytes: Uint8Array): number[] {
  const bits: number[] = [];
  let zeros = 0;
  for (let i = 0; i < bytes.length; i++) {
    zeros = i % 512 === 0 || bytes[i] !== 0 ? 0 : zeros + 1;
    if (all !== undefined || zeros < zerosInARow)
      for (let bit = 0; bit < 8; bit++) bits.push(8 * i + bit);
  }
  return bits;
}

/** Flips each bit in turn. What is neither refused, with file and place, nor harmless, is the last frame or a failure. */
function flipEach(log: Log, seam: Seam = honest): { refused: number; whole: number; lost: number } {
  const counts = { refused: 0, whole: 0, lost: 0 };
  for (const path of log.files) {
    for (const bit of bitsOf(log.disk.readAll(path))) {
      const at = bit >> 3;
      const disk = log.disk.clone();
      disk.damage(path, (bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
        return bytes;
      });
      const found = recovered(disk, seam);
      if (found instanceof WalCorruptError) {
        counts.refused++;
        const isNamed = found.path === path && found.offset <= at && found.offset % 512 === 0;
        if (!isNamed) expect.fail(`byte ${at} of ${path}: ${found.message}`);
      } else if (found === log.state) counts.whole++;
      else {
        counts.lost++;
        const isLastFrame = path === log.files.at(-1) && at >= log.from && at < log.to;
        if (found !== log.before || !isLastFrame) {
          expect.fail(`bit ${bit & 7} of byte ${at} of ${path} was taken for a torn write`);
        }
      }
    }
  }
  return counts;
}

function recovered(disk: MemoryDisk, seam: Seam): string | WalCorruptError {
  try {
    return stateAfterRecovery(disk, seam);
  } catch (error) {
    if (error instanceof WalCorruptError) return error;
    throw error;
  }
}

describe('one flipped bit anywhere in a log of several segments, some of which were others before', () => {
  it('is refused, harmless, or loses the last frame, which nothing has followed', {
    timeout: 600_000,
  }, () => {
    const log = written(script);
    expect(log.files.length).toBeGreaterThan(3);
    // Behind its frames lies what the last file was before.
    const former = log.disk.readAll(log.files.at(-1) ?? '').subarray(log.to);
    expect(former.some((byte) => byte !== 0)).toBe(true);
    const counts = flipEach(log);
    expect(counts.refused).toBeGreaterThan(2_000);
    expect(counts.whole).toBeGreaterThan(2_000);
    // Its header and its records, not the zeros behind them.
    expect(counts.lost).toBeGreaterThan(8 * 40);
    expect(counts.lost).toBeLessThan(8 * 512);
  });

  it('loses nothing after an orderly end', { timeout: 600_000 }, () => {
    const log = written([...script, close]);
    expect(log.before).toBe(log.state);
    expect(flipEach({ ...log, files: log.files.slice(-1) }).lost).toBe(0);
  });

  it('loses nothing after a start', { timeout: 600_000 }, () => {
    const log = written(script);
    const disk = log.disk.clone();
    stateAfterRecovery(disk);
    const files = [
      `${directory}/${disk.list(directory).findLast((name) => name.endsWith('.log'))}`,
    ];
    expect(flipEach({ ...log, disk, files, before: log.state }).lost).toBe(0);
  });
});

describe('the proof sees', () => {
  it('a recovery that ends the log at the first damage', () => {
    const log = written(script);
    const intact = new Map(log.files.map((path) => [path, log.disk.readAll(path)]));
    const endsAtDamage: Seam = (disk) => {
      const scanned = new Set<string>();
      return diskWith(disk, {
        readAll: (path) => {
          const bytes = disk.readAll(path);
          const at = bytes.findIndex((byte, i) => byte !== intact.get(path)?.[i]);
          if (at < 0 || scanned.has(path)) return bytes;
          scanned.add(path);
          return bytes.fill(0, at - (at % 512));
        },
      });
    };
    expect(() => flipEach({ ...log, files: log.files.slice(-1) }, endsAtDamage)).toThrow(
      /was taken for a torn write/,
    );
  });
});
