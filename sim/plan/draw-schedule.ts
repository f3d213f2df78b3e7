import { Random } from '../../src/util/random.ts';
import { drawClients } from '../clients/draw.ts';
import type { FaultEvent } from '../faults/events.ts';
import type { ClusterPlan, Schedule } from '../schedule.ts';
import { drawCluster } from './cluster-plan.ts';
import { drawFaults, drawShape } from './fault-plan.ts';
import { drawLosses } from './loss-scenarios.ts';
import { pick } from './pick.ts';
import { drawRowRot } from './row-rot.ts';
import { drawAlarms } from './state-alarms.ts';

/** A minute of simulated time and a thousand operations are the least that counts (R45). */
const safetyMs = 60_000;
const leastOperations = 1_000;
/** Planned for all clients together. */
const operations = [1_100, 1_100, 1_100, 1_100, 2_000, 3_500];

/** The seeds of `docs/mutants.md`, and more: they go on to mean the runs that they meant. */
const seedsWithoutLosses = 100;
/** One of so many of the others has logs that are lost in part, and one groups that lose all states at once. */
const lossesEvery = 4;

/** What is not left to the seed. */
export interface Sizes {
  readonly nodes?: number;
  /** Logs are damaged in their middle, and what follows is lost. */
  readonly losses?: boolean;
  /** Planned for all clients together. */
  readonly operations?: number;
}

/** The run that a seed stands for; with sizes of its own another one. */
export function drawSchedule(seed: number, sizes: Sizes = {}): Schedule {
  const random = new Random(seed);
  const losses = sizes.losses ?? (seed > seedsWithoutLosses && seed % lossesEvery === 0);
  const drawn = losses
    ? withRoomForLosses(random.fork(4), drawCluster(random.fork(1), sizes.nodes))
    : drawCluster(random.fork(1), sizes.nodes);
  const struck = drawFaults(random.fork(2), drawn, safetyMs);
  const others = losses ? withLosses(random.fork(5), drawn, struck) : struck;
  const changes = others.some(({ kind }) => kind === 'changeMembers');
  const rows = changes || losses ? [] : drawRowRot(random.fork(4), drawn, safetyMs);
  const hasAlarms = !changes && seed > seedsWithoutLosses && seed % lossesEvery === 2;
  // From a stream of its own seed: the others are drawn as ever.
  const alarms = hasAlarms ? drawAlarms(new Random(~seed), drawn, safetyMs) : [];
  const faults = [...others, ...rows, ...alarms].sort((one, other) => one.at - other.at);
  // Once members change, nobody knows beforehand who can be missed for good; and a replica that is being rebuilt is.
  const allBack = changes || rows.length > 0 || alarms.length > 0;
  const cluster = allBack ? { ...drawn, neverBack: [] } : drawn;
  const { nodes, partitions } = cluster;
  const clients = drawClients(random.fork(3), {
    nodes,
    partitions,
    safetyMs,
    operations: sizes.operations ?? pick(random, operations),
    leases: cluster.raft.leaseMs > 0,
  });
  return { version: 1, seed, cluster, safetyMs, leastOperations, faults, clients };
}

/** A minority may lose something only where there is one, and all have to come back in the end (docs/adr/0005). */
function withRoomForLosses(random: Random, drawn: ClusterPlan): ClusterPlan {
  const nodes = Math.max(3, drawn.nodes);
  const replicas = Math.max(3, drawn.replicas);
  const cluster = nodes === drawn.nodes ? drawn : drawCluster(random, nodes);
  const network = { ...cluster.network, outlives: true };
  return { ...cluster, replicas, network, neverBack: [] };
}

/**
 * Members stay what they are: two voters of which one is suspect elect nobody, and whether a change ends in that is not
 * the faults' to say.
 */
function withLosses(
  random: Random,
  cluster: ClusterPlan,
  others: readonly FaultEvent[],
): FaultEvent[] {
  const kept = others.filter(({ kind }) => kind !== 'changeMembers' && kind !== 'grantReplica');
  const losses = drawLosses(random, drawShape(random, cluster), safetyMs);
  return [...kept, ...losses].sort((one, other) => one.at - other.at);
}
