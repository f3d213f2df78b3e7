import { RingKv } from 'ringkv';
import { startLocalCluster } from '../../src/cli/local/index.ts';
import { BenchError } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import { type Cluster, type ClusterSize, fetchText } from './cluster.ts';

/** Of the HTTP port of a node, from its gRPC port. */
const HTTP_PORT_OFFSET = 1_000;

/** Real nodes from `dist`, with every other setting at its default. */
export async function startRingkv(dataDir: string, size: ClusterSize): Promise<Cluster> {
  const { nodes, partitions } = size;
  const died: string[] = [];
  const cluster = await startLocalCluster({
    nodes,
    replicas: replicasIn(size),
    partitions,
    dataDir,
    freePorts: true,
    clean: true,
    limits: { readyMs: benchLimits.ringkvStartMs },
    onEvent: (event) => {
      if (event.kind === 'died') died.push(`${event.node} ${event.how}, see ${event.logFile}`);
    },
  });
  return {
    ...givenRingkv(cluster.endpoints),
    pids: cluster.report().nodes.flatMap(({ pid }) => (pid === null ? [] : [pid])),
    checkAlive: () => {
      if (died.length > 0) throw new BenchError(`a node of ringkv died: ${died.join('; ')}`);
    },
    // Killed, not drained: the data go with it.
    stop: () => cluster.stopNow(),
  };
}

export const replicasIn = ({ nodes }: ClusterSize): number => Math.min(benchLimits.replicas, nodes);

export function givenRingkv(endpoints: readonly string[]): Cluster {
  return {
    store: 'ringkv',
    endpoints,
    pids: null,
    leaderOf: (key) => leaderOf(endpoints, key),
    metrics: (endpoint) => {
      const [host, port] = endpoint.split(':');
      return fetchText(`http://${host}:${Number(port) + HTTP_PORT_OFFSET}/metrics`);
    },
    checkAlive: () => {},
    stop: async () => {},
  };
}

/** A client only for the question: none of ours stays connected while something is measured. */
async function leaderOf(endpoints: readonly string[], key: string): Promise<string> {
  const kv = await RingKv.connect({ endpoints });
  try {
    // A read makes the client learn who answers for the key, also right after an election.
    await kv.lookup(key);
    const { leader } = await kv.locate(key);
    const { members } = await kv.topology();
    const address = members.find(({ id }) => id === leader)?.address;
    if (address === undefined) throw new BenchError(`nobody is known to lead ${key}`);
    return address;
  } finally {
    await kv.close();
  }
}
