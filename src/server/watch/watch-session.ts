import { ringkv } from '#proto';
import type { Clock } from '../../util/clock.ts';
import type { Hash32 } from '../../util/hash.ts';
import { watchLimits } from '../../util/limits.ts';
import { type ErrorDetail, type Refusal, refuse } from '../errors.ts';
import type { HostApi } from '../host/host-api.ts';
import type {
  WatchMessage,
  WatchPosition,
  WatchSink,
  WatchSpec,
  WatchStream,
} from '../host/watch/watch-types.ts';
import type { PeerDialer } from '../peer-dialer.ts';
import { refusalError } from '../router.ts';
import type { PeerOverrides, TopologyView } from '../topology-view.ts';
import { invalid } from '../validate.ts';
import { WatchRelay } from './watch-relay.ts';
import { readWatch, type WatchPlan } from './watch-request.ts';
import { encodeMessage, encodeResponse, wireEnded } from './watch-wire.ts';

export interface WatchServer {
  readonly host: HostApi;
  readonly view: TopologyView;
  readonly hash: Hash32;
  readonly clock: Clock;
  readonly overrides: PeerOverrides;
  readonly dialer: PeerDialer;
}

/** Where encoded responses go: a call of either kind, or a connection of the HTTP port. */
export interface WatchOutlet {
  /** `written` is called once the bytes have left. */
  write(response: Buffer, written: () => void): void;
  /** A part of a watch has ended: `response` says so, and was not written. False when the outlet has ended with it. */
  ended(ended: ringkv.v1.WatchEnded.$Properties): boolean;
}

interface Watch {
  readonly spec: WatchSpec;
  /** That are served here or by relays, and have not ended. */
  readonly partitions: Set<number>;
}

/**
 * The watches of one stream, wherever their partitions are: those with a replica here come from the host, the others from
 * another node, whose responses are passed on as they are.
 *
 *   create ─▶ plan ─┬─▶ host: feeds ──────────────▶ responses ─▶ outlet        a stream that does not take its bytes is
 *                   └─▶ relay to another node ────▶   as they came             `blocked`: then nothing is read for it
 */
export class WatchSession implements WatchSink {
  readonly #server: WatchServer;
  readonly #outlet: WatchOutlet;
  readonly #local: WatchStream;
  readonly #relays = new Map<number, WatchRelay>();
  readonly #watches = new Map<number, Watch>();
  /** Of responses that have not left, in their order. */
  readonly #sizes: number[] = [];
  #buffered = 0;
  #wasBlocked = false;
  #closed = false;

  constructor(server: WatchServer, outlet: WatchOutlet) {
    this.#server = server;
    this.#outlet = outlet;
    this.#local = server.host.watches.open(this);
  }

  get blocked(): boolean {
    return this.#buffered >= watchLimits.bufferedBytes;
  }

  /** What cannot be begun is answered by `ended`. */
  create(create: ringkv.v1.WatchCreate.$Properties): void {
    const plan = this.#plan(create);
    if (plan.type === 'refused') {
      this.#refuse(create.watchId ?? 0, refusalError(plan, null, this.#server.view));
      return;
    }
    const { spec, partitions } = plan;
    const { clusterId, self } = this.#server.view;
    this.#watches.set(spec.watchId, { spec, partitions: new Set(partitions) });
    const created = {
      watchId: spec.watchId,
      clusterId,
      partitions: [...partitions],
      servedBy: self,
    };
    this.#write(encodeResponse({ created }));
    const elsewhere = new Map<number, number[]>();
    for (const partition of partitions) {
      const position = plan.positions.get(partition) ?? null;
      const member = this.#memberFor(partition, plan.direct);
      if (member === null) this.#local.create(partition, spec, position);
      else elsewhere.set(member, [...(elsewhere.get(member) ?? []), partition]);
    }
    for (const [member, named] of elsewhere) this.#relay(member, plan, named);
  }

  cancel(watchId: number): void {
    const watch = this.#watches.get(watchId);
    if (watch === undefined) return;
    this.#watches.delete(watchId);
    this.#local.cancel(watchId);
    for (const [member, relay] of this.#relays) {
      relay.cancel(watchId);
      if (relay.idle) this.#dropRelay(member, relay);
    }
    this.#end({ watchId, whole: true, reason: ringkv.v1.WatchEnd.CANCELLED });
  }

  ask(): void {
    this.#local.ask();
    for (const relay of this.#relays.values()) relay.ask();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#local.close();
    for (const relay of this.#relays.values()) relay.close();
    this.#watches.clear();
  }

  /** From the host. */
  send(message: WatchMessage): void {
    if (message.type === 'ended') {
      const { watch, partition } = message;
      this.#partEnded(watch.watchId, partition);
      this.#end(wireEnded(message, this.#server.host.leaderOf(partition + 1)));
    } else this.#write(encodeMessage(message));
  }

  #plan(create: ringkv.v1.WatchCreate.$Properties): WatchPlan | Refusal {
    const { host, view, hash } = this.#server;
    const plan = readWatch(create, view, hash);
    if (plan.type === 'refused') return plan;
    const { watchId } = plan.spec;
    if (this.#watches.has(watchId)) return invalid(`watch ${watchId} goes on in this stream`);
    const { watches } = watchLimits;
    if (host.watches.full) {
      return refuse('OVERLOADED', `${watches} watches go on at this node`, watches, watches + 1);
    }
    return plan;
  }

  /** Null for this node: it has a replica, or is to say that it has none. */
  #memberFor(partition: number, direct: boolean): number | null {
    const { host, view } = this.#server;
    const holds = host.holds(partition + 1);
    // Of one partition a stream gets all from one node: a message moves every synced watch of it, and would move those that the
    // other node serves past what is still on its way.
    const relaying = holds || !direct ? this.#relaying(partition) : null;
    if (relaying !== null) return relaying;
    if (holds || direct) return null;
    const leader = host.leaderOf(partition + 1);
    const member = leader > 0 ? leader : view.replicasOf(partition).find((id) => id !== view.self);
    return member === undefined || member === view.self ? null : member;
  }

  #relaying(partition: number): number | null {
    for (const [member, relay] of this.#relays) if (relay.serves(partition)) return member;
    return null;
  }

  #relay(member: number, plan: WatchPlan, partitions: readonly number[]): void {
    let relay = this.#relays.get(member);
    if (relay === undefined) {
      relay = new WatchRelay(this.#server, member, {
        response: (bytes) => this.#write(bytes),
        ended: (ended) => {
          this.#partEnded(ended.watchId ?? 0, ended.partition ?? 0);
          this.#end(ended);
          const other = this.#relays.get(member);
          if (other?.idle) this.#dropRelay(member, other);
        },
        lost: (why) => this.#relayLost(member, why),
      });
      if (this.#wasBlocked) relay.pause();
      this.#relays.set(member, relay);
    }
    const positions = new Map<number, WatchPosition>();
    for (const partition of partitions) {
      const position = plan.positions.get(partition);
      if (position !== undefined) positions.set(partition, position);
    }
    relay.create(plan.spec, partitions, positions);
  }

  #relayLost(member: number, why: string): void {
    const relay = this.#relays.get(member);
    this.#relays.delete(member);
    for (const { watchId, partition } of relay?.parts() ?? []) {
      this.#partEnded(watchId, partition);
      const reason = ringkv.v1.WatchEnd.RELAY_LOST;
      this.#end({ watchId, partition, reason, message: `node ${member}: ${why}` });
    }
  }

  /** The other node serves nothing of this stream any more. */
  #dropRelay(member: number, relay: WatchRelay): void {
    this.#relays.delete(member);
    relay.close();
  }

  #partEnded(watchId: number, partition: number): void {
    const watch = this.#watches.get(watchId);
    watch?.partitions.delete(partition);
    if (watch?.partitions.size === 0) this.#watches.delete(watchId);
  }

  #refuse(watchId: number, error: ErrorDetail): void {
    const reason = ringkv.v1.WatchEnd.REFUSED;
    this.#end({ watchId, whole: true, reason, message: error.message ?? '', error });
  }

  #end(ended: ringkv.v1.WatchEnded.$Properties): void {
    if (this.#closed) return;
    if (this.#outlet.ended(ended)) this.#write(encodeResponse({ ended }));
    else this.close();
  }

  #write(response: Buffer): void {
    if (this.#closed) return;
    this.#sizes.push(response.length);
    this.#buffered += response.length;
    this.#outlet.write(response, this.#written);
    if (!this.blocked || this.#wasBlocked) return;
    this.#wasBlocked = true;
    for (const relay of this.#relays.values()) relay.pause();
  }

  /** One function for all responses: they leave in their order. */
  readonly #written = (): void => {
    this.#buffered -= this.#sizes.shift() ?? 0;
    if (!this.#wasBlocked || this.#buffered > watchLimits.bufferedBytes / 2 || this.#closed) return;
    this.#wasBlocked = false;
    for (const relay of this.#relays.values()) relay.resume();
    this.#local.resume();
  };
}
