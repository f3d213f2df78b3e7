/**
 * How a history tells of watches. One watch is one process; an operation `watch` begins it, or goes on with it after a break,
 * and what it handed out since then is in the operations `told` that follow, each within its interval:
 *
 *     watch  k: target   v: WatchBegin        a leg begins
 *     told               ok, v: ToldItem[]
 *     told               ok, v: ToldItem[]
 *     watch              v: WatchBegin        the next leg, from the cursor that the one before left
 */
export interface WatchBegin {
  /** No two watches of a run have the same name. */
  readonly watch: string;
  readonly way: 'typed' | 'wire';
  readonly target: 'key' | 'prefix';
  readonly initial: boolean;
  readonly without: readonly EventKind[];
  /** Of the cursor that it began with. */
  readonly positions: readonly CursorPosition[];
}

export type EventKind = 'put' | 'delete' | 'expire' | 'touch';

export interface CursorPosition {
  readonly partition: number;
  readonly revision: number;
  /** Its records are under way, up to some key. */
  readonly scanning: boolean;
}

export interface ToldEvent {
  readonly type: EventKind;
  readonly partition: number;
  readonly revision: number;
  readonly key: string;
  /** Of a put; a long one is cut ({@link shown}). */
  readonly value?: string;
  readonly version: number;
  /** Of the value, where it was cut. */
  readonly bytes?: number;
  /** It ends by itself, by a time to live. */
  readonly ends?: true;
  /** The next event of the partition is of the same revision. */
  readonly more?: true;
}

export interface ToldEntry extends Omit<ToldEvent, 'type' | 'more'> {
  readonly type: 'entry';
}

export type ToldItem =
  | ToldEvent
  | ToldEntry
  /** Everything that was there has been handed out. */
  | { readonly type: 'synced' }
  /** Of these partitions nothing up to the revision is still to come: progress, and what else moves a position. */
  | { readonly type: 'reached'; readonly positions: readonly (readonly [number, number])[] }
  | { readonly type: 'interrupted' | 'resumed'; readonly partitions: readonly number[] }
  | { readonly type: 'compacted'; readonly partition: number; readonly oldest: number }
  /** The run ended it: `complete` when it had been told of the last writes of all clients. */
  | { readonly type: 'closed'; readonly complete: boolean };

/** A record as the final scan shows it. */
export interface FinalRecord {
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly modRevision: number;
}

/** What a write is to change, or has changed: an event of it without its place. */
export interface Effect {
  readonly type: Exclude<EventKind, 'expire'>;
  readonly key: string;
  readonly value?: string;
}

/** Values of histories are short: of a long one, what comes before its filling. */
export function shown(value: string): string {
  return value.length <= SHOWN ? value : value.slice(0, Math.max(0, value.indexOf(' ')));
}

const SHOWN = 64;
