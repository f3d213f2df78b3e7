import { ringkv } from '#proto';

const { Priority } = ringkv.v1;

/** Field numbers of kv.proto and common.proto with their wire types: tag = number << 3 | type. */
const RESULT = 0x0a;
const ID = 0x08;
const ERROR = 0x3a;
const ERROR_REASON = 0x10;

export interface MessageShape {
  readonly operations: number;
  readonly keys: readonly string[];
  readonly valueBytes: number;
  readonly timeoutMs: number;
  readonly low: boolean;
}

/**
 * One request, made once and sent again and again: its operations have the ids from `slot * operations` on, every other one is
 * a put and the others are linearizable gets. Without a client id, so that nothing is repeated.
 */
export function messageOf(slot: number, shape: MessageShape): Buffer {
  const { operations, keys, valueBytes, timeoutMs, low } = shape;
  const value = Buffer.alloc(valueBytes, 'v');
  const list = Array.from({ length: operations }, (_, i) => {
    const key = Buffer.from(keys[(slot * operations + i) % keys.length] ?? 'key');
    const id = slot * operations + i;
    return i % 2 === 0 ? { id, put: { key, value } } : { id, get: { key } };
  });
  const header = { timeoutMs, priority: low ? Priority.PRIORITY_LOW : Priority.PRIORITY_NORMAL };
  return Buffer.from(ringkv.v1.PipelineRequest.encode({ header, operations: list }).finish());
}

/** Called for each result of a response; `reason` is 0 for an answer that is no error. */
export type OnResult = (id: number, reason: number) => void;

/**
 * Looks at no more of a PipelineResponse than the id of each result and whether it is an error: the generator must cost little
 * beside the servers, with which it shares the cores.
 */
export function forEachResult(bytes: Buffer, onResult: OnResult): void {
  const read = { at: 0 };
  while (read.at < bytes.length) {
    if (bytes[read.at++] !== RESULT) throw new Error('no PipelineResponse');
    const length = varint(bytes, read);
    const end = read.at + length;
    let id = 0;
    if (bytes[read.at] === ID) {
      read.at++;
      id = varint(bytes, read);
    }
    onResult(id, bytes[read.at] === ERROR ? reasonOf(bytes, read) : 0);
    read.at = end;
  }
}

/** The reason lies behind the code, which has one byte. */
function reasonOf(bytes: Buffer, read: { at: number }): number {
  read.at++;
  varint(bytes, read);
  read.at += 2;
  if (bytes[read.at++] !== ERROR_REASON) return -1;
  return varint(bytes, read);
}

function varint(bytes: Buffer, read: { at: number }): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[read.at++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 128) return value;
  }
}
