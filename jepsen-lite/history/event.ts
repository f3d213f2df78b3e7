/**
 * One line of a history. Clients write an `invoke` before the request leaves and its completion after the answer has
 * come, all on one monotonic clock, so that the interval of an operation contains its effect:
 *
 *   ok     it happened, and this is what it answered
 *   fail   it did not happen and never will
 *   info   nobody knows; it may still happen. The process never acts again: its operation stays open to the end
 */
export interface HistoryEvent {
  /** Place in the history, from 0, by time. */
  readonly i: number;
  /** Microseconds since the run began. */
  readonly t: number;
  /** Logical process of a client, never two operations open at once; or `nemesis`. */
  readonly p: number | 'nemesis';
  readonly type: EventType;
  /** What was asked: `read`, `write`, `cas`, `add`; for the nemesis what it did: `kill`, `heal`. */
  readonly f: string;
  /** The key, for clients. */
  readonly k?: string;
  /** Of a write the value, of a cas `[from, to]`, of an ok read what was read (null: no such key). */
  readonly v?: unknown;
  /** How fresh an answer was asked for, at the invoke; without it linearizable. */
  readonly ask?: Ask;
  /** Where the answer came from and on what state it was evaluated; with `ok`, and with a `fail` that was answered. */
  readonly at?: ServedFrom;
  /** Why it failed or is unknown: the reason of `ringkv.v1.Reason` or of the client. */
  readonly err?: string;
}

export type EventType = 'invoke' | 'ok' | 'fail' | 'info';

/** The levels of docs/consistency.md that are not the default. */
export type ReadLevel = 'leader_lease' | 'session' | 'bounded_staleness' | 'eventual';

/** What an operation asks for beside its effect. */
export interface Ask {
  /** Of reads. */
  readonly level?: ReadLevel;
  /** Whose: a user of the cluster, who goes on under another process after an unknown outcome. */
  readonly session?: number;
  /** With `bounded_staleness`, milliseconds. */
  readonly boundMs?: number;
}

export interface ServedFrom {
  readonly partition: number;
  /** Right after a write, or at which a read was evaluated. */
  readonly revision: number;
  readonly term: number;
  /** Member id. */
  readonly node: number;
  /** Of the record that was read or written; 0 when there was none. */
  readonly modRevision: number;
  /** Of a read at a level of its own: the level that was served. */
  readonly level?: ReadLevel | 'linearizable';
  /** With `level`: how old the node says that the state may have been, in milliseconds; -1: it does not know. */
  readonly stalenessMs?: number;
}
