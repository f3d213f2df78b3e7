/**
 * What the clients of a run do, as data. Every operation has its own time, place, value and salt, and nothing else is
 * drawn while the run goes on: operations and whole clients can be left out without a change to what the others do.
 */
export interface ClientPlan {
  readonly id: number;
  readonly kind: ClientKind;
  /** Operations of its under way together. */
  readonly depth: number;
  /** For how long the cluster keeps its exactly-once identities when they are idle (R31). */
  readonly windowMs: number;
  /** Of its requests and answers so many come late, after what was sent behind them. */
  readonly heldUpPerMille: number;
  /** Ascending by `atMs`. Any of them can be left out. */
  readonly operations: readonly PlannedOperation[];
}

/**
 *   register  plain values, for the search of linearizations    bank      transfers between accounts, audits
 *   record    TTL, touch, delete, conditions, scans, ranges     lock      locks with fencing tokens
 *   counter   increments with and without bounds                observer  reads of all of these that any replica may serve
 *   poller    a register again and again, at one node: what is stale for moments only is seen by whoever looks often
 */
export type ClientKind =
  | 'register'
  | 'record'
  | 'counter'
  | 'bank'
  | 'lock'
  | 'observer'
  | 'poller';

export interface PlannedOperation {
  /** No other operation of the run has it: values, amounts and delays come from it. */
  readonly id: number;
  /** Since the clients began. It begins then, or as soon as its client has a free place. */
  readonly atMs: number;
  readonly node: NodeChoice;
  /** Until then the client tries; what is uncertain by then is unknown. */
  readonly timeoutMs: number;
  /** A write under a client id and a sequence, which may be tried again; else it is sent once (R31). */
  readonly sequenced: boolean;
  /** When its outcome is unknown, the client asks what became of it. */
  readonly resolves: boolean;
  /** So long after its answer the same sequence is sent once more, and must get that answer again. Null: it is not. */
  readonly repeatAfterMs: number | null;
  readonly action: Action;
}

/**
 * `leader`: whoever is taken for the leader. `former`: at first the one before, which may not know yet that it is none.
 * `hop`: another node with every try. A number: at first that node, and with an
 * EVENTUAL read no other one.
 */
export type NodeChoice = 'leader' | 'former' | 'hop' | number;

/** How a read is served; `reading.ts` says what each means. */
export type ReadMode = 'linearizable' | 'lease' | 'follower' | 'session' | 'bounded' | 'eventual';

/** `seen`: the record is as this client saw it last. */
export type Condition = 'any' | 'absent' | 'seen';

/** `wrapped`: the same as a transaction of one operation. */
export type Action =
  | { readonly type: 'get'; readonly key: string; readonly mode: ReadMode }
  | {
      readonly type: 'scan';
      readonly prefix: string;
      readonly limit: number;
      readonly mode: ReadMode;
    }
  | {
      readonly type: 'put';
      readonly key: string;
      /** Characters after the value that tells it from others. */
      readonly padding: number;
      readonly ttlMs: number;
      readonly condition: Condition;
      readonly wrapped: boolean;
    }
  | {
      readonly type: 'delete';
      readonly key: string;
      readonly condition: Condition;
      readonly wrapped: boolean;
    }
  | {
      readonly type: 'touch';
      readonly key: string;
      readonly ttlMs: number;
      readonly wrapped: boolean;
    }
  | {
      readonly type: 'increment';
      readonly key: string;
      readonly delta: number;
      readonly min: number | null;
      readonly max: number | null;
      readonly wrapped: boolean;
    }
  /** With `overdraw` more than any account may owe: neither account may change. */
  | {
      readonly type: 'transfer';
      readonly bank: string;
      readonly from: number;
      readonly to: number;
      readonly amount: number;
      readonly overdraw: boolean;
    }
  /** Reads all accounts at one revision. */
  | { readonly type: 'audit'; readonly bank: string }
  /** Deletes a whole group of records. */
  | { readonly type: 'clear'; readonly prefix: string }
  /** Puts the first record of a group that has none, which a comparison of its prefix tells; else reads all of them. */
  | { readonly type: 'claim'; readonly prefix: string; readonly key: string }
  | LockSession;

/** Takes a lock, works under it, gives it back. A holder that lost it does not notice, and works on. */
export interface LockSession {
  readonly type: 'lock';
  readonly lock: string;
  readonly ttlMs: number;
  /** Tries of so much pause to get it, at most. */
  readonly attempts: number;
  readonly retryMs: number;
  readonly steps: readonly LockStep[];
  /** Else it is left to its TTL. */
  readonly releases: boolean;
}

export interface LockStep {
  readonly afterMs: number;
  /** `write`: the guarded resource under the token. `touch`: keeps the lock alive. */
  readonly work: 'write' | 'touch';
}
