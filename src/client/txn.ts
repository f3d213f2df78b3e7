import type { Key } from './keys.ts';
import type { Duration, IncrementOptions, WriteOptions } from './options.ts';
import type { Entry, ServedWrite } from './results.ts';

/** How what is there stands to what is given. */
export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One condition of a transaction; made by {@link check} and good for any number of them. */
export interface Check {
  readonly target: 'value' | 'version' | 'revision' | 'exists' | 'count' | 'time';
}

/**
 * One operation of a transaction, made by `keyspace.ops`; `R` is what it comes to. What is wrong with its arguments
 * is told by the transaction, not by its maker: nothing throws before a promise can reject.
 */
export interface TxnOp<R> {
  readonly kind: 'get' | 'put' | 'delete' | 'deleteRange' | 'increment' | 'touch';
  /** Never there: carries the type of the result. */
  readonly result?: R;
}

/** The operations of transactions on values of one codec. Values are encoded at once: later changes do not count. */
export interface TxnOps<Out, In = Out> {
  /** Sees what the operations before it did. */
  get(key: Key): TxnOp<Entry<Out> | null>;
  put(key: Key, value: In, options?: { readonly ttl?: Duration | undefined }): TxnOp<TxnPut>;
  delete(key: Key): TxnOp<TxnDelete>;
  /**
   * All keys with a prefix that holds a whole `{group}`; with those that conditions count at most 1000. No other operation of
   * the branch writes one of them.
   */
  deleteRange(prefix: Key): TxnOp<TxnDeleteRange>;
  /** A new time to live, or none (null). */
  touch(key: Key, ttl: Duration | null): TxnOp<TxnTouch>;
}

/** Those of a keyspace that can count. */
export interface CounterTxnOps<Out, In = Out> extends TxnOps<Out, In> {
  /** A bound that is hit stops the whole transaction: nothing changes. */
  increment(
    key: Key,
    delta: number,
    options?: Pick<IncrementOptions, 'min' | 'max' | 'ttl'>,
  ): TxnOp<TxnIncrement>;
}

/** Versions count from 1 when a key is created; `expiresAt` is partition time in milliseconds, null means never. */
export interface TxnPut {
  readonly version: number;
  readonly expiresAt: number | null;
}

export interface TxnDelete {
  readonly deleted: boolean;
}

export interface TxnDeleteRange {
  readonly deleted: number;
}

export interface TxnIncrement {
  readonly value: number;
  readonly version: number;
  readonly expiresAt: number | null;
}

export interface TxnTouch {
  /** False: the key does not exist. */
  readonly found: boolean;
  readonly version: number;
  readonly expiresAt: number | null;
}

export type TxnOpList = readonly TxnOp<unknown>[];

/** The results of a list of operations, each with its own type. */
export type TxnResults<Ops extends TxnOpList> = {
  readonly [I in keyof Ops]: Ops[I] extends TxnOp<infer R> ? R : never;
};

/**
 * All keys lie in one partition (see {@link colocated}); each list holds at most 128; neither branch writes a key
 * twice. At least one operation or condition names a key.
 */
export interface TxnRequest<Then extends TxnOpList, Else extends TxnOpList> {
  /** All must hold for `then` to run; none means that it runs. */
  readonly if?: readonly Check[];
  readonly then?: Then;
  /** Runs when a condition failed. */
  readonly else?: Else;
}

export type TxnResult<Then extends TxnOpList, Else extends TxnOpList> =
  /** Every condition held and all of `then` was done, at one revision. */
  | (ServedWrite & { readonly ok: true; readonly results: TxnResults<Then> })
  /** A condition failed and all of `else` was done. */
  | (ServedWrite & {
      readonly ok: false;
      readonly reason: 'condition_failed';
      readonly results: TxnResults<Else>;
    })
  /** An increment of the branch hit its bound: nothing was done. */
  | (ServedWrite & {
      readonly ok: false;
      readonly reason: 'out_of_range';
      readonly branch: 'then' | 'else';
      /** Which operation of the branch, from 0. */
      readonly index: number;
      /** What the counter holds. */
      readonly value: number;
    });

/** What {@link RingKv.txn} takes beside the request. */
export type TxnOptions = WriteOptions;
