import type { OperationBody } from '../../src/server/host/operation.ts';
import type { CommandBody } from '../../src/storage/index.ts';
import { emptyBytes } from '../../src/util/bytes.ts';
import type { Answer, Asked } from './history.ts';
import type { PlannedOperation } from './plan.ts';

// Which writes are only accepted, or named by their business. Functions of the plan: nothing else in a seed depends on them.

/** One in so many writes of those that may be. Not drawn, so that all else in a seed stays as it was. */
const acceptedOf = 2;
export const acceptedReason = 'ACCEPTED';

export function isAccepted({ id }: PlannedOperation, asked: Asked): boolean {
  if (id % acceptedOf !== 0) return false;
  if (asked.type === 'touch') return !asked.wrapped;
  if (asked.type !== 'put' && asked.type !== 'delete') return false;
  return !asked.wrapped && asked.expect.type === 'any';
}

/** Every second write that is repeated: not drawn, so that all else in a seed stays as it was. */
export function isNamed({ id, repeatAfterMs }: PlannedOperation): boolean {
  return repeatAfterMs !== null && id % 2 === 0;
}

/** From a process that knows nothing but the name. */
export function namedBodyOf(body: CommandBody, idempotencyKey: Uint8Array): OperationBody {
  const command = { clientId: emptyBytes(), sequence: 0, floor: 0, idempotencyKey, body };
  return { type: 'write', command };
}

/** What comes from an earlier write speaks of its moment, like any stored answer. */
export function asStored(answer: Answer): Answer {
  const { reply } = answer;
  if (reply.type !== 'written' || reply.result.replayed !== true) return answer;
  return { ...answer, reply: { ...reply, result: { ...reply.result, deduplicated: true } } };
}
