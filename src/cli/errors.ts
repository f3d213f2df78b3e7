/** What a command of ringkv tells the shell. Part of the command line's contract. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  /** The command line itself is wrong; repeating it cannot help. */
  usage: 2,
  keyNotFound: 3,
  /** A compare-and-set mismatch, a bound that would be passed. */
  conditionFailed: 4,
  /** Nobody to answer, or a read whose deadline passed. */
  unavailable: 5,
  notAuthorised: 6,
  /** A write that may or may not have happened, now or later. Never reported as a failure. */
  outcomeUnknown: 8,
  /** A limit, a quota, or overload. */
  overLimit: 9,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error that a command prints as one line, without a stack, before it ends with `exitCode`. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}

/** What the system refused (a file, a port) becomes one line; anything else is a bug and keeps its stack. */
export function fromSystemError(error: unknown): unknown {
  const isSystemError =
    error instanceof Error && 'syscall' in error && !(error instanceof CliError);
  return isSystemError ? new CliError(error.message, exitCodes.failure, error) : error;
}
