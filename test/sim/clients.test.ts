import { describe, expect, it } from 'vitest';
import { checkRun } from '../../sim/checkers/index.ts';
import { type ClientPlan, drawClients, type History } from '../../sim/clients/index.ts';
import { acceptedReason } from '../../sim/clients/write-kinds.ts';
import type { CommandResult } from '../../src/storage/index.ts';
import { Random } from '../../src/util/random.ts';
import { runFleet } from './fleet-run.ts';
import { runModel, shape } from './model-run.ts';

const draw = (seed: number): ClientPlan[] => drawClients(new Random(seed), shape);

describe('the plan of the clients', () => {
  it('is the same for the same seed, and plain data', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(JSON.parse(JSON.stringify(draw(7)))).toEqual(draw(7));
  });

  it('has enough to do, each thing by itself', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const operations = draw(seed).flatMap((plan) => plan.operations);
      // A session of a lock is half a dozen requests.
      const requests = operations.reduce(
        (sum, { action }) => sum + (action.type === 'lock' ? 6 : 1),
        0,
      );
      expect(requests).toBeGreaterThanOrEqual(shape.operations);
      expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
      const amounts = operations.flatMap(({ action }) =>
        action.type === 'increment' ? [Math.abs(action.delta)] : [],
      );
      expect(new Set(amounts).size).toBe(amounts.length);
    }
  });

  it('leaves out kinds of work in some runs, and none in all', () => {
    const kinds = Array.from({ length: 60 }, (_, seed) => new Set(draw(seed).map((p) => p.kind)));
    for (const kind of ['register', 'record', 'counter', 'bank', 'lock', 'observer'] as const) {
      const runs = kinds.filter((one) => one.has(kind)).length;
      expect(runs).toBeGreaterThan(10);
      expect(runs).toBeLessThan(60);
    }
  });
});

describe('the clients', () => {
  it('do the same in the same world', () => {
    const [one, other] = [runModel(3), runModel(3)];
    expect(textOf(one)).toBe(textOf(other));
  });

  it('ask for the same whatever the others leave out', () => {
    const plans = draw(5);
    const [first] = plans;
    const half = plans.map((plan) => ({
      ...plan,
      operations: plan.id === first?.id ? plan.operations : plan.operations.slice(0, 5),
    }));
    const asked = (history: History): string[] =>
      history.operations
        .filter(({ id }) => Math.floor(id / 100_000) === first?.id)
        .map(({ id, asked: { type } }) => `${id} ${type}`);
    const [alone, among] = [asked(runModel(5, {}, half)), asked(runModel(5, {}, plans))];
    // The end of the run may find one of them further than the other.
    const both = Math.min(alone.length, among.length);
    expect(both).toBeGreaterThan(30);
    expect(alone.slice(0, both)).toEqual(among.slice(0, both));
  });

  it('get an answer to everything from a cluster without faults', async () => {
    const drawn = drawClients(new Random(11), { ...shape, safetyMs: 6_000, operations: 400 });
    const plans = drawn.map((plan) => ({ ...plan, heldUpPerMille: 0 }));
    const { history } = await runFleet(plans, 6_500);
    // Of what is only accepted nobody ever hears more.
    const told = history.operations.filter(({ reason }) => reason !== acceptedReason);
    expect(told.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(history.operations.length).toBeGreaterThanOrEqual(400);
    expect(checkRun(history).filter(({ verdict }) => verdict !== 'valid')).toEqual([]);
  });

  it('count once what they had to send again, though leaders die', async () => {
    const plans = counting();
    const kills = [1_500, 4_000, 6_500].map((at, i) => ({
      at,
      kind: 'kill' as const,
      targets: [{ leaderOf: 1 + (i % 2) }],
      downMs: 800,
    }));
    const { history } = await runFleet(plans, 9_000, kills);
    const { operations, repeats } = history;
    expect(repeats.length).toBeGreaterThan(20);
    const isKnown = ({ deduplicated, replayed }: CommandResult): boolean =>
      deduplicated || replayed === true;
    expect(repeats.filter(({ second }) => !isKnown(second))).toEqual([]);
    expect(history.attempts.length).toBeGreaterThan(operations.length + repeats.length);
    expect(checkRun(history).filter(({ verdict }) => verdict !== 'valid')).toEqual([]);
    // With every outcome known there is nothing to allow for: the sum is what was acknowledged.
    expect(operations.filter(({ outcome }) => outcome === 'info')).toEqual([]);
    expect(finalSum(history)).toBe(acknowledged(history));
  });
});

/** Clients that do nothing but count, and ask until they know. */
function counting(): ClientPlan[] {
  const random = new Random(21);
  return Array.from({ length: 4 }, (_, client) => ({
    id: client + 1,
    kind: 'counter' as const,
    depth: 3,
    windowMs: 600_000,
    heldUpPerMille: 0,
    operations: Array.from({ length: 150 }, (_entry, n) => ({
      id: (client + 1) * 100_000 + n,
      atMs: n * 55,
      node: n % 3 === 0 ? ('hop' as const) : ('leader' as const),
      timeoutMs: 6_000,
      sequenced: true,
      resolves: true,
      repeatAfterMs: n % 10 === 0 ? 1_000 : null,
      action: {
        type: 'increment' as const,
        key: `c${n % 4}`,
        delta: 1 + (random.uint32() >>> 2),
        min: null,
        max: null,
        wrapped: false,
      },
    })),
  }));
}

function acknowledged({ operations }: History): number {
  return operations.reduce((sum, { asked, outcome }) => {
    return asked.type === 'increment' && outcome === 'ok' ? sum + asked.delta : sum;
  }, 0);
}

function finalSum({ finals }: History): number {
  const pages = finals.filter(({ asked }) => asked.type === 'scan' && asked.mode !== 'eventual');
  return pages.reduce((sum, { answer }) => {
    if (answer?.reply.type !== 'page') return sum;
    return answer.reply.records.reduce(
      (total, { value }) => total + Number(new TextDecoder().decode(value)),
      sum,
    );
  }, 0);
}

function textOf({ operations, attempts }: History): string {
  return JSON.stringify([operations, attempts]);
}
