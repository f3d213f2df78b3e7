import type { Command } from 'commander';
import { exitCodes } from '../errors.ts';
import { ExpectedFailure } from '../failure.ts';
import { type Consistency, consistencies, type RecordAnswer } from '../kv-access.ts';
import { json, printable, recordJson } from '../output.ts';
import { parseChoice, parseInteger } from '../parse.ts';
import { type Cli, withKv } from '../session.ts';

const consistencyFlag = '--consistency <level>';
const consistencyHelp =
  'linearizable: never stale; eventual: any replica, any age, also without a quorum';

/** Levels of the design that need machinery this release does not have; naming them beats "unknown". */
const unservedLevels = [/^leader-lease$/, /^session$/, /^bounded(:.*)?$/];

function parseConsistency(text: string): Consistency {
  return parseChoice('--consistency', text, consistencies, unservedLevels);
}

export function missingKey(key: string): ExpectedFailure {
  return new ExpectedFailure(`key not found: ${key}`, exitCodes.keyNotFound, 'KEY_NOT_FOUND');
}

export function addGet(program: Command, cli: Cli): void {
  program
    .command('get')
    .summary('print the value of a key')
    .description(
      'Print the value of a key: its bytes and a newline, or a record with -o json, where expiresAt null means ' +
        'never and stalenessMs -1 that nobody knows how old the answer is. Exits 3 when the key does not exist.',
    )
    .argument('<key>')
    .option(consistencyFlag, consistencyHelp, 'linearizable')
    .action(async (key: string, options: { consistency: string }, command: Command) => {
      const consistency = parseConsistency(options.consistency);
      await withKv(cli, command, 'reads', async (kv, format) => {
        const answer = await kv.get(key, consistency);
        if (answer === null) throw missingKey(key);
        if (format === 'table') {
          await cli.out.write(answer.value);
          await cli.out.write('\n');
          return;
        }
        const { partition, servedBy, role, stalenessMs } = answer;
        const served = { partition, servedBy, role, consistency: answer.consistency, stalenessMs };
        await cli.out.write(`${json({ ...recordJson(answer), ...served })}\n`);
      });
    });
}

export function addScan(program: Command, cli: Cli): void {
  program
    .command('scan')
    .summary('print the keys with a prefix and their values')
    .description(
      'Print the keys that start with PREFIX (all keys without one) in key order: one line of key, tab and ' +
        'value each, control characters and bytes that are not text as \\xNN; with -o json one array. A page is ' +
        'atomic per partition, the whole scan is not one snapshot.',
    )
    .argument('[prefix]', 'what the keys start with', '')
    .option('--limit <n>', 'stop after so many keys')
    .option(consistencyFlag, consistencyHelp, 'linearizable')
    .action(
      async (
        prefix: string,
        options: { limit?: string; consistency: string },
        command: Command,
      ) => {
        const limit =
          options.limit === undefined
            ? Number.POSITIVE_INFINITY
            : parseInteger('--limit', options.limit, 1, Number.MAX_SAFE_INTEGER);
        const consistency = parseConsistency(options.consistency);
        await withKv(cli, command, 'reads', async (kv, format) => {
          const records = kv.scan(prefix, { limit, consistency });
          if (format === 'json') await printArray(cli, records);
          else {
            for await (const { key, value } of records) {
              await cli.out.write(`${printable(key)}\t${printable(value)}\n`);
            }
          }
        });
      },
    );
}

/** One array, a record per line, written as it arrives: a scan of any length needs the memory of one page. */
async function printArray(cli: Cli, records: AsyncIterable<RecordAnswer>): Promise<void> {
  let separator = '[';
  for await (const record of records) {
    await cli.out.write(`${separator}\n${json(recordJson(record))}`);
    separator = ',';
  }
  await cli.out.write(separator === '[' ? '[]\n' : '\n]\n');
}
