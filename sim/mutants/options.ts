import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { UsageError } from '../cli/options.ts';
import { mutants } from './catalogue/index.ts';
import type { Mutant } from './mutant.ts';
import type { TryOptions } from './try-mutant.ts';

export interface MutantOptions extends TryOptions {
  readonly mutants: readonly Mutant[];
  readonly workers: number;
  /** The table as Markdown instead of as text. */
  readonly markdown: boolean;
  /** Only names and what they stand for. */
  readonly list: boolean;
}

const flags = {
  mutants: { type: 'boolean' },
  only: { type: 'string' },
  list: { type: 'boolean' },
  'calm-seeds': { type: 'string' },
  'max-seeds': { type: 'string' },
  'history-seeds': { type: 'string' },
  workers: { type: 'string' },
  keep: { type: 'boolean' },
  markdown: { type: 'boolean' },
} as const;

const defaults = { calmSeeds: 5, maxSeeds: 500, historySeeds: 100 };

/** Throws {@link UsageError}. */
export function parseMutantOptions(args: readonly string[]): MutantOptions {
  const given = parsed(args);
  return {
    mutants: given.only === undefined ? mutants : named(given.only.split(',')),
    calmSeeds: count('--calm-seeds', given['calm-seeds'], defaults.calmSeeds),
    maxSeeds: count('--max-seeds', given['max-seeds'], defaults.maxSeeds),
    historySeeds: count('--history-seeds', given['history-seeds'], defaults.historySeeds),
    workers: Math.max(1, count('--workers', given.workers, availableParallelism())),
    keep: given.keep ?? false,
    markdown: given.markdown ?? false,
    list: given.list ?? false,
  };
}

export function mutantsUsage(): string {
  const rows = [
    ['--only NAME[,NAME]', 'these, not all of them'],
    ['--list', 'what there is, and nothing is run'],
    ['--calm-seeds N', `seeds without faults that each must pass; default ${defaults.calmSeeds}`],
    ['--max-seeds N', `seeds until it counts as not caught; default ${defaults.maxSeeds}`],
    [
      '--history-seeds N',
      `seeds judged by client histories alone; default ${defaults.historySeeds}`,
    ],
    ['--workers W', 'mutants at a time; default: one per core'],
    ['--keep', 'the copies with the bugs stay in .data/sim/mutants'],
    ['--markdown', 'the table as Markdown'],
  ];
  const list = rows.map(([flag, what]) => `  ${flag?.padEnd(22)}${what}`).join('\n');
  return `Puts bugs into copies of the sources, one into each, and counts the seeds until a checker names it.

usage: npm run sim -- --mutants [options]

${list}

the last line of stdout is one JSON object; exit code 0 if every one is caught, 1 if not, 2 usage
`;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${message}; see --mutants --help`);
  }
}

function named(names: readonly string[]): Mutant[] {
  return names.map((name) => {
    const found = mutants.find((mutant) => mutant.name === name);
    if (found === undefined) throw new UsageError(`no mutant ${name}; see --mutants --list`);
    return found;
  });
}

function count(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 1_000_000) return value;
  throw new UsageError(`${flag} is a whole number up to 1000000, not ${text}`);
}
