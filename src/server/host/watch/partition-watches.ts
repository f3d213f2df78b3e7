import { type ChangeEvent, text } from '../../../storage/index.ts';
import { watchLimits } from '../../../util/limits.ts';
import type { Group } from '../group.ts';
import { concerns, type Feed } from './feed.ts';
import { Matcher } from './matcher.ts';
import type { MatchedEvent, WatchEndReason, WatchSpec } from './watch-types.ts';

/** A feed's share of the events of one turn; the last may be told to more watches. */
type Matched = { readonly event: ChangeEvent; readonly watches: WatchSpec[] }[];

/** Everybody on this node who watches one partition. */
export class PartitionWatches {
  readonly group: Group;
  readonly matcher: Matcher = new Matcher();
  readonly feeds: Set<Feed> = new Set();
  /** Events up to it were handed to the live watches. */
  revision: number;
  readonly #wake: (feed: Feed) => void;
  readonly #ended: () => void;
  #leaderlessSince: number | null = null;

  constructor(group: Group, wake: (feed: Feed) => void, ended: () => void) {
    this.group = group;
    this.#wake = wake;
    this.#ended = ended;
    this.revision = group.partition.revision;
    group.partition.changes.watch(true);
  }

  get partition(): number {
    return this.group.id - 1;
  }

  wake(feed: Feed): void {
    this.#wake(feed);
  }

  /** One watch less. */
  ended(): void {
    this.#ended();
  }

  /**
   * Entries were applied: their events go to the watches that are up to date. The others are at work, or wait for their streams:
   * nobody is looked at whom the events do not concern.
   */
  applied(): void {
    const events = this.group.partition.changes.takeFresh();
    const { revision } = this.group.partition;
    if (events.length > 0) this.#distribute(events, revision);
    this.revision = revision;
  }

  #distribute(events: readonly ChangeEvent[], revision: number): void {
    if (this.matcher.size === 0) return;
    const shares = new Map<Feed, Matched>();
    for (const event of events) {
      this.matcher.match(text(event.key), (watch) => {
        const { feed, spec } = watch;
        if (!concerns(watch, event)) return;
        const share = shares.get(feed);
        const last = share?.at(-1);
        if (last?.event === event) last.watches.push(spec);
        else if (share !== undefined) share.push({ event, watches: [spec] });
        else if (feed.takes(event.revision)) shares.set(feed, [{ event, watches: [spec] }]);
      });
    }
    for (const [feed, share] of shares)
      feed.deliver(share satisfies readonly MatchedEvent[], revision);
  }

  /** A snapshot brought another state: what lies between is in its history. */
  replaced(): void {
    const { revision } = this;
    this.group.partition.changes.watch(true);
    this.revision = this.group.partition.revision;
    for (const feed of this.feeds) feed.fallBehind(revision);
  }

  /** A replica without a leader may be cut off from all that happens: whoever watches it must hear of that. */
  tick(now: number): void {
    const { group } = this;
    if (group.raft.leader !== 0) {
      this.#leaderlessSince = null;
      return;
    }
    this.#leaderlessSince ??= now;
    if (now - this.#leaderlessSince < watchLimits.leaderlessMs) return;
    this.endAll('leaderless', `no leader was known for ${watchLimits.leaderlessMs} ms`);
  }

  endAll(reason: WatchEndReason, message: string): void {
    for (const feed of this.feeds) feed.endAll(reason, message);
  }

  /** Nobody is left. */
  close(): void {
    this.group.partition.changes.watch(false);
  }
}
