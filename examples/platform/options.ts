import { parseArgs } from 'node:util';

export const usage = `usage: npm run platform -- [--skus 100000] [--seconds 60] [--workers 64] [--sessions 5000]
                            [--hold 4s] [--seed N] [--data-dir .data/platform]

Runs a shop on a cluster of its own while nodes die and the network breaks, then audits every unit of stock.
Exit code 0: nothing was lost, sold twice or left behind. 1: a violation, named with its numbers.`;

export interface PlatformOptions {
  readonly skus: number;
  readonly seconds: number;
  readonly workers: number;
  readonly sessions: number;
  readonly holdMs: number;
  readonly seed: number;
  readonly dataDir: string;
}

export class UsageError extends Error {}

/** Null asks for help. Throws {@link UsageError}. */
export function platformOptions(args: readonly string[]): PlatformOptions | null {
  const { help, hold = '4s', 'data-dir': dataDir = '.data/platform', ...flags } = parse(args);
  if (help === true) return null;
  const number = (name: keyof typeof flags, fallback: number, least: number, most: number) => {
    const value = flags[name] === undefined ? fallback : Number(flags[name]);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new UsageError(`--${name} ${flags[name]} is not a whole number from ${least} to ${most}`);
  };
  return {
    skus: number('skus', 100_000, 20, 1_000_000),
    seconds: number('seconds', 60, 5, 3_600),
    workers: number('workers', 64, 1, 1_024),
    sessions: number('sessions', 5_000, 10, 100_000),
    holdMs: holdMs(hold),
    seed: number('seed', Math.floor(Math.random() * 1_000_000_000), 0, 1_000_000_000),
    dataDir,
  };
}

interface Flags {
  readonly skus?: string | undefined;
  readonly seconds?: string | undefined;
  readonly workers?: string | undefined;
  readonly sessions?: string | undefined;
  readonly seed?: string | undefined;
  readonly hold?: string | undefined;
  readonly 'data-dir'?: string | undefined;
  readonly help?: boolean | undefined;
}

function parse(args: readonly string[]): Flags {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        skus: text,
        seconds: text,
        workers: text,
        sessions: text,
        hold: text,
        seed: text,
        'data-dir': text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function holdMs(text: string): number {
  const [, amount] = /^(\d+(?:\.\d+)?)s$/.exec(text) ?? [];
  const ms = Number(amount) * 1_000;
  if (ms >= 500 && ms <= 600_000) return ms;
  throw new UsageError(`--hold ${text} is not a time from 0.5s to 600s`);
}
