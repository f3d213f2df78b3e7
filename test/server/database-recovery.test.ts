import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import { DatabaseRecovery } from '../../src/server/host/database-recovery.ts';
import type { OperationBody } from '../../src/server/host/operation.ts';
import {
  type EngineError,
  expectAny,
  type ReopenableEngine,
  type Store,
} from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import type { Clock } from '../../src/util/clock.ts';
import { serverLimits } from '../../src/util/limits.ts';
import { silentLogger } from '../../src/util/logger.ts';

const deletion = (key: string): { kind: 'delete'; key: Uint8Array; expect: typeof expectAny } => ({
  kind: 'delete',
  key: utf8(key),
  expect: expectAny,
});

const reasonOf = ({ reply }: Asked): string =>
  reply === null ? 'pending' : reply.type === 'failed' ? reply.failure.reason : 'ok';

async function start(told: boolean): Promise<{ world: World; leader: HostNode }> {
  const world = await World.start();
  const leader = world.leaderFor('{t}');
  leader.tellsSpace = told;
  for (let i = 0; i < 10; i++) done(world, world.put(leader, `{t}${i}`, `v${i}`, 0));
  world.until(() => !leader.store.dirty, 'a flush');
  return { world, leader };
}

function done(world: World, ...asked: Asked[]): Asked[] {
  world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
  return asked;
}

/** The database runs out of space with what is written next. */
function fill(world: World, leader: HostNode): void {
  leader.engine.full = true;
  done(world, world.put(leader, '{t}last', 'in', 0));
  world.until(() => leader.store.outOfSpace, 'a flush that fails');
}

/** What every replica answers from its own state, once all have applied the same. */
function everywhere(world: World, key: string): (string | null)[] {
  world.run(5_000);
  world.untilAgreed();
  return world.nodes.map((node) => done(world, world.get(node, key, 'eventual'))[0]?.value ?? null);
}

const all = (value: string | null): (string | null)[] => [value, value, value];

describe('a leader whose database ran out of space (R23)', () => {
  it('refuses what needs room, takes deletes, answers reads, and goes on by itself when there is room', async () => {
    const { world, leader } = await start(true);
    const opened = leader.epoch;
    fill(world, leader);
    const [put, remove] = done(
      world,
      world.put(leader, '{t}more', 'x', 0),
      world.write(leader, '{t}', deletion('{t}0')),
    );
    expect(put && reasonOf(put)).toBe('SPACE_QUOTA');
    expect(put?.outcome).toBe('not_executed');
    expect(remove?.outcome).toBe('ok');
    const reads = ['{t}last', '{t}1', '{t}0'].map((key) => world.get(leader, key));
    expect(done(world, ...reads).map(({ value }) => value)).toEqual(['in', 'v1', null]);
    // It is left open for as long as there is no room to open it.
    world.run(60_000);
    expect([leader.store.readable, leader.store.outOfSpace]).toEqual([true, true]);
    leader.engine.full = false;
    world.until(() => !leader.store.outOfSpace, 'the database');
    expect(done(world, world.put(leader, '{t}more', 'y', 0))[0]?.outcome).toBe('ok');
    expect(leader.epoch).toBe(opened);
    world.until(() => !leader.store.dirty, 'a flush');
    leader.losePower(() => false);
    leader.start();
    expect(everywhere(world, '{t}last')).toEqual(all('in'));
    expect(everywhere(world, '{t}more')).toEqual(all('y'));
    expect(everywhere(world, '{t}0')).toEqual(all(null));
  });

  it('that cannot be opened says so to readers, applies nothing, and is tried ever later', async () => {
    const { world, leader } = await start(false);
    fill(world, leader);
    world.until(() => !leader.store.readable, 'a database that is shut');
    const tries: number[] = [];
    const { engine } = leader;
    const reopen = engine.reopen.bind(engine);
    engine.reopen = () => {
      tries.push(world.time.now);
      return reopen();
    };
    const scan: OperationBody = {
      type: 'scan',
      prefix: utf8('{t}'),
      after: null,
      limit: 10,
      keysOnly: false,
      level: 'linearizable',
    };
    const group = world.partitionOf('{t}') + 1;
    const before = leader.host.group(group)?.partition.appliedIndex;
    const asked = [
      world.get(leader, '{t}1'),
      world.get(leader, '{t}1', 'eventual'),
      world.ask(leader, '{t}', scan),
      world.write(leader, '{t}', deletion('{t}2')),
      world.put(leader, '{t}more', 'x', 0),
    ];
    done(world, ...asked);
    expect(asked.map(reasonOf)).toEqual([
      'NOT_READY',
      'NOT_READY',
      'NOT_READY',
      'OVERLOADED',
      'SPACE_QUOTA',
    ]);
    expect(asked.map(({ outcome }) => outcome)).toEqual(asked.map(() => 'not_executed'));
    expect(leader.host.replicaStatus().some(({ ready }) => ready)).toBe(false);
    world.run(60_000);
    expect(leader.host.group(group)?.partition.appliedIndex).toBe(before);
    // Whole milliseconds: a difference of two times has the rounding errors of both.
    const gaps = tries.slice(1).map((at, i) => Math.round(at - (tries[i] ?? 0)));
    for (const [i, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(gaps[i - 1] ?? 0);
      expect(gap).toBeLessThan(1.2 * serverLimits.reopenBackoffMaxMs);
    }
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(0.8 * serverLimits.reopenBackoffMaxMs);
    leader.engine.full = false;
    world.until(() => leader.store.readable, 'the database');
    expect(done(world, world.get(leader, '{t}1'))[0]?.value).toBe('v1');
    expect(done(world, world.put(leader, '{t}more', 'y', 0))[0]?.outcome).toBe('ok');
    expect(everywhere(world, '{t}last')).toEqual(all('in'));
    expect(everywhere(world, '{t}more')).toEqual(all('y'));
  });
});

describe('a database that is damaged as a whole while it is full', () => {
  it('is begun anew at once, and every replica of the node is rebuilt', async () => {
    const { world, leader } = await start(true);
    fill(world, leader);
    leader.engine.full = false;
    expect(leader.damaged('a table is missing')).toBe(true);
    world.until(() => leader.store.readable && !leader.store.outOfSpace, 'the database');
    const lost = (): number =>
      leader.host.replicaStatus().filter((replica) => replica.lost !== null).length;
    expect(lost()).toBeGreaterThan(0);
    world.until(() => lost() === 0, 'all replicas to be rebuilt');
    expect(everywhere(world, '{t}last')).toEqual(all('in'));
    expect(leader.damaged('another one is missing')).toBe(false);
  });

  it('is opened once more when that shows while it is being opened: it may be the damaged one', () => {
    const { recovery, opening, log } = driven();
    recovery.outOfSpace();
    expect(opening).toHaveLength(1);
    expect(recovery.damaged('a table is missing')).toBe(true);
    opening[0]?.(null);
    expect(opening).toHaveLength(2);
    expect(log).toEqual(['suspend', 'lose all', 'begin anew', 'suspend']);
    opening[1]?.(null);
    expect(log.slice(4)).toEqual(['resume', 'reopened anew']);
    recovery.outOfSpace();
    opening[2]?.(null);
    expect(log.slice(6)).toEqual(['suspend', 'resume', 'reopened']);
  });
});

describe('a database that is damaged while its recovery waits for an answer', () => {
  it.each([
    ['of the ballast', 'ballast'],
    ['about the room on the disk', 'room'],
  ] as const)('%s is opened once: what answers later belongs to what was given up', (_, what) => {
    const held: (() => void)[] = [];
    const { recovery, opening, log } = driven((asked, answer) => {
      if (asked === what) held.push(answer);
      else answer();
    });
    recovery.outOfSpace();
    expect([held.length, opening.length]).toEqual([1, 0]);
    recovery.damaged('a table is missing');
    opening[0]?.(null);
    for (const answer of held) answer();
    expect(opening).toHaveLength(1);
    expect(log).toEqual(['lose all', 'begin anew', 'suspend', 'resume', 'reopened anew']);
  });
});

/** A recovery alone. Its timers fire at once, and each opening ends when the test says so. */
function driven(
  answers: (asked: 'ballast' | 'room', answer: () => void) => void = (_asked, answer) => answer(),
): {
  recovery: DatabaseRecovery;
  opening: ((error: EngineError | null) => void)[];
  log: string[];
} {
  const opening: ((error: EngineError | null) => void)[] = [];
  const log: string[] = [];
  const store = {
    readable: true,
    beginAnew: () => log.push('begin anew'),
    suspend: () => log.push('suspend'),
    resumeFlush: () => log.push('resume'),
  };
  const recovery = new DatabaseRecovery({
    clock: {
      now: () => 0,
      timer: (_ms: number, then: () => void) => {
        then();
        return { cancel: () => {} };
      },
    } as unknown as Clock,
    store: store as unknown as Store,
    engine: { reopen: (done: () => void) => opening.push(done) } as unknown as ReopenableEngine,
    logger: silentLogger,
    freeBallast: (done) => answers('ballast', done),
    roomToOpen: (done) => answers('room', () => done(true)),
    loseAll: () => log.push('lose all'),
    reopened: (anew) => log.push(anew ? 'reopened anew' : 'reopened'),
    fatal: (error) => {
      throw error;
    },
  });
  return { recovery, opening, log };
}

describe('a follower whose database ran out of space (R23)', () => {
  it('pulls a snapshot only once its database takes rows, and then has everything', async () => {
    const world = await World.start({ segmentBytes: 4_096 });
    const leader = world.leaderFor('{t}');
    const follower = present(world.followersFor('{t}')[0], 'follower');
    let pulls = 0;
    world.pulled = () => void pulls++;
    follower.kill();
    for (let i = 0; i < 400; i++) done(world, world.put(leader, `{t}${i}`, 'x'.repeat(500), 0));
    world.run(70_000);
    follower.engine.full = true;
    follower.start();
    world.until(() => follower.store.outOfSpace, 'a flush that fails');
    world.run(20_000);
    const before = pulls;
    world.run(20_000);
    expect(pulls - before).toBe(0);
    follower.engine.full = false;
    expect(everywhere(world, '{t}399')).toEqual(all('x'.repeat(500)));
    expect(pulls).toBeGreaterThan(before);
  });
});
