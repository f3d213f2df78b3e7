import type { Command } from 'commander';
import type { PartitionHashes } from '../../client/index.ts';
import { CliError, exitCodes } from '../errors.ts';
import { json, table } from '../output.ts';
import { parseInteger, usage } from '../parse.ts';
import { type Cli, withKv } from '../session.ts';

/** Partition ids end here: a cluster has at most 4096. */
const partitionMax = 4_095;

export function addHash(program: Command, cli: Cli): void {
  program
    .command('hash')
    .summary('compare the replicas of partitions')
    .description(
      'Compare what the replicas of partitions hold, at an index that they have all passed: 0 when all that can be ' +
        'compared are equal, 1 when some differ, 5 when some cannot be compared now.',
    )
    .argument('[partition]', 'a partition id: see locate and status')
    .option('--all', 'all partitions, and the meta group')
    .action(async (text: string | undefined, options: { all?: boolean }, command: Command) => {
      const wanted = wantedOf(text, options.all ?? false);
      await withKv(cli, command, 'reads', async (kv, format) => {
        const all = await kv.hashes();
        const groups = wanted === null ? all : all.filter(({ partition }) => partition === wanted);
        if (groups.length === 0) throw usage(`no partition ${wanted}: see status`);
        await cli.out.write(format === 'json' ? `${json(groups)}\n` : screen(groups));
        judge(groups);
      });
    });
}

function wantedOf(text: string | undefined, isAll: boolean): number | null {
  if (isAll === (text !== undefined)) throw usage('expected a partition, or --all');
  return text === undefined ? null : parseInteger('PARTITION', text, 0, partitionMax);
}

/**
 *     PARTITION   INDEX  VERDICT    REPLICAS
 *     meta           12  equal      1=9f03a1c2 2=9f03a1c2 3=9f03a1c2
 *     0            7168  different  1=00ab12ff 2=00ab12ff 3=5512ab00 (different)
 */
function screen(groups: readonly PartitionHashes[]): string {
  const rows = groups.map(({ partition, index, verdict, replicas }) => [
    String(partition ?? 'meta'),
    index,
    verdict,
    replicas
      .map(({ member, state, hash }) => {
        const word = state === 'ok' || state === 'different' ? `=${hexWord(hash)}` : '';
        return `${member}${word}${state === 'ok' ? '' : ` (${state})`}`;
      })
      .join(' '),
  ]);
  return table(['PARTITION', 'INDEX', 'VERDICT', 'REPLICAS'], rows);
}

function hexWord(hash: number): string {
  return hash.toString(16).padStart(8, '0');
}

function judge(groups: readonly PartitionHashes[]): void {
  const differing = groups.filter(({ verdict }) => verdict === 'different').length;
  if (differing > 0) {
    throw new CliError(
      `${differing} of ${groups.length} groups have replicas that differ`,
      exitCodes.failure,
    );
  }
  const open = groups.filter(({ replicas }) => replicas.some(({ state }) => state !== 'ok')).length;
  if (open > 0) {
    throw new CliError(
      `${open} of ${groups.length} groups have replicas that could not be compared`,
      exitCodes.unavailable,
    );
  }
}
