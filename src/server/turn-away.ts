import { ringkv } from '#proto';
import { ByteReader, ByteWriter } from '../util/bytes.ts';
import { requestLimits } from '../util/limits.ts';
import type { ErrorDetail } from './errors.ts';

/** Field numbers of kv.proto with their wire types: tag = number << 3 | type. */
const requestTag = { header: 0x0a, operations: 0x12 } as const;
const resultTag = { results: 0x0a, id: 0x08, error: 0x3a } as const;

/** What has to be known of a PipelineRequest to refuse it as a whole. */
export interface Envelope {
  readonly header: ringkv.v1.RequestHeader | null;
  readonly ids: readonly number[];
}

/**
 * Reads no more than that, a fraction of what decoding the operations costs: under ten times the load most of what a node does is
 * refusing. Null for what is not written as everybody writes it, with ascending fields and ids, and for what is refused for
 * another reason anyway.
 */
export function envelopeOf(message: Uint8Array): Envelope | null {
  try {
    return read(new ByteReader(message), message);
  } catch {
    // Whatever is wrong with it, decoding it will say.
    return null;
  }
}

function read(from: ByteReader, message: Uint8Array): Envelope | null {
  let header: ringkv.v1.RequestHeader | null = null;
  const ids: number[] = [];
  while (from.remaining > 0) {
    const tag = from.u8();
    const end = from.varint() + from.offset;
    if (tag === requestTag.header && header === null && ids.length === 0) {
      header = ringkv.v1.RequestHeader.decode(message.subarray(from.offset, end));
    } else if (tag !== requestTag.operations || from.u8() !== resultTag.id) return null;
    else ids.push(from.varint());
    if (ids.length > requestLimits.pipelineOperations || from.offset > end) return null;
    from.raw(end - from.offset);
  }
  return { header, ids };
}

/** The same error for each of these operations, as a PipelineResponse: encoded once, copied for the others. */
export function refusalsOf(ids: readonly number[], error: ErrorDetail): Buffer {
  const detail = ringkv.v1.ErrorDetail.encode(error).finish();
  const detailBytes = 1 + ByteWriter.varintSize(detail.length) + detail.length;
  const to = new ByteWriter(ids.length * (detailBytes + 16));
  for (const id of ids) {
    // A number that is 0 is left out.
    const idBytes = id === 0 ? 0 : 1 + ByteWriter.varintSize(id);
    to.u8(resultTag.results).varint(idBytes + detailBytes);
    if (id !== 0) to.u8(resultTag.id).varint(id);
    to.u8(resultTag.error).bytes(detail);
  }
  return Buffer.from(to.view());
}
