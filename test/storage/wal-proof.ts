import { MachineStopped, type MemoryDisk } from '../../src/storage/memory-disk.ts';
import { WalCorruptError, WalForeignError } from '../../src/storage/wal-errors.ts';
import { Random } from '../../src/util/random.ts';
import { type Bounds, everyCrash, imageOf } from './crash-choices.ts';
import {
  type Act,
  allowedBoundary,
  type Boundary,
  honest,
  type Order,
  type Seam,
  stateAfterRecovery,
  WalRun,
} from './wal-run.ts';
import { directory } from './wal-world.ts';

export interface Schedule {
  readonly order: Order;
  readonly seed: number;
  readonly bounds: Bounds;
  /** For failures. */
  readonly name: string;
  /** Whether recoveries are stopped at each of their operations too. */
  readonly stopsRecovery?: boolean;
}

/** Recovery changes the disk at most so often: it writes one segment and cuts another. */
const recoveryOperationsMax = 20;
const actsAfterTwoKills = 3;

/**
 * Takes a run apart. Between any two of its I/O completions the machine loses power, with every choice of what was not
 * synced; or the process is killed, and only what was written counts, until a later power loss takes back what was never
 * synced. Each recovery is stopped at each of its own operations in both ways too.
 *
 *   move ── move ── move ── ...
 *     │       └─ power loss x every choice ─▶ recover ─▶ a boundary that is allowed
 *     │                                        └─ x every operation of recovery: power loss, kill ─▶ recover
 *     └───────── kill ─▶ recover ─▶ goes on: move ── move ── ...
 *                                                      └─ power loss x every choice ─▶ recover
 */
export class WalProof {
  /** Counted so that a proof that looks at nothing cannot pass. */
  readonly counts = { moves: 0, crashes: 0, images: 0, inRecovery: 0, lives: 0 };
  readonly #seam: Seam;
  readonly #seen = new Set<string>();

  constructor(seam: Seam = honest) {
    this.#seam = seam;
  }

  /** Power loss at every move of one life. */
  losePower(disk: MemoryDisk, acts: readonly Act[], base: Boundary, schedule: Schedule): WalRun {
    return this.#walk(disk, acts, base, schedule, () => {});
  }

  /** The same, and a kill at every move, after which the log lives on with `then`. */
  kill(
    disk: MemoryDisk,
    acts: readonly Act[],
    then: readonly Act[],
    base: Boundary,
    schedule: Schedule,
  ): void {
    this.#walk(disk, acts, base, schedule, (run, name) => {
      this.#liveOn(run, run.disk.fork(), then, { ...schedule, name: `${name}, killed` });
      this.#stopEach(run.disk, (killed, operation) => {
        const where = `${name}, killed, and again in operation ${operation} of recovery`;
        this.#liveOn(run, killed, then.slice(0, actsAfterTwoKills), { ...schedule, name: where });
      });
    });
  }

  #liveOn(run: WalRun, killed: MemoryDisk, then: readonly Act[], schedule: Schedule): void {
    const state = stateAfterRecovery(killed.fork(), this.#seam);
    this.counts.lives++;
    const base = allowedBoundary(run, state, schedule.name);
    this.losePower(killed, then, base, { ...schedule, stopsRecovery: false });
  }

  #walk(
    disk: MemoryDisk,
    acts: readonly Act[],
    base: Boundary,
    schedule: Schedule,
    moved: (run: WalRun, name: string) => void,
  ): WalRun {
    const run = new WalRun(disk, acts, base.model, this.#seam);
    let moves = 0;
    run.run(schedule.order, new Random(schedule.seed), () => {
      const name = `${schedule.name}, move ${moves++}`;
      this.counts.moves++;
      const allowed = run.allowed.map(({ state }) => state).join('\n\n');
      this.counts.crashes += everyCrash(schedule.bounds, (keep) => {
        const crashed = run.disk.fork();
        crashed.crash(keep);
        const image = `${allowed} ${imageOf(crashed, directory)}`;
        if (this.#seen.has(image)) return;
        this.#seen.add(image);
        named(name, () => this.#recovers(crashed, run, schedule, name));
      });
      moved(run, name);
    });
    return run;
  }

  #recovers(disk: MemoryDisk, run: WalRun, schedule: Schedule, name: string): void {
    const { bounds, stopsRecovery = true } = schedule;
    this.counts.images++;
    const recovered = disk.fork();
    const { state } = allowedBoundary(run, stateAfterRecovery(recovered, this.#seam), name);
    // Somebody may have acted on what recovery showed: no power loss takes it back.
    this.#expectAgain(recovered, state, bounds, `${name}, after recovery`);
    if (!stopsRecovery) return;
    this.#stopEach(disk, (stopped, operation) => {
      const where = `${name}, operation ${operation} of recovery`;
      everyCrash(bounds, (keep) => {
        const crashed = stopped.fork();
        crashed.crash(keep);
        allowedBoundary(run, stateAfterRecovery(crashed, this.#seam), `${where}, power loss`);
      });
      const found = allowedBoundary(run, stateAfterRecovery(stopped, this.#seam), where);
      this.#expectAgain(stopped, found.state, bounds, `${where}, killed`);
    });
  }

  #expectAgain(disk: MemoryDisk, state: string, bounds: Bounds, name: string): void {
    everyCrash(bounds, (keep) => {
      const again = disk.fork();
      again.crash(keep);
      const found = stateAfterRecovery(again, this.#seam);
      if (found !== state) throw new Error(`${name}: ${found}\nwhere before was ${state}`);
    });
  }

  /** Recovery, stopped within each of its operations on the disk; what follows is another process. */
  #stopEach(disk: MemoryDisk, stoppedAt: (disk: MemoryDisk, operation: number) => void): void {
    for (let operation = 1; operation < recoveryOperationsMax; operation++) {
      const stopped = disk.fork();
      stopped.stopAt(operation);
      if (!isStopped(() => stateAfterRecovery(stopped, this.#seam))) return;
      this.counts.inRecovery++;
      stopped.restart();
      stoppedAt(stopped, operation);
    }
    throw new Error(`recovery goes on after ${recoveryOperationsMax} operations`);
  }
}

/** Recovery that refuses does not know where in a proof it is. */
function named(name: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof WalCorruptError || error instanceof WalForeignError)) throw error;
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

function isStopped(action: () => void): boolean {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof MachineStopped) return true;
    throw error;
  }
}
