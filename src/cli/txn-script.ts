import type { Relation } from '../client/index.ts';

/** A transaction as the words of a command line say it; durations and numbers are already numbers. */
export interface TxnScript {
  /** All must hold for `then` to run. */
  readonly if: readonly TxnCondition[];
  readonly then: readonly TxnOperation[];
  readonly else: readonly TxnOperation[];
}

export type TxnCondition =
  | { readonly target: 'absent' | 'exists'; readonly key: string }
  | {
      readonly target: 'version' | 'revision';
      readonly key: string;
      readonly relation: Relation;
      readonly number: number;
    }
  | {
      readonly target: 'value';
      readonly key: string;
      readonly relation: Relation;
      readonly text: string;
    }
  /** How many keys start with it. */
  | {
      readonly target: 'count';
      readonly prefix: string;
      readonly relation: Relation;
      readonly number: number;
    }
  /** Partition time, milliseconds since 1970. */
  | { readonly target: 'time'; readonly relation: Relation; readonly ms: number };

export type TxnOperation =
  /** The key of a deleteRange is what all its keys start with. */
  | { readonly kind: 'get' | 'delete' | 'deleteRange'; readonly key: string }
  | {
      readonly kind: 'put';
      readonly key: string;
      readonly value: string;
      readonly ttlMs: number | null;
    }
  | {
      readonly kind: 'increment';
      readonly key: string;
      readonly delta: number;
      readonly min: number | null;
      readonly max: number | null;
      readonly ttlMs: number | null;
    }
  /** `ttlMs` 0 removes the expiry. */
  | { readonly kind: 'touch'; readonly key: string; readonly ttlMs: number };
