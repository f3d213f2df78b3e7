import { describe, expect, it } from 'vitest';
import { World } from '../../sim/world/world.ts';
import { decodeTopology, encodeTopology } from '../../src/server/meta-topology.ts';

/** Tells all nodes that replica `replica` of a group is on `member` too, as the meta group would. */
function announce(world: World, group: number, replica: number, member: number): void {
  const [first] = world.nodes;
  const topology = decodeTopology(first?.host.topology?.encoded ?? new Uint8Array());
  topology.epoch += 1;
  topology.placements[group - 1]?.replicas?.push({ replicaId: replica, memberId: member });
  for (const node of world.nodes) node.keeper.received(encodeTopology(topology));
}

function change(
  world: World,
  group: number,
  steps: Parameters<World['nodes'][number]['host']['changeMembers']>[1],
): () => string | null | undefined {
  const leader = world.leaderOf(group);
  if (leader === null) throw new Error(`group ${group} has no leader`);
  const planned = leader.host.group(group)?.raft.conf.index ?? 0;
  let answer: string | null | undefined;
  leader.host.changeMembers(group, steps, planned, (error) => {
    answer = error;
  });
  return () => answer;
}

describe('changing who holds a group', () => {
  it('moves a replica to another node under load: learner, catch up, joint, gone', async () => {
    const world = await World.start({ nodes: 4, replicas: 3, partitions: 1 });
    for (let i = 0; i < 20; i++) world.mustPut(`k${i}`, `v${i}`);
    const held = world.nodes.map(({ host }) => host.holds(1));
    const newcomer = world.nodes[held.indexOf(false)];
    const leader = world.leaderOf(1);
    const leaving = world.nodes.find(({ host }) => host.holds(1) && host !== leader?.host);
    if (newcomer === undefined || leaving === undefined) throw new Error('no such node');
    announce(world, 1, 9, newcomer.member);
    const added = change(world, 1, [{ kind: 'learner', replica: 9 }]);
    world.until(() => added() !== undefined, 'the learner is added');
    expect(added()).toBeNull();
    world.until(() => newcomer.host.group(1)?.raft.role === 'learner', 'it follows');
    world.mustPut('more', 'x');
    const out = leaving.host.group(1)?.raft.id ?? 0;
    const moved = change(world, 1, [
      { kind: 'voter', replica: 9 },
      { kind: 'remove', replica: out },
    ]);
    world.until(() => moved() !== undefined, 'the voters are exchanged');
    expect(moved()).toBeNull();
    world.until(() => newcomer.host.group(1)?.raft.conf.outgoing.length === 0, 'joint is left');
    expect(newcomer.host.group(1)?.raft.conf.voters).toContain(9);
    leaving.kill();
    world.mustPut('after', 'y');
    expect(world.mustGet('k7')).toBe('v7');
    const read = world.get(newcomer, 'after', 'eventual');
    world.until(() => read.reply !== null && newcomer.host.group(1)?.raft.leader !== 0, 'read');
  });

  it('is refused by a node that does not lead, and when planned on an old configuration', async () => {
    const world = await World.start({ nodes: 3, partitions: 1 });
    const leader = world.leaderOf(1);
    const other = world.nodes.find((node) => node !== leader);
    const answers: (string | null)[] = [];
    other?.host.changeMembers(1, [], 0, (error) => answers.push(error));
    leader?.host.changeMembers(1, [{ kind: 'learner', replica: 9 }], 77, (error) => {
      answers.push(error);
    });
    world.until(() => answers.length === 2, 'both answers');
    expect(answers).toEqual(['this node does not lead the partition', 'stale_plan']);
  });

  it('ends as unknown when the leadership is lost before it commits (R10)', async () => {
    const world = await World.start({ nodes: 3, partitions: 1 });
    const leader = world.leaderOf(1);
    if (leader === null) throw new Error('no leader');
    const follower = world.nodes.find((node) => node !== leader)?.host.group(1)?.raft.id ?? 0;
    world.isolate(leader);
    const answer = change(world, 1, [{ kind: 'learner', replica: follower }]);
    world.until(() => answer() !== undefined, 'an answer');
    expect(answer()).toContain('may still take effect');
  });
});

describe('reads elsewhere than at a quorum of the moment', () => {
  it('are linearizable at a follower, which asks the leader for an index', async () => {
    const world = await World.start({ nodes: 3, partitions: 1 });
    world.mustPut('k', 'v');
    const [follower] = world.followersFor('k');
    if (follower === undefined) throw new Error('no follower');
    const key = new TextEncoder().encode('k');
    const read = world.ask(follower, 'k', { type: 'get', key, level: 'linearizable', here: true });
    world.until(() => read.reply !== null, 'an answer');
    expect(read.value).toBe('v');
    expect(read.reply).toMatchObject({ at: { role: 'follower', level: 'linearizable' } });
  });

  it('of a key with a TTL are sent to the leader, who alone can order its end (R29)', async () => {
    const world = await World.start({ nodes: 3, partitions: 1 });
    world.mustPut('k', 'v', 60_000);
    const [follower] = world.followersFor('k');
    if (follower === undefined) throw new Error('no follower');
    const key = new TextEncoder().encode('k');
    const read = world.ask(follower, 'k', { type: 'get', key, level: 'linearizable', here: true });
    world.until(() => read.reply !== null, 'an answer');
    expect(read.reply).toMatchObject({
      failure: { reason: 'NOT_LEADER', outcome: 'not_executed' },
    });
  });

  it('need nobody under a lease', async () => {
    const world = await World.start({ nodes: 3, partitions: 1, leaseMs: 1_000 });
    world.mustPut('k', 'v');
    const leader = world.leaderFor('k');
    const key = new TextEncoder().encode('k');
    const ask = () => world.ask(leader, 'k', { type: 'get', key, level: 'leader_lease' });
    const first = ask();
    world.until(() => first.reply !== null, 'the first answer');
    world.isolate(leader);
    const second = ask();
    world.run(1);
    expect(second.value).toBe('v');
    world.run(1_000);
    const third = ask();
    world.run(10);
    expect(third.outcome).not.toBe('ok');
  });
});
