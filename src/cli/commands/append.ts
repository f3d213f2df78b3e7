import type { Command } from 'commander';
import { bytesJson, json, printable } from '../output.ts';
import { parseTtl } from '../parse.ts';
import { addTokenOption, type Cli, tokenJson, withKv } from '../session.ts';
import { conditionFailed, valueBytes } from './write.ts';

interface AppendFlags {
  readonly ttl?: string;
  readonly idempotencyKey?: string;
}

export function addAppend(program: Command, cli: Cli): void {
  const append = program
    .command('append')
    .summary('write a value under a new key of a prefix')
    .description(
      'Write a value under a new key and print it: PREFIX and 16 hexadecimal digits, which sort in the order in which appends ' +
        'were committed. PREFIX has text in braces, like {queue-1}/jobs/. VALUE - reads it from stdin.',
    )
    .argument('<prefix>')
    .argument('<value>')
    .option('--ttl <duration>', 'expire after so long: 500ms, 30s, 5m, 2h, 1d')
    .option(
      '--idempotency-key <key>',
      'what this write is called elsewhere: within an hour it is done once',
    )
    .action(async (prefix: string, text: string, flags: AppendFlags, command: Command) => {
      const options = {
        ttlMs: flags.ttl === undefined ? null : parseTtl('--ttl', flags.ttl),
        idempotencyKey: flags.idempotencyKey ?? null,
      };
      const value = await valueBytes(text, cli.stdin);
      await withKv(cli, command, 'writes', async (kv, format) => {
        const answer = await kv.append(prefix, value, options);
        if (!answer.ok) throw conditionFailed(prefix, answer.current);
        const { key, revision, partition, replayed } = answer;
        const named = options.idempotencyKey === null ? {} : { replayed };
        await cli.out.write(
          format === 'json'
            ? `${json({ key: bytesJson(key), revision, partition, ...named, ...tokenJson(kv) })}\n`
            : `${printable(key)}\n`,
        );
      });
    });
  addTokenOption(append);
}
