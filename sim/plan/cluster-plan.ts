import type { Random } from '../../src/util/random.ts';
import type {
  ClockPlan,
  ClusterPlan,
  Latency,
  NetworkPlan,
  RaftKnobs,
  StorageKnobs,
} from '../schedule.ts';
import { pick, pickSome, pickWeighted } from './pick.ts';

const KIB = 1_024;
const MIB = 1_024 * KIB;

/**
 * A cluster of any size, with limits that are mostly far below those of production. What makes a run dear (nodes, quick
 * heartbeats, one entry a message, a flush for every write) is drawn less often: the same time buys more runs.
 */
export function drawCluster(random: Random, wantedNodes?: number): ClusterPlan {
  const drawnNodes = pickWeighted(random, [
    [1, 1],
    [2, 1],
    [3, 14],
    [4, 2],
    [5, 5],
    [6, 1],
    [7, 1],
  ]);
  const nodes = wantedNodes ?? drawnNodes;
  const replicas = Math.min(
    nodes,
    pickWeighted(random, [
      [1, 1],
      [2, 1],
      [3, 12],
      [5, 4],
      [7, 1],
    ]),
  );
  const raft = drawRaft(random.fork(1));
  return {
    nodes,
    replicas,
    partitions: pickWeighted(random, [
      [1, 6],
      [2, 4],
      [3, 2],
      [4, 1],
      [6, 1],
    ]),
    raft,
    storage: drawStorage(random.fork(2)),
    disk: drawDisk(random.fork(3)),
    network: drawNetwork(random.fork(4)),
    clocks: drawClocks(random.fork(5), nodes, raft.leaseMs > 0),
    neverBack: drawNeverBack(random.fork(6), nodes, replicas),
  };
}

function drawRaft(random: Random): RaftKnobs {
  const heartbeatMs = pickWeighted(random, [
    [30, 1],
    [50, 2],
    [100, 5],
  ]);
  const electionTimeoutMinMs = heartbeatMs * pick(random, [4, 8, 10]);
  return {
    heartbeatMs,
    electionTimeoutMinMs,
    electionTimeoutMaxMs: Math.floor(electionTimeoutMinMs * pick(random, [1.3, 2, 2])),
    appendBytes: pick(random, [1, 300, 2_000, 2_000, 256 * KIB, 256 * KIB]),
    inflightMessages: pick(random, [1, 2, 4, 64]),
    inflightBytes: pick(random, [400, 4_000, 4 * MIB]),
    uncommittedBytes: pick(random, [2_000, 20_000, 16 * MIB]),
    cachedBytes: pick(random, [0, 500, 2_000, 10_000]),
    applyBytes: pick(random, [1, 500, 500, MIB, MIB]),
    // Longer than an election timeout it is what keeps voters from electing another leader, and not just their patience.
    leaseMs: random.chance(1, 2)
      ? Math.floor(electionTimeoutMinMs * pick(random, [0.5, 2, 2, 3]))
      : 0,
    leaseDriftPercent: pick(random, [2, 10, 10]),
  };
}

function drawStorage(random: Random): StorageKnobs {
  const overlayLayerBytes = pick(random, [500, 4_000, 4_000, 4 * MIB, 4 * MIB]);
  return {
    walSegmentBytes: pick(random, [4 * KIB, 8 * KIB, 32 * KIB, MIB]),
    spareSegments: pick(random, [0, 1, 2]),
    flushIntervalMs: pick(random, [5, 50, 50, 300]),
    overlayLayerBytes,
    overlayBytes: overlayLayerBytes * pick(random, [2, 4, 16]),
    snapshotChunkBytes: pick(random, [200, 1_000, 4_096, 64 * KIB]),
    cachedSessions: pick(random, [1, 4, 64]),
    rewritePart: pick(random, [1, 1, 8]),
    snapshots: {
      sending: pick(random, [1, 1, 2, 4]),
      receiving: pick(random, [1, 2, 4]),
      bytesPerSecond: pick(random, [0, 0, 20_000, 200_000]),
      parked: pick(random, [1, 8]),
      // Short ones make pulls fail as they did before they could go on.
      parkedMs: pick(random, [1, 2_000, 60_000, 60_000]),
      retryMinMs: pick(random, [1, 100]),
      retryMaxMs: 500,
    },
  };
}

function drawDisk(random: Random): Latency {
  const [minMs, maxMs] = pick(random, [
    [0.1, 0.4],
    [0.2, 3],
    [1, 20],
  ] as const);
  const slowPerMille = pick(random, [0, 0, 2, 20]);
  return { minMs, maxMs, slowPerMille, slowMs: random.between(20, 400) };
}

function drawNetwork(random: Random): NetworkPlan {
  const [minMs, maxMs] = pick(random, [
    [0.2, 0.4],
    [0.2, 3],
    [2, 25],
  ] as const);
  const latency = {
    minMs,
    maxMs,
    slowPerMille: pick(random, [0, 1]),
    slowMs: random.between(20, 200),
  };
  return {
    latency,
    lossPerMille: pick(random, [0, 0, 0, 5, 30]),
    duplicatePerMille: pick(random, [0, 0, 10, 100]),
    reorderPerMille: pick(random, [0, 0, 10, 100]),
  };
}

/** Near each other in most runs; in some one clock is far off, or several run at a rate of their own. */
function drawClocks(random: Random, nodes: number, leases: boolean): ClockPlan[] {
  const farOff = random.chance(1, 3) ? random.between(1, nodes) : 0;
  const ppmMax = pick(random, leases ? [0, 100_000, 100_000, 100_000] : [0, 100, 10_000, 100_000]);
  // All that leases allow: the slow one believes longest that it leads, while the others wait shortest.
  const slow = random.chance(leases ? 3 : 1, 4) ? random.between(1, nodes) : 0;
  const ppmOf = (member: number): number => {
    if (slow === 0) return random.between(-ppmMax, ppmMax);
    return member === slow ? -ppmMax : ppmMax;
  };
  return Array.from({ length: nodes }, (_, i) => ({
    ppm: ppmOf(i + 1),
    wallOffsetMs: random.between(-400, 400) + (i + 1 === farOff ? hours(random) : 0),
    originMs: random.between(0, 10_000_000),
  }));
}

export function hours(random: Random): number {
  const ms = random.between(1_000, 10 * 3_600_000);
  return random.chance(1, 2) ? ms : -ms;
}

/** In every fourth run a minority of every group stays dead when the rest heals. */
function drawNeverBack(random: Random, nodes: number, replicas: number): number[] {
  const metaVoters = Math.min(5, nodes - 1 + (nodes % 2));
  const spare = Math.min((replicas - 1) >> 1, (metaVoters - 1) >> 1);
  if (spare === 0 || !random.chance(1, 4)) return [];
  const members = Array.from({ length: nodes }, (_, i) => i + 1);
  return pickSome(random, members, random.between(1, spare)).sort((a, b) => a - b);
}
