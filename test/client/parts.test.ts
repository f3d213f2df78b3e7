import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Identity, IdentityPool } from '../../src/client/identity.ts';
import { durationMs } from '../../src/client/index.ts';
import { defaultTuning } from '../../src/client/limits.ts';
import { nextBackoff, RetryBudget } from '../../src/client/retry-policy.ts';
import { type NodeHealth, route } from '../../src/client/routing.ts';
import { TimerWheel, WheelTimer } from '../../src/client/timer-wheel.ts';
import {
  merged,
  viewOf,
  withLeader,
  withoutLeader,
  withoutMember,
} from '../../src/client/topology-view.ts';

const topology = {
  epoch: 1,
  clusterId: new Uint8Array([1]),
  partitions: 2,
  members: [1, 2, 3, 4].map((id) => ({ id, name: `n${id}`, address: `h:${id}`, zone: '' })),
  placements: [
    { group: 1, replicas: [1, 2, 3].map((memberId) => ({ memberId })) },
    { group: 2, replicas: [2, 3, 4].map((memberId) => ({ memberId })) },
  ],
};

describe('the timer wheel', () => {
  it('fires every timer once, never early and at most a tick late', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20_000), { minLength: 1, maxLength: 50 }),
        fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 40 }),
        (delays, steps) => {
          let now = 0;
          const wheel = new TimerWheel(8, () => now);
          const fired = new Map<number, number>();
          delays.forEach((at, index) => {
            const timer = new WheelTimer(index, (i) => {
              expect(fired.has(i)).toBe(false);
              fired.set(i, now);
            });
            wheel.arm(timer, at);
          });
          for (const step of steps) {
            now += step;
            wheel.run();
            delays.forEach((at, index) => {
              if (now >= at + 8) expect(fired.has(index)).toBe(true);
              if (now < at) expect(fired.has(index)).toBe(false);
            });
          }
          wheel.close();
        },
      ),
    );
  });

  it('forgets disarmed timers and moves rearmed ones, also from within a callback', () => {
    let now = 0;
    const wheel = new TimerWheel(10, () => now);
    const log: string[] = [];
    const second = new WheelTimer('second', (name) => log.push(name));
    const first = new WheelTimer('first', (name) => {
      log.push(name);
      wheel.disarm(second);
    });
    wheel.arm(second, 50);
    wheel.arm(first, 50);
    wheel.arm(first, 100);
    wheel.arm(second, 100);
    wheel.arm(first, 90);
    now = 60;
    wheel.run();
    expect(log).toEqual([]);
    now = 110;
    wheel.run();
    expect(log).toEqual(['first']);
    expect(wheel.armed).toBe(0);
    wheel.close();
  });
});

describe('an identity', () => {
  it('keeps the floor at the lowest unanswered sequence and never runs out of its window', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 200 }), (picks) => {
        const identity = new Identity(new Uint8Array(16), 1_000, 8, 0);
        const open = new Set<number>();
        for (const pick of picks) {
          if (pick % 2 === 0 && !identity.full) {
            open.add(identity.draw());
          } else if (open.size > 0) {
            const sequence = [...open][pick % open.size] ?? 0;
            open.delete(sequence);
            identity.answered(sequence);
          }
          const lowest = Math.min(...open);
          if (open.size > 0) expect(identity.floor).toBe(lowest);
          expect(open.size).toBeLessThanOrEqual(8);
        }
      }),
    );
  });

  it('is not used again when it ended, is full, or was idle for half its window', () => {
    const pool = new IdentityPool({ sequencesAhead: 2, identitiesPerPartition: 2 });
    expect(pool.usable(0)).toBeNull();
    pool.opened(new Uint8Array([1]), 100, 0);
    const one = pool.usable(50);
    one?.draw();
    one?.draw();
    expect(pool.usable(50)).toBeNull();
    one?.answered(1);
    expect(pool.usable(50)).toBe(one);
    expect(pool.usable(51)).toBeNull();
    pool.opened(new Uint8Array([2]), 100, 50);
    const two = pool.usable(60);
    two?.active(70);
    expect(pool.usable(120)).toBe(two);
    two?.end();
    expect(pool.usable(120)).toBeNull();
  });
});

describe('retries', () => {
  it('wait between the least and the most, shorter while a call is young', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(1_000),
        fc.nat(5_000),
        (draw, last, age) => {
          const next = nextBackoff(last, age, defaultTuning, () => draw);
          expect(next).toBeGreaterThanOrEqual(defaultTuning.retryBackoffMinMs);
          expect(next).toBeLessThanOrEqual(age < 200 ? 50 : 250);
        },
      ),
    );
  });

  it('add at most their share to the load once the reserve is gone', () => {
    const budget = new RetryBudget(
      { retryShare: 0.25, retryFloorPerSecond: 10, retryReserve: 5 },
      0,
    );
    let now = 0;
    for (let i = 0; i < 5; i++) expect(budget.spend(now)).toBe(true);
    expect(budget.spend(now)).toBe(false);
    for (let i = 0; i < 8; i++) budget.earn();
    expect([budget.spend(now), budget.spend(now), budget.spend(now)]).toEqual([true, true, false]);
    now += 100;
    expect([budget.spend(now), budget.spend(now)]).toEqual([true, false]);
  });
});

describe('routing', () => {
  const view = viewOf(topology, [1, 2]);
  const healthy = (): NodeHealth => 'ready';
  const ask = (
    health: (address: string) => NodeHealth,
    more: Partial<Parameters<typeof route>[2]> = {},
  ) =>
    route(
      view,
      ['h:9'],
      { partition: 0, anyReplica: false, failed: null, draw: 0, ...more },
      health,
    );

  it('prefers the leader, then a replica, then any node, and never one that is down', () => {
    expect(ask(healthy)).toBe('h:1');
    expect(ask((a) => (a === 'h:1' ? 'down' : 'ready'))).toBe('h:2');
    expect(ask((a) => (a === 'h:1' ? 'avoided' : 'ready'))).toBe('h:2');
    expect(ask((a) => (['h:1', 'h:2', 'h:3'].includes(a) ? 'down' : 'ready'))).toBe('h:4');
    expect(ask((a) => (a === 'h:9' ? 'possible' : 'down'))).toBe('h:9');
    expect(ask(() => 'avoided')).toBe('h:1');
    expect(ask(() => 'down')).toBeNull();
  });

  it('turns to another node than the one that just failed, if there is one', () => {
    expect(ask(healthy, { failed: 'h:1' })).toBe('h:2');
    expect(ask((a) => (a === 'h:1' ? 'ready' : 'down'), { failed: 'h:1' })).toBe('h:1');
    expect(ask((a) => (a === 'h:1' ? 'ready' : 'possible'), { failed: 'h:1' })).toBe('h:2');
  });

  it('spreads reads of any replica over the connected ones', () => {
    const drawn = [0, 0.4, 0.7].map((draw) => ask(healthy, { anyReplica: true, draw }));
    expect(drawn).toEqual(['h:1', 'h:2', 'h:3']);
    const one = (a: string): NodeHealth => (a === 'h:3' ? 'ready' : 'possible');
    expect(ask(one, { anyReplica: true, draw: 0.1 })).toBe('h:3');
  });
});

describe('the view of the cluster', () => {
  const view = viewOf(topology, [1, 2]);

  it('believes the leader of the highest term', () => {
    const newer = withLeader(view, 0, 2, 5);
    expect(newer.leaders[0]).toEqual({ member: 2, term: 5 });
    expect(withLeader(newer, 0, 1, 4)).toBe(newer);
    expect(withLeader(newer, 0, 3, 6).leaders[0]).toEqual({ member: 3, term: 6 });
    expect(view.leaders[0]).toEqual({ member: 1, term: 0 });
  });

  it('lets hearsay fill gaps only', () => {
    const known = withLeader(view, 0, 2, 5);
    expect(merged(known, null, [1, 3]).leaders.map(({ member }) => member)).toEqual([2, 2]);
    const gap = withoutLeader(known, 0, 2);
    expect(merged(gap, null, [3, 2]).leaders[0]).toEqual({ member: 3, term: 5 });
    expect(withoutLeader(known, 0, 1)).toBe(known);
    expect(withoutMember(known, 2).leaders.map(({ member }) => member)).toEqual([0, 0]);
  });

  it('forgets leaders that left with a newer topology', () => {
    const next = { ...topology, epoch: 2, members: topology.members.slice(1) };
    const after = merged(view, next, [3, 2]);
    expect(after.epoch).toBe(2);
    expect(after.leaders.map(({ member }) => member)).toEqual([3, 2]);
    expect(merged(after, topology, [1, 2]).epoch).toBe(2);
  });
});

describe('durations', () => {
  it('are milliseconds or a number with a unit', () => {
    expect(durationMs(1_500)).toBe(1_500);
    expect(durationMs('1.5s')).toBe(1_500);
    expect(['250ms', '30s', '15m', '2h', '7d'].map((d) => durationMs(d as '1s'))).toEqual([
      250, 30_000, 900_000, 7_200_000, 604_800_000,
    ]);
    for (const wrong of ['', '5', '5 s', '-5s', '5w', 's']) {
      expect(() => durationMs(wrong as '1s'), wrong).toThrow('not a duration');
    }
    expect(() => durationMs(Number.NaN)).toThrow('not a duration');
  });
});
