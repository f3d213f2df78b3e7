import { raftLimits, storageLimits } from '../../src/util/limits.ts';
import type { Action } from '../clients/plan.ts';
import type { Latency, Schedule } from '../schedule.ts';

const wallSkewMs = 400;
const calmTtlMs = 500;

/** As a node has it by default (R3). */
const electionTimeoutMinMs = 1_000;

/**
 * The same run with nothing that fails: no fault, no frame lost or late, no clock that is off, no request that arrives
 * twice or late, no life that is over before its write is committed. Timeouts are as in production, so that not even a
 * start is a contest, and so is the room for what is applied, so that nothing waits for it. A mutant must pass it: what
 * shows here needs no simulator (R45).
 */
export function withoutFaults(schedule: Schedule): Schedule {
  const { cluster, clients } = schedule;
  return {
    ...schedule,
    faults: [],
    cluster: {
      ...cluster,
      raft: {
        ...cluster.raft,
        heartbeatMs: 100,
        electionTimeoutMinMs,
        electionTimeoutMaxMs: 2 * electionTimeoutMinMs,
        leaseMs: cluster.raft.leaseMs > 0 ? electionTimeoutMinMs : 0,
        applyBytes: raftLimits.applyBytes,
      },
      storage: {
        ...cluster.storage,
        overlayLayerBytes: storageLimits.overlayLayerBytes,
        overlayBytes: storageLimits.overlayBytes,
      },
      disk: steady(cluster.disk),
      network: {
        latency: steady(cluster.network.latency),
        lossPerMille: 0,
        duplicatePerMille: 0,
        reorderPerMille: 0,
      },
      clocks: cluster.clocks.map(({ wallOffsetMs, originMs }) => ({
        ppm: 0,
        wallOffsetMs: Math.max(-wallSkewMs, Math.min(wallSkewMs, wallOffsetMs)),
        originMs,
      })),
      neverBack: [],
    },
    clients: clients.map((client) => ({
      ...client,
      heldUpPerMille: 0,
      operations: client.operations.map((planned) => ({
        ...planned,
        repeatAfterMs: null,
        action: unhurried(planned.action),
      })),
    })),
  };
}

function steady(latency: Latency): Latency {
  return { ...latency, slowPerMille: 0 };
}

function unhurried(action: Action): Action {
  const mayHave = action.type === 'put' || action.type === 'touch';
  if (!mayHave || action.ttlMs === 0) return action;
  return { ...action, ttlMs: Math.max(calmTtlMs, action.ttlMs) };
}
