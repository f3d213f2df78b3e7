import { describe, expect, it } from 'vitest';
import { formatJsonl, HistoryError, parseJsonl } from '../../jepsen-lite/checkers/index.ts';
import { watchesOf } from '../../jepsen-lite/checkers/watch/legs.ts';
import type { ClientEvent, FromClient } from '../../jepsen-lite/clients/protocol.ts';
import { Recorder } from '../../jepsen-lite/clients/recorder.ts';
import { levelName, wireLevel } from '../../jepsen-lite/clients/wire-levels.ts';
import { RunClock } from '../../jepsen-lite/clock.ts';
import { merge } from '../../jepsen-lite/event-log.ts';
import { operationsOf } from '../../jepsen-lite/history/operations.ts';
import type { ToldItem } from '../../jepsen-lite/history/watched.ts';
import { Random } from '../../jepsen-lite/random.ts';
import { Processes } from '../../jepsen-lite/workloads/processes.ts';
import { Rotation } from '../../jepsen-lite/workloads/rotation.ts';
import { lastValue, marksOf } from '../../jepsen-lite/workloads/watch-keys.ts';
import { WatchNotebook } from '../../jepsen-lite/workloads/watch-notebook.ts';
import { historyOf } from './checkers/told.ts';

describe('slots of keys that take turns', () => {
  it('move on once for all, when one client has used a key often enough', () => {
    const told: FromClient[] = [];
    const slots = new Rotation(2, [3, 3], new Random(1), (message) => told.push(message));
    for (let n = 0; n < 5; n++) slots.use(1, 0);
    expect(told).toEqual([{ kind: 'rotate', slot: 1, epoch: 1 }]);
    slots.rotate(1, 1);
    slots.rotate(1, 1);
    slots.rotate(1, 0);
    expect([slots.epoch(0), slots.epoch(1)]).toEqual([0, 1]);
    // What was drawn for the key before does not count for this one.
    for (let n = 0; n < 5; n++) slots.use(1, 0);
    expect(told).toHaveLength(1);
    slots.use(1, 1, 3);
    expect(told.at(-1)).toEqual({ kind: 'rotate', slot: 1, epoch: 2 });
  });
});

describe('the logical processes of a client', () => {
  it('end with an unknown outcome, and others take their place', async () => {
    const recorder = new Recorder(0, new RunClock(), () => {});
    const processes = new Processes(recorder, new Random(1));
    const acted: number[][] = [[], []];
    await processes.run(2, async ({ p, n }) => {
      acted[n]?.push(p);
      if (acted.flat().length >= 12) processes.stop();
      return n === 0 && acted[0]?.length === 1 ? { type: 'info' } : null;
    });
    recorder.close();
    const [first = [], second = []] = acted;
    expect(new Set(second).size).toBe(1);
    expect(new Set(first).size).toBe(Math.min(first.length, 2));
    expect(first).not.toContain(second[0]);
  });
});

describe('the notebook of a watch', () => {
  it('writes down in order what it was told, and knows when that was all', async () => {
    const marks = marksOf('prefix', 'w/{g0}', 'w/', 2);
    const events: ClientEvent[] = [];
    const recorder = new Recorder(0, new RunClock(), (batch) => events.push(...batch));
    const notebook = new WatchNotebook(recorder, 'w/', marks);
    const put = (revision: number, value: string, key = marks[0]): ToldItem => {
      const place = { partition: 0, revision, key: key ?? '', version: revision };
      return { type: 'put', value, ...place };
    };
    const items = [
      put(1, '0-1'),
      put(2, lastValue('w/{g}', 0, 0)),
      put(3, lastValue('w/{g}', 1, 2), marks[1]),
    ];
    await notebook.begin({
      watch: 'all',
      way: 'typed',
      target: 'prefix',
      initial: false,
      without: [],
      positions: [],
    });
    for (const item of items.slice(0, 2)) notebook.tell(item);
    await notebook.flush();
    expect(notebook.isComplete).toBe(false);
    for (const item of items.slice(2)) notebook.tell(item);
    expect(notebook.isComplete).toBe(true);
    await notebook.flush();
    recorder.close();
    expect(events.map(({ type, f }) => `${type} ${f}`)).toEqual([
      'invoke watch',
      'ok watch',
      'invoke told',
      'ok told',
      'invoke told',
      'ok told',
    ]);
    expect(
      events.filter(({ f, type }) => f === 'told' && type === 'ok').flatMap(({ v }) => v),
    ).toEqual(items);
    const [begun] = watchesOf(operationsOf(merge(events))).get('all') ?? [];
    expect(begun?.told.map(({ item }) => item)).toEqual(items);
  });
});

describe('a history with levels', () => {
  const history = historyOf([
    {
      p: 1,
      type: 'invoke',
      f: 'read',
      ask: { level: 'bounded_staleness', boundMs: 250, session: 3 },
    },
    { p: 1, type: 'ok', f: 'read', v: 1, at: { level: 'linearizable', stalenessMs: -1 } },
  ]);

  it('is read as it was written', () => {
    expect(parseJsonl(formatJsonl(history))).toEqual(history);
  });

  it.each([
    ['"boundMs":250', '"boundMs":-1'],
    ['"bounded_staleness"', '"strong"'],
    ['"session":3', '"user":3'],
    ['"stalenessMs":-1', '"stalenessMs":0.5'],
    ['"linearizable"', '"strong"'],
  ])('is none with %s made %s', (right, wrong) => {
    const text = formatJsonl(history);
    expect(text).toContain(right);
    expect(() => parseJsonl(text.replace(right, wrong))).toThrow(HistoryError);
  });

  it('names levels as the wire does, and back', () => {
    for (const level of ['linearizable', 'session', 'eventual', 'leader_lease'] as const) {
      expect(levelName(wireLevel(level))).toBe(level);
    }
  });
});
