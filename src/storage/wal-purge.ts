import type { Disk, DiskError } from './disk.ts';
import { type RewriteParts, Rewriter } from './wal-rewrite.ts';

export interface PurgeParts extends RewriteParts {
  readonly disk: Disk;
  /** Files that a former process did not finish. */
  readonly leftovers: readonly string[];
  /** Whether nothing may go on: after a failure, this one or an earlier one. */
  readonly stopped: (error: DiskError | null) => boolean;
}

/**
 * Gives back the segments that no group needs, and makes old ones free that little is needed of:
 *
 *   what is free goes ─▶ so do leftovers ─▶ what holds the oldest of the rest is copied ─▶ what that freed goes
 */
export class Purge {
  readonly rewriter: Rewriter;
  readonly #parts: PurgeParts;
  #leftovers: readonly string[];
  #running = false;
  /** The newest segment at the purge before: those below it have had one purge to become free by themselves. */
  #youngest = 0;

  constructor(parts: PurgeParts) {
    this.#parts = parts;
    this.#leftovers = parts.leftovers;
    this.rewriter = new Rewriter(parts);
  }

  get running(): boolean {
    return this.#running;
  }

  run(done: () => void): void {
    this.#running = true;
    const until = this.#youngest;
    this.#youngest = this.#parts.source.segments.newest.seq;
    const ended = (): void => {
      this.#running = false;
      done();
    };
    const rewritten = (copied: boolean): void => {
      if (copied) this.#removeUnneeded(ended);
      else ended();
    };
    this.#removeUnneeded(() => this.#removeLeftovers(0, () => this.rewriter.run(until, rewritten)));
  }

  /**
   * A group may have forgotten entries by a record that is on its way: a boundary, a snapshot, its end. Whatever it needs
   * no more is therefore counted first, and given up when all that was appended until then is durable.
   */
  #removeUnneeded(done: () => void): void {
    const { groups, segments } = this.#parts.source;
    let needed = segments.newest.seq;
    for (const log of groups.values()) needed = Math.min(needed, log.oldestSegment());
    this.#parts.barrier(() =>
      segments.removeBelow(needed, (error) => {
        if (!this.#parts.stopped(error)) done();
      }),
    );
  }

  #removeLeftovers(from: number, done: () => void): void {
    const { disk, source, stopped } = this.#parts;
    const name = this.#leftovers[from];
    if (name === undefined) {
      this.#leftovers = [];
      done();
      return;
    }
    disk.remove(`${source.segments.directory}/${name}`, (error) => {
      // Recovery may have needed that very name for what it replaced, and so made an end of it.
      const isGone = error?.code === 'ENOENT';
      if (isGone || !stopped(error)) this.#removeLeftovers(from + 1, done);
    });
  }
}
