import { ringkv } from '#proto';
import type { Refusal } from './errors.ts';
import type { WriteBody } from './host/operation.ts';
import type { RequestContext } from './request-header.ts';
import { invalid } from './validate.ts';

const { WriteAck } = ringkv.v1;

/** When a write is answered. */
export interface WriteTerms extends Pick<WriteBody, 'ackAll' | 'strictAll'> {
  readonly type: 'terms';
}

const quorum: WriteTerms = { type: 'terms' };

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
  return strictAll ? invalid('strict_all belongs to ALL') : quorum;
}

export function checkAck(ack: number): Refusal | null {
  if (WriteAck[ack] !== undefined) return null;
  return invalid(`unknown ack ${ack}; known: 1 QUORUM, 2 ALL`);
}

/** R41: reads have no use for what writes ask; the header's are of whatever writes its message holds. */
export function checkNoAck(wire: ringkv.v1.Operation.$Properties): Refusal | null {
  return wire.ack || wire.strictAll ? invalid('ack and strict_all belong to writes of keys') : null;
}
