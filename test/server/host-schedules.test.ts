import { describe, expect, it } from 'vitest';
import { type Asked, World } from '../../sim/world/world.ts';
import { present } from '../../src/util/assert.ts';

describe('clocks (R28, R29)', () => {
  it('a restarted leader whose clock is an hour fast expires nothing before it knows another clock', async () => {
    const world = await World.start();
    world.run(4_000);
    const leader = world.leaderFor('s');
    world.mustPut('s', 'x', 60_000);
    leader.clock.wallOffsetMs = 3_600_000;
    // Everybody starts anew; heartbeats carry the clocks, and the first one is slow to come.
    for (const node of world.nodes) node.kill();
    for (const node of world.nodes) node.start();
    const group = world.partitionOf('s') + 1;
    world.dropHeartbeats = true;
    present(leader.host.group(group), 'group').input({ type: 'campaign' });
    world.until(() => world.leaderOf(group) === leader, 'the fast clock leads');
    const read = world.get(leader, 's');
    const write = world.put(leader, 'other{s}', 'y');
    world.run(50);
    expect([read.outcome, write.outcome]).toEqual(['pending', 'pending']);
    world.dropHeartbeats = false;
    world.until(() => read.reply !== null && write.reply !== null, 'answers');
    expect([read.value, write.outcome]).toEqual(['x', 'ok']);
    expect(world.mustGet('s')).toBe('x');
  });

  it('a read shows no key past its time in the partition, though the clocks went back', async () => {
    const world = await World.start();
    world.run(4_000);
    const leader = world.leaderFor('s');
    const [follower] = world.followersFor('s');
    world.mustPut('s', 'x', 1_000);
    // Two of three clocks are ahead, and a write in the same instant stamps the partition with that time.
    leader.clock.wallOffsetMs = 2_000;
    present(follower, 'follower').clock.wallOffsetMs = 2_000;
    const expiresAt = leader.clock.wallNow() - 1_000;
    let latest = 0;
    while (latest < expiresAt) {
      world.run(1);
      const write = world.put(leader, 'other{s}', 'y');
      world.until(() => write.reply !== null, 'an answer');
      latest = write.reply?.type === 'written' ? write.reply.at.partitionTimeMs : latest;
    }
    leader.clock.wallOffsetMs = 0;
    expect(world.mustGet('s')).toBeNull();
  });
});

describe('answers that were once late or missing (R10)', () => {
  it('a leader that comes back answers new writes although old ones of its were cut off', async () => {
    const world = await World.start();
    world.run(4_000);
    const group = world.partitionOf('a') + 1;
    const first = world.leaderFor('a');
    world.isolate(first);
    const lost: Asked[] = [];
    for (let i = 0; i < 6; i++) {
      lost.push(world.put(first, 'a', `lost ${i}`));
      world.run(1);
    }
    first.clock.pause();
    world.until(() => ![null, first].includes(world.leaderOf(group)), 'another leader');
    world.mustPut('a', 'kept');
    const second = world.leaderFor('a');
    world.heal();
    first.clock.resume();
    const replica = present(first.host.group(group), 'group');
    world.until(() => replica.leaderMember === second.member, 'it follows');
    second.host.moveLeader(group, first.member, () => {});
    world.until(() => world.leaderOf(group) === first, 'it leads again');
    expect(lost.some(({ reply }) => reply === null)).toBe(true);
    const write = world.put(first, 'a', 'new');
    world.until(() => write.reply !== null, 'an answer');
    expect(write.outcome).toBe('ok');
    world.until(() => lost.every(({ reply }) => reply !== null), 'the lost ones are answered too');
    expect(new Set(lost.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
    expect(world.mustGet('a')).toBe('new');
  });

  it('a read that waits for an expiry ends by its deadline when no follower can write', async () => {
    const world = await World.start();
    world.mustPut('s', 'x', 1_000);
    for (const follower of world.followersFor('s')) follower.hung = true;
    world.run(1_001);
    const leader = world.leaderFor('s');
    const read = world.ask(
      leader,
      's',
      { type: 'get', key: new TextEncoder().encode('s'), level: 'linearizable' },
      500,
    );
    world.until(() => read.reply !== null, 'an answer', 1_000);
    expect(read.reply).toMatchObject({ failure: { reason: 'DEADLINE', outcome: 'not_executed' } });
    for (const node of world.nodes) node.hung = false;
    expect(world.mustGet('s')).toBeNull();
  });

  it('a move of leadership that is under way when the node stops is answered', async () => {
    const world = await World.start();
    world.run(4_000);
    const leader = world.leaderFor('a');
    const group = world.partitionOf('a') + 1;
    const answers: (string | null)[] = [];
    leader.host.moveLeader(group, (leader.member % 3) + 1, (error) => answers.push(error));
    leader.host.stop();
    leader.host.moveLeader(group, (leader.member % 3) + 1, (error) => answers.push(error));
    expect(answers).toEqual(['the node is stopping', 'the node is stopping']);
  });
});
