import { Client, type ClientDuplexStream, Metadata, status } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { channelOptions, peerService } from '../rpc/index.ts';
import type { Clock, Timer } from '../util/clock.ts';
import type { Logger } from '../util/logger.ts';
import type { Random } from '../util/random.ts';
import type { EdgeLimits } from './edge-limits.ts';
import type { DropReason, EdgeMetrics } from './edge-metrics.ts';
import { encodeFrame, type FrameParts, messageBytes } from './frame-codec.ts';
import type { Frame, GroupMessage, NetEvents } from './host/net.ts';
import type { RateLimitedLog } from './logger.ts';
import type { PeerDialer } from './peer-dialer.ts';
import type { NodeIdentity } from './topology-view.ts';

export interface PeerLinkOptions {
  readonly identity: NodeIdentity;
  readonly member: number;
  readonly name: string;
  readonly address: string;
  readonly dialer: PeerDialer;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly complaints: RateLimitedLog;
  readonly metrics: EdgeMetrics;
  readonly limits: EdgeLimits & PeerLinkLimits;
  /** A number that no earlier stream of this process had. */
  readonly nextStream: () => number;
  readonly changed: NetEvents['peerState'];
}

export interface PeerLinkLimits {
  readonly peerQueueBytes: number;
  readonly peerFrameBytes: number;
}

/** Metadata of Exchange: `<process epoch>.<stream number>`, so that the receiver knows the newer of two streams. */
export const streamHeader = 'ringkv-stream';

type Stream = ClientDuplexStream<Buffer, ringkv.v1.ExchangeEnd.$Properties>;
type State = 'connecting' | 'up' | 'waiting' | 'closed';

/** A channel per attempt: a shared one would bring its own reconnect backoff, which R7 cannot wait for. */
const linkOptions = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };

/**
 * Our half of a node pair: the stream that we opened and write on.
 *
 *              ┌───────────── at once ──────────────┐
 *              ▼                                    │
 *   connecting ── the peer's headers ──▶ up ── ended: `broken`
 *       │  ▲
 *       │  └── 50-100 ms, later up to 1 s ──┐
 *       └── failed: `refused` or `broken` ──▶ waiting
 *
 * Messages queue while connecting and are dropped when that fails: Raft sends again, and stale ones help nobody.
 */
export class PeerLink {
  readonly name: string;
  readonly address: string;
  readonly #options: PeerLinkOptions;
  #state: State = 'waiting';
  #client: Client | null = null;
  #stream: Stream | null = null;
  #attempts = 0;
  #timer: Timer | null = null;
  #reported: 'none' | 'up' | 'broken' | 'refused' = 'none';
  #blocked = false;
  #flushScheduled = false;

  #messages: GroupMessage[] = [];
  #queuedBytes = 0;
  #heartbeat: Frame['heartbeat'] = null;
  #heartbeatAck: Frame['heartbeatAck'] = null;
  #topology: Frame['topology'] = null;
  #keys: Uint8Array | null = null;

  constructor(options: PeerLinkOptions) {
    this.#options = options;
    this.name = options.name;
    this.address = options.address;
  }

  get up(): boolean {
    return this.#state === 'up';
  }

  /** Connects in the next turn: state changes are never reported from within the caller. */
  start(): void {
    this.#timer = this.#options.clock.timer(0, () => this.#connect());
  }

  close(): void {
    this.#release();
    this.#state = 'closed';
    this.#clear();
  }

  send(frame: Frame): void {
    if (this.#state !== 'up' && this.#state !== 'connecting') {
      this.#dropped('not_connected', Math.max(1, frame.messages.length));
      return;
    }
    // The newest of these says all that the older ones did.
    this.#heartbeat = frame.heartbeat ?? this.#heartbeat;
    this.#heartbeatAck = frame.heartbeatAck ?? this.#heartbeatAck;
    this.#topology = frame.topology ?? this.#topology;
    this.#keys = frame.keys ?? this.#keys;
    let refused = 0;
    for (const message of frame.messages) {
      const bytes = messageBytes(message);
      if (this.#queuedBytes + bytes > this.#options.limits.peerQueueBytes) {
        refused++;
      } else {
        this.#messages.push(message);
        this.#queuedBytes += bytes;
      }
    }
    if (refused > 0) this.#dropped('queue_full', refused);
    this.#scheduleFlush();
  }

  #connect(): void {
    const { address, dialer, name, clock, limits, identity, nextStream } = this.#options;
    const metadata = new Metadata();
    metadata.set(streamHeader, `${identity.epoch}.${nextStream()}`);
    const client = new Client(address, dialer.credentials(name), linkOptions);
    const stream: Stream = client.makeBidiStreamRequest(
      peerService.exchange.path,
      (bytes: Buffer) => bytes,
      peerService.exchange.responseDeserialize,
      metadata,
    );
    this.#client = client;
    this.#stream = stream;
    this.#state = 'connecting';
    this.#blocked = false;
    let why = '';
    const ifCurrent = (act: () => void) => (): void => {
      if (this.#stream === stream) act();
    };
    stream.on(
      'metadata',
      ifCurrent(() => this.#opened()),
    );
    stream.on('data', (end: ringkv.v1.ExchangeEnd.$Properties) => {
      why = end.reason ?? '';
    });
    stream.on(
      'drain',
      ifCurrent(() => {
        this.#blocked = false;
        this.#flush();
      }),
    );
    // `status` follows every end, also an orderly one; without a listener `error` would throw.
    stream.on('error', () => {});
    stream.on('status', ({ code, details }: { code: status; details: string }) => {
      if (this.#stream === stream) this.#lost(code, why || details);
    });
    this.#timer = clock.timer(
      limits.connectMs,
      ifCurrent(() => this.#lost(status.DEADLINE_EXCEEDED, `no answer in ${limits.connectMs} ms`)),
    );
  }

  #opened(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#state = 'up';
    this.#attempts = 0;
    this.#report('up');
    this.#flush();
  }

  #lost(code: status, why: string): void {
    const { clock, random, limits, logger, complaints, name, member } = this.#options;
    const wasUp = this.#state === 'up';
    const refused = !wasUp && isRefusal(code, why);
    this.#release();
    this.#state = 'waiting';
    this.#clear();
    const state = refused ? 'refused' : 'broken';
    complaints.log(`link ${member} ${state}`, (held) =>
      logger.info({ peer: name, state, why, held }, 'peer link down'),
    );
    let delay = 0;
    if (!wasUp) {
      this.#attempts++;
      const doublings = Math.max(0, this.#attempts - limits.reconnectQuickAttempts);
      const base = Math.min(limits.reconnectMinMs * 2 ** doublings, limits.reconnectMaxMs);
      delay = Math.min(base + random.between(0, base), limits.reconnectMaxMs);
    }
    this.#timer = clock.timer(delay, () => this.#connect());
    this.#report(state);
  }

  /** `refused` again on every attempt, because each is fresh evidence (R7); the others when they are news. */
  #report(state: 'up' | 'broken' | 'refused'): void {
    if (state !== 'refused' && state === this.#reported) return;
    const { logger, name, member, changed } = this.#options;
    if (state === 'up') logger.info({ peer: name }, 'peer link up');
    this.#reported = state;
    changed(member, state);
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled || this.#state !== 'up') return;
    this.#flushScheduled = true;
    this.#options.clock.endOfTurn(() => {
      this.#flushScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    const { identity, member, metrics } = this.#options;
    while (this.#state === 'up' && !this.#blocked) {
      const parts = this.#nextParts();
      if (parts === null) return;
      const bytes = encodeFrame(identity, member, parts);
      metrics.peerSent(bytes.length, 1);
      if (this.#stream?.write(bytes) === false) this.#blocked = true;
    }
  }

  /** Everything queued, or as many messages as one frame may carry. */
  #nextParts(): FrameParts | null {
    const heartbeat = this.#heartbeat;
    const heartbeatAck = this.#heartbeatAck;
    const topology = this.#topology;
    const keys = this.#keys;
    const queued = this.#messages;
    const isIdle = [heartbeat, heartbeatAck, topology, keys].every((part) => part === null);
    if (isIdle && queued.length === 0) return null;
    this.#heartbeat = null;
    this.#heartbeatAck = null;
    this.#topology = null;
    this.#keys = null;
    let bytes = 0;
    let count = 0;
    for (const message of queued) {
      const size = messageBytes(message);
      if (count > 0 && bytes + size > this.#options.limits.peerFrameBytes) break;
      bytes += size;
      count++;
    }
    this.#queuedBytes -= bytes;
    const messages = count === queued.length ? queued : queued.slice(0, count);
    this.#messages = count === queued.length ? [] : queued.slice(count);
    return { messages, heartbeat, heartbeatAck, topology, keys };
  }

  #release(): void {
    this.#timer?.cancel();
    this.#timer = null;
    const stream = this.#stream;
    this.#stream = null;
    stream?.cancel();
    this.#client?.close();
    this.#client = null;
  }

  #clear(): void {
    if (this.#messages.length > 0) this.#dropped('not_connected', this.#messages.length);
    this.#messages = [];
    this.#queuedBytes = 0;
    this.#heartbeat = null;
    this.#heartbeatAck = null;
    this.#topology = null;
    this.#keys = null;
  }

  #dropped(reason: DropReason, count: number): void {
    this.#options.metrics.peerDropped('sent', reason, count);
  }
}

/**
 * Nobody listens there, or whoever accepted hung up with a reset, which is also how a link proxy says that its
 * target refuses (R44). A closed or silent connection may be anything and is no evidence.
 */
function isRefusal(code: status, why: string): boolean {
  return code === status.UNAVAILABLE && /ECONNREFUSED|ECONNRESET/.test(why);
}
