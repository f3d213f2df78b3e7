import type { Change, Seen, Sight } from './facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';
import type { KeyLine, OpenEffect, Timeline } from './timeline.ts';

/** Sums tried before one step of a counter is left undecided: a count, so that a run is judged alike on every machine. */
const maxSums = 20_000;

/**
 * Exactly once (R31): by revision, a counter goes from each known state to the next by what was acknowledged in between, once
 * each, and by as many unknown increments as its version went up besides. An amount tells who made it: it is used once,
 * and one that had failed is never used.
 *
 *   version 4, 100 ──(unknown +7)──▶ version 5, 107 ──(acknowledged +20)──▶ version 6, 127
 */
export function checkCounters(timelines: readonly Timeline[]): RunCheck {
  const findings = new Findings('exactly-once');
  for (const timeline of timelines) {
    const sights = new Map<string, Sight[]>();
    for (const sight of timeline.facts.sights) {
      if (sight.record?.value === undefined || sight.record.version === undefined) continue;
      const known = sights.get(sight.key);
      if (known === undefined) sights.set(sight.key, [sight]);
      else known.push(sight);
    }
    for (const [key, line] of timeline.keys) {
      if (isCounted(line)) walk(timeline, key, line, sights.get(key) ?? [], findings);
    }
  }
  return findings.result();
}

function isCounted({ writes }: KeyLine): boolean {
  return writes.some(({ by }) => by.asked.type === 'increment' || by.asked.type === 'transfer');
}

type Step = { readonly at: number; readonly seen: Seen; readonly of: Change | Sight };

function walk(
  timeline: Timeline,
  key: string,
  line: KeyLine,
  sights: readonly Sight[],
  findings: Findings,
): void {
  const steps: Step[] = [
    ...line.writes.flatMap((of) => (of.after === null ? [] : [stepOf(of, of.after)])),
    ...sights.flatMap((of) => (of.record === null ? [] : [stepOf(of, of.record)])),
  ].sort((a, b) => a.at - b.at);
  const unused = new Set(timeline.openOn(key));
  let version = 0;
  let value = 0;
  for (const { seen, of } of steps) {
    if (seen.version === undefined || seen.value === undefined) continue;
    const found = Number(seen.value);
    const count = seen.version - version;
    const sum = found - value;
    // What a change adds is acknowledged; the state before it was a step of its own.
    const acknowledged = 'kind' in of && count === 1 && isOwn(of, sum);
    if (!acknowledged) {
      const parts = count < 0 ? null : partsOf([...unused], count, sum);
      findings.expect(
        parts !== null,
        () =>
          `${nameOf(of.by)} shows ${key} at ${found}, version ${seen.version}, after ${value}, version ${version}: no ${count} of the ${unused.size} unknown increments make ${sum}`,
      );
      // Several fit: whichever it was, what is left is not certain any more.
      if (parts === null || parts === 'undecided') return;
      for (const part of parts) unused.delete(part);
    }
    version = seen.version;
    value = found;
  }
}

function stepOf(of: Change | Sight, seen: Seen): Step {
  return { at: of.revision, seen, of };
}

/** Whether the change is an answered one that adds this much. */
function isOwn({ by, key }: Change, sum: number): boolean {
  const { asked, outcome } = by;
  if (outcome !== 'ok') return false;
  if (asked.type === 'increment') return asked.delta === sum;
  if (asked.type !== 'transfer') return false;
  return sum === (key.endsWith(`${asked.to}`) ? asked.amount : -asked.amount);
}

/** The `count` effects whose amounts make `sum`; null for none, undecided for several or too many to try. */
function partsOf(
  effects: readonly OpenEffect[],
  count: number,
  sum: number,
): OpenEffect[] | 'undecided' | null {
  if (count === 0) return sum === 0 ? [] : null;
  let tries = 0;
  let found: OpenEffect[] | null = null;
  let several = false;
  const chosen: OpenEffect[] = [];
  const search = (from: number, left: number, rest: number): void => {
    for (let i = from; i <= effects.length - left; i++) {
      if (several || ++tries > maxSums) return;
      const one = effects[i];
      if (one === undefined || one.effect.kind !== 'add') continue;
      chosen.push(one);
      const still = rest - one.effect.delta;
      if (left > 1) search(i + 1, left - 1, still);
      else if (still === 0) {
        several = found !== null;
        found ??= [...chosen];
      }
      chosen.pop();
    }
  };
  search(0, count, sum);
  return several || tries > maxSums ? 'undecided' : found;
}
