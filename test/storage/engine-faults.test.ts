import { describe, expect, it } from 'vitest';
import { restoreAside } from '../../src/storage/db-restore.ts';
import { type Engine, EngineError } from '../../src/storage/engine.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { Golden, stateOf } from './golden-history.ts';
import { seeds } from './proof-seeds.ts';
import { nodeOf, type Storage } from './replica-proof.ts';
import { type ReplicaAct, ReplicaRun } from './replica-run.ts';
import { engineWith } from './seams.ts';

const golden = new Golden();

/** Flushes, a purge, an install, and flushes after it. */
const script: readonly ReplicaAct[] = [
  (replica) => replica.create(),
  (replica) => replica.append(3),
  (replica) => replica.commitTo(3),
  (replica) => replica.flush(),
  (replica) => replica.purge(),
  (replica) => replica.install(6),
  (replica) => replica.append(3),
  (replica) => replica.commitTo(8),
  (replica) => replica.flush(),
  (replica) => replica.append(2),
  (replica) => replica.commitTo(10),
  (replica) => replica.flush(),
  (replica) => replica.purge(),
];

/** A state that is lost, flushes of what stands in its place, an install, and the same once more. */
const losses: readonly ReplicaAct[] = [
  (replica) => replica.create(),
  (replica) => replica.append(3),
  (replica) => replica.commitTo(3),
  (replica) => replica.flush(),
  (replica) => replica.purge(),
  (replica) => replica.loseState(),
  (replica) => replica.flush(),
  (replica) => replica.append(3),
  (replica) => replica.commitTo(5),
  (replica) => replica.purge(),
  (replica) => replica.install(6),
  (replica) => replica.append(2),
  (replica) => replica.commitTo(8),
  (replica) => replica.flush(),
  (replica) => replica.loseState(),
  (replica) => replica.install(9),
  (replica) => replica.flush(),
];

type Failure = 'io' | 'no_space' | 'hangs';

/** The nth batch fails, on the disk all the same if `kept`; those after it would succeed. */
class FailingEngine {
  writes = 0;
  readonly memory = new MemoryEngine();
  readonly #nth: number;
  readonly #failure: Failure;
  readonly #kept: boolean;

  constructor(nth: number, failure: Failure, kept: boolean) {
    this.#nth = nth;
    this.#failure = failure;
    this.#kept = kept;
  }

  readonly over = (engine: Engine): Engine =>
    engineWith(engine, (batch, done) => {
      if (++this.writes === this.#nth) {
        if (this.#failure === 'hangs') return;
        this.memory.failNextWrite(new EngineError(this.#failure, 'planned'), this.#kept);
      }
      engine.write(batch, done);
    });
}

interface Failed {
  readonly run: ReplicaRun;
  readonly engine: FailingEngine;
  readonly place: string;
}

function failEach(failure: Failure, check: (failed: Failed) => void): number {
  let failures = 0;
  for (const seed of seeds(3)) {
    for (const kept of [false, true]) {
      for (const [name, acts] of Object.entries({ script, losses })) {
        for (let nth = 1; ; nth++) {
          const engine = new FailingEngine(nth, failure, kept);
          const plant = { engine: engine.over };
          const run = new ReplicaRun(golden, new MemoryDisk(), engine.memory, plant);
          run.run(acts, seed, () => {});
          if (engine.writes < nth) break;
          failures++;
          const how = `${name}, STORAGE_SEED=${seed}${kept ? ', kept' : ''}`;
          check({ run, engine, place: `${failure} at batch ${nth} of ${how}` });
        }
      }
    }
  }
  return failures;
}

/** The storage after a crash that leaves what is durable and nothing else. */
function crashed(run: ReplicaRun): Storage {
  const disk = run.disk.fork();
  disk.crash(() => false);
  return { disk, engine: run.memory.aftermath() };
}

function expectHeld(run: ReplicaRun, place: string): void {
  const { disk, engine } = crashed(run);
  let next = new ReplicaRun(golden, disk, engine);
  expect(next.acked, place).toBeGreaterThanOrEqual(run.acked);
  if (next.lost)
    next = restored({ disk: next.disk.fork(), engine: next.memory.aftermath() }, place);
  expect(next.acked, place).toBeGreaterThanOrEqual(run.acked);
  next.commitTo(next.matching);
  expect(stateOf(nodeOf(next)), place).toBe(golden.state(next.matching));
}

/** By its owner: what was set aside of it is whole with its log. */
function restored({ disk, engine }: Storage, place: string): ReplicaRun {
  restoreAside(engine, 1, (error) => expect(error, place).toBe(null));
  engine.pumpAll();
  return new ReplicaRun(golden, disk, engine);
}

describe('one batch of the engine, whichever it is', () => {
  it('ends the store when it fails, and no other is written (R16)', () => {
    const failures = failEach('io', ({ run, engine, place }) => {
      expect(run.fatal, place).toHaveLength(1);
      expect(run.outOfSpace, place).toHaveLength(0);
      const { writes } = engine;
      run.flush();
      run.memory.pumpAll();
      expect(engine.writes, place).toBe(writes);
      expectHeld(run, place);
    });
    expect(failures).toBeGreaterThan(20);
  });

  it('is written again when it found no space and the database was opened again (R23)', () => {
    failEach('no_space', ({ run, engine, place }) => {
      expect(run.fatal, place).toHaveLength(0);
      expect(run.outOfSpace, place).toHaveLength(1);
      const { writes } = engine;
      run.flush();
      run.memory.pumpAll();
      expect(engine.writes, place).toBe(writes);
      expectHeld(run, place);

      run.reopen();
      run.run([(replica) => replica.commitTo(10), (replica) => replica.flush()], 1, () => {});
      expect(run.store.outOfSpace, place).toBe(false);
      if (!run.lost) {
        expect(stateOf(nodeOf(run)), place).toBe(golden.state(run.partition.appliedIndex));
        expect(run.store.flushedIndex(1), place).toBe(run.partition.appliedIndex);
      }
      expectHeld(run, place);
      // An install that was given up for want of space can be had again.
      run.install(golden.last);
      run.run([], 1, () => {});
      expect(stateOf(nodeOf(run)), place).toBe(golden.state(golden.last));
      expect(run.store.setAside(1), place).toBe(null);
      expectHeld(run, place);
    });
  });

  it('keeps everything behind it waiting when it never returns, and nothing falls over', () => {
    failEach('hangs', ({ run, engine, place }) => {
      expect([...run.fatal, ...run.outOfSpace], place).toEqual([]);
      const { writes } = engine;
      run.flush();
      run.memory.pumpAll();
      expect(engine.writes, place).toBe(writes);
      expectHeld(run, place);
    });
  });
});

describe('the proof sees', () => {
  it('a batch that failed and that nobody hears of', () => {
    const find = (): void => {
      for (let nth = 1; nth < 10; nth++) {
        const failing = new FailingEngine(nth, 'io', false);
        const deaf = (engine: Engine): Engine =>
          engineWith(engine, (batch, done) => engine.write(batch, () => done(null)));
        const plant = { engine: (engine: Engine) => deaf(failing.over(engine)) };
        const run = new ReplicaRun(golden, new MemoryDisk(), failing.memory, plant);
        run.run(script, 1, () => {});
        expectHeld(run, `batch ${nth}`);
      }
    };
    expect(find).toThrow(/part of the database is missing|was dropped or replaced|to be/);
  });
});
