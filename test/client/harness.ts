import { afterEach } from 'vitest';
import { type ConnectOptions, RingKv } from '../../src/client/index.ts';
import { FakeCluster } from './fake-cluster.ts';

/** Small delays, so that tests of failures do not wait for production ones. */
export const quick = {
  retryBackoffMinMs: 2,
  retryBackoffMaxMs: 20,
  electionBackoffMs: 10,
  reconnectMinMs: 5,
  reconnectMaxMs: 20,
  silenceMs: 60,
  standstillMs: 150,
  avoidMs: 200,
  connectTimeoutMs: 300,
  refreshIntervalMs: 10,
  refreshTimeoutMs: 100,
  timerTickMs: 2,
} as const;

const clusters: FakeCluster[] = [];
const clients: RingKv[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close({ graceMs: 0 })));
  for (const cluster of clusters.splice(0)) cluster.stop();
});

export async function fakeCluster(nodes = 3, partitions = 4): Promise<FakeCluster> {
  const cluster = await FakeCluster.start(nodes, partitions);
  clusters.push(cluster);
  return cluster;
}

export async function clientOf(
  cluster: FakeCluster,
  options: Partial<ConnectOptions> = {},
): Promise<RingKv> {
  const client = await RingKv.connect({
    endpoints: cluster.endpoints,
    ...options,
    tuning: { ...quick, ...options.tuning },
  });
  clients.push(client);
  return client;
}

/** What a promise failed with; fails itself when it did not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
}

/** Waits for a condition, never for a time (R46); the test's timeout ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
