import { fitOf, resetTo } from '../../src/server/host/reconcile.ts';
import type { Engine } from '../../src/storage/engine.ts';
import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import type { MemoryEngine } from '../../src/storage/memory-engine.ts';
import type { Partition } from '../../src/storage/partition.ts';
import { ReopenableEngine } from '../../src/storage/reopenable-engine.ts';
import { Store } from '../../src/storage/store.ts';
import type { Wal } from '../../src/storage/wal.ts';
import {
  type RecoveredGroup,
  type RecoveredWal,
  recoverWal,
} from '../../src/storage/wal-recovery.ts';
import { present } from '../../src/util/assert.ts';
import { Random } from '../../src/util/random.ts';
import { type Golden, lostFrom, lostTerm } from './golden-history.ts';
import { conf, smallOptions } from './store-harness.ts';
import { proofWal } from './wal-run.ts';
import { directory, entry, hardState, write } from './wal-world.ts';

/** Bugs of the driver and of what lies below the store; each is one that a proof must see. */
export interface Plant {
  /** Committed entries are applied before the own log holds them durably (R17). */
  readonly appliesUndurable?: boolean;
  /** The log is purged up to what was applied, flushed or not (R22). */
  readonly purgesUnflushed?: boolean;
  /** The log hears of a snapshot before the switch is durable (R21). */
  readonly logsBeforeSwitch?: boolean;
  /** A log that lacks the snapshot's entry is kept as it is (R21). */
  readonly neverResets?: boolean;
  /** The rows of a lost state are given up at once. */
  readonly forgetsAside?: boolean;
  /** The log is purged as if nothing were set aside. */
  readonly purgesLost?: boolean;
  readonly engine?: (engine: Engine) => Engine;
}

export type ReplicaAct = (replica: ReplicaRun) => void;

/** How far the log was when a write was appended. */
interface Note {
  readonly matching: number;
  last: number;
}

/**
 * One life of a replica's storage, without a host: log and state machine, driven as `src/server/host` does.
 *
 *   append ─▶ log ─durable─▶ apply (committed) ─▶ overlay ─flush─▶ engine ─▶ purge of the log
 *   install: chunks ─▶ engine ─▶ switch ─▶ record in the log ─durable─▶ acknowledged
 */
export class ReplicaRun {
  readonly golden: Golden;
  readonly disk: MemoryDisk;
  memory: MemoryEngine;
  #database!: ReopenableEngine;
  readonly wal: Wal;
  /** Of the log and of installs. */
  readonly errors: Error[] = [];
  /** Of the store. */
  readonly fatal: Error[] = [];
  readonly outOfSpace: Error[] = [];
  /** Indexes of snapshots whose switch may be on the disk. */
  readonly installs = new Set<number>();
  /** The log and the state machine fitted together. */
  agreed = true;
  /** The state machine waits for a snapshot (R24). */
  lost = false;
  store!: Store;
  /** Of the committed history, the replica promised to hold so much. */
  acked = 0;
  /** The log holds the committed history up to here, from its boundary or the state machine's index on. */
  matching = 0;
  commit = 0;
  readonly #plant: Plant;
  #last = 0;
  #persisted = 0;
  #created = false;
  #seq = 0;
  #installing = false;
  #askedAt = 0;
  readonly #notes = new Map<number, Note>();

  constructor(golden: Golden, disk: MemoryDisk, memory: MemoryEngine, plant: Plant = {}) {
    this.golden = golden;
    this.disk = disk;
    this.memory = memory;
    this.#plant = plant;
    const recovered = recoverWal(disk, directory, proofWal);
    this.wal = recovered.wal;
    this.wal.listen({
      durable: (items) => {
        for (const { group, seq } of items) if (group === 1) this.#durable(seq);
        this.#apply();
      },
      fatal: (error) => this.errors.push(error),
    });
    this.#open();
    this.#restore(recovered);
    // Whoever asks this replica now may act on the answer.
    this.acked = this.matching;
  }

  get partition(): Partition {
    return this.store.partition(1);
  }

  get created(): boolean {
    return this.#created;
  }

  /** I/O under way. */
  get pending(): number {
    return this.disk.pending + this.memory.pending;
  }

  /** Does everything, moving between acts and completions in any order that the seed says. */
  run(acts: readonly ReplicaAct[], seed: number, moved: () => void): void {
    const random = new Random(seed);
    const patient = seed === 1;
    let next = 0;
    moved();
    while (next < acts.length || this.pending > 0) {
      const acting = this.pending === 0 || (!patient && random.chance(1, 4));
      if (acting && next < acts.length) {
        acts[next++]?.(this);
        this.wal.kick();
      } else this.#complete(patient ? 0 : random.between(0, this.pending - 1));
      moved();
    }
  }

  #complete(i: number): void {
    if (i < this.disk.pending) this.disk.deliver(i);
    else this.memory.pump(i - this.disk.pending);
  }

  create(): void {
    if (this.#created) return;
    this.#created = true;
    this.wal.createGroup(1, 11, conf);
    this.wal.createGroup(2, 22, conf);
    if (!this.store.hasPartition(1)) this.store.createPartition(1, conf);
  }

  /** The next entries of the committed history, over whatever else is there. */
  append(count: number): void {
    const first = this.matching + 1;
    const entries = this.golden.entries.slice(this.matching, this.matching + count);
    if (!this.#created || entries.length === 0) return;
    if (first <= this.#last) this.#overwrite(first);
    this.matching += entries.length;
    this.#last = this.matching;
    const term = this.golden.entry(this.matching).term;
    this.wal.append(
      1,
      write(this.#note(), { entries, hardState: hardState(term, 1, this.commit) }),
    );
    this.wal.append(2, write(0, { hardState: hardState(this.#seq, 1, 0) }));
  }

  /** Entries of a leader that fell before they were committed. */
  appendLost(count: number): void {
    if (!this.#created || this.matching !== lostFrom - 1 || this.#last >= lostFrom) return;
    const entries = Array.from({ length: count }, (_, i) => entry(lostFrom + i, lostTerm));
    this.#last += count;
    this.wal.append(1, write(this.#note(), { entries, hardState: hardState(2, 2, this.commit) }));
  }

  commitTo(index: number): void {
    this.commit = Math.max(this.commit, Math.min(index, this.matching));
    this.#apply();
  }

  flush(): void {
    this.store.flushNow();
  }

  /** As the host's purger: what is flushed, and not above what the log holds durably. */
  purge(): void {
    if (!this.#created) return;
    this.wal.purge(new Map([[1, Math.min(this.#held(), this.#persisted)]]), () => {});
  }

  #held(): number {
    if (!this.lost) {
      const { purgesUnflushed } = this.#plant;
      return purgesUnflushed ? this.partition.appliedIndex : this.store.flushedIndex(1);
    }
    if (this.#plant.forgetsAside) return 0;
    const aside = this.#plant.purgesLost ? null : this.store.setAside(1);
    // The core stands still at the index at which it asked for a snapshot.
    const applied = this.#installing ? this.#askedAt : this.commit;
    return Math.min(applied, aside?.appliedIndex ?? Number.POSITIVE_INFINITY);
  }

  /** As the host's group: a row was damaged, or the replicas differ. */
  loseState(): void {
    if (!this.#created || this.lost) return;
    this.lost = true;
    if (this.#installing) this.partition.retire();
    else this.store.replaceDamaged(1, conf);
    if (this.#plant.forgetsAside) this.store.beginAnew();
  }

  /** As the host's install path. A replica that knows more than the snapshot takes none. */
  install(index: number): void {
    const least = this.lost ? this.commit : this.commit + 1;
    if (!this.#created || this.#installing || index < least) return;
    const { meta, chunks } = this.golden.snapshot(index);
    const sink = this.store.beginInstall(1, meta);
    this.#installing = true;
    this.#askedAt = this.commit;
    const ended = (error: Error | null): void => {
      this.#installing = false;
      if (error === null) this.lost = false;
      if (error !== null) this.#notInstalled(error);
      else if (!this.#plant.logsBeforeSwitch) this.#installed(index);
      this.#apply();
    };
    const write = (position: number): void => {
      const chunk = chunks[position];
      if (chunk !== undefined) {
        sink.write(chunk, (error) => (error === null ? write(position + 1) : ended(error)));
        return;
      }
      this.installs.add(index);
      if (this.#plant.logsBeforeSwitch) this.#installed(index);
      sink.finish(ended);
    };
    write(0);
  }

  /** There is room again, and the database was opened anew (R23). */
  reopen(): void {
    this.store.suspend();
    this.#database.reopen((error) => {
      if (error === null) this.store.resumeFlush();
    });
  }

  #notInstalled(error: Error): void {
    this.errors.push(error);
    if (this.lost && !this.partition.alive) this.store.replaceDamaged(1, conf);
  }

  #installed(index: number): void {
    const { meta: snapshot } = this.golden.snapshot(index);
    if (index > this.matching) {
      this.#overwrite(index);
      this.matching = index;
      this.#last = index;
    }
    this.commit = Math.max(this.commit, index);
    const parts = { snapshot, hardState: hardState(snapshot.term, 0, this.commit) };
    this.wal.append(1, write(this.#note(), parts));
    this.wal.kick();
  }

  #note(): number {
    this.#notes.set(++this.#seq, { matching: this.matching, last: this.#last });
    return this.#seq;
  }

  #overwrite(first: number): void {
    this.#persisted = Math.min(this.#persisted, first - 1);
    for (const note of this.#notes.values()) note.last = Math.min(note.last, first - 1);
  }

  #durable(seq: number): void {
    const note = this.#notes.get(seq);
    if (note === undefined) return;
    this.#notes.delete(seq);
    this.#persisted = note.last;
    this.acked = Math.max(this.acked, note.matching);
  }

  #apply(): void {
    if (!this.#created || this.#installing || this.lost) return;
    const durable = this.#plant.appliesUndurable ? this.matching : this.#persisted;
    const until = Math.min(this.commit, this.matching, durable);
    for (let next = this.partition.appliedIndex + 1; next <= until; next++) {
      this.partition.apply(this.golden.entry(next));
    }
  }

  #open(): void {
    const hooks = {
      flushed: () => {},
      fatal: (error: Error) => this.fatal.push(error),
      outOfSpace: (error: Error) => this.outOfSpace.push(error),
    };
    const planted = (): Engine => this.#plant.engine?.(this.memory) ?? this.memory;
    const engine = new ReopenableEngine(planted(), (done) => {
      this.memory = this.memory.reopen();
      done(null, planted());
    });
    this.#database = engine;
    const opened: { error: Error | null; store: Store | null }[] = [];
    Store.open(engine, smallOptions, hooks, (error, store) => opened.push({ error, store }));
    while (opened.length === 0 && this.memory.pump()) {}
    const [{ error, store } = { error: null, store: null }] = opened;
    if (error !== null) throw error;
    this.store = present(store, 'store');
  }

  /** As the host's group factory. */
  #restore({ groups, tails }: RecoveredWal): void {
    const found = groups.find(({ group }) => group === 1);
    if (found === undefined) return;
    this.#created = true;
    const damage = this.store.damageOf(1);
    if (damage !== null) throw new Error(damage);
    if (!this.store.hasPartition(1)) this.#recreate(found);
    this.agreed = this.#plant.neverResets === true || this.#fits(found);
    const { appliedIndex } = this.partition;
    if (!this.agreed) {
      this.installs.add(appliedIndex);
      const boot = resetTo(this.partition, found);
      const { hardState, boundary: snapshot } = boot;
      this.wal.append(1, { seq: 0, hardState, entries: [], snapshot });
    }
    const start = this.lost ? found.boundary.index : appliedIndex;
    const from = new Map([[1, start + 1]]);
    const tail = this.agreed ? (tails(from).get(1) ?? []) : [];
    this.matching = start;
    for (const each of tail) {
      if (each.index !== this.matching + 1 || !this.golden.holds(each)) break;
      this.matching++;
    }
    this.#last = start + tail.length;
    this.#persisted = this.#last;
    this.commit = Math.max(start, Math.min(found.hardState.commit, this.matching));
  }

  /** Nothing here loses a state machine without its log, but what was set aside. */
  #fits(found: RecoveredGroup): boolean {
    const fit = fitOf(found, this.partition);
    this.lost = fit === 'state_lost' && this.store.setAside(1) !== null;
    if (this.lost) return true;
    if (fit === 'state_lost') {
      const { appliedIndex } = this.partition;
      throw new Error(
        `state at ${appliedIndex}, log after ${found.boundary.index}: part of the database is missing`,
      );
    }
    return fit === 'agree';
  }

  #recreate({ boundary }: RecoveredGroup): void {
    if (boundary.index > 0) throw new Error(`no state machine, and a log after ${boundary.index}`);
    this.store.createPartition(1, boundary.conf);
  }
}
