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

const shortScript: readonly Act[] = [create(1), grow(1, 900), purge, grow(1), close];
const afterwards: readonly Act[] = [create(1), grow(1), grow(1), purge, grow(1)];

const nothing = { steps: 0, state: '', model: new Model() };

function schedule(seed: number, name: string): Schedule {
  const bounds = { questions: 12, samples: 64, seed };
  return {
    order: seed === 1 ? patient : hurried,
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
    for (const seed of seeds(8)) {
      const run = proof.losePower(new MemoryDisk(), script, nothing, schedule(seed, 'script'));
      expect(run.errors).toEqual([]);
      expect(run.reported, 'the orderly end was not reported').toBe(run.boundaries.at(-1)?.steps);
    }
    expect(proof.counts.crashes).toBeGreaterThan(isReplay ? 100 : 2_000);
    expect(proof.counts.inRecovery).toBeGreaterThan(isReplay ? 100 : 2_000);
  });

  it('does so for scripts of any kind', { timeout: 600_000 }, () => {
    const proof = new WalProof();
    for (const seed of seeds(6)) {
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
