import type { Command } from 'commander';
import type { Consistency, ReplicaChoice } from '../../client/index.ts';
import { exitCodes } from '../errors.ts';
import { ExpectedFailure } from '../failure.ts';
import type { ReadTerms, RecordAnswer } from '../kv-access.ts';
import { json, printable, recordJson } from '../output.ts';
import { parseDuration, parseInteger, quoted, usage } from '../parse.ts';
import { addTokenOption, type Cli, tokenJson, withKv } from '../session.ts';

interface ReadFlags {
  readonly consistency?: string;
  readonly prefer?: string;
}

const plainLevels: Readonly<Record<string, Consistency>> = {
  linearizable: 'linearizable',
  'leader-lease': 'leader_lease',
  session: 'session',
  eventual: 'eventual',
};

function addReadOptions(command: Command): Command {
  command
    .option(
      '--consistency <level>',
      'linearizable (default): never stale; leader-lease: by the lease of the leader; session (default with --token): ' +
        'what the token has seen or newer; bounded:5s: at most so old; eventual: any age, also without a quorum',
    )
    .option('--prefer <replica>', 'leader, any, nearest or zone:NAME');
  return addTokenOption(command);
}

function readTerms({ consistency, prefer }: ReadFlags): ReadTerms {
  return {
    ...levelOf(consistency),
    replica: prefer === undefined ? null : replicaOf(prefer),
  };
}

function levelOf(text: string | undefined): Pick<ReadTerms, 'consistency' | 'maxStalenessMs'> {
  if (text === undefined) return { consistency: null, maxStalenessMs: null };
  const level = plainLevels[text];
  if (level !== undefined) return { consistency: level, maxStalenessMs: null };
  const bound = /^bounded:(.*)$/.exec(text)?.[1];
  if (bound === undefined) {
    throw usage(
      `--consistency: expected ${Object.keys(plainLevels).join(', ')} or bounded:5s, got ${quoted(text)}`,
    );
  }
  const maxStalenessMs = parseDuration('--consistency bounded', bound, dayMs);
  return { consistency: 'bounded_staleness', maxStalenessMs };
}

export function replicaOf(text: string): ReplicaChoice {
  const zone = /^zone:(.+)$/.exec(text)?.[1];
  if (zone !== undefined) return { zone };
  const plain = (['leader', 'any', 'nearest'] as const).find((choice) => choice === text);
  if (plain !== undefined) return plain;
  throw usage(`--prefer: expected leader, any, nearest or zone:NAME, got ${quoted(text)}`);
}

const dayMs = 86_400_000;

export function missingKey(key: string): ExpectedFailure {
  return new ExpectedFailure(`key not found: ${key}`, exitCodes.keyNotFound, 'KEY_NOT_FOUND');
}

export function addGet(program: Command, cli: Cli): void {
  const get = program
    .command('get')
    .summary('print the value of a key')
    .description(
      'Print the value of a key: its bytes and a newline, or a record with -o json, where expiresAt null means ' +
        'never and stalenessMs -1 that nobody knows how old the answer is. Exits 3 when the key does not exist.',
    )
    .argument('<key>')
    .action(async (key: string, flags: ReadFlags, command: Command) => {
      const terms = readTerms(flags);
      await withKv(cli, command, 'reads', async (kv, format) => {
        const answer = await kv.get(key, terms);
        if (answer === null) throw missingKey(key);
        if (format === 'table') {
          await cli.out.write(answer.value);
          await cli.out.write('\n');
          return;
        }
        const { partition, servedBy, role, stalenessMs } = answer;
        const served = { partition, servedBy, role, consistency: answer.consistency, stalenessMs };
        await cli.out.write(`${json({ ...recordJson(answer), ...served, ...tokenJson(kv) })}\n`);
      });
    });
  addReadOptions(get);
}

interface ScanFlags extends ReadFlags {
  readonly limit?: string;
  readonly reverse?: boolean;
  readonly keysOnly?: boolean;
  readonly count?: boolean;
}

export function addScan(program: Command, cli: Cli): void {
  const scan = program
    .command('scan')
    .summary('print the keys with a prefix and their values, or count them')
    .description(
      'Print the keys that start with PREFIX (all keys without one) in key order: one line of key, tab and ' +
        'value each, control characters and bytes that are not text as \\xNN; with -o json one array. A page is ' +
        'atomic per partition, the whole scan is not one snapshot.',
    )
    .argument('[prefix]', 'what the keys start with', '')
    .option('--limit <n>', 'stop after so many keys')
    .option('--reverse', 'from the last key to the first')
    .option('--keys-only', 'print no values')
    .option('--count', 'print only how many keys there are')
    .action(async (prefix: string, flags: ScanFlags, command: Command) => {
      const terms = readTerms(flags);
      const { reverse = false, keysOnly = false } = flags;
      const limit =
        flags.limit === undefined
          ? Number.POSITIVE_INFINITY
          : parseInteger('--limit', flags.limit, 1, Number.MAX_SAFE_INTEGER);
      if (flags.count && (reverse || keysOnly || flags.limit !== undefined)) {
        throw usage('--count goes with none of --limit, --reverse and --keys-only');
      }
      await withKv(cli, command, 'reads', async (kv, format) => {
        if (flags.count) {
          const count = await kv.count(prefix, terms);
          await cli.out.write(format === 'json' ? `${json({ count })}\n` : `${count}\n`);
          return;
        }
        const records = kv.scan(prefix, { limit, reverse, keysOnly, terms });
        if (format === 'json') await printArray(cli, records, keysOnly);
        else {
          for await (const { key, value } of records) {
            const line = keysOnly ? printable(key) : `${printable(key)}\t${printable(value)}`;
            await cli.out.write(`${line}\n`);
          }
        }
      });
    });
  addReadOptions(scan);
}

/** One array, a record per line, written as it arrives: a scan of any length needs the memory of one page. */
async function printArray(
  cli: Cli,
  records: AsyncIterable<RecordAnswer>,
  keysOnly: boolean,
): Promise<void> {
  let separator = '[';
  for await (const record of records) {
    const { value, ...head } = recordJson(record);
    await cli.out.write(`${separator}\n${json(keysOnly ? head : { ...head, value })}`);
    separator = ',';
  }
  await cli.out.write(separator === '[' ? '[]\n' : '\n]\n');
}
