import type { HostNode } from '../../sim/world/node.ts';
import type { World } from '../../sim/world/world.ts';
import type {
  WatchMessage,
  WatchPosition,
  WatchSink,
  WatchSpec,
  WatchStream,
} from '../../src/server/host/watch/watch-types.ts';
import type { ChangeKind } from '../../src/storage/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';

interface Wishes {
  readonly initial?: boolean;
  readonly without?: readonly ChangeKind[];
  readonly from?: WatchPosition | null;
}

/** A stream of watches at one node, which writes down what it is told and keeps its positions, as a client does. */
export class Watcher implements WatchSink {
  readonly node: HostNode;
  readonly stream: WatchStream;
  readonly messages: WatchMessage[] = [];
  blocked = false;
  readonly #world: World;
  readonly #position = new Map<number, WatchPosition>();

  constructor(world: World, node: HostNode) {
    this.#world = world;
    this.node = node;
    this.stream = node.host.watches.open(this);
  }

  /** Of the partition that the key or prefix lies in. */
  watch(watchId: number, name: string, wishes: Wishes = {}): this {
    return this.#create(watchId, { type: 'key', name }, wishes);
  }

  watchPrefix(watchId: number, name: string, wishes: Wishes = {}): this {
    return this.#create(watchId, { type: 'prefix', name }, wishes);
  }

  #create(watchId: number, target: WatchSpec['target'], wishes: Wishes): this {
    const { initial = false, without = [], from = null } = wishes;
    const spec = { watchId, target, initial, without: new Set(without), keysOnly: false };
    this.stream.create(this.#world.partitionOf(target.name), spec, from);
    return this;
  }

  send(message: WatchMessage): void {
    this.messages.push(message);
    if (message.type === 'events') {
      if (message.more) return;
      const { revision } = message;
      for (const { watches } of message.events) {
        for (const { watchId } of watches) {
          const scannedTo = this.#position.get(watchId)?.scannedTo ?? null;
          this.#position.set(watchId, { revision, scannedTo });
        }
      }
    } else if (message.type === 'records' || message.type === 'synced') {
      const scannedTo = message.type === 'records' ? message.scannedTo : null;
      this.#position.set(message.watch.watchId, { revision: message.revision, scannedTo });
    }
  }

  /** Takes messages again. */
  resume(): void {
    this.blocked = false;
    this.stream.resume();
  }

  position(watchId: number): WatchPosition | null {
    return this.#position.get(watchId) ?? null;
  }

  /** What one watch was told: `a=1`, `-a` for a record that is gone, `~a` for a touch, `[a=1]` for one that was there. */
  told(watchId: number): string[] {
    const told: string[] = [];
    for (const message of this.messages) {
      if (message.type === 'events') {
        for (const { event, watches } of message.events) {
          if (!watches.some((watch) => watch.watchId === watchId)) continue;
          const [key, value] = [fromUtf8(event.key), fromUtf8(event.value)];
          if (event.kind === 'put') told.push(`${key}=${value}`);
          else told.push(event.kind === 'touch' ? `~${key}` : `-${key}`);
        }
      } else if (message.type === 'progress' || message.watch.watchId !== watchId) continue;
      else if (message.type === 'records') {
        told.push(
          ...message.records.map(({ key, value }) => `[${fromUtf8(key)}=${fromUtf8(value)}]`),
        );
      } else told.push(message.type === 'synced' ? 'synced' : message.reason);
    }
    return told;
  }

  untilTold(watchId: number, ...expected: string[]): string[] {
    const isTold = (): boolean => {
      const told = this.told(watchId);
      return expected.every((item) => told.includes(item));
    };
    this.#world.until(isTold, `watch ${watchId} is told ${expected.join(', ')}`);
    return this.told(watchId);
  }
}

export const position = (revision: number, scannedTo: string | null = null): WatchPosition => ({
  revision,
  scannedTo: scannedTo === null ? null : utf8(scannedTo),
});
