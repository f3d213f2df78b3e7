import { describe, expect, it } from 'vitest';
import {
  type Counterexample,
  checkLinearizable,
  kv,
  register,
} from '../../../jepsen-lite/checkers/index.ts';
import type { HistoryEvent } from '../../../jepsen-lite/history/event.ts';
import { withSwappedRead, workingHistory } from './histories.ts';

const unlimited = { now: () => 0, deadline: 1 };

function event(i: number, p: number, type: 'invoke' | 'ok', f: string, v?: unknown): HistoryEvent {
  return { i, t: 100 * i, p, type, f, k: 'x', ...(v === undefined ? {} : { v }) };
}

describe('a counterexample', () => {
  it('shows the longest legal order, the states along it, and what cannot come next', () => {
    const history = [
      event(0, 1, 'invoke', 'write', 1),
      event(1, 1, 'ok', 'write', 1),
      event(2, 2, 'invoke', 'write', 2),
      event(3, 3, 'invoke', 'read'),
      event(4, 3, 'ok', 'read', 2),
      event(5, 2, 'ok', 'write', 2),
      event(6, 3, 'invoke', 'read'),
      event(7, 3, 'ok', 'read', 1),
      event(8, 1, 'invoke', 'write', 9),
      event(9, 1, 'ok', 'write', 9),
    ];
    const result = checkLinearizable(history, register, unlimited);
    expect(result.verdict).toBe('invalid');
    expect(result.detail).toContain('read 1 (operation 6)');
    expect(result.counterexample).toMatchObject({
      key: 'x',
      order: [
        { operation: 0, state: '1' },
        { operation: 2, state: '2' },
        { operation: 3, state: '2' },
      ],
      illegal: [6],
    });
    // The last write began after the read that nothing allows had returned: it has no part in this.
    expect(
      result.counterexample?.operations.map(({ operation, text }) => [operation, text]),
    ).toEqual([
      [0, 'write 1'],
      [2, 'write 2'],
      [3, 'read 2'],
      [6, 'read 1'],
    ]);
  });

  it.each(['register', 'kv'] as const)('is drawn for whatever is not linearizable: %s', (kind) => {
    let drawn = 0;
    for (let seed = 0; seed < 60; seed++) {
      const shape = {
        kind,
        seed,
        operations: 60,
        processes: 5,
        keys: 2,
        values: 0,
        openPercent: 10,
        readPercent: 40,
      };
      const history = withSwappedRead(workingHistory(shape), seed);
      const model = kind === 'kv' ? kv : register;
      const { counterexample } = checkLinearizable(history ?? [], model, unlimited);
      if (counterexample === undefined) continue;
      drawn++;
      expectDrawable(counterexample);
    }
    expect(drawn).toBeGreaterThan(20);
  });
});

function expectDrawable({ operations, order, illegal }: Counterexample): void {
  const known = new Set(operations.map(({ operation }) => operation));
  const placed = order.map(({ operation }) => operation);
  expect(illegal.length).toBeGreaterThan(0);
  expect([...placed, ...illegal].filter((operation) => !known.has(operation))).toEqual([]);
  expect(new Set([...placed, ...illegal]).size).toBe(placed.length + illegal.length);
}
