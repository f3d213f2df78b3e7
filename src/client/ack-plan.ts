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
export const acceptedAck: AckPlan = { ack: WriteAck.ACCEPTED, strictAll: false };

/** Throws InvalidRequestError for combinations that mean nothing. */
export function ackPlan(options: WriteOptions | undefined): AckPlan {
  const { ack = 'quorum', strictAll = false } = options ?? {};
  if (ack === 'all') return strictAll ? strictAck : allAck;
  if (ack !== 'quorum') {
    const known = 'use quorum or all, and for a put or delete accepted';
    throw invalidRequest(`Unknown ack "${String(ack)}"; ${known}`);
  }
  if (strictAll) throw invalidRequest("strictAll belongs to ack: 'all'");
  return quorumAck;
}
