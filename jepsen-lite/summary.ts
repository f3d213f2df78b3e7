import type { RunRecord } from './run-record.ts';

const number = new Intl.NumberFormat('en-US');

/** The end of a run in a terminal. `report` is the path of the report. */
export function summaryOf(record: RunRecord, report: string): string {
  const { verdict, workload, nodes, seed, counts, checks, guards, faults } = record;
  const sizes = `${nodes} nodes, ${Math.round(record.seconds)} s, ${faults.length} faults, seed ${seed}`;
  const operations = Object.entries(counts.byOperation).map(
    ([f, { ok, fail, info }]) =>
      `${f.padEnd(8)}${number.format(ok).padStart(9)} ok ${number.format(fail).padStart(8)} not done ${number.format(info).padStart(6)} unknown`,
  );
  const figures = Object.entries(record.figures).map(
    ([name, value]) => `${name} ${number.format(Math.round(value * 10) / 10)}`,
  );
  return [
    '',
    `${verdict.toUpperCase()}  ${workload} on ${sizes}`,
    '',
    ...rows('operations', operations),
    ...rows(
      'checks',
      checks.map(
        ({ name, verdict: one, detail }) => `${mark(one === 'valid')} ${name}: ${one}, ${detail}`,
      ),
    ),
    ...rows(
      'guards',
      guards.map(({ name, held, detail }) => `${mark(held)} ${name}: ${detail}`),
    ),
    ...rows('figures', figures),
    ...rows('report', [report]),
    ...rows('again', [record.command]),
    '',
  ].join('\n');
}

function rows(title: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `  ${(i === 0 ? title : '').padEnd(12)}${line}`);
}

function mark(good: boolean): string {
  return good ? '+' : '!';
}
