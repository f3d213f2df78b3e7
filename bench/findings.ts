import { columns, type Lines } from './columns.ts';
import { type Machine, machineLines } from './environment.ts';
import { decimals } from './figures.ts';

/** A figure that was promised, beside what was measured. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly least?: number;
  readonly most?: number;
  /** Behind the number; empty for a ratio. */
  readonly unit: string;
}

export interface Table {
  readonly title: string;
  readonly headings: readonly string[];
  readonly lines: Lines;
}

/** What a measurement of promises found: tables for people, figures for programs. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
  readonly figures: Readonly<Record<string, unknown>>;
}

export function isMet({ measured, least, most }: Target): boolean {
  // A figure that could not be had is not met: NaN compares false with everything.
  return measured >= (least ?? measured) && measured <= (most ?? measured);
}

export function textOf({ tables, targets }: Findings, machine: Machine): string {
  const verdicts: Table = {
    title: 'targets',
    headings: ['', 'measured', 'target', ''],
    lines: targets.map((target) => [
      target.what,
      `${decimals(target.measured)}${target.unit}`,
      target.least === undefined
        ? `at most ${target.most}${target.unit}`
        : `at least ${target.least}${target.unit}`,
      isMet(target) ? 'met' : 'NOT MET',
    ]),
  };
  return [...[...tables, verdicts].flatMap(blockOf), ...machineLines(machine), ''].join('\n');
}

function blockOf({ title, headings, lines }: Table): readonly string[] {
  if (lines.length === 0) return [];
  const format = columns(headings, [lines]);
  return [title, format(headings), ...lines.map(format), ''];
}

export function jsonOf(name: string, findings: Findings, machine: Machine): string {
  const { figures, targets } = findings;
  const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
  return `${JSON.stringify({ case: name, ...figures, targets: judged, environment: machine }, null, 2)}\n`;
}
