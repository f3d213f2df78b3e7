import { isDamage } from '../../../storage/index.ts';
import { watchLimits } from '../../../util/limits.ts';
import type { Group } from '../group.ts';
import type { HostMetrics } from '../host-metrics.ts';
import { Feed } from './feed.ts';
import { PartitionWatches } from './partition-watches.ts';
import type {
  PartitionProgress,
  WatchEndReason,
  Watches,
  WatchPosition,
  WatchSink,
  WatchSpec,
  WatchStream,
} from './watch-types.ts';

/** What the hub needs of the host around it. */
export interface WatchHost {
  readonly now: number;
  readonly readable: boolean;
  readonly draining: boolean;
  readonly metrics: HostMetrics;
  group(id: number): Group | undefined;
  /** Asks for a turn. */
  schedule(): void;
}

/**
 * All watches of one node.
 *
 *   apply ─▶ PartitionWatches ─▶ Matcher ─▶ Feed of each stream that is up to date ─▶ its sink
 *                                            └─ the others read the history, a piece a turn, when their stream takes it
 */
export class WatchHub implements Watches {
  readonly #host: WatchHost;
  readonly #partitions = new Map<number, PartitionWatches>();
  readonly #streams = new Set<Stream>();
  /** Feeds with something to do, in the order in which they get their turns. */
  readonly #work = new Set<Feed>();
  readonly #groupOf = new Map<Feed, Group>();
  #watches = 0;

  constructor(host: WatchHost) {
    this.#host = host;
  }

  /** Watches times their partitions. */
  get size(): number {
    return this.#watches;
  }

  get full(): boolean {
    return this.#watches >= watchLimits.watches;
  }

  open(sink: WatchSink): WatchStream {
    const stream = new Stream(this, sink, this.#host.now + watchLimits.progressMs);
    this.#streams.add(stream);
    return stream;
  }

  closed(stream: Stream): void {
    this.#streams.delete(stream);
  }

  /** The replica that serves a partition here, or why none does. */
  replica(partition: number): Group | WatchEndReason {
    if (this.#host.draining) return 'node_stopping';
    const group = this.#host.group(partition + 1);
    return group === undefined || group.lost !== null ? 'no_replica' : group;
  }

  /** A new feed of a stream. */
  feed(group: Group, sink: WatchSink): Feed {
    const partition = group.id - 1;
    let watches = this.#partitions.get(partition);
    if (watches === undefined) {
      watches = new PartitionWatches(
        group,
        (feed) => this.wake(feed),
        () => this.#watches--,
      );
      this.#partitions.set(partition, watches);
    }
    const feed = new Feed(watches, sink);
    watches.feeds.add(feed);
    this.#groupOf.set(feed, group);
    return feed;
  }

  created(): void {
    this.#watches++;
  }

  /** A feed without watches. */
  dropFeed(partition: number, feed: Feed): void {
    this.#work.delete(feed);
    this.#groupOf.delete(feed);
    const watches = this.#partitions.get(partition);
    watches?.feeds.delete(feed);
    if (watches === undefined || watches.feeds.size > 0) return;
    watches.close();
    this.#partitions.delete(partition);
  }

  cancelled(watches: number): void {
    this.#watches -= watches;
  }

  wake(feed: Feed): void {
    this.#work.add(feed);
    this.#host.schedule();
  }

  applied(group: Group): void {
    this.#partitions.get(group.id - 1)?.applied();
  }

  replaced(group: Group): void {
    this.#partitions.get(group.id - 1)?.replaced();
  }

  lost(group: Group): void {
    const message = 'the replica of this node is being rebuilt';
    this.#partitions.get(group.id - 1)?.endAll('no_replica', message);
  }

  /** Behind the groups' turns: what was applied in them has been handed out. Some of the work; the next turn goes on. */
  run(): void {
    if (!this.#host.readable) return;
    let left: number = watchLimits.turnBytes;
    for (const feed of this.#work) {
      if (left <= 0) break;
      this.#work.delete(feed);
      left -= this.#runFeed(feed);
    }
    if (this.#work.size > 0) this.#host.schedule();
  }

  /** One step; it comes again behind the others while it has more. */
  #runFeed(feed: Feed): number {
    const group = this.#groupOf.get(feed);
    if (group === undefined) return 0;
    try {
      const bytes = feed.step();
      if (bytes > 0 && feed.busy) this.#work.add(feed);
      return bytes;
    } catch (error) {
      if (!isDamage(error)) throw error;
      group.loseState(error.message);
      return 0;
    }
  }

  /** With each heartbeat: signs of life, partitions that nobody leads, and what waited for the database. */
  tick(now: number): void {
    for (const watches of this.#partitions.values()) {
      watches.tick(now);
      for (const feed of watches.feeds) if (feed.busy) this.wake(feed);
    }
    for (const stream of this.#streams) stream.tick(now);
    this.#host.metrics.watches.open(this.#watches);
  }

  /** The node stops: everybody goes on elsewhere. */
  endAll(): void {
    for (const watches of this.#partitions.values()) {
      watches.endAll('node_stopping', 'the node is stopping; go on at another');
    }
  }

  progressOf(partition: number, feed: Feed): PartitionProgress | null {
    const { revision } = feed;
    const group = this.#groupOf.get(feed);
    if (revision === null || group === undefined) return null;
    return { partition, revision, timeMs: group.partition.clockMs };
  }
}

class Stream implements WatchStream {
  readonly #hub: WatchHub;
  readonly #sink: WatchSink;
  readonly #feeds = new Map<number, Feed>();
  #progressAt: number;

  constructor(hub: WatchHub, sink: WatchSink, progressAt: number) {
    this.#hub = hub;
    this.#sink = sink;
    this.#progressAt = progressAt;
  }

  create(partition: number, spec: WatchSpec, position: WatchPosition | null): void {
    const group = this.#hub.replica(partition);
    if (typeof group === 'string') {
      const message =
        group === 'no_replica' ? 'this node holds no replica of it' : 'the node is stopping';
      this.#sink.send({ type: 'ended', watch: spec, partition, reason: group, oldest: 0, message });
      return;
    }
    const feed = this.#feeds.get(partition) ?? this.#hub.feed(group, this.#sink);
    this.#feeds.set(partition, feed);
    this.#hub.created();
    feed.create(spec, position);
  }

  cancel(watchId: number): void {
    for (const [partition, feed] of this.#feeds) {
      const before = feed.size;
      feed.cancel(watchId);
      this.#hub.cancelled(before - feed.size);
      if (feed.empty) this.#drop(partition, feed);
    }
  }

  resume(): void {
    for (const feed of this.#feeds.values()) if (feed.busy) this.#hub.wake(feed);
  }

  ask(): void {
    const partitions: PartitionProgress[] = [];
    for (const [partition, feed] of this.#feeds) {
      const progress = this.#hub.progressOf(partition, feed);
      if (progress !== null) partitions.push(progress);
    }
    this.#sink.send({ type: 'progress', partitions });
  }

  tick(now: number): void {
    for (const [partition, feed] of this.#feeds) if (feed.empty) this.#drop(partition, feed);
    if (now < this.#progressAt || this.#sink.blocked) return;
    this.#progressAt = now + watchLimits.progressMs;
    this.ask();
  }

  close(): void {
    for (const [partition, feed] of this.#feeds) {
      this.#hub.cancelled(feed.size);
      feed.dispose();
      this.#drop(partition, feed);
    }
    this.#hub.closed(this);
  }

  #drop(partition: number, feed: Feed): void {
    this.#feeds.delete(partition);
    this.#hub.dropFeed(partition, feed);
  }
}
