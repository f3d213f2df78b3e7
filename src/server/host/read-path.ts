import type { Dropped } from '../../raft/index.ts';
import type { DueKey, RecordView } from '../../storage/index.ts';
import { requestLimits } from '../../util/limits.ts';
import { fail, failureOf } from './failures.ts';
import type { Group } from './group.ts';
import type { Operation, ReadLevel } from './operation.ts';

/**
 * Reads of one partition. All linearizable reads that arrived since the last turn share one ReadIndex round (thesis
 * 6.4): the leader learns from a quorum that it still leads, and serves once that index has applied.
 *
 *   queue ──turn──▶ round(id) ──confirmed index──▶ waiting ──applied──▶ serve ──due key──▶ EXPIRE, then again
 */
export class ReadPath {
  readonly #group: Group;
  #queue: Operation[] = [];
  readonly #rounds = new Map<number, { readonly since: number; operations: Operation[] }>();
  /** Ascending by index. */
  #waiting: { index: number; operations: Operation[] }[] = [];
  #nextId = 1;

  constructor(group: Group) {
    this.#group = group;
  }

  get hasWork(): boolean {
    return this.#queue.length > 0;
  }

  submit(operation: Operation): void {
    this.#queue.push(operation);
  }

  /** Opens one round for everything queued. */
  begin(): void {
    if (this.#queue.length === 0) return;
    const operations = this.#queue;
    this.#queue = [];
    // Planted bug (R45): who was the leader a moment ago need not be it now (etcd#741).
    if (this.#group.planted.localReads) {
      this.#serveAll(operations);
      return;
    }
    // Negative ids keep reads apart from proposals in the answers of the core.
    const id = -this.#nextId++;
    this.#rounds.set(id, { since: this.#group.host.now, operations });
    this.#group.step({ type: 'read', id });
  }

  confirmed(id: number, index: number): void {
    const round = this.#rounds.get(id);
    if (round === undefined) return;
    this.#rounds.delete(id);
    const { since, operations } = round;
    this.#group.host.metrics.readConfirmed(this.#group.host.now - since);
    if (index <= this.#group.partition.appliedIndex) this.#serveAll(operations);
    else this.#waiting.push({ index, operations });
  }

  dropped(dropped: Dropped): boolean {
    const round = this.#rounds.get(dropped.id);
    if (round === undefined) return false;
    this.#rounds.delete(dropped.id);
    const failure = failureOf(dropped.reason, this.#group.leaderMember, 'no');
    for (const operation of round.operations) {
      operation.sink.reply(operation.slot, { type: 'failed', failure });
    }
    return true;
  }

  /** The state machine has advanced. */
  applied(index: number): void {
    while (this.#waiting.length > 0 && (this.#waiting[0]?.index ?? 0) <= index) {
      this.#serveAll(this.#waiting.shift()?.operations ?? []);
    }
  }

  #serveAll(operations: readonly Operation[]): void {
    for (const operation of operations) this.#serve(operation);
  }

  /** A confirmed read whose expired keys have been dealt with by an entry of this very leadership. */
  again(operation: Operation): void {
    this.#serve(operation);
  }

  #serve(operation: Operation): void {
    const { body } = operation;
    if (body.type === 'get') this.#get(operation, body.key, body.level);
    else if (body.type === 'scan') this.#scan(operation);
  }

  /** An EVENTUAL read: whatever has been applied here, at once. */
  serveEventually(operation: Operation): void {
    this.#serve(operation);
  }

  #get(operation: Operation, key: Uint8Array, level: ReadLevel): void {
    const group = this.#group;
    const record = group.partition.get(key);
    if (level === 'linearizable' && record !== null) {
      const due = this.#dueOf([record]);
      if (due !== null) {
        this.#orderExpiry(operation, due);
        return;
      }
    }
    operation.sink.reply(operation.slot, {
      type: 'record',
      record,
      at: group.servedAt(group.partition.revision, level),
    });
  }

  #scan(operation: Operation): void {
    const { body } = operation;
    if (body.type !== 'scan') return;
    const group = this.#group;
    const { term } = group.raft;
    group.partition.scan(
      {
        prefix: body.prefix,
        after: body.after,
        limit: body.limit,
        maxBytes: requestLimits.scanPageBytes,
        keysOnly: body.keysOnly,
      },
      (error, page) => {
        if (error !== null) return group.host.fatal(error);
        if (body.level === 'linearizable') {
          const due = this.#dueOf(page.entries);
          if (due !== null) {
            if (group.leads && group.raft.term === term) return this.#orderExpiry(operation, due);
            return fail(
              operation,
              'NO_LEADER',
              'not_executed',
              'leadership was lost during the scan',
            );
          }
        }
        operation.sink.reply(operation.slot, {
          type: 'page',
          records: page.entries,
          more: page.more,
          at: group.servedAt(page.revision, body.level),
        });
      },
    );
  }

  /**
   * The keys among these that are due at the stamp of an entry proposed now (R29), or null when there is nothing to
   * wait for. While too few clocks are known the list is empty: then the read waits for the entry alone.
   */
  #dueOf(records: readonly RecordView[]): DueKey[] | null {
    const expiring = records.filter(({ expiresAt }) => expiresAt !== 0);
    if (expiring.length === 0) return null;
    const { writes, host } = this.#group;
    const stampMs = writes.nextStampMs(host.now);
    if (stampMs === null) return [];
    const due = expiring.filter(({ expiresAt }) => expiresAt <= stampMs);
    return due.length === 0 ? null : due.map(({ key, expiresAt }) => ({ key, expiresAt }));
  }

  #orderExpiry(operation: Operation, due: readonly DueKey[]): void {
    if (this.#group.stopped) {
      fail(operation, 'DRAINING', 'not_executed', 'the node is stopping');
      return;
    }
    this.#group.writes.park(operation, due);
    this.#group.activate();
  }

  /** Leadership is gone: the core drops the rounds, but what waits for apply here may still be served. */
  leadershipLost(): void {
    const failure = failureOf('not_leader', this.#group.leaderMember, 'no');
    const queued = this.#queue;
    this.#queue = [];
    for (const operation of queued)
      operation.sink.reply(operation.slot, { type: 'failed', failure });
  }

  expire(now: number): void {
    const late = (operation: Operation): boolean => {
      if (operation.deadline > now) return false;
      fail(operation, 'DEADLINE', 'not_executed', 'the read was not confirmed within its deadline');
      return true;
    };
    for (const waiting of [...this.#rounds.values(), ...this.#waiting]) {
      if (waiting.operations.some((operation) => operation.deadline <= now)) {
        waiting.operations = waiting.operations.filter((operation) => !late(operation));
      }
    }
  }

  abandonAll(): void {
    this.leadershipLost();
    const all = [...this.#rounds.values(), ...this.#waiting];
    this.#rounds.clear();
    this.#waiting = [];
    for (const operation of all.flatMap(({ operations }) => operations)) {
      fail(operation, 'DRAINING', 'not_executed', 'the node is stopping');
    }
  }
}
