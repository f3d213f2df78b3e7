import type { ServerDuplexStream } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { compareBytes, startsWith } from '../../src/util/bytes.ts';
import type { Event, FakeHistory } from './fake-history.ts';

type Request = ringkv.v1.WatchRequest.$Properties;
type Response = ringkv.v1.WatchResponse.$Properties;
type Create = ringkv.v1.WatchCreate.$Properties;
export type WatchStream = ServerDuplexStream<Request, Response>;

const { WatchEnd } = ringkv.v1;
const NOTHING = new Uint8Array();

/** How a fake node serves watches; tests change it while it does. */
export interface WatchManner {
  /** Records of a page. */
  page: number;
  /** Events of a message: what is more comes in parts. */
  message: number;
  /** So many revisions, and records, before the position are sent once more. */
  overlap: number;
  /** Nothing is sent at all. */
  silent: boolean;
  /** `ended` instead of serving. */
  refuse: ((create: Create, partition: number) => ringkv.v1.WatchEnded.$Properties | null) | null;
}

export const plainManner = (): WatchManner => ({
  page: 2,
  message: 100,
  overlap: 0,
  silent: false,
  refuse: null,
});

interface Served {
  revision: number;
  /** Null before the first page, and empty once all records were sent. */
  scannedTo: Uint8Array | null;
  synced: boolean;
}

interface Watched {
  readonly id: number;
  readonly create: Create;
  readonly parts: Map<number, Served>;
}

/** One Watch stream of a fake node: what the proto says, step by step, so that anything may come in between. */
export class FakeWatchStream {
  readonly stream: WatchStream;
  readonly creates: Create[] = [];
  readonly cancels: number[] = [];
  asked = 0;
  readonly #history: FakeHistory;
  readonly #manner: WatchManner;
  readonly #member: number;
  readonly #watches = new Map<number, Watched>();
  #open = true;

  constructor(stream: WatchStream, history: FakeHistory, manner: WatchManner, member: number) {
    this.stream = stream;
    this.#history = history;
    this.#manner = manner;
    this.#member = member;
    history.listeners.add(this.#happened);
    stream.on('data', (request: Request) => this.#received(request));
    stream.on('end', () => stream.end());
    for (const end of ['end', 'error', 'cancelled', 'close']) stream.on(end, () => this.#close());
  }

  get watches(): number {
    return [...this.#watches.values()].filter(({ parts }) => parts.size > 0).length;
  }

  end(partition: number, reason: ringkv.v1.WatchEnd): void {
    for (const watched of this.#watches.values()) {
      if (watched.parts.delete(partition)) this.#ended(watched.id, partition, { reason });
    }
  }

  progress(): void {
    const partitions = this.#history.logs.map(({ revision }, partition) => ({
      partition,
      revision,
      partitionTimeMs: 1_000,
    }));
    this.#send({ progress: { partitions } });
  }

  #received({ create, cancel, ask }: Request): void {
    if (ask) {
      this.asked++;
      this.progress();
    }
    if (cancel) {
      this.cancels.push(cancel.watchId ?? 0);
      this.#watches.delete(cancel.watchId ?? 0);
    }
    if (create) this.#create(create);
  }

  #create(create: Create): void {
    this.creates.push(create);
    const id = create.watchId ?? 0;
    const partitions = create.partitions ?? [];
    const servedBy = this.#member;
    const clusterId = new Uint8Array([1, 2, 3]);
    this.#send({ created: { watchId: id, clusterId, partitions, servedBy } });
    const watched: Watched = { id, create, parts: new Map() };
    this.#watches.set(id, watched);
    const cursor = ringkv.v1.WatchCursor.decode(create.cursor ?? NOTHING);
    for (const partition of partitions) {
      const log = this.#history.log(partition);
      const at = cursor.positions?.find((one) => (one.partition ?? 0) === partition);
      const revision = at?.revision ?? (create.initial ? 0 : log.revision);
      const refusal = this.#manner.refuse?.(create, partition) ?? null;
      if (refusal !== null) this.#ended(id, partition, refusal);
      else if (at !== undefined && revision < log.oldest) {
        this.#ended(id, partition, { reason: WatchEnd.WATCH_COMPACTED, oldest: log.oldest });
      } else if (revision > log.revision) {
        this.#ended(id, partition, { reason: WatchEnd.WATCH_FUTURE_POSITION });
      } else {
        const scanning = at === undefined ? create.initial : (at.scannedTo?.length ?? 0) > 0;
        const scannedTo = scanning ? (at?.scannedTo ?? null) : NOTHING;
        watched.parts.set(partition, { revision, scannedTo, synced: false });
        this.#soon(watched, partition);
      }
    }
  }

  #soon(watched: Watched, partition: number): void {
    setImmediate(() => {
      const served = watched.parts.get(partition);
      if (!this.#open || served === undefined || !this.#watches.has(watched.id)) return;
      if (this.#step(watched, partition, served)) this.#soon(watched, partition);
    });
  }

  /** Answers whether there is more to do. */
  #step(watched: Watched, partition: number, served: Served): boolean {
    const log = this.#history.log(partition);
    const from = served.revision;
    if (served.scannedTo !== null && log.revision > from) {
      const { scannedTo } = served;
      const floor = Math.max(log.oldest, from - this.#manner.overlap);
      const missed = log.events.filter(
        (event) =>
          (event.revision ?? 0) > floor &&
          matches(watched.create, event) &&
          (scannedTo.length === 0 || compareBytes(event.key ?? NOTHING, scannedTo) <= 0),
      );
      const watchIds = [watched.id];
      this.#events(
        partition,
        log.revision,
        missed.map((event) => ({ event, watchIds })),
      );
      served.revision = log.revision;
      return true;
    }
    if (served.scannedTo === null || served.scannedTo.length > 0) {
      this.#page(watched, partition, served);
      return true;
    }
    served.synced = true;
    this.#send({ synced: { watchId: watched.id, partition, revision: served.revision } });
    return false;
  }

  #page(watched: Watched, partition: number, served: Served): void {
    const { revision, records } = this.#history.log(partition);
    const after = served.scannedTo ?? NOTHING;
    const sorted = [...records.values()]
      .filter((record) => matches(watched.create, record))
      .sort((a, b) => compareBytes(a.key ?? NOTHING, b.key ?? NOTHING));
    const from = sorted.findIndex(({ key }) => compareBytes(key ?? NOTHING, after) > 0);
    const again = Math.min(Math.max(from, 0), this.#manner.overlap);
    const rest = from < 0 ? [] : sorted.slice(from - again);
    const page = rest.slice(0, again + this.#manner.page);
    const scannedTo = rest.length > page.length ? (page.at(-1)?.key ?? NOTHING) : NOTHING;
    served.revision = revision;
    served.scannedTo = scannedTo;
    const watchId = watched.id;
    this.#send({ records: { watchId, partition, revision, records: page, scannedTo } });
  }

  readonly #happened = (partition: number): void => {
    const log = this.#history.log(partition);
    const events = log.events.filter(({ revision }) => revision === log.revision);
    const live = [...this.#watches.values()].filter(({ parts }) => parts.get(partition)?.synced);
    if (live.length === 0) return;
    for (const { parts } of live) {
      const served = parts.get(partition);
      if (served) served.revision = log.revision;
    }
    const concerned = events.map((event) => ({
      event,
      watchIds: live.filter(({ create }) => matches(create, event)).map(({ id }) => id),
    }));
    const some = concerned.filter(({ watchIds }) => watchIds.length > 0);
    this.#events(partition, log.revision, some);
  };

  #events(
    partition: number,
    revision: number,
    events: readonly ringkv.v1.WatchedEvent.$Properties[],
  ): void {
    for (let from = 0; from === 0 || from < events.length; from += this.#manner.message) {
      const part = events.slice(from, from + this.#manner.message);
      const more = from + this.#manner.message < events.length;
      const upTo = more ? (part.at(-1)?.event?.revision ?? 0) : revision;
      this.#send({ events: { partition, revision: upTo, more, events: part } });
    }
  }

  #ended(watchId: number, partition: number, end: ringkv.v1.WatchEnded.$Properties): void {
    this.#send({ ended: { watchId, partition, ...end } });
  }

  #send(response: Response): void {
    if (this.#open && !this.#manner.silent) this.stream.write(response);
  }

  #close(): void {
    this.#open = false;
    this.#watches.clear();
    this.#history.listeners.delete(this.#happened);
  }
}

function matches(create: Create, event: Pick<Event, 'key' | 'kind'>): boolean {
  const key = event.key ?? NOTHING;
  if (event.kind && create.without?.includes(event.kind)) return false;
  if (create.key) return compareBytes(key, create.key) === 0;
  return startsWith(key, create.prefix ?? NOTHING);
}
