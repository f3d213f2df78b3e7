import { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import type { Refusal } from './errors.ts';
import type { ReadLevel } from './host/operation.ts';
import { checkReplica, readLevel } from './read-terms.ts';
import { readSessionToken, type SessionSeen } from './session-token.ts';
import {
  checkClientId,
  checkIdempotencyKey,
  invalid,
  plainBytes,
  quote,
  safeCount,
  tooLarge,
} from './validate.ts';
import { checkAck } from './write-terms.ts';

/** A request header after validation: what routing and answering need of it. One per unary call or Pipeline message. */
export interface RequestContext {
  readonly type: 'context';
  readonly requestId: string;
  readonly traceparent: string;
  readonly priority: ringkv.v1.Priority;
  /** 16 bytes or empty. */
  readonly clientId: Uint8Array;
  readonly sequence: number;
  readonly floor: number;
  /** Empty for none. */
  readonly idempotencyKey: Uint8Array;
  readonly level: ReadLevel;
  /** What the caller's session has seen; null when it named none. */
  readonly session: SessionSeen | null;
  /** 0 when the header has none. */
  readonly maxStalenessMs: number;
  readonly replica: ringkv.v1.ReplicaPreference;
  readonly ack: ringkv.v1.WriteAck;
  readonly strictAll: boolean;
  readonly direct: boolean;
  readonly hops: number;
  readonly topologyEpoch: number;
  /** 0 when the header has none. */
  readonly timeoutMs: number;
}

const traceparentForm = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-[\x21-\x7e]{0,64})?$/;

/**
 * R41: every field is checked, also those without a use yet, because a value that is ignored today changes its
 * meaning for that client tomorrow.
 */
export function readHeader(
  header: ringkv.v1.RequestHeader.$Properties | null | undefined,
): RequestContext | Refusal {
  if (header === null || header === undefined) return emptyContext;
  const requestId = header.requestId ?? '';
  const requestIdBytes = Buffer.byteLength(requestId);
  if (requestIdBytes > requestLimits.requestIdBytes) {
    return tooLarge('request_id', requestLimits.requestIdBytes, requestIdBytes, 'INVALID_REQUEST');
  }
  if (header.namespace) {
    return invalid(`namespace must be empty, there are none yet: ${quote(header.namespace)}`);
  }
  const traceparent = header.traceparent ?? '';
  if (traceparent !== '' && !traceparentForm.test(traceparent)) {
    return invalid(`traceparent is not W3C trace context: ${quote(traceparent)}`);
  }
  const level = readLevel(header.consistency ?? 0);
  if (typeof level !== 'string') return level;
  const priority = header.priority ?? 0;
  if (ringkv.v1.Priority[priority] === undefined) return invalid(`unknown priority ${priority}`);
  const numbers =
    safeCount(header.sequence, 'sequence') ??
    safeCount(header.sequenceFloor, 'sequence_floor') ??
    safeCount(header.topologyEpoch, 'topology_epoch') ??
    safeCount(header.timeoutMs, 'timeout_ms') ??
    safeCount(header.maxStalenessMs, 'max_staleness_ms') ??
    safeCount(header.hops, 'hops') ??
    checkReplica(header.replica ?? 0) ??
    checkAck(header.ack ?? 0);
  if (numbers !== null) return numbers;
  const session = readSessionToken(plainBytes(header.sessionToken));
  if (session?.type === 'refused') return session;
  const clientId = plainBytes(header.clientId);
  const idempotencyKey = plainBytes(header.idempotencyKey);
  const wrong = checkClientId(clientId) ?? checkIdempotencyKey(idempotencyKey);
  if (wrong !== null) return wrong;
  return {
    type: 'context',
    requestId,
    traceparent,
    priority,
    clientId,
    sequence: header.sequence ?? 0,
    floor: header.sequenceFloor ?? 0,
    idempotencyKey,
    level,
    session,
    maxStalenessMs: header.maxStalenessMs ?? 0,
    replica: header.replica ?? 0,
    ack: header.ack ?? 0,
    strictAll: header.strictAll ?? false,
    direct: header.direct ?? false,
    hops: header.hops ?? 0,
    topologyEpoch: header.topologyEpoch ?? 0,
    timeoutMs: header.timeoutMs ?? 0,
  };
}

const emptyContext: RequestContext = {
  type: 'context',
  requestId: '',
  traceparent: '',
  priority: ringkv.v1.Priority.PRIORITY_UNSPECIFIED,
  clientId: new Uint8Array(0),
  sequence: 0,
  floor: 0,
  idempotencyKey: new Uint8Array(0),
  level: 'linearizable',
  session: null,
  maxStalenessMs: 0,
  replica: ringkv.v1.ReplicaPreference.REPLICA_PREFERENCE_UNSPECIFIED,
  ack: ringkv.v1.WriteAck.WRITE_ACK_UNSPECIFIED,
  strictAll: false,
  direct: false,
  hops: 0,
  topologyEpoch: 0,
  timeoutMs: 0,
};
