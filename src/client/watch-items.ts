import { ringkv } from '#proto';
import { compareBytes } from '../util/bytes.ts';
import { eventBytes } from './joined-events.ts';
import { keyText } from './keys.ts';
import { ownCopy } from './memory.ts';
import { expiry } from './results.ts';
import type { Position } from './watch-cursor.ts';
import type { FeedBatch, RawItem } from './watch-feed.ts';
import type { WatchEventType } from './watch-types.ts';

type Event = ringkv.v1.Event.$Properties;

const { EventKind } = ringkv.v1;

/** The kinds of events by their names here. */
export const kinds: Readonly<Record<WatchEventType, ringkv.v1.EventKind>> = {
  put: EventKind.EVENT_PUT,
  delete: EventKind.EVENT_DELETE,
  expire: EventKind.EVENT_EXPIRE,
  touch: EventKind.EVENT_TOUCH,
};

const types: Readonly<Record<number, WatchEventType>> = {
  [EventKind.EVENT_PUT]: 'put',
  [EventKind.EVENT_DELETE]: 'delete',
  [EventKind.EVENT_EXPIRE]: 'expire',
  [EventKind.EVENT_TOUCH]: 'touch',
};

const EMPTY = new Uint8Array();

/** A page of records without those that the watch has already, and what it has after it. */
export function pageOf(
  message: ringkv.v1.WatchRecords.$Properties,
  scannedTo: Uint8Array | null,
): FeedBatch & { readonly position: Position } {
  const partition = message.partition ?? 0;
  const revision = message.revision ?? 0;
  const items: RawItem[] = [];
  let bytes = 0;
  for (const record of message.records ?? []) {
    const key = record.key ?? EMPTY;
    if (scannedTo !== null && compareBytes(key, scannedTo) <= 0) continue;
    bytes += eventBytes(key, record.value);
    const value = ownCopy(record.value ?? EMPTY);
    items.push({ type: 'entry', value, revision, ...watched(record, partition) });
  }
  const to = message.scannedTo?.length ? ownCopy(message.scannedTo) : null;
  return { partition, items, bytes, position: { revision, scannedTo: to } };
}

/** Events above a revision, those of one together. Kinds that this release does not know are left out. */
export function batchesOf(
  partition: number,
  events: readonly Event[],
  after: number,
  scannedTo: Uint8Array | null,
): FeedBatch[] {
  const batches: FeedBatch[] = [];
  for (let from = 0; from < events.length; ) {
    const revision = events[from]?.revision ?? 0;
    let to = from + 1;
    while (to < events.length && (events[to]?.revision ?? 0) === revision) to++;
    const known = events.slice(from, to).filter(({ kind }) => types[kind ?? 0] !== undefined);
    if (revision > after && known.length > 0) {
      const items = known.map((event, index) => itemOf(event, partition, index < known.length - 1));
      const bytes = known.reduce((sum, event) => sum + eventBytes(event.key, event.value), 0);
      batches.push({ partition, items, bytes, position: { revision, scannedTo } });
    }
    from = to;
  }
  return batches;
}

function itemOf(event: Event, partition: number, more: boolean): RawItem {
  const type = types[event.kind ?? 0] ?? 'put';
  const about = {
    ...watched(event, partition),
    revision: event.revision ?? 0,
    partitionTimeMs: event.partitionTimeMs ?? 0,
    more,
  };
  return type === 'put'
    ? { type, value: ownCopy(event.value ?? EMPTY), ...about }
    : { type, ...about };
}

/** Copied out of the message, which may hold much that others watch. */
function watched(
  of: Pick<Event, 'key' | 'version' | 'createRevision' | 'modRevision' | 'expiresAt'>,
  partition: number,
): Omit<RawItem & { type: 'entry' }, 'type' | 'value' | 'revision'> {
  const keyBytes = ownCopy(of.key ?? EMPTY);
  return {
    key: keyText(keyBytes),
    keyBytes,
    partition,
    version: of.version ?? 0,
    createRevision: of.createRevision ?? 0,
    modRevision: of.modRevision ?? 0,
    expiresAt: expiry(of.expiresAt),
  };
}
