import { parseArgs } from 'node:util';
import { BenchError, oneLine } from '../errors.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';

export const caseNames = ['wal', 'keys', 'catch-up', 'turns'] as const;
export type CaseName = (typeof caseNames)[number];

/** The command line, checked and completed. */
export interface StorageOptions {
  readonly name: CaseName;
  readonly keys: number;
  /** Of each measurement. */
  readonly seconds: number;
  readonly rounds: number;
  /** Operations per second that others ask for during a catch-up. */
  readonly rate: number;
  /** Of the log; null for the default of a node. */
  readonly segmentBytes: number | null;
  /** Where the JSON goes: a file, `-` for stdout, or nowhere. */
  readonly json: string | null;
}

export const usage = `npm run bench:storage -- CASE [--keys N] [--seconds S] [--rounds N] [--rate R]
                         [--segment-bytes B] [--json FILE|-]

cases     wal       the log beside a bare loop of writev and fdatasync
          keys      memory, throughput and restarts of a cluster with many keys
          catch-up  a snapshot of everything for one node while the others serve
          turns     what storage does in one turn of the event loop, at most
defaults  --keys 1000000 (256-byte values), --rate 1000 (half puts, half gets)
          --seconds: wal 2, keys 5, catch-up 15; --rounds: wal 5, keys 3, turns 15`;

const defaults: Readonly<Record<CaseName, { readonly seconds: string; readonly rounds: string }>> =
  {
    wal: { seconds: '2', rounds: '5' },
    keys: { seconds: '5', rounds: '3' },
    'catch-up': { seconds: '15', rounds: '1' },
    turns: { seconds: '1', rounds: '15' },
  };

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseStorageOptions(argv: readonly string[]): StorageOptions | null {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return null;
  const [word, stray] = positionals;
  const name = caseNames.find((known) => known === word);
  if (name === undefined || stray !== undefined) {
    const given = positionals.length === 0 ? 'no case' : `"${positionals.join(' ')}"`;
    throw new BenchError(`${given}: give one of ${caseNames.join(', ')}`, 2);
  }
  const { seconds, rounds } = defaults[name];
  const segment = values['segment-bytes'];
  return {
    name,
    keys: integer('keys', values.keys ?? '1000000', 1_000, benchLimits.keys),
    seconds: integer('seconds', values.seconds ?? seconds, 1, 600),
    rounds: integer('rounds', values.rounds ?? rounds, 1, benchLimits.rounds),
    rate: integer('rate', values.rate ?? '1000', 1, 1_000_000),
    segmentBytes: segment === undefined ? null : integer('segment-bytes', segment, 65_536, 2 ** 30),
    json: values.json ?? null,
  };
}

function parsed(argv: readonly string[]) {
  const value = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        keys: value,
        seconds: value,
        rounds: value,
        rate: value,
        'segment-bytes': value,
        json: value,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}
