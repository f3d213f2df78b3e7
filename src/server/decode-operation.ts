import type { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import type { Command, Expectation } from '../storage/index.ts';
import { expectAny } from '../storage/index.ts';
import type { Hash32 } from '../util/hash.ts';
import { requestLimits, sessionLimits } from '../util/limits.ts';
import type { Refusal } from './errors.ts';
import type { OperationBody, ReadLevel } from './host/operation.ts';
import {
  checkClientId,
  checkKey,
  checkKeyPart,
  checkPartition,
  checkSigned,
  checkTtl,
  checkValue,
  invalid,
  plainBytes,
  type RequestContext,
  readLevel,
  safeCount,
} from './validate.ts';

type WireOperation = ringkv.v1.Operation.$Properties;

export interface DecodedOperation {
  readonly type: 'operation';
  readonly partition: number;
  readonly body: OperationBody;
}

/** How keys map to partitions (R26). */
export interface Partitioning {
  readonly partitions: number;
  readonly hash: Hash32;
}

/**
 * The one way into the node: a wire operation under a validated header becomes an operation that the host can trust,
 * or a refusal with the limit that it hit. Nothing is coerced but what common.proto says has a default.
 */
export function decodeOperation(
  wire: WireOperation,
  context: RequestContext,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const numbers =
    safeCount(wire.id, 'id') ??
    safeCount(wire.sequence, 'sequence') ??
    safeCount(wire.sequenceFloor, 'sequence_floor') ??
    safeCount(wire.timeoutMs, 'timeout_ms');
  if (numbers !== null) return numbers;
  if (nestedHeader(wire)) return invalid('requests inside an operation carry no header');
  if (wire.get || wire.scanPartition) return decodeRead(wire, context, ring);
  const identity = writeIdentity(wire, context);
  if ('type' in identity) return identity;
  if (wire.openClient || wire.resolve) return decodeSession(wire, identity, ring);
  return decodeWrite(wire, identity, ring);
}

/** Client id, sequence and floor of a write, from the operation or else from the header. */
interface WriteIdentity {
  readonly clientId: Uint8Array;
  readonly sequence: number;
  readonly floor: number;
}

function writeIdentity(wire: WireOperation, context: RequestContext): WriteIdentity | Refusal {
  const own = plainBytes(wire.clientId);
  const wrong = checkClientId(own);
  if (wrong !== null) return wrong;
  return {
    clientId: own.length > 0 ? own : context.clientId,
    sequence: wire.sequence || context.sequence,
    floor: wire.sequenceFloor || context.floor,
  };
}

function decodeRead(
  wire: WireOperation,
  context: RequestContext,
  ring: Partitioning,
): DecodedOperation | Refusal {
  if (wire.sequence || wire.sequenceFloor || context.sequence || context.floor) {
    return invalid('a read carries no sequence');
  }
  let level: ReadLevel | Refusal = context.level;
  if (wire.consistency) level = readLevel(wire.consistency);
  if (typeof level !== 'string') return level;
  if (wire.get) {
    const key = plainBytes(wire.get.key);
    const wrong = checkKey(key);
    if (wrong !== null) return wrong;
    return operation(ring, key, { type: 'get', key, level });
  }
  return decodeScan(wire.scanPartition ?? {}, level, ring);
}

function decodeScan(
  scan: ringkv.v1.ScanPartitionRequest.$Properties,
  level: ReadLevel,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const partition = scan.partition ?? 0;
  const prefix = plainBytes(scan.prefix);
  const after = plainBytes(scan.after);
  const wrong =
    checkPartition(partition, ring.partitions) ??
    checkKeyPart(prefix, 'the prefix') ??
    checkKeyPart(after, 'after') ??
    safeCount(scan.limit, 'limit');
  if (wrong !== null) return wrong;
  const limit = Math.min(
    scan.limit || requestLimits.scanPageEntries,
    requestLimits.scanPageEntries,
  );
  return {
    type: 'operation',
    partition,
    body: {
      type: 'scan',
      prefix,
      after: after.length === 0 ? null : after,
      limit,
      keysOnly: scan.keysOnly ?? false,
      level,
    },
  };
}

function decodeWrite(
  wire: WireOperation,
  identity: WriteIdentity,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const request = wire.put ?? wire.delete ?? wire.increment ?? wire.touch;
  if (!request) return invalid('the operation names no request that this version knows');
  const key = plainBytes(request.key);
  const wrong = checkKey(key) ?? checkSequence(identity);
  if (wrong !== null) return wrong;
  if (wire.put) return decodePut(wire.put, key, identity, ring);
  if (wire.increment) return decodeIncrement(wire.increment, key, identity, ring);
  if (wire.touch) {
    const ttlMs = wire.touch.ttlMs ?? 0;
    const badTtl = checkTtl(ttlMs);
    if (badTtl !== null) return badTtl;
    return write(ring, key, { ...identity, body: { kind: 'touch', key, ttlMs } });
  }
  const expect = readExpectation(wire.delete?.expect);
  if (expect.type === 'refused') return expect;
  return write(ring, key, { ...identity, body: { kind: 'delete', key, expect } });
}

function decodePut(
  put: ringkv.v1.PutRequest.$Properties,
  key: Uint8Array,
  identity: WriteIdentity,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const value = plainBytes(put.value);
  const ttlMs = put.ttlMs ?? 0;
  const wrong = checkValue(value) ?? checkTtl(ttlMs);
  if (wrong !== null) return wrong;
  const expect = readExpectation(put.expect);
  if (expect.type === 'refused') return expect;
  return write(ring, key, { ...identity, body: { kind: 'put', key, value, ttlMs, expect } });
}

function decodeIncrement(
  increment: ringkv.v1.IncrementRequest.$Properties,
  key: Uint8Array,
  identity: WriteIdentity,
  ring: Partitioning,
): DecodedOperation | Refusal {
  // -0 would print as 0 and compare as 0, but encode as negative.
  const delta = (increment.delta ?? 0) + 0;
  const min = increment.min ?? null;
  const max = increment.max ?? null;
  const ttlMs = increment.ttlMs ?? 0;
  const wrong =
    checkSigned(delta, 'delta') ??
    (min === null ? null : checkSigned(min, 'min')) ??
    (max === null ? null : checkSigned(max, 'max')) ??
    checkTtl(ttlMs);
  if (wrong !== null) return wrong;
  if (min !== null && max !== null && min > max) return invalid(`min ${min} is above max ${max}`);
  const body = { kind: 'increment', key, delta, min, max, ttlMs } as const;
  return write(ring, key, { ...identity, body });
}

function decodeSession(
  wire: WireOperation,
  identity: WriteIdentity,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const partition = (wire.openClient ?? wire.resolve)?.partition ?? 0;
  const badPartition = checkPartition(partition, ring.partitions);
  if (badPartition !== null) return badPartition;
  if (identity.clientId.length === 0) return invalid('client_id is missing');
  if (identity.sequence !== 0)
    return invalid('open_client and resolve carry no sequence of their own');
  if (wire.resolve) return decodeResolve(wire.resolve, partition, identity);
  const asked = wire.openClient?.windowMs ?? 0;
  const wrong = safeCount(asked, 'window_ms');
  if (wrong !== null) return wrong;
  if (asked > sessionLimits.windowMs) {
    return invalid(`window_ms is ${asked}, the limit is ${sessionLimits.windowMs}`);
  }
  const windowMs = asked || sessionLimits.windowMs;
  const command = { ...identity, floor: 0, body: { kind: 'open', windowMs } as const };
  return { type: 'operation', partition, body: { type: 'write', command } };
}

function decodeResolve(
  resolve: ringkv.v1.ResolveRequest.$Properties,
  partition: number,
  identity: WriteIdentity,
): DecodedOperation | Refusal {
  const sequence = resolve.sequence ?? 0;
  const wrong = safeCount(sequence, 'sequence');
  if (wrong !== null) return wrong;
  if (sequence === 0) return invalid('sequence is missing: it names the write to resolve');
  // R31: an unresolved sequence stays unanswered, so the floor does not pass it.
  if (identity.floor > sequence) {
    return invalid(`sequence_floor ${identity.floor} is above the sequence ${sequence} to resolve`);
  }
  const command = { ...identity, body: { kind: 'resolve', sequence } as const };
  return { type: 'operation', partition, body: { type: 'write', command } };
}

/** R31: a client id needs a sequence and the lowest unanswered one; without an id neither means anything. */
function checkSequence({ clientId, sequence, floor }: WriteIdentity): Refusal | null {
  if (clientId.length === 0) {
    return sequence === 0 && floor === 0 ? null : invalid('a sequence needs a client_id');
  }
  if (sequence === 0) return invalid('a write with a client_id needs a sequence from 1');
  if (floor >= 1 && floor <= sequence) return null;
  return invalid(`sequence_floor must be from 1 to the sequence ${sequence}, is ${floor}`);
}

function readExpectation(
  expect: ringkv.v1.Expectation.$Properties | null | undefined,
): Expectation | Refusal {
  if (!expect) return expectAny;
  const hasAbsent = expect.absent !== null && expect.absent !== undefined;
  const hasRevision = expect.revision !== null && expect.revision !== undefined;
  if (hasAbsent && hasRevision) return invalid('an expectation has at most one condition');
  if (hasAbsent) {
    return expect.absent
      ? { type: 'absent' }
      : invalid('the expectation absent = false is not defined; expect a revision');
  }
  if (!hasRevision) return expectAny;
  const revision = expect.revision ?? 0;
  const wrong = safeCount(revision, 'the expected revision');
  if (wrong !== null) return wrong;
  if (revision === 0) return invalid('no record has revision 0; expect absent instead');
  return { type: 'revision', revision };
}

function operation(ring: Partitioning, key: Uint8Array, body: OperationBody): DecodedOperation {
  return { type: 'operation', partition: partitionOf(key, ring.partitions, ring.hash), body };
}

function write(ring: Partitioning, key: Uint8Array, command: Command): DecodedOperation {
  return operation(ring, key, { type: 'write', command });
}

function nestedHeader(wire: WireOperation): boolean {
  const request =
    wire.get ??
    wire.put ??
    wire.delete ??
    wire.increment ??
    wire.touch ??
    wire.scanPartition ??
    wire.openClient ??
    wire.resolve;
  return Boolean(request?.header);
}
