import { ringkv } from '#proto';
import { ByteWriter } from '../util/bytes.ts';
import type { Call } from './call.ts';

/** Answers come this long before the deadline, so that they arrive within it: definite ones save a resolve. */
const ANSWER_MARGIN = 0.05;
const ANSWER_MARGIN_MS_MAX = 50;

/** Field numbers of kv.proto with their wire types: tag = number << 3 | type, 0 for varints and 2 for bytes. */
const requestTag = { header: 0x0a, operations: 0x12 } as const;
const operationTag = {
  id: 0x08,
  sequence: 0x10,
  sequenceFloor: 0x18,
  clientId: 0x22,
  timeoutMs: 0x28,
  consistency: 0x30,
  minRevision: 0x38,
  get: 0x42,
  put: 0x4a,
} as const;
const bodyTag = { key: 0x12, value: 0x1a, ttlMs: 0x20 } as const;

/**
 * Writes PipelineRequest messages. Plain puts and gets, most of all operations, go from the call to the bytes, without
 * objects of protobufjs in between that live for one call. The others go that way.
 *
 *   header | operations: 0x12 length ( id, sequence, ..., put: 0x4a length ( key, value, ttl ) ) | 0x12 length ( ... ) | ...
 */
export class PipelineEncoder {
  readonly #to = new ByteWriter(16_384);
  /** Of the operation under way: lengths come before what they measure. */
  readonly #part = new ByteWriter(1_024);

  begin(requestId: string, topologyEpoch: number, priority: ringkv.v1.Priority): void {
    this.#to.reset();
    const header = { requestId, topologyEpoch, priority };
    this.#to.u8(requestTag.header).bytes(ringkv.v1.RequestHeader.encode(header).finish());
  }

  /** The try of a call that is about to be sent. */
  add(call: Call, now: number): void {
    const { get, put } = call.spec.body;
    if (put && !put.expect && isPlainWrite(call)) this.#addPut(call, now, put);
    else if (get && isPlain(call)) this.#addGet(call, now, get);
    else {
      const bytes = ringkv.v1.Operation.encode(operationOf(call, now)).finish();
      this.#to.u8(requestTag.operations).bytes(bytes);
    }
  }

  finish(): Buffer {
    return Buffer.from(this.#to.view());
  }

  #addPut(call: Call, now: number, put: ringkv.v1.PutRequest.$Properties): void {
    const part = this.#beginPart(call, now);
    const { key, value } = put;
    const ttlMs = put.ttlMs ?? 0;
    const length =
      bytesSize(key) + bytesSize(value) + (ttlMs === 0 ? 0 : 1 + ByteWriter.varintSize(ttlMs));
    part.u8(operationTag.put).varint(length);
    field(part, bodyTag.key, key);
    field(part, bodyTag.value, value);
    if (ttlMs !== 0) part.u8(bodyTag.ttlMs).varint(ttlMs);
    this.#endPart();
  }

  #addGet(call: Call, now: number, { key }: ringkv.v1.GetRequest.$Properties): void {
    const part = this.#beginPart(call, now);
    part.u8(operationTag.get).varint(bytesSize(key));
    field(part, bodyTag.key, key);
    this.#endPart();
  }

  /** What every operation says, in the order of its fields. */
  #beginPart(call: Call, now: number): ByteWriter {
    const { spec, identity } = call;
    const part = this.#part;
    part.reset();
    part.u8(operationTag.id).varint(call.wireId);
    if (identity !== null) {
      part.u8(operationTag.sequence).varint(call.sequence);
      part.u8(operationTag.sequenceFloor).varint(identity.floor);
      part.u8(operationTag.clientId).bytes(identity.clientId);
    }
    part.u8(operationTag.timeoutMs).varint(timeoutOf(call, now));
    const { consistency } = spec.read;
    if (consistency !== 0) part.u8(operationTag.consistency).varint(consistency);
    if (spec.minRevision !== 0) part.u8(operationTag.minRevision).varint(spec.minRevision);
    return part;
  }

  #endPart(): void {
    this.#to.u8(requestTag.operations).bytes(this.#part.view());
  }
}

function isPlainWrite({ spec: { ack, idempotencyKey } }: Call): boolean {
  return ack.ack === 0 && idempotencyKey === null;
}

/** The fields behind the request are rare. */
function isPlain({ spec: { read } }: Call): boolean {
  return read.maxStalenessMs === 0 && read.replica === 0;
}

function bytesSize(bytes: Uint8Array | null | undefined): number {
  const length = bytes?.length ?? 0;
  return length === 0 ? 0 : 1 + ByteWriter.varintSize(length) + length;
}

/** As proto3 has it: empty bytes are not there. */
function field(to: ByteWriter, tag: number, bytes: Uint8Array | null | undefined): void {
  if (bytes && bytes.length > 0) to.u8(tag).bytes(bytes);
}

/** How long the node may take for the operation, in ms. */
function timeoutOf(call: Call, now: number): number {
  const left = call.spec.deadline - now;
  const margin = Math.min(ANSWER_MARGIN_MS_MAX, left * ANSWER_MARGIN);
  return Math.max(1, Math.floor(left - margin));
}

/** The try of a call as an object. */
export function operationOf(call: Call, now: number): ringkv.v1.Operation.$Properties {
  const { spec, identity } = call;
  const operation: ringkv.v1.Operation.$Properties = {
    ...spec.body,
    id: call.wireId,
    timeoutMs: timeoutOf(call, now),
  };
  if (identity !== null) {
    operation.clientId = identity.clientId;
    operation.sequence = call.sequence;
    operation.sequenceFloor = identity.floor;
  } else if (spec.clientId !== null) {
    operation.clientId = spec.clientId();
  }
  if (spec.ack.ack !== 0) operation.ack = spec.ack.ack;
  if (spec.ack.strictAll) operation.strictAll = true;
  if (spec.idempotencyKey !== null) operation.idempotencyKey = spec.idempotencyKey;
  const { consistency, maxStalenessMs, replica } = spec.read;
  if (consistency !== 0) operation.consistency = consistency;
  if (spec.minRevision !== 0) operation.minRevision = spec.minRevision;
  if (maxStalenessMs !== 0) operation.maxStalenessMs = maxStalenessMs;
  if (replica !== 0) operation.replica = replica;
  return operation;
}
