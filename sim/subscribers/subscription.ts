import type {
  WatchMessage,
  WatchPosition,
  WatchSpec,
  WatchStream,
} from '../../src/server/host/watch/watch-types.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import type { Random } from '../../src/util/random.ts';
import type { ClusterPort } from '../contract.ts';
import { ViolationError } from '../watch/watcher.ts';
import { type EventLog, type ToldEvent, toldOf } from './event-log.ts';

export interface SubscriptionPlace {
  readonly name: string;
  readonly partition: number;
  readonly port: ClusterPort;
  readonly random: Random;
  readonly log: EventLog;
  /** It goes from node to node, and stops reading now and then. */
  readonly isRestless: boolean;
  /** Whether what lies behind this revision may have been given up. */
  readonly mayBeCompacted: (revision: number) => boolean;
}

/** A record as the events say that it is. */
export type Copied = Omit<ToldEvent, 'kind' | 'key' | 'timeMs'>;

const everything: WatchSpec = {
  watchId: 1,
  target: { type: 'prefix', name: '' },
  initial: true,
  without: new Set(),
  keysOnly: false,
};

/** Until it tries again, and for how long it does not read, in ms. */
const retryMs = 200;
const blockedMs = 5_000;

/**
 * One watch of everything in one partition, which goes from node to node, stops reading now and then, and keeps a copy of
 * the partition by what it is told. Complains at once about a gap, an event that comes twice, and a revision in parts: every
 * revision has an event (R30), so the next one is always known.
 */
export class Subscription {
  /** What the partition holds, as far as it was told. */
  readonly copy = new Map<string, Copied>();
  /** What it knows is what was there at this revision; null before it does. */
  syncedAt: number | null = null;
  blocked = false;
  readonly #place: SubscriptionPlace;
  #position: WatchPosition | null = null;
  #stream: WatchStream | null = null;
  /** Of a revision whose events are not all there. */
  #parts: ToldEvent[] = [];
  #partsOf = 0;
  #member = 0;
  #lastEnd = 'never';
  #connection = 0;
  #settled = false;

  constructor(place: SubscriptionPlace) {
    this.#place = place;
  }

  get #isScanning(): boolean {
    return this.#position !== null && this.#position.scannedTo !== null;
  }

  start(): void {
    this.#connect();
    if (this.#place.isRestless) this.#disturb();
  }

  /** Where it is and how far, for people. */
  get state(): string {
    const { name, partition } = this.#place;
    const at = `${this.#position?.revision ?? 'no'} revision${this.#isScanning ? ' of its records' : ''}`;
    const place = this.#stream === null ? 'nowhere' : `n${this.#member}`;
    return `${name} of partition ${partition}, at ${at}, ${this.syncedAt === null ? 'joins' : 'is told'} at ${place}; last ended: ${this.#lastEnd}`;
  }

  /** From now on it stays where it is, and reads. */
  settle(): void {
    this.#settled = true;
    this.#unblock();
  }

  #connect(): void {
    const { port, random, partition } = this.#place;
    const connection = ++this.#connection;
    const member = random.between(1, port.nodes);
    this.#member = member;
    this.#stream = null;
    this.#parts = [];
    this.syncedAt = null;
    const isCurrent = (): boolean => connection === this.#connection;
    this.#stream = port.watch(member, {
      isBlocked: () => this.blocked,
      message: (message) => {
        if (isCurrent()) this.#told(message);
      },
      lost: () => {
        if (isCurrent()) this.#again();
      },
    });
    if (this.#stream === null) this.#again();
    else this.#stream.create(partition, everything, this.#position);
  }

  /** Somewhere else, or here again. */
  #again(): void {
    const { port, random } = this.#place;
    const connection = ++this.#connection;
    this.#stream?.close();
    this.#stream = null;
    this.syncedAt = null;
    port.at(port.now + random.between(1, retryMs), () => {
      if (connection === this.#connection) this.#connect();
    });
  }

  #disturb(): void {
    const { port, random } = this.#place;
    port.at(port.now + random.between(100, 8_000), () => {
      if (this.#settled) return;
      if (random.chance(1, 3)) this.#again();
      else {
        this.blocked = true;
        port.at(port.now + random.between(0, blockedMs), () => this.#unblock());
      }
      this.#disturb();
    });
  }

  #unblock(): void {
    if (!this.blocked) return;
    this.blocked = false;
    this.#stream?.resume();
  }

  #told(message: WatchMessage): void {
    switch (message.type) {
      case 'events':
        this.#events(message);
        return;
      case 'records':
        this.#records(message);
        return;
      case 'synced':
        this.#expect(!this.#isScanning, 'synced within its records');
        this.#arrive(message.revision, 'synced');
        this.syncedAt = message.revision;
        return;
      case 'progress':
        for (const { partition, revision } of message.partitions) {
          if (partition === this.#place.partition && this.syncedAt !== null) {
            this.#arrive(revision, 'progress');
          }
        }
        return;
      case 'ended':
        this.#ended(message);
    }
  }

  #events({ events, revision, more }: Extract<WatchMessage, { type: 'events' }>): void {
    for (const { event } of events) {
      if (this.#parts.length > 0 && this.#partsOf !== event.revision) this.#complete(this.#partsOf);
      const before = this.#position?.revision ?? 0;
      // Of records under way, it is only told what happened to those that it has.
      const isNext = this.#isScanning ? event.revision > before : event.revision === before + 1;
      this.#expect(isNext, `told of revision ${event.revision} at ${before}`);
      this.#partsOf = event.revision;
      this.#parts.push(toldOf(event));
    }
    if (more) return;
    if (this.#parts.length > 0) this.#complete(this.#partsOf);
    this.#arrive(revision, 'events');
  }

  #complete(revision: number): void {
    const { log, name, partition } = this.#place;
    const parts = this.#parts;
    this.#parts = [];
    const { scannedTo = null } = this.#position ?? {};
    if (scannedTo === null) log.add(name, partition, revision, parts);
    for (const { kind, key, timeMs: _, ...record } of parts) {
      if (kind === 'put') this.copy.set(key, record);
      else if (kind === 'touch') {
        this.copy.set(key, { ...record, value: this.copy.get(key)?.value ?? '' });
      } else this.copy.delete(key);
    }
    this.#position = { revision, scannedTo };
  }

  #records(message: Extract<WatchMessage, { type: 'records' }>): void {
    const { revision, scannedTo } = message;
    const before = this.#position;
    this.#expect(before === null || before.scannedTo !== null, 'given records twice');
    this.#expect(revision >= (before?.revision ?? 0), `given records of revision ${revision}`);
    for (const record of message.records) {
      const { version, createRevision, modRevision, expiresAt } = record;
      const value = fromUtf8(record.value);
      const key = fromUtf8(record.key);
      this.#expect(!this.copy.has(key), `given the record of ${key} twice`);
      this.copy.set(key, { value, version, createRevision, modRevision, expiresAt });
    }
    this.#position = { revision, scannedTo };
  }

  /** Nothing happened up to there but what it was told. */
  #arrive(revision: number, what: string): void {
    const before = this.#position?.revision ?? 0;
    this.#expect(
      this.#isScanning ? revision >= before : revision === before || this.#position === null,
      `${what} at revision ${revision}, after ${before}`,
    );
    this.#position = { revision, scannedTo: this.#position?.scannedTo ?? null };
    if (this.syncedAt !== null) this.syncedAt = revision;
  }

  #ended({ reason, message }: Extract<WatchMessage, { type: 'ended' }>): void {
    this.#lastEnd = `${reason} at n${this.#member}`;
    this.#expect(reason !== 'future_position', `ended: ${message}`);
    if (reason === 'compacted') {
      const at = this.#position?.revision ?? 0;
      const mayBe = this.#place.mayBeCompacted(at);
      this.#expect(mayBe, `told at ${at} that it missed something: ${message} (R35)`);
      this.#position = null;
      this.copy.clear();
    }
    this.#again();
  }

  #expect(holds: boolean, what: string): void {
    if (holds) return;
    const { name, partition } = this.#place;
    throw new ViolationError('watch', `${name} of partition ${partition} is ${what}`);
  }
}
