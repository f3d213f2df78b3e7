import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { fromUtf8 } from '../../util/bytes.ts';
import { CliError, exitCodes, fromSystemError } from '../errors.ts';
import { ExpectedFailure } from '../failure.ts';
import type { TxnAnswer, TxnOperationAnswer } from '../kv-access.ts';
import { expiryText, json, printable, recordJson } from '../output.ts';
import { usage } from '../parse.ts';
import { addTokenOption, type Cli, tokenJson, withKv } from '../session.ts';
import {
  conditionForms,
  operationForms,
  parseCondition,
  parseOperation,
  parseTxnFile,
  txnFileBytes,
} from '../txn-parse.ts';
import type { TxnOperation, TxnScript } from '../txn-script.ts';

interface TxnFlags {
  readonly if?: readonly string[];
  readonly then?: readonly string[];
  readonly else?: readonly string[];
  readonly file?: string;
}

export function addTxn(program: Command, cli: Cli): void {
  const txn = program
    .command('txn')
    .summary('compare, then do one of two lists of operations, all or nothing')
    .description(
      'When every --if holds do all --then, otherwise all --else, at one revision. The keys lie in one partition: ' +
        'give them one {group}. Exits 4 when a condition failed or a bound was hit; past a bound nothing changes.',
    )
    .option('--if <condition>', 'must hold for --then to be done; repeatable', append)
    .option('--then <operation>', 'done when every --if holds; repeatable', append)
    .option('--else <operation>', 'done when one does not; repeatable', append)
    .option('--file <file>', 'lines of "if ...", "then ...", "else ..."; - reads stdin')
    .addHelpText('after', help)
    .action(async (flags: TxnFlags, command: Command) => {
      const script = await scriptOf(flags, cli);
      await withKv(cli, command, 'writes', async (kv, format) => {
        const answer = await kv.txn(script);
        const operations = answer.branch === 'then' ? script.then : script.else;
        if (format === 'json')
          await cli.out.write(`${json({ ...answerJson(answer, operations), ...tokenJson(kv) })}\n`);
        else if (answer.refused === null) await cli.out.write(answerText(answer, operations));
        refuseUnlessDone(answer, operations);
      });
    });
  addTokenOption(txn);
}

const help = `
Conditions, with = != < <= > >= as relation:
  ${Object.values(conditionForms).join('\n  ')}

Operations:
  ${Object.values(operationForms).join('\n  ')}

Words with blanks stand in single or double quotes. In a file, empty lines and lines that begin with # are skipped.

Examples:
  kvctl txn --if 'absent {sku-1}/order-7' --then 'incr {sku-1}/avail -2 min=0' \\
    --then 'put {sku-1}/order-7 "two, gift wrapped" ttl=10m' --else 'get {sku-1}/order-7'
  printf 'if version config = 3\\nthen put config "level = debug"\\n' | kvctl txn --file -
`;

function append(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

async function scriptOf(flags: TxnFlags, cli: Cli): Promise<TxnScript> {
  const { if: conditions = [], then: onHold = [], else: onFail = [] } = flags;
  const words = conditions.length + onHold.length + onFail.length;
  if (flags.file === undefined) {
    if (words === 0) throw usage('nothing to do: give --if, --then and --else, or --file');
    return {
      if: conditions.map((line) => parseCondition(`--if ${line}`, line)),
      then: onHold.map((line) => parseOperation(`--then ${line}`, line)),
      else: onFail.map((line) => parseOperation(`--else ${line}`, line)),
    };
  }
  if (words > 0) throw usage('--file excludes --if, --then and --else');
  const fromStdin = flags.file === '-';
  const name = fromStdin ? 'stdin' : flags.file;
  const script = parseTxnFile(name, fromStdin ? await readStdin(cli) : await readText(flags.file));
  if (script.if.length + script.then.length + script.else.length > 0) return script;
  throw usage(`${name}: nothing to do: no line begins with if, then or else`);
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > txnFileBytes) throw tooLong(file);
    return asText(file, await readFile(file));
  } catch (error) {
    throw fromSystemError(error);
  }
}

/** Stops at the limit: a pipe that never ends must not fill the memory before it is refused. */
async function readStdin(cli: Cli): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of cli.stdin) {
    length += chunk.length;
    if (length > txnFileBytes) throw tooLong('stdin');
    chunks.push(chunk);
  }
  return asText('stdin', Buffer.concat(chunks));
}

function tooLong(name: string): CliError {
  const message = `${name}: longer than the limit of ${txnFileBytes} bytes of a transaction`;
  return new CliError(message, exitCodes.overLimit);
}

function asText(name: string, bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw usage(`${name}: not UTF-8 text`);
  }
}

function answerJson(answer: TxnAnswer, operations: readonly TxnOperation[]): object {
  const { succeeded, revision, partition, branch, refused } = answer;
  const results = answer.results.map((result, index) => ({
    op: verbOf(operations[index]),
    key: operations[index]?.key,
    ...resultJson(result),
  }));
  const at = { succeeded, revision, partition, branch };
  return refused === null ? { ...at, results } : { ...at, results: [], refused };
}

function resultJson(result: TxnOperationAnswer): object {
  switch (result.kind) {
    case 'get':
      return { record: result.record && recordJson(result.record) };
    case 'put':
      return { version: result.version, expiresAt: result.expiresAt };
    case 'delete':
    case 'deleteRange':
      return { deleted: result.deleted };
    case 'increment':
      return { value: result.value, version: result.version, expiresAt: result.expiresAt };
    case 'touch':
      return { found: result.found, version: result.version, expiresAt: result.expiresAt };
  }
}

function answerText(answer: TxnAnswer, operations: readonly TxnOperation[]): string {
  const head = `${answer.branch} done at revision ${answer.revision}, partition ${answer.partition}\n`;
  const lines = answer.results.map((result, index) => {
    const operation = operations[index];
    const key = printable(Buffer.from(operation?.key ?? ''));
    return `${verbOf(operation)} ${key}: ${resultText(result)}\n`;
  });
  return [head, ...lines].join('');
}

function resultText(result: TxnOperationAnswer): string {
  switch (result.kind) {
    case 'get':
      return result.record === null ? 'not found' : printable(result.record.value);
    case 'put':
      return `version ${result.version}`;
    case 'delete':
      return result.deleted ? 'deleted' : 'not found';
    case 'deleteRange':
      return `deleted ${result.deleted}`;
    case 'increment':
      return String(result.value);
    case 'touch':
      return result.found ? `expires ${expiryText(result.expiresAt)}` : 'not found';
  }
}

/** As the command line spells it. */
function verbOf(operation: TxnOperation | undefined): string {
  const kind = operation?.kind ?? '';
  if (kind === 'deleteRange') return 'delrange';
  return kind === 'delete' ? 'del' : kind === 'increment' ? 'incr' : kind;
}

function refuseUnlessDone(answer: TxnAnswer, operations: readonly TxnOperation[]): void {
  const { branch, refused, succeeded } = answer;
  if (refused !== null) {
    const { index, value } = refused;
    const operation = operations[index];
    const what =
      operation?.kind === 'increment'
        ? `${operation.key} holds ${value}, ${operation.delta >= 0 ? '+' : ''}${operation.delta}`
        : `the counter holds ${value}, operation ${index}`;
    throw expected(
      `bound hit: ${what} would pass its bound; nothing of ${branch} was done`,
      'OUT_OF_RANGE',
      { branch, index, value },
    );
  }
  if (succeeded) return;
  const did = answer.results.length === 0 ? 'nothing was done' : 'else was done';
  throw expected(`condition failed: ${did}`, 'CONDITION_FAILED', {});
}

function expected(
  message: string,
  reason: string,
  details: Readonly<Record<string, unknown>>,
): ExpectedFailure {
  return new ExpectedFailure(message, exitCodes.conditionFailed, reason, details);
}
