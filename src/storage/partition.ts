import { decodeConf } from '../raft/index.ts';
import type { ConfState, Entry, SnapshotMeta } from '../raft/types.ts';
import { entryKind } from '../raft/types.ts';
import { assert } from '../util/assert.ts';
import type { PlantedBugs } from '../util/planted-bugs.ts';
import { applyCommand, withoutConditions } from './apply-command.ts';
import type { ApplyState } from './apply-record.ts';
import type { CommandResult, DueKey, RecordView } from './command.ts';
import { decodeCommandBatch, isRangedEntry } from './command-codec.ts';
import { type CountPage, type CountRequest, countRecords } from './count.ts';
import { collectDueKeys } from './due-keys.ts';
import { History, type HistoryLimits } from './history.ts';
import { IdempotencyTable } from './idempotency-table.ts';
import { type Capture, capture } from './merged-rows.ts';
import { encodeMeta, metaKey, type PartitionState } from './meta-row.ts';
import { type ReadRanges, readRanges } from './range-rows.ts';
import { rangesOf } from './ranged-command.ts';
import { RecordTable } from './record-table.ts';
import { RowSpace } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { type ScanPage, type ScanRequest, scanRecords } from './scan.ts';
import { Scrub } from './scrub.ts';
import { type SessionCache, SessionTable } from './session-table.ts';
import { type SnapshotSource, StreamingSource } from './snapshot-source.ts';
import { EntryFormatError, isDamage } from './storage-errors.ts';

const noRanges: ReadRanges = new Map();

/** What a partition needs of the node's store. */
export interface PartitionHost extends SessionCache, HistoryLimits {
  readonly rows: RowStore;
  readonly snapshotChunkBytes: number;
  readonly planted: PlantedBugs;
  /** The partition applied something: its state row belongs into the next batch (R17). */
  touched(partition: Partition): void;
  /** Apply stopped half way: nothing of this node's layers may become durable any more. */
  poisoned(error: Error): void;
}

/** What was found on disk, or the beginning. */
export interface PartitionStart {
  readonly group: number;
  readonly generation: number;
  readonly state: PartitionState;
  /** A lower bound; 0 when it is not known yet. */
  readonly nextExpiryMs: number;
}

/**
 * The replicated state machine of one group: one generation of its rows, changed by `apply` and by nothing else.
 * Everything is synchronous but ranges, which read the engine in the background from a frozen view.
 *
 * Invariants: rows, hash, revision, clock and configuration are a function of the entries 1..appliedIndex alone.
 */
export class Partition implements ApplyState {
  readonly group: number;
  readonly generation: number;
  readonly records: RecordTable;
  readonly sessions: SessionTable;
  readonly idempotency: IdempotencyTable;
  /** What its rows went through lately (R35). */
  readonly changes: History;
  readonly #host: PartitionHost;
  readonly #meta: RowSpace;
  readonly #session: RowSpace;
  readonly #blocks: RowSpace;
  readonly #segments: RowSpace;
  readonly #idempotency: RowSpace;
  #appliedIndex: number;
  #appliedTerm: number;
  #revision: number;
  #clockMs: number;
  #conf: ConfState;
  /** The ranges of the entry that comes next, if it needs any. */
  #prepared: { readonly index: number; readonly ranges: ReadRanges } | null = null;

  constructor(host: PartitionHost, start: PartitionStart) {
    const { group, generation, state } = start;
    const place = `group ${group} generation ${generation}`;
    this.group = group;
    this.generation = generation;
    this.#host = host;
    this.#meta = new RowSpace(group, generation, 'meta');
    this.#session = new RowSpace(group, generation, 'session');
    this.#idempotency = new RowSpace(group, generation, 'idempotency');
    this.#blocks = new RowSpace(group, generation, 'block');
    this.#segments = new RowSpace(group, generation, 'segment');
    this.records = new RecordTable(
      host.rows,
      {
        records: new RowSpace(group, generation, 'record'),
        expiries: new RowSpace(group, generation, 'expiry'),
      },
      `record of ${place}`,
      { hash: state.recordHash, nextExpiryMs: start.nextExpiryMs },
    );
    this.sessions = new SessionTable(
      host.rows,
      this.#session,
      `session of ${place}`,
      host,
      state.sessionHash,
    );
    this.idempotency = new IdempotencyTable(
      host.rows,
      this.#idempotency,
      `idempotency key of ${place}`,
      state.idempotencyHash,
    );
    const spaces = { blocks: this.#blocks, segments: this.#segments };
    this.changes = new History(host.rows, spaces, `history of ${place}`, host, state.revision);
    this.#appliedIndex = state.appliedIndex;
    this.#appliedTerm = state.appliedTerm;
    this.#revision = state.revision;
    this.#clockMs = state.clockMs;
    this.#conf = state.conf;
  }

  /** Only for commands, while they apply. */
  get ranges(): ReadRanges {
    return this.#prepared?.ranges ?? noRanges;
  }

  get appliedIndex(): number {
    return this.#appliedIndex;
  }

  get appliedTerm(): number {
    return this.#appliedTerm;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Only commands, while they apply. */
  set revision(revision: number) {
    this.#revision = revision;
  }

  /** Partition time: the highest stamp applied (R28). */
  get clockMs(): number {
    return this.#clockMs;
  }

  /** The configuration as of the applied index. */
  get conf(): ConfState {
    return this.#conf;
  }

  /** Equal on all replicas at equal applied index (R20). */
  get hash(): number {
    return (this.records.hash + this.sessions.hash + this.idempotency.hash) >>> 0;
  }

  /** The part of the hash that is known without encoding anything. */
  get recordHash(): number {
    return this.records.hash;
  }

  /** No record expires before this; Infinity when none expires. */
  get nextExpiryMs(): number {
    return this.records.nextExpiryMs;
  }

  /** False once the group was dropped or replaced by a snapshot: fetch the partition from the store again. */
  get alive(): boolean {
    return !this.#meta.dead;
  }

  /**
   * Whether the next entry can be applied now. A ranged one (R32) is read for first: then nothing may be applied before
   * `ready` is called, which is once and in a later turn; without an error the entry can be applied after it.
   */
  prepare(entry: Entry, ready: (error: Error | null) => void): boolean {
    this.#assertAlive();
    if (entry.kind !== entryKind.command || !isRangedEntry(entry.data)) return true;
    if (this.#prepared?.index === entry.index) return true;
    const wanted = decodeCommandBatch(entry.data).commands.flatMap(({ body }) => rangesOf(body));
    readRanges(this.#host.rows, this.records, wanted, (error, ranges) => {
      if (error === null) this.#prepared = { index: entry.index, ranges };
      ready(error);
    });
    return false;
  }

  /**
   * One result per command; none for a no-op or a configuration. Entries come in order without gaps. Throws on an
   * entry that this release does not understand, which must stop the node (R27), and on damaged rows: then this
   * partition is retired, and has to be replaced (R24).
   */
  apply(entry: Entry): readonly CommandResult[] {
    this.#assertAlive();
    assert(
      entry.index === this.#appliedIndex + 1 && entry.term >= this.#appliedTerm,
      () =>
        `group ${this.group} at ${this.#appliedIndex}/${this.#appliedTerm} ` +
        `cannot apply ${entry.index}/${entry.term}`,
    );
    this.#host.touched(this);
    try {
      const results = this.#run(entry);
      this.#prepared = null;
      this.#appliedIndex = entry.index;
      this.#appliedTerm = entry.term;
      return results;
    } catch (error) {
      // Some commands of the entry may have written: flushed under the old index, they would run twice after a restart.
      if (isDamage(error)) this.retire();
      else this.#host.poisoned(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  /** The record as applied here; a due one is there until its EXPIRE applies (R29). */
  get(key: Uint8Array): RecordView | null {
    this.#assertAlive();
    return this.records.find(key)?.view ?? null;
  }

  /** When the record expires, in partition time; 0 for never and for no record. */
  dueAt(key: Uint8Array): number {
    return this.get(key)?.expiresAt ?? 0;
  }

  /** At most `maxKeys` keys whose expiry is not after `stampMs`, earliest first. */
  collectDue(
    stampMs: number,
    maxKeys: number,
    done: (error: Error | null, keys: readonly DueKey[]) => void,
  ): void {
    this.#assertAlive();
    collectDueKeys(this.#host.rows, this.records, { stampMs, maxKeys }, done);
  }

  /** One page, atomic at the revision it returns (R36). On an error the page is empty. */
  scan(request: ScanRequest, done: (error: Error | null, page: ScanPage) => void): void {
    this.#assertAlive();
    scanRecords(this.#host.rows, this.records, request, this.#revision, done);
  }

  /** How many records a page would have, however large they are; atomic at the revision it returns. */
  count(request: CountRequest, done: (error: Error | null, page: CountPage) => void): void {
    this.#assertAlive();
    countRecords(this.#host.rows, this.records, request, this.#revision, done);
  }

  /** The state as of now, streamed while writes go on. Close it soon: it pins old rows on disk. */
  openSnapshot(): SnapshotSource {
    this.#assertAlive();
    // Only a partition touched since the last seal has sessions to settle, so the same batch will hold their index (R17).
    this.sessions.settle();
    this.changes.settle();
    return new StreamingSource(this.#host.rows, {
      state: this.#state(),
      spaces: {
        records: this.records.records,
        sessions: this.#session,
        idempotency: this.#idempotency,
        blocks: this.#blocks,
        segments: this.#segments,
      },
      place: `group ${this.group} generation ${this.generation}`,
      chunkBytes: this.#host.snapshotChunkBytes,
    });
  }

  /** Verifies the state as of now while writes go on. Close it: it pins old rows on disk. */
  openScrub(): Scrub {
    this.#assertAlive();
    this.sessions.settle();
    this.changes.settle();
    const { rows } = this.#host;
    const everything = { from: '', to: null };
    const view = (space: RowSpace): Capture =>
      capture(rows.engine, rows.overlay, space, everything);
    return new Scrub({
      place: `group ${this.group} generation ${this.generation}`,
      records: view(this.records.records),
      sessions: view(this.#session),
      idempotency: view(this.#idempotency),
      expiries: view(this.records.expiries),
      blocks: view(this.#blocks),
      segments: view(this.#segments),
      recordHash: this.records.hash,
      sessionHash: this.sessions.hash,
      idempotencyHash: this.idempotency.hash,
    });
  }

  /** What a snapshot of now would be called. */
  get snapshotMeta(): SnapshotMeta {
    return { index: this.#appliedIndex, term: this.#appliedTerm, conf: this.#conf };
  }

  /** Writes the rows that are kept decoded, right before the active layer is sealed. */
  settle(): void {
    this.#assertAlive();
    this.sessions.settle();
    this.changes.settle();
    this.#host.rows.set(this.#meta, metaKey, encodeMeta(this.#meta, this.#state()));
  }

  /** Nothing of this generation is flushed or served any more. */
  retire(): void {
    this.#meta.dead = true;
    this.#session.dead = true;
    this.#idempotency.dead = true;
    this.#blocks.dead = true;
    this.#segments.dead = true;
    this.records.records.dead = true;
    this.records.expiries.dead = true;
  }

  #run(entry: Entry): readonly CommandResult[] {
    if (entry.kind === entryKind.noop) {
      // Planted bug (R45): every leadership begins with a no-op, so all replicas forget at the same entry.
      if (this.#host.planted.forgetAnswersOnFailover) this.sessions.forgetAnswers();
      return [];
    }
    if (entry.kind === entryKind.conf) {
      const conf = decodeConf(entry.data);
      if (conf === null)
        throw new EntryFormatError(`configuration entry ${entry.index} is malformed`);
      this.#conf = conf;
      return [];
    }
    const batch = decodeCommandBatch(entry.data);
    assert(
      this.#prepared?.index === entry.index || !isRangedEntry(entry.data),
      () => `group ${this.group}: ranged entry ${entry.index} applied before its ranges were read`,
    );
    this.#clockMs = Math.max(this.#clockMs, batch.stampMs);
    this.sessions.endIdle(this.#clockMs);
    this.idempotency.endDue(this.#clockMs);
    this.changes.begin(this.#clockMs);
    const results: CommandResult[] = [];
    for (const command of batch.commands) {
      // Planted bug (R45): what a transaction was conditional on may have changed since it was read.
      const asked = this.#host.planted.conditionsNotChecked ? withoutConditions(command) : command;
      results.push(applyCommand(this, this, asked));
    }
    return results;
  }

  #state(): PartitionState {
    return {
      appliedIndex: this.#appliedIndex,
      appliedTerm: this.#appliedTerm,
      revision: this.#revision,
      clockMs: this.#clockMs,
      conf: this.#conf,
      recordHash: this.records.hash,
      sessionHash: this.sessions.hash,
      idempotencyHash: this.idempotency.hash,
    };
  }

  #assertAlive(): void {
    assert(
      this.alive,
      () => `generation ${this.generation} of group ${this.group} was dropped or replaced`,
    );
  }
}
