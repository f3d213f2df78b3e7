/**
 * A broken invariant is a bug, not an operating error: nothing that was computed from the broken state can be
 * trusted, so it stops the process (see `server/fatal.ts`). Operating errors are typed values; see `errors.ts`.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/**
 * Throws {@link InvariantError} unless `condition` holds. Put the numbers into the message: as a function, so that
 * nothing is spent on it while all is well. Numbers made into text cost more than the checks themselves.
 */
export function assert(condition: boolean, message: string | (() => string)): asserts condition {
  if (condition) return;
  throw new InvariantError(typeof message === 'string' ? message : message());
}

/** Marks the default branch of an exhaustive switch. */
export function unreachable(value: never, what: string): never {
  throw new InvariantError(`unreachable ${what}: ${JSON.stringify(value)}`);
}

/** Array read that must succeed; the name says what was looked for when it does not. */
export function at<T>(items: readonly T[], index: number, what: string): T {
  const item = items[index];
  if (item === undefined) throw new InvariantError(`no ${what} at ${index} of ${items.length}`);
  return item;
}

/** A value that must be there. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new InvariantError(`missing ${what}`);
  return value;
}
