import type { Entry } from '../raft/types.ts';
import { assert } from '../util/assert.ts';
import type { GroupLog } from './wal-group.ts';
import { ReadJob, type ReadSource } from './wal-read.ts';
import type { SegmentInfo } from './wal-segments.ts';

/** What a rewrite may cost; see `WalOptions`. */
export interface RewriteLimits {
  readonly rewriteGroupBytes: number;
  readonly rewriteBytes: number;
  readonly rewritePart: number;
}

export interface RewritePlan {
  /** Segments below this one can go once nothing of these logs lies in them. */
  readonly below: number;
  readonly logs: readonly GroupLog[];
}

/** The rows of a log that lie in the segments looked at so far, and all before them. */
interface Move {
  readonly log: GroupLog;
  rows: number;
  bytes: number;
}

/**
 * The most segments that can be freed by moving little: each adds to what must be copied, until that is too much of one
 * group, or of all. Segments from `until` on are too young: what holds them may be gone by the next purge.
 */
export function planRewrite(
  groups: Iterable<GroupLog>,
  segments: readonly SegmentInfo[],
  until: number,
  limits: RewriteLimits,
): RewritePlan | null {
  const { rewriteGroupBytes, rewriteBytes, rewritePart } = limits;
  const moves: Move[] = Array.from(groups, (log) => ({ log, rows: 0, bytes: 0 }));
  let plan: RewritePlan | null = null;
  let freed = 0;
  let moved = 0;
  for (const { seq, bytes } of segments) {
    if (seq >= until) break;
    freed += bytes;
    for (const move of moves) {
      moved -= move.bytes;
      extend(move, seq + 1, rewriteGroupBytes);
      moved += move.bytes;
      if (move.bytes > rewriteGroupBytes || moved > rewriteBytes) return plan;
    }
    const logs = moves.filter(({ rows }) => rows > 0).map(({ log }) => log);
    if (logs.length > 0 && moved * rewritePart <= freed) plan = { below: seq + 1, logs };
  }
  return plan;
}

/** Adds the rows that keep segments below `below`, and stops when they are too many anyway. */
function extend(move: Move, below: number, maxBytes: number): void {
  const { records } = move.log;
  while (move.rows < records.length && records.neededSeq(move.rows) < below) {
    move.bytes += records.place(move.rows).length;
    move.rows++;
    if (move.bytes > maxBytes) return;
  }
}

export interface RewriteParts {
  readonly source: ReadSource;
  readonly limits: RewriteLimits;
  /** Nothing may be appended any more. */
  readonly closing: () => boolean;
  /** Adds a COPY record to the frame being collected. */
  readonly copy: (log: GroupLog, entries: readonly Entry[]) => void;
  /** Calls back once everything appended so far is durable. */
  readonly barrier: (done: () => void) => void;
}

/**
 * Frees segments that only a few old entries of some groups hold: those are copied to the end of the log, one group
 * after the other, each in one record and so in one frame. The next group is read when that frame is durable: appends
 * never wait for more than one record.
 *
 *   1 [ a a b b b b ]  2 [ b b b b b ]  3 [ b b           ]      a is needed in 1, b is not
 *                                       3 [ b b A         ]      A: a COPY of a. Once it is durable, 1 and 2 can go
 *
 * The group goes on meanwhile: what was read is compared with its log in the turn in which it is copied.
 */
export class Rewriter {
  /** Bytes of entry data copied since start. */
  copiedBytes = 0;
  readonly #parts: RewriteParts;

  constructor(parts: RewriteParts) {
    this.#parts = parts;
  }

  /** Segments from `until` on stay as they are. Tells whether anything was copied. */
  run(until: number, done: (copied: boolean) => void): void {
    const { source, limits } = this.#parts;
    const { groups, segments } = source;
    const before = this.copiedBytes;
    const plan = planRewrite(groups.values(), segments.list(), until, limits);
    if (plan === null) done(false);
    else this.#next(plan, 0, () => done(this.copiedBytes > before));
  }

  #next(plan: RewritePlan, from: number, done: () => void): void {
    const at = plan.logs.findIndex((log, i) => i >= from && this.#needs(log, plan.below));
    const log = plan.logs[at];
    if (log === undefined) {
      done();
      return;
    }
    const first = log.boundary.index + 1;
    const last = log.endBelow(plan.below) - 1;
    // Data is less than the records that hold it, and those are at most this.
    const maxBytes = this.#parts.limits.rewriteGroupBytes;
    const then = (): void => this.#next(plan, at + 1, done);
    const read = (entries: readonly Entry[] | 'compacted'): void => {
      if (entries === 'compacted' || !this.#copy(log, plan.below, entries)) then();
      else this.#parts.barrier(then);
    };
    const request = { group: log.group, first, last, maxBytes, done: read };
    new ReadJob(this.#parts.source, request).advance();
  }

  /** Its state may have been flushed or replaced since the plan was made, or it has ended. */
  #needs(log: GroupLog, below: number): boolean {
    if (this.#parts.closing() || this.#parts.source.groups.get(log.group) !== log) return false;
    return log.endBelow(below) > log.boundary.index + 1;
  }

  /**
   * All that the group still needs of those segments: what was overwritten meanwhile is in a later one. The read has just
   * compared index and term of each entry with the log, whose boundary is where it was or there would be no answer.
   */
  #copy(log: GroupLog, below: number, entries: readonly Entry[]): boolean {
    if (!this.#needs(log, below)) return false;
    const count = log.endBelow(below) - log.boundary.index - 1;
    const needed = entries.slice(0, count);
    assert(
      needed.length === count,
      () => `group ${log.group}: ${needed.length} of ${count} entries to copy`,
    );
    this.#parts.copy(log, needed);
    this.copiedBytes += needed.reduce((sum, { data }) => sum + data.length, 0);
    return true;
  }
}
