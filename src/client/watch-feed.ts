import { assert } from '../util/assert.ts';
import { BoundedQueue } from '../util/queue.ts';
import type { Position, Positions } from './watch-cursor.ts';
import type { WatchItem, WatchNotice, WatchProgress } from './watch-types.ts';

/** An item whose value no codec has read yet. */
export type RawItem = WatchItem<Uint8Array>;

/** What belongs together: the events of one revision, or a page of records. */
export interface FeedBatch {
  readonly partition: number;
  readonly items: readonly RawItem[];
  /** What the watch has once all of it was handed out; null leaves it where it is. */
  readonly position: Position | null;
  readonly bytes: number;
}

/** Between two batches: positions that move without an item to show for it. */
type Move = Map<number, Position>;

interface FeedLimits {
  readonly items: number;
  readonly bytes: number;
}

/** How the feed ends once it is empty, or at once. */
type End = { readonly error: unknown } | 'closed';

/**
 * What has arrived for a watch and was not handed out yet, in order. It takes a batch however large it is, and then says that it
 * is full: whoever fills it stops, until it is half empty.
 *
 *      taken                                 arrived
 *        v                                      v
 *   ... [ batch | move | batch | notice | batch ]        a move that follows a move is one with it
 */
export class WatchFeed {
  /** Of each partition what was handed out: the cursor. */
  readonly taken: Map<number, Position>;
  readonly #limits: FeedLimits;
  readonly #drained: () => void;
  readonly #queue: BoundedQueue<FeedBatch | Move>;
  #last: FeedBatch | Move | null = null;
  #items = 0;
  #bytes = 0;
  #wasFull = false;
  #end: End | null = null;
  #wake: (() => void) | null = null;

  constructor(begun: Positions, limits: FeedLimits, drained: () => void) {
    this.taken = new Map(begun);
    this.#limits = limits;
    this.#drained = drained;
    // Bounded by the limits on items: no batch is empty, between two of them is one move at most, and whoever fills it stops.
    this.#queue = new BoundedQueue(Number.MAX_SAFE_INTEGER);
  }

  get full(): boolean {
    return this.#wasFull;
  }

  push(batch: FeedBatch): void {
    assert(batch.items.length > 0, 'a batch of no items');
    if (this.#end !== null) return;
    this.#append(batch);
    this.#items += batch.items.length;
    this.#bytes += batch.bytes;
    this.#wasFull ||= this.#items >= this.#limits.items || this.#bytes >= this.#limits.bytes;
  }

  /** The watch has everything of a partition up to there, and nothing to show for it. */
  move(partition: number, position: Position): void {
    if (this.#end !== null) return;
    if (this.#last instanceof Map) this.#last.set(partition, position);
    else this.#append(new Map([[partition, position]]));
  }

  /** What is said of several partitions is said once if nobody has listened in between. */
  notice(notice: WatchNotice): void {
    const last = this.#last instanceof Map ? null : this.#last;
    const merged = last?.items[0] === undefined ? null : joined(last.items[0], notice);
    if (merged !== null && last !== null) (last.items as RawItem[])[0] = merged;
    else this.push({ partition: 0, items: [notice], position: null, bytes: 0 });
  }

  /** The reader gets what has arrived, and then this. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wakeUp();
  }

  /** The reader gets nothing more: this, or null for the plain end. */
  stop(error: unknown): void {
    while (this.#queue.shift() !== undefined);
    this.#last = null;
    this.#end = error === null ? 'closed' : { error };
    this.#wakeUp();
  }

  /** The next batch, as soon as there is one; null at the end. Throws what the feed failed with. */
  async take(): Promise<FeedBatch | null> {
    for (;;) {
      const next = this.#queue.shift();
      if (next === undefined) {
        this.#last = null;
        if (this.#end === 'closed') return null;
        if (this.#end !== null) throw this.#end.error;
        await this.#arrival();
        continue;
      }
      if (next === this.#last) this.#last = null;
      if (!(next instanceof Map)) {
        this.#release(next);
        return next;
      }
      for (const [partition, position] of next) this.taken.set(partition, position);
    }
  }

  #append(next: FeedBatch | Move): void {
    this.#queue.push(next);
    this.#last = next;
    this.#wakeUp();
  }

  #release({ items, bytes }: FeedBatch): void {
    this.#items -= items.length;
    this.#bytes -= bytes;
    const { items: itemsMax, bytes: bytesMax } = this.#limits;
    if (!this.#wasFull || this.#items > itemsMax / 2 || this.#bytes > bytesMax / 2) return;
    this.#wasFull = false;
    this.#drained();
  }

  #arrival(): Promise<void> {
    assert(this.#wake === null, 'a watch with two readers');
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = null;
  }
}

function joined(last: RawItem, next: WatchNotice): WatchNotice | null {
  if (last.type === 'progress' && next.type === 'progress') {
    return { type: 'progress', partitions: latest(last, next) };
  }
  if (last.type === 'resumed' && next.type === 'resumed') {
    return { type: 'resumed', partitions: [...last.partitions, ...next.partitions] };
  }
  if (last.type !== 'interrupted' || next.type !== 'interrupted') return null;
  return last.reason === next.reason
    ? { ...last, partitions: [...last.partitions, ...next.partitions] }
    : null;
}

function latest(last: WatchProgress, next: WatchProgress): WatchProgress['partitions'] {
  const byPartition = new Map(last.partitions.map((one) => [one.partition, one]));
  for (const one of next.partitions) byPartition.set(one.partition, one);
  return [...byPartition.values()];
}
