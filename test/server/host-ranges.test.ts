import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import type { CommandBody, Comparison, TxnOperation } from '../../src/storage/index.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';

const deleteAll: CommandBody = {
  kind: 'deleteRange',
  prefix: utf8('{t}'),
  maxKeys: 1_000,
  maxBytes: 2 ** 22,
};

function countIs(number: number): Comparison {
  return { target: 'range', of: 'count', prefix: utf8('{t}'), relation: '=', number };
}

const note: TxnOperation = {
  kind: 'put',
  key: utf8('{t}note'),
  value: utf8('x'),
  ttlMs: 0,
  expect: expectAny,
};

async function filled(count: number): Promise<World> {
  const world = await World.start();
  world.run(4_000);
  const leader = world.leaderFor('{t}');
  const puts = Array.from({ length: count }, (_, n) => world.put(leader, `{t}${n}`, 'v'));
  answered(world, puts);
  return world;
}

function answered(world: World, asked: readonly Asked[]): void {
  world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
}

function resultOf({ reply }: Asked) {
  if (reply?.type !== 'written') throw new Error(`no result: ${JSON.stringify(reply)}`);
  return reply.result;
}

function count(world: World, node: HostNode, level: 'linearizable' | 'eventual'): Asked {
  const body = { type: 'count', prefix: utf8('{t}'), after: null, limit: 1_000, level } as const;
  return world.ask(node, '{t}', body);
}

describe('a ranged command in a cluster (R32)', () => {
  it('is applied between what was asked before and after it, with entries of its own', async () => {
    const world = await filled(20);
    const leader = world.leaderFor('{t}');
    const asked = [
      world.put(leader, '{t}before', '1'),
      world.write(leader, '{t}', deleteAll),
      world.put(leader, '{t}after', '1'),
      world.write(leader, '{t}', {
        kind: 'txn',
        compare: [countIs(1)],
        success: [note],
        failure: [],
      }),
    ];
    answered(world, asked);
    expect(resultOf(asked[1] as Asked)).toMatchObject({ value: 21, more: false });
    expect(resultOf(asked[3] as Asked).txn?.succeeded).toBe(true);
    expect(world.mustGet('{t}after')).toBe('1');
    expect(world.mustGet('{t}before')).toBeNull();
    world.untilAgreed();
  });

  it('holds up its partition alone while its range is read, and nothing of it shows', async () => {
    const world = await filled(5);
    const leader = world.leaderFor('{t}');
    const other = ['a', 'b', 'c', 'd', 'e', 'f'].find(
      (key) =>
        world.partitionOf(key) !== world.partitionOf('{t}') && world.leaderFor(key) === leader,
    );
    const release = leader.database.hang();
    const removal = world.write(leader, '{t}', deleteAll);
    const behind = world.put(leader, '{t}behind', '1');
    world.run(300);
    expect([removal.reply, behind.reply]).toEqual([null, null]);
    const seen = world.get(leader, '{t}1', 'eventual');
    expect(seen.value).toBe('v');
    if (other !== undefined) {
      const elsewhere = world.put(leader, other, '1');
      answered(world, [elsewhere]);
      expect(elsewhere.outcome).toBe('ok');
      expect(removal.reply).toBeNull();
    }
    release();
    answered(world, [removal, behind]);
    expect(resultOf(removal)).toMatchObject({ value: 5 });
    expect(behind.outcome).toBe('ok');
    world.untilAgreed();
  });

  it('is done once and the same on all replicas when its leader dies while it reads', async () => {
    const world = await filled(30);
    const leader = world.leaderFor('{t}');
    const release = leader.database.hang();
    const removal = world.write(leader, '{t}', deleteAll);
    world.run(60);
    leader.kill();
    release();
    world.untilServing();
    world.run(1_000);
    expect(removal.outcome).not.toBe('ok');
    const left = count(world, world.leaderFor('{t}'), 'linearizable');
    answered(world, [left]);
    // Nobody was told: all of it went, or nothing.
    expect(left.reply).toMatchObject({ type: 'counted' });
    expect([0, 30]).toContain(left.reply?.type === 'counted' ? left.reply.count : -1);
    leader.start();
    world.untilServing();
    world.untilAgreed();
  });
});

describe('a count of keys that are due (R29)', () => {
  it('orders their end at the leader; another replica tells what it has applied', async () => {
    const world = await World.start();
    const leader = world.leaderFor('{t}');
    const [follower] = world.followersFor('{t}');
    // One clock ahead moves no median; with the leader's own it is two of three, at once and before any sweep (R28).
    present(follower, 'follower').clock.wallOffsetMs = 10_000;
    world.run(4_000);
    const puts = ['{t}a', '{t}b'].map((key) => world.put(leader, key, 'x', 5_000));
    answered(world, [...puts, world.put(leader, '{t}c', 'x')]);
    leader.clock.wallOffsetMs = 10_000;
    const eventual = count(world, leader, 'eventual');
    const strict = count(world, leader, 'linearizable');
    answered(world, [eventual, strict]);
    expect(eventual.reply).toMatchObject({ type: 'counted', count: 3 });
    expect(strict.reply).toMatchObject({ type: 'counted', count: 1, more: false });
  });
});
