import type { PartitionFacts, Point } from './facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/** Clocks of machines run up to 18 % slow (sim/plan, and drift as a fault), and show so much less time than has passed. */
const driftShare = 0.25;

/**
 * BOUNDED_STALENESS, by the clock of the simulation: whatever was answered longer before a read began than its bound allows,
 * the read has seen. And what an answer says of its own age is no less than its age.
 *
 *   answered at 5 ───────── bound ─────────▶│ begins: sees 5 or more
 */
export function checkStaleness(partitions: readonly PartitionFacts[]): RunCheck {
  const findings = new Findings('staleness');
  for (const { points, byEnd } of partitions) {
    const ended = new Ended(byEnd);
    for (const { operation, revision } of points) {
      const { asked, answer, invokedAtMs } = operation;
      if (answer === null || (asked.type !== 'get' && asked.type !== 'scan')) continue;
      const { stalenessMs } = answer.reply.at;
      const boundMs = asked.mode === 'bounded' ? (asked.terms?.maxStalenessMs ?? 0) : stalenessMs;
      if (boundMs < 0) continue;
      const before = ended.by(invokedAtMs - boundMs * (1 + driftShare));
      if (before === null) continue;
      findings.expect(
        revision >= before.revision,
        () =>
          `${nameOf(operation)} at revision ${revision} may be ${Math.round(boundMs)} ms old, and ${nameOf(before.operation)} had ended at ${before.revision} after ${Math.round(before.operation.completedAtMs)} ms`,
      );
    }
  }
  return findings.result();
}

/** The highest revision that had been answered at a time, whatever order times are asked for. */
class Ended {
  readonly #highest: { readonly atMs: number; readonly point: Point }[] = [];

  constructor(byEnd: readonly Point[]) {
    for (const point of byEnd) {
      const last = this.#highest.at(-1);
      if (last !== undefined && last.point.revision >= point.revision) continue;
      this.#highest.push({ atMs: point.operation.completedAtMs, point });
    }
  }

  /** Strictly before, for what ended in the same moment may have ended after. */
  by(timeMs: number): Point | null {
    let low = 0;
    let high = this.#highest.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#highest[middle]?.atMs ?? 0) < timeMs) low = middle + 1;
      else high = middle;
    }
    return this.#highest[low - 1]?.point ?? null;
  }
}
