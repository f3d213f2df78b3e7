import { isDamage } from '../storage/index.ts';
import { emptyBytes } from '../util/bytes.ts';
import type { Logger } from '../util/logger.ts';
import type { Host } from './host/host.ts';
import type { ReplySink } from './host/operation.ts';

/** A proposal of a first record that gets no answer is given up, and made again by whoever leads then. */
const proposalTimeoutMs = 10_000;

/** The node's own rows: copies of what the meta group said last, so that a restarted node can answer at once (R13). */
export interface NodeRowStore {
  getNodeRow(name: string): Uint8Array | null;
  putNodeRow(name: string, value: Uint8Array): void;
}

/** A damaged copy is none: peers and the meta group know better. */
export function savedRow(rows: NodeRowStore, name: string, logger: Logger): Uint8Array | null {
  try {
    return rows.getNodeRow(name);
  } catch (error) {
    if (!isDamage(error)) throw error;
    logger.error({ row: name, why: error.message }, 'a copy of the meta group is not readable');
    return null;
  }
}

/** Writes a record of the meta group only if there is none yet: a second proposal finds the first one's (R9). */
export function proposeFirst(
  host: Host,
  key: Uint8Array,
  value: Uint8Array,
  sink: ReplySink,
): void {
  const expect = { type: 'absent' } as const;
  const body = { kind: 'put', key, value, ttlMs: 0, expect } as const;
  host.submitMeta({
    partition: -1,
    body: { type: 'write', command: { clientId: emptyBytes(), sequence: 0, floor: 0, body } },
    deadline: host.now + proposalTimeoutMs,
    sink,
    slot: 0,
  });
}
