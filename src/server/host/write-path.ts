import type { Dropped, Entry } from '../../raft/index.ts';
import {
  type Command,
  type CommandResult,
  type DueKey,
  encodeCommandBatch,
  isClosed,
  isDamage,
  isRanged,
} from '../../storage/index.ts';
import { assert } from '../../util/assert.ts';
import { emptyBytes } from '../../util/bytes.ts';
import { serverLimits, storageLimits } from '../../util/limits.ts';
import { isDropped } from './abandoned.ts';
import { commandBytes, forEachKey } from './command-keys.ts';
import { shortestTtlMs } from './command-ttl.ts';
import { fail, failureOf } from './failures.ts';
import type { Group } from './group.ts';
import type { Operation } from './operation.ts';

/** The operations behind one log entry: `operations[i]` asked for command i; null where the leader did, or nobody waits. */
interface PendingEntry {
  index: number;
  term: number;
  /** Command 0 is the leader's EXPIRE. */
  readonly expires: boolean;
  /** Some operation of it asked for ACCEPTED. */
  readonly queued: boolean;
  /** No key that this entry sets has its time before; Infinity when it sets none with a TTL. */
  readonly earliestExpiryMs: number;
  readonly operations: (Operation | null)[];
  /** Reads that met an expired key and go on once this entry's EXPIRE has applied (R29). */
  parked: Operation[];
}

/**
 * From queued writes to answers. Writes that arrived since the last turn become one log entry; the answer comes when
 * the entry at that (index, term) applies, and at no other moment:
 *
 *   queue ──turn──▶ proposed(id) ──accepted──▶ pending(index, term) ──apply──▶ reply
 *                        │                     └ with ACCEPTED: reply
 *                        └─dropped──▶ NOT_EXECUTED     └─leadership lost──▶ grace ──▶ UNKNOWN (R38)
 */
export class WritePath {
  readonly #group: Group;
  #queue: Operation[] = [];
  #queuedReads: Operation[] = [];
  #due: DueKey[] = [];
  readonly #proposed = new Map<number, PendingEntry>();
  /** Ascending by index. */
  #pending: PendingEntry[] = [];
  #nextId = 1;
  /** Since when entries are pending without leadership; null while leading. */
  #orphanedAt: number | null = null;
  #lastStampMs = 0;
  #sweeping = false;

  constructor(group: Group) {
    this.#group = group;
  }

  get uncommitted(): number {
    return this.#pending.length;
  }

  submit(operation: Operation): void {
    this.#queue.push(operation);
  }

  /** A read met a key that is due: order its end, then read again. */
  park(operation: Operation, due: readonly DueKey[]): void {
    this.#queuedReads.push(operation);
    for (const key of due) this.#due.push(key);
  }

  get hasWork(): boolean {
    return this.#queue.length > 0 || this.#due.length > 0 || this.#queuedReads.length > 0;
  }

  /**
   * The stamp of an entry proposed now: never below one given before, whatever the clocks say today (R28). Null while
   * too few clocks are known.
   */
  nextStampMs(now: number): number | null {
    const { partition } = this.#group;
    const wallMs = this.#group.stampMs(now);
    return wallMs === null ? null : Math.max(this.#lastStampMs, partition.clockMs, wallMs);
  }

  /** Turns what is queued into log entries, as many commands in each as the limits allow; false if it has to wait. */
  propose(now: number): boolean {
    const group = this.#group;
    if (!this.hasWork) return true;
    if (!group.leads) {
      this.#failQueued();
      return true;
    }
    // Until the own no-op has applied, expiry could be judged on a state that lacks acknowledged writes.
    if (!group.serving || !group.host.readable) return false;
    const stampMs = this.nextStampMs(now);
    if (stampMs === null || this.#mayHideDueKey(stampMs)) return false;
    this.#lastStampMs = stampMs;
    while (this.hasWork) this.#proposeEntry(stampMs, now);
    return true;
  }

  /**
   * Whether an entry on its way may set a key whose time has come by then: until it applies nobody can order that key's
   * end, and a command behind it would meet a key past its time (R29).
   */
  #mayHideDueKey(stampMs: number): boolean {
    for (const entry of this.#proposed.values()) if (entry.earliestExpiryMs <= stampMs) return true;
    return this.#pending.some(({ earliestExpiryMs }) => earliestExpiryMs <= stampMs);
  }

  #proposeEntry(stampMs: number, now: number): void {
    const commands: Command[] = [];
    const operations: (Operation | null)[] = [];
    const due = this.#due.splice(0, storageLimits.expireKeys);
    const parked = this.#queuedReads.splice(0);
    let bytes = 0;
    let taken = 0;
    let ttlMs = Number.POSITIVE_INFINITY;
    let queued = false;
    for (const operation of this.#queue) {
      if (taken === serverLimits.entryCommands) break;
      assert(operation.body.type === 'write', () => `a ${operation.body.type} in the write queue`);
      if (isDropped(operation, now, this.#group.host.metrics)) {
        taken++;
        continue;
      }
      const { command, accepted } = operation.body;
      const alone = isRanged(command.body);
      // R32: a ranged command has an entry of its own, and needs no EXPIRE of the leader.
      if (alone && commands.length + due.length + parked.length > 0) break;
      const size = commandBytes(command.body);
      // A transaction alone may be larger than an entry should be; together with others it would make them wait.
      if (commands.length > 0 && bytes + size > serverLimits.entryBytes) break;
      const ends = this.#dueAt(command, stampMs);
      // Each command alone names fewer keys, so it fits an entry whose EXPIRE begins empty.
      if (due.length + ends.length > storageLimits.expireKeys) break;
      taken++;
      for (const key of ends) due.push(key);
      commands.push(command);
      operations.push(operation);
      if (accepted === true) queued = true;
      ttlMs = Math.min(ttlMs, shortestTtlMs(command.body));
      bytes += size;
      if (alone) break;
    }
    this.#queue = taken === this.#queue.length ? [] : this.#queue.slice(taken);
    if (due.length > 0) {
      commands.unshift(leaderCommand({ kind: 'expire', keys: due }));
      operations.unshift(null);
    }
    if (commands.length === 0 && parked.length === 0) return;
    const id = this.#nextId++;
    this.#proposed.set(id, {
      index: 0,
      term: 0,
      expires: due.length > 0,
      queued,
      earliestExpiryMs: stampMs + ttlMs,
      operations,
      parked,
    });
    this.#group.step({
      type: 'propose',
      id,
      data: [encodeCommandBatch({ stampMs, commands })],
      term: 0,
    });
  }

  /** R29: a write sees a key as gone only when an EXPIRE ordered it so, before the write. */
  #dueAt(command: Command, stampMs: number): readonly DueKey[] {
    const { partition } = this.#group;
    if (partition.nextExpiryMs > stampMs || isRanged(command.body)) return nothingDue;
    const due: DueKey[] = [];
    forEachKey(command.body, (key) => {
      const expiresAt = this.#expiryOf(key);
      if (expiresAt !== 0 && expiresAt <= stampMs) due.push({ key, expiresAt });
    });
    return due;
  }

  /** 0 where the row is damaged: the leadership ends with it, and whatever is proposed after that is dropped. */
  #expiryOf(key: Uint8Array): number {
    const group = this.#group;
    if (group.lost !== null) return 0;
    try {
      return group.partition.dueAt(key);
    } catch (error) {
      if (!isDamage(error)) throw error;
      group.loseState(error.message);
      return 0;
    }
  }

  /** Keys whose time has come without anybody asking for them. */
  sweep(now: number): void {
    const group = this.#group;
    if (this.#sweeping || !group.serving || !group.host.readable) return;
    const stampMs = this.nextStampMs(now);
    if (stampMs === null || group.partition.nextExpiryMs > stampMs) return;
    this.#sweeping = true;
    group.partition.collectDue(stampMs, storageLimits.expireKeys, (error, keys) => {
      this.#sweeping = false;
      if (isClosed(error)) return;
      if (isDamage(error)) return group.loseState(error.message);
      if (error !== null) return group.host.fatal(error);
      if (keys.length === 0 || !group.serving) return;
      for (const key of keys) this.#due.push(key);
      group.activate();
    });
  }

  accepted(id: number, index: number, term: number): void {
    const entry = this.#proposed.get(id);
    if (entry === undefined) return;
    this.#proposed.delete(id);
    // An earlier leadership's entries from here on were cut off meanwhile: behind them this one would wait for ever.
    while ((this.#pending.at(-1)?.index ?? 0) >= index) {
      const overwritten = this.#pending.pop();
      if (overwritten !== undefined) this.#abandon(overwritten);
    }
    entry.index = index;
    entry.term = term;
    this.#pending.push(entry);
    if (entry.queued) this.#answerAccepted(entry);
  }

  /** Those that asked for ACCEPTED are told now, and that is all they are told (R10). */
  #answerAccepted(entry: PendingEntry): void {
    const { operations } = entry;
    for (let i = 0; i < operations.length; i++) {
      const operation = operations[i];
      if (operation?.body.type !== 'write' || operation.body.accepted !== true) continue;
      operations[i] = null;
      const at = this.#group.servedAt(0, 'linearizable');
      operation.sink.reply(operation.slot, { type: 'accepted', at });
    }
  }

  /** Returns whether the id was one of ours. */
  dropped(dropped: Dropped): boolean {
    const entry = this.#proposed.get(dropped.id);
    if (entry === undefined) return false;
    this.#proposed.delete(dropped.id);
    const failure = failureOf(dropped.reason, this.#group.leaderMember, dropped.executed);
    this.#group.host.metrics.proposalsFailed(failure.reason, entry.operations.length);
    for (const operation of [...entry.operations, ...entry.parked]) {
      operation?.sink.reply(operation.slot, { type: 'failed', failure });
    }
    return true;
  }

  /** The entry at `entry.index` has applied with these results: whoever waits for it hears so. */
  applied(entry: Entry, results: readonly CommandResult[]): void {
    while (true) {
      const head = this.#pending[0];
      if (head === undefined || head.index > entry.index) return;
      this.#pending.shift();
      if (head.index === entry.index && head.term === entry.term) this.#answer(head, results);
      // Another leader's entry took the place of ours: it did not run, but others may have seen it appended (R38).
      else this.#abandon(head);
    }
  }

  #answer(entry: PendingEntry, results: readonly CommandResult[]): void {
    assert(
      results.length === entry.operations.length,
      () =>
        `${results.length} results for ${entry.operations.length} commands of entry ${entry.index}`,
    );
    const group = this.#group;
    for (let i = 0; i < entry.operations.length; i++) {
      const operation = entry.operations[i];
      const result = results[i] as CommandResult;
      if (i === 0 && entry.expires) group.host.metrics.expiredKeys(result.value);
      if (operation === null || operation === undefined) continue;
      const at = group.servedAt(result.revision, 'linearizable');
      if (operation.body.type === 'write' && operation.body.ackAll === true) {
        group.allAcks.add(operation, entry.index, result, at);
      } else {
        operation.sink.reply(operation.slot, { type: 'written', result, at });
      }
    }
    for (const operation of entry.parked) group.reads.again(operation);
  }

  #abandon(entry: PendingEntry): void {
    this.#group.host.metrics.proposalsFailed('LEADER_CHANGED', entry.operations.length);
    for (const operation of entry.operations) {
      if (operation === null) continue;
      fail(
        operation,
        'LEADER_CHANGED',
        'unknown',
        'leadership was lost after the write was appended; it may still take effect',
        this.#group.leaderMember,
      );
    }
    for (const operation of entry.parked) {
      fail(operation, 'NO_LEADER', 'not_executed', 'leadership was lost during the read');
    }
  }

  /**
   * Leadership is gone. Entries that were appended may well commit under the next leader, most of all after a
   * transfer, and then apply here too: they get a short grace before they are called unknown.
   */
  leadershipLost(now: number): void {
    this.#failQueued();
    if (this.#pending.length > 0) this.#orphanedAt = now;
    this.#lastStampMs = 0;
  }

  leadershipWon(): void {
    this.#orphanedAt = null;
  }

  /** Gives up on what nobody should wait for any longer. */
  expire(now: number, graceMs: number): void {
    this.#queuedReads = withoutLate(this.#queuedReads, now);
    if (this.#orphanedAt !== null && now - this.#orphanedAt >= graceMs) {
      const orphans = this.#pending;
      this.#pending = [];
      this.#orphanedAt = null;
      for (const entry of orphans) this.#abandon(entry);
    }
    for (const entry of this.#pending) {
      entry.parked = withoutLate(entry.parked, now);
      for (let i = 0; i < entry.operations.length; i++) {
        const operation = entry.operations[i];
        if (operation === null || operation === undefined || operation.deadline > now) continue;
        entry.operations[i] = null;
        fail(operation, 'DEADLINE', 'unknown', 'the write did not commit within its deadline');
      }
    }
    if (this.#queue.some((operation) => operation.deadline <= now)) {
      const waiting = this.#queue;
      this.#queue = [];
      for (const operation of waiting) {
        if (operation.deadline > now) this.#queue.push(operation);
        else
          fail(
            operation,
            'DEADLINE',
            'not_executed',
            'the partition had no serving leader in time',
          );
      }
    }
  }

  /** The node stops: what was appended is unknown. */
  abandonAll(): void {
    this.#failQueued();
    const orphans = this.#pending;
    this.#pending = [];
    for (const entry of orphans) this.#abandon(entry);
  }

  #failQueued(): void {
    const queued = [...this.#queue, ...this.#queuedReads];
    this.#queue = [];
    this.#queuedReads = [];
    this.#due = [];
    const failure = failureOf('not_leader', this.#group.leaderMember, 'no');
    for (const operation of queued)
      operation.sink.reply(operation.slot, { type: 'failed', failure });
  }
}

/** Parked reads whose time is up are answered; the others are returned. */
function withoutLate(parked: Operation[], now: number): Operation[] {
  if (parked.every((operation) => operation.deadline > now)) return parked;
  for (const operation of parked) {
    if (operation.deadline > now) continue;
    fail(operation, 'DEADLINE', 'not_executed', 'an expiry did not commit within the deadline');
  }
  return parked.filter((operation) => operation.deadline > now);
}

function leaderCommand(body: Command['body']): Command {
  return { clientId: emptyBytes(), sequence: 0, floor: 0, body };
}

const nothingDue: readonly DueKey[] = [];
