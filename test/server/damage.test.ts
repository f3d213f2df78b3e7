import { describe, expect, it } from 'vitest';
import type { Death, HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import { hex, utf8 } from '../../src/util/bytes.ts';

function done(world: World, ...asked: Asked[]): Asked[] {
  world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
  return asked;
}

/** Records {t}0 to {t}9, on the disk of whoever leads them. */
async function filled(nodes: number): Promise<{ world: World; leader: HostNode }> {
  const world = await World.start({ nodes, cachedRowBytes: 0 });
  const leader = world.leaderFor('{t}');
  for (let i = 0; i < 10; i++) done(world, world.put(leader, `{t}${i}`, `v${i}`, 0));
  world.until(() => !leader.store.dirty, 'a flush');
  return { world, leader };
}

/** One bit of the record of a key. */
function rot(node: HostNode, key: string): void {
  const row = node.engine.keys().find((name) => hex(name).endsWith(`72${hex(utf8(key))}`));
  node.engine.corrupt(row ?? new Uint8Array(), 3);
}

describe('a damaged row (R24)', () => {
  it('costs one of several replicas its state, which comes back from the others', async () => {
    const { world, leader } = await filled(3);
    rot(leader, '{t}3');
    const [read] = done(world, world.get(leader, '{t}3', 'eventual'));
    expect(read?.reply).toMatchObject({ type: 'failed', failure: { outcome: 'not_executed' } });
    world.run(10_000);
    world.untilAgreed();
    const values = world.nodes.map((node) => done(world, world.get(node, '{t}3', 'eventual'))[0]);
    expect(values.map((each) => each?.value)).toEqual(['v3', 'v3', 'v3']);
  });

  it('ends the node that has the only copy, and none of its rows is given up', async () => {
    const { world, leader } = await filled(1);
    rot(leader, '{t}3');
    const rows = leader.engine.keys().length;
    const deaths: Death[] = [];
    leader.died = (death) => deaths.push(death);
    world.get(leader, '{t}3', 'eventual');
    world.run(2_000);
    expect(deaths).toMatchObject([{ how: 'fatal', error: { kind: 'corrupt' } }]);
    expect(leader.engine.keys()).toHaveLength(rows);
  });
});

describe('a group all of whose replicas lose their state at once', () => {
  /** Entries that are flushed nowhere, then an alarm on every node, and writes of others that fill segments of the log. */
  async function lost(): Promise<{ world: World; group: number }> {
    const world = await World.start({ partitions: 2, segmentBytes: 8_192 });
    const leader = world.leaderFor('{t}');
    const group = world.partitionOf('{t}') + 1;
    for (let i = 0; i < 10; i++) done(world, world.put(leader, `{t}${i}`, `v${i}`, 0));
    world.until(() => world.nodes.every(({ store }) => !store.dirty), 'flushes');
    for (let i = 10; i < 15; i++) done(world, world.put(leader, `{t}${i}`, `v${i}`, 0));
    const flushed = world.nodes.map(({ store }) => store.flushedIndex(group));
    for (const { host } of world.nodes) host.fence(group, 'a false alarm');
    const other = ['a', 'b', 'c'].find((key) => world.partitionOf(key) + 1 !== group) ?? '';
    for (let i = 0; i < 200; i++) world.mustPut(other, `${i}`.padEnd(200, '.'));
    world.run(10_000);
    expect(world.leaderOf(group)).toBe(null);
    expect(world.nodes.map(({ store }) => store.setAside(group)?.appliedIndex)).toEqual(flushed);
    return { world, group };
  }

  it('has them all again when its owner restores one', async () => {
    const { world, group } = await lost();
    const [one] = world.nodes as [HostNode];
    one.kill();
    expect(one.restoreAside(group)).not.toBe(null);
    one.start();
    world.untilServing();
    expect(world.leaderOf(group)).toBe(one);
    for (let i = 0; i < 15; i++) expect(world.mustGet(`{t}${i}`)).toBe(`v${i}`);
    world.mustPut('{t}15', 'v15');
    world.until(() => world.nodes.every(({ store }) => store.setAside(group) === null), 'rebuilds');
    world.untilAgreed();
    world.run(1_000);
    for (const node of world.nodes) {
      const generations = node.engine
        .keys()
        .filter((key) => key[0] === 0 && key[3] === group)
        .map((key) => key[7]);
      expect(new Set(generations).size).toBe(1);
    }
  });

  it('is made anew by a restart where the log reaches back to its first entry', async () => {
    const { world } = await filled(3);
    const group = world.partitionOf('{t}') + 1;
    for (const { host } of world.nodes) host.fence(group, 'a false alarm');
    world.run(5_000);
    expect(world.leaderOf(group)).toBe(null);
    for (const node of world.nodes) {
      node.kill();
      node.start();
    }
    world.untilServing();
    for (let i = 0; i < 10; i++) expect(world.mustGet(`{t}${i}`)).toBe(`v${i}`);
    world.until(() => world.nodes.every(({ store }) => store.setAside(group) === null), 'flushes');
  });

  it('is lost still after restarts without a restore, and nothing of it is given up', async () => {
    const { world, group } = await lost();
    const rows = world.nodes.map(({ engine }) => engine.keys().length);
    for (const node of world.nodes) {
      node.kill();
      node.start();
    }
    world.run(20_000);
    const states = world.nodes.map(({ host }) =>
      host.replicaStatus().find((replica) => replica.group === group),
    );
    expect(states.map((state) => state?.lost)).toEqual([
      'generation 1 of its rows was set aside',
      'generation 1 of its rows was set aside',
      'generation 1 of its rows was set aside',
    ]);
    expect(world.nodes.map(({ engine }) => engine.keys().length)).toEqual(rows);
  });
});
