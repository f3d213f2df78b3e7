import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildShim } from './build.ts';
import { DiskControl } from './control.ts';
import { clearUndo, type Fate, losePower, type PowerLoss } from './power-loss.ts';

/** Kinds of files of a node, as the shim tells them apart. */
export const fileKinds = { wal: 1, db: 2, other: 4 } as const;
export const anyFile = fileKinds.wal | fileKinds.db | fileKinds.other;

/** What the shim has counted. */
export interface DiskCounts {
  readonly writes: number;
  readonly syncs: number;
  /** Syncs that were told not to come back. */
  readonly held: number;
  /** Writes and syncs that were told to take longer. */
  readonly delayed: number;
  /** Syncs that failed. */
  readonly failed: number;
  /** Writes that found no space. */
  readonly refused: number;
}

/**
 * The disk below one node, which does what a test tells it to (shim.c). What it knows outlives the processes of the
 * node: a sync that one of them made is one, and what none of them synced is lost with the power.
 */
export class FaultyDisk {
  readonly #directory: string;
  readonly #state: string;
  readonly #control: DiskControl;

  /** `state` is a directory beside that of the node, on the same file system. */
  constructor(directory: string, state: string) {
    this.#directory = directory;
    this.#state = state;
    this.#control = new DiskControl(join(state, 'control'));
    mkdirSync(state, { recursive: true });
    clearUndo(this.#undo);
    this.#control.reset();
  }

  /** What a process needs in its environment to have this disk. */
  get env(): Readonly<Record<string, string>> {
    return {
      LD_PRELOAD: buildShim(),
      RINGKV_DISK_DIR: this.#directory,
      RINGKV_DISK_STATE: this.#state,
      // Nothing may go past libc.
      UV_USE_IO_URING: '0',
    };
  }

  get counts(): DiskCounts {
    const of = (word: keyof DiskCounts): number => this.#control.get(word);
    return {
      writes: of('writes'),
      syncs: of('syncs'),
      held: of('held'),
      delayed: of('delayed'),
      failed: of('failed'),
      refused: of('refused'),
    };
  }

  /** Syncs, from the nth from now on, do not come back until {@link heal}. */
  hold(kinds: number, nth = 1): void {
    this.#control.set('holdAfter', nth);
    this.#control.set('hold', kinds);
  }

  /** A share of the writes and syncs takes so much longer. */
  slow(kinds: number, ms: number, share: number): void {
    this.#control.set('slowMicros', ms * 1_000);
    this.#control.set('slowPermille', share * 1_000);
    this.#control.set('slow', kinds);
  }

  /** The nth sync from now on fails, once; those after it succeed, and do not write what that one lost. */
  failSync(kinds: number, nth: number): void {
    this.#control.set('failAfter', nth);
    this.#control.set('fail', kinds);
  }

  /** So many bytes are free, for files to grow into. */
  limitSpace(bytes: number, kinds = anyFile): void {
    this.#control.set('spaceBytes', bytes);
    this.#control.set('space', kinds);
  }

  /** Nothing fails or waits any more. */
  heal(): void {
    for (const word of ['hold', 'slow', 'fail', 'space'] as const) this.#control.set(word, 0);
  }

  /** Takes back what was not synced; see {@link losePower}. No process may use the directory. */
  losePower(fate: Fate, keptShare: number): PowerLoss {
    return losePower(this.#directory, this.#undo, fate, keptShare);
  }

  get #undo(): string {
    return join(this.#state, 'undo');
  }
}
