import type { FaultContext } from './context.ts';
import type { AdminFault } from './events.ts';

/** What operators ask of the node that leads. */
export function strikeAdmin(context: FaultContext, fault: AdminFault): boolean {
  const leader = context.cluster.leaderOf(fault.group);
  if (leader === null) return false;
  leader.clock.run(() => leader.host.moveLeader(fault.group, fault.to, context.moved));
  return true;
}
