import { isAlone } from '../../src/server/host/lost-state.ts';
import type { HostNode } from '../world/node.ts';
import type { FaultContext } from './context.ts';
import type { StateAlarm } from './events.ts';
import { down } from './process-faults.ts';

/**
 * Every node that runs takes its replica of a group for damaged, at once and for nothing. Then nobody can lead, and the owner
 * restores what was set aside: on one node, and on the next one when that does not help.
 */
export function strikeAlarm(context: FaultContext, { group, downMs }: StateAlarm): boolean {
  const struck = context.cluster.nodes.filter((node) => {
    const replica = node.alive ? node.host.group(group) : undefined;
    // The only copy would end its node.
    return replica !== undefined && !isAlone(replica.raft.conf);
  });
  for (const { clock, host } of struck) {
    clock.run(() => host.fence(group, 'an alarm for nothing'));
  }
  if (struck.length > 0 && !context.lookedAfter.has(group)) {
    context.lookedAfter.add(group);
    lookAfter(context, group, downMs);
  }
  return struck.length > 0;
}

/** Until the run ends: what is restored may be lost again. */
function lookAfter(context: FaultContext, group: number, downMs: number): void {
  const { cluster } = context;
  const { nodes, time } = cluster;
  const lookMs = 500 + 2 * Math.max(...nodes.map(({ settings }) => settings.electionTimeoutMaxMs));
  let looksWithoutLeader = 0;
  let turn = 0;
  const look = (): void => {
    time.after(lookMs, look);
    // Who is down may come back with its state.
    const isStuck = nodes.every(({ alive }) => alive) && cluster.leaderOf(group) === null;
    looksWithoutLeader = isStuck ? looksWithoutLeader + 1 : 0;
    if (looksWithoutLeader < 2) return;
    looksWithoutLeader = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[turn++ % nodes.length] as HostNode;
      if (restore(context, node, group, downMs)) return;
    }
  };
  time.after(lookMs, look);
}

function restore(context: FaultContext, node: HostNode, group: number, downMs: number): boolean {
  const lost = node.host.group(group)?.lost ?? null;
  if (lost === null || node.engine.full) return false;
  node.kill();
  const restored = node.restoreAside(group);
  const what = restored === null ? 'had nothing set aside' : `is back at ${restored.appliedIndex}`;
  context.note(`n${node.member} was stopped by its owner: group ${group} ${what}`);
  down(context, node, downMs);
  return true;
}
