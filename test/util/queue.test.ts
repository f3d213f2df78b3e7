import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from '../../src/util/queue.ts';
import { Random } from '../../src/util/random.ts';

describe('a bounded queue', () => {
  it('is a list that refuses what goes beyond its limit', () => {
    const limit = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(limit, fc.array(fc.option(fc.nat())), (most, steps) => {
        const queue = new BoundedQueue<number>(most);
        const model: number[] = [];
        for (const step of steps) {
          if (step === null) {
            expect(queue.peek()).toBe(model[0]);
            expect(queue.shift()).toBe(model.shift());
          } else {
            expect(queue.push(step)).toBe(model.length < most);
            if (model.length < most) model.push(step);
          }
          expect(queue.length).toBe(model.length);
        }
      }),
    );
  });
});

describe('random numbers', () => {
  it('are the same for the same seed and label, and differ for others', () => {
    const draw = (random: Random): number[] => Array.from({ length: 8 }, () => random.uint32());
    expect(draw(new Random(7))).toEqual(draw(new Random(7)));
    expect(draw(new Random(7))).not.toEqual(draw(new Random(8)));
    expect(draw(new Random(7).fork(1))).toEqual(draw(new Random(7).fork(1)));
    expect(draw(new Random(7).fork(1))).not.toEqual(draw(new Random(7).fork(2)));
  });

  it('stay within the bounds asked for, and reach both', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));
    expect([...seen].sort((a, b) => a - b)).toEqual([3, 4, 5, 6]);
  });
});
