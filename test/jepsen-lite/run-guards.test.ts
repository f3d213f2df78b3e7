import { describe, expect, it } from 'vitest';
import { type Evidence, guardsOf } from '../../jepsen-lite/guards.ts';
import type { HistoryEvent } from '../../jepsen-lite/history/event.ts';
import type { FaultWindow } from '../../jepsen-lite/run-record.ts';
import { sharesOf } from '../../jepsen-lite/workloads/exactly-once-keys.ts';
import { historyOf } from './run-world.ts';

const second = 1e6;
const window: FaultWindow = {
  kind: 'kill',
  name: 'one n1',
  from: 2 * second,
  to: 4 * second,
  nodes: ['n1'],
  proof: { held: true, detail: 'process 7 is gone' },
};

/** Fifty operations a second for six seconds, then a final read: a run as it should be. */
function good(): Evidence {
  const ops = ['read', 'write', 'cas'];
  const load = Array.from({ length: 300 }, (_, n) => {
    const t = n * 20_000;
    const f = ops[n % 3] ?? 'read';
    return [{ t, type: 'invoke', f } as const, { t: t + 5_000, type: 'ok', f } as const];
  }).flat();
  const last = { t: 7 * second, type: 'ok', f: 'read' } as const;
  return {
    history: historyOf(...load, { ...last, type: 'invoke', t: last.t - 10 }, last),
    loadEndedAt: 6 * second,
    nemeses: ['kill'],
    windows: [window],
    operations: ops,
    nodes: ['n1', 'n2'],
    finalReads: { n1: 1, n2: 1 },
    keysAtStart: 0,
    failures: [],
    notRecovered: null,
    mustBePositive: {},
    duty: null,
  };
}

const work = { write: 150, add: 150 };

/** The same of a workload that ends when its 300 writes are acknowledged, under five faults that strike leaders. */
function dutiful(struck = 5): Evidence {
  const evidence = good();
  const load = Array.from({ length: 300 }, (_, n) => {
    const t = n * 20_000;
    const f = n % 2 === 0 ? 'write' : 'add';
    return [
      { t, type: 'invoke', f, p: n } as const,
      { t: t + 5_000, type: 'ok', f, p: n } as const,
    ];
  }).flat();
  const last = { t: 7 * second, type: 'ok', f: 'read', p: 400 } as const;
  const windows = Array.from({ length: 5 }, (_, n) => ({
    ...window,
    name: n < struck ? 'leader n1' : 'one n1',
    from: (2 + n * 0.5) * second,
    to: (2.4 + n * 0.5) * second,
  }));
  return {
    ...evidence,
    history: historyOf(...load, { ...last, type: 'invoke', t: last.t - 10 }, last),
    operations: ['write', 'add'],
    windows,
    duty: { acknowledged: work, leaderFaults: 5 },
  };
}

/** What became of the writes from a number on. */
function ending(
  { history }: Evidence,
  from: number,
  change: Partial<HistoryEvent> | null,
): HistoryEvent[] {
  return history.flatMap((event) => {
    const isTold = event.type === 'ok' && event.f !== 'read' && Number(event.p) >= from;
    if (!isTold) return event;
    return change === null ? [] : { ...event, ...change };
  });
}

function broken(evidence: Evidence): string[] {
  return guardsOf(evidence)
    .filter(({ held }) => !held)
    .map(({ name }) => name);
}

describe('the guards of a run', () => {
  it('all hold for a run as it should be', () => {
    expect(broken(good())).toEqual([]);
  });

  it('name the fault that proved nothing', () => {
    const idle = { ...window, proof: { held: false, detail: '0 bytes lost' } };
    const guards = guardsOf({ ...good(), windows: [window, idle] });
    expect(guards.filter(({ held }) => !held)).toEqual([
      { name: 'faults acted', held: false, detail: 'kill one n1 proved nothing: 0 bytes lost' },
    ]);
  });

  it('miss a kind of fault that was asked for and never happened', () => {
    expect(broken({ ...good(), nemeses: ['kill', 'pause'] })).toEqual(['faults acted']);
  });

  it('want a fifth of the operations under faults', () => {
    expect(broken({ ...good(), windows: [{ ...window, to: 2.5 * second }] })).toEqual([
      'under fault',
    ]);
  });

  it('do not count final reads or failed operations as operations under faults', () => {
    const evidence = good();
    const history = evidence.history.map((event) =>
      event.t > window.from && event.t < window.to && event.type === 'ok'
        ? { ...event, type: 'fail' as const }
        : event,
    );
    expect(broken({ ...evidence, history })).toEqual(['under fault']);
  });

  it('want every kind of operation to have succeeded', () => {
    const evidence = good();
    const history = evidence.history.map((event) =>
      event.f === 'cas' && event.type === 'ok' ? { ...event, type: 'fail' as const } : event,
    );
    expect(broken({ ...evidence, history })).toEqual(['every operation']);
  });

  it('do not take final reads for reads under load', () => {
    const evidence = good();
    const history = evidence.history.map((event) =>
      event.f === 'read' && event.type === 'ok' && event.t < evidence.loadEndedAt
        ? { ...event, type: 'fail' as const }
        : event,
    );
    expect(history.at(-1)).toMatchObject({ f: 'read', type: 'ok' });
    expect(broken({ ...evidence, history })).toEqual(['every operation']);
  });

  it('want an answered final read through every node', () => {
    expect(broken({ ...good(), finalReads: { n1: 5, n2: 0 } })).toEqual(['final reads']);
    expect(broken({ ...good(), finalReads: { n1: 5 } })).toEqual(['final reads']);
  });

  it('want an empty cluster, a living start, a recovery and processes that live', () => {
    const evidence = good();
    expect(broken({ ...evidence, keysAtStart: 2 })).toEqual(['empty at start']);
    expect(broken({ ...evidence, windows: [{ ...window, from: 1 }] })).toEqual(['calm rate']);
    expect(broken({ ...evidence, notRecovered: 'n2 not up' })).toEqual(['recovered']);
    expect(broken({ ...evidence, failures: ['client 1: ended with SIGKILL'] })).toEqual([
      'processes',
    ]);
  });

  it('want the very last operation to succeed', () => {
    const evidence = good();
    const history = evidence.history.map((event, i) =>
      i === evidence.history.length - 1 ? { ...event, type: 'fail' as const } : event,
    );
    expect(broken({ ...evidence, history })).toEqual(['last operation']);
  });

  it('want retries and dedup hits where those are the point', () => {
    const evidence = { ...good(), mustBePositive: { retries: 3, 'dedup hits': 0 } };
    expect(broken(evidence)).toEqual(['dedup hits']);
  });

  it('ask nothing of faults when none were wanted', () => {
    const names = guardsOf({ ...good(), nemeses: [], windows: [] }).map(({ name }) => name);
    expect(names).not.toContain('under fault');
    expect(broken({ ...good(), nemeses: [], windows: [] })).toEqual([]);
  });
});

describe('the guards of a workload with a fixed amount of work', () => {
  it('all hold when every write was acknowledged', () => {
    expect(broken(dutiful())).toEqual([]);
  });

  it('want every unknown outcome resolved: open writes fit any final state', () => {
    const evidence = dutiful();
    for (const left of [{ type: 'info', err: 'SESSION_EXPIRED' } as const, null]) {
      const history = ending(evidence, 200, left);
      const guards = guardsOf({ ...evidence, history }).filter(({ held }) => !held);
      expect(guards).toEqual([
        {
          name: 'whole work',
          held: false,
          detail: '100 of 150 writes, 100 of 150 adds acknowledged',
        },
        {
          name: 'known outcomes',
          held: false,
          detail: 'stayed unknown: 50 of write, 50 of add',
        },
      ]);
    }
  });

  it('want the whole work acknowledged, and no more than it', () => {
    const evidence = dutiful();
    const oneFailed = ending(evidence, 299, { type: 'fail' });
    expect(broken({ ...evidence, history: oneFailed })).toEqual(['whole work']);
    const oneRefused = ending(evidence, 299, { err: 'condition_failed' });
    expect(broken({ ...evidence, history: oneRefused })).toEqual(['whole work']);
    const duty = { acknowledged: { ...work, add: 149 }, leaderFaults: 5 };
    expect(broken({ ...evidence, duty })).toEqual(['whole work']);
  });

  it('want as many leaders struck as the workload promises, with proof', () => {
    expect(broken(dutiful(4))).toEqual(['leader faults']);
    const evidence = dutiful();
    expect(broken({ ...evidence, windows: evidence.windows.slice(1) })).toEqual(['leader faults']);
    const windows = evidence.windows.map((one, n) => ({
      ...one,
      proof: { ...one.proof, held: n > 0 },
    }));
    expect(broken({ ...evidence, windows })).toEqual(['faults acted', 'leader faults']);
  });

  it('share the work out between puts and increments, whatever the number of clients', () => {
    expect(sharesOf(200_000, 4)).toEqual({ write: 100_000, add: 100_000 });
    expect(sharesOf(10, 4)).toEqual({ write: 6, add: 4 });
  });
});
