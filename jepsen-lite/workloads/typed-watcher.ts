import { CompactedError, KvError, RingKv, type Watch, type WatchItem } from 'ringkv';
import { ringkv } from '#proto';
import { type CursorPosition, shown, type ToldItem } from '../history/watched.ts';
import { watchLimits } from '../limits.ts';
import type { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { WatchNotebook } from './watch-notebook.ts';
import type { Watcher, WatcherSetting } from './watcher.ts';

/** A short queue, so that a reader that stands still is felt by the node, and not by memory alone. */
const tuning = { watchQueueItems: 200 };

/** A watch by the typed client: every leg of it on a connection of its own. */
export class TypedWatcher implements Watcher {
  readonly #setting: WatcherSetting;
  readonly #random: Random;
  #notebook: WatchNotebook;
  #watch: Watch<string> | null = null;
  #cursor = '';
  #firstCursor = '';
  #isFinishing = false;
  #isOver = false;

  constructor(setting: WatcherSetting, random: Random) {
    this.#setting = setting;
    this.#random = random;
    this.#notebook = setting.newNotebook(setting.plan);
  }

  finish(withinMs: number): void {
    this.#isFinishing = true;
    if (this.#isDone) this.#end();
    else setTimeout(() => this.#end(), withinMs).unref();
  }

  async run(): Promise<void> {
    const { habit, name } = this.#setting.plan;
    for (let leg = 0; !this.#isOver && !this.#isDone; leg++) {
      if (leg > 0) await this.#rest();
      if (this.#isOver) break;
      await this.#leg(habit === 'late' ? `${name} ${leg}` : name);
    }
    if (habit !== 'late')
      this.#notebook.tell({ type: 'closed', complete: this.#notebook.isComplete });
    await this.#notebook.flush();
  }

  get #isDone(): boolean {
    const { habit } = this.#setting.plan;
    return this.#isFinishing && (habit === 'late' || this.#notebook.isComplete);
  }

  #end(): void {
    this.#isOver = true;
    void this.#watch?.close();
  }

  async #rest(): Promise<void> {
    const { plan, newNotebook, figures } = this.#setting;
    if (plan.habit !== 'late') {
      figures.resumed++;
      await sleep(this.#random.between(...watchLimits.restMs));
      return;
    }
    await sleep(watchLimits.lateMs);
    // A watch of its own each time: it is told the same again.
    await this.#notebook.flush();
    this.#notebook = newNotebook(plan);
    this.#cursor = this.#firstCursor;
  }

  async #leg(name: string): Promise<void> {
    const { plan, endpoints } = this.#setting;
    const kv = await this.#connect(endpoints);
    if (kv === null) return;
    const target = plan.target === 'key' ? plan.on : { prefix: plan.on };
    const watch = kv.watch(target, {
      cursor: this.#cursor,
      initial: plan.initial,
      without: plan.without,
      onCompacted: this.#random.pick(['resync', 'throw'] as const),
      replica: this.#random.pick(['leader', 'any'] as const),
    });
    this.#watch = watch;
    await this.#notebook.begin({
      watch: name,
      way: 'typed',
      target: plan.target,
      initial: plan.initial,
      without: plan.without,
      positions: positionsOf(this.#cursor),
    });
    const isBroken = plan.habit === 'breaks' || plan.habit === 'late';
    const legMs = this.#random.between(...watchLimits.legMs);
    const timer = isBroken ? setTimeout(() => void watch.close(), legMs) : undefined;
    let { cursor } = watch;
    try {
      await this.#read(watch);
      ({ cursor } = watch);
      // The next one begins with what it has; with nothing, it would be told of less.
      if (positionsOf(this.#firstCursor).length === 0) this.#firstCursor = cursor;
    } catch (error) {
      if (!(error instanceof CompactedError)) throw error;
      this.#compacted(error);
      cursor = '';
    } finally {
      clearTimeout(timer);
      await kv.close({ graceMs: 0 });
    }
    this.#cursor = cursor;
  }

  async #read(watch: Watch<string>): Promise<void> {
    const { plan } = this.#setting;
    // Where a leg ends in the middle of a revision it is to be told again, whole.
    let left = this.#itemsToPause();
    const batches = plan.byBatches ? watch.batches() : singly(watch);
    for await (const batch of batches) {
      for (const item of batch) this.#notebook.tell(toldOf(item, this.#setting));
      left -= batch.length;
      if (this.#isOver || this.#isDone) return;
      if (left > 0 || this.#isFinishing) continue;
      if (plan.habit === 'breaks') return;
      if (plan.habit !== 'slow') continue;
      this.#setting.figures.pauses++;
      left = this.#itemsToPause();
      await sleep(this.#random.between(...watchLimits.pauseMs));
    }
  }

  #itemsToPause(): number {
    return this.#random.between(...watchLimits.pauseItems);
  }

  #compacted({ oldest, partition }: CompactedError): void {
    this.#setting.figures.compacted++;
    this.#notebook.tell({ type: 'compacted', partition: partition ?? 0, oldest });
  }

  /** Null when nobody answers: a node is down. */
  async #connect(endpoints: readonly string[]): Promise<RingKv | null> {
    try {
      return await RingKv.connect({ endpoints: this.#random.shuffle(endpoints), tuning });
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      return null;
    }
  }
}

async function* singly(watch: Watch<string>): AsyncGenerator<readonly WatchItem<string>[]> {
  for await (const item of watch) yield [item];
}

function positionsOf(cursor: string): CursorPosition[] {
  const { positions } = ringkv.v1.WatchCursor.decode(Buffer.from(cursor, 'base64url'));
  return (positions ?? []).map(({ partition, revision, scannedTo }) => ({
    partition: partition ?? 0,
    revision: revision ?? 0,
    scanning: (scannedTo?.length ?? 0) > 0,
  }));
}

function toldOf(item: WatchItem<string>, { figures }: WatcherSetting): ToldItem {
  switch (item.type) {
    case 'synced':
      return { type: 'synced' };
    case 'progress': {
      const { partitions } = item;
      return {
        type: 'reached',
        positions: partitions.map(({ partition, revision }) => [partition, revision] as const),
      };
    }
    case 'interrupted':
      figures.interrupted++;
      return { type: 'interrupted', partitions: item.partitions };
    case 'resumed':
      return { type: 'resumed', partitions: item.partitions };
    case 'compacted':
      figures.compacted++;
      return { type: 'compacted', partition: item.partition, oldest: item.oldest };
    case 'entry':
    case 'put':
    case 'delete':
    case 'expire':
    case 'touch':
      return keyedOf(item);
  }
}

function keyedOf(item: Extract<WatchItem<string>, { readonly key: string }>): ToldItem {
  const { partition, revision, key, version } = item;
  const value = 'value' in item ? item.value : null;
  const common = {
    partition,
    revision,
    key,
    ...(value !== null && { value: shown(value) }),
    ...(value !== null && value !== shown(value) && { bytes: value.length }),
    version,
    ...(item.expiresAt !== null && { ends: true as const }),
  };
  if (item.type === 'entry') return { type: 'entry', ...common };
  return { type: item.type, ...common, ...(item.more && { more: true }) };
}
