import { describe, expect, it } from 'vitest';
import { MachineStopped, MemoryDisk } from '../../src/storage/memory-disk.ts';
import type { WalOptions } from '../../src/storage/wal-options.ts';
import { Random } from '../../src/util/random.ts';
import { applyTo, Model, randomSteps, recoveredState, type Step } from './wal-model.ts';
import {
  conf,
  directory,
  entries,
  entry,
  flush,
  groupOf,
  keepAll,
  type Life,
  loseAll,
  meta,
  recoveredTexts,
  start,
  write,
} from './wal-world.ts';

type Keep = (what: string) => boolean;

function keepSome(seed: number): Keep {
  const random = new Random(seed);
  return () => random.chance(1, 2);
}

const policies: readonly (readonly [string, () => Keep])[] = [
  ['everything unsynced is lost', () => loseAll],
  ['everything unsynced survives', () => keepAll],
  ['sectors survive or not (1)', () => keepSome(1)],
  ['sectors survive or not (2)', () => keepSome(2)],
  ['names survive and bytes do not', () => (what) => what.startsWith('name ')],
];

interface Run {
  readonly disk: MemoryDisk;
  /** The state after each frame that may have been written, and how many steps it stands for. */
  readonly frames: readonly { readonly steps: number; readonly state: string }[];
  /** The number of the last step that was reported durable. */
  readonly reported: number;
  readonly finished: boolean;
  /** Entry data that purges copied. */
  readonly copied: number;
}

/** Runs the steps on a machine that stops in its nth change of the disk. */
function runUntil(steps: readonly Step[], stopAt: number, options: Partial<WalOptions> = {}): Run {
  const disk = new MemoryDisk();
  disk.stopAt(stopAt);
  const frames = [{ steps: 0, state: '' }];
  let life: Life | null = null;
  try {
    life = start(disk, options);
    const model = new Model();
    for (const [i, step] of steps.entries()) {
      if (disk.isStopped) break;
      model.apply(step);
      // What is recorded first may be on disk even when the machine stops in the step.
      const writes = step.type === 'flush' || step.type === 'purge';
      if (writes) frames.push({ steps: i + 1, state: model.state() });
      applyTo(life, step);
    }
  } catch (error) {
    if (!(error instanceof MachineStopped)) throw error;
  }
  const reported = Math.max(-1, ...(life?.durable ?? []).map((item) => item.seq));
  const copied = life?.wal.stats().copiedBytes ?? 0;
  return { disk, frames, reported, finished: !disk.isStopped, copied };
}

/** Everything reported is there, and nothing but whole frames of what was submitted, in order. */
function expectFrame(run: Run, state: string, context: string): void {
  const allowed = run.frames.filter((frame) => frame.steps > run.reported);
  const found = allowed.some((frame) => frame.state === state);
  if (!found) expect.fail(`${context}: recovered\n${state}\nreported ${run.reported}`);
}

function everyCrashPoint(
  seed: number,
  count: number,
  options: Partial<WalOptions>,
): { points: number; copied: number } {
  const steps = randomSteps(seed, count);
  let points = 0;
  for (let stopAt = 1; ; stopAt++) {
    for (const [name, policy] of policies) {
      const run = runUntil(steps, stopAt, options);
      if (run.finished) return { points, copied: run.copied };
      points++;
      const context = `seed ${seed}, stopped at ${stopAt}, ${name}`;
      run.disk.crash(policy());
      const state = recoveredState(start(run.disk, options));
      expectFrame(run, state, context);
      // What recovery showed somebody may have acted on: another power loss must not change it.
      run.disk.crash(loseAll);
      expect(recoveredState(start(run.disk, options)), context).toBe(state);
    }
  }
}

describe('power loss at every change of the disk', () => {
  it.each([1, 2, 3, 4])('keeps what was reported and whole frames only, run %i', (seed) => {
    expect(everyCrashPoint(seed, 120, {}).points).toBeGreaterThan(200);
  });

  it.each([5, 6])('does so with segments made of older ones, run %i', (seed) => {
    expect(everyCrashPoint(seed, 120, { spareSegments: 2 }).points).toBeGreaterThan(200);
  });

  it.each([10, 22])('does so while old entries are copied, run %i', (seed) => {
    const { points, copied } = everyCrashPoint(seed, 60, { segmentBytes: 2_048 });
    expect(points).toBeGreaterThan(200);
    expect(copied).toBeGreaterThan(0);
  });

  it('is survived during recovery too', () => {
    const steps = randomSteps(11, 50);
    let inRecovery = 0;
    for (let stopAt = 1; ; stopAt++) {
      const run = runUntil(steps, stopAt);
      if (run.finished) break;
      run.disk.crash(keepSome(stopAt));
      for (let again = 1; again < 10; again++) {
        run.disk.stopAt(again);
        let state: string | null = null;
        try {
          state = recoveredState(start(run.disk));
        } catch (error) {
          if (!(error instanceof MachineStopped)) throw error;
          inRecovery++;
        }
        run.disk.crash(again % 2 === 0 ? loseAll : keepAll);
        if (state !== null) break;
      }
      expectFrame(run, recoveredState(start(run.disk)), `stopped at ${stopAt}`);
    }
    expect(inRecovery).toBeGreaterThan(10);
  });

  it('is survived many times in one life of the log', () => {
    for (let seed = 100; seed < 110; seed++) {
      const random = new Random(seed);
      const disk = new MemoryDisk();
      let model = new Model();
      let known = '';
      for (let round = 0; round < 15; round++) {
        const life = start(disk);
        expect(recoveredState(life), `seed ${seed} round ${round}`).toBe(known);
        const base = round * 1_000;
        const group = base + 1;
        disk.stopAt(random.between(1, 30));
        const states = [known];
        let reported = 0;
        applyTo(life, { type: 'create', group, replica: 1 });
        model.apply({ type: 'create', group, replica: 1 });
        for (let i = 1; i < 12 && !disk.isStopped; i++) {
          const step: Step = { type: 'append', group, write: write(i, { entries: [entry(i, 1)] }) };
          model.apply(step);
          applyTo(life, step);
          states.push(model.state());
          applyTo(life, { type: 'flush' });
          if (life.durable.length > reported) reported = life.durable.length;
        }
        disk.crash(keepSome(seed * 100 + round));
        const state = recoveredState(start(disk));
        expect(states.slice(reported)).toContain(state);
        known = state;
        model = modelOf(disk);
      }
    }
  });
});

describe('a purge', () => {
  it.each([
    ['a snapshot', (life: Life) => life.wal.append(1, write(9, { snapshot: meta(20, 2) }))],
    ['the end of the replica', (life: Life) => life.wal.dropGroup(1)],
  ])('gives up no segment for %s that is not durable yet', (_, forget) => {
    const options = { segmentBytes: 2_048 };
    const life = start(undefined, options);
    life.wal.createGroup(1, 1, conf(1));
    for (let index = 1; index <= 6; index++) {
      life.wal.append(1, write(index, { entries: [entry(index, 1, 'x'.repeat(400))] }));
      flush(life);
    }
    let isPurged = false;
    life.wal.purge(new Map([[1, 1]]), () => {
      isPurged = true;
    });
    // Its own frame is on its way. What the log forgets now is in the next one, which a crash takes back.
    forget(life);
    while (!isPurged) {
      life.disk.deliver();
      const crashed = life.disk.fork();
      crashed.crash(loseAll);
      const again = start(crashed, options);
      const { boundary, lastIndex } = groupOf(again, 1);
      expect(lastIndex).toBe(6);
      expect(recoveredTexts(again, 1)).toHaveLength(6 - boundary.index);
    }
  });

  it('lends no file to the next segment before its new name is durable', () => {
    const options = { segmentBytes: 2_048, spareSegments: 1 };
    const life = start(undefined, options);
    life.wal.createGroup(1, 1, conf(1));
    // The zeros for a spare never come, so the next segment is made of whatever is there.
    life.disk.hangAt('open', 2);
    for (let index = 1; index <= 3; index++) {
      flush(life);
      life.wal.append(1, write(index, { entries: [entry(index, 1, 'x'.repeat(400))] }));
    }
    flush(life);
    life.wal.purge(new Map([[1, 2]]), () => {});
    while (life.disk.count('rename') < 3) life.disk.deliver();
    life.disk.deliver();
    // The directory is slow, and the log goes on.
    life.wal.append(1, write(4, { entries: [entry(4, 1, 'y'.repeat(900))] }));
    life.wal.kick();
    while (life.disk.pending > 1) {
      life.disk.deliver(1);
      const crashed = life.disk.fork();
      crashed.crash(loseAll);
      expect(groupOf(start(crashed, options), 1).lastIndex).toBeGreaterThanOrEqual(3);
    }
    expect(life.disk.list(directory)).toContain('0000000000000004.log');
  });
});

/** The model of what is on the disk now. */
function modelOf(disk: MemoryDisk): Model {
  const life = start(disk.clone());
  const model = new Model();
  for (const { group, replica, lastIndex } of life.recovered.groups) {
    model.apply({ type: 'create', group, replica });
    const log = life.recovered.tails(new Map([[group, 1]])).get(group) ?? [];
    expect(log).toHaveLength(lastIndex);
    model.apply({ type: 'append', group, write: write(0, { entries: log }) });
  }
  return model;
}

describe('a disk that fails', () => {
  it.each(['write', 'sync', 'open'] as const)('ends the log once on a failed %s', (operation) => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.disk.failAt(operation);
    life.wal.append(1, write(1, { entries: [entry(1, 1)] }));
    life.wal.kick();
    life.wal.append(1, write(2, { entries: [entry(2, 1)] }));
    life.disk.run();
    life.wal.append(1, write(3, { entries: [entry(3, 1)] }));
    flush(life);
    expect(life.errors.map((error) => error.message)).toEqual([
      `${operation} of ${directory}/0000000000000001.log failed: EIO`,
    ]);
    expect(life.durable).toEqual([]);
  });

  it('ends the log when the creation of a segment fails, at whatever step', () => {
    const grow = (): Life => {
      const life = start(undefined, { segmentBytes: 2_048 });
      life.wal.createGroup(1, 1, conf(1));
      flush(life);
      life.wal.append(1, write(1, { entries: [entry(1, 1, 'x'.repeat(900))] }));
      return life;
    };
    for (const [operation, nth] of [
      ['open', 1],
      ['write', 2],
      ['sync', 2],
      ['syncDirectory', 1],
    ] as const) {
      const life = grow();
      life.disk.failAt(operation, nth);
      flush(life);
      life.wal.append(1, write(2, { entries: [entry(2, 1)] }));
      flush(life);
      expect(life.errors).toHaveLength(1);
      expect(life.durable.map((item) => item.seq)).toEqual([1]);
      life.disk.crash(keepAll);
      expect(groupOf(start(life.disk, { segmentBytes: 2_048 }), 1).lastIndex).toBe(1);
    }
  });

  it('reports nothing and hangs when the device never answers', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.disk.hangAt('sync');
    life.wal.append(1, write(1, { entries: [entry(1, 1)] }));
    flush(life);
    expect(life.durable).toEqual([]);
    expect(life.errors).toEqual([]);
  });

  it('answers no read any more once it has failed', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 3, 1) }));
    flush(life);
    life.wal.append(1, write(2, { entries: entries(4, 4, 1) }));
    life.disk.failAt('write');
    life.wal.kick();
    const answer = (): void => expect.unreachable('answered after the failure');
    life.wal.read(1, 1, 3, 1e6, answer);
    life.disk.run();
    life.wal.read(1, 1, 3, 1e6, answer);
    life.disk.run();
    expect(life.errors).toHaveLength(1);
  });

  it('does not trust pages whose sync failed: what recovery shows survives a power loss', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    flush(life);
    life.disk.failAt('sync');
    life.wal.append(1, write(1, { entries: entries(1, 3, 1) }));
    flush(life);
    expect(life.errors).toHaveLength(1);

    life.disk.restart();
    const again = start(life.disk);
    // Read from the page cache only: the process restarted, the machine did not.
    expect(recoveredTexts(again, 1)).toEqual(['1@1', '2@1', '3@1']);
    expect(again.recovered.notes.join()).toContain('may not have been synced');
    again.wal.append(1, write(2, { entries: [entry(4, 1)] }));
    flush(again);
    life.disk.crash(loseAll);
    expect(recoveredTexts(start(life.disk), 1)).toEqual(['1@1', '2@1', '3@1', '4@1']);
  });

  it('does not build on a segment of which no sync is known, its header included', () => {
    const options = { segmentBytes: 2_048 };
    const life = start(undefined, options);
    life.wal.createGroup(1, 1, conf(1));
    flush(life);
    // The second sync is that of the next segment: all of it is seen from now on, and none of it is on the disk.
    life.disk.failAt('sync', 2);
    life.wal.append(1, write(1, { entries: [entry(1, 1, 'x'.repeat(900))] }));
    flush(life);
    expect(life.errors).toHaveLength(1);

    life.disk.restart();
    const again = start(life.disk, options);
    again.wal.append(1, write(2, { entries: [entry(2, 1)] }));
    flush(again);
    life.disk.crash(loseAll);
    expect(groupOf(start(life.disk, options), 1).lastIndex).toBe(2);
  });
});
