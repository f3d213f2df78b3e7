import { RingKv } from 'ringkv';
import { type LocalCluster, startLocalCluster } from '../src/cli/local/index.ts';
import { Deaths } from './deaths.ts';
import { FaultyDisks } from './disk/faulty-disks.ts';
import type { EventLog } from './event-log.ts';
import { runLimits } from './limits.ts';
import { RealArena } from './nemeses/real-arena.ts';
import { holdsWithin } from './wait.ts';

const STATUS_TIMEOUT_MS = 3_000;
const LEADER_TIMEOUT_MS = 500;

/** The cluster under test: three real nodes of its own, or one that runs already. */
export interface Subject {
  readonly nodes: readonly { readonly name: string; readonly endpoint: string }[];
  /** Null when it is not ours to disturb. */
  readonly arena: RealArena | null;
  /** Nodes that ended although nobody asked for it, with the end of their log. */
  readonly deaths: readonly string[];
  /** Counts the keys with a prefix, up to two. */
  countKeys(prefix: string): Promise<number>;
  /** Heals everything and waits until the cluster serves. Null, or what it still lacks when the time is over. */
  recover(): Promise<string | null>;
  stop(): Promise<void>;
  stopNow(): Promise<void>;
}

export interface ClusterPlan {
  readonly dataDir: string;
  readonly nodes: number;
  /** With a disk below every node that can be made to fail. */
  readonly faultyDisks: boolean;
  /** For every node. */
  readonly flags: readonly string[];
  /** Instead of kvd. */
  readonly kvdPath?: string;
}

/** Starts a cluster with default knobs, but for the flags, and a proxy on every link. */
export async function ownCluster(plan: ClusterPlan, log: EventLog): Promise<Subject> {
  const { dataDir, nodes, faultyDisks, flags, kvdPath } = plan;
  const deaths = new Deaths();
  const disks = new FaultyDisks();
  const cluster = await startLocalCluster({
    nodes,
    dataDir,
    freePorts: true,
    proxied: true,
    extraArgs: flags,
    ...(kvdPath !== undefined && { kvdPath }),
    onEvent: (event) => deaths.note(event),
    ...(faultyDisks && { nodeEnv: disks.nodeEnv }),
  });
  const kv = await RingKv.connect({ endpoints: [...cluster.endpoints] });
  const arena = new RealArena(cluster, async () => leaderOfUsed(kv, cluster, log), deaths, disks);
  return {
    nodes: cluster.names.map((name, k) => ({ name, endpoint: cluster.endpoints[k] ?? '' })),
    arena,
    deaths: deaths.unexpected,
    countKeys: async (prefix) => countKeys(kv, prefix),
    recover: async () => {
      try {
        await arena.recover();
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      return lacking(kv);
    },
    stop: async () => {
      await kv.close({ graceMs: 0 });
      await cluster.stop();
    },
    stopNow: async () => {
      await kv.close({ graceMs: 0 });
      await cluster.stopNow();
    },
  };
}

export async function runningCluster(endpoints: readonly string[]): Promise<Subject> {
  const kv = await RingKv.connect({ endpoints: [...endpoints] });
  const close = async (): Promise<void> => kv.close({ graceMs: 0 });
  return {
    nodes: endpoints.map((endpoint) => ({ name: endpoint, endpoint })),
    arena: null,
    deaths: [],
    countKeys: async (prefix) => countKeys(kv, prefix),
    recover: async () => lacking(kv),
    stop: close,
    stopNow: close,
  };
}

async function countKeys(kv: RingKv, prefix: string): Promise<number> {
  let count = 0;
  for await (const { entries } of kv.scanPages(prefix, { limit: 2 })) count += entries.length;
  return count;
}

/** Waits until every member is up and every partition has a leader. */
async function lacking(kv: RingKv): Promise<string | null> {
  let problem = 'nobody answered';
  const serves = async (): Promise<boolean> => {
    const { members, partitions } = await kv.status({ timeoutMs: STATUS_TIMEOUT_MS });
    const down = members.filter(({ state }) => state !== 'up').map(({ name }) => name);
    const leaderless = partitions.filter(({ leader }) => leader === 0).map(({ id }) => id);
    problem = [
      ...(down.length > 0 ? [`${down.join(', ')} not up`] : []),
      ...(leaderless.length > 0 ? [`no leader in partition ${leaderless.join(', ')}`] : []),
    ].join('; ');
    return problem === '';
  };
  return (await holdsWithin(serves, runLimits.recoverMs)) ? null : problem;
}

async function leaderOfUsed(
  kv: RingKv,
  cluster: LocalCluster,
  log: EventLog,
): Promise<string | null> {
  const { leader } = await kv.locate(log.recentKey ?? 'any', { timeoutMs: LEADER_TIMEOUT_MS });
  // Members of a new cluster are numbered as its nodes are named.
  const name = `n${leader}`;
  return cluster.names.includes(name) ? name : null;
}
