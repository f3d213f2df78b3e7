import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ringkv } from '#proto';
import { edgeLimits } from '../../src/server/edge-limits.ts';
import type { RequestServer } from '../../src/server/request-batch.ts';
import { scanPage } from '../../src/server/scan-service.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { TestNode } from './nodes.ts';

type ScanRequest = ringkv.v1.ScanRequest.$Properties;
type ScanResponse = ringkv.v1.ScanResponse.$Properties;

let node: TestNode;
let server: RequestServer;

beforeAll(async () => {
  node = await TestNode.start(1);
  server = { router: node.router, hash: await loadHash(), tokens: node.tokens };
});

afterAll(() => node.kill());

function put(key: string): void {
  const head = { version: 1, createRevision: 1, modRevision: 1, expiresAt: 0 };
  node.host.records.set(key, { key: utf8(key), value: utf8(key), ...head });
}

/** The fake host answers at once. */
function page(request: ScanRequest, limits = edgeLimits): ScanResponse {
  let answer: ScanResponse | null = null;
  scanPage(
    server,
    request,
    { cancelled: false },
    Number.POSITIVE_INFINITY,
    limits,
    (error, found) => {
      if (error !== null) throw new Error(error.message ?? '');
      answer = found;
    },
  );
  if (answer === null) throw new Error('no answer');
  return answer;
}

/** What happens between two pages. */
interface Step {
  readonly limit: number;
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

const ids = fc.array(fc.nat(99), { maxLength: 6 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ limit: fc.integer({ min: 1, max: 12 }), added: ids, removed: ids }),
  { minLength: 1, maxLength: 30 },
);
const name = (id: number): string => `k${String(id).padStart(2, '0')}`;

describe('a scan while keys come and go (R36)', () => {
  it('answers each key that is there throughout exactly once, in order, whatever the pages and the direction', () => {
    fc.assert(
      fc.property(ids, ids, steps, fc.boolean(), (kept, others, story, reverse) => {
        node.host.records.clear();
        for (const id of [...kept, ...others]) put(name(id));
        const seen: string[] = [];
        let pageToken: Uint8Array = new Uint8Array(0);
        for (let turn = 0; ; turn++) {
          const { limit, added, removed } = story[turn % story.length] as Step;
          const answer: ScanResponse = page({ prefix: utf8('k'), limit, pageToken, reverse });
          for (const { key } of answer.records ?? []) seen.push(fromUtf8(key ?? utf8('')));
          pageToken = answer.nextPageToken ?? new Uint8Array(0);
          if (pageToken.length === 0) break;
          for (const id of added) put(name(id));
          for (const id of removed) if (!kept.includes(id)) node.host.records.delete(name(id));
        }
        const inOrder = [...new Set(seen)].sort();
        if (reverse) inOrder.reverse();
        expect(seen).toEqual(inOrder);
        expect(seen).toEqual(expect.arrayContaining(kept.map(name)));
      }),
    );
  });
});

describe('a count over pages', () => {
  it('comes to as many as there are, whatever ends its pages', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(99)),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (present, limit, countPartitions) => {
          node.host.records.clear();
          for (const id of present) put(name(id));
          let count = 0;
          let pageToken: Uint8Array = new Uint8Array(0);
          do {
            const request = { prefix: utf8('k'), countOnly: true, limit, pageToken };
            const answer: ScanResponse = page(request, { ...edgeLimits, countPartitions } as never);
            expect(answer.records ?? []).toEqual([]);
            expect(answer.count).toBeLessThanOrEqual(limit);
            count += answer.count ?? 0;
            pageToken = answer.nextPageToken ?? new Uint8Array(0);
          } while (pageToken.length > 0);
          expect(count).toBe(present.length);
        },
      ),
    );
  });

  it('has no order and no records', () => {
    for (const other of [{ reverse: true }, { keysOnly: true }]) {
      expect(() => page({ prefix: utf8('k'), countOnly: true, ...other })).toThrow('count_only');
    }
  });
});
