import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PageKey,
  PageTokens,
  pageSecretBytes,
  type ScanShape,
} from '../../src/server/page-token.ts';
import { utf8 } from '../../src/util/bytes.ts';

const clusterId = utf8('cluster');
const key = (id: number, byte = id): PageKey => ({
  id,
  secret: new Uint8Array(pageSecretBytes).fill(byte),
});
const tokens = new PageTokens({ pageKeys: [key(1)] }, { clusterId });

function shapeOf(prefix: Uint8Array, options: Partial<ScanShape> = {}): ScanShape {
  return { prefix, reverse: false, keysOnly: false, countOnly: false, ...options };
}

function signed(by: PageTokens, shape: ScanShape, at: Uint8Array, partition = 0): Uint8Array {
  const token = by.sign(shape, at, partition);
  if ('type' in token) throw new Error(token.message);
  return token;
}

const bytes = fc.uint8Array({ maxLength: 24 });
const scans = fc.record({
  prefix: bytes,
  rest: bytes,
  reverse: fc.boolean(),
  keysOnly: fc.boolean(),
  countOnly: fc.boolean(),
  partition: fc.nat(4_095),
});

describe('a page token (R36)', () => {
  it('gives back its position to the scan that it was made for', () => {
    fc.assert(
      fc.property(scans, ({ prefix, rest, partition, ...options }) => {
        const shape = shapeOf(prefix, options);
        const at = new Uint8Array([...prefix, ...rest]);
        const token = signed(tokens, shape, at, partition);
        expect(tokens.read(token, shape)).toEqual({ type: 'position', key: at, partition });
      }),
    );
  });

  it('can say that a partition has not begun', () => {
    const shape = shapeOf(utf8('p'), { countOnly: true });
    const none = new Uint8Array(0);
    const token = signed(tokens, shape, none, 7);
    expect(tokens.read(token, shape)).toEqual({ type: 'position', key: none, partition: 7 });
  });

  it('is refused when any one of its bits differs, and when it is cut or prolonged anywhere', () => {
    fc.assert(
      fc.property(scans, ({ prefix, rest, partition, ...options }) => {
        const shape = shapeOf(prefix, options);
        const token = signed(tokens, shape, new Uint8Array([...prefix, ...rest]), partition);
        for (let bit = 0; bit < 8 * token.length; bit++) {
          const changed = new Uint8Array(token);
          changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(tokens.read(changed, shape)).toMatchObject({ reason: 'BAD_PAGE_TOKEN' });
        }
        for (let length = 0; length < token.length; length++) {
          const cut = token.subarray(0, length);
          expect(tokens.read(cut, shape)).toMatchObject({ reason: 'BAD_PAGE_TOKEN' });
        }
        const longer = new Uint8Array([...token, 0]);
        expect(tokens.read(longer, shape)).toMatchObject({ reason: 'BAD_PAGE_TOKEN' });
      }),
      { numRuns: 30 },
    );
  });

  it('is refused by any other scan, which is told what differs', () => {
    fc.assert(
      fc.property(scans, bytes, ({ prefix, rest, ...options }, other) => {
        const shape = shapeOf(prefix, options);
        const token = signed(tokens, shape, new Uint8Array([...prefix, ...rest]));
        fc.pre(Buffer.compare(prefix, other) !== 0);
        expect(tokens.read(token, shapeOf(other, options))).toMatchObject({
          reason: 'BAD_PAGE_TOKEN',
          message: 'page_token belongs to another prefix',
        });
        for (const field of ['reverse', 'keysOnly', 'countOnly'] as const) {
          const turned = { ...shape, [field]: !shape[field] };
          expect(tokens.read(token, turned)).toMatchObject({
            reason: 'BAD_PAGE_TOKEN',
            message: expect.stringContaining('stay as they were'),
          });
        }
      }),
    );
  });

  it('is refused by another cluster, even one that has the same key', () => {
    const shape = shapeOf(utf8('p'));
    const token = signed(tokens, shape, utf8('p1'));
    const foreign = new PageTokens({ pageKeys: [key(1, 9)] }, { clusterId });
    const restored = new PageTokens({ pageKeys: [key(1)] }, { clusterId: utf8('restored') });
    for (const cluster of [foreign, restored]) {
      expect(cluster.read(token, shape)).toMatchObject({ reason: 'BAD_PAGE_TOKEN' });
    }
  });

  it('is good while its key is known, and signed by the newest one', () => {
    const shape = shapeOf(utf8('p'));
    const old = signed(tokens, shape, utf8('p1'));
    const both = new PageTokens({ pageKeys: [key(1), key(2)] }, { clusterId });
    const after = new PageTokens({ pageKeys: [key(2)] }, { clusterId });
    expect(both.read(old, shape).type).toBe('position');
    expect(after.read(signed(both, shape, utf8('p2')), shape).type).toBe('position');
    expect(after.read(old, shape)).toMatchObject({ reason: 'BAD_PAGE_TOKEN' });
  });

  it('waits for the key on a node that has none yet, which is no fault of the token', () => {
    const none = new PageTokens({ pageKeys: [] }, { clusterId });
    const shape = shapeOf(utf8('p'));
    expect(none.sign(shape, utf8('p1'))).toMatchObject({ reason: 'NOT_READY' });
    const token = signed(tokens, shape, utf8('p1'));
    expect(none.read(token, shape)).toMatchObject({ reason: 'NOT_READY' });
  });
});
