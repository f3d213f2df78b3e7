import type { FileChange, FileRecord } from './undo-log.ts';

const SECTOR_BYTES = 512;

/** What a power loss puts back into a file. */
export interface Losses {
  /** In the order in which to write them: a later one may lie over an earlier one. */
  readonly patches: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  /** Of the file afterwards. */
  readonly size: number;
}

/** Whether a change that was not synced survived: of one sector, or for a file that was cut, of all of it. */
export type Keep = (what: string) => boolean;

/**
 * What a power loss makes of a file, from the changes since its last sync. From the newest back to the oldest, so that
 * what is settled, because it was synced or survived, is not touched by what lies under it:
 *
 *     oldest   ██████ written, synced       nothing to do
 *                 ▒▒▒▒▒▒ written            its sectors are kept, or lost and put back
 *     newest            ░░ written, synced  settled, though an older one under it is lost
 *
 * Null when there is nothing to undo.
 */
export function lostChanges(records: readonly FileRecord[], keep: Keep): Losses | null {
  const durable = durableChanges(records);
  const changes = records.filter((record): record is FileChange => 'at' in record);
  if (changes.every((change) => durable.has(change))) return null;
  const undo = new Undo(keep);
  for (const change of changes.toReversed()) {
    if (durable.has(change)) undo.settle(change);
    else undo.undo(change);
  }
  let size = changes[0]?.size ?? 0;
  for (const change of changes) {
    const end = change.offset + change.length;
    if (change.kind === 'truncated') size = undo.isCut(change) ? change.length : size;
    else size = Math.max(size, durable.has(change) ? end : undo.keptEnd(change));
  }
  return { patches: undo.patches, size };
}

/** A failed sync is for good: the system forgets what it could not write, and the next sync succeeds without it. */
function durableChanges(records: readonly FileRecord[]): Set<FileChange> {
  const durable = new Set<FileChange>();
  let open: FileChange[] = [];
  for (const record of records) {
    if ('at' in record) {
      open.push(record);
      continue;
    }
    const { kind, upTo } = record;
    if (kind === 'synced') for (const change of open) if (change.at < upTo) durable.add(change);
    open = open.filter(({ at }) => at >= upTo);
  }
  return durable;
}

class Undo {
  readonly patches: { offset: number; bytes: Uint8Array }[] = [];
  readonly #keep: Keep;
  readonly #settled = new Extents();
  readonly #fates = new Map<number, boolean>();
  readonly #cut = new Set<FileChange>();
  readonly #keptEnds = new Map<FileChange, number>();

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  /** Whether a truncation stands. */
  isCut(change: FileChange): boolean {
    return this.#cut.has(change);
  }

  /** Where the last sector of a write ends that survived; 0 for none. */
  keptEnd(change: FileChange): number {
    return this.#keptEnds.get(change) ?? 0;
  }

  settle(change: FileChange): void {
    const { kind, offset, length } = change;
    if (kind === 'truncated') {
      this.#cut.add(change);
      this.#settled.add(length, Number.POSITIVE_INFINITY);
    } else this.#settled.add(offset, offset + length);
  }

  undo(change: FileChange): void {
    const { kind, offset, length, size } = change;
    if (kind === 'written') {
      for (let from = offset; from < offset + length; ) {
        const sector = Math.floor(from / SECTOR_BYTES);
        const to = Math.min(offset + length, (sector + 1) * SECTOR_BYTES);
        if (this.#survives(sector)) {
          this.#settled.add(from, to);
          this.#keptEnds.set(change, to);
        } else this.#putBack(change, from, to);
        from = to;
      }
    } else if (this.#keep(`length ${length}`)) this.settle(change);
    else this.#putBack(change, offset, Math.max(size, length));
  }

  /** A sector has one fate, however often it was written. */
  #survives(sector: number): boolean {
    const fate = this.#fates.get(sector) ?? this.#keep(`sector ${sector}`);
    this.#fates.set(sector, fate);
    return fate;
  }

  /** What the file did not reach to before reads as zeros, if it is still there at all. */
  #putBack({ offset, old }: FileChange, from: number, to: number): void {
    for (const [start, end] of this.#settled.gaps(from, to)) {
      const bytes = new Uint8Array(end - start);
      bytes.set(old.subarray(start - offset, end - offset));
      this.patches.push({ offset: start, bytes });
    }
  }
}

/** Ranges of bytes, of which only the gaps are asked for. */
class Extents {
  #ranges: (readonly [from: number, to: number])[] = [];

  add(from: number, to: number): void {
    const touching = this.#ranges.filter(([a, b]) => a <= to && b >= from);
    const others = this.#ranges.filter(([a, b]) => a > to || b < from);
    const merged = [
      Math.min(from, ...touching.map(([a]) => a)),
      Math.max(to, ...touching.map(([, b]) => b)),
    ] as const;
    this.#ranges = [...others, merged].sort(([a], [b]) => a - b);
  }

  gaps(from: number, to: number): (readonly [from: number, to: number])[] {
    const gaps: (readonly [number, number])[] = [];
    let at = from;
    for (const [a, b] of this.#ranges) {
      if (b <= at || a >= to) continue;
      if (a > at) gaps.push([at, a]);
      at = Math.max(at, b);
    }
    if (at < to) gaps.push([at, to]);
    return gaps;
  }
}
