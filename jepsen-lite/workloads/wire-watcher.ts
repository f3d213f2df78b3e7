import { NodeConnection } from '../clients/node-connection.ts';
import { WireTarget } from '../clients/wire-target.ts';
import { WireWatch } from '../clients/wire-watch.ts';
import type { ToldItem } from '../history/watched.ts';
import { watchLimits } from '../limits.ts';
import type { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { WatchNotebook } from './watch-notebook.ts';
import type { Watcher, WatcherSetting } from './watcher.ts';

const TOPOLOGY_MS = 2_000;

/** Everything from the first revision on, by one node and over plain gRPC; goes on at the same node when its stream breaks. */
export class WireWatcher implements Watcher {
  readonly #setting: WatcherSetting;
  readonly #random: Random;
  readonly #notebook: WatchNotebook;
  readonly #endpoint: string;
  #watch: WireWatch | null = null;
  #positions: ReadonlyMap<number, number> | null = null;
  #clusterId: Uint8Array = new Uint8Array();
  #left: number;
  #isFinishing = false;
  #isOver = false;

  constructor(setting: WatcherSetting, random: Random) {
    const { plan, endpoints } = setting;
    this.#setting = setting;
    this.#random = random;
    this.#notebook = setting.newNotebook(plan);
    this.#endpoint = endpoints[(plan.node ?? 0) % endpoints.length] ?? '';
    this.#left = this.#itemsToPause();
  }

  finish(withinMs: number): void {
    this.#isFinishing = true;
    if (this.#notebook.isComplete) this.#end();
    else setTimeout(() => this.#end(), withinMs).unref();
  }

  async run(): Promise<void> {
    const node = new NodeConnection(this.#endpoint);
    while (!this.#isOver) {
      if (node.isReady && (await this.#isKnown())) await this.#leg(node);
      if (!this.#isOver) await sleep(watchLimits.againMs);
    }
    this.#notebook.tell({ type: 'closed', complete: this.#notebook.isComplete });
    await this.#notebook.flush();
    node.close();
  }

  #end(): void {
    this.#isOver = true;
    this.#watch?.close();
  }

  /** Of an empty cluster it wants all there will ever be; of one with other keys, what happens from now on. */
  async #isKnown(): Promise<boolean> {
    if (this.#positions !== null) return true;
    const target = new WireTarget(this.#endpoint);
    try {
      const { topology } = await target.topology(TOPOLOGY_MS);
      this.#clusterId = topology?.clusterId ?? this.#clusterId;
      const count = this.#setting.plan.on === '' ? (topology?.partitions ?? 0) : 0;
      this.#positions = new Map(Array.from({ length: count }, (_, partition) => [partition, 0]));
      return true;
    } catch {
      return false;
    } finally {
      await target.close();
    }
  }

  /** Resolves when the stream is over. */
  async #leg(node: NodeConnection): Promise<void> {
    const { plan, figures } = this.#setting;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const asked = { prefix: plan.on, clusterId: this.#clusterId };
    const before = this.#positions ?? new Map<number, number>();
    const listener = { told: (item: ToldItem) => this.#told(item), over: () => end() };
    const watch = new WireWatch(node, asked, before, listener);
    this.#watch = watch;
    await this.#notebook.begin({
      watch: plan.name,
      way: 'wire',
      target: plan.target,
      initial: false,
      without: [],
      positions: watch.cursor,
    });
    await ended;
    this.#positions = watch.positions;
    if (!this.#isOver) figures.resumed++;
  }

  #told(item: ToldItem): void {
    this.#notebook.tell(item);
    if (item.type === 'compacted') this.#setting.figures.compacted++;
    if (this.#isFinishing && this.#notebook.isComplete) this.#end();
    this.#left--;
    if (this.#left > 0 || this.#setting.plan.habit !== 'slow' || this.#isFinishing) return;
    this.#left = this.#itemsToPause();
    void this.#standStill();
  }

  async #standStill(): Promise<void> {
    const watch = this.#watch;
    this.#setting.figures.pauses++;
    watch?.pause();
    await sleep(this.#random.between(...watchLimits.pauseMs));
    watch?.resume();
  }

  #itemsToPause(): number {
    return this.#random.between(...watchLimits.pauseItems);
  }
}
