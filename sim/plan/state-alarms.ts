import type { Random } from '../../src/util/random.ts';
import type { FaultEvent } from '../faults/events.ts';
import type { ClusterPlan } from '../schedule.ts';

/** All replicas of a group lose their state at once, a few times in a run. Members stay what they are. */
export function drawAlarms(random: Random, cluster: ClusterPlan, safetyMs: number): FaultEvent[] {
  if (cluster.replicas < 2) return [];
  return Array.from({ length: random.between(1, 3) }, () => ({
    kind: 'stateAlarm',
    at: random.between(1_000, safetyMs),
    group: random.between(1, cluster.partitions),
    downMs: random.between(1, 1_000),
  }));
}
