import type { Command } from 'commander';
import { requestLimits } from '../util/limits.ts';
import { CliError, exitCodes } from './errors.ts';
import { type Effect, type Failure, failureOf } from './failure.ts';
import type { ConnectOptions, KvAccess } from './kv-access.ts';
import { type Format, formats, type Output } from './output.ts';
import { parseChoice, parseDuration, parseEndpoints, usage } from './parse.ts';
import { canSettle, settle } from './settle.ts';
import { type TlsFlags, tlsFilesOf, tlsFlagGiven } from './tls-flags.ts';

/** The world of kvctl: everything that a command may touch besides its arguments. Tests bring their own. */
export interface Cli {
  readonly out: Output;
  readonly err: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  connect(options: ConnectOptions): Promise<KvAccess>;
  /** Aborted by the first Ctrl-C. Taken only by commands that it should end, because taking it is what catches it. */
  interrupt(): AbortSignal;
}

const priorities = ['normal', 'low'] as const;
const endpointsVariable = 'KVCTL_ENDPOINTS';
export const defaultEndpoints = '127.0.0.1:7401,7402,7403';
export const defaultTimeout = '2s';

/** Options of the whole program, legal before and after the command's name. */
interface GlobalOptions extends TlsFlags {
  readonly output: string;
  readonly endpoints?: string;
  readonly timeout?: string;
  readonly priority?: string;
}

export function formatOf(command: Command): Format {
  const { output } = command.optsWithGlobals<GlobalOptions>();
  return parseChoice('--output', output, formats);
}

/** A failure that is ready to be shown; what the top level prints and exits with. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * Runs one command against the cluster named by the options. The arguments must be validated before, so that a
 * typo is answered without a connection.
 */
export async function withKv(
  cli: Cli,
  command: Command,
  effect: Effect,
  run: (kv: KvAccess, format: Format) => Promise<void>,
): Promise<void> {
  const format = formatOf(command);
  const signal = cli.interrupt();
  const options = connectionOf(cli, command);
  let kv: KvAccess | null = null;
  try {
    kv = await unlessAborted(cli.connect(options), signal);
    const work = run(kv, format).catch(async (error: unknown) => {
      if (!canSettle(error)) throw error;
      await settle(error, options.timeoutMs, cli.out, format);
    });
    await unlessAborted(work, signal);
  } catch (error) {
    // Before there was a connection nothing was sent.
    throw new CommandFailed(failureOf(error, kv === null ? 'reads' : effect));
  } finally {
    // Not awaited: the process ends now, and a connection that does not close must not keep it.
    kv?.close().catch(() => {});
  }
}

function connectionOf(cli: Cli, command: Command): ConnectOptions {
  const given = command.optsWithGlobals<GlobalOptions & TokenFlag>();
  const { endpoints, timeout, token, priority } = given;
  const tls = tlsFilesOf(given, cli.env);
  const fromEnv = cli.env[endpointsVariable];
  return {
    endpoints:
      endpoints === undefined && fromEnv
        ? parseEndpoints(endpointsVariable, fromEnv)
        : parseEndpoints('--endpoints', endpoints ?? defaultEndpoints),
    ...(tls !== null && { tls }),
    timeoutMs: parseDuration('--timeout', timeout ?? defaultTimeout, requestLimits.deadlineMs),
    ...(priority !== undefined && { priority: parseChoice('--priority', priority, priorities) }),
    token: token ?? null,
  };
}

/** Of commands that read or write keys. */
interface TokenFlag {
  readonly token?: string;
}

/** `--token`, with which a command joins a session. What it has seen afterwards is in the command's JSON. */
export function addTokenOption(command: Command): Command {
  return command.option(
    '--token <token>',
    'a consistency token: see at least what it has seen; "new" begins one; the next is in -o json',
  );
}

/** The part of a command's JSON that a session adds. */
export function tokenJson(kv: KvAccess): { readonly token?: string } {
  const token = kv.token();
  return token === null ? {} : { token };
}

/** For commands that do not talk to the cluster through its endpoints: an option without effect is refused. */
export function refuseConnectionOptions(command: Command): void {
  const options = command.optsWithGlobals<GlobalOptions>();
  const names = ['endpoints', 'timeout', 'priority'] as const;
  const name = names.find((one) => options[one] !== undefined);
  const given = name === undefined ? tlsFlagGiven(options) : `--${name}`;
  if (given !== null) throw usage(`${given} has no meaning for this command`);
}

/** Settles with the work, or rejects at once when the signal aborts first. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new CliError('interrupted', exitCodes.interrupted));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // The loser of the race may still fail; nobody is left to hear it.
    work.catch(() => {});
    aborted.catch(() => {});
  }
}
