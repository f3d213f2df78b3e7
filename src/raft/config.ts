import { assert } from '../util/assert.ts';
import type { RaftConfig } from './types.ts';

/** Limits of the core itself, which no deployment has a reason to change. */
export const coreLimits = {
  /** Reads waiting for a round or for the first commit of the term; beyond it they are dropped as busy. */
  pendingReads: 65_536,
  /**
   * Pre-votes on suspicion start 5-50 ms apart and double up to the election timeout: a node that is cut off
   * suspects the leader of every group, and would otherwise spend its CPU on asking nobody.
   */
  suspicionDoublings: 5,
  /** Terms and indexes past this are refused from the network, so that adding one always stays exact. */
  safeNumber: 2 ** 52,
} as const;

/** Checks the relations between the settings that the safety and liveness arguments rest on. */
export function validateConfig(config: RaftConfig): void {
  const { heartbeatMs, electionTimeoutMinMs: min, electionTimeoutMaxMs: max } = config;
  assert(Number.isSafeInteger(config.id) && config.id > 0, () => `replica id ${config.id}`);
  assert(heartbeatMs > 0, () => `heartbeat of ${heartbeatMs} ms`);
  const { commitNoticeMs: notice } = config;
  assert(notice >= 0 && notice <= heartbeatMs, () => `commit notices after ${notice} ms`);
  // A lost heartbeat must not cost the leadership, so at least two fit into the shortest timeout.
  assert(
    min >= 2 * heartbeatMs,
    () => `election timeout ${min} ms under two heartbeats of ${heartbeatMs}`,
  );
  // Without a spread the replicas time out together and split every vote (pitfall 20).
  assert(max > min, () => `election timeout ${min}..${max} ms has no spread`);
  assert(
    config.suspicionMinMs >= 0 && config.suspicionMaxMs >= config.suspicionMinMs,
    () => `suspicion ${config.suspicionMinMs}..${config.suspicionMaxMs} ms`,
  );
  assert(
    config.suspicionMaxMs <= min,
    () => `suspicion ${config.suspicionMaxMs} ms over timeout ${min}`,
  );
  assert(config.inflightMessages > 0, () => `window of ${config.inflightMessages} messages`);
  for (const [name, bytes] of [
    ['append', config.appendBytes],
    ['inflight', config.inflightBytes],
    ['uncommitted', config.uncommittedBytes],
    ['apply', config.applyBytes],
  ] as const) {
    assert(bytes > 0, () => `${name} limit of ${bytes} bytes`);
  }
  assert(config.cachedBytes >= 0, () => `cache of ${config.cachedBytes} bytes`);
  assert(
    Number.isSafeInteger(config.priority) && config.priority >= 0,
    () => `priority ${config.priority}`,
  );
  assert(Number.isSafeInteger(config.epoch) && config.epoch >= 0, () => `epoch ${config.epoch}`);
  const { leaseMs, leaseDriftPercent: drift } = config;
  assert(
    leaseMs >= 0 && drift >= 0 && drift < 100,
    () => `lease of ${leaseMs} ms, drift ${drift} %`,
  );
}
