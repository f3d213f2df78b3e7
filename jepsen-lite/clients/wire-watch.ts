import type { ClientDuplexStream } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { type CursorPosition, type EventKind, shown, type ToldItem } from '../history/watched.ts';
import type { NodeConnection } from './node-connection.ts';

const { v1 } = ringkv;

type Stream = ClientDuplexStream<
  ringkv.v1.WatchRequest.$Properties,
  ringkv.v1.WatchResponse.$Properties
>;

const kinds: Readonly<Record<number, EventKind>> = {
  [v1.EventKind.EVENT_PUT]: 'put',
  [v1.EventKind.EVENT_DELETE]: 'delete',
  [v1.EventKind.EVENT_EXPIRE]: 'expire',
  [v1.EventKind.EVENT_TOUCH]: 'touch',
};

/** For 15 s and more a node has nothing to say only when it cannot. */
const SILENT_MS = 15_000;
const CHECK_MS = 1_000;

/** What a watch at one node says, in the words of histories. */
export interface WireListener {
  told(item: ToldItem): void;
  /** The stream broke, or a partition's watch ended: whoever goes on begins anew with the positions. */
  over(): void;
}

/**
 * One stream of `Watch.Watch` to one node with one watch of a prefix, as a client in another language would make it from
 * `proto/`: it keeps its positions itself.
 */
export class WireWatch {
  /** By partition; what it goes on with. */
  readonly positions: Map<number, number>;
  readonly #listener: WireListener;
  readonly #stream: Stream;
  readonly #synced = new Set<number>();
  readonly #timer: NodeJS.Timeout;
  #heardAt = performance.now();
  #isOver = false;

  constructor(
    node: NodeConnection,
    asked: { readonly prefix: string; readonly clusterId: Uint8Array },
    positions: ReadonlyMap<number, number>,
    listener: WireListener,
  ) {
    this.positions = new Map(positions);
    this.#listener = listener;
    this.#stream = node.talk('Watch/Watch', v1.WatchRequest, v1.WatchResponse);
    this.#stream.on('data', (response: ringkv.v1.WatchResponse.$Properties) => {
      this.#heardAt = performance.now();
      if (!this.#isOver) this.#said(response);
    });
    this.#stream.on('error', () => this.close());
    this.#stream.on('end', () => this.close());
    this.#stream.write({ create: this.#create(asked) });
    this.#timer = setInterval(() => this.#listen(), CHECK_MS);
  }

  get cursor(): CursorPosition[] {
    return [...this.positions].map(([partition, revision]) => ({
      partition,
      revision,
      scanning: false,
    }));
  }

  /** Nothing is read until {@link resume}: the node has to wait. */
  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#heardAt = performance.now();
    this.#stream.resume();
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#timer);
    this.#stream.cancel();
    this.#listener.over();
  }

  #create({ prefix, clusterId }: { readonly prefix: string; readonly clusterId: Uint8Array }) {
    const ascending = [...this.positions].sort(([a], [b]) => a - b);
    const positions = ascending.map(([partition, revision]) => ({ partition, revision }));
    const cursor =
      positions.length > 0 ? v1.WatchCursor.encode({ clusterId, positions }).finish() : undefined;
    return { watchId: 1, prefix: Buffer.from(prefix), ...(cursor && { cursor }) };
  }

  #listen(): void {
    if (!this.#stream.isPaused() && performance.now() - this.#heardAt > SILENT_MS) this.close();
  }

  #said({ events, synced, progress, ended }: ringkv.v1.WatchResponse.$Properties): void {
    if (events) this.#events(events);
    if (synced) {
      this.#synced.add(synced.partition ?? 0);
      this.#reached([[synced.partition ?? 0, synced.revision ?? 0]]);
    }
    const partitions = progress?.partitions ?? [];
    this.#reached(
      partitions
        .map(({ partition, revision }) => [partition ?? 0, revision ?? 0] as const)
        .filter(([partition]) => this.#synced.has(partition)),
    );
    if (ended) this.#ended(ended);
  }

  #events({ partition: at, revision, more, events }: ringkv.v1.WatchEvents.$Properties): void {
    const partition = at ?? 0;
    const all = (events ?? []).map(({ event }) => event ?? {});
    for (const [i, event] of all.entries()) {
      const next = all[i + 1];
      const isHalf = next === undefined ? more === true : next.revision === event.revision;
      const value = Buffer.from(event.value ?? []).toString();
      const type = kinds[event.kind ?? 0];
      if (type === undefined) continue;
      this.#listener.told({
        type,
        partition,
        revision: event.revision ?? 0,
        key: Buffer.from(event.key ?? []).toString(),
        ...(type === 'put' && { value: shown(value) }),
        ...(value !== shown(value) && { bytes: value.length }),
        version: event.version ?? 0,
        ...(event.expiresAt && { ends: true }),
        ...(isHalf && { more: true }),
      });
      if (!isHalf) this.positions.set(partition, event.revision ?? 0);
    }
    if (!more) this.#reached([[partition, revision ?? 0]]);
  }

  #reached(positions: readonly (readonly [number, number])[]): void {
    if (positions.length === 0) return;
    for (const [partition, revision] of positions) this.positions.set(partition, revision);
    this.#listener.told({ type: 'reached', positions });
  }

  #ended({ whole, partition, reason, oldest }: ringkv.v1.WatchEnded.$Properties): void {
    const at = partition ?? 0;
    if (!whole && reason === v1.WatchEnd.WATCH_COMPACTED) {
      this.#listener.told({ type: 'compacted', partition: at, oldest: oldest ?? 0 });
      this.positions.delete(at);
    }
    this.close();
  }
}
