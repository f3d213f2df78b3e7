import type { Codec } from '../codec.ts';
import type { CallOptions, Consistency, Duration } from '../options.ts';

export interface SessionStoreOptions<Out, In = Out> {
  /** How session data are stored: `json(schema)`, `json<T>()` or one of your own. */
  readonly codec: Codec<Out, In>;
  /** A session ends so long after its last `set` or `touch`. Default 24 hours. */
  readonly ttl?: Duration;
  /** First part of every key. Default `session`. */
  readonly name?: string;
}

export interface Session<T> {
  readonly id: string;
  readonly data: T;
  /** Partition time in milliseconds. */
  readonly expiresAt: number | null;
  /** What `ifRevision` of `set` compares with; a touch leaves it. */
  readonly revision: number;
}

export interface SessionReadOptions extends CallOptions {
  /** Default `linearizable`: a destroyed session is never seen again. `eventual` may still show it for a while. */
  readonly consistency?: Consistency | undefined;
}

export interface CreateOptions extends CallOptions {
  /** Whose session it is: lets `destroyAll` find it. All sessions of one user share a partition. */
  readonly user?: string | undefined;
  readonly ttl?: Duration | undefined;
}

export interface SetOptions extends CallOptions {
  readonly ttl?: Duration | undefined;
  /** Only if nobody has set the data since they were read at this revision. */
  readonly ifRevision?: number | undefined;
}

export interface CreatedSession {
  readonly id: string;
  readonly expiresAt: number | null;
  readonly revision: number;
}

export type SetResult =
  | { readonly ok: true; readonly expiresAt: number | null; readonly revision: number }
  | { readonly ok: false; readonly reason: 'not_found' }
  /** The data were set meanwhile; `revision` is theirs. */
  | { readonly ok: false; readonly reason: 'conflict'; readonly revision: number };

export type SessionTouchResult =
  | { readonly ok: true; readonly expiresAt: number | null }
  | { readonly ok: false; readonly reason: 'not_found' };

export type RegenerateResult =
  | (CreatedSession & { readonly ok: true })
  /** The old session was gone before; there is no new one. */
  | { readonly ok: false; readonly reason: 'not_found' };
