import type { Group } from './group.ts';
import type { HostMetrics } from './host-metrics.ts';

/** What is due now and then in every group, and what is counted of all of them. */
export function housekeep(groups: Iterable<Group>, now: number, metrics: HostMetrics): void {
  let total = 0;
  let led = 0;
  let withLeader = 0;
  let suspects = 0;
  for (const group of groups) {
    group.housekeep(now);
    if (group.apply.paused) group.activate();
    total++;
    if (group.leads) led++;
    if (group.raft.leader !== 0) withLeader++;
    if (group.raft.suspect) suspects++;
  }
  metrics.groups(total, led, withLeader);
  metrics.suspects(suspects);
}

/** The streams to a replica's node broke, or its process is gone: then its leadership is suspected at once (R7). */
export function peerLost(group: Group, replica: number, state: 'broken' | 'refused'): void {
  if (group.leads) group.input({ type: 'unreachable', peer: replica });
  else if (state === 'refused' && group.raft.leader === replica) {
    group.input({ type: 'suspect', peer: replica });
  }
}
