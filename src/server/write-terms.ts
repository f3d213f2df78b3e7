import { ringkv } from '#proto';
import type { Command } from '../storage/index.ts';
import { type Refusal, refuse } from './errors.ts';
import type { WriteBody } from './host/operation.ts';
import type { RequestContext } from './request-header.ts';
import { invalid } from './validate.ts';

const { WriteAck } = ringkv.v1;

/** When a write is answered. */
export interface WriteTerms extends Pick<WriteBody, 'ackAll' | 'strictAll' | 'accepted'> {
  readonly type: 'terms';
}

const quorum: WriteTerms = { type: 'terms' };
const accepted: WriteTerms = { type: 'terms', accepted: true };

/** Of a write: its own fields where they are set, else those of the header. */
export function writeTerms(
  wire: ringkv.v1.Operation.$Properties,
  context: RequestContext,
): WriteTerms | Refusal {
  const wrong = checkAck(wire.ack ?? 0);
  if (wrong !== null) return wrong;
  const ack = wire.ack || context.ack;
  const strictAll = wire.strictAll || context.strictAll;
  if (ack === WriteAck.ALL) return { type: 'terms', ackAll: true, strictAll };
  if (strictAll) return invalid('strict_all belongs to ALL');
  return ack === WriteAck.ACCEPTED ? accepted : quorum;
}

/**
 * ACCEPTED tells nothing about what became of the write, so it is refused wherever that is what the caller needs: a condition,
 * a number, a branch, or an identity whose answer is kept.
 */
export function checkAccepted({ clientId, idempotencyKey, body }: Command): Refusal | null {
  if (clientId.length > 0) return tooWeak('a client_id');
  if (idempotencyKey !== undefined) return tooWeak('an idempotency_key');
  if (body.kind === 'touch') return null;
  if (body.kind !== 'put' && body.kind !== 'delete') return tooWeak(`a ${body.kind}`);
  return body.expect.type === 'any' ? null : tooWeak('a condition');
}

function tooWeak(what: string): Refusal {
  return refuse('ACK_TOO_WEAK', `ACCEPTED answers before anything is known, so not with ${what}`);
}

export function checkAck(ack: number): Refusal | null {
  if (WriteAck[ack] !== undefined) return null;
  return invalid(`unknown ack ${ack}; known: 1 QUORUM, 2 ALL, 3 ACCEPTED`);
}

/** R41: reads have no use for what writes ask; the header's are of whatever writes its message holds. */
export function checkNoAck(wire: ringkv.v1.Operation.$Properties): Refusal | null {
  return wire.ack || wire.strictAll ? invalid('ack and strict_all belong to writes of keys') : null;
}
