/**
 * What a log entry asks of the state machine, and what the state machine answers. The byte form of entries is in
 * `command-codec.ts` (R27); an unknown version or kind stops the node.
 */

/** A condition on the record's presence or modRevision, checked by apply. */
export type Expectation =
  | { readonly type: 'any' }
  | { readonly type: 'absent' }
  | { readonly type: 'revision'; readonly revision: number };

export const expectAny: Expectation = { type: 'any' };

/** `ttlMs` 0 means no expiry; the expiry becomes the entry's stamp plus the TTL. */
export type CommandBody =
  | {
      readonly kind: 'put';
      readonly key: Uint8Array;
      readonly value: Uint8Array;
      readonly ttlMs: number;
      readonly expect: Expectation;
    }
  | { readonly kind: 'delete'; readonly key: Uint8Array; readonly expect: Expectation }
  | {
      /** ASCII decimal counters (R33). An absent key counts from 0 and then gets `ttlMs`; a present one keeps its expiry. */
      readonly kind: 'increment';
      readonly key: Uint8Array;
      readonly delta: number;
      readonly min: number | null;
      readonly max: number | null;
      readonly ttlMs: number;
    }
  | { readonly kind: 'touch'; readonly key: Uint8Array; readonly ttlMs: number }
  /** Writes a new key: the prefix and the revision of this very command (`appendedKey`). */
  | {
      readonly kind: 'append';
      readonly prefix: Uint8Array;
      readonly value: Uint8Array;
      readonly ttlMs: number;
    }
  /** All or nothing, at one revision (R30, R34). Neither branch writes a key twice; puts and deletes expect `any`. */
  | {
      readonly kind: 'txn';
      readonly compare: readonly Comparison[];
      readonly success: readonly TxnOperation[];
      readonly failure: readonly TxnOperation[];
    }
  /**
   * The first `maxKeys` records of a prefix, or those that fill `maxBytes`, at one revision (R30, R32). What is due at the
   * stamp of its entry ends before it.
   */
  | {
      readonly kind: 'deleteRange';
      readonly prefix: Uint8Array;
      readonly maxKeys: number;
      readonly maxBytes: number;
    }
  /** Ordered by the leader: void for a key whose expiry differs or lies after the stamp (R29). */
  | { readonly kind: 'expire'; readonly keys: readonly DueKey[] }
  /**
   * Opens `Command.clientId` in this partition (R31). Again while it is open changes nothing; a late duplicate after
   * it ended would bring it back with an empty table, so a client draws a fresh id for every try.
   */
  | { readonly kind: 'open'; readonly windowMs: number }
  /** What became of (clientId, sequence): its stored answer, or it is void from now on (R31). */
  | { readonly kind: 'resolve'; readonly sequence: number };

/** What is there, on the left, against what is given here. */
export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A key that does not exist has version and modRevision 0, and no comparison of its value holds. */
export type Comparison =
  | {
      readonly target: 'value';
      readonly key: Uint8Array;
      readonly relation: Relation;
      readonly value: Uint8Array;
    }
  | {
      readonly target: 'version' | 'modRevision';
      readonly key: Uint8Array;
      readonly relation: Relation;
      readonly number: number;
    }
  | { readonly target: 'exists'; readonly key: Uint8Array; readonly exists: boolean }
  | { readonly target: 'time'; readonly relation: Relation; readonly number: number }
  | RangeComparison;

/**
 * Of every record with a prefix (R32), true where there is none; or of how many there are. A transaction that has one is
 * ranged (`ranged-command.ts`).
 */
export type RangeComparison = {
  readonly target: 'range';
  readonly prefix: Uint8Array;
  readonly relation: Relation;
} & (
  | { readonly of: 'value'; readonly value: Uint8Array }
  | { readonly of: 'version' | 'modRevision' | 'count'; readonly number: number }
);

export type TxnOperation =
  | { readonly kind: 'get'; readonly key: Uint8Array }
  /** Every record with the prefix (R32); no other operation of its branch writes one of them. */
  | { readonly kind: 'deleteRange'; readonly prefix: Uint8Array }
  | Extract<CommandBody, { kind: 'put' | 'delete' | 'increment' | 'touch' }>;

export interface DueKey {
  readonly key: Uint8Array;
  readonly expiresAt: number;
}

export interface Command {
  /** 16 bytes, or empty: then it is applied without dedup. */
  readonly clientId: Uint8Array;
  /** From 1 within (client, partition); 0 when clientId is empty, and for open and resolve. */
  readonly sequence: number;
  /** The lowest sequence that the client still waits for. */
  readonly floor: number;
  /** What the business calls this write, whichever client sends it; absent for none. Of writes of keys alone. */
  readonly idempotencyKey?: Uint8Array;
  readonly body: CommandBody;
}

/** The payload of one log entry: commands applied in order at one stamp (R28). */
export interface CommandBatch {
  readonly stampMs: number;
  readonly commands: readonly Command[];
}

export type CommandStatus =
  | 'ok'
  /** The expectation failed, or a record stood at the key of an append; `current` tells what was there. */
  | 'condition_failed'
  /** Touch of a key that does not exist. */
  | 'not_found'
  /** The bound was hit or the result would leave +-(2^53-1); `value` is what the counter holds. */
  | 'out_of_range'
  /** Increment of something that is not an ASCII decimal. */
  | 'not_a_number'
  /** Unknown client id or a sequence below its floor: nothing ran, the first outcome is unknown (R31). */
  | 'session_expired'
  /** The sequence was resolved as not done before; it can never run. */
  | 'voided'
  /**
   * More than `sequencesAhead` above the floor, or no room for the answer of a transaction beside those kept for the
   * client: nothing ran and nothing is kept, so the same sequence may run later.
   */
  | 'sequence_too_far'
  /** A transaction would answer, or only look at, records of `value` bytes or more, past its limit; nothing changed. */
  | 'result_too_large'
  /** The idempotency key stands for a write with other parameters; nothing changed. */
  | 'idempotency_key_reused'
  /** The partition knows as many idempotency keys as it may, and this one is new; nothing changed. */
  | 'idempotency_full'
  /** The ranges that a transaction compares or deletes hold `value` records or more, past the limit of one command; nothing changed. */
  | 'range_too_large';

/** What one operation of a transaction came to. */
export type TxnOperationResult =
  | { readonly kind: 'get'; readonly record: RecordView | null }
  | { readonly kind: 'put'; readonly version: number; readonly expiresAt: number }
  | { readonly kind: 'delete'; readonly deleted: boolean }
  | { readonly kind: 'deleteRange'; readonly deleted: number }
  | {
      readonly kind: 'increment';
      readonly value: number;
      readonly version: number;
      readonly expiresAt: number;
    }
  | {
      readonly kind: 'touch';
      readonly found: boolean;
      readonly version: number;
      readonly expiresAt: number;
    };

/**
 * With status `ok` one result for each operation of the branch; with `out_of_range` or `not_a_number` none, and
 * `refusedIndex` names the operation that stopped the branch (`CommandResult.value` is what the counter holds).
 */
export interface TxnOutcome {
  /** Whether all comparisons held, and so which branch this is about. */
  readonly succeeded: boolean;
  readonly results: readonly TxnOperationResult[];
  readonly refusedIndex: number | null;
}

/** The record that an expectation met, without its value. */
export interface CurrentRecord {
  readonly version: number;
  readonly modRevision: number;
}

export interface CommandResult {
  readonly status: CommandStatus;
  /** The partition's revision right after the command (R41). */
  readonly revision: number;
  /** Version of the record after a put, increment or touch; 0 otherwise. */
  readonly version: number;
  /** Increment: the counter after it, or what it holds when refused. Delete: 1 if a record went. Expire: keys gone. */
  readonly value: number;
  readonly expiresAt: number;
  /** Only with condition_failed; null when there was no record. */
  readonly current: CurrentRecord | null;
  /** Answered from the exactly-once table; nothing ran now. */
  readonly deduplicated: boolean;
  /** Answered by what an earlier write under the same idempotency key came to; nothing ran now. Absent for false. */
  readonly replayed?: true;
  /** Only for resolve with status ok: the stored answer of that sequence, or null: it never ran and is void now. */
  readonly resolved: CommandResult | null;
  /** Only of a transaction that ran or was refused by one of its operations. */
  readonly txn: TxnOutcome | null;
  /** Only of deleteRange: there were records that it left; the next command goes on. `value` is how many it deleted. */
  readonly more: boolean;
}

/** A record as readers see it. */
export interface RecordView {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
  /** Partition time in milliseconds, 0 for never. */
  readonly expiresAt: number;
}
