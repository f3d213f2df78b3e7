import type { ringkv } from '#proto';
import { acceptedAck, ackPlan } from './ack-plan.ts';
import type { Codec } from './codec.ts';
import type { Core } from './core.ts';
import { type DeleteRangeResult, deleteRange } from './delete-range.ts';
import { KeyCall, type KeyOperation } from './key-call.ts';
import { type Key, keyText } from './keys.ts';
import {
  type AcceptedOptions,
  type AcceptedPutOptions,
  type AppendOptions,
  type DeleteOptions,
  type Duration,
  expectationOf,
  type IncrementOptions,
  idempotencyKeyOf,
  type PutOptions,
  type ReadOptions,
  type ScanOptions,
  type WriteOptions,
} from './options.ts';
import { readPlan } from './read-plan.ts';
import { appendBody, encodeValue, incrementBody, putBody, touchBody } from './request-bodies.ts';
import {
  type AcceptedWrite,
  type AppendResult,
  acceptedWrite,
  appendResult,
  type DeleteResult,
  deleteResult,
  type Entry,
  type EntryHead,
  entryAt,
  entryOf,
  headOf,
  type IncrementResult,
  incrementResult,
  type Lookup,
  lookupOf,
  type Page,
  type PutResult,
  putResult,
  type TouchResult,
  touchResult,
} from './results.ts';
import type { Counters } from './ring-kv.ts';
import { countKeys, scanPages } from './scan.ts';
import type { CounterTxnOps } from './txn.ts';
import { txnOps } from './txn-ops.ts';
import { startWatch } from './watch.ts';
import type { Watch, WatchOptions, WatchTarget } from './watch-types.ts';

type GetResponse = ringkv.v1.GetResponse.$Properties | null | undefined;

/** The operations on values of one codec. One promise per call: the caller's. */
export class CodecKeyspace<Out, In> implements Counters<Out, In> {
  readonly codec: Codec<Out, In>;
  readonly ops: CounterTxnOps<Out, In>;
  readonly #core: Core;
  readonly #get: KeyOperation<Entry<Out> | null>;
  readonly #lookup: KeyOperation<Lookup<Out>>;

  constructor(core: Core, codec: Codec<Out, In>) {
    this.#core = core;
    this.codec = codec;
    this.ops = txnOps(codec);
    this.#get = {
      kind: 'get',
      class: 'read',
      convert: ({ get }, call) => this.#entry(get, call),
    };
    this.#lookup = {
      kind: 'get',
      class: 'read',
      convert: ({ get }, call) => {
        const entry = this.#entry(get, call);
        return entry instanceof Promise ? lookupLater(entry, get) : lookupOf(entry, get?.header);
      },
    };
  }

  get(key: Key, options?: ReadOptions): Promise<Entry<Out> | null> {
    return this.#read(this.#get, key, options);
  }

  getMany(keys: readonly Key[], options?: ReadOptions): Promise<(Entry<Out> | null)[]> {
    return Promise.all(keys.map((key) => this.get(key, options)));
  }

  lookup(key: Key, options?: ReadOptions): Promise<Lookup<Out>> {
    return this.#read(this.#lookup, key, options);
  }

  // Mistakes in the arguments reject like everything else, as what runs in a new promise does: a call never throws.

  put(key: Key, value: In, options: AcceptedPutOptions): Promise<AcceptedWrite>;
  put(key: Key, value: In, options?: PutOptions): Promise<PutResult>;
  put(
    key: Key,
    value: In,
    options?: PutOptions | AcceptedPutOptions,
  ): Promise<PutResult | AcceptedWrite> {
    return new Promise((resolve, reject) => {
      const queued = options?.ack === 'accepted';
      const operation = queued ? QUEUED_PUT : PUT;
      const call = new KeyCall(this.#core, operation, key, options, resolve, reject);
      call.ack = queued ? acceptedAck : ackPlan(options);
      if (!queued) call.idempotencyKey = idempotencyKeyOf(options);
      const encoded = encodeValue(this.codec, value);
      if (encoded instanceof Promise) void putLater(call, encoded, options);
      else putNow(call, encoded, options);
    });
  }

  delete(key: Key, options: AcceptedOptions): Promise<AcceptedWrite>;
  delete(key: Key, options?: DeleteOptions): Promise<DeleteResult>;
  delete(
    key: Key,
    options?: DeleteOptions | AcceptedOptions,
  ): Promise<DeleteResult | AcceptedWrite> {
    return new Promise((resolve, reject) => {
      const queued = options?.ack === 'accepted';
      const operation = queued ? QUEUED_DELETE : DELETE;
      const call = new KeyCall(this.#core, operation, key, options, resolve, reject);
      call.ack = queued ? acceptedAck : ackPlan(options);
      if (!queued) call.idempotencyKey = idempotencyKeyOf(options);
      const expect = expectationOf(options as DeleteOptions | undefined);
      call.submit({ delete: { key: call.keyBytes, ...(expect && { expect }) } }, 0);
    });
  }

  append(prefix: Key, value: In, options?: AppendOptions): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const call = new KeyCall(this.#core, APPEND, prefix, options, resolve, reject);
      call.ack = ackPlan(options);
      call.idempotencyKey = idempotencyKeyOf(options);
      const encoded = encodeValue(this.codec, value);
      if (encoded instanceof Promise) void appendLater(call, encoded, options);
      else call.submit({ append: appendBody(call.keyBytes, encoded, options) }, encoded.length);
    });
  }

  deleteRange(prefix: Key, options?: WriteOptions): Promise<DeleteRangeResult> {
    return deleteRange(this.#core, prefix, options);
  }

  touch(key: Key, ttl: Duration | null, options?: WriteOptions): Promise<TouchResult> {
    return new Promise((resolve, reject) => {
      const call = new KeyCall(this.#core, TOUCH, key, options, resolve, reject);
      call.ack = ackPlan(options);
      call.idempotencyKey = idempotencyKeyOf(options);
      call.submit({ touch: touchBody(call.keyBytes, ttl) }, 0);
    });
  }

  increment(key: Key, delta: number, options?: IncrementOptions): Promise<IncrementResult> {
    return new Promise((resolve, reject) => {
      const call = new KeyCall(this.#core, INCREMENT, key, options, resolve, reject);
      call.ack = ackPlan(options);
      call.idempotencyKey = idempotencyKeyOf(options);
      call.submit({ increment: incrementBody(call.keyBytes, delta, options) }, 0);
    });
  }

  async *scan(prefix: Key, options?: ScanOptions): AsyncGenerator<Entry<Out>, void, undefined> {
    for await (const { entries } of this.scanPages(prefix, options)) yield* entries;
  }

  scanPages(prefix: Key, options?: ScanOptions): AsyncGenerator<Page<Out>, void, undefined> {
    return scanPages(this.#core, prefix, options, false, (record, at) => {
      const key = keyOf(record);
      const value = this.codec.decode(record.value ?? new Uint8Array());
      return value instanceof Promise
        ? value.then((decoded) => entryOf(record, key, decoded, at))
        : entryOf(record, key, value, at);
    });
  }

  async *scanKeys(prefix: Key, options?: ScanOptions): AsyncGenerator<EntryHead, void, undefined> {
    const pages = scanPages(this.#core, prefix, options, true, (record, at) =>
      headOf(record, keyOf(record), at),
    );
    for await (const { entries } of pages) yield* entries;
  }

  count(prefix: Key, options?: ReadOptions): Promise<number> {
    return countKeys(this.#core, prefix, options);
  }

  watch(target: WatchTarget, options: WatchOptions & { readonly keysOnly: true }): Watch<undefined>;
  watch(target: WatchTarget, options?: WatchOptions): Watch<Out>;
  watch(target: WatchTarget, options?: WatchOptions): Watch<Out | undefined> {
    return startWatch(this.#core, this.codec, target, options);
  }

  #read<T>(operation: KeyOperation<T>, key: Key, options: ReadOptions | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const call = new KeyCall(this.#core, operation, key, options, resolve, reject);
      call.read = readPlan(options);
      call.submit({ get: { key: call.keyBytes } }, 0);
    });
  }

  #entry<T>(get: GetResponse, call: KeyCall<T>): Entry<Out> | null | Promise<Entry<Out>> {
    const record = get?.record;
    if (!record) return null;
    const value = this.codec.decode(record.value ?? new Uint8Array());
    return value instanceof Promise
      ? entryLater(value, get, record, call)
      : entryAt(record, call.keyBytes, textOf(call), value, get.header);
  }
}

const PUT: KeyOperation<PutResult | AcceptedWrite> = {
  kind: 'put',
  class: 'write',
  convert: ({ put }) => putResult(put),
};

const DELETE: KeyOperation<DeleteResult | AcceptedWrite> = {
  kind: 'delete',
  class: 'write',
  convert: (answer) => deleteResult(answer.delete),
};

const QUEUED_PUT: KeyOperation<PutResult | AcceptedWrite> = {
  kind: 'put',
  class: 'accepted',
  convert: ({ put }) => acceptedWrite(put),
};

const QUEUED_DELETE: KeyOperation<DeleteResult | AcceptedWrite> = {
  kind: 'delete',
  class: 'accepted',
  convert: (answer) => acceptedWrite(answer.delete),
};

const TOUCH: KeyOperation<TouchResult> = {
  kind: 'touch',
  class: 'write',
  convert: ({ touch }) => touchResult(touch),
};

const APPEND: KeyOperation<AppendResult> = {
  kind: 'append',
  class: 'write',
  convert: ({ append }) => appendResult(append),
};

const INCREMENT: KeyOperation<IncrementResult> = {
  kind: 'increment',
  class: 'write',
  convert: ({ increment }) => incrementResult(increment),
};

function keyOf(record: ringkv.v1.IRecord): { readonly text: string; readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(record.key ?? []);
  return { text: keyText(bytes), bytes };
}

type PutCall = KeyCall<PutResult | AcceptedWrite>;
type AnyPutOptions = PutOptions | AcceptedPutOptions | undefined;

function putNow(call: PutCall, value: Uint8Array, options: AnyPutOptions): void {
  const put = putBody(call.keyBytes, value, options?.ttl);
  const expect = expectationOf(options as PutOptions | undefined);
  if (expect) put.expect = expect;
  call.submit({ put }, value.length);
}

// Of codecs that take their time. On their own, because a closure costs its function something whether it is made or not.

async function putLater(
  call: PutCall,
  encoded: Promise<Uint8Array>,
  options: AnyPutOptions,
): Promise<void> {
  try {
    putNow(call, await encoded, options);
  } catch (error) {
    call.failed(error);
  }
}

async function appendLater(
  call: KeyCall<AppendResult>,
  encoded: Promise<Uint8Array>,
  options: AppendOptions | undefined,
): Promise<void> {
  try {
    const value = await encoded;
    call.submit({ append: appendBody(call.keyBytes, value, options) }, value.length);
  } catch (error) {
    call.failed(error);
  }
}

async function entryLater<T, Out>(
  decoded: Promise<Out>,
  get: GetResponse,
  record: ringkv.v1.IRecord,
  call: KeyCall<T>,
): Promise<Entry<Out>> {
  return entryAt(record, call.keyBytes, textOf(call), await decoded, get?.header);
}

async function lookupLater<Out>(
  entry: Promise<Entry<Out>>,
  get: GetResponse,
): Promise<Lookup<Out>> {
  return lookupOf(await entry, get?.header);
}

function textOf<T>({ key, keyBytes }: KeyCall<T>): string {
  return typeof key === 'string' ? key : keyText(keyBytes);
}
