import type { ReadTerms, Reply } from '../../src/server/host/operation.ts';
import type { CommandResult, Expectation } from '../../src/storage/index.ts';
import type { ReadMode } from './plan.ts';

/** What a session had seen of the partition, or how old an answer may be. */
export type Terms = Pick<ReadTerms, 'minRevision' | 'maxStalenessMs'>;

/** What was asked for, with everything that the plan left open. Values of puts tell them from every other one. */
export type Asked =
  | { readonly type: 'get'; readonly key: string; readonly mode: ReadMode; readonly terms?: Terms }
  | {
      readonly type: 'scan';
      readonly prefix: string;
      readonly limit: number;
      readonly mode: ReadMode;
      readonly terms?: Terms;
    }
  | {
      readonly type: 'put';
      readonly key: string;
      readonly value: string;
      readonly ttlMs: number;
      readonly expect: Expectation;
      /** The value at the revision that is expected; null where nothing is expected or nothing should be there. */
      readonly from: string | null;
      readonly wrapped: boolean;
    }
  | {
      readonly type: 'append';
      readonly prefix: string;
      readonly value: string;
      readonly ttlMs: number;
    }
  | {
      readonly type: 'delete';
      readonly key: string;
      readonly expect: Expectation;
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
  | {
      readonly type: 'transfer';
      readonly bank: string;
      readonly from: number;
      readonly to: number;
      readonly amount: number;
      readonly overdraw: boolean;
    }
  | { readonly type: 'audit'; readonly bank: string }
  | { readonly type: 'clear'; readonly prefix: string }
  | {
      readonly type: 'claim';
      readonly prefix: string;
      readonly key: string;
      readonly value: string;
    }
  /** Keeps a lock alive if it still has this token. */
  | {
      readonly type: 'keep';
      readonly lock: string;
      readonly token: number;
      readonly ttlMs: number;
    }
  /** Writes the guarded resource unless it has seen a higher token. */
  | {
      readonly type: 'guarded';
      readonly lock: string;
      readonly token: number;
      readonly value: string;
    };

/** An answer of the host, and which process gave it when. */
export interface Answer {
  readonly reply: Exclude<Reply, { type: 'failed' }>;
  readonly node: number;
  readonly process: number;
  /** Place among everything that the history holds. */
  readonly served: number;
}

/** An operation from the client's request to its end, over all its tries. */
export interface ClientOperation {
  /** Of the planned operation that it belongs to. */
  readonly id: number;
  /** Logical process: never two operations open at once, and none after one of unknown outcome. */
  readonly process: number;
  readonly partition: number;
  readonly asked: Asked;
  /** Places in the order of everything that happened; Infinity without an end. */
  readonly invoked: number;
  completed: number;
  readonly invokedAtMs: number;
  completedAtMs: number;
  /** `fail`: it never takes effect. `info`: nobody knows. */
  outcome: 'open' | 'ok' | 'fail' | 'info';
  answer: Answer | null;
  /** Why it failed or is unknown. */
  reason: string;
}

/** One request to one process. */
export interface Attempt {
  readonly operation: number;
  readonly node: number;
  readonly process: number;
  readonly sentAtMs: number;
  readonly timeoutMs: number;
  /** Answers that came, or that it was lost: R10 allows exactly one. */
  ends: number;
}

/** What had its answer was sent once more. */
export interface Repeat {
  /** By its sequence, or by nothing but its idempotency key: as another process would. */
  readonly under: 'sequence' | 'key';
  readonly operation: ClientOperation;
  readonly first: CommandResult;
  readonly second: CommandResult;
  /** Partition time of both answers. */
  readonly firstAtMs: number;
  readonly secondAtMs: number;
  readonly windowMs: number;
}

/** A write was told that its identity is unknown, or its sequence out of reach. */
export interface Refused {
  readonly operation: number;
  readonly status: 'session_expired' | 'sequence_too_far';
  /** Partition time at which the identity was certainly known, and of this answer. */
  readonly knownAtMs: number;
  readonly refusedAtMs: number;
  readonly windowMs: number;
}

/** What all clients of a run saw. */
export class History {
  readonly operations: ClientOperation[] = [];
  readonly attempts: Attempt[] = [];
  readonly repeats: Repeat[] = [];
  readonly refused: Refused[] = [];
  /** The last reads of every partition, after everything had ended and healed. */
  readonly finals: ClientOperation[] = [];
  #order = 0;
  #lastMs = 0;

  /** When something ended for the last time. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** The next place in the order of everything. */
  tick(): number {
    return this.#order++;
  }

  begin(
    {
      id,
      process,
      partition,
      asked,
    }: Pick<ClientOperation, 'id' | 'process' | 'partition' | 'asked'>,
    nowMs: number,
  ): ClientOperation {
    const operation: ClientOperation = {
      id,
      process,
      partition,
      asked,
      invoked: this.tick(),
      completed: Number.POSITIVE_INFINITY,
      invokedAtMs: nowMs,
      completedAtMs: Number.POSITIVE_INFINITY,
      outcome: 'open',
      answer: null,
      reason: '',
    };
    this.operations.push(operation);
    return operation;
  }

  /** It turned out to be none of its own. */
  forget(operation: ClientOperation): void {
    this.operations.splice(this.operations.lastIndexOf(operation), 1);
  }

  end(
    operation: ClientOperation,
    outcome: 'ok' | 'fail' | 'info',
    nowMs: number,
    { answer = null, reason = '' }: { answer?: Answer | null; reason?: string },
  ): void {
    operation.outcome = outcome;
    operation.answer = answer;
    operation.reason = reason;
    this.#lastMs = nowMs;
    // What may still happen has no end.
    if (outcome === 'info') return;
    operation.completed = this.tick();
    operation.completedAtMs = nowMs;
  }
}
