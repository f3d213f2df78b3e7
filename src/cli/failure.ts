import { CliError, type ExitCode, exitCodes } from './errors.ts';

/** One failure as the user gets it: an exit code, a line or two of text, and an object for `-o json`. */
export interface Failure {
  readonly exitCode: ExitCode;
  /** What happened; one line. */
  readonly message: string;
  /** What it means or what to do, when the message alone does not say it. */
  readonly hint: string | null;
  readonly code: string;
  readonly reason: string;
  readonly outcome: Outcome;
  /** Further keys of the JSON object, such as the record that made a condition fail. */
  readonly details: Readonly<Record<string, unknown>>;
}

type Outcome = 'NOT_EXECUTED' | 'UNKNOWN' | 'EXECUTED';

/** An outcome that is a normal answer of the store but no success of the command: exits 3 and 4. */
export class ExpectedFailure extends CliError {
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    exitCode: ExitCode,
    reason: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, exitCode);
    this.reason = reason;
    this.details = details;
  }
}

/** Whether the command that failed could have changed something: the same error means different things then. */
export type Effect = 'reads' | 'writes';

const unknownHint = 'It may have taken effect or may still do so; look before you repeat it.';

/** Turns whatever was thrown into what the user gets. Never throws, never shows a stack. */
export function failureOf(error: unknown, effect: Effect): Failure {
  if (error instanceof ExpectedFailure) {
    const code = error.exitCode === exitCodes.keyNotFound ? 'NOT_FOUND' : 'ABORTED';
    return plain(error, error.exitCode, code, error.reason, error.details);
  }
  if (error instanceof CliError) {
    const [code, reason] = codeOfExit[error.exitCode];
    const failure = plain(error, error.exitCode, code, reason);
    // A write that was on its way when its command was interrupted is nobody's any more, but not undone.
    const abandoned = error.exitCode === exitCodes.interrupted && effect === 'writes';
    return abandoned ? { ...failure, outcome: 'UNKNOWN', hint: unknownHint } : failure;
  }
  if (isClientError(error)) return ofClientError(error, effect);
  return {
    ...plain(error, exitCodes.failure, 'INTERNAL', 'INTERNAL'),
    // Nobody can say what a bug did to a write that was on its way.
    ...(effect === 'writes' && { outcome: 'UNKNOWN' as const, hint: unknownHint }),
  };
}

/** The errors of the typed client, recognised by their fields: importing its classes would load gRPC for `--help`. */
interface ClientError {
  readonly message: string;
  readonly code: string;
  readonly reason: string;
  readonly outcome: string;
}

function isClientError(error: unknown): error is ClientError {
  if (!(error instanceof Error)) return false;
  const { code, reason, outcome } = error as Error & Partial<ClientError>;
  return typeof code === 'string' && typeof reason === 'string' && typeof outcome === 'string';
}

function ofClientError(error: ClientError, effect: Effect): Failure {
  const code = error.code.toUpperCase();
  const reason = error.reason.toUpperCase();
  const outcome = outcomeOf(error.outcome);
  // A read has no effect, so there is nothing about it that could be unknown.
  const unknown = effect === 'writes' && outcome === 'UNKNOWN';
  const interrupted = reason === 'ABORTED';
  return {
    exitCode: unknown && !interrupted ? exitCodes.outcomeUnknown : exitOf(code, reason),
    message: oneLine(error.message),
    hint: unknown ? unknownHint : null,
    code,
    reason,
    outcome: effect === 'reads' && outcome === 'UNKNOWN' ? 'NOT_EXECUTED' : outcome,
    details: {},
  };
}

function outcomeOf(text: string): Outcome {
  const upper = text.toUpperCase();
  return upper === 'NOT_EXECUTED' || upper === 'EXECUTED' ? upper : 'UNKNOWN';
}

/** By reason where it says more than the gRPC status. */
const exitOfReason: Readonly<Record<string, ExitCode>> = {
  INVALID_REQUEST: exitCodes.usage,
  BAD_PAGE_TOKEN: exitCodes.usage,
  CROSS_PARTITION: exitCodes.usage,
  VALIDATION: exitCodes.usage,
  KEY_TOO_LARGE: exitCodes.overLimit,
  VALUE_TOO_LARGE: exitCodes.overLimit,
  REQUEST_TOO_LARGE: exitCodes.overLimit,
  SEQUENCE_TOO_FAR: exitCodes.overLimit,
  RESULT_TOO_LARGE: exitCodes.overLimit,
  RANGE_TOO_LARGE: exitCodes.overLimit,
  SPACE_QUOTA: exitCodes.overLimit,
  OVERLOADED: exitCodes.overLimit,
  STALE_TOPOLOGY: exitCodes.unavailable,
  NOT_READY: exitCodes.unavailable,
  NOT_A_NUMBER: exitCodes.failure,
  /** By the caller: Ctrl-C. */
  ABORTED: exitCodes.interrupted,
};

const exitOfCode: Readonly<Record<string, ExitCode>> = {
  UNAVAILABLE: exitCodes.unavailable,
  DEADLINE_EXCEEDED: exitCodes.unavailable,
  UNAUTHENTICATED: exitCodes.notAuthorised,
  PERMISSION_DENIED: exitCodes.notAuthorised,
  RESOURCE_EXHAUSTED: exitCodes.overLimit,
};

function exitOf(code: string, reason: string): ExitCode {
  return exitOfReason[reason] ?? exitOfCode[code] ?? exitCodes.failure;
}

const codeOfExit: Readonly<Record<ExitCode, readonly [code: string, reason: string]>> = {
  [exitCodes.ok]: ['OK', 'OK'],
  [exitCodes.failure]: ['FAILED', 'FAILED'],
  [exitCodes.usage]: ['INVALID_ARGUMENT', 'USAGE'],
  [exitCodes.keyNotFound]: ['NOT_FOUND', 'KEY_NOT_FOUND'],
  [exitCodes.conditionFailed]: ['ABORTED', 'CONDITION_FAILED'],
  [exitCodes.unavailable]: ['UNAVAILABLE', 'UNAVAILABLE'],
  [exitCodes.notAuthorised]: ['PERMISSION_DENIED', 'NOT_AUTHORISED'],
  [exitCodes.outcomeUnknown]: ['UNKNOWN', 'OUTCOME_UNKNOWN'],
  [exitCodes.overLimit]: ['RESOURCE_EXHAUSTED', 'OVER_LIMIT'],
  [exitCodes.interrupted]: ['CANCELLED', 'INTERRUPTED'],
};

function plain(
  error: unknown,
  exitCode: ExitCode,
  code: string,
  reason: string,
  details: Readonly<Record<string, unknown>> = {},
): Failure {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const unknown = exitCode === exitCodes.outcomeUnknown;
  const outcome = unknown ? 'UNKNOWN' : 'NOT_EXECUTED';
  const hint = unknown ? unknownHint : null;
  return { exitCode, message: oneLine(message), hint, code, reason, outcome, details };
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, '; ');
}

/** The object that `-o json` prints on stderr. */
export function failureJson(failure: Failure): object {
  const { code, reason, outcome, message, details } = failure;
  return { error: { code, reason, outcome, message, ...details } };
}
