import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';

const timeoutMs = 2_000;

function putAll(world: World, node: HostNode, value: string, strictAll = false): Asked {
  const put = {
    kind: 'put',
    key: utf8('k'),
    value: utf8(value),
    ttlMs: 0,
    expect: expectAny,
  } as const;
  const command = { clientId: emptyBytes(), sequence: 0, floor: 0, body: put };
  return world.ask(node, 'k', { type: 'write', command, ackAll: true, strictAll }, timeoutMs);
}

function answered(world: World, asked: Asked): Asked['reply'] {
  world.until(() => asked.reply !== null, 'an answer');
  return asked.reply;
}

describe('a write with ALL (R40)', () => {
  it('is answered when every voter has it, and names them', async () => {
    const world = await World.start();
    const reply = answered(world, putAll(world, world.leaderFor('k'), 'v'));
    expect(reply).toMatchObject({ type: 'written', ackedBy: [1, 2, 3], warning: null });
  });

  it('waits for a voter that lags, and no longer than that', async () => {
    const world = await World.start();
    const leader = world.leaderFor('k');
    const [slow] = world.followersFor('k');
    world.cutOneWay(leader.member, present(slow, 'a follower').member);
    const asked = putAll(world, leader, 'v');
    world.run(500);
    expect(asked.reply).toBeNull();
    expect(answered(world, world.put(leader, 'k', 'by a quorum'))).toMatchObject({
      type: 'written',
    });
    world.heal();
    expect(answered(world, asked)).toMatchObject({ ackedBy: [1, 2, 3], warning: null });
  });

  it('is done all the same when a voter is away, and says so before the deadline', async () => {
    const world = await World.start();
    const leader = world.leaderFor('k');
    const away = present(world.followersFor('k')[0], 'a follower');
    away.kill();
    const begun = world.time.now;
    const reply = answered(world, putAll(world, leader, 'v'));
    expect(world.time.now - begun).toBeLessThan(timeoutMs);
    expect(reply).toMatchObject({ type: 'written', warning: 'NOT_ALL_REPLICAS' });
    const ackedBy = reply?.type === 'written' ? reply.ackedBy : [];
    expect(ackedBy).toEqual([1, 2, 3].filter((member) => member !== away.member));
    expect(world.mustGet('k')).toBe('v');
  });

  it('that is strict is an error with outcome EXECUTED then, because it was done', async () => {
    const world = await World.start();
    const leader = world.leaderFor('k');
    present(world.followersFor('k')[0], 'a follower').kill();
    expect(answered(world, putAll(world, leader, 'v', true))).toMatchObject({
      type: 'failed',
      failure: { reason: 'DEADLINE', outcome: 'executed' },
    });
    expect(world.mustGet('k')).toBe('v');
  });

  it('does not wait for anybody once its leader leads no more', async () => {
    const world = await World.start();
    const leader = world.leaderFor('k');
    const [slow, other] = world.followersFor('k');
    world.cutOneWay(leader.member, present(slow, 'a follower').member);
    const asked = putAll(world, leader, 'v');
    world.run(300);
    expect(asked.reply).toBeNull();
    const begun = world.time.now;
    leader.host.moveLeader(
      world.partitionOf('k') + 1,
      present(other, 'a follower').member,
      () => {},
    );
    expect(answered(world, asked)).toMatchObject({ warning: 'NOT_ALL_REPLICAS' });
    expect(world.time.now - begun).toBeLessThan(timeoutMs - 500);
  });
});
