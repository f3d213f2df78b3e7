import type { ringkv } from '#proto';
import type { Codec } from './codec.ts';
import { invalidRequest } from './errors.ts';
import { groupPrefix } from './group-prefix.ts';
import { type Key, keyBytes, keyText } from './keys.ts';
import { encodeValue, incrementBody, putBody, touchBody } from './request-bodies.ts';
import { entryOf, expiry, type ServedRead } from './results.ts';
import type { CounterTxnOps, TxnOp } from './txn.ts';

type WireResult = ringkv.v1.TxnResult.$Properties;

/** An operation as the wire has it. */
export interface PreparedOp {
  readonly request: ringkv.v1.TxnOperation.$Properties;
  readonly key: Uint8Array;
  /** Of the value. */
  readonly valueBytes: number;
}

/** An operation that knows its request, once its value is encoded, and what its answer means. */
export class BuiltOp<R> implements TxnOp<R> {
  readonly kind: TxnOp<R>['kind'];
  readonly #convert: (result: WireResult, at: ServedRead) => R | Promise<R>;
  readonly #prepared: PreparedOp | Promise<PreparedOp> | null = null;
  readonly #problem: unknown = null;

  constructor(
    kind: TxnOp<R>['kind'],
    prepare: () => PreparedOp | Promise<PreparedOp>,
    convert: (result: WireResult, at: ServedRead) => R | Promise<R>,
  ) {
    this.kind = kind;
    this.#convert = convert;
    try {
      this.#prepared = prepare();
    } catch (error) {
      this.#problem = error;
    }
    // Told to whoever runs the operation; one that is never run must not end the process.
    if (this.#prepared instanceof Promise) this.#prepared.catch(() => {});
  }

  /** Throws, or rejects with, what was wrong with the arguments. */
  prepare(): PreparedOp | Promise<PreparedOp> {
    if (this.#prepared === null) throw this.#problem;
    return this.#prepared;
  }

  /** May throw what the codec throws. */
  convert(result: WireResult, at: ServedRead): R | Promise<R> {
    return this.#convert(result, at);
  }
}

/** The operations of a keyspace with this codec. */
export function txnOps<Out, In>(codec: Codec<Out, In>): CounterTxnOps<Out, In> {
  return {
    get: (key) =>
      new BuiltOp(
        'get',
        () => prepared(key, (bytes) => ({ get: { key: bytes } })),
        ({ get }, at) => (get?.record ? entry(codec, key, get.record, at) : null),
      ),
    put: (key, value, options) =>
      new BuiltOp(
        'put',
        () => {
          const bytes = keyBytes(key);
          const made = (encoded: Uint8Array): PreparedOp => ({
            request: { put: putBody(bytes, encoded, options?.ttl) },
            key: bytes,
            valueBytes: encoded.length,
          });
          const encoded = encodeValue(codec, value);
          return encoded instanceof Promise ? encoded.then(made) : made(encoded);
        },
        ({ put }) => ({ version: put?.version ?? 0, expiresAt: expiry(put?.expiresAt) }),
      ),
    delete: (key) =>
      new BuiltOp(
        'delete',
        () => prepared(key, (bytes) => ({ delete: { key: bytes } })),
        (result) => ({ deleted: result.delete?.deleted ?? false }),
      ),
    deleteRange: (prefix) =>
      new BuiltOp(
        'deleteRange',
        () => {
          const bytes = groupPrefix(prefix);
          return { request: { deleteRange: { prefix: bytes } }, key: bytes, valueBytes: 0 };
        },
        ({ deleteRange }) => ({ deleted: deleteRange?.deleted ?? 0 }),
      ),
    touch: (key, ttl) =>
      new BuiltOp(
        'touch',
        () => prepared(key, (bytes) => ({ touch: touchBody(bytes, ttl) })),
        ({ touch }) => ({
          found: touch?.found ?? false,
          version: touch?.version ?? 0,
          expiresAt: expiry(touch?.expiresAt),
        }),
      ),
    increment: (key, delta, options) =>
      new BuiltOp(
        'increment',
        () => prepared(key, (bytes) => ({ increment: incrementBody(bytes, delta, options) })),
        ({ increment }) => ({
          value: increment?.value ?? 0,
          version: increment?.version ?? 0,
          expiresAt: expiry(increment?.expiresAt),
        }),
      ),
  };
}

/** Throws InvalidRequestError for what no keyspace made. */
export function builtOp(op: TxnOp<unknown>, where: string): BuiltOp<unknown> {
  if (op instanceof BuiltOp) return op;
  throw invalidRequest(`${where} is no operation; make it with keyspace.ops`);
}

function prepared(
  key: Key,
  request: (bytes: Uint8Array) => ringkv.v1.TxnOperation.$Properties,
): PreparedOp {
  const bytes = keyBytes(key);
  return { request: request(bytes), key: bytes, valueBytes: 0 };
}

type EntryOf<T> = ReturnType<typeof entryOf<T>>;

function entry<Out>(
  codec: Codec<Out, never>,
  key: Key,
  record: ringkv.v1.IRecord,
  at: ServedRead,
): EntryOf<Out> | Promise<EntryOf<Out>> {
  const bytes = keyBytes(key);
  const names = { text: typeof key === 'string' ? key : keyText(bytes), bytes };
  const value = codec.decode(record.value ?? new Uint8Array());
  return value instanceof Promise
    ? value.then((decoded) => entryOf(record, names, decoded, at))
    : entryOf(record, names, value, at);
}
