import type {
  ClusterSettings,
  ClusterStatus,
  KeyLocation,
  LeaderMove,
  PartitionHashes,
  TopologyInfo,
} from './cluster-info.ts';
import type { Codec, CounterCodec } from './codec.ts';
import { type ConnectOptions, connect } from './connect.ts';
import type { DeleteRangeResult } from './delete-range.ts';
import type { Key } from './keys.ts';
import type {
  AcceptedOptions,
  AcceptedPutOptions,
  AppendOptions,
  CallOptions,
  DeleteOptions,
  Duration,
  IncrementOptions,
  PutOptions,
  ReadOptions,
  ScanOptions,
  WriteOptions,
} from './options.ts';
import type {
  AcceptedWrite,
  AppendResult,
  DeleteResult,
  Entry,
  EntryHead,
  IncrementResult,
  Lookup,
  Page,
  PutResult,
  TouchResult,
} from './results.ts';
import type { Session } from './session.ts';
import type { ClientStats } from './stats.ts';
import type { CounterTxnOps, TxnOpList, TxnOps, TxnOptions, TxnRequest, TxnResult } from './txn.ts';
import type { Watch, WatchOptions, WatchTarget } from './watch-types.ts';

/**
 * Keys whose values one codec reads and writes. Every call ends by its deadline and takes
 * `{ signal, timeoutMs }`. Expected outcomes are values; failures are a {@link KvError}, whose `outcome` says
 * whether a write took effect.
 */
export interface Keyspace<Out, In = Out> {
  readonly codec: Codec<Out, In>;

  /** Operations for {@link RingKv.txn} on values of this codec. */
  readonly ops: TxnOps<Out, In>;

  /** Null when the key does not exist. */
  get(key: Key, options?: ReadOptions): Promise<Entry<Out> | null>;

  /**
   * Several keys of any partitions, in the order of the keys. Each is a `get` of its own, all of one node in one message: no
   * snapshot, and one that fails rejects the whole.
   */
  getMany(keys: readonly Key[], options?: ReadOptions): Promise<(Entry<Out> | null)[]>;

  /** Like `get`, with what the servers said even if the key does not exist. */
  lookup(key: Key, options?: ReadOptions): Promise<Lookup<Out>>;

  /**
   * Writes a value, on a condition if one is given. Runs exactly once, however often it had to be sent.
   *
   * @example
   * const put = await kv.put('greeting', 'hello', { ttl: '15m', ifAbsent: true });
   * if (!put.ok) console.log('already there since revision', put.current?.modRevision);
   */
  put(key: Key, value: In, options?: PutOptions): Promise<PutResult>;

  /** With `ack: 'accepted'` nothing is known but that a leader queued it: a type of its own, without a revision. */
  put(key: Key, value: In, options: AcceptedPutOptions): Promise<AcceptedWrite>;

  delete(key: Key, options?: DeleteOptions): Promise<DeleteResult>;
  delete(key: Key, options: AcceptedOptions): Promise<AcceptedWrite>;

  /**
   * Writes a value under a new key: the prefix and the partition's revision as 16 hexadecimal digits, so that keys of one prefix
   * sort in the order of their commits. The prefix has text in braces, so that all its keys lie in one partition (else reason
   * PREFIX_NOT_ROUTED).
   *
   * @example
   * const job = await kv.append('{queue-1}/jobs/', 'resize photo 7');
   * if (job.ok) console.log(job.key);
   */
  append(prefix: Key, value: In, options?: AppendOptions): Promise<AppendResult>;

  /**
   * Deletes all keys with a prefix of one byte at least, up to 1000 at one revision of their partition, each page exactly
   * once. `timeoutMs` holds for each page. Not one moment: what is written meanwhile may stay or go. When it fails half
   * way, a DeleteRangeError says how far it got.
   */
  deleteRange(prefix: Key, options?: WriteOptions): Promise<DeleteRangeResult>;

  /** Sets a new time to live, or removes it (null), without changing version or modRevision. */
  touch(key: Key, ttl: Duration | null, options?: WriteOptions): Promise<TouchResult>;

  /**
   * The keys with a prefix in key order, page by page as they are consumed. Pages are not one snapshot; a key that
   * exists all the while appears exactly once.
   *
   * @example
   * for await (const { key, value } of kv.scan(['users'], { limit: 10 })) console.log(key, value);
   */
  scan(prefix: Key, options?: ScanOptions): AsyncGenerator<Entry<Out>, void, undefined>;

  /** The same without values: a fraction of the bytes where values are large. */
  scanKeys(prefix: Key, options?: ScanOptions): AsyncGenerator<EntryHead, void, undefined>;

  /**
   * How many keys have the prefix. Servers read every record for it, page by page, so that it takes as long as a scan of the
   * keys; `timeoutMs` holds for each page. Not one snapshot, as a scan.
   */
  count(prefix: Key, options?: ReadOptions): Promise<number>;

  /** The same as `scan`, with each page's revisions. */
  scanPages(prefix: Key, options?: ScanOptions): AsyncGenerator<Page<Out>, void, undefined>;

  /**
   * What changes, as it changes: in each partition in order, nothing left out, nothing twice, from the point on that
   * `options.cursor` names. It goes on at another node when one fails, and says so when it cannot (docs/watch.md).
   *
   * @example
   * await using watch = kv.watch({ prefix: ['users'] }, { initial: true, cursor: load() });
   * for await (const item of watch) {
   *   if (item.type === 'put' || item.type === 'entry') users.set(item.key, item.value);
   *   else if (item.type === 'delete' || item.type === 'expire') users.delete(item.key);
   *   save(watch.cursor);
   * }
   */
  watch(target: WatchTarget, options: WatchOptions & { readonly keysOnly: true }): Watch<undefined>;
  watch(target: WatchTarget, options?: WatchOptions): Watch<Out>;
}

/** A keyspace that can count. */
export interface Counters<Out = number, In = Out> extends Keyspace<Out, In> {
  readonly ops: CounterTxnOps<Out, In>;

  /**
   * Adds to a whole number and answers the new value; an absent key counts from 0. Refused as a whole when the
   * result would leave `min` or `max`.
   *
   * @example
   * const sold = await kv.increment(colocated('sku-1', 'avail'), -2, { min: 0 });
   * if (!sold.ok) console.log(`only ${sold.value} left`);
   */
  increment(key: Key, delta: number, options?: IncrementOptions): Promise<IncrementResult>;
}

/**
 * A connection to a cluster. Its own values are text; `keyspace` reads and writes others.
 *
 * @example
 * await using kv = await RingKv.connect({ endpoints: ['127.0.0.1:7401'] });
 * await kv.put('greeting', 'hello');
 * const entry = await kv.get('greeting');
 * console.log(entry?.value, entry?.revision);
 */
export interface RingKv extends Counters<string>, AsyncDisposable {
  /** The same cluster seen through another codec: `text`, `json(schema)`, `bytes`, `counter` or one of your own. */
  keyspace(codec: CounterCodec): Counters;
  keyspace<Out, In>(codec: Codec<Out, In>): Keyspace<Out, In>;

  /**
   * Compares, then runs one of two lists of operations, all or nothing at one revision, exactly once. All keys lie in
   * one partition. Conditions come from `check`, operations from the `ops` of any keyspace of this client.
   *
   * @example
   * const counters = kv.keyspace(counter);
   * const order = await kv.txn({
   *   if: [check.absent('{sku-1}/order/7')],
   *   then: [
   *     counters.ops.increment('{sku-1}/avail', -2, { min: 0 }),
   *     kv.ops.put('{sku-1}/order/7', 'held', { ttl: '10m' }),
   *   ],
   *   else: [kv.ops.get('{sku-1}/order/7')],
   * });
   * if (order.ok) console.log(`${order.results[0].value} left`);
   * else if (order.reason === 'out_of_range') console.log(`only ${order.value} left`);
   * else console.log('already', order.results[0]?.value);
   */
  txn<const Then extends TxnOpList = readonly [], const Else extends TxnOpList = readonly []>(
    request: TxnRequest<Then, Else>,
    options?: TxnOptions,
  ): Promise<TxnResult<Then, Else>>;

  /**
   * Begins a session, or goes on with one by its token, from another process too. Throws InvalidRequestError for what is no
   * token, or one of another cluster (reason TOKEN_FOREIGN_CLUSTER).
   */
  session(token?: string): Session;

  /** What this client has done since it was connected. */
  stats(): ClientStats;

  /** Members, partitions and believed leaders, asked anew. */
  topology(options?: CallOptions): Promise<TopologyInfo>;

  /** Every member and partition, gathered by one node from all. */
  status(options?: CallOptions): Promise<ClusterStatus>;

  /** Whether the replicas of each partition hold the same, compared while they go on. */
  hashes(options?: CallOptions): Promise<readonly PartitionHashes[]>;

  /** Where a key lives. */
  locate(key: Key, options?: CallOptions): Promise<KeyLocation>;

  /** Changes settings of the cluster, for all its clients; answers all of them. What is not named stays. */
  changeSettings(change: Partial<ClusterSettings>, options?: CallOptions): Promise<ClusterSettings>;

  /** Gives the leadership of a partition to a member. */
  moveLeader(partition: number, member: number, options?: CallOptions): Promise<LeaderMove>;

  /**
   * Refuses new calls, lets those in flight end for up to `graceMs` (default: the default deadline), and
   * disconnects. A write that is still unanswered then fails as UnknownOutcomeError.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

export const RingKv = {
  /** Connects to whichever endpoint answers first; throws UnavailableError naming all when none does. */
  connect: (options: ConnectOptions): Promise<RingKv> => connect(options),
} as const;
