import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import type { Failure, ServedAt } from '../../src/server/host/operation.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';

/** Where the answer comes from, and how old it may be. */
function at(asked: Asked): ServedAt {
  const reply = present(asked.reply, 'reply');
  if (reply.type === 'failed') throw new Error(`failed: ${JSON.stringify(reply.failure)}`);
  return reply.at;
}

function failure(asked: Asked): Partial<Failure> {
  const reply = present(asked.reply, 'reply');
  return reply.type === 'failed' ? reply.failure : {};
}

async function worldWith(value: string): Promise<{ world: World; follower: HostNode }> {
  const world = await World.start();
  world.mustPut('k', value);
  world.untilAgreed();
  const [follower] = world.followersFor('k');
  return { world, follower: present(follower, 'a follower') };
}

function answered(world: World, asked: Asked): Asked {
  world.until(() => asked.reply !== null, 'an answer');
  return asked;
}

/** Nothing that the leader of `k` sends arrives at the follower. */
function deafen(world: World, follower: HostNode): void {
  world.cutOneWay(world.leaderFor('k').member, follower.member);
}

describe('a SESSION read', () => {
  it('is served at once by a follower that has got as far as the session', async () => {
    const { world, follower } = await worldWith('v');
    const minRevision = at(world.get(follower, 'k', 'eventual')).revision;
    const asked = world.read(follower, 'k', { level: 'session', minRevision });
    expect(asked.value).toBe('v');
    expect(at(asked)).toMatchObject({ role: 'follower', level: 'session', revision: minRevision });
  });

  it('of what the session wrote itself waits until a follower has applied that', async () => {
    const { world, follower } = await worldWith('old');
    const put = answered(world, world.put(world.leaderFor('k'), 'k', 'new'));
    const asked = world.read(follower, 'k', { level: 'session', minRevision: at(put).revision });
    expect(asked.reply).toBeNull();
    expect(answered(world, asked).value).toBe('new');
    expect(at(asked).revision).toBeGreaterThanOrEqual(at(put).revision);
  });

  it('that a follower cannot serve is refused after a while, naming the leader', async () => {
    const { world, follower } = await worldWith('old');
    deafen(world, follower);
    const leader = world.leaderFor('k').member;
    const put = answered(world, world.put(world.leaderFor('k'), 'k', 'new'));
    const asked = world.read(follower, 'k', { level: 'session', minRevision: at(put).revision });
    world.run(400);
    expect(failure(asked)).toMatchObject({
      reason: 'SESSION_NOT_REACHED',
      outcome: 'not_executed',
      leader,
    });
  });

  it('that waits at a leader does so no longer once another one leads', async () => {
    const { world } = await worldWith('v');
    const leader = world.leaderFor('k');
    const ahead = at(world.get(leader, 'k', 'eventual')).revision + 1;
    const asked = world.read(leader, 'k', { level: 'session', minRevision: ahead });
    world.run(1_000);
    expect(asked.reply).toBeNull();
    const other = present(world.followersFor('k')[0], 'a follower');
    const group = world.partitionOf('k') + 1;
    leader.host.moveLeader(group, other.member, () => {});
    world.until(() => world.leaderOf(group) === other, 'another leader');
    world.run(400);
    expect(failure(asked)).toMatchObject({ reason: 'SESSION_NOT_REACHED', leader: other.member });
  });

  it('sees the state that a snapshot brought', async () => {
    const world = await World.start({ segmentBytes: 64 * 1024 });
    world.mustPut('k', 'old');
    world.untilAgreed();
    const follower = present(world.followersFor('k')[0], 'a follower');
    follower.kill();
    const leader = world.leaderFor('k');
    const bulk = 'x'.repeat(4_000);
    for (let i = 0; i < 400; i++) world.mustPut(`{k}/${i}`, bulk);
    const put = answered(world, world.put(world.leaderFor('k'), 'k', 'new'));
    follower.start();
    world.until(() => follower.host.leaderOf(world.partitionOf('k') + 1) !== 0, 'it follows');
    const terms = { level: 'session', minRevision: at(put).revision } as const;
    const asked = world.ask(follower, 'k', { type: 'get', key: utf8('k'), ...terms }, 60_000);
    let last = asked;
    world.until(() => {
      if (last.outcome === 'not_executed') last = world.read(follower, 'k', terms);
      return last.outcome === 'ok';
    }, 'the session is reached');
    expect(last.value).toBe('new');
    expect(leader.alive).toBe(true);
  });
});

describe('a read of BOUNDED_STALENESS', () => {
  const bounded = (maxStalenessMs: number) =>
    ({ level: 'bounded_staleness', maxStalenessMs }) as const;

  it('asks a quorum once, and then nobody while the answer is young enough', async () => {
    const { world, follower } = await worldWith('v');
    const first = answered(world, world.read(follower, 'k', bounded(5_000)));
    expect(first.value).toBe('v');
    expect(at(first)).toMatchObject({ role: 'follower', stalenessMs: 0 });
    world.run(1_000);
    const before = world.messages;
    const second = world.read(follower, 'k', bounded(5_000));
    expect(second.value).toBe('v');
    expect(at(second).stalenessMs).toBeGreaterThanOrEqual(1_000);
    expect(at(second).stalenessMs).toBeLessThanOrEqual(5_000);
    expect(world.messages).toBe(before);
    world.run(5_000);
    const third = world.read(follower, 'k', bounded(5_000));
    expect(third.reply).toBeNull();
    expect(at(answered(world, third)).stalenessMs).toBe(0);
  });

  it('is never older than its bound, though the follower hears nothing of new writes', async () => {
    const { world, follower } = await worldWith('old');
    answered(world, world.read(follower, 'k', bounded(1)));
    world.isolate(follower);
    answered(world, world.put(world.leaderFor('k'), 'k', 'new'));
    // The write is younger than the bound, so the old value is right.
    expect(world.read(follower, 'k', bounded(60_000)).value).toBe('old');
    const asked = world.read(follower, 'k', bounded(1));
    expect(asked.reply).toBeNull();
    expect(failure(answered(world, asked))).toMatchObject({
      reason: 'TOO_STALE',
      outcome: 'not_executed',
    });
  });

  it('is served by a leader by the same rule: alone it knows nothing', async () => {
    const { world } = await worldWith('old');
    const leader = world.leaderFor('k');
    world.isolate(leader);
    world.run(500);
    const asked = world.read(leader, 'k', bounded(100));
    expect(asked.reply).toBeNull();
    expect(failure(answered(world, asked))).toMatchObject({ reason: 'TOO_STALE' });
  });
});

describe('an EVENTUAL read', () => {
  it('says how old it may be once anything is known of that', async () => {
    const { world, follower } = await worldWith('v');
    expect(at(world.get(follower, 'k', 'eventual')).stalenessMs).toBe(-1);
    answered(world, world.read(follower, 'k', { level: 'bounded_staleness', maxStalenessMs: 1 }));
    world.run(250);
    const { stalenessMs } = at(world.get(follower, 'k', 'eventual'));
    expect(stalenessMs).toBeGreaterThanOrEqual(250);
    expect(stalenessMs).toBeLessThan(500);
  });
});

describe('a linearizable scan', () => {
  it('is served by a follower that asks the leader for an index', async () => {
    const { world, follower } = await worldWith('v');
    const scan = {
      type: 'scan',
      prefix: utf8('k'),
      after: null,
      limit: 10,
      keysOnly: false,
    } as const;
    const asked = world.ask(follower, 'k', { ...scan, level: 'linearizable', here: true });
    expect(answered(world, asked).reply).toMatchObject({ type: 'page', at: { role: 'follower' } });
  });
});
