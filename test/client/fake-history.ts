import { ringkv } from '#proto';
import { partitionOf } from '../../src/ring/index.ts';
import { hex, utf8 } from '../../src/util/bytes.ts';
import type { Hash32 } from '../../src/util/hash.ts';

export type Event = ringkv.v1.Event.$Properties;

const { EventKind } = ringkv.v1;

const kinds = {
  put: EventKind.EVENT_PUT,
  delete: EventKind.EVENT_DELETE,
  expire: EventKind.EVENT_EXPIRE,
  touch: EventKind.EVENT_TOUCH,
} as const;

export interface Change {
  readonly kind: keyof typeof kinds;
  readonly key: string;
  readonly value?: string;
}

interface Log {
  revision: number;
  /** The lowest revision that a position may have. */
  oldest: number;
  readonly events: Event[];
  readonly records: Map<string, ringkv.v1.IRecord>;
}

/** What happened in each partition, for all fake nodes alike. */
export class FakeHistory {
  readonly logs: readonly Log[];
  /** Streams that hear of what happens. */
  readonly listeners = new Set<(partition: number) => void>();
  readonly #hash: Hash32;

  constructor(partitions: number, hash: Hash32) {
    this.#hash = hash;
    this.logs = Array.from({ length: partitions }, () => ({
      revision: 0,
      oldest: 0,
      events: [],
      records: new Map(),
    }));
  }

  partitionOf(key: string): number {
    return partitionOf(utf8(key), this.logs.length, this.#hash);
  }

  log(partition: number): Log {
    const log = this.logs[partition];
    if (log === undefined) throw new Error(`no partition ${partition}`);
    return log;
  }

  put(key: string, value = ''): number {
    return this.apply([{ kind: 'put', key, value }]);
  }

  /** All of one partition, at one revision. Of keys that are not there only a put changes anything. */
  apply(changes: readonly Change[]): number {
    const partition = this.partitionOf(changes[0]?.key ?? '');
    const log = this.log(partition);
    const there = ({ kind, key }: Change): boolean =>
      kind === 'put' || log.records.has(hex(utf8(key)));
    const effective = changes.filter(there);
    if (effective.length === 0) return log.revision;
    log.revision++;
    for (const change of effective) log.events.push(this.#run(log, change));
    for (const listener of this.listeners) listener(partition);
    return log.revision;
  }

  /** Everything up to now is forgotten. */
  compact(): void {
    for (const log of this.logs) {
      log.oldest = log.revision;
      log.events.length = 0;
    }
  }

  #run(log: Log, { kind, key: text, value = '' }: Change): Event {
    const key = utf8(text);
    const before = log.records.get(hex(key));
    const written = kind === 'put';
    const record = {
      key,
      value: written ? utf8(value) : (before?.value ?? new Uint8Array()),
      version: (before?.version ?? 0) + (written ? 1 : 0),
      createRevision: before?.createRevision ?? log.revision,
      modRevision: written ? log.revision : (before?.modRevision ?? 0),
      expiresAt: kind === 'touch' ? 5_000 : 0,
    };
    if (kind === 'delete' || kind === 'expire') log.records.delete(hex(key));
    else log.records.set(hex(key), record);
    const shown = written ? record : { ...record, value: new Uint8Array() };
    return { ...shown, kind: kinds[kind], revision: log.revision, partitionTimeMs: 1_000 };
  }
}
