import { ringkv } from '#proto';
import { invalidRequest } from './errors.ts';
import type { WriteOptions } from './options.ts';

const { WriteAck } = ringkv.v1;

/** When a write is answered. Wire values of 0 are left out: the server's default. */
export interface AckPlan {
  readonly ack: ringkv.v1.WriteAck;
  readonly strictAll: boolean;
}

export const quorumAck: AckPlan = { ack: WriteAck.WRITE_ACK_UNSPECIFIED, strictAll: false };
const allAck: AckPlan = { ack: WriteAck.ALL, strictAll: false };
const strictAck: AckPlan = { ack: WriteAck.ALL, strictAll: true };

/** Throws InvalidRequestError for combinations that mean nothing. */
export function ackPlan(options: WriteOptions | undefined): AckPlan {
  const { ack = 'quorum', strictAll = false } = options ?? {};
  if (ack === 'all') return strictAll ? strictAck : allAck;
  if (ack !== 'quorum') throw invalidRequest(`Unknown ack "${String(ack)}"; use quorum or all`);
  if (strictAll) throw invalidRequest("strictAll belongs to ack: 'all'");
  return quorumAck;
}
