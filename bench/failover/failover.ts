import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytes, RingKv } from 'ringkv';
import { BenchError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import type { Stage } from '../measurement.ts';
import { Nodes, until } from '../storage/nodes.ts';
import { type FailoverOptions, failoverLimits } from './options.ts';
import { findingsOf, type Kill } from './report.ts';
import { Trickle } from './trickle.ts';

/** What the braces hold decides on the partition, so that all keys lie in one. */
const keyOf = (index: number): string => `{failover}/key-${index % failoverLimits.keys}`;

export function failoverLimitMs({ kills, settleMs }: FailoverOptions): number {
  const { startMs, acknowledgedMs, healthyMs, jitterMs } = failoverLimits;
  return startMs + kills * (acknowledgedMs + healthyMs + settleMs + jitterMs);
}

/**
 *     puts to one partition  ··········│  no answers  │··········································
 *                                   kill -9        first put acknowledged that was begun after the kill
 *     the killed node                  │ dead ········│ starts ═ ready, all members up ═ settles │ next kill
 */
export async function measureFailover(
  options: FailoverOptions,
  { dataDir, signal, say }: Stage,
): Promise<Findings> {
  const nodes = await Nodes.start(join(dataDir, 'cluster'));
  try {
    const kv = await RingKv.connect({ endpoints: nodes.endpoints });
    const trickle = trickleOf(kv, options.rate);
    try {
      await within(trickle.acknowledgedSince(performance.now()), 'no put was acknowledged');
      const kills: Kill[] = [];
      for (let number = 1; number <= options.kills; number++) {
        await sleep(options.settleMs + Math.random() * failoverLimits.jitterMs, undefined, {
          signal,
        });
        const kill = await killOnce(nodes, kv, trickle);
        kills.push(kill);
        say(`kill ${number}/${options.kills}: ${kill.node}: ${kill.ms.toFixed(0)} ms`);
      }
      nodes.checkAlive();
      const { acknowledged, errors, firstError } = trickle;
      return findingsOf(options, kills, { acknowledged, errors, firstError, ...kv.stats() });
    } finally {
      trickle.stop();
      await kv.close({ graceMs: 0 });
    }
  } finally {
    await nodes.end();
  }
}

function trickleOf(kv: RingKv, rate: number): Trickle {
  const keyspace = kv.keyspace(bytes);
  const value = new Uint8Array(failoverLimits.valueBytes).fill(120);
  let next = 0;
  const put = async (): Promise<void> => {
    const { ok } = await keyspace.put(keyOf(next++), value);
    if (!ok) throw new Error('a put was refused');
  };
  return new Trickle({ rate, inFlightMax: failoverLimits.inFlightMax, put });
}

async function killOnce(nodes: Nodes, kv: RingKv, trickle: Trickle): Promise<Kill> {
  const { node, partition } = await leaderOf(nodes, kv);
  const errorsBefore = trickle.errors;
  const killedAt = performance.now();
  const gone = nodes.kill(node);
  const again = within(
    trickle.acknowledgedSince(killedAt),
    `${node} was killed and no put acknowledged`,
  );
  // Neither may be left alone with its failure.
  const [acknowledgedAt] = await Promise.all([again, gone]);
  const startedAt = performance.now();
  await nodes.startNode(node);
  await until(() => isHealthy(kv), failoverLimits.healthyMs, 'not all members were up');
  return {
    node,
    partition,
    ms: acknowledgedAt - killedAt,
    healthyMs: performance.now() - startedAt,
    errors: trickle.errors - errorsBefore,
  };
}

/** Of the partition that is written to, as the nodes say it now: what the client knows may be older. */
async function leaderOf(
  nodes: Nodes,
  kv: RingKv,
): Promise<{ readonly node: string; readonly partition: number }> {
  const { partition } = await kv.locate(keyOf(0));
  let node = '';
  const isKnown = async (): Promise<boolean> => {
    const { partitions } = await kv.status();
    node = `n${partitions.find(({ id }) => id === partition)?.leader}`;
    return nodes.names.includes(node) && nodes.runs(node);
  };
  await until(isKnown, failoverLimits.healthyMs, 'no running node led the partition');
  return { node, partition };
}

/** Every member is up and every partition has a leader. */
async function isHealthy(kv: RingKv): Promise<boolean> {
  return kv.status().then(
    ({ members, partitions }) =>
      members.every(({ state }) => state === 'up') && partitions.every(({ leader }) => leader > 0),
    () => false,
  );
}

async function within<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  const { acknowledgedMs } = failoverLimits;
  const given = new AbortController();
  const tooLong = sleep(acknowledgedMs, undefined, { signal: given.signal }).then(() => {
    throw new BenchError(`${otherwise} within ${acknowledgedMs} ms`);
  });
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    given.abort();
  }
}
