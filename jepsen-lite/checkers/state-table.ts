import type { Operation } from '../history/operations.ts';
import { searchLimits } from './budget.ts';
import { illegal, type Model } from './models/model.ts';

/** No state: the operation cannot have happened there. */
export const ILLEGAL = -1;

/** More states than {@link searchLimits} allows. */
export class TooManyStates extends Error {
  override readonly name = 'TooManyStates';
}

/** States, classes of operations and the steps between them, as numbers. */
export interface Transitions {
  readonly initial: number;
  /** Whether `canGrowInto` is ever false. */
  readonly looksAhead: boolean;
  classOf(operation: Operation): number;
  isObserver(operationClass: number): boolean;
  isBlind(operationClass: number): boolean;
  /** The state after it, or {@link ILLEGAL}. */
  step(state: number, operationClass: number): number;
  /** See `canGrowInto` of the model. */
  canGrowInto(state: number, operationClass: number): boolean;
}

/**
 * States and classes of operations of one key as small integers, and the steps between them as they are first asked
 * for: the search compares and hashes numbers, and runs the model once per transition.
 */
export class StateTable<State> implements Transitions {
  readonly initial: number;
  readonly looksAhead: boolean;
  readonly #classes: number;
  readonly #model: Model<State>;
  readonly #identify: (state: State) => string;
  readonly #states: State[] = [];
  readonly #byName = new Map<string, number>();
  readonly #classOf = new Map<Operation, number>();
  readonly #example: Operation[] = [];
  readonly #steps = new Map<number, number>();
  readonly #growth = new Map<number, boolean>();

  constructor(model: Model<State>, operations: readonly Operation[]) {
    this.#model = model;
    this.looksAhead = model.canGrowInto !== undefined;
    this.#identify = model.identify(operations);
    const known = new Map<string, number>();
    for (const operation of operations) {
      const text = model.classOf(operation);
      const found = known.get(text) ?? known.size;
      if (found === known.size) {
        known.set(text, found);
        this.#example.push(operation);
      }
      this.#classOf.set(operation, found);
    }
    this.#classes = known.size;
    this.initial = this.#intern(model.initial);
  }

  classOf(operation: Operation): number {
    return this.#classOf.get(operation) ?? ILLEGAL;
  }

  isObserver(operationClass: number): boolean {
    const example = this.#example[operationClass];
    return example !== undefined && this.#model.isObserver(example);
  }

  isBlind(operationClass: number): boolean {
    const example = this.#example[operationClass];
    return example !== undefined && this.#model.isBlind(example);
  }

  step(state: number, operationClass: number): number {
    const place = state * this.#classes + operationClass;
    const known = this.#steps.get(place);
    if (known !== undefined) return known;
    const from = this.#states[state];
    const operation = this.#example[operationClass];
    if (from === undefined || operation === undefined) return ILLEGAL;
    const to = this.#model.step(from, operation);
    const next = to === illegal ? ILLEGAL : this.#intern(to);
    if (this.#steps.size < searchLimits.transitions) this.#steps.set(place, next);
    return next;
  }

  canGrowInto(state: number, operationClass: number): boolean {
    if (this.#model.canGrowInto === undefined) return true;
    const place = state * this.#classes + operationClass;
    const known = this.#growth.get(place);
    if (known !== undefined) return known;
    const from = this.#states[state];
    const operation = this.#example[operationClass];
    if (from === undefined || operation === undefined) return true;
    const can = this.#model.canGrowInto(from, operation);
    if (this.#growth.size < searchLimits.transitions) this.#growth.set(place, can);
    return can;
  }

  #intern(state: State): number {
    const name = this.#identify(state);
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    if (this.#states.length >= searchLimits.states) throw new TooManyStates();
    this.#byName.set(name, this.#states.length);
    return this.#states.push(state) - 1;
  }
}
