import { describe, expect, it } from 'vitest';
import type { ClientPlan } from '../../sim/clients/plan.ts';
import { drawSchedule } from '../../sim/plan/draw-schedule.ts';
import type { Schedule } from '../../sim/schedule.ts';
import { ddmin } from '../../sim/shrink/ddmin.ts';
import { Shrinker } from '../../sim/shrink/shrink.ts';
import { present } from '../../src/util/assert.ts';

const never = (): boolean => false;

describe('delta debugging', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i);

  it('keeps the few that it takes, in their order', () => {
    const fails = (rest: readonly number[]): boolean => [7, 50, 51].every((n) => rest.includes(n));
    expect(ddmin(hundred, fails, never)).toEqual([7, 50, 51]);
  });

  it('comes to nothing when it takes nothing', () => {
    expect(ddmin(hundred, () => true, never)).toEqual([]);
  });

  it('keeps all when it takes all', () => {
    expect(ddmin(hundred, (rest) => rest.length === 100, never)).toEqual(hundred);
  });

  it('stops with what it has when time is up', () => {
    let tries = 0;
    const fails = (rest: readonly number[]): boolean => {
      tries++;
      return rest.includes(99);
    };
    const kept = ddmin(hundred, fails, () => tries >= 3);
    expect(tries).toBe(3);
    expect(kept).toContain(99);
    expect(kept.length).toBeLessThan(100);
  });
});

describe('a failing schedule', () => {
  const original = drawSchedule(3);
  const culprit = present(original.faults[20], 'fault');
  const operation = present(original.clients[1]?.operations[5], 'operation');

  function has(schedule: Schedule): boolean {
    const operations = schedule.clients.flatMap((client: ClientPlan) => client.operations);
    return schedule.faults.includes(culprit) && operations.includes(operation);
  }

  it('shrinks to the fault and the operation that it takes', () => {
    const judge = (schedule: Schedule) => ({
      violation: has(schedule) ? { checker: 'wanted', message: 'both are there' } : null,
      endedMs: schedule.safetyMs,
    });
    const violation = { checker: 'wanted', message: 'both are there' };
    const { schedule } = new Shrinker(judge, original, violation, never).run();
    expect(schedule.faults).toEqual([culprit]);
    expect(schedule.clients.flatMap(({ operations }) => operations)).toEqual([operation]);
    expect(schedule.cluster.partitions).toBe(1);
    expect(schedule.safetyMs).toBeLessThan(original.safetyMs);
    expect(schedule.seed).toBe(original.seed);
  });

  it('never turns into one that fails another checker', () => {
    const judge = (schedule: Schedule) => ({
      // With fewer faults something else is found first.
      violation: { checker: schedule.faults.length > 30 ? 'wanted' : 'other', message: '' },
      endedMs: schedule.safetyMs,
    });
    const violation = { checker: 'wanted', message: '' };
    const shrunk = new Shrinker(judge, original, violation, never).run();
    expect(shrunk.violation.checker).toBe('wanted');
    expect(shrunk.schedule.faults.length).toBe(31);
  });
});
