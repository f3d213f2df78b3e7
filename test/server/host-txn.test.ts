import { describe, expect, it } from 'vitest';
import { type Asked, World } from '../../sim/world/world.ts';
import { commandBytes } from '../../src/server/host/command-keys.ts';
import type { CommandBody, Comparison, TxnOperation } from '../../src/storage/index.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { serverLimits, storageLimits } from '../../src/util/limits.ts';

const absent = (key: string): Comparison => ({ target: 'exists', key: utf8(key), exists: false });
const read = (key: string): TxnOperation => ({ kind: 'get', key: utf8(key) });

function putting(key: string, value: Uint8Array): TxnOperation {
  return { kind: 'put', key: utf8(key), value, ttlMs: 0, expect: expectAny };
}

function txn(
  world: World,
  compare: readonly Comparison[],
  success: readonly TxnOperation[],
  failure: readonly TxnOperation[] = [],
): Asked {
  return world.write(world.leaderFor('{t}'), '{t}', { kind: 'txn', compare, success, failure });
}

function outcomes(asked: readonly Asked[]): unknown[] {
  return asked.map(({ reply }) => (reply?.type === 'written' ? reply.result.txn : reply));
}

/** Keys that are due, by the clock, and that nobody has ended yet. */
async function withDueKeys(keys: readonly string[]): Promise<World> {
  const world = await World.start();
  const leader = world.leaderFor('{t}');
  const [follower] = world.followersFor('{t}');
  // One clock ahead moves no median; with the leader's own it is two of three, at once and before any sweep (R28).
  present(follower, 'follower').clock.wallOffsetMs = 10_000;
  world.run(4_000);
  const puts = keys.map((key) => world.put(leader, key, 'x', 5_000));
  world.until(() => puts.every(({ outcome }) => outcome === 'ok'), 'puts');
  leader.clock.wallOffsetMs = 10_000;
  return world;
}

describe('a transaction that names keys which are due (R29)', () => {
  it('meets none whose put was still on its way when its time came', async () => {
    const world = await World.start();
    world.run(4_000);
    const leader = world.leaderFor('{t}');
    for (const follower of world.followersFor('{t}')) {
      world.cutOneWay(leader.member, follower.member);
    }
    const put = world.put(leader, '{t}a', 'x', 100);
    world.run(400);
    const asked = txn(world, [absent('{t}a')], [], [read('{t}a')]);
    world.run(20);
    world.heal();
    world.until(() => put.reply !== null && asked.reply !== null, 'answers');
    expect(put.outcome).toBe('ok');
    expect(outcomes([asked])).toEqual([{ succeeded: true, results: [], refusedIndex: null }]);
  });

  it('meets none of them, wherever in it they stand', async () => {
    const world = await withDueKeys(['{t}a', '{t}b', '{t}c']);
    const asked = [
      txn(world, [absent('{t}a')], [read('{t}b')]),
      txn(
        world,
        [absent('{t}a'), { target: 'time', relation: '=', number: 0 }],
        [],
        [read('{t}c')],
      ),
    ];
    world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
    const nothing = { kind: 'get', record: null };
    expect(outcomes(asked)).toEqual([
      { succeeded: true, results: [nothing], refusedIndex: null },
      { succeeded: false, results: [nothing], refusedIndex: null },
    ]);
    world.untilAgreed();
  });

  it('is not let down by the limit of keys that one entry may end', async () => {
    const each = 20;
    const named = Array.from({ length: each }, (_, n) => `{t}named${n}`);
    const single = Array.from({ length: 240 }, (_, n) => `{t}${n}`);
    const grouped = Array.from({ length: 7 }, (_, n) =>
      Array.from({ length: each }, (_unused, k) => `{t}group${n}-${k}`),
    );
    const others = [...single, ...grouped.flat()];
    expect(others.length).toBeLessThanOrEqual(storageLimits.expireKeys);
    expect(others.length + each).toBeGreaterThan(storageLimits.expireKeys);
    const world = await withDueKeys([...named, ...others]);
    const leader = world.leaderFor('{t}');
    const { partition } = present(leader.host.group(world.partitionOf('{t}') + 1), 'group');
    const before = partition.appliedIndex;
    const deletes = single.map(
      (key): CommandBody => ({ kind: 'delete', key: utf8(key), expect: expectAny }),
    );
    const naming = (keys: readonly string[]): CommandBody => ({
      kind: 'txn',
      compare: keys.map(absent),
      success: keys.slice(0, 1).map(read),
      failure: [],
    });
    const bodies = [...deletes, ...grouped.map(naming), naming(named)];
    const asked = bodies.map((body) => world.write(leader, '{t}', body));
    world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
    expect(outcomes(asked.slice(-1))).toMatchObject([{ succeeded: true }]);
    // All would fit one entry by their number and size; their keys, one too many, do not.
    const bytes = bodies.reduce((sum, body) => sum + commandBytes(body), 0);
    expect(bytes).toBeLessThan(serverLimits.entryBytes);
    expect(bodies.length).toBeLessThan(serverLimits.entryCommands);
    expect(partition.appliedIndex - before).toBe(2);
    world.untilAgreed();
  });
});

describe('large transactions', () => {
  it('get entries of their own, and everything queued with them is answered in order', async () => {
    const world = await World.start({ segmentBytes: 16 * 1_024 * 1_024 });
    world.run(4_000);
    const leader = world.leaderFor('{t}');
    const group = world.partitionOf('{t}') + 1;
    const indexes = () => leader.host.group(group)?.partition.appliedIndex ?? 0;
    const before = indexes();
    const value = new Uint8Array(serverLimits.entryBytes / 4).fill(7);
    const large = Array.from({ length: 8 }, (_, n) => putting(`{t}${n}`, value));
    const asked = [
      world.put(leader, '{t}small', '1'),
      txn(world, [absent('{t}0')], large),
      txn(world, [{ target: 'value', key: utf8('{t}7'), relation: '=', value }], large),
      world.put(leader, '{t}small', '2'),
    ];
    world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
    expect(asked.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(outcomes(asked.slice(1, 3))).toMatchObject([{ succeeded: true }, { succeeded: true }]);
    expect(indexes() - before).toBe(4);
    expect(world.mustGet('{t}small')).toBe('2');
    world.untilAgreed();
  });
});
