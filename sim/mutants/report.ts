import type { Conviction, TriedMutant } from './try-mutant.ts';

/** The last line of a run of mutants. */
export interface MutantsSummary {
  readonly mutants: number;
  /** By a named checker, and not too blunt. */
  readonly caught: number;
  readonly medianSeeds: number | null;
  readonly maxSeeds: number | null;
  readonly byHistoryAlone: number;
  readonly missed: readonly string[];
  readonly tooBlunt: readonly string[];
  readonly wallSeconds: number;
}

export function summaryOf(tried: readonly TriedMutant[], wallMs: number): MutantsSummary {
  const counted = tried.filter(({ blunt, caught }) => blunt === null && caught !== null);
  const seeds = counted.map(({ caught }) => caught?.seeds ?? 0).sort((a, b) => a - b);
  return {
    mutants: tried.length,
    caught: counted.length,
    medianSeeds: seeds[seeds.length >> 1] ?? null,
    maxSeeds: seeds.at(-1) ?? null,
    byHistoryAlone: counted.filter(({ caughtByHistories }) => caughtByHistories !== null).length,
    missed: tried.filter(({ caught }) => caught === null).map(nameOf),
    tooBlunt: tried.filter(({ blunt }) => blunt !== null).map(nameOf),
    wallSeconds: Math.round(wallMs / 10) / 100,
  };
}

const columns = ['mutant', 'seeds', 'caught by', 'by histories alone', 'crashes', 'seconds'];

/** A row for each mutant, as text for a terminal. */
export function tableOf(tried: readonly TriedMutant[]): string {
  const rows = [columns, ...tried.map(cellsOf)];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same as Markdown, with what each mutant stands for: the table of docs/planted.md. */
export function markdownOf(tried: readonly TriedMutant[]): string {
  const rows = tried.map((one) => {
    const [name, seeds, checker, histories] = cellsOf(one);
    return `| \`${name}\` | ${one.mutant.bug} | ${seeds} | ${checker} | ${histories} |`;
  });
  const head = '| mutant | stands for | seeds | caught by | by histories alone |';
  return [head, '|---|---|---|---|---|', ...rows].join('\n');
}

function cellsOf({
  mutant,
  blunt,
  caught,
  caughtByHistories,
  crashes,
  seconds,
}: TriedMutant): string[] {
  const [seeds, checker] =
    caught === null ? ['-', 'NOT CAUGHT'] : [`${caught.seeds}`, caught.checker];
  const verdict =
    blunt === null
      ? checker
      : `TOO BLUNT: ${blunt.violation?.checker} without faults, seed ${blunt.seed}`;
  return [
    mutant.name,
    seeds,
    verdict,
    byHistories(caughtByHistories),
    `${crashes}`,
    seconds.toFixed(1),
  ];
}

function byHistories(conviction: Conviction | null): string {
  return conviction === null ? '-' : `${conviction.seeds}: ${conviction.checker}`;
}

function nameOf({ mutant }: TriedMutant): string {
  return mutant.name;
}
