import { Random } from '../../src/util/random.ts';
import { drawClients } from '../clients/draw.ts';
import type { Schedule } from '../schedule.ts';
import { drawCluster } from './cluster-plan.ts';
import { drawFaults } from './fault-plan.ts';
import { pick } from './pick.ts';
import { drawRowRot } from './row-rot.ts';

/** A minute of simulated time and a thousand operations are the least that counts (R45). */
const safetyMs = 60_000;
const leastOperations = 1_000;
/** Planned for all clients together. */
const operations = [1_100, 1_100, 1_100, 1_100, 2_000, 3_500];

/** Sizes that are not left to the seed. */
export interface Sizes {
  readonly nodes?: number;
  /** Planned for all clients together. */
  readonly operations?: number;
}

/** The run that a seed stands for; with sizes of its own another one. */
export function drawSchedule(seed: number, sizes: Sizes = {}): Schedule {
  const random = new Random(seed);
  const drawn = drawCluster(random.fork(1), sizes.nodes);
  const struck = drawFaults(random.fork(2), drawn, safetyMs);
  const changes = struck.some(({ kind }) => kind === 'changeMembers');
  const rows = changes ? [] : drawRowRot(random.fork(4), drawn, safetyMs);
  const faults = [...struck, ...rows].sort((one, other) => one.at - other.at);
  // Once members change, nobody knows beforehand who can be missed for good; and a replica that is being rebuilt is.
  const cluster = changes || rows.length > 0 ? { ...drawn, neverBack: [] } : drawn;
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
