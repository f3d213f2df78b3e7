import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/util/bytes.ts';
import { kvctl, sampleRecord } from './kvctl-fixture.ts';

const anyTerms = { consistency: null, maxStalenessMs: null, replica: null };

describe('kvctl scan', () => {
  const access = {
    scan: async function* () {
      yield sampleRecord;
      yield { ...sampleRecord, key: utf8('tab\tnew\nline\\'), value: Uint8Array.of(0xff, 0x41) };
    },
  };

  it('prints a line of key, tab and value each, with control bytes escaped', async () => {
    const { out } = await kvctl(['scan', ''], { access });
    expect(out).toBe('greeting\thello\ntab\\x09new\\x0aline\\\\\t\\xffA\n');
  });

  it('prints one JSON array', async () => {
    const { out } = await kvctl(['scan', 'g', '-o', 'json'], { access });
    expect(JSON.parse(out)).toEqual([
      {
        key: 'greeting',
        value: 'hello',
        version: 2,
        createRevision: 3,
        modRevision: 9,
        expiresAt: null,
      },
      {
        key: 'tab\tnew\nline\\',
        value: { base64: '/0E=' },
        version: 2,
        createRevision: 3,
        modRevision: 9,
        expiresAt: null,
      },
    ]);
  });

  it('prints an empty array for no keys', async () => {
    const none = { scan: async function* () {} };
    const { code, out } = await kvctl(['scan', 'x', '-o', 'json'], { access: none });
    expect({ code, out }).toEqual({ code: 0, out: '[]\n' });
  });

  it('asks for the prefix, the limit and the level', async () => {
    const { calls } = await kvctl(['scan', 'g', '--limit', '5', '--consistency', 'eventual']);
    const terms = { ...anyTerms, consistency: 'eventual' };
    expect(calls[0]).toEqual(['scan', 'g', { limit: 5, reverse: false, keysOnly: false, terms }]);
  });

  it('goes backwards, and leaves values out', async () => {
    const { out, calls } = await kvctl(['scan', 'g', '--reverse', '--keys-only'], { access });
    const limit = Number.POSITIVE_INFINITY;
    expect(calls[0]).toEqual([
      'scan',
      'g',
      { limit, reverse: true, keysOnly: true, terms: anyTerms },
    ]);
    expect(out).toBe('greeting\ntab\\x09new\\x0aline\\\\\n');
    const asJson = await kvctl(['scan', 'g', '--keys-only', '-o', 'json'], { access });
    const heads = JSON.parse(asJson.out) as object[];
    expect(heads.map((head) => 'value' in head)).toEqual([false, false]);
  });

  it('counts', async () => {
    const { out, calls } = await kvctl(['scan', 'g', '--count']);
    expect([out, calls[0]]).toEqual(['1234\n', ['count', 'g', anyTerms]]);
    expect((await kvctl(['scan', '--count', '-o', 'json'])).out).toBe('{"count":1234}\n');
    for (const other of ['--reverse', '--keys-only', '--limit=3']) {
      expect((await kvctl(['scan', '--count', other])).code).toBe(2);
    }
  });

  it.each(['0', '-1', 'ten', '1.5'])('refuses --limit %s', async (limit) => {
    const { code, err } = await kvctl(['scan', 'g', '--limit', limit]);
    expect(code).toBe(2);
    expect(err).toMatch(/^--limit: expected an integer from 1 to /);
  });
});
