import { ringkv } from '#proto';
import { hex } from '../util/bytes.ts';
import { CompactedError, FuturePositionError, ServerFaultError } from './errors.ts';
import { errorOf, failureOf } from './failure.ts';
import type { ReplicaChoice } from './options.ts';
import { nextBackoff } from './retry-policy.ts';
import { WheelTimer } from './timer-wheel.ts';
import { cursorBytes, cursorText, type Position, type Positions } from './watch-cursor.ts';
import { WatchFeed } from './watch-feed.ts';
import { batchesOf, pageOf } from './watch-items.ts';
import type { LegOwner, WatchCreate, WatchLeg, WatchLink } from './watch-link.ts';
import type { Watches } from './watches.ts';

const { WatchEnd } = ringkv.v1;

/** What a watch was asked for. */
export interface WatchPlan {
  /** Of the create message: target, kinds left out, values left out. */
  readonly create: Pick<WatchCreate, 'key' | 'prefix' | 'without' | 'keysOnly'>;
  readonly partitions: readonly number[];
  /** Of those partitions that the cursor knows. */
  readonly positions: Positions;
  readonly initial: boolean;
  readonly resync: boolean;
  readonly replica: ReplicaChoice;
  readonly signal: AbortSignal | undefined;
}

/**
 *   due --- placed ---> served --- synced                 due: again after a backoff
 *    ^ ^                  |                               held: the reader is slow; due once the feed is half empty
 *    | +--- lost, ended --+--- dropped ---> held
 *    +------------------------ drained -----+
 */
interface Part {
  readonly partition: number;
  /** Of what has arrived; null before anything did. */
  position: Position | null;
  /** Without a position it begins with the records that are there. */
  initial: boolean;
  leg: WatchLeg | null;
  held: boolean;
  dueAt: number;
  backoffMs: number;
  failingSince: number;
  syncedAt: number;
  failedAt: string | null;
  /** The reader was told so. */
  interrupted: boolean;
}

/** One watch from its beginning to its end: which node serves which of its partitions, and what has arrived of each. */
export class RunningWatch implements LegOwner {
  readonly feed: WatchFeed;
  readonly #watches: Watches;
  readonly #plan: WatchPlan;
  readonly #clusterId: string;
  readonly #parts = new Map<number, Part>();
  /** Until the last of them has caught up, `synced` is not said. */
  readonly #behind: Set<number>;
  readonly #timer: WheelTimer<RunningWatch>;
  #ended = false;

  constructor(watches: Watches, plan: WatchPlan) {
    const { topology, tuning, now } = watches.dispatcher;
    this.#watches = watches;
    this.#plan = plan;
    this.#clusterId = topology.view.clusterId;
    this.#behind = new Set(plan.partitions);
    this.#timer = new WheelTimer<RunningWatch>(this, (watch) => watch.#place());
    const limits = { items: tuning.watchQueueItems, bytes: tuning.watchQueueBytes };
    this.feed = new WatchFeed(plan.positions, limits, () => this.#drained());
    for (const partition of plan.partitions) {
      this.#parts.set(partition, newPart(partition, plan, now()));
    }
    watches.add(this, plan.signal);
    this.#place();
  }

  get cursor(): string {
    return cursorText(this.#clusterId, this.feed.taken);
  }

  /** Ends it now: the reader gets the error, or with null the plain end. */
  stop(error: unknown): void {
    if (!this.#ended) this.#end();
    this.feed.stop(error);
  }

  // What legs report.

  created(leg: WatchLeg, { clusterId }: ringkv.v1.WatchCreated.$Properties): void {
    if (hex(clusterId ?? new Uint8Array()) === this.#clusterId) return;
    leg.link.abandon(leg);
    this.lost(leg, 'TOKEN_FOREIGN_CLUSTER: the node belongs to another cluster');
  }

  records(leg: WatchLeg, message: ringkv.v1.WatchRecords.$Properties): void {
    const part = this.#partOf(leg, message.partition ?? 0);
    // With a position and all its records it asked for events alone.
    if (part === null || (part.position !== null && part.position.scannedTo === null)) return;
    const page = pageOf(message, part.position?.scannedTo ?? null);
    part.position = page.position;
    if (page.items.length > 0) this.feed.push(page);
    else this.feed.move(part.partition, page.position);
    this.#holdIfFull();
  }

  events(
    leg: WatchLeg,
    partition: number,
    revision: number,
    events: readonly ringkv.v1.Event.$Properties[],
  ): void {
    const part = this.#partOf(leg, partition);
    if (part === null) return;
    if (part.position === null && part.initial) {
      this.#fail(outOfOrder(partition));
      return;
    }
    const after = part.position?.revision ?? 0;
    const scannedTo = part.position?.scannedTo ?? null;
    for (const batch of batchesOf(partition, events, after, scannedTo)) this.feed.push(batch);
    this.#moved(part, revision, scannedTo);
    this.#holdIfFull();
  }

  synced(leg: WatchLeg, partition: number, revision: number): void {
    const part = this.#partOf(leg, partition);
    if (part === null) return;
    this.#moved(part, revision, null);
    part.syncedAt = this.#watches.dispatcher.now();
    part.failedAt = null;
    if (part.interrupted) {
      part.interrupted = false;
      this.feed.notice({ type: 'resumed', partitions: [partition] });
    }
    if (this.#behind.delete(partition) && this.#behind.size === 0) {
      this.feed.notice({ type: 'synced' });
    }
    this.#holdIfFull();
  }

  progress(leg: WatchLeg, progress: readonly ringkv.v1.PartitionProgress.$Properties[]): void {
    const partitions = [];
    for (const { partition: at, revision, partitionTimeMs } of progress) {
      const part = this.#partOf(leg, at ?? 0);
      if (part === null) continue;
      const reached = Math.max(part.position?.revision ?? 0, revision ?? 0);
      part.position = { revision: reached, scannedTo: null };
      partitions.push({
        partition: part.partition,
        revision: reached,
        partitionTimeMs: partitionTimeMs ?? 0,
      });
    }
    if (partitions.length > 0) this.feed.notice({ type: 'progress', partitions });
    this.#holdIfFull();
  }

  ended(leg: WatchLeg, partitions: readonly number[], end: ringkv.v1.WatchEnded.$Properties): void {
    const [first = 0] = partitions;
    const { topology } = this.#watches.dispatcher;
    if (end.reason === WatchEnd.WATCH_FUTURE_POSITION) {
      this.#fail(new FuturePositionError(first, end.message ?? ''));
      return;
    }
    const refusal = end.reason === WatchEnd.REFUSED ? failureOf(end.error ?? {}) : null;
    if (refusal !== null && !refusal.retryable) {
      this.#fail(errorOf(refusal, { partition: null, requestId: null }));
      return;
    }
    const reason = refusal?.reason ?? WatchEnd[end.reason ?? 0] ?? 'ENDED';
    for (const partition of partitions) {
      const part = this.#partOf(leg, partition);
      if (part === null) continue;
      if (end.leader) topology.led(partition, end.leader, 0);
      if (end.reason === WatchEnd.WATCH_COMPACTED) this.#compacted(part, end.oldest ?? 0);
      else this.#lose(part, leg.link.address, reason, refusal?.retryAfterMs ?? 0);
    }
    topology.refresh();
    this.#schedule();
  }

  lost(leg: WatchLeg, reason: string): void {
    for (const part of this.#parts.values()) {
      if (part.leg === leg) this.#lose(part, leg.link.address, reason, 0);
    }
    this.#schedule();
  }

  dropped(leg: WatchLeg): void {
    for (const part of this.#parts.values()) {
      if (part.leg !== leg) continue;
      part.leg = null;
      part.held = true;
    }
  }

  // Where partitions are watched.

  /** Opens a leg for everything that is due: what is alike goes together. */
  #place(): void {
    if (this.#ended || this.feed.full) return;
    const now = this.#watches.dispatcher.now();
    const legs = new Map<string, { link: WatchLink; direct: boolean; parts: Part[] }>();
    for (const part of this.#parts.values()) {
      if (part.leg !== null || part.held || part.dueAt > now) continue;
      const place = this.#watches.placeFor(part.partition, this.#plan.replica, part.failedAt);
      if (place === null) {
        this.#lose(part, part.failedAt, 'UNREACHABLE', 0);
        continue;
      }
      const kind = `${place.link.address} ${place.direct} ${part.initial}`;
      const leg = legs.get(kind) ?? { ...place, parts: [] };
      leg.parts.push(part);
      legs.set(kind, leg);
    }
    for (const { link, direct, parts } of legs.values()) this.#open(link, direct, parts);
    this.#schedule();
  }

  #open(link: WatchLink, direct: boolean, parts: readonly Part[]): void {
    const positions = new Map<number, Position>();
    for (const { partition, position } of parts) {
      if (position !== null) positions.set(partition, position);
    }
    const cursor = positions.size > 0 ? cursorBytes(this.#clusterId, positions) : null;
    const initial = parts.some((part) => part.initial);
    const create = { ...this.#plan.create, cursor, initial, direct };
    const partitions = parts.map(({ partition }) => partition);
    const leg = link.open(this, create, partitions);
    for (const part of parts) part.leg = leg;
  }

  #lose(part: Part, address: string | null, reason: string, retryAfterMs: number): void {
    const { now, tuning, draw } = this.#watches.dispatcher;
    part.leg = null;
    part.failedAt = address;
    // A leg that went well for a while is missed by accident: the next try is at once.
    if (now() - part.syncedAt > tuning.watchBackoffMaxMs) part.backoffMs = 0;
    part.syncedAt = Number.POSITIVE_INFINITY;
    if (part.backoffMs === 0) part.failingSince = now();
    part.dueAt = now() + Math.max(part.backoffMs, retryAfterMs);
    const backoff = { ...tuning, retryBackoffMaxMs: tuning.watchBackoffMaxMs };
    part.backoffMs = nextBackoff(part.backoffMs, now() - part.failingSince, backoff, draw);
    if (part.interrupted) return;
    part.interrupted = true;
    this.feed.notice({ type: 'interrupted', partitions: [part.partition], reason });
  }

  #schedule(): void {
    if (this.#ended || this.feed.full) return;
    const { wheel } = this.#watches.dispatcher;
    let dueAt = Number.POSITIVE_INFINITY;
    for (const part of this.#parts.values()) {
      if (part.leg === null && !part.held) dueAt = Math.min(dueAt, part.dueAt);
    }
    if (dueAt === Number.POSITIVE_INFINITY) wheel.disarm(this.#timer);
    else wheel.arm(this.#timer, dueAt);
  }

  // A slow reader.

  #holdIfFull(): void {
    if (!this.feed.full || this.#ended) return;
    for (const link of this.#watches.links) link.hold(this);
  }

  #drained(): void {
    if (this.#ended) return;
    for (const link of this.#watches.links) link.release(this);
    for (const part of this.#parts.values()) part.held = false;
    this.#schedule();
  }

  // The rest.

  #partOf(leg: WatchLeg, partition: number): Part | null {
    const part = this.#parts.get(partition);
    return part !== undefined && part.leg === leg && !this.#ended ? part : null;
  }

  /** Positions only rise: what is said of all synced watches may be said late. */
  #moved(part: Part, revision: number, scannedTo: Uint8Array | null): void {
    const reached = Math.max(part.position?.revision ?? 0, revision);
    part.position = { revision: reached, scannedTo };
    this.feed.move(part.partition, part.position);
  }

  #compacted(part: Part, oldest: number): void {
    const { partition } = part;
    if (!this.#plan.resync) {
      this.#fail(new CompactedError(partition, oldest));
      return;
    }
    // The old position stays in the cursor until the first record was handed out: whoever goes on with it is told again.
    this.feed.notice({ type: 'compacted', partition, oldest });
    part.leg = null;
    part.position = null;
    part.initial = true;
    part.dueAt = 0;
    this.#behind.add(partition);
  }

  /** The reader gets what has arrived, and then the error. */
  #fail(error: unknown): void {
    if (this.#ended) return;
    this.#end();
    this.feed.fail(error);
  }

  #end(): void {
    this.#ended = true;
    this.#watches.dispatcher.wheel.disarm(this.#timer);
    this.#watches.remove(this, this.#plan.signal);
  }
}

function newPart(partition: number, { initial, positions }: WatchPlan, now: number): Part {
  return {
    partition,
    position: positions.get(partition) ?? null,
    initial,
    leg: null,
    held: false,
    dueAt: 0,
    backoffMs: 0,
    failingSince: now,
    syncedAt: Number.POSITIVE_INFINITY,
    failedAt: null,
    interrupted: false,
  };
}

function outOfOrder(partition: number): ServerFaultError {
  return new ServerFaultError('The node sent events before the records that they follow', {
    code: 'INTERNAL',
    reason: 'INTERNAL',
    outcome: 'not_executed',
    partition,
  });
}
