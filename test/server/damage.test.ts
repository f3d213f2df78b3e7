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
  const world = await World.start({ nodes });
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
