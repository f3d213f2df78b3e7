import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { isReplay, seeds } from './proof-seeds.ts';
import { walBugs } from './seams.ts';
import { close, create, grow, install, overwrite, purge, randomActs, replace } from './wal-acts.ts';
import { Model } from './wal-model.ts';
import { type Schedule, WalProof } from './wal-proof.ts';
import { type Act, hurried, patient } from './wal-run.ts';

/** Rotations, onto zeros and onto a former segment; a purge; a write of several sectors; everything a group can become. */
const script: readonly Act[] = [
  create(1, 2),
  grow(1),
  grow(2),
  overwrite(1),
  purge,
  grow(1, 900),
  install(2),
  grow(2),
  purge,
  grow(1),
  replace(2),
  grow(2),
  close,
];

/** Two segments; the first becomes the third. */
const shortScript: readonly Act[] = [create(1), grow(1, 900), grow(1), purge, grow(1), close];
const afterwards: readonly Act[] = [create(1), grow(1), grow(1), purge, grow(1)];

/** Purges that meet an install, and rotations. */
const races: readonly Act[] = [
  create(1),
  grow(1, 900),
  grow(1, 900),
  purge,
  install(1),
  grow(1, 900),
  purge,
  grow(1, 900),
  grow(1, 900),
];

const nothing = { steps: 0, state: '', model: new Model() };

function schedule(seed: number, name: string): Schedule {
  const bounds = { questions: 12, samples: 64, seed };
  return {
    order: seed === 1 ? patient : hurried(4 + 3 * (seed % 4)),
    seed,
    bounds,
    name: `${name}, STORAGE_SEED=${seed}`,
  };
}

describe('a log that loses power between any two completions of its disk, whatever was not synced', () => {
  it('recovers to a state at or after what it reported, and so does a recovery that is stopped', {
    timeout: 600_000,
  }, () => {
    const proof = new WalProof();
    for (const seed of seeds(4)) {
      const run = proof.losePower(new MemoryDisk(), script, nothing, schedule(seed, 'script'));
      expect(run.errors).toEqual([]);
      expect(run.reported, 'the orderly end was not reported').toBe(run.boundaries.at(-1)?.steps);
    }
    expect(proof.counts.crashes).toBeGreaterThan(isReplay ? 100 : 1_000);
    expect(proof.counts.inRecovery).toBeGreaterThan(isReplay ? 100 : 1_000);
  });

  it.each([
    [2, 'a segment was given up for a snapshot that was not durable'],
    [22, 'a former segment was written over before its new name was durable'],
  ])('does so in schedule %i, in which %s once', (seed) => {
    const plan = { ...schedule(seed, 'races'), order: hurried(8), stopsRecovery: false };
    const proof = new WalProof();
    proof.losePower(new MemoryDisk(), races, nothing, plan);
    expect(proof.counts.images).toBeGreaterThan(20);
  });

  it('does so for scripts of any kind', { timeout: 600_000 }, () => {
    const proof = new WalProof();
    for (const seed of seeds(4)) {
      const acts = randomActs(seed, 14);
      proof.losePower(new MemoryDisk(), acts, nothing, schedule(seed, 'random acts'));
    }
    expect(proof.counts.images).toBeGreaterThan(50);
  });
});

describe('a log whose process is killed between any two completions', () => {
  it('builds on nothing that a later power loss takes back', { timeout: 600_000 }, () => {
    const proof = new WalProof();
    for (const seed of seeds(1)) {
      const plan = schedule(seed, 'killed');
      proof.kill(new MemoryDisk(), shortScript, afterwards, nothing, plan);
    }
    expect(proof.counts.lives).toBeGreaterThan(50);
  });
});

describe('the proof sees', () => {
  it.each(walBugs)('%s', (_, seam) => {
    const proof = new WalProof(seam);
    const find = (): void => {
      for (const seed of [1, 2]) {
        proof.losePower(new MemoryDisk(), script, nothing, schedule(seed, 'planted'));
        proof.kill(new MemoryDisk(), shortScript, afterwards, nothing, schedule(seed, 'planted'));
      }
    };
    expect(find).toThrow(/: recovered|where before was|is corrupt|cannot be used/);
  });
});
