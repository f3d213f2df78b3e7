import { ringkv } from '#proto';
import { commandBytes } from './host/command-keys.ts';
import type { OperationBody } from './host/operation.ts';
import type { RequestContext } from './request-header.ts';
import { type Result, wireLevel } from './results.ts';
import type { RoutedOperation } from './router.ts';

/** The operation as the next node must see it: identity and level spelled out, no header to inherit them from. */
export function forwardable(
  operation: RoutedOperation,
  id: number,
  now: number,
): ringkv.v1.Operation.$Properties {
  const { wire, body } = operation;
  const timeoutMs = Math.max(1, Math.floor(operation.deadline - now));
  const base = { ...stripped(wire), id, timeoutMs };
  if (body.type !== 'write') {
    const { level, minRevision = 0, maxStalenessMs = 0 } = body;
    return { ...base, consistency: wireLevel(level), minRevision, maxStalenessMs };
  }
  const { clientId, sequence, floor, idempotencyKey } = body.command;
  const named = idempotencyKey === undefined ? {} : { idempotencyKey };
  const identity = { clientId, sequence, sequenceFloor: floor, ...named };
  if (body.accepted === true) return { ...base, ...identity, ack: ringkv.v1.WriteAck.ACCEPTED };
  if (body.ackAll !== true) return { ...base, ...identity };
  const { strictAll = false } = body;
  return { ...base, ...identity, ack: ringkv.v1.WriteAck.ALL, strictAll };
}

/** The request alone: everything else is written anew. */
function stripped(wire: ringkv.v1.Operation.$Properties): ringkv.v1.Operation.$Properties {
  if (wire.get) return { get: wire.get };
  if (wire.put) return { put: wire.put };
  if (wire.delete) return { delete: wire.delete };
  if (wire.increment) return { increment: wire.increment };
  if (wire.touch) return { touch: wire.touch };
  if (wire.append) return { append: wire.append };
  if (wire.txn) return { txn: wire.txn };
  if (wire.scanPartition) return { scanPartition: wire.scanPartition };
  if (wire.openClient) return { openClient: wire.openClient };
  if (wire.deleteRange) return { deleteRange: wire.deleteRange };
  return { resolve: wire.resolve ?? null };
}

export function forwardHeader(
  context: RequestContext,
  topologyEpoch: number,
): ringkv.v1.RequestHeader.$Properties {
  return {
    requestId: context.requestId,
    traceparent: context.traceparent,
    priority: context.priority,
    topologyEpoch,
    ack: ringkv.v1.WriteAck.QUORUM,
    hops: context.hops + 1,
  };
}

/** Whether two operations may share the header of one forwarded message. */
export function sameHeader(a: RequestContext, b: RequestContext): boolean {
  return (
    a === b ||
    (a.hops === b.hops &&
      a.requestId === b.requestId &&
      a.traceparent === b.traceparent &&
      a.priority === b.priority)
  );
}

/**
 * Whether a result is of the kind that the operation asked for. Answers crossed on a shared connection have been a
 * bug of other systems (redisraft#26); a client must never see one.
 */
export function answers(body: OperationBody, result: Result): boolean {
  if (result.error) return true;
  switch (body.type) {
    case 'get':
      return Boolean(result.get);
    case 'scan':
    case 'count':
      return Boolean(result.scanPartition);
    case 'write':
      return Boolean(writeAnswer(body.command.body.kind, result));
  }
}

function writeAnswer(kind: string, result: Result): object | null | undefined {
  switch (kind) {
    case 'put':
      return result.put;
    case 'delete':
      return result.delete;
    case 'increment':
      return result.increment;
    case 'touch':
      return result.touch;
    case 'append':
      return result.append;
    case 'txn':
      return result.txn;
    case 'deleteRange':
      return result.deleteRange;
    case 'open':
      return result.openClient;
    case 'resolve':
      return result.resolve;
    default:
      return null;
  }
}

/** Rough bytes of an operation on the wire. */
export function operationBytes(body: OperationBody): number {
  const fixed = 96;
  if (body.type === 'get') return fixed + body.key.length;
  if (body.type === 'scan' || body.type === 'count')
    return fixed + body.prefix.length + (body.after?.length ?? 0);
  return fixed + commandBytes(body.command.body);
}
