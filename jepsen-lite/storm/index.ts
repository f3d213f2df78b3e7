import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shimNeeds } from '../disk/build.ts';
import { runLimits } from '../limits.ts';
import { integer, UsageError } from '../options.ts';
import { RunFiles } from '../run-files.ts';
import { runStorm, type StormResult } from './storm.ts';

const exit = { ok: 0, broken: 1, provesNothing: 3 } as const;
const KILLS_MAX = 100_000;

const flags = {
  kills: { type: 'string' },
  nodes: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  'power-loss': { type: 'boolean' },
} as const;

/**
 * `npm run jepsen -- storm [--kills N] [--power-loss] [--nodes N] [--seed S] [--out DIR]`. Exit code 0 when nothing was
 * lost and all replicas are equal, 1 when not, 3 when the storm proves nothing.
 */
export async function runStormCommand(
  args: readonly string[],
  now: Date,
  print: (line: string) => void,
): Promise<number> {
  const given = parsed(args);
  const seed = integer('--seed', given.seed, 0, 2 ** 32 - 1) ?? Math.floor(Math.random() * 2 ** 32);
  const kills = integer('--kills', given.kills, 1, KILLS_MAX) ?? 200;
  const nodes = integer('--nodes', given.nodes, 1, runLimits.nodes) ?? 3;
  const powerLoss = given['power-loss'] ?? false;
  const needs = powerLoss ? shimNeeds() : null;
  if (needs !== null) throw new UsageError(`--power-loss ${needs}`);
  const folder = `${now.toISOString().slice(0, 19).replaceAll(':', '')}-storm-${seed}`;
  const files = new RunFiles(given.out ?? join('.data', 'jepsen', folder));
  const what = powerLoss ? 'kills with loss of power' : 'kills';
  print(`storm: ${kills} ${what} on ${nodes} nodes, seed ${seed}`);
  const result = await runStorm({ dataDir: files.cluster, nodes, kills, powerLoss, seed }, print);
  print(summaryOf(result));
  if (result.problems.length > 0) return exit.broken;
  if (result.gaps.length > 0) return exit.provesNothing;
  files.dropNodeData(nodes);
  return exit.ok;
}

function summaryOf(result: StormResult): string {
  const { problems, gaps } = result;
  const verdict = problems.length > 0 ? 'INVALID' : gaps.length > 0 ? 'UNKNOWN' : 'VALID';
  const figures =
    `${result.kills} kills, ${result.killsWhileStarting} of them while starting, ` +
    `${result.lostBytes} bytes lost with the power; ` +
    `${result.acknowledged} writes acknowledged, ${result.unknown} unknown`;
  return [`${verdict}  ${figures}`, ...problems, ...gaps].join('\n  ');
}

function parsed(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
