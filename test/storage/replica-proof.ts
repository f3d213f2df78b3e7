import { restoreAside } from '../../src/storage/db-restore.ts';
import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import type { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { text } from '../../src/storage/row-keys.ts';
import { type Bounds, everyCrash, imageOf } from './crash-choices.ts';
import { type Golden, stateOf } from './golden-history.ts';
import { type Plant, type ReplicaAct, ReplicaRun } from './replica-run.ts';
import { TestNode } from './store-harness.ts';
import { directory } from './wal-world.ts';

export interface Storage {
  readonly disk: MemoryDisk;
  readonly engine: MemoryEngine;
}

const few: Bounds = { questions: 5, samples: 8, seed: 1 };

/**
 * Crashes of a replica's storage as a whole, between any two completions of its log's disk or its engine. After each:
 * recovered log and state machine are brought together as the host does it, and hold the committed history up to what was
 * acknowledged, exactly. Where the state machine was lost, what was set aside of it and the log hold that together, when
 * its owner restores it.
 */
export class ReplicaProof {
  readonly counts = { moves: 0, crashes: 0, images: 0, lives: 0, resets: 0, swept: 0, restored: 0 };
  readonly #golden: Golden;
  readonly #plant: Plant;
  /** After a crash the engine does what it should. */
  readonly #recovery: Plant;
  readonly #seen = new Set<string>();

  constructor(golden: Golden, plant: Plant = {}) {
    this.#golden = golden;
    const { engine: _, ...recovery } = plant;
    this.#plant = plant;
    this.#recovery = recovery;
  }

  losePower(storage: Storage, acts: readonly ReplicaAct[], seed: number, name: string): ReplicaRun {
    return this.#walk(storage, acts, seed, name, () => {});
  }

  /** A kill at every move, after which the replica lives on and loses power at every move. */
  kill(
    storage: Storage,
    acts: readonly ReplicaAct[],
    then: readonly ReplicaAct[],
    seed: number,
    name: string,
  ): void {
    this.#walk(storage, acts, seed, name, (run, where) => {
      for (const kept of [false, true]) {
        // A switch that the last life began is finished by the next.
        const killed = { disk: run.disk.fork(), engine: run.memory.aftermath(kept) };
        this.counts.lives++;
        this.losePower(killed, then, seed, `${where}, killed with ${kept ? 'all' : 'no'} work`);
      }
    });
  }

  #walk(
    { disk, engine }: Storage,
    acts: readonly ReplicaAct[],
    seed: number,
    name: string,
    moved: (run: ReplicaRun, where: string) => void,
  ): ReplicaRun {
    const run = new ReplicaRun(this.#golden, disk, engine, this.#plant);
    const bounds = { questions: 10, samples: 32, seed };
    let moves = 0;
    run.run(acts, seed, () => {
      const where = `${name}, seed ${seed}, move ${moves++}`;
      this.counts.moves++;
      this.counts.crashes += everyCrash(bounds, (keep) => {
        const crashed = { disk: run.disk.fork(), engine: run.memory.aftermath(keep) };
        crashed.disk.crash(keep);
        this.#look(crashed, run, where);
      });
      moved(run, where);
    });
    const [error] = [...run.errors, ...run.fatal, ...run.outOfSpace];
    if (error !== undefined) throw new Error(`${name}, seed ${seed}: ${error.message}`);
    return run;
  }

  #look(crashed: Storage, run: ReplicaRun, where: string): void {
    const rows = rowsOf(crashed.engine);
    const known = `${run.acked} ${[...run.installs].join()} ${run.created}`;
    const image = `${known} ${rows.join()} ${imageOf(crashed.disk, directory)}`;
    if (this.#seen.has(image)) return;
    this.#seen.add(image);
    this.counts.images++;
    try {
      this.#recover(crashed, run, rows);
    } catch (error) {
      throw new Error(`${where}: ${(error as Error).stack}`);
    }
  }

  #recover({ disk, engine }: Storage, run: ReplicaRun, rows: readonly string[]): void {
    const next = new ReplicaRun(this.#golden, disk.fork(), engine.aftermath(), this.#recovery);
    const { acked } = next;
    if (!next.agreed) this.counts.resets++;
    if (!next.created) {
      must(run.acked === 0, `${run.acked} entries were acknowledged, and there is no log`);
      return;
    }
    const applied = next.partition.appliedIndex;
    must(acked >= run.acked, `holds ${acked} entries where ${run.acked} were acknowledged`);
    must(next.agreed || run.installs.has(applied), `the state is at ${applied} and the log is not`);
    // What was recovered is not taken back by another power loss, wherever recovery had come to.
    next.run([], 1, () => {
      everyCrash(few, (keep) => {
        const again = next.disk.fork();
        again.crash(keep);
        const held = new ReplicaRun(
          this.#golden,
          again,
          next.memory.aftermath(keep),
          this.#recovery,
        );
        must(held.acked >= acked, `holds ${held.acked} entries where recovery had found ${acked}`);
      });
    });
    if (next.lost) this.#restoreByOwner(next, run);
    else this.#expectGolden(next, applied);
    this.#expectSwept(next, rows);
    next.commitTo(next.matching);
    if (!next.lost) this.#expectGolden(next, next.matching);
    this.#installOnTop(next, rows);
  }

  /** In another copy of the node. */
  #restoreByOwner(lost: ReplicaRun, run: ReplicaRun): void {
    this.counts.restored++;
    const engine = lost.memory.aftermath();
    restoreAside(engine, 1, (error) => must(error === null, `no restore: ${error?.message}`));
    engine.pumpAll();
    const back = new ReplicaRun(this.#golden, lost.disk.fork(), engine, this.#recovery);
    back.run([], 1, () => {});
    must(back.acked >= run.acked, `restored, it holds ${back.acked} entries of ${run.acked}`);
    this.#expectGolden(back, back.partition.appliedIndex);
    back.commitTo(back.matching);
    this.#expectGolden(back, back.matching);
  }

  #expectGolden(run: ReplicaRun, index: number): void {
    const node = nodeOf(run);
    const state = stateOf(node);
    const golden = this.#golden.state(index);
    must(state === golden, `after entry ${index}\n${state}\nwhere the history is\n${golden}`);
  }

  /** Once the sweeps of the start are through, nothing is left of generations that nothing refers to. */
  #expectSwept(run: ReplicaRun, before: readonly string[]): void {
    const left = rowsOf(run.memory.aftermath());
    const kept = [0, run.partition.generation, run.store.setAside(1)?.generation ?? 0];
    const dead = left.filter((row) => !kept.includes(generationOf(row)));
    must(dead.length === 0, `${dead.length} rows of dead generations after the sweep`);
    this.counts.swept += Math.max(0, before.length - left.length);
  }

  /** A snapshot goes into a generation that was never on the disk, and brings its state alone. */
  #installOnTop(run: ReplicaRun, before: readonly string[]): void {
    const { last } = this.#golden;
    if (run.commit >= last && !run.lost) return;
    run.install(last);
    run.run([], 1, () => {});
    must(run.store.setAside(1) === null, 'a generation is set aside beside a whole one');
    this.#expectSwept(run, []);
    const used = Math.max(...before.map(generationOf));
    const { generation } = run.partition;
    must(generation > used, `generation ${generation} where ${used} had been written`);
    this.#expectGolden(run, last);
    must(run.acked === last, `an install to ${last} was not acknowledged`);
  }
}

function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** The store under test with the tools of a test node; everything it waits for has come. */
export function nodeOf(run: ReplicaRun): TestNode {
  return Object.assign(new TestNode(), { engine: run.memory, store: run.store });
}

function rowsOf(engine: MemoryEngine): string[] {
  const rows: string[] = [];
  const view = engine.snapshot();
  const iterator = view.iterate({ from: new Uint8Array(), to: null });
  iterator.next(Number.MAX_SAFE_INTEGER, (_, found) => {
    for (const { key, value } of found) rows.push(`${text(key)}=${text(value)}`);
  });
  engine.pumpAll();
  iterator.close();
  view.close();
  return rows;
}

/** Of a row of group 1; 0 for the rows of the node. */
function generationOf(row: string): number {
  const key = Buffer.from(row.slice(0, 8), 'latin1');
  return key.readUInt32BE(0) === 1 ? key.readUInt32BE(4) : 0;
}
