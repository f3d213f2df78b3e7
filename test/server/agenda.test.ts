import { describe, expect, it } from 'vitest';
import { Agenda } from '../../src/server/host/agenda.ts';
import type { Group } from '../../src/server/host/group.ts';
import type { Clock } from '../../src/util/clock.ts';
import { serverLimits } from '../../src/util/limits.ts';

/** Groups that each take so many ms of a turn, on a clock that only they move. */
function world(took: number): {
  agenda: Agenda;
  ran: number[];
  turn: () => boolean;
  add: (...ids: number[]) => void;
} {
  const agenda = new Agenda();
  const ran: number[] = [];
  let now = 0;
  const groups = new Map<number, Group>();
  const group = (id: number): Group => {
    const known = groups.get(id);
    if (known !== undefined) return known;
    const raft = { wakeAt: Number.POSITIVE_INFINITY };
    const run = (): void => {
      ran.push(id);
      now += took;
    };
    const made = { id, raft, run, queuedWakeAt: Number.POSITIVE_INFINITY } as unknown as Group;
    groups.set(id, made);
    return made;
  };
  const clock = { now: () => now } as unknown as Clock;
  return {
    agenda,
    ran,
    turn: () => agenda.run(now, clock),
    add: (...ids) => {
      for (const id of ids) agenda.add(group(id));
    },
  };
}

describe('the groups of a turn', () => {
  it('run in the order of their ids, each once, however often and in which order they were asked for', () => {
    const { ran, turn, add } = world(0);
    add(3, 1, 2, 1, 3);
    expect(turn()).toBe(true);
    expect(ran).toEqual([1, 2, 3]);
    expect(turn()).toBe(true);
    expect(ran).toHaveLength(3);
  });

  it('wait for the next turn when the time is up, and come first in it, so that none waits for ever', () => {
    const { ran, turn, add } = world(serverLimits.turnMs / 2);
    add(1, 2, 3, 4, 5);
    expect(turn()).toBe(false);
    expect(ran.splice(0)).toEqual([1, 2]);
    add(1, 2, 4);
    expect(turn()).toBe(false);
    expect(ran.splice(0)).toEqual([3, 4]);
    add(1);
    expect(turn()).toBe(false);
    expect(ran.splice(0)).toEqual([5, 1]);
    expect(turn()).toBe(true);
    expect(ran.splice(0)).toEqual([2]);
  });
});
