import { hex } from '../util/bytes.ts';
import type { ChangeEvent, ChangeKind, Changes } from './change-event.ts';
import { BlockBuilder, type BlockSpan, blockEvents } from './history-block.ts';
import { encodeSegment, type Segment, Segments } from './history-segments.ts';
import type { RecordHead } from './record-codec.ts';
import { bytesOf, type RowSpace, u64Text } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { CorruptionError } from './storage-errors.ts';

/** How much a partition keeps of its events: whichever is less. */
export interface HistoryLimits {
  readonly historyMs: number;
  readonly historyBytes: number;
  /** A block takes no further revision once it is so large. */
  readonly historyBlockBytes: number;
}

export interface HistorySpaces {
  readonly blocks: RowSpace;
  readonly segments: RowSpace;
}

/** What a reader at some revision finds next. */
export type HistoryRead =
  /** `through`: there is nothing else above the reader's revision up to this one. */
  | { readonly type: 'events'; readonly events: readonly ChangeEvent[]; readonly through: number }
  /** A reader below `oldest` has missed events. */
  | { readonly type: 'compacted'; readonly oldest: number };

/** A window is given up in so many parts. */
const SEGMENTS_IN_WINDOW = 32;

/** Given up with one flush, so that a partition that wakes up after hours does not remove all of its rows in one turn. */
const ROWS_PER_FLUSH = 1_024;

/**
 * The last events of one partition (R35), for watches that come back. They are no part of the state, and of no hash:
 * where a block ends depends on when its replica flushed.
 *
 *   add ─▶ block in memory ─(seal, or it is large)─▶ row of the layer, in one batch with the state it belongs to (R17)
 *                                                          │
 *   read ◀─── block in memory, or the row ◀────────────────┘        oldest segment beyond the window ─▶ removed
 */
export class History implements Changes {
  readonly #rows: RowStore;
  readonly spaces: HistorySpaces;
  readonly place: string;
  readonly #limits: HistoryLimits;
  readonly #segments: Segments;
  readonly #block = new BlockBuilder();
  /** Events are known above this revision. */
  #floor: number;
  #clockMs = 0;
  #fresh: ChangeEvent[] | null = null;
  /** Blocks that were removed since somebody asked. */
  #removedBytes = 0;

  /** `floor`: the revision of the state that it begins with. */
  constructor(
    rows: RowStore,
    spaces: HistorySpaces,
    place: string,
    limits: HistoryLimits,
    floor: number,
  ) {
    this.#rows = rows;
    this.spaces = spaces;
    this.place = place;
    this.#limits = limits;
    this.#floor = floor;
    this.#segments = new Segments({
      bytes: limits.historyBytes / SEGMENTS_IN_WINDOW,
      ms: limits.historyMs / SEGMENTS_IN_WINDOW,
    });
  }

  /** A position below it has missed events. */
  get floor(): number {
    return this.#floor;
  }

  /**
   * At start: what was found, in order, `blocks` behind the last segment. A release that kept no history may have run in
   * between: only what reaches up to the revision of the state without a gap can be told.
   */
  load(segments: readonly Segment[], blocks: readonly BlockSpan[]): void {
    const single = blocks.map((block): Segment => ({ ...block, starts: [0] }));
    const found = [...segments, ...single];
    let kept = found.length;
    for (let span = found[kept - 1]; span?.last === this.#floor; span = found[--kept - 1]) {
      this.#floor = span.first - 1;
    }
    for (const gone of found.slice(0, kept)) this.#removeRows(gone);
    for (const segment of segments.slice(kept)) this.#segments.loaded(segment);
    for (const block of blocks.slice(Math.max(0, kept - segments.length))) this.#addBlock(block);
  }

  /** Whether {@link takeFresh} has anything to tell. */
  watch(watched: boolean): void {
    if (watched) this.#fresh ??= [];
    else this.#fresh = null;
  }

  /** The events since the last call, oldest first. */
  takeFresh(): readonly ChangeEvent[] {
    const fresh = this.#fresh;
    if (fresh === null || fresh.length === 0) return noEvents;
    this.#fresh = [];
    return fresh;
  }

  /** The partition time of what is added next. */
  begin(clockMs: number): void {
    this.#clockMs = clockMs;
  }

  add(
    kind: ChangeKind,
    revision: number,
    key: Uint8Array,
    head: RecordHead,
    value: Uint8Array,
  ): void {
    const block = this.#block;
    if (block.bytes >= this.#limits.historyBlockBytes && revision > block.span.last) this.#seal();
    const { version, createRevision, modRevision, expiresAt } = head;
    const timeMs = this.#clockMs;
    const event: ChangeEvent = {
      kind,
      revision,
      key,
      value,
      version,
      createRevision,
      modRevision,
      expiresAt,
      timeMs,
    };
    block.add(event);
    this.#fresh?.push(event);
  }

  /** Right before the active layer is sealed, or captured: what is in memory alone becomes a row. */
  settle(): void {
    if (!this.#block.empty) this.#seal();
    this.#trim();
  }

  /** What can be given back to the disk since the last call, in bytes. */
  takeRemovedBytes(): number {
    const bytes = this.#removedBytes;
    this.#removedBytes = 0;
    return bytes;
  }

  /**
   * Some events above `after`, whole revisions; a block at a time. `revision` is the partition's. Throws CorruptionError.
   */
  read(after: number, revision: number): HistoryRead {
    if (after < this.#floor) return { type: 'compacted', oldest: this.#floor };
    if (after >= revision) return { type: 'events', events: noEvents, through: after };
    const { first } = this.#block.span;
    if (!this.#block.empty && after + 1 >= first) {
      return { type: 'events', events: this.#block.after(after), through: revision };
    }
    const start = this.#segments.blockOf(after + 1);
    const row = start === null ? '' : u64Text(start);
    const bytes = start === null ? null : this.#rows.get(this.spaces.blocks, row);
    if (start === null || bytes === null) throw new CorruptionError(this.place, hex(bytesOf(row)));
    const events = blockEvents(start, row, bytes, after, this.place);
    return { type: 'events', events, through: events.at(-1)?.revision ?? after };
  }

  #seal(): void {
    const span = this.#block.span;
    const row = u64Text(span.first);
    this.#rows.set(this.spaces.blocks, row, this.#block.seal(row));
    this.#addBlock(span);
  }

  #addBlock(span: BlockSpan): void {
    const closed = this.#segments.add(span);
    if (closed === null) return;
    const segment = encodeSegment(closed);
    this.#rows.set(this.spaces.segments, segment.row, segment.value);
  }

  /** What is left holds the whole window: a segment goes when the others do. */
  #trim(): void {
    const { historyMs, historyBytes } = this.#limits;
    for (let rows = 0; rows < ROWS_PER_FLUSH; ) {
      const { oldest } = this.#segments;
      if (oldest === null) return;
      const old = oldest.lastMs < this.#clockMs - historyMs;
      if (!old && this.#segments.bytes - oldest.bytes < historyBytes) return;
      this.#removeRows(this.#segments.shift());
      this.#floor = oldest.last;
      rows += oldest.starts.length;
    }
  }

  #removeRows({ first, starts, bytes }: Segment): void {
    this.#removedBytes += bytes;
    for (const start of starts) this.#rows.set(this.spaces.blocks, u64Text(first + start), null);
    this.#rows.set(this.spaces.segments, u64Text(first), null);
  }
}

const noEvents: readonly ChangeEvent[] = [];
