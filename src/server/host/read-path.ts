import type { Dropped } from '../../raft/index.ts';
import {
  type CountPage,
  type DueKey,
  isClosed,
  isDamage,
  type RecordView,
  type ScanPage,
} from '../../storage/index.ts';
import { requestLimits, storageLimits } from '../../util/limits.ts';
import { isDropped } from './abandoned.ts';
import { fail, failureOf } from './failures.ts';
import type { Group } from './group.ts';
import {
  isReplicaRead,
  type Operation,
  type ReadBody,
  type ReadLevel,
  type Reply,
  type ServedAt,
} from './operation.ts';
import { isYoung, ReplicaReads } from './replica-reads.ts';

type BodyOf<T extends ReadBody['type']> = Extract<ReadBody, { readonly type: T }>;

interface RangeRead<Page> {
  readonly read: (done: (error: Error | null, page: Page) => void) => void;
  /** Whether a record of the page expires some day. */
  readonly expiring: (page: Page) => boolean;
  /** The keys whose EXPIRE has to come first (R29); null for none. */
  readonly due: (page: Page) => readonly DueKey[] | null;
  readonly reply: (page: Page, at: ServedAt) => Reply;
}

/** Operations that wait for the same answer of a quorum. */
interface Round {
  readonly since: number;
  /** What the answer says of the age of the state once it is applied (R39): nothing, when it comes from a lease. */
  readonly freshAt: number;
  operations: Operation[];
}

/**
 * Reads of one partition. All linearizable reads that arrived since the last turn share one ReadIndex round (thesis
 * 6.4): the leader learns from a quorum that it still leads, and serves once that index has applied.
 *
 *   queue ──turn──▶ round(id) ──confirmed index──▶ waiting ──applied──▶ serve ──due key──▶ EXPIRE, then again
 *
 * Reads by lease share their round likewise, which ends at once while there is a lease. A follower's reads wait for an
 * index of the leader's; what may be due there only the leader can tell, so it is sent to read it (R29).
 */
export class ReadPath {
  readonly #group: Group;
  #queue: Operation[] = [];
  #leaseQueue: Operation[] = [];
  readonly #rounds = new Map<number, Round>();
  /** Ascending by index. */
  #waiting: { readonly index: number; readonly freshAt: number; operations: Operation[] }[] = [];
  readonly #replica: ReplicaReads;
  /** Scans that the engine is working on. What is taken out has been answered, whatever the engine still says. */
  readonly #scanning = new Set<Operation>();
  #nextId = 1;

  constructor(group: Group) {
    this.#group = group;
    this.#replica = new ReplicaReads(group, (operation, ageMs) => this.#serve(operation, ageMs));
  }

  /** EVENTUAL, SESSION and BOUNDED_STALENESS, at any replica. */
  submitHere(operation: Operation, body: ReadBody): void {
    if (body.level === 'session') {
      this.#replica.submitSession(operation, body);
      return;
    }
    // Read once, so that what is judged is what is told.
    const ageMs = this.#replica.ageMs();
    // Planted bug (R45): as young as it may be asked for, as old as it is.
    const isAnyAge = body.level === 'eventual' || this.#group.planted.boundsNotKept;
    if (isAnyAge || isYoung(ageMs, body)) this.#serve(operation, ageMs);
    else this.#queue.push(operation);
  }

  submit(operation: Operation): void {
    const { body } = operation;
    const byLease = body.type !== 'write' && body.level === 'leader_lease' && this.#group.leases;
    if (byLease) this.#leaseQueue.push(operation);
    else this.#queue.push(operation);
  }

  /** Opens one round for everything queued. */
  begin(): void {
    const operations = this.#awaited(this.#queue);
    const byLease = this.#awaited(this.#leaseQueue);
    this.#queue = [];
    this.#leaseQueue = [];
    if (byLease.length > 0) this.#open('leaseRead', byLease);
    if (operations.length === 0) return;
    // Planted bug (R45): who was the leader a moment ago need not be it now (etcd#741).
    if (this.#group.planted.localReads) this.#serveAll(operations);
    else this.#open(this.#group.leads ? 'read' : 'followerRead', operations);
  }

  /** Those that somebody waits for: no quorum is asked for the others. */
  #awaited(operations: Operation[]): Operation[] {
    const { now, metrics } = this.#group.host;
    const isDue = (operation: Operation): boolean => !isDropped(operation, now, metrics);
    return operations.length === 0 ? operations : operations.filter(isDue);
  }

  #open(type: 'read' | 'leaseRead' | 'followerRead', operations: Operation[]): void {
    // Negative ids keep reads apart from proposals in the answers of the core.
    const id = -this.#nextId++;
    const since = this.#group.host.now;
    const freshAt = type === 'leaseRead' ? Number.NEGATIVE_INFINITY : since;
    this.#rounds.set(id, { since, freshAt, operations });
    this.#group.step({ type, id });
  }

  confirmed(id: number, index: number): void {
    const round = this.#rounds.get(id);
    if (round === undefined) return;
    this.#rounds.delete(id);
    const { since, freshAt, operations } = round;
    this.#group.host.metrics.readConfirmed(this.#group.host.now - since);
    if (index <= this.#group.partition.appliedIndex) {
      this.#replica.knownFresh(freshAt);
      this.#serveAll(operations);
    } else {
      // Answers of the leader may come in another order than they were given.
      const at = this.#waiting.findLastIndex((waiting) => waiting.index <= index);
      this.#waiting.splice(at + 1, 0, { index, freshAt, operations });
    }
  }

  dropped(dropped: Dropped): boolean {
    const round = this.#rounds.get(dropped.id);
    if (round === undefined) return false;
    this.#rounds.delete(dropped.id);
    const failure = failureOf(dropped.reason, this.#group.leaderMember, 'no');
    for (const operation of round.operations) {
      if (this.#replica.refuseTooStale(operation)) continue;
      operation.sink.reply(operation.slot, { type: 'failed', failure });
    }
    return true;
  }

  /** The state machine has advanced. */
  applied(index: number): void {
    for (let next = this.#waiting[0]; next !== undefined && next.index <= index; ) {
      this.#waiting.shift();
      this.#replica.knownFresh(next.freshAt);
      this.#serveAll(next.operations);
      next = this.#waiting[0];
    }
    this.#replica.applied();
  }

  #serveAll(operations: readonly Operation[]): void {
    for (const operation of operations) this.#serve(operation, 0);
  }

  /** A confirmed read whose expired keys have been dealt with by an entry of this very leadership. */
  again(operation: Operation): void {
    this.#serve(operation, 0);
  }

  /**
   * `stalenessMs`: how much older than the arrival of the read the state may be; 0 where a quorum was asked on its behalf, -1
   * where nobody knows.
   */
  #serve(operation: Operation, stalenessMs: number): void {
    const { body } = operation;
    const { host } = this.#group;
    if (isDropped(operation, host.now, host.metrics)) return;
    if (this.#group.lost !== null) this.#group.sendElsewhere(operation);
    else if (!this.#group.host.readable) this.#sendAway(operation);
    else if (body.type === 'get') this.#get(operation, body.key, body.level, stalenessMs);
    else if (body.type === 'scan') this.#scan(operation, body, stalenessMs);
    else if (body.type === 'count') this.#count(operation, body, stalenessMs);
  }

  #get(operation: Operation, key: Uint8Array, level: ReadLevel, stalenessMs: number): void {
    const group = this.#group;
    let record: RecordView | null;
    try {
      record = group.partition.get(key);
    } catch (error) {
      this.#damaged(operation, error);
      return;
    }
    if (!isReplicaRead(level) && record !== null) {
      if (record.expiresAt !== 0 && !group.leads) {
        this.#sendToLeader(operation);
        return;
      }
      const due = this.#dueOf([record]);
      if (due !== null) {
        this.#orderExpiry(operation, due);
        return;
      }
    }
    // Planted bug (R45): the state that is shown is not the one that is named.
    const ahead = level === 'eventual' && group.planted.eventualReadsAhead ? 1 : 0;
    operation.sink.reply(operation.slot, {
      type: 'record',
      record,
      at: group.servedAt(group.partition.revision + ahead, level, stalenessMs),
    });
  }

  /** One bad row ends this replica's state (R24); anything else ends the node. */
  #damaged(operation: Operation | null, error: unknown): void {
    const group = this.#group;
    if (!isDamage(error)) throw error;
    group.loseState(error.message);
    if (operation !== null) group.sendElsewhere(operation);
  }

  #sendToLeader(operation: Operation): void {
    const leader = this.#group.leaderMember;
    const reason = leader === 0 ? 'NO_LEADER' : 'NOT_LEADER';
    fail(
      operation,
      reason,
      'not_executed',
      'only the leader can say whether the key is due',
      leader,
    );
  }

  /** The database is being reopened (R23). */
  #sendAway(operation: Operation): void {
    fail(operation, 'NOT_READY', 'not_executed', 'the database of this node is being reopened');
  }

  #scan(operation: Operation, body: BodyOf<'scan'>, stalenessMs: number): void {
    const { prefix, after, limit, keysOnly, reverse = false } = body;
    const maxBytes = requestLimits.scanPageBytes;
    const request = { prefix, after, limit, maxBytes, keysOnly, reverse };
    this.#readRange<ScanPage>(operation, body.level, stalenessMs, {
      read: (done) => this.#group.partition.scan(request, done),
      expiring: ({ entries }) => entries.some(({ expiresAt }) => expiresAt !== 0),
      due: ({ entries }) => this.#dueOf(entries),
      reply: ({ entries, more }, at) => ({ type: 'page', records: entries, more, at }),
    });
  }

  #count(operation: Operation, body: BodyOf<'count'>, stalenessMs: number): void {
    const { writes, host, partition } = this.#group;
    const stampMs = isReplicaRead(body.level) ? 0 : writes.nextStampMs(host.now);
    const request = {
      prefix: body.prefix,
      after: body.after,
      maxRecords: body.limit,
      maxBytes: requestLimits.countPageBytes,
      dueBy: stampMs ?? 0,
      maxDue: storageLimits.expireKeys,
    };
    this.#readRange<CountPage>(operation, body.level, stalenessMs, {
      read: (done) => partition.count(request, done),
      expiring: ({ expiring }) => expiring,
      // While too few clocks are known, the count waits for the entry alone.
      due: ({ due }) => (stampMs !== null && due.length === 0 ? null : due),
      reply: ({ count, last, more }, at) => ({ type: 'counted', count, last, more, at }),
    });
  }

  /** Reads in the background, from a view that is taken now. */
  #readRange<Page extends { readonly revision: number }>(
    operation: Operation,
    level: ReadLevel,
    stalenessMs: number,
    { read, expiring, due, reply }: RangeRead<Page>,
  ): void {
    const group = this.#group;
    const { term } = group.raft;
    // Of the view that the page is taken from; entries apply before it is answered (R41).
    const { clockMs } = group.partition;
    this.#scanning.add(operation);
    read((error, page) => {
      if (error !== null && !isDamage(error) && !isClosed(error)) return group.host.fatal(error);
      const isAwaited = this.#scanning.delete(operation);
      if (isDamage(error)) return this.#damaged(isAwaited ? operation : null, error);
      if (!isAwaited) return;
      if (error !== null) return this.#sendAway(operation);
      if (!isReplicaRead(level) && expiring(page)) {
        if (!group.leads || group.raft.term !== term) return this.#sendToLeader(operation);
        const keys = due(page);
        if (keys !== null) return this.#orderExpiry(operation, keys);
      }
      const at = group.servedAt(page.revision, level, stalenessMs, clockMs);
      operation.sink.reply(operation.slot, reply(page, at));
    });
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
    this.#replica.leadershipLost();
    const failure = failureOf('not_leader', this.#group.leaderMember, 'no');
    const queued = [...this.#queue, ...this.#leaseQueue];
    this.#queue = [];
    this.#leaseQueue = [];
    for (const operation of queued)
      operation.sink.reply(operation.slot, { type: 'failed', failure });
  }

  /** What waits to be served here cannot be any more. What the engine works on is answered when it comes back. */
  stateLost(): void {
    const waiting = [...this.#rounds.values(), ...this.#waiting];
    this.#rounds.clear();
    this.#waiting = [];
    const operations = waiting.flatMap((one) => one.operations);
    for (const operation of [...operations, ...this.#replica.takeAll()]) {
      this.#group.sendElsewhere(operation);
    }
  }

  expire(now: number): void {
    this.#replica.expire(now);
    const late = (operation: Operation): boolean => {
      if (operation.deadline > now) return false;
      fail(operation, 'DEADLINE', 'not_executed', 'the read was not done within its deadline');
      return true;
    };
    // A database that hangs says nothing, and its clients still get their answer (R10).
    for (const operation of this.#scanning) if (late(operation)) this.#scanning.delete(operation);
    for (const waiting of [...this.#rounds.values(), ...this.#waiting]) {
      if (waiting.operations.some((operation) => operation.deadline <= now)) {
        waiting.operations = waiting.operations.filter((operation) => !late(operation));
      }
    }
  }

  abandonAll(): void {
    this.leadershipLost();
    const confirming = [...this.#rounds.values(), ...this.#waiting];
    const all = [
      ...confirming.flatMap(({ operations }) => operations),
      ...this.#replica.takeAll(),
      ...this.#scanning,
    ];
    this.#rounds.clear();
    this.#waiting = [];
    this.#scanning.clear();
    for (const operation of all) {
      fail(operation, 'DRAINING', 'not_executed', 'the node is stopping');
    }
  }
}
