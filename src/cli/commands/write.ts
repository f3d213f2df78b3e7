import type { Command } from 'commander';
import { utf8 } from '../../util/bytes.ts';
import { requestLimits } from '../../util/limits.ts';
import { CliError, exitCodes } from '../errors.ts';
import { ExpectedFailure } from '../failure.ts';
import type { Bounds, CurrentRecord, PutOptions } from '../kv-access.ts';
import { expiryText, json } from '../output.ts';
import { parseChoice, parseInteger, parseTtl, usage } from '../parse.ts';
import { addTokenOption, type Cli, tokenJson, withKv } from '../session.ts';
import { missingKey } from './read.ts';

const safe = Number.MAX_SAFE_INTEGER;

interface PutFlags {
  readonly ttl?: string;
  readonly ifAbsent?: boolean;
  readonly ifRevision?: string;
  readonly ack: string;
  readonly idempotencyKey?: string;
}

export function addPut(program: Command, cli: Cli): void {
  const put = program
    .command('put')
    .summary('write a value')
    .description('Write a value. VALUE - reads it from stdin, every byte of it.')
    .argument('<key>')
    .argument('<value>')
    .option('--ttl <duration>', 'expire after so long: 500ms, 30s, 5m, 2h, 1d')
    .option('--if-absent', 'only when the key does not exist')
    .option('--if-revision <n>', 'only when the record still has this modRevision')
    .option(
      '--ack <level>',
      'quorum: durable on a majority of the replicas; all: on every voter, with a warning where one is away; ' +
        'accepted: queued only, it may still be lost',
      'quorum',
    )
    .option(
      '--idempotency-key <key>',
      'what this write is called elsewhere, like order-123: within an hour it is done once, and the same again is answered alike',
    )
    .action(async (key: string, text: string, flags: PutFlags, command: Command) => {
      const options = putOptions(flags);
      const value = await valueBytes(text, cli.stdin);
      await withKv(cli, command, 'writes', async (kv, format) => {
        if (options.ack === 'accepted') {
          const { partition } = await kv.putAccepted(key, value, options.ttlMs);
          if (format === 'json')
            await cli.out.write(`${json({ outcome: 'UNKNOWN', partition })}\n`);
          else await cli.out.write(`accepted by partition ${partition}\n`);
          await cli.err.write(`${acceptedNote}\n`);
          return;
        }
        const answer = await kv.put(key, value, options);
        if (!answer.ok) throw conditionFailed(key, answer.current);
        const { revision, version, partition, ackedBy, replayed, warnings } = answer;
        for (const warning of warnings) await cli.err.write(`warning: ${warning}\n`);
        const acked = options.ack === 'all' ? { ackedBy } : {};
        const named = options.idempotencyKey === null ? {} : { replayed };
        await cli.out.write(
          format === 'json'
            ? `${json({ revision, version, partition, ...acked, ...named, ...tokenJson(kv) })}\n`
            : `revision ${revision}, version ${version}, partition ${partition}${replayed ? ', done before' : ''}\n`,
        );
      });
    });
  addTokenOption(put);
}

/** What was asked for is done, so it is no failure; but nobody may take it for a write that is safe. */
const acceptedNote =
  'outcome unknown: the leader has queued the write; it may still be lost, and nothing will say so';

type PutTerms = PutOptions | (Omit<PutOptions, 'ack'> & { readonly ack: 'accepted' });

function putOptions(flags: PutFlags): PutTerms {
  const ack = parseChoice('--ack', flags.ack, ['quorum', 'all', 'accepted']);
  if (ack === 'accepted' && flags.idempotencyKey !== undefined) {
    throw usage('--ack accepted takes no --idempotency-key: nothing is kept of it');
  }
  if (ack === 'accepted' && (flags.ifAbsent === true || flags.ifRevision !== undefined)) {
    throw usage('--ack accepted takes no condition: it is answered before one is looked at');
  }
  if (flags.ifAbsent === true && flags.ifRevision !== undefined) {
    throw usage('--if-absent and --if-revision exclude each other');
  }
  return {
    ttlMs: flags.ttl === undefined ? null : parseTtl('--ttl', flags.ttl),
    ifAbsent: flags.ifAbsent === true,
    ifRevision: optionalInteger('--if-revision', flags.ifRevision, 1),
    ack,
    idempotencyKey: flags.idempotencyKey ?? null,
  };
}

function optionalInteger(name: string, text: string | undefined, min: number): number | null {
  return text === undefined ? null : parseInteger(name, text, min, safe);
}

/** The argument, or with - what is on stdin. */
export async function valueBytes(
  text: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  if (text !== '-') return utf8(text);
  return readAll(stdin);
}

/** Stops at the limit: a pipe that never ends must not fill the memory before it is refused. */
async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    length += chunk.length;
    if (length > requestLimits.valueBytes) {
      throw new CliError(
        `the value on stdin is longer than the limit of ${requestLimits.valueBytes} bytes`,
        exitCodes.overLimit,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function conditionFailed(key: string, current: CurrentRecord | null): ExpectedFailure {
  const found =
    current === null
      ? 'the key does not exist'
      : `it is at revision ${current.modRevision}, version ${current.version}`;
  const message = `condition failed for ${key}: ${found}`;
  return new ExpectedFailure(message, exitCodes.conditionFailed, 'CONDITION_FAILED', { current });
}

export function addDelete(program: Command, cli: Cli): void {
  const del = program
    .command('del')
    .summary('delete a key, or all keys with a prefix')
    .description(
      'Delete a key, or with --prefix all keys that start with it, up to 1000 at a time, and say how many. Exits 3 when ' +
        'there was nothing to delete.',
    )
    .argument('<key>', 'the key, or what the keys start with')
    .option('--prefix', 'delete every key that starts with KEY')
    .action(async (key: string, { prefix }: { prefix?: boolean }, command: Command) => {
      if (prefix && key === '') throw usage('del --prefix: a prefix of one byte at least');
      await withKv(cli, command, 'writes', async (kv, format) => {
        if (prefix) {
          const count = await kv.deleteRange(key);
          if (format === 'json') {
            await cli.out.write(`${json({ deleted: count, ...tokenJson(kv) })}\n`);
          } else if (count > 0) await cli.out.write(`deleted ${count}\n`);
          if (count === 0) throw missingKey(key);
          return;
        }
        const { deleted, revision, partition } = await kv.delete(key);
        if (format === 'json')
          await cli.out.write(`${json({ deleted, revision, partition, ...tokenJson(kv) })}\n`);
        else if (deleted) await cli.out.write(`deleted at revision ${revision}\n`);
        if (!deleted) throw missingKey(key);
      });
    });
  addTokenOption(del);
}

interface IncrementFlags {
  readonly min?: string;
  readonly max?: string;
  readonly ttl?: string;
  readonly idempotencyKey?: string;
}

export function addIncrement(program: Command, cli: Cli): void {
  const increment = program
    .command('incr')
    .summary('add to a counter, within bounds')
    .description(
      'Add DELTA (1 without one, negative to subtract) to a counter and print what it holds then. A missing ' +
        'counter counts from 0. Past a bound nothing changes and the exit code is 4.',
    )
    .argument('<key>')
    .argument('[delta]', 'an integer', '1')
    .option('--min <n>', 'refuse to go below')
    .option('--max <n>', 'refuse to go above')
    .option('--ttl <duration>', 'expire after so long, if this creates the counter')
    .option(
      '--idempotency-key <key>',
      'what this is called elsewhere: within an hour it is added once',
    )
    .action(async (key: string, text: string, flags: IncrementFlags, command: Command) => {
      const delta = parseInteger('DELTA', text, -safe, safe);
      const bounds = boundsOf(flags);
      await withKv(cli, command, 'writes', async (kv, format) => {
        const answer = await kv.increment(key, delta, bounds);
        if (!answer.ok) throw boundHit(key, delta, answer.value, bounds);
        const { value, version, revision, partition, replayed } = answer;
        const named = bounds.idempotencyKey === null ? {} : { replayed };
        await cli.out.write(
          format === 'json'
            ? `${json({ value, version, revision, partition, ...named, ...tokenJson(kv) })}\n`
            : `${value}\n`,
        );
      });
    });
  addTokenOption(increment);
}

function boundsOf(flags: IncrementFlags): Bounds {
  const min = optionalInteger('--min', flags.min, -safe);
  const max = optionalInteger('--max', flags.max, -safe);
  if (min !== null && max !== null && min > max) {
    throw usage(`--min ${min} is above --max ${max}`);
  }
  const ttlMs = flags.ttl === undefined ? null : parseTtl('--ttl', flags.ttl);
  return { min, max, ttlMs, idempotencyKey: flags.idempotencyKey ?? null };
}

function boundHit(key: string, delta: number, value: number, bounds: Bounds): ExpectedFailure {
  const { min, max } = bounds;
  const limits = [min === null ? '' : `--min ${min}`, max === null ? '' : `--max ${max}`];
  const named = limits.filter((limit) => limit !== '').join(' and ') || 'the range of counters';
  const message = `bound hit: ${key} holds ${value}, ${delta >= 0 ? '+' : ''}${delta} would pass ${named}`;
  return new ExpectedFailure(message, exitCodes.conditionFailed, 'OUT_OF_RANGE', { value });
}

export function addTouch(program: Command, cli: Cli): void {
  const touch = program
    .command('touch')
    .summary("set a key's expiry without writing its value")
    .description(
      'Set when a key expires, without writing its value. Exits 3 when the key does not exist.',
    )
    .argument('<key>')
    .requiredOption('--ttl <duration>', 'from now: 500ms, 30s, 5m, 2h, 1d; none removes the expiry')
    .action(async (key: string, flags: { ttl: string }, command: Command) => {
      const ttlMs = parseTtl('--ttl', flags.ttl, true);
      await withKv(cli, command, 'writes', async (kv, format) => {
        const { found, expiresAt, revision, partition } = await kv.touch(key, ttlMs);
        if (format === 'json') {
          await cli.out.write(
            `${json({ found, expiresAt, revision, partition, ...tokenJson(kv) })}\n`,
          );
        } else if (found) await cli.out.write(`expires ${expiryText(expiresAt)}\n`);
        if (!found) throw missingKey(key);
      });
    });
  addTokenOption(touch);
}
