import type { Disk } from '../../src/storage/disk.ts';
import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { type RecoveredWal, recoverWal } from '../../src/storage/wal-recovery.ts';
import type { Random } from '../../src/util/random.ts';
import { type Model, recoveredState, type Step } from './wal-model.ts';
import { conf, directory, smallWal } from './wal-world.ts';

/** Two frames of one sector fill a segment. */
export const proofWal = { ...smallWal, segmentBytes: 2_048, spareSegments: 1 };

/** Steps that are asked for in one turn, with the number that each has in the run; the log is kicked after them. */
export type Act = (model: Model, seq: number) => readonly (Step | { readonly type: 'close' })[];

/** What may be on the disk: the log after the first `steps` of a run. */
export interface Boundary {
  readonly steps: number;
  readonly state: string;
  readonly model: Model;
}

/** Between the log and the disk, where bugs are planted. */
export type Seam = (disk: Disk) => Disk;

export const honest: Seam = (disk) => disk;

/** Which move comes next: an act, or the completion of one of the operations under way. */
export type Order = (pending: number, acts: number, random: Random) => 'act' | number;

/** Each act when everything before it has completed. */
export const patient: Order = (pending) => (pending > 0 ? 0 : 'act');

/**
 * Acts come while others are under way, every `rarity` moves on average, and what was asked last completes first as often
 * as not. Few moves between acts put much into a frame, many let frames, spares and purges meet.
 */
export const hurried =
  (rarity: number): Order =>
  (pending, acts, random) => {
    if (pending === 0 || (acts > 0 && random.chance(1, rarity))) return 'act';
    return random.between(0, pending - 1);
  };

/**
 * One life of a log, moved on step by step, and all that a crash between two moves may leave:
 *
 *   appended, in order   | frame | frame | frame in flight | collected |
 *   states allowed               ^ reported                ^ sealed
 *                                *       *                 *
 */
export class WalRun {
  readonly disk: MemoryDisk;
  readonly recovered: RecoveredWal;
  readonly boundaries: Boundary[];
  readonly errors: Error[] = [];
  readonly #acts: readonly Act[];
  readonly #model: Model;
  #nextAct = 0;
  #steps = 0;
  #sealed = 0;
  /** All of the first so many steps was reported durable. */
  #reported = 0;

  constructor(disk: MemoryDisk, acts: readonly Act[], base: Model, seam: Seam = honest) {
    this.disk = disk;
    this.#acts = acts;
    this.#model = base.clone();
    this.boundaries = [{ steps: 0, state: base.state(), model: base }];
    this.recovered = recoverWal(seam(disk), directory, proofWal);
    this.recovered.wal.listen({
      durable: (items) => {
        for (const { seq } of items) this.#report(seq);
      },
      fatal: (error) => this.errors.push(error),
    });
  }

  get reported(): number {
    return this.#reported;
  }

  /** What recovery may find now. */
  get allowed(): readonly Boundary[] {
    return this.boundaries.filter(({ steps }) => steps >= this.#reported);
  }

  /** Moves until there is nothing left to do; `moved` sees the run after each move. */
  run(order: Order, random: Random, moved: () => void): void {
    moved();
    while (this.#nextAct < this.#acts.length || this.disk.pending > 0) {
      const left = this.#acts.length - this.#nextAct;
      const move = order(this.disk.pending, left, random);
      if (move === 'act' && left > 0) this.#act();
      else this.disk.deliver(move === 'act' ? 0 : move);
      this.#look();
      moved();
    }
  }

  #act(): void {
    const { wal } = this.recovered;
    const act = this.#acts[this.#nextAct++];
    for (const step of act?.(this.#model, this.#steps + 1) ?? []) {
      const number = ++this.#steps;
      if (step.type === 'close') {
        wal.close(() => this.#report(number));
        continue;
      }
      if (step.type === 'purge') {
        // One at a time: another is refused, and changes nothing.
        if (!wal.purge(step.points, () => this.#report(number))) continue;
      }
      this.#model.apply(step);
      if (step.type === 'create') wal.createGroup(step.group, step.replica, conf(1, 2, 3));
      else if (step.type === 'drop') wal.dropGroup(step.group);
      else if (step.type === 'append') wal.append(step.group, step.write);
    }
    wal.kick();
  }

  #report(steps: number): void {
    this.#reported = Math.max(this.#reported, steps);
  }

  /** A frame is sealed with everything that was collected by then, and nothing is collected within the same move. */
  #look(): void {
    if (this.recovered.wal.collectedBytes > 0 || this.#sealed === this.#steps) return;
    this.#sealed = this.#steps;
    const model = this.#model.clone();
    this.boundaries.push({ steps: this.#steps, state: model.state(), model });
  }
}

/** What recovery finds on the disk, and makes of it. */
export function stateAfterRecovery(disk: MemoryDisk, seam: Seam = honest): string {
  return stateOf(recoverWal(seam(disk), directory, proofWal));
}

export function stateOf(recovered: RecoveredWal): string {
  return recoveredState({ recovered });
}

/** The boundary whose state this is, among those allowed. */
export function allowedBoundary(run: WalRun, state: string, context: string): Boundary {
  const found = run.allowed.findLast((boundary) => boundary.state === state);
  if (found !== undefined) return found;
  const states = run.allowed.map((each) => `  after step ${each.steps}: ${inOneLine(each.state)}`);
  throw new Error(
    [`${context}: recovered`, `  ${inOneLine(state)}`, 'allowed', ...states].join('\n'),
  );
}

function inOneLine(state: string): string {
  return state.replaceAll('\n', ' | ').replace(/-+/g, '-');
}
