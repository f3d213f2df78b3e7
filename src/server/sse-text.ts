import { ringkv } from '#proto';
import type { ErrorDetail } from './errors.ts';
import { bytesJson } from './http-answer.ts';

type Response = ringkv.v1.WatchResponse.$Properties;

const typeOf: Readonly<Record<number, string>> = {
  [ringkv.v1.EventKind.EVENT_PUT]: 'put',
  [ringkv.v1.EventKind.EVENT_DELETE]: 'delete',
  [ringkv.v1.EventKind.EVENT_EXPIRE]: 'expire',
  [ringkv.v1.EventKind.EVENT_TOUCH]: 'touch',
};

const EMPTY = new Uint8Array(0);

/**
 * Responses of one watch as the text of server-sent events. The id of an event is the cursor after it; an event that is not the
 * last of its revision has none, because no cursor lies there.
 */
export class SseText {
  readonly #keysOnly: boolean;
  readonly #positions = new Map<number, ringkv.v1.WatchPosition.$Properties>();
  #clusterId: Uint8Array = EMPTY;
  readonly #synced = new Set<number>();
  /** Of partitions that have not caught up for the first time. */
  #behind = new Set<number>();

  /** The cursor has been read by nobody yet: what is none is refused by the session, before there is a text. */
  constructor(cursor: Uint8Array, keysOnly: boolean) {
    this.#keysOnly = keysOnly;
    try {
      for (const position of ringkv.v1.WatchCursor.decode(cursor).positions ?? []) {
        this.#positions.set(position.partition ?? 0, position);
      }
    } catch {
      this.#positions.clear();
    }
  }

  textOf({ created, records, events, synced, progress }: Response): string {
    if (created) return this.#created(created);
    if (records) return this.#records(records);
    if (events) return this.#events(events);
    if (synced) return this.#caughtUp(synced);
    return progress ? this.#progress(progress) : '';
  }

  /** The last of all. An empty id: whoever comes back by itself after `compacted` begins anew, as its address says. */
  ended(ended: ringkv.v1.WatchEnded.$Properties, error: ErrorDetail): string {
    const reason = (ringkv.v1.WatchEnd[ended.reason ?? 0] ?? '').replace(/^WATCH_/, '');
    const isCompacted = ended.reason === ringkv.v1.WatchEnd.WATCH_COMPACTED;
    const data = {
      reason,
      partition: ended.partition ?? 0,
      ...(isCompacted && { oldest: ended.oldest ?? 0 }),
      message: error.message,
    };
    return isCompacted ? message('compacted', data, '') : message('ended', data, null);
  }

  #created({ clusterId, partitions }: ringkv.v1.WatchCreated.$Properties): string {
    this.#clusterId = clusterId ?? EMPTY;
    this.#behind = new Set(partitions);
    // A comment, so that the client hears at once that it is heard.
    return ': watching\n\n';
  }

  #records({ partition, revision, ...page }: ringkv.v1.WatchRecords.$Properties): string {
    const records = page.records ?? [];
    let text = '';
    for (const [index, record] of records.entries()) {
      const isLast = index === records.length - 1;
      const scannedTo = isLast ? page.scannedTo : record.key;
      this.#move(partition, revision, scannedTo);
      const about = { partition: partition ?? 0, revision: revision ?? 0 };
      text += message('entry', { ...this.#shown(record, true), ...about }, this.#cursor());
    }
    this.#move(partition, revision, page.scannedTo);
    return text;
  }

  #events({ partition, revision, more, events: all }: ringkv.v1.WatchEvents.$Properties): string {
    const events = (all ?? []).flatMap(({ event }) => (event ? [event] : []));
    const scannedTo = this.#positions.get(partition ?? 0)?.scannedTo;
    let text = '';
    for (const [index, event] of events.entries()) {
      const next = events[index + 1];
      const goesOn = next === undefined ? (more ?? false) : next.revision === event.revision;
      if (!goesOn) this.#move(partition, event.revision, scannedTo);
      const data = {
        ...this.#shown(event, event.kind === ringkv.v1.EventKind.EVENT_PUT),
        partition: partition ?? 0,
        revision: event.revision ?? 0,
        partitionTimeMs: event.partitionTimeMs ?? 0,
        more: goesOn,
      };
      text += message(typeOf[event.kind ?? 0] ?? '', data, goesOn ? null : this.#cursor());
    }
    const isForUs = events.length > 0 || this.#synced.has(partition ?? 0);
    if (!more && isForUs) this.#move(partition, revision, scannedTo);
    return text;
  }

  #caughtUp({ partition, revision }: ringkv.v1.WatchSynced.$Properties): string {
    this.#synced.add(partition ?? 0);
    this.#move(partition, revision, null);
    if (!this.#behind.delete(partition ?? 0) || this.#behind.size > 0) return '';
    return message('synced', {}, this.#cursor());
  }

  #progress({ partitions }: ringkv.v1.WatchProgress.$Properties): string {
    const own = (partitions ?? []).filter(({ partition }) => this.#synced.has(partition ?? 0));
    for (const { partition, revision } of own) this.#move(partition, revision, null);
    const shown = own.map(({ partition, revision, partitionTimeMs }) => ({
      partition: partition ?? 0,
      revision: revision ?? 0,
      partitionTimeMs: partitionTimeMs ?? 0,
    }));
    // A sign of life before everything has caught up.
    return own.length === 0
      ? ': alive\n\n'
      : message('progress', { partitions: shown }, this.#cursor());
  }

  #shown(
    record: Omit<ringkv.v1.Event.$Properties, 'kind' | 'revision'>,
    hasValue: boolean,
  ): object {
    return {
      key: bytesJson(record.key),
      ...(hasValue && !this.#keysOnly && { value: bytesJson(record.value) }),
      version: record.version ?? 0,
      createRevision: record.createRevision ?? 0,
      modRevision: record.modRevision ?? 0,
      expiresAt: record.expiresAt || null,
    };
  }

  #move(
    partition: number | null | undefined,
    revision: number | null | undefined,
    scannedTo: Uint8Array | null | undefined,
  ): void {
    const at = partition ?? 0;
    const reached = Math.max(this.#positions.get(at)?.revision ?? 0, revision ?? 0);
    this.#positions.set(at, { partition: at, revision: reached, scannedTo: scannedTo ?? EMPTY });
  }

  #cursor(): string {
    const positions = [...this.#positions.values()].sort(
      (a, b) => (a.partition ?? 0) - (b.partition ?? 0),
    );
    const cursor = { clusterId: this.#clusterId, positions };
    return Buffer.from(ringkv.v1.WatchCursor.encode(cursor).finish()).toString('base64url');
  }
}

/** JSON has no line break in it, so one line of data is enough. Null for no id; an empty one takes back the last. */
function message(type: string, data: object, id: string | null): string {
  const named = id === null ? '' : `id: ${id}\n`;
  return `event: ${type}\n${named}data: ${JSON.stringify(data)}\n\n`;
}
