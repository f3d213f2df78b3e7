import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { World } from '../../sim/world/world.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { watchLimits } from '../../src/util/limits.ts';
import { position, Watcher } from './watcher.ts';

/** The keys of a list share a partition. */
const key = (name: string): string => `{list}/${name}`;

function put(world: World, name: string, value: string): void {
  world.mustPut(key(name), value);
}

function otherThan(world: World, ...nodes: HostNode[]): HostNode {
  return present(
    world.nodes.find((node) => node.alive && !nodes.includes(node)),
    'another node',
  );
}

function putBytes(name: string, bytes: number) {
  const value = new Uint8Array(bytes).fill(120);
  return { kind: 'put', key: utf8(key(name)), value, ttlMs: 0, expect: expectAny } as const;
}

describe('a watch', () => {
  it('of a key is told what happens to it, in order, and of nothing else', async () => {
    const world = await World.start();
    const watcher = new Watcher(world, world.leaderFor(key(''))).watch(1, key('a'));
    watcher.untilTold(1, 'synced');
    put(world, 'a', '1');
    put(world, 'ab', 'longer');
    put(world, 'a', '2');
    const gone = world.write(world.leaderFor(key('')), key('a'), {
      kind: 'delete',
      key: utf8(key('a')),
      expect: expectAny,
    });
    world.until(() => gone.reply !== null, 'an answer');
    const told = watcher.untilTold(1, '-{list}/a');
    expect(told).toEqual(['synced', '{list}/a=1', '{list}/a=2', '-{list}/a']);
  });

  it('of a prefix at a follower is told the same as at the leader', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const watchers = [leader, otherThan(world, leader)].map((node) =>
      new Watcher(world, node).watchPrefix(1, key('')),
    );
    for (const watcher of watchers) watcher.untilTold(1, 'synced');
    for (let i = 1; i <= 20; i++) put(world, `k${i % 3}`, `${i}`);
    const [first, second] = watchers.map((watcher) => watcher.untilTold(1, '{list}/k2=20'));
    expect(first).toHaveLength(21);
    expect(second).toEqual(first);
  });

  it('that begins with what is there gets each key once, whatever is written meanwhile', async () => {
    const world = await World.start();
    const { pageEntries } = watchLimits;
    const count = 2 * pageEntries + 10;
    const name = (i: number): string => `k${String(i).padStart(6, '0')}`;
    for (let i = 0; i < count; i++) put(world, name(i), 'old');
    const watcher = new Watcher(world, world.leaderFor(key(''))).watchPrefix(1, key(''), {
      initial: true,
    });
    /** A client's own copy. */
    const copy = new Map<string, string>();
    const take = (): void => {
      for (const item of watcher.told(1)) {
        const entry = /^\[(.*)=(.*)\]$/.exec(item);
        const [, name = '', value = ''] = entry ?? /^([^-~].*)=(.*)$/.exec(item) ?? [];
        if (entry !== null) expect(copy.has(name), `${name} is told twice`).toBe(false);
        if (name !== '') copy.set(name, value);
      }
      watcher.messages.length = 0;
    };
    // It stops reading at each page, and both what it has and what it has not is written meanwhile.
    const pages = [0, 1, 2].map((page) => {
      world.until(() => watcher.messages.some(({ type }) => type === 'records'), `page ${page}`);
      watcher.blocked = true;
      for (const i of [page, pageEntries + page, count - 1 - page]) put(world, name(i), 'new');
      take();
      watcher.resume();
      return copy.size;
    });
    expect(pages).toEqual([pageEntries, 2 * pageEntries, count]);
    put(world, 'z', 'the end');
    watcher.untilTold(1, `${key('z')}=the end`);
    take();
    for (let i = 0; i < count; i++) {
      expect([name(i), copy.get(key(name(i)))]).toEqual([name(i), world.mustGet(key(name(i)))]);
    }
  });

  it('begins at a follower with what was acknowledged before it, or not at all', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const follower = otherThan(world, leader);
    world.untilAgreed();
    world.cutOneWay(leader.member, follower.member);
    put(world, 'k', 'acknowledged');
    const watcher = new Watcher(world, follower).watchPrefix(1, key(''), { initial: true });
    expect(watcher.untilTold(1, 'leaderless')).toEqual(['leaderless']);
    world.heal();
    world.untilServing();
    watcher.watchPrefix(2, key(''), { initial: true }).watchPrefix(3, key(''));
    expect(watcher.untilTold(2, 'synced')).toEqual(['[{list}/k=acknowledged]', 'synced']);
    expect(watcher.untilTold(3, 'synced')).toEqual(['synced']);
  });

  it('leaves out the kinds of events that nobody wants', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const watcher = new Watcher(world, leader)
      .watch(1, key('a'))
      .watch(2, key('a'), { without: ['touch'] });
    watcher.untilTold(2, 'synced');
    put(world, 'a', '1');
    const touch = world.write(leader, key('a'), { kind: 'touch', key: utf8(key('a')), ttlMs: 50 });
    world.until(() => touch.reply !== null, 'an answer');
    expect(watcher.untilTold(1, '-{list}/a')).toEqual([
      'synced',
      '{list}/a=1',
      '~{list}/a',
      '-{list}/a',
    ]);
    expect(watcher.told(2)).toEqual(['synced', '{list}/a=1', '-{list}/a']);
  });

  it('gets all that one command did in one message, however many keys', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const watcher = new Watcher(world, leader).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    const success = ['a', 'b', 'c'].map((name) => putBytes(name, 10));
    const txn = world.write(leader, key(''), { kind: 'txn', compare: [], success, failure: [] });
    world.until(() => txn.reply !== null, 'an answer');
    const events = watcher.messages.filter((message) => message.type === 'events');
    expect(events).toHaveLength(1);
    expect(events[0]?.events).toHaveLength(3);
  });

  it('gets them in several messages when they are large, and has them only with the last', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const watcher = new Watcher(world, leader).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    const before = watcher.position(1)?.revision ?? 0;
    const success = ['a', 'b', 'c'].map((name) => putBytes(name, 300_000));
    const txn = world.write(leader, key(''), { kind: 'txn', compare: [], success, failure: [] });
    world.until(() => txn.reply !== null, 'an answer');
    const events = watcher.messages.filter((message) => message.type === 'events');
    expect(events.map(({ more }) => more)).toEqual([true, true, false]);
    expect(watcher.position(1)?.revision).toBe(before + 1);
  });
});

describe('a watch that comes back', () => {
  it('goes on from its position at another node, when the first one was killed', async () => {
    const world = await World.start();
    const first = world.leaderFor(key(''));
    const watcher = new Watcher(world, first).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    for (let i = 1; i <= 5; i++) put(world, 'k', `${i}`);
    watcher.untilTold(1, '{list}/k=5');
    first.kill();
    for (let i = 6; i <= 10; i++) put(world, 'k', `${i}`);
    const second = new Watcher(world, otherThan(world, first));
    second.watchPrefix(1, key(''), { from: watcher.position(1) });
    const told = second.untilTold(1, '{list}/k=10', 'synced');
    expect(told.filter((item) => item !== 'synced')).toEqual(
      [6, 7, 8, 9, 10].map((i) => `{list}/k=${i}`),
    );
  });

  it('is never told "compacted" within the window, also after all nodes restarted', async () => {
    const world = await World.start();
    put(world, 'k', '0');
    const from = position(0);
    for (let i = 1; i <= 30; i++) put(world, 'k', `${i}`);
    for (const node of world.nodes) node.kill();
    for (const node of world.nodes) node.start();
    world.untilServing();
    const watcher = new Watcher(world, world.leaderFor(key(''))).watch(1, key('k'), { from });
    const told = watcher.untilTold(1, 'synced');
    expect(told).toHaveLength(32);
    expect(told[0]).toBe('{list}/k=0');
  });

  it('to a replica that installed a snapshot finds the events that the snapshot brought', async () => {
    const world = await World.start({ segmentBytes: 8_192 });
    world.run(4_000);
    put(world, 'k', '0');
    world.untilAgreed();
    const behind = otherThan(world, world.leaderFor(key('')));
    const live = new Watcher(world, behind).watchPrefix(1, key('k'));
    live.untilTold(1, 'synced');
    const from = live.position(1);
    behind.kill();
    let installs = 0;
    world.pulled = () => installs++;
    for (let i = 1; i <= 200; i++) put(world, `k${i % 20}`, `${i}`.padEnd(200, '.'));
    world.run(70_000);
    behind.start();
    world.until(() => installs > 0, 'a snapshot');
    world.untilAgreed();
    const watcher = new Watcher(world, behind).watchPrefix(1, key('k'), { from });
    expect(watcher.untilTold(1, 'synced')).toHaveLength(201);
  });

  it('from before the window is told so, and where it may begin', async () => {
    const world = await World.start();
    for (let i = 1; i <= 40; i++) put(world, `k${i % 4}`, 'x'.repeat(400_000));
    const watcher = new Watcher(world, world.leaderFor(key('')));
    watcher.watchPrefix(1, key(''), { from: position(0) });
    expect(watcher.untilTold(1, 'compacted')).toEqual(['compacted']);
    const ended = watcher.messages.at(-1);
    const oldest = ended?.type === 'ended' ? ended.oldest : 0;
    expect(oldest).toBeGreaterThan(0);
    watcher.watchPrefix(2, key(''), { from: position(oldest) });
    watcher.untilTold(2, 'synced');
  });

  it('from a place that was never reached is refused by the leader', async () => {
    const world = await World.start();
    const watcher = new Watcher(world, world.leaderFor(key('')));
    watcher.watchPrefix(1, key(''), { from: position(1_000) });
    expect(watcher.untilTold(1, 'future_position')).toEqual(['future_position']);
  });

  it('to a follower that has not got as far yet waits for it, or goes elsewhere', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const follower = otherThan(world, leader);
    world.untilAgreed();
    put(world, 'k', 'here');
    const told = new Watcher(world, leader).watchPrefix(1, key(''));
    told.untilTold(1, 'synced');
    world.cutOneWay(leader.member, follower.member);
    put(world, 'k', 'not there yet');
    const from = told.position(1);
    const watcher = new Watcher(world, follower).watchPrefix(1, key(''), { from });
    // It asks the leader how far the partition is, and hears nothing.
    expect(watcher.untilTold(1, 'leaderless')).toEqual(['leaderless']);
    world.heal();
    world.untilServing();
    watcher.watchPrefix(2, key(''), { from });
    expect(watcher.untilTold(2, 'synced')).toEqual(['synced']);
  });
});

describe('a reader that is slow', () => {
  it('is sent nothing while it does not take, and misses nothing', async () => {
    const world = await World.start();
    const leader = world.leaderFor(key(''));
    const slow = new Watcher(world, leader).watchPrefix(1, key(''));
    const quick = new Watcher(world, leader).watchPrefix(1, key(''));
    slow.untilTold(1, 'synced');
    quick.untilTold(1, 'synced');
    slow.blocked = true;
    for (let i = 1; i <= 50; i++) put(world, `k${i % 5}`, `${i}`);
    expect(quick.untilTold(1, '{list}/k0=50')).toHaveLength(51);
    expect(slow.told(1)).toEqual(['synced']);
    slow.resume();
    expect(slow.untilTold(1, '{list}/k0=50')).toEqual(quick.told(1));
    put(world, 'k', 'and on');
    expect(slow.untilTold(1, '{list}/k=and on')).toHaveLength(52);
  });

  it('beyond the window is told that it missed something', async () => {
    const world = await World.start();
    const slow = new Watcher(world, world.leaderFor(key(''))).watchPrefix(1, key(''));
    slow.untilTold(1, 'synced');
    slow.blocked = true;
    for (let i = 1; i <= 40; i++) put(world, `k${i % 4}`, 'x'.repeat(400_000));
    slow.resume();
    expect(slow.untilTold(1, 'compacted')).toEqual(['synced', 'compacted']);
  });
});

describe('a node that cannot go on', () => {
  it('ends the watches of a replica without a leader: it may be cut off from all that happens', async () => {
    const world = await World.start();
    const follower = otherThan(world, world.leaderFor(key('')));
    const watcher = new Watcher(world, follower).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    world.isolate(follower);
    expect(watcher.untilTold(1, 'leaderless')).toEqual(['synced', 'leaderless']);
  });

  it('ends those of a replica that has lost its state', async () => {
    const world = await World.start();
    const follower = otherThan(world, world.leaderFor(key('')));
    const watcher = new Watcher(world, follower).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    follower.host.fence(world.partitionOf(key('')) + 1, 'for a test');
    watcher.untilTold(1, 'no_replica');
  });

  it('ends all of them when it stops', async () => {
    const world = await World.start();
    const node = world.leaderFor(key(''));
    const watcher = new Watcher(world, node).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    node.host.drain(() => {});
    watcher.untilTold(1, 'node_stopping');
    watcher.watchPrefix(2, key(''));
    expect(watcher.told(2)).toEqual(['node_stopping']);
  });

  it('gives a sign of life while nothing happens', async () => {
    const world = await World.start();
    const watcher = new Watcher(world, world.leaderFor(key(''))).watchPrefix(1, key(''));
    watcher.untilTold(1, 'synced');
    world.run(2 * watchLimits.progressMs + 500);
    const signs = watcher.messages.filter((message) => message.type === 'progress');
    expect(signs.length).toBeGreaterThanOrEqual(2);
  });
});

describe('watches that end', () => {
  it('leave nothing behind', async () => {
    const world = await World.start();
    const node = world.leaderFor(key(''));
    const watcher = new Watcher(world, node).watch(1, key('a')).watchPrefix(2, key(''));
    watcher.untilTold(2, 'synced');
    expect(node.host.watches.size).toBe(2);
    watcher.stream.cancel(1);
    expect(node.host.watches.size).toBe(1);
    put(world, 'a', '1');
    expect(watcher.untilTold(2, '{list}/a=1')).toHaveLength(2);
    expect(watcher.told(1)).toEqual(['synced']);
    watcher.stream.close();
    expect(node.host.watches.size).toBe(0);
    put(world, 'a', '2');
    world.run(100);
    expect(watcher.told(2)).toHaveLength(2);
  });
});
