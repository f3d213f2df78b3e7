import { at } from '../util/assert.ts';
import type { EngineWriter } from './engine-writer.ts';
import type { Generations, Pointer } from './generations.ts';
import { LayerBatch } from './layer-batch.ts';
import type { Layer } from './overlay.ts';
import type { Partition } from './partition.ts';
import type { RowStore } from './row-store.ts';

/** A partition's rows up to this index are durable. */
export interface FlushedGroup {
  readonly group: number;
  readonly index: number;
  /** Since the flush before. */
  readonly removed: RemovedBytes;
}

/** Keys and values of rows that were removed. */
export interface RemovedBytes {
  readonly records: number;
  readonly history: number;
}

interface Mark {
  readonly partition: Partition;
  readonly index: number;
  readonly removed: RemovedBytes;
}

interface SealedNote {
  readonly marks: readonly Mark[];
  readonly pointers: ReadonlyMap<number, Pointer>;
}

interface FlushLimits {
  readonly flushIntervalMs: number;
  readonly overlayLayerBytes: number;
}

/** One batch. Besides the layers it is all in memory once more until it is written, and once more in LevelDB's table. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** flushNow callers that have not been answered. */
const WAITING_FLUSHES = 16_384;

/**
 * Seals the active layer and writes sealed ones, one synced batch in flight:
 *
 *   apply ─▶ active ──(old or large)──▶ sealed ──▶ batch: rows + state of every touched partition ──▶ released
 *
 * A batch holds whole layers, and a sealed layer holds every row that its partitions' state speaks of (R17), so a
 * crash leaves each partition exactly at some applied index.
 */
export class Flusher {
  readonly #rows: RowStore;
  readonly #writer: EngineWriter;
  readonly #generations: Generations;
  readonly #limits: FlushLimits;
  readonly #flushed: (groups: readonly FlushedGroup[], pointers: readonly number[]) => void;
  readonly #touched = new Set<Partition>();
  readonly #notes = new Map<Layer, SealedNote>();
  #waiting: { readonly layer: Layer; readonly done: (error: Error | null) => void }[] = [];
  #activeSinceMs: number | null = null;
  #inFlight = false;

  constructor(
    parts: {
      readonly rows: RowStore;
      readonly writer: EngineWriter;
      readonly generations: Generations;
    },
    limits: FlushLimits,
    flushed: (groups: readonly FlushedGroup[], pointers: readonly number[]) => void,
  ) {
    this.#rows = parts.rows;
    this.#writer = parts.writer;
    this.#generations = parts.generations;
    this.#limits = limits;
    this.#flushed = flushed;
  }

  touched(partition: Partition): void {
    this.#touched.add(partition);
  }

  get dirty(): boolean {
    return this.#activeDirty || this.#rows.overlay.sealed.length > 0;
  }

  tick(now: number): void {
    if (this.#writer.error !== null) return;
    if (this.#activeDirty) {
      this.#activeSinceMs ??= now;
      const old = now - this.#activeSinceMs >= this.#limits.flushIntervalMs;
      const large = this.#rows.overlay.active.bytes >= this.#limits.overlayLayerBytes;
      // While a batch is in flight, age alone would only make many small layers for reads to go through.
      if (large || (old && !this.#inFlight)) this.#seal();
    }
    this.#flush();
  }

  /** `done` when everything applied before this call is durable, or with the error that prevents it. */
  flushNow(done: (error: Error | null) => void): void {
    const { error } = this.#writer;
    if (error !== null) {
      done(error);
      return;
    }
    if (this.#activeDirty) this.#seal();
    const { sealed } = this.#rows.overlay;
    if (sealed.length === 0) {
      done(null);
      return;
    }
    if (this.#waiting.length >= WAITING_FLUSHES) {
      done(new Error(`${WAITING_FLUSHES} callers wait for a flush`));
      return;
    }
    this.#waiting.push({ layer: at(sealed, sealed.length - 1, 'sealed layer'), done });
    this.#flush();
  }

  /** After the writer was resumed. */
  resume(): void {
    this.#flush();
  }

  get #activeDirty(): boolean {
    return this.#touched.size > 0 || !this.#rows.overlay.active.empty;
  }

  #seal(): void {
    const marks: Mark[] = [];
    for (const partition of this.#touched) {
      if (!partition.alive) continue;
      partition.settle();
      marks.push({ partition, index: partition.appliedIndex, removed: takeRemoved(partition) });
    }
    this.#touched.clear();
    this.#activeSinceMs = null;
    const layer = this.#rows.overlay.seal();
    this.#notes.set(layer, { marks, pointers: this.#generations.takeChanges() });
  }

  #flush(): void {
    const { overlay } = this.#rows;
    if (this.#inFlight || overlay.sealed.length === 0 || this.#writer.error !== null) return;
    this.#inFlight = true;
    let layers: readonly Layer[] = [];
    this.#writer.submit(
      () => {
        layers = oldest(overlay.sealed);
        return new LayerBatch(layers);
      },
      (error) => {
        this.#inFlight = false;
        if (error !== null) return this.#failWaiting(error);
        overlay.release(layers);
        this.#completed(layers);
        this.#flush();
      },
    );
  }

  #completed(layers: readonly Layer[]): void {
    const groups = new Map<number, FlushedGroup>();
    const pointers: number[] = [];
    for (const layer of layers) {
      const note = this.#notes.get(layer);
      this.#notes.delete(layer);
      if (note === undefined) continue;
      this.#generations.madeDurable(note.pointers);
      pointers.push(...note.pointers.keys());
      for (const { partition, index, removed } of note.marks) {
        if (!partition.alive) continue;
        const { group } = partition;
        const before = groups.get(group)?.removed ?? nothing;
        groups.set(group, { group, index, removed: sum(before, removed) });
      }
    }
    this.#flushed([...groups.values()], pointers);
    const answered = this.#waiting.filter((waiter) => layers.includes(waiter.layer));
    this.#waiting = this.#waiting.filter((waiter) => !layers.includes(waiter.layer));
    for (const waiter of answered) waiter.done(null);
  }

  #failWaiting(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const waiter of waiting) waiter.done(error);
  }
}

const nothing: RemovedBytes = { records: 0, history: 0 };

function takeRemoved({ records, changes }: Partition): RemovedBytes {
  return { records: records.takeRemovedBytes(), history: changes.takeRemovedBytes() };
}

function sum(a: RemovedBytes, b: RemovedBytes): RemovedBytes {
  return { records: a.records + b.records, history: a.history + b.history };
}

/** At least one, and no more once they fill a batch. */
function oldest(sealed: readonly Layer[]): readonly Layer[] {
  let bytes = 0;
  let count = 0;
  for (const layer of sealed) {
    if (count > 0 && bytes + layer.bytes > BATCH_BYTES) break;
    bytes += layer.bytes;
    count++;
  }
  return sealed.slice(0, count);
}
