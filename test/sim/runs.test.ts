import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatSchedule, readSchedule } from '../../sim/cli/schedule-files.ts';
import { drawSchedule } from '../../sim/plan/draw-schedule.ts';
import { firstDifference } from '../../sim/run/compare.ts';
import { runSchedule } from '../../sim/run/seed-report.ts';
import type { Schedule } from '../../sim/schedule.ts';
import { loadHash } from '../../src/util/hash.ts';
import { noPlantedBugs, type PlantedBugs } from '../../src/util/planted-bugs.ts';

const hash = await loadHash();
const timeoutMs = 120_000;

/** A run that takes a moment: the first seconds of a seed. */
function short(seed: number, safetyMs = 6_000): Schedule {
  const schedule = drawSchedule(seed);
  return {
    ...schedule,
    safetyMs,
    leastOperations: 0,
    faults: schedule.faults.filter(({ at }) => at < safetyMs),
    clients: schedule.clients.map((client) => ({
      ...client,
      operations: client.operations.filter(({ atMs }) => atMs < safetyMs),
    })),
  };
}

describe('a run', () => {
  it('is the same twice, event by event, and another with another seed', () => {
    const schedule = short(11);
    const first = runSchedule(hash, schedule, { twice: true });
    expect(first.violation).toBeNull();
    const second = runSchedule(hash, schedule);
    expect([second.digest, second.events]).toEqual([first.digest, first.events]);
    expect(runSchedule(hash, { ...schedule, seed: 12 }).digest).not.toBe(first.digest);
  });

  it('is the same from a file', () => {
    const schedule = short(11);
    const path = join(mkdtempSync(join(tmpdir(), 'sim-')), 'schedule.json');
    writeFileSync(path, formatSchedule(schedule));
    const read = readSchedule(path);
    expect(read).toEqual(schedule);
    expect(runSchedule(hash, read).digest).toBe(runSchedule(hash, schedule).digest);
  });

  it(
    'goes on after all replicas of a group lost their states at once, when their owner restores them',
    () => {
      const { violation, probes } = runSchedule(hash, drawSchedule(506));
      expect(violation).toBeNull();
      expect(probes['state restored by its owner']).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  it('tells people what happened when they ask', () => {
    const lines: string[] = [];
    const schedule = short(11);
    const told = runSchedule(hash, schedule, { note: (line) => lines.push(line) });
    expect(lines.some((line) => / fault \w+ \{/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^ +\d+\.\d{4} /);
    // Who reads along changes nothing.
    expect(told.digest).toBe(runSchedule(hash, schedule).digest);
  });

  it('that parts from another one is told by the first event that differs', () => {
    const event = { time: 1, node: 2, group: 3, kind: 'tick', digest: 255 };
    const other = { ...event, time: 2, digest: 254 };
    expect(firstDifference([event, event], [event, other])).toBe(
      'event 1 of 2: 1.000 n2 group 3 tick ff, the second time 2.000 n2 group 3 tick fe',
    );
    expect(firstDifference([event], [])).toContain('the second time nothing');
  });
});

describe('a cluster with a bug in it', () => {
  /** A node that stops itself, or nothing that works any more, says that something is wrong and not what. */
  const vague = ['assertion', 'exception', 'liveness', 'checkInvariants'];

  /** The first checker that objects by name within some seeds. */
  function caughtBy(bug: keyof PlantedBugs, watch: boolean): string | null {
    for (let seed = 1; seed <= 30; seed++) {
      const planted = { ...noPlantedBugs, [bug]: true };
      const { violation } = runSchedule(hash, drawSchedule(seed), { planted, watch });
      if (violation !== null && !vague.includes(violation.checker)) return violation.checker;
    }
    return null;
  }

  it(
    'is convicted by those who watch the cores',
    () => expect(caughtBy('ackBeforeQuorum', true)).toBe('commit-is-durable'),
    timeoutMs,
  );

  it.each(['localReads', 'ackBeforeQuorum', 'forgetAnswersOnFailover'] as const)(
    '%s is convicted by what clients saw alone',
    (bug) => expect(caughtBy(bug, false)).not.toBeNull(),
    timeoutMs,
  );
});
