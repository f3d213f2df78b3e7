import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScanMerge } from '../../src/server/scan-merge.ts';
import { compareBytes, utf8 } from '../../src/util/bytes.ts';

/** Keys by partition: distinct and sorted within each. */
const partitions = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.nat(3)), {
    selector: ([key]) => key,
    maxLength: 60,
  })
  .map((pairs) =>
    [0, 1, 2, 3].map((partition) =>
      pairs
        .filter(([, owner]) => owner === partition)
        .map(([key]) => utf8(key))
        .sort(compareBytes),
    ),
  );

describe('merged pages', () => {
  it('contain every key exactly once and in order, whatever the limits and the direction', () => {
    fc.assert(
      fc.property(
        partitions,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 400 }),
        fc.boolean(),
        (owned, share, limit, byteLimit, reverse) => {
          const order = (a: Uint8Array, b: Uint8Array): number =>
            reverse ? compareBytes(b, a) : compareBytes(a, b);
          const seen: Uint8Array[] = [];
          let after: Uint8Array | null = null;
          for (;;) {
            const merge = new ScanMerge(limit, byteLimit, reverse);
            for (const keys of owned) {
              const left = keys
                .filter((key) => after === null || order(key, after) > 0)
                .sort(order);
              const page = left.slice(0, share).map((key) => ({ key }));
              merge.add(page, left.length > page.length);
            }
            expect(merge.records.length).toBeLessThanOrEqual(limit);
            for (const { key } of merge.records) seen.push(key ?? new Uint8Array(0));
            if (merge.frontier === null) break;
            expect(merge.records.length).toBeGreaterThan(0);
            after = merge.frontier;
          }
          expect(seen).toEqual(owned.flat().sort(order));
        },
      ),
    );
  });
});
