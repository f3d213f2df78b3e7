import { type Operation, type Outcome, outcomes } from './history-operations.ts';
import { limits } from './limits.ts';

export interface LatencyMark {
  readonly operation: Operation;
  readonly x: number;
  readonly y: number;
}

export interface ChosenMarks {
  readonly marks: Readonly<Record<Outcome, readonly LatencyMark[]>>;
  /** Operations that the marks stand for, and that there were. */
  readonly drawn: Readonly<Record<Outcome, number>>;
  readonly total: Readonly<Record<Outcome, number>>;
  /** The slowest of those drawn and all that went wrong, as far as the limit goes. */
  readonly titled: ReadonlySet<LatencyMark>;
}

/**
 * At most `limits.marks` of any number of operations. Marks that fall on one pixel are one, which loses nothing that
 * could be seen; of what is left the failed, the unknown and the slowest come first, and the others are thinned evenly.
 */
export function chooseMarks(
  operations: readonly Operation[],
  place: (operation: Operation) => { readonly x: number; readonly y: number },
): ChosenMarks {
  const total = { ok: 0, fail: 0, info: 0 };
  const distinct: Record<Outcome, LatencyMark[]> = { ok: [], fail: [], info: [] };
  const seen: Record<Outcome, Map<number, number>> = {
    ok: new Map(),
    fail: new Map(),
    info: new Map(),
  };
  for (const operation of operations) {
    const outcome = operation.shown;
    total[outcome]++;
    const { x, y } = place(operation);
    const pixel = Math.round(x) * 4096 + Math.round(y);
    const here = seen[outcome].get(pixel);
    seen[outcome].set(pixel, (here ?? 0) + 1);
    if (here === undefined) distinct[outcome].push({ operation, x, y });
  }

  const slowest = [...distinct.ok].sort(bySlowness).slice(0, limits.slowest);
  const room = limits.notableMarks - slowest.length;
  const fails = thin(distinct.fail, Math.max(room >> 1, room - distinct.info.length));
  const infos = thin(distinct.info, room - fails.length);
  const kept = new Set(slowest);
  const rest = distinct.ok.filter((mark) => !kept.has(mark));
  const others = thin(rest, limits.marks - slowest.length - fails.length - infos.length);
  const marks = { ok: [...others, ...slowest], fail: fails, info: infos };

  const drawn = { ok: 0, fail: 0, info: 0 };
  for (const outcome of outcomes) {
    for (const { x, y } of marks[outcome]) {
      drawn[outcome] += seen[outcome].get(Math.round(x) * 4096 + Math.round(y)) ?? 0;
    }
  }
  const notable = [...infos, ...fails, ...slowest].sort(bySlowness);
  return { marks, drawn, total, titled: new Set(notable.slice(0, limits.markTitles)) };
}

/** Evenly from the first to the last. */
function thin(marks: readonly LatencyMark[], most: number): readonly LatencyMark[] {
  if (marks.length <= most) return marks;
  const kept: LatencyMark[] = [];
  for (let at = 0; at < most; at++) {
    const mark = marks[Math.floor((at * marks.length) / most)];
    if (mark !== undefined) kept.push(mark);
  }
  return kept;
}

function bySlowness(a: LatencyMark, b: LatencyMark): number {
  return b.operation.latency - a.operation.latency;
}
