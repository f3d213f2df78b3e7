import { bytesOf, type ChangeEvent, type ScanPage, text } from '../../../storage/index.ts';
import { compareBytes } from '../../../util/bytes.ts';
import { watchLimits } from '../../../util/limits.ts';
import type { Group } from '../group.ts';
import { isOf } from './matcher.ts';
import type { WatchPosition, WatchSpec } from './watch-types.ts';

/** What a step of a watch that joins came to. */
export type JoinStep =
  | { readonly type: 'events'; readonly events: readonly ChangeEvent[]; readonly bytes: number }
  | { readonly type: 'records'; readonly page: ScanPage; readonly scannedTo: Uint8Array | null }
  | { readonly type: 'compacted'; readonly oldest: number }
  /** A page of records is being read; `wake` is called when it is there. */
  | { readonly type: 'waiting' }
  /** It has everything of this replica. */
  | { readonly type: 'caught_up' };

/**
 * A watch on its way to where its partition is now. Records are read page by page while writes go on, so each page first
 * brings the part that was read before it to its own revision:
 *
 *   keys      a ........ m ........ z
 *   page 1    |=========>|                        at revision 10
 *   events    |  11..14  |                        of keys up to m: the part is at 14
 *   page 2               |=========>|             at revision 14, and so is all of it
 *
 * Nothing is pinned meanwhile, whoever reads may take any time, and may go on elsewhere from (revision, m).
 */
export class Joining {
  readonly spec: WatchSpec;
  readonly #group: Group;
  readonly #wake: () => void;
  /** Every event up to it was told, of keys up to `#scannedTo` while records are under way. */
  revision: number;
  #scanning: boolean;
  #scannedTo: Uint8Array | null;
  #page: ScanPage | null = null;
  #reading = false;
  /**
   * Not before a quorum was asked how far the partition is: without a position it begins there, and not where this replica happens
   * to be, and a position above this replica may be one that it has not come to yet.
   */
  #begun: boolean;
  readonly #isNew: boolean;

  constructor(group: Group, spec: WatchSpec, position: WatchPosition | null, wake: () => void) {
    this.#group = group;
    this.spec = spec;
    this.#wake = wake;
    this.revision = position?.revision ?? group.partition.revision;
    this.#scannedTo = position?.scannedTo ?? null;
    this.#scanning = position === null ? spec.initial : position.scannedTo !== null;
    this.#isNew = position === null;
    this.#begun = position !== null && position.revision <= group.partition.revision;
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** Everything that anybody was told before the watch was asked for is applied here. False: its position is above that. */
  begin(): boolean {
    const { revision } = this.#group.partition;
    this.#begun = true;
    if (this.#isNew) this.revision = revision;
    return this.revision <= revision;
  }

  /** Its present records are under way. */
  get scanning(): boolean {
    return this.#scanning;
  }

  /** Throws CorruptionError. */
  step(): JoinStep {
    const { revision } = this.#group.partition;
    if (this.#reading || !this.#begun) return { type: 'waiting' };
    if (!this.#scanning) {
      return this.revision === revision ? { type: 'caught_up' } : this.#events(revision, null);
    }
    const page = this.#page;
    if (page === null) return this.#read();
    const { revision: until } = page;
    if (this.#scannedTo === null) this.revision = until;
    if (this.revision < until) return this.#events(until, this.#scannedTo);
    return this.#records(page);
  }

  /** Some events up to `until`, of keys that are not above `highest`. */
  #events(until: number, highest: Uint8Array | null): JoinStep {
    const { changes, revision } = this.#group.partition;
    const read = changes.read(this.revision, revision);
    if (read.type === 'compacted') return read;
    this.revision = Math.min(read.through, until);
    const { target } = this.spec;
    let bytes = 0;
    const events = read.events.filter((event) => {
      bytes += event.key.length + event.value.length + watchLimits.eventBytes;
      if (event.revision > until || (highest !== null && compareBytes(event.key, highest) > 0)) {
        return false;
      }
      return isOf(text(event.key), target) && !this.spec.without.has(event.kind);
    });
    return { type: 'events', events, bytes };
  }

  #records(page: ScanPage): JoinStep {
    this.#page = null;
    this.#scanning = page.more;
    this.#scannedTo = page.more ? (page.entries.at(-1)?.key ?? this.#scannedTo) : null;
    return { type: 'records', page, scannedTo: this.#scannedTo };
  }

  #read(): JoinStep {
    const { partition } = this.#group;
    const { target } = this.spec;
    const key = bytesOf(target.name);
    if (target.type === 'key') {
      const record = partition.get(key);
      const entries = record === null ? [] : [record];
      this.#page = { entries, more: false, revision: partition.revision };
      return this.step();
    }
    this.#reading = true;
    const { pageEntries: limit, pageBytes: maxBytes } = watchLimits;
    const asked = { prefix: key, after: this.#scannedTo, limit, maxBytes, keysOnly: false };
    partition.scan(asked, (error, page) => {
      this.#reading = false;
      // On an error the same page is asked for again, once the database can be read.
      if (error === null && this.revision <= page.revision) this.#page = page;
      this.#wake();
    });
    return this.#page === null ? { type: 'waiting' } : this.step();
  }
}
