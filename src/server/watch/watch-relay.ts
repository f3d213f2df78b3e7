import { Client, type ClientDuplexStream } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { channelOptions, watchService } from '../../rpc/index.ts';
import { bytesOf } from '../../storage/index.ts';
import { emptyBytes } from '../../util/bytes.ts';
import type { Timer } from '../../util/clock.ts';
import { edgeLimits } from '../edge-limits.ts';
import type { WatchPosition, WatchSpec } from '../host/watch/watch-types.ts';
import { dialAddress, memberName } from '../topology-view.ts';
import { kindOfEvent } from './watch-request.ts';
import type { WatchServer } from './watch-session.ts';

type Stream = ClientDuplexStream<ringkv.v1.WatchRequest.$Properties, Buffer>;

export interface RelayEvents {
  /** An encoded WatchResponse, to be passed on as it is. */
  response(bytes: Buffer): void;
  ended(ended: ringkv.v1.WatchEnded.$Properties): void;
  /** Nothing more comes; {@link WatchRelay.parts} are what it had. */
  lost(why: string): void;
}

/** The first byte of an encoded WatchResponse says which it is: field << 3 | 2. */
const createdTag = 10;
const endedTag = 50;

/**
 * The partitions of one stream's watches that another node serves. Watch ids are those of the stream, so what comes needs
 * no look at all, but for watches that end there.
 */
export class WatchRelay {
  readonly #server: WatchServer;
  readonly #events: RelayEvents;
  readonly #client: Client | null = null;
  readonly #stream: Stream | null = null;
  readonly #parts = new Map<number, Set<number>>();
  readonly #connectTimer: Timer | null = null;
  #closed = false;

  constructor(server: WatchServer, member: number, events: RelayEvents) {
    this.#server = server;
    this.#events = events;
    const address = dialAddress(server.view, server.overrides, member);
    if (address === null) {
      server.clock.endOfTurn(() => this.#lost('it has no address'));
      return;
    }
    const credentials = server.dialer.credentials(memberName(server.view, member));
    this.#client = new Client(address, credentials, channelOptions);
    const { path, requestSerialize } = watchService.watch;
    this.#stream = this.#client.makeBidiStreamRequest(path, requestSerialize, (bytes) => bytes);
    this.#stream.on('metadata', () => this.#connectTimer?.cancel());
    this.#stream.on('data', (bytes: Buffer) => this.#received(bytes));
    this.#stream.on('error', (error) => this.#lost(error.message));
    this.#stream.on('end', () => this.#lost('it ended the stream'));
    this.#connectTimer = server.clock.timer(edgeLimits.connectMs, () => {
      this.#lost(`no connection within ${edgeLimits.connectMs} ms`);
    });
  }

  create(
    spec: WatchSpec,
    partitions: readonly number[],
    positions: ReadonlyMap<number, WatchPosition>,
  ): void {
    const { watchId, target, initial, keysOnly } = spec;
    this.#parts.set(watchId, new Set(partitions));
    const name = bytesOf(target.name);
    this.#stream?.write({
      create: {
        watchId,
        ...(target.type === 'key' ? { key: name } : { prefix: name }),
        cursor: this.#cursor(positions),
        initial,
        partitions: [...partitions],
        without: [...spec.without].map((kind) => kindOfEvent[kind]),
        keysOnly,
        direct: true,
      },
    });
  }

  cancel(watchId: number): void {
    if (this.#parts.delete(watchId)) this.#stream?.write({ cancel: { watchId } });
  }

  /** Nothing goes on there. */
  get idle(): boolean {
    return this.#parts.size === 0;
  }

  ask(): void {
    this.#stream?.write({ ask: {} });
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connectTimer?.cancel();
    this.#stream?.on('error', () => {});
    this.#stream?.cancel();
    this.#client?.close();
  }

  serves(partition: number): boolean {
    return [...this.#parts.values()].some((partitions) => partitions.has(partition));
  }

  *parts(): Generator<{ readonly watchId: number; readonly partition: number }> {
    for (const [watchId, partitions] of this.#parts) {
      for (const partition of partitions) yield { watchId, partition };
    }
  }

  #received(bytes: Buffer): void {
    if (this.#closed || bytes[0] === createdTag) return;
    if (bytes[0] !== endedTag) {
      this.#events.response(bytes);
      return;
    }
    const { ended } = ringkv.v1.WatchResponse.decode(bytes);
    const watchId = ended?.watchId ?? 0;
    const partitions = this.#parts.get(watchId);
    // Cancelled here: the answer to that is given by the stream itself.
    if (!ended || partitions === undefined) return;
    for (const partition of ended.whole ? [...partitions] : [ended.partition ?? 0]) {
      partitions.delete(partition);
      if (partitions.size === 0) this.#parts.delete(watchId);
      this.#events.ended({ ...ended, whole: false, partition });
    }
  }

  #lost(why: string): void {
    if (this.#closed) return;
    this.close();
    this.#events.lost(why);
  }

  #cursor(positions: ReadonlyMap<number, WatchPosition>): Uint8Array {
    if (positions.size === 0) return emptyBytes();
    return ringkv.v1.WatchCursor.encode({
      clusterId: this.#server.view.clusterId,
      positions: [...positions].map(([partition, { revision, scannedTo }]) => ({
        partition,
        revision,
        scannedTo: scannedTo ?? emptyBytes(),
      })),
    }).finish();
  }
}
