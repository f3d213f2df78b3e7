import type { ConfStep } from '../../src/raft/index.ts';
import { decodeTopology, encodeTopology, topologyKey } from '../../src/server/meta-topology.ts';
import { assert, unreachable } from '../../src/util/assert.ts';
import { emptyBytes } from '../../src/util/bytes.ts';
import type { HostNode } from '../world/node.ts';
import type { FaultContext } from './context.ts';
import type { AdminFault } from './events.ts';

/** The meta group. */
const meta = 0;
const grantTimeoutMs = 5_000;

/** What operators ask of the node that leads. */
export function strikeAdmin(context: FaultContext, fault: AdminFault): boolean {
  switch (fault.kind) {
    case 'moveLeader': {
      const leader = context.cluster.leaderOf(fault.group);
      if (leader === null) return false;
      const done = once(() => {});
      leader.clock.run(() => leader.host.moveLeader(fault.group, fault.to, done));
      return true;
    }
    case 'changeMembers':
      return change(context, fault);
    case 'grantReplica':
      return grant(context, fault.group, fault.member);
    default:
      return unreachable(fault, 'order');
  }
}

function change(
  context: FaultContext,
  { group, steps, stale }: AdminFault & { readonly kind: 'changeMembers' },
): boolean {
  const leader = context.cluster.electedIn(group);
  const conf = leader?.host.group(group)?.raft.conf;
  if (leader === null || conf === undefined) return false;
  const known = steps.flatMap(({ member, becomes }): ConfStep[] => {
    const replica = replicaOn(leader, group, member);
    return replica === 0 ? [] : [{ kind: becomes, replica }];
  });
  if (known.length === 0) return false;
  const planned = stale ? Math.max(0, conf.index - 1) : conf.index;
  const mayHappen = planned === conf.index;
  const done = once((error: string | null) => {
    assert(
      mayHappen || error !== null,
      () => `group ${group} took a plan from ${planned} as its own`,
    );
    context.note(`change of group ${group}: ${error ?? 'done'}`);
  });
  leader.clock.run(() => leader.host.changeMembers(group, known, planned, done));
  return true;
}

/** As the rebalancer will: only if the topology is still the one that it planned on. */
function grant(context: FaultContext, group: number, member: number): boolean {
  const leader = context.cluster.leaderOf(meta);
  const topology = leader?.host.topology;
  if (leader === null || !topology) return false;
  const message = decodeTopology(topology.encoded);
  const placement = group === meta ? message.meta : message.placements[group - 1];
  if (!placement || replicaOn(leader, group, member) !== 0) return false;
  const replicas = placement.replicas ?? [];
  const highest = Math.max(...replicas.map(({ replicaId }) => replicaId ?? 0));
  placement.replicas = [...replicas, { replicaId: highest + 1, memberId: member }];
  const value = encodeTopology(message);
  const expect = { type: 'revision', revision: topology.epoch } as const;
  const body = { kind: 'put', key: topologyKey, value, ttlMs: 0, expect } as const;
  const command = { clientId: emptyBytes(), sequence: 0, floor: 0, body };
  leader.clock.run(() =>
    leader.host.submitMeta({
      partition: -1,
      body: { type: 'write', command },
      deadline: leader.clock.now() + grantTimeoutMs,
      sink: { reply: () => {} },
      slot: 0,
    }),
  );
  return true;
}

/** The replica that a member holds, as a node knows it; 0 for none. */
function replicaOn(node: HostNode, group: number, member: number): number {
  const replicas = node.host.topology?.groups[group]?.replicas;
  return replicas?.find((candidate) => candidate.member === member)?.replica ?? 0;
}

/** Each order gets one answer (R10). */
function once(done: (error: string | null) => void): (error: string | null) => void {
  let answered = false;
  return (error) => {
    assert(!answered, () => `an order was answered twice: ${error}`);
    answered = true;
    done(error);
  };
}
