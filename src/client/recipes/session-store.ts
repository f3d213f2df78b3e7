import { assert, present } from '../../util/assert.ts';
import { requestLimits } from '../../util/limits.ts';
import { check } from '../checks.ts';
import { bytes } from '../codec.ts';
import { invalidRequest, KvError, UnknownOutcomeError } from '../errors.ts';
import { type CallOptions, type Duration, durationMs } from '../options.ts';
import type { Entry } from '../results.ts';
import type { Keyspace, RingKv } from '../ring-kv.ts';
import { newSessionId, sessionKey, shareUser, successorId, userPrefix } from './session-id.ts';
import type {
  CreatedSession,
  CreateOptions,
  RegenerateResult,
  Session,
  SessionReadOptions,
  SessionStoreOptions,
  SessionTouchResult,
  SetOptions,
  SetResult,
} from './session-types.ts';
import { Steps } from './steps.ts';

const DEFAULT_TTL = '24h';
/** Each lost to somebody who set the data meanwhile. */
const REGENERATE_TRIES = 8;
/** Rounds of a logout everywhere; each after the first met sessions that were made or moved during the one before. */
const DESTROY_ROUNDS = 16;

/**
 * Web sessions with a rolling time to live. Destroyed ones stay destroyed: nothing but `create` makes a session, so a
 * slow `set` or `touch` finds none. `touch` is one operation that leaves the data alone.
 *
 * @example
 * const sessions = new SessionStore(kv, { codec: json<{ cart: string[] }>(), ttl: '30m' });
 * const { id } = await sessions.create({ cart: [] }, { user: 'ann' });
 * await sessions.touch(id);
 * await sessions.destroyAll('ann');
 */
export class SessionStore<Out, In = Out> {
  readonly #kv: RingKv;
  readonly #space: Keyspace<Out, In>;
  readonly #bytes: Keyspace<Uint8Array>;
  readonly #name: string;
  readonly #ttl: Duration;

  constructor(kv: RingKv, options: SessionStoreOptions<Out, In>) {
    const { codec, ttl = DEFAULT_TTL, name = 'session' } = options;
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(name)) {
      throw invalidRequest(`"${name}" is no name of a store: letters, digits and ._- up to 64`);
    }
    checkTtl(ttl);
    this.#kv = kv;
    this.#space = kv.keyspace(codec);
    this.#bytes = kv.keyspace(bytes);
    this.#name = name;
    this.#ttl = ttl;
  }

  async create(data: In, options?: CreateOptions): Promise<CreatedSession> {
    const id = newSessionId(options?.user);
    const ttl = checkTtl(options?.ttl ?? this.#ttl);
    const key = this.#key(id);
    // Whatever becomes of a try that failed, its id is known to nobody and expires.
    const made = await this.#space.put(key, data, { ...callOf(options), ttl, ifAbsent: true });
    assert(made.ok, 'a random session id was there before');
    return { id, expiresAt: made.expiresAt, revision: made.revision };
  }

  /** Null when there is none, also for text that is no session id. */
  async get(id: string, options?: SessionReadOptions): Promise<Session<Out> | null> {
    const key = sessionKey(this.#name, id);
    if (key === null) return null;
    const entry = await this.#space.get(key, options);
    if (entry === null) return null;
    return { id, data: entry.value, expiresAt: entry.expiresAt, revision: entry.modRevision };
  }

  /** Replaces the data of a session that exists, and lets its time begin anew. */
  async set(id: string, data: In, options?: SetOptions): Promise<SetResult> {
    const key = sessionKey(this.#name, id);
    if (key === null) return { ok: false, reason: 'not_found' };
    const { ifRevision } = options ?? {};
    const ttl = checkTtl(options?.ttl ?? this.#ttl);
    const written = await this.#kv.txn(
      {
        if: [
          check.exists(key),
          ...(ifRevision === undefined ? [] : [check.revision(key, '=', ifRevision)]),
        ],
        then: [this.#space.ops.put(key, data, { ttl })],
        else: [this.#space.ops.get(key)],
      },
      callOf(options),
    );
    if (written.ok) {
      return { ok: true, expiresAt: written.results[0].expiresAt, revision: written.revision };
    }
    assert(written.reason === 'condition_failed', 'a session counts nothing');
    const [there] = written.results;
    return there === null
      ? { ok: false, reason: 'not_found' }
      : { ok: false, reason: 'conflict', revision: there.modRevision };
  }

  /** Lets the time of a session begin anew. */
  async touch(
    id: string,
    options?: CallOptions & { readonly ttl?: Duration | undefined },
  ): Promise<SessionTouchResult> {
    const key = sessionKey(this.#name, id);
    if (key === null) return { ok: false, reason: 'not_found' };
    const touched = await this.#space.touch(
      key,
      checkTtl(options?.ttl ?? this.#ttl),
      callOf(options),
    );
    return touched.ok
      ? { ok: true, expiresAt: touched.expiresAt }
      : { ok: false, reason: 'not_found' };
  }

  /** True if there was one. It is gone in any case, also when an earlier try of this call had ended it. */
  async destroy(id: string, options?: CallOptions): Promise<boolean> {
    const key = sessionKey(this.#name, id);
    if (key === null) return false;
    const gone = await new Steps(options).run(async (step) => this.#space.delete(key, step));
    return gone.ok && gone.deleted;
  }

  /**
   * Ends all sessions of a user, also those that moved to another id meanwhile; answers how many. Up to 128 of them end
   * in one transaction, at one revision; more in several, each all or nothing. It looks again until it finds none, so
   * only a session that `create` makes during the very last look survives. Throws reason CONTENTION when new ones keep
   * coming.
   */
  async destroyAll(user: string, options?: CallOptions): Promise<number> {
    const prefix = userPrefix(this.#name, user);
    const steps = new Steps(options);
    let ended = 0;
    for (let round = 0; round < DESTROY_ROUNDS; round++) {
      const keys: string[] = [];
      const pageSize = requestLimits.scanPageEntries;
      for await (const { key } of this.#bytes.scan(prefix, { ...callOf(options), pageSize })) {
        keys.push(key);
      }
      if (keys.length === 0) return ended;
      ended += await this.#deleteAll(keys, steps);
    }
    throw contention(
      `Sessions of a user were made while ${DESTROY_ROUNDS} rounds ended them`,
      'unknown',
    );
  }

  async #deleteAll(keys: readonly string[], steps: Steps): Promise<number> {
    let ended = 0;
    for (let first = 0; first < keys.length; first += requestLimits.txnOperations) {
      const batch = keys.slice(first, first + requestLimits.txnOperations);
      const done = await steps.run(async (step) =>
        this.#kv.txn({ then: batch.map((key) => this.#bytes.ops.delete(key)) }, step),
      );
      assert(done.ok, 'deletes on no condition were refused');
      ended += done.results.filter(({ deleted }) => deleted).length;
    }
    return ended;
  }

  /**
   * Moves a session to a new id, for a login or a change of rights: the old id is invalid before the new one is
   * known. It stays with its user unless another is given. When it throws, the old session may be gone and the user
   * has to log in again.
   */
  async regenerate(id: string, options?: CreateOptions): Promise<RegenerateResult> {
    const from = sessionKey(this.#name, id);
    if (from === null) return { ok: false, reason: 'not_found' };
    const ttl = checkTtl(options?.ttl ?? this.#ttl);
    for (let attempt = 0; attempt < REGENERATE_TRIES; attempt++) {
      // The bytes move: what a codec reads need not be what it writes.
      const old = await this.#bytes.get(from, callOf(options));
      if (old === null) return { ok: false, reason: 'not_found' };
      const newId = successorId(id, options?.user);
      const to = this.#key(newId);
      const moved = shareUser(id, newId)
        ? await this.#moveAtOnce({ from, to, old, ttl }, callOf(options))
        : await this.#copyAndEnd({ from, to, old, ttl }, callOf(options));
      if (moved === 'gone') return { ok: false, reason: 'not_found' };
      if (moved !== 'changed') return { ok: true, id: newId, ...moved };
    }
    throw contention(
      `Session data were set ${REGENERATE_TRIES} times while it was to move`,
      'not_executed',
    );
  }

  /** Both ids share a partition: a logout everywhere meets the one or the other, never both and never none. */
  async #moveAtOnce({ from, to, old, ttl }: Move, options: CallOptions): Promise<Moved> {
    for (;;) {
      try {
        const moved = await this.#kv.txn(
          {
            if: [check.revision(from, '=', old.modRevision)],
            then: [this.#bytes.ops.delete(from), this.#bytes.ops.put(to, old.value, { ttl })],
            else: [this.#bytes.ops.get(from)],
          },
          options,
        );
        if (moved.ok) return { expiresAt: moved.results[1].expiresAt, revision: moved.revision };
        assert(moved.reason === 'condition_failed', 'a session counts nothing');
        return moved.results[0] === null ? 'gone' : 'changed';
      } catch (error) {
        if (!(error instanceof UnknownOutcomeError)) throw error;
        const resolution = await error.resolve(options);
        if (resolution.status === 'unknown') throw error;
        // Done or not, what is there now decides: the new id was told to nobody yet.
        if (resolution.status === 'not_done') continue;
        const there = await this.#bytes.get(to, options);
        if (there === null) return (await this.#bytes.get(from, options)) ? 'changed' : 'gone';
        return { expiresAt: there.expiresAt, revision: there.modRevision };
      }
    }
  }

  /** The ids lie in different partitions: first the copy, then the end of the old one if its data are still those. */
  async #copyAndEnd({ from, to, old, ttl }: Move, options: CallOptions): Promise<Moved> {
    const made = await this.#bytes.put(to, old.value, { ...options, ttl });
    assert(made.ok, 'a put on no condition was refused');
    let outcome: 'moved' | 'changed' | 'gone' | null = null;
    try {
      outcome = await this.#replace(from, old.modRevision, options);
    } finally {
      // Destroyed or set meanwhile, or nobody knows: the copy must not live on beside it. If this fails too it
      // expires, and its id is known to nobody.
      if (outcome !== 'moved') await this.#bytes.delete(to, options).catch(() => {});
    }
    return outcome === 'moved' ? { expiresAt: made.expiresAt, revision: made.revision } : outcome;
  }

  /** Ends the old session unless its data were set since. A touch does not count. */
  async #replace(
    key: string,
    revision: number,
    options: CallOptions,
  ): Promise<'moved' | 'changed' | 'gone'> {
    for (;;) {
      try {
        const ended = await this.#bytes.delete(key, { ...options, ifRevision: revision });
        if (ended.ok) return 'moved';
        return ended.current === null ? 'gone' : 'changed';
      } catch (error) {
        if (!(error instanceof UnknownOutcomeError)) throw error;
        // Running it again could not tell our own delete from somebody's logout.
        const resolution = await error.resolve(options);
        if (resolution.status === 'unknown') throw error;
        if (resolution.status === 'not_done') continue;
        const { succeeded, current } = resolution.answer;
        if (succeeded) return 'moved';
        return current === null ? 'gone' : 'changed';
      }
    }
  }

  #key(id: string): string {
    return present(sessionKey(this.#name, id), `key of the session id ${id}`);
  }
}

/** One session on its way to another id. */
interface Move {
  readonly from: string;
  readonly to: string;
  readonly old: Entry<Uint8Array>;
  readonly ttl: number;
}

type Moved = Pick<CreatedSession, 'expiresAt' | 'revision'> | 'changed' | 'gone';

function contention(message: string, outcome: 'not_executed' | 'unknown'): KvError {
  return new KvError(message, {
    code: 'ABORTED',
    reason: 'CONTENTION',
    outcome,
    retryable: true,
  });
}

function callOf(options: CallOptions | undefined): CallOptions {
  return { signal: options?.signal, timeoutMs: options?.timeoutMs };
}

/** A session without an end would be one that nobody ends. Throws InvalidRequestError or LimitError. */
function checkTtl(ttl: Duration): number {
  const ms = durationMs(ttl);
  if (ms < 1) throw invalidRequest(`A session cannot live for ${ms} ms`);
  return ms;
}
