import type { Client, ClientDuplexStream } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { watchService } from '../rpc/index.ts';
import { JoinedEvents } from './joined-events.ts';
import type { ClientTuning } from './limits.ts';
import type { NodeHealth } from './routing.ts';
import { type TimerWheel, WheelTimer } from './timer-wheel.ts';

type Request = ringkv.v1.WatchRequest.$Properties;
type Response = ringkv.v1.WatchResponse.$Properties;
type Stream = ClientDuplexStream<Request, Response>;

export type WatchCreate = Omit<ringkv.v1.WatchCreate.$Properties, 'watchId'>;

/** What one watch has at one node: one `watch_id` of its stream. */
export interface WatchLeg {
  readonly id: number;
  readonly owner: LegOwner;
  readonly link: WatchLink;
  /** That go on; those of them that have caught up. */
  readonly partitions: Set<number>;
  readonly synced: Set<number>;
}

/** A watch, as its legs know it. */
export interface LegOwner {
  created(leg: WatchLeg, created: ringkv.v1.WatchCreated.$Properties): void;
  records(leg: WatchLeg, page: ringkv.v1.WatchRecords.$Properties): void;
  /** All events up to `revision` that concern the leg: whole revisions. */
  events(
    leg: WatchLeg,
    partition: number,
    revision: number,
    events: readonly ringkv.v1.Event.$Properties[],
  ): void;
  synced(leg: WatchLeg, partition: number, revision: number): void;
  progress(leg: WatchLeg, progress: readonly ringkv.v1.PartitionProgress.$Properties[]): void;
  /** Its partitions are off the leg already. */
  ended(leg: WatchLeg, partitions: readonly number[], end: ringkv.v1.WatchEnded.$Properties): void;
  /** The stream broke, or could not be made. */
  lost(leg: WatchLeg, reason: string): void;
  /** The leg was taken off a stream that others want to go on: for a watch that does not take what it gets. */
  dropped(leg: WatchLeg): void;
}

const NONE: readonly ringkv.v1.Event.$Properties[] = [];

/** The Watch stream to one node, there as long as a watch has a leg on it. */
export class WatchLink {
  readonly address: string;
  readonly #dial: () => Client;
  readonly #broken: () => void;
  readonly #tuning: ClientTuning;
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  readonly #tag: string;
  readonly #legs = new Map<number, WatchLeg>();
  readonly #joined: JoinedEvents;
  #client: Client | null = null;
  #stream: Stream | null = null;
  #nextId = 1;
  #retryAt = 0;
  #reconnectMs: number;
  /** The stream has said something. */
  #opened = false;
  #heardAt = 0;
  #asked = false;
  /** The one watch on the stream takes nothing, so nothing is read. */
  #pausedFor: LegOwner | null = null;
  readonly #silenceTimer: WheelTimer<WatchLink>;

  constructor(
    address: string,
    dial: () => Client,
    broken: () => void,
    tuning: ClientTuning,
    wheel: TimerWheel,
    now: () => number,
    tag: string,
  ) {
    this.address = address;
    this.#dial = dial;
    this.#broken = broken;
    this.#tuning = tuning;
    this.#wheel = wheel;
    this.#now = now;
    this.#tag = tag;
    this.#reconnectMs = tuning.reconnectMinMs;
    this.#joined = new JoinedEvents(tuning.watchBatchBytes);
    this.#silenceTimer = new WheelTimer<WatchLink>(this, (link) => link.#checkSilence());
  }

  /** Null where this stream knows no more than the other one to the node. */
  health(): NodeHealth | null {
    if (this.#stream !== null && this.#opened) return 'ready';
    return this.#now() < this.#retryAt ? 'down' : null;
  }

  open(owner: LegOwner, create: WatchCreate, partitions: readonly number[]): WatchLeg {
    const blocker = this.#pausedFor;
    if (blocker !== null && blocker !== owner) {
      this.release(blocker);
      this.#drop(blocker);
    }
    const stream = this.#stream ?? this.#connect();
    const id = this.#nextId++;
    const leg: WatchLeg = {
      id,
      owner,
      link: this,
      partitions: new Set(partitions),
      synced: new Set(),
    };
    this.#legs.set(id, leg);
    const header = { requestId: `${this.#tag}-w${id}` };
    stream.write({ create: { ...create, header, watchId: id, partitions: [...partitions] } });
    return leg;
  }

  /** Nothing more for this watch, for good or until it opens new legs: `dropped` is not called. */
  cancel(owner: LegOwner): void {
    this.release(owner);
    for (const leg of this.#legsOf(owner)) this.#forget(leg, true);
  }

  /** Nothing more on this leg, as if it had never been. */
  abandon(leg: WatchLeg): void {
    this.#forget(leg, true);
  }

  /** The watch takes nothing for now. Alone, it stops the stream; otherwise its legs are dropped, and the others go on. */
  hold(owner: LegOwner): void {
    const own = this.#legsOf(owner).length;
    if (own === 0 || this.#stream === null) return;
    if (own < this.#legs.size) this.#drop(owner);
    else if (this.#pausedFor === null) {
      this.#pausedFor = owner;
      this.#stream.pause();
      this.#wheel.disarm(this.#silenceTimer);
    }
  }

  /** The watch takes again. */
  release(owner: LegOwner): void {
    if (this.#pausedFor !== owner) return;
    this.#pausedFor = null;
    this.#heardAt = this.#now();
    this.#armSilence();
    this.#stream?.resume();
  }

  close(): void {
    const stream = this.#stream;
    this.#stream = null;
    this.#pausedFor = null;
    this.#joined.clear();
    this.#wheel.disarm(this.#silenceTimer);
    stream?.cancel();
    this.#client?.close();
    this.#client = null;
  }

  #connect(): Stream {
    this.#client = this.#dial();
    const { path, requestSerialize, responseDeserialize } = watchService.watch;
    const stream: Stream = this.#client.makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
    );
    this.#stream = stream;
    this.#opened = false;
    this.#heardAt = this.#now();
    stream.on('data', (response: Response) => {
      if (this.#stream === stream) this.#received(response);
    });
    stream.on('error', (error: Error & { details?: string }) => {
      if (this.#stream !== stream) return;
      this.#break(this.#opened ? 'CONNECTION_LOST' : 'UNREACHABLE', error.details ?? error.message);
    });
    stream.on('end', () => {
      if (this.#stream === stream) this.#break('CONNECTION_LOST', 'the node ended the stream');
    });
    this.#armSilence();
    return stream;
  }

  #received(response: Response): void {
    this.#opened = true;
    this.#asked = false;
    this.#heardAt = this.#now();
    this.#reconnectMs = this.#tuning.reconnectMinMs;
    const { created, records, events, synced, progress, ended } = response;
    if (events) this.#eventsArrived(events);
    if (progress) this.#progressed(progress.partitions ?? []);
    const leg = this.#legs.get((created ?? records ?? synced ?? ended)?.watchId ?? 0);
    // Cancelled: what was on its way still comes.
    if (leg === undefined) return;
    if (created) leg.owner.created(leg, created);
    else if (records) leg.owner.records(leg, records);
    else if (synced) {
      if (!leg.partitions.has(synced.partition ?? 0)) return;
      leg.synced.add(synced.partition ?? 0);
      leg.owner.synced(leg, synced.partition ?? 0, synced.revision ?? 0);
    } else if (ended) this.#ended(leg, ended);
  }

  #eventsArrived(message: ringkv.v1.WatchEvents.$Properties): void {
    const whole = this.#joined.add(message);
    if (whole === 'too_large') this.#break('TOO_LARGE', 'a revision of too many bytes');
    if (whole === null || whole === 'too_large') return;
    const { partition, revision, events } = whole;
    const concerned = new Map<WatchLeg, ringkv.v1.Event.$Properties[]>();
    for (const { event, watchIds } of events) {
      for (const id of watchIds ?? []) {
        const leg = this.#legs.get(id);
        if (leg === undefined || !event) continue;
        const own = concerned.get(leg);
        if (own === undefined) concerned.set(leg, [event]);
        else own.push(event);
      }
    }
    for (const leg of this.#legs.values()) {
      const own = concerned.get(leg);
      if (own === undefined && !leg.synced.has(partition)) continue;
      if (leg.partitions.has(partition)) leg.owner.events(leg, partition, revision, own ?? NONE);
    }
  }

  #progressed(partitions: readonly ringkv.v1.PartitionProgress.$Properties[]): void {
    for (const leg of this.#legs.values()) {
      const own = partitions.filter(({ partition }) => leg.synced.has(partition ?? 0));
      if (own.length > 0) leg.owner.progress(leg, own);
    }
  }

  #ended(leg: WatchLeg, end: ringkv.v1.WatchEnded.$Properties): void {
    const partitions = end.whole ? [...leg.partitions] : [end.partition ?? 0];
    const gone = partitions.filter((partition) => leg.partitions.delete(partition));
    for (const partition of gone) leg.synced.delete(partition);
    if (leg.partitions.size === 0) this.#forget(leg, false);
    leg.owner.ended(leg, gone, end);
  }

  #legsOf(owner: LegOwner): WatchLeg[] {
    return [...this.#legs.values()].filter((leg) => leg.owner === owner);
  }

  #drop(owner: LegOwner): void {
    for (const leg of this.#legsOf(owner)) {
      this.#forget(leg, true);
      owner.dropped(leg);
    }
  }

  #forget(leg: WatchLeg, tell: boolean): void {
    if (!this.#legs.delete(leg.id)) return;
    if (tell) this.#stream?.write({ cancel: { watchId: leg.id } });
    // Whoever lost this leg may open the next in the same turn.
    if (this.#legs.size === 0) setImmediate(() => this.#closeUnused());
  }

  #closeUnused(): void {
    if (this.#legs.size === 0) this.close();
  }

  #armSilence(): void {
    const { watchOpenMs, watchSilenceMs } = this.#tuning;
    const wait = !this.#opened ? watchOpenMs : this.#asked ? watchSilenceMs : watchSilenceMs / 2;
    this.#wheel.arm(this.#silenceTimer, this.#heardAt + wait);
  }

  /** Nodes say something every few seconds: one that does not is asked, and then left. */
  #checkSilence(): void {
    if (this.#stream === null || this.#pausedFor !== null) return;
    const silentMs = this.#now() - this.#heardAt;
    const most = this.#opened ? this.#tuning.watchSilenceMs : this.#tuning.watchOpenMs;
    if (silentMs >= most) {
      this.#break('NO_ANSWER', `silent for ${Math.round(silentMs)} ms`);
      return;
    }
    if (this.#opened && !this.#asked && silentMs >= most / 2) {
      this.#asked = true;
      this.#stream.write({ ask: {} });
    }
    this.#armSilence();
  }

  #break(reason: string, message: string): void {
    this.close();
    this.#retryAt = this.#now() + this.#reconnectMs;
    this.#reconnectMs = Math.min(this.#reconnectMs * 2, this.#tuning.reconnectMaxMs);
    const legs = [...this.#legs.values()];
    this.#legs.clear();
    this.#broken();
    for (const leg of legs) leg.owner.lost(leg, `${reason}: ${message}`);
  }
}
