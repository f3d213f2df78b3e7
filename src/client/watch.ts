import { partitionOf, routingPart } from '../ring/index.ts';
import type { Codec } from './codec.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { type Key, keyBytes, prefixBytes } from './keys.ts';
import { readPlan } from './read-plan.ts';
import { type SeenRevisions, seenBy } from './session.ts';
import { positionsOf } from './watch-cursor.ts';
import type { FeedBatch, RawItem } from './watch-feed.ts';
import { kinds } from './watch-items.ts';
import { RunningWatch, type WatchPlan } from './watch-run.ts';
import type { Watch, WatchEventType, WatchItem, WatchOptions, WatchTarget } from './watch-types.ts';

/** Begins at once. Throws InvalidRequestError for what cannot be watched. */
export function startWatch<Out>(
  core: Core,
  codec: Pick<Codec<Out>, 'decode'>,
  target: WatchTarget,
  options: WatchOptions | undefined,
): Watch<Out> {
  const plan = planOf(core, target, options);
  const session = seenBy(options?.session);
  const run = new RunningWatch(core.watches, plan);
  return new CodecWatch(run, codec, options?.keysOnly ?? false, session);
}

/** A watch whose values one codec reads. */
class CodecWatch<Out> implements Watch<Out> {
  readonly #run: RunningWatch;
  readonly #codec: Pick<Codec<Out>, 'decode'>;
  readonly #keysOnly: boolean;
  readonly #session: SeenRevisions | null;
  #read = false;

  constructor(
    run: RunningWatch,
    codec: Pick<Codec<Out>, 'decode'>,
    keysOnly: boolean,
    session: SeenRevisions | null,
  ) {
    this.#run = run;
    this.#codec = codec;
    this.#keysOnly = keysOnly;
    this.#session = session;
  }

  get cursor(): string {
    return this.#run.cursor;
  }

  [Symbol.asyncIterator](): AsyncGenerator<WatchItem<Out>, void, undefined> {
    this.#begin();
    return this.#items();
  }

  batches(): AsyncGenerator<readonly WatchItem<Out>[], void, undefined> {
    this.#begin();
    return this.#batches();
  }

  async close(): Promise<void> {
    this.#run.stop(null);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #begin(): void {
    if (this.#read) throw invalidRequest('A watch is read once; begin another one with its cursor');
    this.#read = true;
  }

  // The cursor moves right before what it covers is handed out.

  async *#items(): AsyncGenerator<WatchItem<Out>, void, undefined> {
    try {
      for (;;) {
        const batch = await this.#run.feed.take();
        if (batch === null) return;
        let left = batch.items.length;
        for (const raw of batch.items) {
          const decoded = this.#decoded(raw);
          const item = decoded instanceof Promise ? await decoded : decoded;
          if ('revision' in item) this.#session?.saw(item.partition, item.revision);
          left--;
          if (left === 0) this.#taken(batch);
          else if (raw.type === 'entry') this.#takenRecord(raw);
          yield item;
        }
      }
    } finally {
      this.#run.stop(null);
    }
  }

  async *#batches(): AsyncGenerator<readonly WatchItem<Out>[], void, undefined> {
    try {
      for (;;) {
        const batch = await this.#run.feed.take();
        if (batch === null) return;
        const items: WatchItem<Out>[] = [];
        for (const raw of batch.items) {
          const decoded = this.#decoded(raw);
          items.push(decoded instanceof Promise ? await decoded : decoded);
        }
        this.#taken(batch);
        for (const item of items) {
          if ('revision' in item) this.#session?.saw(item.partition, item.revision);
        }
        yield items;
      }
    } finally {
      this.#run.stop(null);
    }
  }

  #taken({ partition, position, items: [first] }: FeedBatch): void {
    const { taken } = this.#run.feed;
    if (position !== null) taken.set(partition, position);
    if (first?.type !== 'progress') return;
    for (const { partition: at, revision } of first.partitions) {
      taken.set(at, { revision, scannedTo: null });
    }
  }

  #takenRecord({ partition, revision, keyBytes: scannedTo }: RawItem & { type: 'entry' }): void {
    this.#run.feed.taken.set(partition, { revision, scannedTo });
  }

  #decoded(raw: RawItem): WatchItem<Out> | Promise<WatchItem<Out>> {
    if (raw.type !== 'entry' && raw.type !== 'put') return raw;
    // Typed by the overload of `watch`: without values they are undefined.
    const value = this.#keysOnly ? (undefined as Out) : this.#codec.decode(raw.value);
    return value instanceof Promise
      ? value.then((decoded) => ({ ...raw, value: decoded }))
      : { ...raw, value };
  }
}

function planOf(core: Core, target: WatchTarget, options: WatchOptions | undefined): WatchPlan {
  const { view } = core.dispatcher.topology;
  const { onCompacted = 'throw', without = [], replica = 'leader' } = options ?? {};
  if (onCompacted !== 'throw' && onCompacted !== 'resync') {
    throw invalidRequest("onCompacted must be 'throw' or 'resync'");
  }
  const { choice } = readPlan({ consistency: 'eventual', replica });
  const create = { without: without.map(kindOf), keysOnly: options?.keysOnly ?? false };
  const watched = targetOf(core, target, create);
  const cursor = options?.cursor ?? '';
  const all =
    cursor === '' ? [] : [...positionsOf(cursor, view.clusterId, view.partitions).entries()];
  return {
    ...watched,
    positions: new Map(all.filter(([partition]) => watched.partitions.includes(partition))),
    initial: options?.initial ?? false,
    resync: onCompacted === 'resync',
    replica: choice,
    signal: options?.signal,
  };
}

/** What to ask for, and of which partitions: those that can hold such a key. */
function targetOf(
  { dispatcher, hash }: Core,
  target: WatchTarget,
  create: Pick<WatchPlan['create'], 'without' | 'keysOnly'>,
): Pick<WatchPlan, 'create' | 'partitions'> {
  const { partitions } = dispatcher.topology.view;
  if (isKey(target)) {
    const key = keyBytes(target);
    return { create: { ...create, key }, partitions: [partitionOf(key, partitions, hash)] };
  }
  const prefix = prefixOf(target);
  // Of a key with this prefix the routing part is that of the prefix, if it is whole there (R26).
  const whole = routingPart(prefix).length < prefix.length;
  return {
    create: { ...create, prefix },
    partitions: whole
      ? [partitionOf(prefix, partitions, hash)]
      : Array.from({ length: partitions }, (_, partition) => partition),
  };
}

function isKey(target: WatchTarget): target is Key {
  return typeof target === 'string' || target instanceof Uint8Array || Array.isArray(target);
}

function prefixOf(target: Exclude<WatchTarget, Key>): Uint8Array {
  if ('prefix' in target && !('everything' in target)) return prefixBytes(target.prefix);
  if ('everything' in target && target.everything && !('prefix' in target)) return new Uint8Array();
  throw invalidRequest('watch takes a key, { prefix } or { everything: true }');
}

function kindOf(type: WatchEventType): (typeof kinds)[WatchEventType] {
  const kind = kinds[type];
  if (kind !== undefined) return kind;
  throw invalidRequest(`without: put, delete, expire or touch, not "${String(type)}"`);
}
