import type { WatchItem } from '../client/index.ts';
import { bytesJson, printable } from './output.ts';

export type ShownItem = WatchItem<Uint8Array>;
/** What happened to a record, or that it was there. */
export type ShownEvent = Extract<ShownItem, { readonly keyBytes: Uint8Array }>;

export function isEvent(item: ShownItem): item is ShownEvent {
  return 'keyBytes' in item;
}

/** One line of NDJSON. Keys and values are shown as in every other command; `cursor` is what to go on with. */
export function itemJson(item: ShownItem, cursor: () => string): object {
  if (!isEvent(item)) {
    const isPlace = item.type === 'synced' || item.type === 'progress';
    return isPlace ? { ...item, cursor: cursor() } : item;
  }
  const { type, partition, revision, version, createRevision, modRevision, expiresAt } = item;
  return {
    type,
    key: bytesJson(item.keyBytes),
    // Left out where it was not asked for.
    ...('value' in item && item.value !== undefined && { value: bytesJson(item.value) }),
    partition,
    revision,
    version,
    createRevision,
    modRevision,
    expiresAt,
    ...('partitionTimeMs' in item && { partitionTimeMs: item.partitionTimeMs, more: item.more }),
  };
}

/** What happened, key and value with tabs between, control characters and bytes that are no text as \xNN. */
export function eventLine(item: ShownEvent): string {
  const value = 'value' in item && item.value !== undefined ? `\t${printable(item.value)}` : '';
  return `${item.type}\t${printable(item.keyBytes)}${value}\n`;
}

/** What a person should know of the watch itself. */
export function noticeLine(item: Exclude<ShownItem, ShownEvent>): string {
  switch (item.type) {
    case 'synced':
      return 'synced\n';
    case 'progress': {
      const at = item.partitions.map(({ partition, revision }) => `${partition}:${revision}`);
      return `progress\t${at.join(' ')}\n`;
    }
    case 'compacted':
      return `compacted: events of partition ${item.partition} are missing; its records follow\n`;
    case 'interrupted':
      return `interrupted in partitions ${item.partitions.join(', ')}: ${item.reason}\n`;
    case 'resumed':
      return `goes on in partitions ${item.partitions.join(', ')}\n`;
  }
}
