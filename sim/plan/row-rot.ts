import type { Random } from '../../src/util/random.ts';
import type { FaultEvent } from '../faults/events.ts';
import type { ClusterPlan } from '../schedule.ts';
import { salt } from './fault-draws.ts';

/**
 * In every second run in which members stay what they are, one node's database rots. Drawn beside the families of
 * faults, so that the other runs stay what they were. Every group has at least two other replicas, which can lead.
 */
export function drawRowRot(random: Random, cluster: ClusterPlan, safetyMs: number): FaultEvent[] {
  const { nodes, replicas } = cluster;
  if (replicas < 3 || !random.chance(1, 2)) return [];
  const node = random.between(1, nodes);
  return Array.from({ length: random.between(1, 24) }, () => ({
    kind: 'rowRot',
    at: random.between(0, safetyMs),
    node,
    salt: salt(random),
  }));
}
