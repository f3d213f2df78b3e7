/** What a client asks of the registers that locks guard. */
export interface RegisterRequest {
  readonly register: string;
  /** Null: it goes without, and nobody is turned away. */
  readonly token: number | null;
  /** Null: only look. */
  readonly set: number | null;
}

export interface RegisterAnswer {
  /** A higher token had been seen. */
  readonly isRefused: boolean;
  readonly value: number;
}

/**
 * Resources outside the store that its locks are for: numbers that holders read, and write again one higher. They live in the
 * runner, which no fault strikes, and refuse every token below the highest that they have seen.
 */
export class GuardedRegisters {
  readonly #registers = new Map<string, { value: number; token: number }>();

  answer({ register, token, set }: RegisterRequest): RegisterAnswer {
    const state = this.#registers.get(register) ?? { value: 0, token: 0 };
    this.#registers.set(register, state);
    if (token !== null && token < state.token) return { isRefused: true, value: state.value };
    if (token !== null) state.token = token;
    if (set !== null) state.value = set;
    return { isRefused: false, value: state.value };
  }
}
