import { assert } from '../util/assert.ts';
import { ByteReader, ByteWriter } from '../util/bytes.ts';
import { type ChangeEvent, type EventBase, readEvent, writeEvent } from './change-event.ts';
import { readRow, sealRow } from './row-checksum.ts';
import { bytesOf } from './row-keys.ts';

/** What a block holds, without its events. */
export interface BlockSpan {
  readonly first: number;
  readonly last: number;
  /** Partition time of its last event. */
  readonly lastMs: number;
  readonly bytes: number;
}

/**
 * Events of one partition on their way into a row, encoded as they come. Whole revisions, without gaps:
 *
 *   row  first revision u64   =>   last | first time | last time | events ... | crc32
 */
export class BlockBuilder {
  readonly #events = new ByteWriter(1024);
  #base: EventBase = { revision: 0, timeMs: 0 };
  #last = 0;
  #lastMs = 0;

  get bytes(): number {
    return this.#events.length;
  }

  get empty(): boolean {
    return this.#events.length === 0;
  }

  get span(): BlockSpan {
    const { bytes } = this;
    return { first: this.#base.revision, last: this.#last, lastMs: this.#lastMs, bytes };
  }

  add(event: ChangeEvent): void {
    const { revision, timeMs } = event;
    if (this.empty) this.#base = { revision, timeMs };
    else {
      const next = revision === this.#last || revision === this.#last + 1;
      assert(next, () => `an event of revision ${revision} after one of ${this.#last}`);
    }
    this.#last = revision;
    this.#lastMs = timeMs;
    writeEvent(this.#events, this.#base, event);
  }

  /** The row of what was added; the next event begins another block. */
  seal(row: string): Uint8Array {
    const sealed = sealRow(bytesOf(row), (to) => {
      to.varint(this.#last).varint(this.#base.timeMs).varint(this.#lastMs);
      to.raw(this.#events.view());
    });
    this.#events.reset();
    return sealed;
  }

  /** What was added so far, from this revision on. */
  after(revision: number): readonly ChangeEvent[] {
    // A copy: the events are views of it, and this one is written on.
    return eventsIn(new ByteReader(this.#events.finish()), this.#base, revision);
  }
}

/** The span of a stored block. Throws CorruptionError that names `place`. */
export function blockSpan(first: number, row: string, bytes: Uint8Array, place: string): BlockSpan {
  return readRow(bytesOf(row), bytes, place, (body) => {
    const last = body.varint();
    body.varint();
    return { first, last, lastMs: body.varint(), bytes: bytes.length };
  });
}

/** The events of a stored block above a revision. Throws CorruptionError that names `place`. */
export function blockEvents(
  first: number,
  row: string,
  bytes: Uint8Array,
  after: number,
  place: string,
): readonly ChangeEvent[] {
  return readRow(bytesOf(row), bytes, place, (body) => {
    body.varint();
    const timeMs = body.varint();
    body.varint();
    return eventsIn(body, { revision: first, timeMs }, after);
  });
}

function eventsIn(from: ByteReader, base: EventBase, after: number): readonly ChangeEvent[] {
  const events: ChangeEvent[] = [];
  while (from.remaining > 0) {
    const event = readEvent(from, base);
    if (event.revision > after) events.push(event);
  }
  return events;
}
