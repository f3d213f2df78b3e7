import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { Random } from '../../src/util/random.ts';
import { Golden } from './golden-history.ts';
import { seeds } from './proof-seeds.ts';
import { ReplicaProof } from './replica-proof.ts';
import type { Plant, ReplicaAct } from './replica-run.ts';
import { engineWith } from './seams.ts';

const golden = new Golden();
const fresh = (): { disk: MemoryDisk; engine: MemoryEngine } => ({
  disk: new MemoryDisk(),
  engine: new MemoryEngine(),
});

const create: ReplicaAct = (replica) => replica.create();
const flush: ReplicaAct = (replica) => replica.flush();
const purge: ReplicaAct = (replica) => replica.purge();
const append =
  (count: number): ReplicaAct =>
  (replica) =>
    replica.append(count);
const appendLost: ReplicaAct = (replica) => replica.appendLost(4);
const commit =
  (index: number): ReplicaAct =>
  (replica) =>
    replica.commitTo(index);
const install =
  (index: number): ReplicaAct =>
  (replica) =>
    replica.install(index);

const lose: ReplicaAct = (replica) => replica.loseState();

const begin = [create, append(2), commit(2), flush, append(2), commit(3), flush, purge];
const end = [append(3), commit(8), flush, purge, append(1), flush];

const scripts: readonly (readonly [string, readonly ReplicaAct[]])[] = [
  ['a log that is applied, flushed and purged', [...begin, append(3), commit(6), purge, ...end]],
  ['an install beyond the log', [...begin, install(7), ...end]],
  ['an install within the log', [...begin, append(5), install(7), ...end]],
  ['an install in place of entries that were lost', [...begin, appendLost, install(6), ...end]],
  ['an install while entries come', [...begin, install(6), append(4), commit(8), ...end]],
];

/** The state is lost while its log goes on, while a snapshot comes, and again once one is there. */
const losses: readonly (readonly [string, readonly ReplicaAct[]])[] = [
  [
    'an install in place of a lost state',
    [...begin, append(2), commit(5), lose, flush, append(1), purge, install(7), ...end],
  ],
  [
    'an install in place of a state that is lost during another',
    [...begin, install(6), lose, append(1), purge, install(8), append(2), ...end],
  ],
  [
    'an install in place of a state that was installed',
    [...begin, lose, install(5), append(2), commit(7), flush, lose, purge, install(8), ...end],
  ],
  [
    'a log from its first entry in place of a lost state',
    [create, append(3), commit(3), flush, lose, append(3), commit(6), purge, install(6), ...end],
  ],
];

const afterwards = [create, append(2), commit(6), flush, purge];

function randomActs(seed: number, losesState = false): ReplicaAct[] {
  const random = new Random(seed);
  const acts: ReplicaAct[] = [create];
  for (let at = 0; acts.length < 24; ) {
    if (random.chance(1, 2)) at = Math.min(golden.last, at + random.between(1, 2));
    const kinds = [append(2), commit(at), commit(at), flush, purge, purge, appendLost, append(1)];
    if (losesState && random.chance(1, 8)) acts.push(lose);
    acts.push(
      random.chance(1, losesState ? 5 : 10)
        ? install(Math.min(golden.last, at + 2))
        : (kinds[random.between(0, 7)] ?? flush),
    );
  }
  return acts;
}

describe('log and state machine, crashed between any two completions of either', () => {
  it.each(scripts)('hold what was acknowledged: %s', { timeout: 600_000 }, (name, acts) => {
    const proof = new ReplicaProof(golden);
    for (const seed of seeds(4)) {
      const run = proof.losePower(fresh(), acts, seed, name);
      expect(run.acked).toBeGreaterThanOrEqual(6);
      expect(run.partition.appliedIndex).toBeGreaterThanOrEqual(6);
    }
    expect(proof.counts.images).toBeGreaterThan(40);
    if (name.startsWith('an install')) {
      expect(proof.counts.swept, 'no dead generation was seen').toBeGreaterThan(0);
    }
    if (name === 'an install beyond the log') expect(proof.counts.resets).toBeGreaterThan(0);
  });

  it.each(losses)('hold it beside what was set aside: %s', { timeout: 600_000 }, (name, acts) => {
    const proof = new ReplicaProof(golden);
    for (const seed of seeds(4)) {
      const run = proof.losePower(fresh(), acts, seed, name);
      expect(run.acked).toBeGreaterThanOrEqual(6);
      expect([run.lost, run.partition.appliedIndex >= 6]).toEqual([false, true]);
      expect(run.store.setAside(1)).toBe(null);
    }
    expect(proof.counts.restored, 'nothing was restored').toBeGreaterThan(0);
    expect(proof.counts.swept, 'no dead generation was seen').toBeGreaterThan(0);
  });

  it('hold it in any order of such acts', { timeout: 600_000 }, () => {
    const proof = new ReplicaProof(golden);
    // The first seed is the patient one, in which nothing overlaps.
    for (const seed of seeds(6)) {
      proof.losePower(fresh(), randomActs(seed), seed + 1, `random acts, STORAGE_SEED=${seed}`);
    }
    expect(proof.counts.images).toBeGreaterThan(100);
  });

  it('hold it in any order of such acts, with states that are lost', { timeout: 600_000 }, () => {
    const proof = new ReplicaProof(golden);
    for (const seed of seeds(6)) {
      const acts = randomActs(seed, true);
      proof.losePower(fresh(), acts, seed + 1, `losses at random, STORAGE_SEED=${seed}`);
    }
    expect(proof.counts.restored).toBeGreaterThan(20);
  });

  it('hold it when the process is killed first, and the power goes later', {
    timeout: 600_000,
  }, () => {
    const proof = new ReplicaProof(golden);
    for (const seed of seeds(1)) {
      const [, acts] = scripts[seed % 2 === 0 ? 1 : 3] ?? ['', []];
      proof.kill(fresh(), acts.slice(0, 11), afterwards, seed, 'killed');
    }
    expect(proof.counts.lives).toBeGreaterThan(50);
    const [, lossActs] = losses[0] ?? ['', []];
    proof.kill(fresh(), lossActs.slice(0, 12), afterwards, 1, 'killed without a state');
    expect(proof.counts.restored).toBeGreaterThan(0);
  });
});

/** The pointer to a new generation goes first, the state in it in a batch of its own (R21). */
function switchedInTwo(engine: Engine): Engine {
  return engineWith(engine, (batch, done) => {
    const [pointer, state] = batch;
    const isSwitch = batch.length === 2 && pointer?.key[0] === 0xff && (state?.key[7] ?? 0) > 1;
    if (!isSwitch || state === undefined) engine.write(batch, done);
    else engine.write([pointer], (error) => (error ? done(error) : engine.write([state], done)));
  });
}

describe('the proof sees', () => {
  const plants: readonly (readonly [string, Plant, RegExp])[] = [
    [
      'a state machine that is flushed above the durable log',
      { appliesUndurable: true },
      /the state is at \d+ and the log is not/,
    ],
    [
      'a log that is purged above what is flushed',
      { purgesUnflushed: true },
      /part of the database is missing/,
    ],
    [
      'a log that hears of a snapshot before the switch',
      { logsBeforeSwitch: true },
      /part of the database is missing/,
    ],
    ['a log that is not reset to the snapshot', { neverResets: true }, /is corrupt|acknowledged/],
    [
      'rows of a lost state that are given up at once',
      { forgetsAside: true },
      /state at 0, log after \d: part of the database is missing/,
    ],
    [
      'a log that is purged as if nothing were set aside',
      { purgesLost: true },
      /state at [1-9], log after \d: part of the database is missing/,
    ],
    [
      'a switch in two batches',
      { engine: switchedInTwo },
      /state of group 1 generation \d is corrupt/,
    ],
  ];

  it.each(plants)('%s', (_, plant, finding) => {
    const find = (): void => {
      for (const [name, acts] of [...scripts, ...losses]) {
        for (const seed of [1, 2, 3]) {
          new ReplicaProof(golden, plant).losePower(fresh(), acts, seed, name);
        }
      }
    };
    expect(find).toThrow(finding);
  });
});
