/** A node that cannot start, with the reason and what to do in one line for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
