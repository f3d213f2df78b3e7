import type { ringkv } from '#proto';
import { fixesRouting, partitionOf } from '../ring/index.ts';
import type { Command } from '../storage/index.ts';
import type { Hash32 } from '../util/hash.ts';
import { requestLimits, sessionLimits } from '../util/limits.ts';
import { decodeAppend } from './decode-append.ts';
import { decodeTxn } from './decode-txn.ts';
import { decodeWriteBody } from './decode-write.ts';
import type { Refusal } from './errors.ts';
import type { OperationBody } from './host/operation.ts';
import { type CheckedTerms, checkNoTerms, readTerms } from './read-terms.ts';
import type { RequestContext } from './request-header.ts';
import {
  checkClientId,
  checkIdempotencyKey,
  checkKey,
  checkKeyPart,
  checkPartition,
  invalid,
  plainBytes,
  safeCount,
} from './validate.ts';
import { checkAccepted, checkNoAck, type WriteTerms, writeTerms } from './write-terms.ts';

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
  const misplaced = checkNoTerms(wire);
  if (misplaced !== null) return misplaced;
  const identity = writeIdentity(wire, context);
  if ('type' in identity) return identity;
  if (wire.openClient || wire.resolve) {
    return checkNoAck(wire) ?? decodeSession(wire, identity, ring);
  }
  const terms = writeTerms(wire, context);
  if (terms.type === 'refused') return terms;
  if (wire.txn) return decodeTransaction(wire.txn, identity, terms, ring);
  if (wire.deleteRange) return decodeDeleteRange(wire.deleteRange, identity, terms, ring);
  return decodeWrite(wire, identity, terms, ring);
}

/** Client id, sequence, floor and idempotency key of a write, from the operation or else from the header. */
interface WriteIdentity {
  readonly clientId: Uint8Array;
  readonly sequence: number;
  readonly floor: number;
  readonly idempotencyKey?: Uint8Array;
}

function writeIdentity(wire: WireOperation, context: RequestContext): WriteIdentity | Refusal {
  const own = plainBytes(wire.clientId);
  const ownKey = plainBytes(wire.idempotencyKey);
  const wrong = checkClientId(own) ?? checkIdempotencyKey(ownKey);
  if (wrong !== null) return wrong;
  const identity = {
    clientId: own.length > 0 ? own : context.clientId,
    sequence: wire.sequence || context.sequence,
    floor: wire.sequenceFloor || context.floor,
  };
  const idempotencyKey = ownKey.length > 0 ? ownKey : context.idempotencyKey;
  return idempotencyKey.length > 0 ? { ...identity, idempotencyKey } : identity;
}

function decodeRead(
  wire: WireOperation,
  context: RequestContext,
  ring: Partitioning,
): DecodedOperation | Refusal {
  if (wire.sequence || wire.sequenceFloor || context.sequence || context.floor) {
    return invalid('a read carries no sequence');
  }
  if (wire.idempotencyKey?.length || context.idempotencyKey.length > 0) {
    return invalid('a read carries no idempotency_key');
  }
  const misplaced = checkNoAck(wire);
  if (misplaced !== null) return misplaced;
  if (wire.get) {
    const key = plainBytes(wire.get.key);
    const wrong = checkKey(key);
    if (wrong !== null) return wrong;
    const partition = partitionOf(key, ring.partitions, ring.hash);
    const terms = readTerms(wire, context, partition);
    if (terms.type === 'refused') return terms;
    return { type: 'operation', partition, body: getBody(key, terms) };
  }
  const scan = wire.scanPartition ?? {};
  const partition = scan.partition ?? 0;
  const wrong = checkPartition(partition, ring.partitions);
  if (wrong !== null) return wrong;
  const terms = readTerms(wire, context, partition);
  return terms.type === 'refused' ? terms : decodeScan(scan, partition, terms);
}

function getBody(
  key: Uint8Array,
  { level, here, minRevision, maxStalenessMs }: CheckedTerms,
): OperationBody {
  return { type: 'get', key, level, here, minRevision, maxStalenessMs };
}

function decodeScan(
  scan: ringkv.v1.ScanPartitionRequest.$Properties,
  partition: number,
  { level, here, minRevision, maxStalenessMs }: CheckedTerms,
): DecodedOperation | Refusal {
  const prefix = plainBytes(scan.prefix);
  const after = plainBytes(scan.after);
  const wrong =
    checkKeyPart(prefix, 'the prefix') ??
    checkKeyPart(after, 'after') ??
    safeCount(scan.limit, 'limit');
  if (wrong !== null) return wrong;
  const keysOnly = scan.keysOnly ?? false;
  const reverse = scan.reverse ?? false;
  const range = { prefix, after: after.length === 0 ? null : after };
  const terms = { level, here, minRevision, maxStalenessMs };
  if (scan.countOnly) {
    const limit = pageLimit(scan.limit, requestLimits.countPageEntries);
    return (
      checkCount(scan) ?? {
        type: 'operation',
        partition,
        body: { type: 'count', ...range, limit, ...terms },
      }
    );
  }
  const limit = pageLimit(scan.limit, requestLimits.scanPageEntries);
  const body = { type: 'scan', ...range, limit, keysOnly, reverse, ...terms } as const;
  return { type: 'operation', partition, body };
}

function pageLimit(asked: number | null | undefined, most: number): number {
  return Math.min(asked || most, most);
}

/** A count has no order, and no records to leave anything out of. */
export function checkCount(scan: {
  readonly keysOnly?: boolean | null;
  readonly reverse?: boolean | null;
}): Refusal | null {
  if (!scan.keysOnly && !scan.reverse) return null;
  return invalid('count_only goes with neither keys_only nor reverse');
}

function decodeWrite(
  wire: WireOperation,
  identity: WriteIdentity,
  terms: WriteTerms,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const body = wire.append ? decodeAppend(wire.append) : decodeWriteBody(wire);
  if ('type' in body) return body;
  const wrong = checkSequence(identity);
  if (wrong !== null) return wrong;
  const command = { ...identity, body };
  const weak = terms.accepted === true ? checkAccepted(command) : null;
  const place = 'key' in body ? body.key : body.prefix;
  return weak ?? operation(ring, place, writeBody(command, terms));
}

function decodeTransaction(
  wire: ringkv.v1.TxnRequest.$Properties,
  identity: WriteIdentity,
  terms: WriteTerms,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const decoded = decodeTxn(wire, ring);
  if (decoded.type === 'refused') return decoded;
  const wrong = checkSequence(identity);
  if (wrong !== null) return wrong;
  const { partition, body } = decoded;
  const command = { ...identity, body };
  const weak = terms.accepted === true ? checkAccepted(command) : null;
  return weak ?? { type: 'operation', partition, body: writeBody(command, terms) };
}

function decodeDeleteRange(
  wire: ringkv.v1.DeleteRangeRequest.$Properties,
  identity: WriteIdentity,
  terms: WriteTerms,
  ring: Partitioning,
): DecodedOperation | Refusal {
  const prefix = plainBytes(wire.prefix);
  const wrong =
    checkKeyPart(prefix, 'the prefix') ??
    safeCount(wire.limit, 'limit') ??
    (prefix.length > 0 ? checkSequence(identity) : invalid('a range is deleted by a prefix'));
  if (wrong !== null) return wrong;
  const partition = partitionOfPrefix(prefix, wire.partition ?? null, ring);
  if (typeof partition !== 'number') return partition;
  const { rangeKeys, rangeBytes } = requestLimits;
  const maxKeys = pageLimit(wire.limit, rangeKeys);
  const body = { kind: 'deleteRange', prefix, maxKeys, maxBytes: rangeBytes } as const;
  return { type: 'operation', partition, body: writeBody({ ...identity, body }, terms) };
}

/** The partition that was asked for, which a prefix with a whole `{...}` names by itself (R26). */
function partitionOfPrefix(
  prefix: Uint8Array,
  asked: number | null,
  ring: Partitioning,
): number | Refusal {
  const own = fixesRouting(prefix) ? partitionOf(prefix, ring.partitions, ring.hash) : null;
  if (asked === null) {
    return own ?? invalid('partition is missing: keys with this prefix may lie in any');
  }
  const wrong = checkPartition(asked, ring.partitions);
  if (wrong !== null) return wrong;
  if (own === null || own === asked) return asked;
  return invalid(`keys with this prefix lie in partition ${own}, not ${asked}`);
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
  if (identity.idempotencyKey !== undefined)
    return invalid('open_client and resolve carry no idempotency_key');
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

function writeBody(command: Command, { ackAll, strictAll, accepted }: WriteTerms): OperationBody {
  if (ackAll === true) return { type: 'write', command, ackAll, strictAll: strictAll === true };
  return accepted === true ? { type: 'write', command, accepted } : { type: 'write', command };
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

function operation(ring: Partitioning, key: Uint8Array, body: OperationBody): DecodedOperation {
  return { type: 'operation', partition: partitionOf(key, ring.partitions, ring.hash), body };
}

function nestedHeader(wire: WireOperation): boolean {
  const request =
    wire.get ??
    wire.put ??
    wire.delete ??
    wire.increment ??
    wire.touch ??
    wire.append ??
    wire.scanPartition ??
    wire.openClient ??
    wire.resolve ??
    wire.txn ??
    wire.deleteRange;
  return Boolean(request?.header);
}
