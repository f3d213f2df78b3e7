import type { SnapshotMeta } from '../../raft/index.ts';
import { isDamage, type Partition, type SnapshotSource } from '../../storage/index.ts';
import type { Clock, Timer } from '../../util/clock.ts';
import type { SnapshotLimits } from '../../util/limits.ts';
import { ByteBudget, type Spending } from './byte-budget.ts';
import type { Group } from './group.ts';
import type { SnapshotReader, SnapshotRefusal } from './host-api.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { KeptLog } from './kept-log.ts';
import type { SnapshotAsk, SnapshotPoint } from './net.ts';
import { readSnapshot } from './replica-state.ts';

interface Parts {
  readonly clock: Clock;
  readonly metrics: HostMetrics;
  /** Of this process: part of every snapshot's name. */
  readonly epoch: number;
  readonly limits: SnapshotLimits;
}

/** A state that was frozen for one member. */
interface Frozen {
  readonly number: number;
  readonly group: Group;
  readonly partition: Partition;
  readonly member: number;
  readonly source: SnapshotSource;
  /** The log that follows, which the member will need (R22). */
  readonly kept: KeptLog;
  /** The stream that sends it, or null while it is parked. */
  stream: Stream | null;
  /** Everything was sent, though perhaps not received. */
  sent: boolean;
  /** Ends the parking. */
  timer: Timer | null;
}

/** The member has everything; until it acknowledges, the log that follows is kept. */
const settleMs = 10_000;

/**
 * The snapshots that this node sends, all within one budget of bytes.
 *
 *   open ─▶ sent on a stream ─┬─ broke, or all sent ─▶ parked ─▶ time is up, or too many are: dropped
 *                ▲            └─ cannot be read ─▶ dropped          │
 *                └──── the member asks for chunk n of it ◀──────────┘
 *
 * A member has at most one of a group: who asks anew does not want the one before.
 */
export class OutgoingSnapshots {
  readonly #parts: Parts;
  readonly #budget: ByteBudget;
  /** In the order in which they were made. */
  readonly #frozen = new Map<number, Frozen>();
  #made = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#budget = new ByteBudget(parts.clock, parts.limits.bytesPerSecond);
  }

  open(
    group: Group | undefined,
    member: number,
    ask: SnapshotAsk,
  ): SnapshotReader | SnapshotRefusal {
    if (group === undefined) return this.#refuse('absent');
    const former = this.#find(group, member);
    if (group.id !== 0 && this.#sendingBeside(former) >= this.#parts.limits.sending) {
      return this.#refuse('busy');
    }
    if (former !== null) {
      if (this.#canGoOn(former, ask)) return this.#send(former, ask.resume?.sequence ?? 0);
      this.#drop(former);
    }
    const source = readSnapshot(group, ask.index);
    if (source === null) return this.#refuse('absent');
    const number = ++this.#made;
    const kept = group.keptLogs.keepAfter(source.meta.index, Number.POSITIVE_INFINITY);
    const frozen: Frozen = {
      number,
      group,
      partition: group.partition,
      member,
      source,
      kept,
      stream: null,
      sent: false,
      timer: null,
    };
    this.#frozen.set(number, frozen);
    return this.#send(frozen, 0);
  }

  stop(): void {
    for (const frozen of this.#frozen.values()) this.#drop(frozen);
  }

  #refuse(reason: SnapshotRefusal): SnapshotRefusal {
    this.#parts.metrics.snapshotRefused(reason);
    return reason;
  }

  #find(group: Group, member: number): Frozen | null {
    for (const frozen of this.#frozen.values()) {
      if (frozen.group === group && frozen.member === member) return frozen;
    }
    return null;
  }

  /** How many streams count, except for one that a new stream would take the place of. */
  #sendingBeside(former: Frozen | null): number {
    let count = 0;
    for (const frozen of this.#frozen.values()) {
      if (frozen !== former && frozen.stream !== null && frozen.group.id !== 0) count++;
    }
    return count;
  }

  #canGoOn({ number, group, source }: Frozen, { resume }: SnapshotAsk): boolean {
    if (resume === null || resume.id.epoch !== this.#parts.epoch) return false;
    if (resume.id.number !== number) return false;
    // Purged past it meanwhile: it would be installed only to be replaced.
    return group.raft.status().firstIndex <= source.meta.index + 1 && source.seek(resume.sequence);
  }

  #send(frozen: Frozen, sequence: number): SnapshotReader {
    // The stream before may be dead without knowing it.
    frozen.stream?.end('another stream goes on with this snapshot');
    frozen.timer?.cancel();
    frozen.timer = null;
    frozen.sent = false;
    const { source, group, number } = frozen;
    const at = { id: { epoch: this.#parts.epoch, number }, sequence };
    const stream = new Stream(source, at, {
      spend: (bytes, then) => this.#budget.spend(bytes, group.id === 0, then),
      left: (bytes) => this.#parts.metrics.snapshotSent(bytes),
      sent: () => {
        frozen.sent = true;
      },
      failed: (error) => this.#failed(frozen, error),
      closed: () => this.#park(frozen),
    });
    frozen.stream = stream;
    this.#count();
    return stream;
  }

  /** A damaged row is met by whoever reads it first (R24), unless it is of a state that was replaced since. */
  #failed(frozen: Frozen, error: Error): void {
    this.#drop(frozen);
    const { group, partition } = frozen;
    if (isDamage(error) && group.partition === partition) group.loseState(error.message);
  }

  #park(frozen: Frozen): void {
    const { clock, limits } = this.#parts;
    frozen.stream = null;
    frozen.source.rest();
    frozen.timer = clock.timer(limits.parkedMs, () => this.#drop(frozen));
    this.#count();
    const parked = [...this.#frozen.values()].filter(({ stream }) => stream === null);
    const first = parked.find(({ sent }) => sent) ?? parked[0];
    if (parked.length > limits.parked && first !== undefined) this.#drop(first);
  }

  #drop(frozen: Frozen): void {
    if (!this.#frozen.delete(frozen.number)) return;
    frozen.stream?.end('the snapshot was given up');
    frozen.stream = null;
    frozen.timer?.cancel();
    frozen.source.close();
    frozen.kept.until = this.#parts.clock.now() + settleMs;
    this.#count();
  }

  #count(): void {
    let sending = 0;
    for (const { stream } of this.#frozen.values()) if (stream !== null) sending++;
    this.#parts.metrics.snapshotsSending(sending);
  }
}

interface StreamEvents {
  spend(bytes: number, then: () => void): Spending;
  left(bytes: number): void;
  sent(): void;
  failed(error: Error): void;
  closed(): void;
}

type ChunkDone = (error: Error | null, chunk: Uint8Array | null) => void;

/** One stream's turn at a source. One chunk is read when the one before has left, and waits here for the budget. */
class Stream implements SnapshotReader {
  readonly meta: SnapshotMeta;
  readonly at: SnapshotPoint;
  readonly #source: SnapshotSource;
  readonly #events: StreamEvents;
  /** Why it has ended. */
  #over: string | null = null;
  #waiting: { readonly spending: Spending; readonly done: ChunkDone } | null = null;

  constructor(source: SnapshotSource, at: SnapshotPoint, events: StreamEvents) {
    this.meta = source.meta;
    this.at = at;
    this.#source = source;
    this.#events = events;
  }

  next(done: ChunkDone): void {
    if (this.#over !== null) {
      done(new Error(this.#over), null);
      return;
    }
    this.#source.next((error, chunk) => {
      if (this.#over !== null) done(new Error(this.#over), null);
      else if (error !== null) {
        this.#over = error.message;
        this.#events.failed(error);
        done(error, null);
      } else if (chunk === null) {
        this.#events.sent();
        done(null, null);
      } else this.#spend(chunk, done);
    });
  }

  close(): void {
    if (this.#over !== null) return;
    this.end('the stream was closed');
    this.#events.closed();
  }

  /** From within: whoever waits is told. */
  end(why: string): void {
    if (this.#over !== null) return;
    this.#over = why;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.spending.cancel();
    waiting?.done(new Error(why), null);
  }

  #spend(chunk: Uint8Array, done: ChunkDone): void {
    let left = false;
    const spending = this.#events.spend(chunk.length, () => {
      left = true;
      this.#waiting = null;
      this.#events.left(chunk.length);
      done(null, chunk);
    });
    if (!left) this.#waiting = { spending, done };
  }
}
