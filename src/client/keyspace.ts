import type { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import type { Answer, CallClass, OperationBody, OperationKind } from './call.ts';
import type { Codec } from './codec.ts';
import type { Core } from './core.ts';
import { type Key, keyBytes, keyText } from './keys.ts';
import {
  type CallOptions,
  type DeleteOptions,
  type Duration,
  expectationOf,
  type IncrementOptions,
  isEventual,
  type PutOptions,
  type ReadOptions,
  type ScanOptions,
  timeoutOf,
} from './options.ts';
import { encodeValue, incrementBody, putBody, touchBody } from './request-bodies.ts';
import {
  type DeleteResult,
  deleteResult,
  type Entry,
  entryOf,
  type IncrementResult,
  incrementResult,
  type Lookup,
  type Page,
  type PutResult,
  putResult,
  type ServedRead,
  servedRead,
  type TouchResult,
  touchResult,
} from './results.ts';
import type { Counters } from './ring-kv.ts';
import { scanPages } from './scan.ts';
import type { CounterTxnOps } from './txn.ts';
import { txnOps } from './txn-ops.ts';

interface Request<T> {
  readonly kind: OperationKind;
  readonly class: CallClass;
  readonly key: Uint8Array;
  readonly body: OperationBody;
  readonly valueBytes: number;
  readonly eventual: boolean;
  readonly options: CallOptions | undefined;
  readonly convert: (answer: Answer) => T | Promise<T>;
}

/** The operations on values of one codec. One promise per call: the caller's. */
export class CodecKeyspace<Out, In> implements Counters<Out, In> {
  readonly codec: Codec<Out, In>;
  readonly ops: CounterTxnOps<Out, In>;
  readonly #core: Core;

  constructor(core: Core, codec: Codec<Out, In>) {
    this.#core = core;
    this.codec = codec;
    this.ops = txnOps(codec);
  }

  get(key: Key, options?: ReadOptions): Promise<Entry<Out> | null> {
    return this.#read(key, options, (record, keyOf, at) =>
      record ? this.#decode(record, keyOf(), at) : null,
    );
  }

  lookup(key: Key, options?: ReadOptions): Promise<Lookup<Out>> {
    return this.#read(key, options, (record, keyOf, at): Lookup<Out> | Promise<Lookup<Out>> => {
      if (!record) return { entry: null, ...at };
      const entry = this.#decode(record, keyOf(), at);
      return entry instanceof Promise
        ? entry.then((decoded) => ({ entry: decoded, ...at }))
        : { entry, ...at };
    });
  }

  put(key: Key, value: In, options?: PutOptions): Promise<PutResult> {
    return this.#perform(() => {
      const keyOf = keyBytes(key);
      const encoded = encodeValue(this.codec, value);
      return encoded instanceof Promise
        ? encoded.then((made) => putRequest(keyOf, made, options))
        : putRequest(keyOf, encoded, options);
    });
  }

  delete(key: Key, options?: DeleteOptions): Promise<DeleteResult> {
    return this.#perform(() => {
      const keyOf = keyBytes(key);
      const expect = expectationOf(options);
      return {
        ...writeOf('delete', keyOf, options),
        body: { delete: { key: keyOf, ...(expect && { expect }) } },
        convert: (answer) => deleteResult(answer.delete),
      };
    });
  }

  touch(key: Key, ttl: Duration | null, options?: CallOptions): Promise<TouchResult> {
    return this.#perform(() => {
      const keyOf = keyBytes(key);
      return {
        ...writeOf('touch', keyOf, options),
        body: { touch: touchBody(keyOf, ttl) },
        convert: ({ touch }) => touchResult(touch),
      };
    });
  }

  increment(key: Key, delta: number, options?: IncrementOptions): Promise<IncrementResult> {
    return this.#perform(() => {
      const keyOf = keyBytes(key);
      return {
        ...writeOf('increment', keyOf, options),
        body: { increment: incrementBody(keyOf, delta, options) },
        convert: ({ increment }) => incrementResult(increment),
      };
    });
  }

  async *scan(prefix: Key, options?: ScanOptions): AsyncGenerator<Entry<Out>, void, undefined> {
    for await (const { entries } of this.scanPages(prefix, options)) yield* entries;
  }

  scanPages(prefix: Key, options?: ScanOptions): AsyncGenerator<Page<Out>, void, undefined> {
    return scanPages(this.#core, prefix, options, (record, at) => {
      const key = new Uint8Array(record.key ?? []);
      return this.#decode(record, { text: keyText(key), bytes: key }, at);
    });
  }

  #read<T>(
    key: Key,
    options: ReadOptions | undefined,
    convert: (
      record: ringkv.v1.IRecord | null | undefined,
      keyOf: () => { text: string; bytes: Uint8Array },
      at: ServedRead,
    ) => T | Promise<T>,
  ): Promise<T> {
    return this.#perform(() => {
      const bytes = keyBytes(key);
      const keyOf = (): { text: string; bytes: Uint8Array } => ({
        text: typeof key === 'string' ? key : keyText(bytes),
        bytes,
      });
      return {
        kind: 'get',
        class: 'read',
        key: bytes,
        body: { get: { key: bytes } },
        valueBytes: 0,
        eventual: isEventual(options),
        options,
        convert: ({ get }) => convert(get?.record, keyOf, servedRead(get?.header)),
      };
    });
  }

  /** Mistakes in the arguments reject like everything else: a call never throws. */
  #perform<T>(prepare: () => Request<T> | Promise<Request<T>>): Promise<T> {
    const { dispatcher } = this.#core;
    const startedAt = dispatcher.now();
    return new Promise<T>((resolve, reject) => {
      const request = prepare();
      if (request instanceof Promise) {
        request.then((made) => this.#submit(made, startedAt, resolve, reject)).catch(reject);
      } else {
        this.#submit(request, startedAt, resolve, reject);
      }
    });
  }

  #submit<T>(
    request: Request<T>,
    startedAt: number,
    resolve: (value: T | Promise<T>) => void,
    reject: (error: unknown) => void,
  ): void {
    const { dispatcher, hash } = this.#core;
    const timeoutMs = timeoutOf(request.options, dispatcher.tuning.timeoutMs);
    dispatcher.submit({
      kind: request.kind,
      class: request.class,
      body: request.body,
      partition: partitionOf(request.key, dispatcher.topology.view.partitions, hash),
      eventual: request.eventual,
      clientId: null,
      bytes: request.key.length + request.valueBytes,
      deadline: startedAt + timeoutMs,
      timeoutMs,
      signal: request.options?.signal,
      answered: (answer) => resolve(request.convert(answer)),
      failed: reject,
    });
  }

  #decode(
    record: ringkv.v1.IRecord,
    key: { text: string; bytes: Uint8Array },
    at: ServedRead,
  ): Entry<Out> | Promise<Entry<Out>> {
    const value = this.codec.decode(record.value ?? new Uint8Array());
    return value instanceof Promise
      ? value.then((decoded) => entryOf(record, key, decoded, at))
      : entryOf(record, key, value, at);
  }
}

/** Written out: what is spread into an object is copied by the slow way, and this runs for every put. */
function putRequest(
  key: Uint8Array,
  value: Uint8Array,
  options: PutOptions | undefined,
): Request<PutResult> {
  const put = putBody(key, value, options?.ttl);
  const expect = expectationOf(options);
  if (expect) put.expect = expect;
  return {
    kind: 'put',
    class: 'write',
    key,
    body: { put },
    valueBytes: value.length,
    eventual: false,
    options,
    convert: putOf,
  };
}

const putOf = ({ put }: Answer): PutResult => putResult(put);

function writeOf<K extends OperationKind>(
  kind: K,
  key: Uint8Array,
  options: CallOptions | undefined,
): {
  kind: K;
  class: 'write';
  key: Uint8Array;
  valueBytes: number;
  eventual: false;
  options: CallOptions | undefined;
} {
  return { kind, class: 'write', key, valueBytes: 0, eventual: false, options };
}
