import { describe, expect, it } from 'vitest';
import { Admission } from '../../src/server/admission.ts';
import { serverLimits } from '../../src/util/limits.ts';

const { queueMs, pendingMin, pendingStart, pendingOperations } = serverLimits;

/** As many as are let in. */
function fill(admission: Admission, low = false): number {
  let admitted = 0;
  while (admission.admit(low) === null) admitted++;
  return admitted;
}

/** A window in which all that are under way are answered after so long, evenly. */
function window(admission: Admission, from: number, tookMs: number): number {
  const count = admission.pending;
  for (let i = 1; i <= count; i++) admission.served(tookMs, from + (i * queueMs) / count);
  return from + queueMs;
}

describe('admission', () => {
  it('lets in so many, and refuses the next with the numbers', () => {
    const admission = new Admission(0, 3);
    expect(fill(admission)).toBe(3);
    expect(admission.admit(false)).toMatchObject({ reason: 'OVERLOADED', limit: 3, actual: 4 });
    admission.settled();
    expect(fill(admission)).toBe(1);
  });

  it('keeps the rest of the places from PRIORITY_LOW', () => {
    const admission = new Admission(0, 10);
    expect(fill(admission, true)).toBe(5);
    expect(admission.admit(true)).toMatchObject({ reason: 'OVERLOADED', limit: 5 });
    expect(fill(admission)).toBe(5);
    for (let i = 0; i < 5; i++) admission.settled();
    expect(admission.admit(true)).toMatchObject({ reason: 'OVERLOADED' });
    admission.settled();
    expect(admission.admit(true)).toBeNull();
  });

  it('admits what was answered in a window once even the quickest waited for longer than one', () => {
    const admission = new Admission(0);
    expect(fill(admission)).toBe(pendingStart);
    for (let i = 1; i <= 4_000; i++) admission.served(3 * queueMs, (i * queueMs) / 4_000);
    expect(admission.limit).toBe(4_000);
    // And not fewer than the least, however slow.
    admission.served(10 * queueMs, 3 * queueMs);
    expect(admission.limit).toBe(pendingMin);
  });

  it('keeps its limit where few are under way, however long each takes', () => {
    const admission = new Admission(0);
    for (let i = 0; i < 100; i++) admission.admit(false);
    window(admission, 0, 10 * queueMs);
    expect(admission.limit).toBe(pendingStart);
  });

  it('keeps its limit while anything is quick', () => {
    const admission = new Admission(0);
    fill(admission);
    admission.served(1, 1);
    window(admission, 0, 10 * queueMs);
    expect(admission.limit).toBeGreaterThanOrEqual(pendingStart);
  });

  it('doubles the limit that was reached while all are quick, up to the most', () => {
    const admission = new Admission(0);
    let now = 0;
    const seen: number[] = [];
    for (let i = 0; i < 4; i++) {
      fill(admission);
      now = window(admission, now, 1);
      seen.push(admission.limit);
    }
    expect(seen).toEqual([
      2 * pendingStart,
      4 * pendingStart,
      pendingOperations,
      pendingOperations,
    ]);
  });

  it('does not double it for a few that were quick among many that were not', () => {
    const admission = new Admission(0);
    fill(admission);
    for (let i = 0; i < 10; i++) admission.served(1, 1);
    window(admission, 0, queueMs);
    expect(admission.limit).toBe(pendingStart);
  });

  it('leaves the limit where it is while nobody reaches it, and where PRIORITY_LOW reaches its share', () => {
    const admission = new Admission(0);
    admission.admit(false);
    const now = window(admission, 0, 1);
    fill(admission, true);
    window(admission, now, 1);
    expect(admission.limit).toBe(pendingStart);
  });
});
