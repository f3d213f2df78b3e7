import type { Operation } from '../../history/operations.ts';

export const illegal: unique symbol = Symbol('illegal');

/**
 * The sequential specification of one key: deterministic and pure. The search asks for nothing but `step`; the rest
 * tells it which differences do not matter, and a wrong answer there makes a verdict wrong.
 */
export interface Model<State> {
  readonly initial: State;
  /** The state after the operation, or that it cannot have happened here with the outcome and result it had. */
  step(state: State, operation: Operation): State | typeof illegal;
  /** Operations of equal class have equal steps in every state. */
  classOf(operation: Operation): string;
  /** Wherever it is legal it leaves the state as it was: a read. */
  isObserver(operation: Operation): boolean;
  /** Legal in every state, and leaves the same state behind from each: a write. */
  isBlind(operation: Operation): boolean;
  /**
   * Names states of one key's history: two states may share a name only if every continuation that is legal from
   * one is legal from the other. A value that no operation of this history looks at needs no name of its own.
   */
  identify(operations: readonly Operation[]): (state: State) => string;
  /**
   * Whether `operation` can become legal after any steps from `state` that are not blind. Present only where it is
   * ever false: it lets the search give up an order as soon as a later read contradicts it.
   */
  canGrowInto?(state: State, operation: Operation): boolean;
  /** Why this is no operation of the model, or null. */
  complaint(operation: Operation): string | null;
  describe(state: State): string;
  /** Like `cas 3 -> 4` or `read 7`. */
  describeOperation(operation: Operation): string;
}
