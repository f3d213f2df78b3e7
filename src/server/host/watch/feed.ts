import { type ChangeEvent, text } from '../../../storage/index.ts';
import { assert } from '../../../util/assert.ts';
import { emptyBytes } from '../../../util/bytes.ts';
import { watchLimits } from '../../../util/limits.ts';
import type { Reply } from '../operation.ts';
import { Joining } from './joining.ts';
import type { LiveWatch } from './matcher.ts';
import type { PartitionWatches } from './partition-watches.ts';
import type {
  MatchedEvent,
  WatchEndReason,
  WatchMessage,
  WatchPosition,
  WatchSink,
  WatchSpec,
} from './watch-types.ts';

/**
 * The watches that one stream has of one partition. Those that have caught up share one place in its history: at the
 * partition's revision, or behind it since the stream stopped taking. Nothing is queued for a stream that does not take.
 *
 *   joining: each at its own place ──(caught up)──▶ live ──(stream blocked, an event for it)──▶ behind
 *                                                    ◀──(read up to the partition's revision)────┘
 */
export class Feed {
  readonly #partition: PartitionWatches;
  readonly #sink: WatchSink;
  readonly #live = new Map<number, LiveWatch>();
  readonly #joining = new Map<number, Joining>();
  /** Everything up to it was told to the live watches; null while they are at the partition's own revision. */
  #behindAt: number | null = null;

  constructor(partition: PartitionWatches, sink: WatchSink) {
    this.#partition = partition;
    this.#sink = sink;
  }

  get empty(): boolean {
    return this.#live.size === 0 && this.#joining.size === 0;
  }

  get size(): number {
    return this.#live.size + this.#joining.size;
  }

  /** It has something to do that does not wait for an event. */
  get busy(): boolean {
    return this.#behindAt !== null || this.#joining.size > 0;
  }

  /** Everything up to it was told to each live watch; null when there is none. */
  get revision(): number | null {
    return this.#live.size === 0 ? null : (this.#behindAt ?? this.#partition.revision);
  }

  create(spec: WatchSpec, position: WatchPosition | null): void {
    const { group } = this.#partition;
    const joining = new Joining(group, spec, position, () => this.#partition.wake(this));
    this.#joining.set(spec.watchId, joining);
    if (joining.begun) this.#partition.wake(this);
    else this.#ask(joining);
  }

  /** A replica may be behind what its client has written a moment ago: it asks for the leader's index first. */
  #ask(joining: Joining): void {
    const { group, partition } = this.#partition;
    const isWanted = (): boolean => this.#joining.get(joining.spec.watchId) === joining;
    const reply = (answer: Reply): void => {
      if (!isWanted()) return;
      if (answer.type === 'failed') {
        this.end(
          joining.spec,
          'leaderless',
          `nobody says how far the partition is: ${answer.failure.message}`,
        );
        return;
      }
      if (joining.begin()) this.#partition.wake(this);
      else this.#future(joining);
    };
    group.submit({
      partition,
      body: { type: 'get', key: emptyBytes(), level: 'linearizable', here: true },
      deadline: group.host.now + watchLimits.leaderlessMs,
      sink: { reply: (_slot, answer) => reply(answer) },
      slot: 0,
    });
  }

  cancel(watchId: number): void {
    const live = this.#live.get(watchId);
    if (live !== undefined) this.#partition.matcher.remove(live);
    this.#live.delete(watchId);
    this.#joining.delete(watchId);
    if (this.#live.size === 0) this.#behindAt = null;
  }

  /** Nobody reads any more. */
  dispose(): void {
    for (const live of this.#live.values()) this.#partition.matcher.remove(live);
    this.#live.clear();
    this.#joining.clear();
  }

  /** Before an event of this revision is handed to it: false when its stream takes no more, and it reads the event later. */
  takes(revision: number): boolean {
    if (this.#behindAt !== null) return false;
    if (!this.#sink.blocked) return true;
    const { group } = this.#partition;
    this.#behindAt = group.planted.watchSkipsWhenSlow ? revision : revision - 1;
    group.host.metrics.watches.fellBehind();
    this.#partition.wake(this);
    return false;
  }

  /** The partition goes on from another state, which has all of this one and more. */
  fallBehind(revision: number): void {
    if (this.#live.size > 0) this.#behindAt ??= revision;
    this.#partition.wake(this);
  }

  /** `through`: nothing else up to this revision concerns its watches. In messages of a limited size. */
  deliver(events: readonly MatchedEvent[], through: number): void {
    const { partition, group } = this.#partition;
    group.host.metrics.watches.told(events.length);
    let from = 0;
    let bytes = 0;
    for (const [i, { event }] of events.entries()) {
      const size = event.key.length + event.value.length + watchLimits.eventBytes;
      if (i > from && bytes + size > watchLimits.messageBytes) {
        const last = events[i - 1]?.event.revision ?? 0;
        const more = last === event.revision;
        this.#send({
          type: 'events',
          partition,
          revision: last,
          more,
          events: events.slice(from, i),
        });
        from = i;
        bytes = 0;
      }
      bytes += size;
    }
    const rest = from === 0 ? events : events.slice(from);
    this.#send({ type: 'events', partition, revision: through, more: false, events: rest });
  }

  /** One piece of what it is behind with, or of a watch that joins. Answers the bytes read, 0 when there is nothing to do. */
  step(): number {
    if (this.#sink.blocked) return 0;
    if (this.#behindAt !== null) return this.#catchUp(this.#behindAt);
    let isScanned = false;
    for (const joining of this.#joining.values()) {
      // One page of records at a time: a thousand watches that begin at once must not hold a thousand.
      if (joining.scanning && isScanned) continue;
      isScanned ||= joining.scanning;
      const bytes = this.#join(joining);
      if (bytes > 0) return bytes;
    }
    return 0;
  }

  #catchUp(after: number): number {
    const { group, matcher, revision } = this.#partition;
    const read = group.partition.changes.read(after, revision);
    if (read.type === 'compacted') {
      this.#behindAt = null;
      for (const { spec } of this.#live.values()) this.#compacted(spec, read.oldest);
      return watchLimits.eventBytes;
    }
    let bytes: number = watchLimits.eventBytes;
    const matched: MatchedEvent[] = [];
    for (const event of read.events) {
      bytes += event.key.length + event.value.length + watchLimits.eventBytes;
      const watches: WatchSpec[] = [];
      matcher.match(text(event.key), (watch) => {
        if (watch.feed === this && concerns(watch, event)) watches.push(watch.spec);
      });
      if (watches.length > 0) matched.push({ event, watches });
    }
    if (matched.length > 0) this.deliver(matched, read.through);
    this.#behindAt = read.through < revision ? read.through : null;
    return bytes;
  }

  #join(joining: Joining): number {
    const step = joining.step();
    const { spec } = joining;
    const { partition } = this.#partition;
    switch (step.type) {
      case 'waiting':
        return 0;
      case 'compacted':
        this.#compacted(spec, step.oldest);
        return watchLimits.eventBytes;
      case 'caught_up':
        this.#goLive(joining);
        return watchLimits.eventBytes;
      case 'records': {
        const { page, scannedTo } = step;
        const { entries: records, revision } = page;
        this.#send({ type: 'records', watch: spec, partition, revision, records, scannedTo });
        return records.reduce(
          (sum, { value }) => sum + value.length,
          Number(watchLimits.eventBytes),
        );
      }
      case 'events': {
        const matched = step.events.map((event): MatchedEvent => ({ event, watches: [spec] }));
        if (matched.length > 0) this.deliver(matched, joining.revision);
        return step.bytes + watchLimits.eventBytes;
      }
    }
  }

  #goLive({ spec, revision }: Joining): void {
    assert(
      this.#behindAt === null && revision === this.#partition.group.partition.revision,
      () => `watch ${spec.watchId} at revision ${revision} goes live in a feed at ${this.revision}`,
    );
    const live = { feed: this, spec, from: revision };
    this.#joining.delete(spec.watchId);
    this.#live.set(spec.watchId, live);
    this.#partition.matcher.add(live);
    this.#send({ type: 'synced', watch: spec, partition: this.#partition.partition, revision });
  }

  #future({ spec, revision }: Joining): void {
    const there = this.#partition.group.partition.revision;
    const message = `the partition is at revision ${there}, the position at ${revision}`;
    this.end(spec, 'future_position', message);
  }

  #compacted(spec: WatchSpec, oldest: number): void {
    this.end(spec, 'compacted', `events are kept above revision ${oldest}`, oldest);
  }

  end(spec: WatchSpec, reason: WatchEndReason, message: string, oldest = 0): void {
    const { partition } = this.#partition;
    this.cancel(spec.watchId);
    this.#send({ type: 'ended', watch: spec, partition, reason, oldest, message });
    this.#partition.ended();
  }

  endAll(reason: WatchEndReason, message: string): void {
    const all = [...this.#live.values(), ...this.#joining.values()];
    for (const { spec } of all) this.end(spec, reason, message);
  }

  #send(message: WatchMessage): void {
    this.#sink.send(message);
  }
}

/** Whether the event is one that this watch, found by its key, is to be told. */
export function concerns({ spec, from }: LiveWatch, event: ChangeEvent): boolean {
  return event.revision > from && !spec.without.has(event.kind);
}
