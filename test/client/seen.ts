import type { Watch, WatchItem } from '../../src/client/index.ts';
import { until } from './harness.ts';

/** A watch and everything that came of it, as words. */
export class Seen {
  readonly said: string[] = [];
  readonly watch: Watch<string>;
  readonly end: Promise<unknown>;

  constructor(watch: Watch<string>) {
    this.watch = watch;
    this.end = this.#read().then(
      () => null,
      (error: unknown) => error,
    );
  }

  async #read(): Promise<void> {
    for await (const item of this.watch) this.said.push(words(item));
  }

  /** Waits until it was said so often. */
  async until(what: string, times = 1): Promise<void> {
    await until(() => this.said.filter((said) => said === what).length >= times);
  }
}

export function words(item: WatchItem<string>): string {
  switch (item.type) {
    case 'entry':
      return `${item.key}=${item.value}`;
    case 'put':
      return `put ${item.key}=${item.value}${item.more ? ' &' : ''}`;
    case 'delete':
    case 'expire':
    case 'touch':
      return `${item.type} ${item.key}${item.more ? ' &' : ''}`;
    case 'interrupted':
      return `interrupted ${item.reason.split(':')[0]}`;
    case 'synced':
    case 'progress':
    case 'compacted':
    case 'resumed':
      return item.type;
  }
}

/** A key of the partition that the tag chooses. */
export const at = (tag: string, key: string): string => `{${tag}}/${key}`;
