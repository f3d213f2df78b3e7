import { Command, CommanderError } from 'commander';
import { VERSION } from '../util/version.ts';
import { usageLine } from './commander-errors.ts';
import { addAppend } from './commands/append.ts';
import { addCluster } from './commands/cluster.ts';
import { addDebug } from './commands/debug.ts';
import { addHash } from './commands/hash.ts';
import { addGet, addScan } from './commands/read.ts';
import { addSettings } from './commands/settings.ts';
import { addLeader, addLocate, addMembers, addStatus } from './commands/topology.ts';
import { addTxn } from './commands/txn.ts';
import { addWatch } from './commands/watch.ts';
import { addDelete, addIncrement, addPut, addTouch } from './commands/write.ts';
import { type ExitCode, exitCodes } from './errors.ts';
import { type Failure, failureJson, failureOf } from './failure.ts';
import { json } from './output.ts';
import { usage } from './parse.ts';
import {
  type Cli,
  CommandFailed,
  defaultEndpoints,
  defaultTimeout,
  formatOf,
  refuseConnectionOptions,
} from './session.ts';
import { addTlsOptions } from './tls-flags.ts';

/** Runs one kvctl command line (without node and script) and answers its exit code. Never throws. */
export async function runKvctl(args: readonly string[], cli: Cli): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const asJson = wantsJson(args);
  const usageErrors: string[] = [];
  const program = buildProgram(cli, (end) => {
    code = end;
  });
  forEachCommand(program, (command) => {
    command.exitOverride().configureOutput({
      writeOut: (text) => void cli.out.write(text),
      // Only the help of a group that was given no command; see `shown` for how JSON says it.
      writeErr: (text) => void (asJson ? null : cli.err.write(text)),
      outputError: (text) => usageErrors.push(text),
    });
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    const failure = shown(error, usageErrors);
    const isHelp = error instanceof CommanderError && usageErrors.length === 0;
    if (asJson || !isHelp) await report(failure, asJson, cli);
    return failure.exitCode;
  }
}

function buildProgram(cli: Cli, end: (code: ExitCode) => void): Command {
  const program = new Command('kvctl')
    .description('Talk to a ringkv cluster.')
    .option('-o, --output <format>', 'table or json', 'table')
    .option(
      '--endpoints <list>',
      `HOST:PORT[,...], a bare port is on the host before it (env: KVCTL_ENDPOINTS; default: ${defaultEndpoints})`,
    )
    .option('--timeout <duration>', `of one operation (default: ${defaultTimeout})`)
    .option(
      '--priority <priority>',
      'normal or low: a loaded node refuses low first (default: normal)',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', helpTail);
  addTlsOptions(program);
  addGet(program, cli);
  addPut(program, cli);
  addAppend(program, cli);
  addDelete(program, cli);
  addScan(program, cli);
  addIncrement(program, cli);
  addTouch(program, cli);
  addTxn(program, cli);
  addWatch(program, cli);
  addLocate(program, cli);
  addStatus(program, cli);
  addMembers(program, cli);
  addHash(program, cli);
  addLeader(program, cli);
  addSettings(program, cli);
  addCluster(program, cli, end);
  addDebug(program, cli);
  addVersion(program, cli);
  return program;
}

const helpTail = `
Data goes to stdout, everything else to stderr. With -o json a failure is one object on stderr:
  {"error":{"code":"UNAVAILABLE","reason":"NO_LEADER","outcome":"NOT_EXECUTED","message":"..."}}
Keys and values that are not UTF-8 appear in JSON as {"base64":"..."}.

Exit codes:
  0 ok             3 key not found      6 not authorised      130 interrupted
  1 failure        4 condition failed   8 outcome unknown: the write may have taken effect, or may still
  2 usage          5 unavailable        9 over a limit, a quota, or overload

Examples:
  kvctl put greeting hello --ttl 10m
  kvctl get greeting -o json
  kvctl incr '{sku-1}/avail' -2 --min 0
  kvctl watch --prefix user/ --initial --cursor-file seen -o json
`;

function addVersion(program: Command, cli: Cli): void {
  program
    .command('version')
    .summary('print the version')
    .description('Print the version of kvctl, and with -o json of the Node that runs it.')
    .action(async (_: object, command: Command) => {
      refuseConnectionOptions(command);
      const text =
        formatOf(command) === 'json'
          ? json({ version: VERSION, node: process.versions.node })
          : `kvctl ${VERSION}`;
      await cli.out.write(`${text}\n`);
    });
}

function forEachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) forEachCommand(child, visit);
}

function shown(error: unknown, usageErrors: readonly string[]): Failure {
  if (error instanceof CommandFailed) return error.failure;
  if (!(error instanceof CommanderError)) return failureOf(error, 'reads');
  const [text] = usageErrors;
  return failureOf(usage(text === undefined ? 'expected a command' : usageLine(text)), 'reads');
}

async function report(failure: Failure, asJson: boolean, cli: Cli): Promise<void> {
  if (asJson) {
    await cli.err.write(`${json(failureJson(failure))}\n`);
    return;
  }
  await cli.err.write(`${failure.message}\n`);
  if (failure.hint !== null) await cli.err.write(`${failure.hint}\n`);
}

/** Looked up in the raw words, because a command line that does not parse still says how it wants its errors. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  return words.some(
    (word, index) =>
      word === '-ojson' ||
      word === '--output=json' ||
      ((word === '-o' || word === '--output') && words[index + 1] === 'json'),
  );
}
