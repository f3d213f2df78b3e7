import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WakeHeap } from '../../src/server/host/wake-heap.ts';

describe('the wake heap', () => {
  it('hands out what is due, earliest first, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000)), fc.nat(1_000), (times, now) => {
        const heap = new WakeHeap<number>();
        for (const time of times) heap.push(time, time);
        const due: number[] = [];
        for (let item = heap.popDue(now); item !== undefined; item = heap.popDue(now))
          due.push(item);
        expect(due).toEqual(times.filter((time) => time <= now).sort((a, b) => a - b));
        expect(heap.size).toBe(times.length - due.length);
        expect(heap.earliest).toBe(
          Math.min(Number.POSITIVE_INFINITY, ...times.filter((t) => t > now)),
        );
      }),
    );
  });
});
