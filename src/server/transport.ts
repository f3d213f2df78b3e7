import type { ringkv } from '#proto';
import { equalBytes, fromHex } from '../util/bytes.ts';
import type { Clock } from '../util/clock.ts';
import { serverLimits } from '../util/limits.ts';
import type { Logger } from '../util/logger.ts';
import type { Random } from '../util/random.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import type { DropReason, EdgeMetrics } from './edge-metrics.ts';
import { decodeFrame, frameBytes } from './frame-codec.ts';
import type {
  Frame,
  Net,
  NetEvents,
  PeerAddress,
  SnapshotAsk,
  SnapshotReceiver,
  SnapshotTransfer,
} from './host/net.ts';
import { RateLimitedLog } from './logger.ts';
import type { PeerDialer } from './peer-dialer.ts';
import { PeerLink, type PeerLinkLimits } from './peer-link.ts';
import { fetchSnapshot } from './snapshot-fetch.ts';
import type { NodeIdentity, PeerOverrides } from './topology-view.ts';

export interface TransportOptions {
  readonly identity: NodeIdentity;
  readonly overrides: PeerOverrides;
  readonly dialer: PeerDialer;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: EdgeMetrics;
  readonly limits?: Partial<EdgeLimits & PeerLinkLimits>;
}

/** One Exchange stream that a peer opened to us. */
export interface IncomingStream {
  /** As the sender numbers its streams; 0 and 0 when it does not. */
  readonly epoch: number;
  readonly number: number;
  /** In the order of arrival here. */
  readonly opened: number;
  /** The nodes that its certificate names; null without TLS. */
  readonly certified: readonly string[] | null;
}

interface Peer {
  readonly link: PeerLink;
  readonly incarnation: Uint8Array;
  /** The newest stream that this peer sent on. */
  incoming: IncomingStream | null;
}

/**
 * `Net` over gRPC: per node pair two streams, each written by the node that opened it.
 *
 *      node 1  ── Exchange that 1 opened: frames ──▶  node 2
 *              ◀── frames: Exchange that 2 opened ──
 */
export class GrpcTransport implements Net {
  readonly identity: NodeIdentity;
  readonly #options: TransportOptions;
  readonly #limits: EdgeLimits & PeerLinkLimits;
  readonly #complaints: RateLimitedLog;
  readonly #peers = new Map<number, Peer>();
  #events: NetEvents | null = null;
  #streams = 0;

  constructor(options: TransportOptions) {
    const { peerQueueBytes, peerFrameBytes } = serverLimits;
    this.identity = options.identity;
    this.#options = options;
    this.#limits = { ...edgeLimits, peerQueueBytes, peerFrameBytes, ...options.limits };
    this.#complaints = new RateLimitedLog(options.clock, this.#limits.logRepeatMs);
  }

  /** Before `setPeers`: who is told of frames and states. What arrives earlier is dropped. */
  attach(events: NetEvents): void {
    this.#events = events;
  }

  setPeers(peers: readonly PeerAddress[]): void {
    const wanted = new Set<number>();
    for (const peer of peers) {
      if (peer.member === this.identity.member) continue;
      wanted.add(peer.member);
      this.#setPeer(peer);
    }
    for (const [member, { link }] of this.#peers) {
      if (wanted.has(member)) continue;
      link.close();
      this.#peers.delete(member);
    }
    this.#countConnections();
  }

  send(member: number, frame: Frame): void {
    const peer = this.#peers.get(member);
    if (peer !== undefined) peer.link.send(frame);
    else this.#options.metrics.peerDropped('sent', 'not_connected', 1);
  }

  fetchSnapshot(member: number, ask: SnapshotAsk, receiver: SnapshotReceiver): SnapshotTransfer {
    const target = this.#peers.get(member)?.link ?? null;
    const { clock, dialer } = this.#options;
    const { identity } = this;
    const stallMs = this.#limits.snapshotStallMs;
    return fetchSnapshot({ target, dialer, identity, ask, receiver, clock, stallMs });
  }

  /** A peer opened an Exchange stream; `name` is its `ringkv-stream` metadata, `certified` as in {@link IncomingStream}. */
  accept(name: string, certified: readonly string[] | null): IncomingStream {
    const [epoch = 0, number = 0] = name.split('.').map(Number);
    return { epoch, number, opened: ++this.#streams, certified };
  }

  /** A frame arrived on that stream: to the host if it fits (R1), else counted and dropped. Answers why it was. */
  receive(stream: IncomingStream, wire: ringkv.v1.PeerFrame.$Properties): DropReason | null {
    const { metrics, logger } = this.#options;
    const from = wire.fromMember ?? 0;
    const reason = this.#misfit(stream, wire);
    const frame = reason === null ? decodeFrame(wire) : null;
    if (frame === null || this.#events === null) {
      const why: DropReason = reason ?? (this.#events === null ? 'not_ready' : 'malformed');
      metrics.peerDropped('received', why, 1);
      this.#complaints.log(`frame ${why}`, (held) =>
        logger.warn({ from, why, held }, 'peer frame dropped'),
      );
      return why;
    }
    metrics.peerReceived(frameBytes(frame), 1);
    this.#events.frame(from, frame);
    return null;
  }

  /** Whether this is a node of ours, for calls beside Exchange (R1). */
  knows(
    clusterId: Uint8Array,
    member: number,
    incarnation: Uint8Array,
    certified: readonly string[] | null,
  ): boolean {
    const peer = this.#peers.get(member);
    return (
      peer !== undefined &&
      isNode(certified, peer.link.name) &&
      equalBytes(clusterId, this.identity.clusterId) &&
      equalBytes(incarnation, peer.incarnation)
    );
  }

  close(): void {
    for (const { link } of this.#peers.values()) link.close();
    this.#peers.clear();
  }

  #misfit(stream: IncomingStream, wire: ringkv.v1.PeerFrame.$Properties): DropReason | null {
    const { clusterId, fromMember, toMember, incarnation } = wire;
    if (!equalBytes(clusterId ?? none, this.identity.clusterId)) return 'foreign_cluster';
    if (toMember !== this.identity.member) return 'wrong_recipient';
    const peer = this.#peers.get(fromMember ?? 0);
    if (peer === undefined) return 'unknown_sender';
    if (!isNode(stream.certified, peer.link.name)) return 'wrong_certificate';
    if (!equalBytes(incarnation ?? none, peer.incarnation)) return 'wrong_incarnation';
    if (peer.incoming !== null && peer.incoming !== stream && !isNewer(stream, peer.incoming)) {
      return 'superseded';
    }
    peer.incoming = stream;
    return null;
  }

  #setPeer({ member, name, address, incarnation }: PeerAddress): void {
    const { overrides, dialer, clock, random, logger, metrics } = this.#options;
    const dialled = overrides.get(name) ?? address;
    const identityBytes = fromHex(incarnation);
    const known = this.#peers.get(member);
    if (known?.link.address === dialled && equalBytes(known.incarnation, identityBytes)) return;
    known?.link.close();
    const link = new PeerLink({
      identity: this.identity,
      member,
      name,
      address: dialled,
      dialer,
      clock,
      random: random.fork(member),
      logger,
      complaints: this.#complaints,
      metrics,
      limits: this.#limits,
      nextStream: () => ++this.#streams,
      changed: (id, state) => this.#changed(id, state),
    });
    this.#peers.set(member, { link, incarnation: identityBytes, incoming: null });
    link.start();
  }

  #changed(member: number, state: 'up' | 'broken' | 'refused'): void {
    this.#countConnections();
    this.#events?.peerState(member, state);
  }

  #countConnections(): void {
    let up = 0;
    for (const { link } of this.#peers.values()) if (link.up) up++;
    this.#options.metrics.peerConnections(up);
  }
}

const none = new Uint8Array(0);

function isNode(certified: readonly string[] | null, name: string): boolean {
  return certified === null || certified.includes(name);
}

/** Streams of one process are numbered by it; of two processes the later arrival is the newer. */
function isNewer(stream: IncomingStream, than: IncomingStream): boolean {
  if (stream.epoch === than.epoch && stream.number !== than.number) {
    return stream.number > than.number;
  }
  return stream.opened > than.opened;
}
