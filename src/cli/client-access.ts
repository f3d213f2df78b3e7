import { bytes, type ReadOptions, RingKv, type Session } from '../client/index.ts';
import { assert } from '../util/assert.ts';
import type {
  AppendAnswer,
  ConnectOptions,
  DeleteAnswer,
  IncrementAnswer,
  KvAccess,
  PutAnswer,
  ReadTerms,
  TouchAnswer,
} from './kv-access.ts';
import { heads, recordOf, records } from './records.ts';
import { runTxn } from './txn-access.ts';

/** The typed client in the words of {@link KvAccess}. Values are bytes: kvctl decides how to show them. */
export async function connectAccess({ token, tls, ...options }: ConnectOptions): Promise<KvAccess> {
  const kv = await RingKv.connect({ ...options, tls: tls ?? false });
  const raw = kv.keyspace(bytes);
  let session: Session | undefined;
  try {
    if (token !== null) session = kv.session(token === newSession ? undefined : token);
  } catch (error) {
    await kv.close({ graceMs: 0 });
    throw error;
  }
  return {
    get: async (key, terms) => {
      const entry = await raw.get(key, readOptions(terms, session));
      if (entry === null) return null;
      const { partition, servedBy, role, stalenessMs } = entry;
      const served = { partition, servedBy, role, consistency: entry.consistency };
      return { ...recordOf(entry), ...served, stalenessMs: stalenessMs ?? -1 };
    },
    put: async (key, value, { ttlMs, ifAbsent, ifRevision, ack, ...named }): Promise<PutAnswer> => {
      const put = await raw.put(key, value, {
        ttl: ttlMs ?? undefined,
        ifAbsent,
        ifRevision: ifRevision ?? undefined,
        ack,
        idempotencyKey: named.idempotencyKey ?? undefined,
        session,
      });
      if (!put.ok) return { ok: false, current: put.current };
      const { revision, version, partition, ackedBy, replayed, warnings } = put;
      return { ok: true, revision, version, partition, ackedBy, replayed, warnings };
    },
    putAccepted: (key, value, ttlMs) =>
      raw.put(key, value, { ack: 'accepted', ttl: ttlMs ?? undefined }),
    append: async (prefix, value, { ttlMs, idempotencyKey }): Promise<AppendAnswer> => {
      const named = { idempotencyKey: idempotencyKey ?? undefined };
      const added = await raw.append(prefix, value, { ttl: ttlMs ?? undefined, ...named, session });
      if (!added.ok) return { ok: false, current: added.current };
      const { keyBytes: key, revision, partition, replayed } = added;
      return { ok: true, key, revision, partition, replayed };
    },
    delete: async (key): Promise<DeleteAnswer> => {
      const gone = await raw.delete(key, { session });
      assert(gone.ok, () => `an unconditional delete of ${key} failed on a condition`);
      const { deleted, revision, partition } = gone;
      return { deleted, revision, partition };
    },
    deleteRange: async (prefix) => (await raw.deleteRange(prefix, { session })).deleted,
    increment: async (key, delta, { min, max, ttlMs, ...named }): Promise<IncrementAnswer> => {
      const bounds = { min: min ?? undefined, max: max ?? undefined, ttl: ttlMs ?? undefined };
      const idempotencyKey = named.idempotencyKey ?? undefined;
      const counted = await kv.increment(key, delta, { ...bounds, idempotencyKey, session });
      if (!counted.ok) return { ok: false, value: counted.value };
      const { value, version, revision, partition, replayed } = counted;
      return { ok: true, value, version, revision, partition, replayed };
    },
    touch: async (key, ttlMs): Promise<TouchAnswer> => {
      const touched = await raw.touch(key, ttlMs === 0 ? null : ttlMs, { session });
      const { revision, partition } = touched;
      const expiresAt = touched.ok ? touched.expiresAt : null;
      return { found: touched.ok, expiresAt, revision, partition };
    },
    txn: (script) => runTxn(kv, script, session),
    scan: (prefix, { limit, reverse, keysOnly, terms }) => {
      const options = {
        ...readOptions(terms, session),
        pageSize: scanPage,
        limit: Number.isFinite(limit) ? limit : undefined,
        reverse,
        stream: true,
      };
      return keysOnly ? heads(raw.scanKeys(prefix, options)) : records(raw.scan(prefix, options));
    },
    count: (prefix, terms) => raw.count(prefix, readOptions(terms, session)),
    watch: (target, options) => raw.watch(target, options),
    locate: (key) => kv.locate(key),
    members: async () => (await kv.topology()).members,
    status: () => kv.status(),
    hashes: () => kv.hashes(),
    changeSettings: (change) => kv.changeSettings(change),
    moveLeader: (partition, member) => kv.moveLeader(partition, member),
    token: () => session?.token ?? null,
    // Nothing is in flight any more, or nobody waits for it.
    close: () => kv.close({ graceMs: 0 }),
  };
}

/** What begins a session instead of going on with one. */
export const newSession = 'new';

function readOptions(
  { consistency, maxStalenessMs, replica }: ReadTerms,
  session: Session | undefined,
): ReadOptions {
  return {
    consistency: consistency ?? undefined,
    maxStaleness: maxStalenessMs ?? undefined,
    replica: replica ?? undefined,
    session,
  };
}

/** The largest page that servers give: fewer round trips, and still bounded by their bytes per page. */
const scanPage = 1_000;
