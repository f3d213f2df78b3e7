import { probeNames } from '../probes/catalogue.ts';
import type { SeedReport } from '../run/seed-report.ts';

/** The last line of a run of seeds. */
export interface Summary {
  readonly seeds: number;
  readonly ops: number;
  readonly simulatedSeconds: number;
  readonly wallSeconds: number;
  readonly violations: number;
  readonly probes: Readonly<Record<string, number>>;
  /** Of all runs in the order of their seeds: it does not depend on the number of workers. */
  readonly digest: string;
}

/** Adds up reports, which must come in the order of the seeds. */
export class Totals {
  readonly failed: SeedReport[] = [];
  seeds = 0;
  #ops = 0;
  #simulatedMs = 0;
  #digest = 0x811c9dc5;
  readonly #probes = new Map<string, number>(probeNames.map((name) => [name, 0]));

  add(report: SeedReport): void {
    this.seeds++;
    this.#ops += report.operations;
    this.#simulatedMs += report.simulatedMs;
    if (report.violation !== null) this.failed.push(report);
    for (const [name, hits] of Object.entries(report.probes)) {
      this.#probes.set(name, (this.#probes.get(name) ?? 0) + hits);
    }
    for (const value of [report.seed, report.digest, Math.floor(report.digest / 2 ** 32)]) {
      this.#digest = Math.imul(this.#digest ^ (value | 0), 0x01000193) >>> 0;
    }
  }

  summary(wallMs: number): Summary {
    return {
      seeds: this.seeds,
      ops: this.#ops,
      simulatedSeconds: Math.round(this.#simulatedMs / 1_000),
      wallSeconds: Math.round(wallMs / 10) / 100,
      violations: this.failed.length,
      probes: Object.fromEntries(this.#probes),
      digest: this.#digest.toString(16).padStart(8, '0'),
    };
  }
}
