import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import { kvctl, sampleRecord } from './kvctl-fixture.ts';

const served = {
  partition: 6,
  servedBy: 2,
  role: 'leader',
  consistency: 'linearizable',
  stalenessMs: 0,
};

const anyTerms = { consistency: null, maxStalenessMs: null, replica: null };

describe('kvctl get', () => {
  it('prints the bytes of the value and a newline, and nothing else', async () => {
    const { code, out, err } = await kvctl(['get', 'greeting']);
    expect({ code, out, err }).toEqual({ code: 0, out: 'hello\n', err: '' });
  });

  it('prints bytes that are no text as they are', async () => {
    const record = { ...sampleRecord, value: Uint8Array.of(0xff, 0x00, 0x0a), ...served };
    const { out } = await kvctl(['get', 'k'], { access: { get: async () => record } });
    expect(out).toBe('\xff\x00\n\n');
  });

  it('prints with -o json one object with exactly the promised keys', async () => {
    const { out } = await kvctl(['get', 'greeting', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      key: 'greeting',
      value: 'hello',
      version: 2,
      createRevision: 3,
      modRevision: 9,
      expiresAt: null,
      ...served,
    });
    expect(out.endsWith('}\n')).toBe(true);
  });

  it('shows bytes that are no text as base64 in JSON', async () => {
    const record = { ...sampleRecord, value: Uint8Array.of(0xff, 0x00), ...served };
    const access = { get: async () => record };
    const { out } = await kvctl(['-o', 'json', 'get', 'k'], { access });
    expect(JSON.parse(out).value).toEqual({ base64: '/wA=' });
  });

  it('answers a missing key with nothing on stdout, one line on stderr and exit code 3', async () => {
    const { code, out, err } = await kvctl(['get', 'k'], { access: { get: async () => null } });
    expect({ code, out, err }).toEqual({ code: 3, out: '', err: 'key not found: k\n' });
  });

  it('answers a missing key with a JSON error when asked for JSON', async () => {
    const access = { get: async () => null };
    const { code, out, err } = await kvctl(['get', 'k', '--output=json'], { access });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(JSON.parse(err)).toEqual({
      error: {
        code: 'NOT_FOUND',
        reason: 'KEY_NOT_FOUND',
        outcome: 'NOT_EXECUTED',
        message: 'key not found: k',
      },
    });
  });

  it('reads at the level that was asked for', async () => {
    const { calls } = await kvctl(['get', 'k', '--consistency', 'eventual']);
    expect(calls[0]).toEqual(['get', 'k', { ...anyTerms, consistency: 'eventual' }]);
  });

  it.each([
    [['--consistency', 'leader-lease'], { consistency: 'leader_lease' }],
    [['--consistency', 'session'], { consistency: 'session' }],
    [
      ['--consistency', 'bounded:1.5s'],
      { consistency: 'bounded_staleness', maxStalenessMs: 1_500 },
    ],
    [['--prefer', 'nearest'], { replica: 'nearest' }],
    [['--prefer', 'zone:eu-1'], { replica: { zone: 'eu-1' } }],
  ])('takes %j', async (flags, terms) => {
    const { calls } = await kvctl(['get', 'k', ...flags]);
    expect(calls[0]).toEqual(['get', 'k', { ...anyTerms, ...terms }]);
  });

  it.each([
    [['--consistency', 'strong'], '--consistency: expected linearizable, leader-lease, session, '],
    [['--consistency', 'bounded:5'], '--consistency bounded: expected a duration such as 500ms'],
    [['--prefer', 'best'], '--prefer: expected leader, any, nearest or zone:NAME, got '],
  ])('refuses %j before it connects', async (flags, message) => {
    const { code, err, connectedTo } = await kvctl(['get', 'k', ...flags]);
    expect({ code, connectedTo }).toEqual({ code: 2, connectedTo: null });
    expect(err.startsWith(message)).toBe(true);
  });

  it('goes on with a session, and shows its next token in JSON alone', async () => {
    const access = { token: () => 'next' };
    const args = ['get', 'k', '--token', 'before', '-o', 'json'];
    const { out, connectedTo } = await kvctl(args, { access });
    expect(connectedTo).toMatchObject({ token: 'before' });
    expect(JSON.parse(out)).toMatchObject({ token: 'next' });
    const put = await kvctl(['put', 'k', 'v', '--token', 'new', '-o', 'json'], { access });
    expect(JSON.parse(put.out)).toMatchObject({ revision: 10, token: 'next' });
    expect((await kvctl(['get', 'k'], { access })).out).toBe('hello\n');
  });
});

describe('kvctl put', () => {
  it('writes the argument and says at which revision', async () => {
    const { code, out, calls } = await kvctl(['put', 'k', 'v', '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ revision: 10, version: 3, partition: 6 });
    expect(calls[0]).toEqual([
      'put',
      'k',
      utf8('v'),
      { ttlMs: null, ifAbsent: false, ifRevision: null, ack: 'quorum', idempotencyKey: null },
    ]);
  });

  it('passes time to live and condition on', async () => {
    const { calls } = await kvctl(['put', 'k', 'v', '--ttl', '30s', '--if-revision', '7']);
    expect(calls[0]?.[3]).toEqual({
      ttlMs: 30_000,
      ifAbsent: false,
      ifRevision: 7,
      ack: 'quorum',
      idempotencyKey: null,
    });
  });

  it('reads every byte of stdin for the value -', async () => {
    const stdin = [Uint8Array.of(0xff, 0x0a), Uint8Array.of(0x0a)];
    const { calls } = await kvctl(['put', 'k', '-'], { stdin });
    expect(Buffer.from(calls[0]?.[2] as Uint8Array)).toEqual(Buffer.from([0xff, 0x0a, 0x0a]));
  });

  it('refuses a value on stdin past the limit without connecting', async () => {
    const stdin = [new Uint8Array(requestLimits.valueBytes), Uint8Array.of(1)];
    const { code, err, connectedTo } = await kvctl(['put', 'k', '-'], { stdin });
    expect(code).toBe(9);
    expect(err).toContain(`limit of ${requestLimits.valueBytes} bytes`);
    expect(connectedTo).toBeNull();
  });

  it('exits 4 when the condition fails and shows what was there', async () => {
    const access = {
      put: async () => ({ ok: false, current: { version: 2, modRevision: 9 } }) as const,
    };
    const text = await kvctl(['put', 'k', 'v', '--if-absent'], { access });
    expect({ code: text.code, out: text.out, err: text.err }).toEqual({
      code: 4,
      out: '',
      err: 'condition failed for k: it is at revision 9, version 2\n',
    });
    const asJson = await kvctl(['put', 'k', 'v', '--if-absent', '-o', 'json'], { access });
    expect(JSON.parse(asJson.err).error).toMatchObject({
      code: 'ABORTED',
      reason: 'CONDITION_FAILED',
      outcome: 'NOT_EXECUTED',
      current: { version: 2, modRevision: 9 },
    });
  });

  it('waits for all replicas where that is asked, and warns of those that are away', async () => {
    const warnings = ['NOT_ALL_REPLICAS: some are away'];
    const done = { ok: true, revision: 10, version: 3, partition: 6, replayed: false } as const;
    const answer = { ...done, ackedBy: [1, 3] };
    const access = { put: async () => ({ ...answer, warnings }) };
    const args = ['put', 'k', 'v', '--ack', 'all', '-o', 'json'];
    const { code, out, err, calls } = await kvctl(args, { access });
    expect(JSON.parse(out)).toEqual({ revision: 10, version: 3, partition: 6, ackedBy: [1, 3] });
    expect({ code, err }).toEqual({ code: 0, err: 'warning: NOT_ALL_REPLICAS: some are away\n' });
    expect(calls[0]?.[3]).toMatchObject({ ack: 'all' });
  });

  it('that is only accepted says that its outcome is unknown, and is no failure', async () => {
    const args = ['put', 'k', 'v', '--ack', 'accepted', '--ttl', '5s'];
    const text = await kvctl(args);
    expect({ code: text.code, out: text.out }).toEqual({
      code: 0,
      out: 'accepted by partition 6\n',
    });
    expect(text.err).toContain('outcome unknown: the leader has queued the write');
    expect(text.calls.find(([name]) => name === 'putAccepted')?.[3]).toBe(5_000);
    const asJson = await kvctl([...args, '-o', 'json']);
    expect(JSON.parse(asJson.out)).toEqual({ outcome: 'UNKNOWN', partition: 6 });
    expect(asJson.code).toBe(0);
  });

  it('under an idempotency key says whether it had been done before', async () => {
    const put = { ok: true, revision: 10, version: 3, partition: 6, ackedBy: [] } as const;
    const access = { put: async () => ({ ...put, replayed: true, warnings: [] }) };
    const args = ['put', 'k', 'v', '--idempotency-key', 'order-1'];
    const asJson = await kvctl([...args, '-o', 'json'], { access });
    expect(JSON.parse(asJson.out)).toEqual({
      revision: 10,
      version: 3,
      partition: 6,
      replayed: true,
    });
    expect(asJson.calls[0]?.[3]).toMatchObject({ idempotencyKey: 'order-1' });
    expect((await kvctl(args, { access })).out).toContain(', done before\n');
    expect((await kvctl([...args, '--ack', 'accepted'])).code).toBe(2);
  });

  it('that is only accepted takes no condition', async () => {
    const { code, err } = await kvctl(['put', 'k', 'v', '--ack', 'accepted', '--if-absent']);
    expect(code).toBe(2);
    expect(err).toContain('--ack accepted takes no condition');
  });

  it('refuses two conditions at once', async () => {
    const { code, err } = await kvctl(['put', 'k', 'v', '--if-absent', '--if-revision', '1']);
    expect({ code, err }).toEqual({
      code: 2,
      err: '--if-absent and --if-revision exclude each other\n',
    });
  });
});

describe('kvctl append', () => {
  it('prints the key that the value got', async () => {
    const { code, out, calls } = await kvctl(['append', '{q}/', 'job', '--ttl', '5s']);
    expect({ code, out }).toEqual({ code: 0, out: '{q}/000000000000000e\n' });
    expect(calls[0]?.slice(1)).toEqual([
      '{q}/',
      utf8('job'),
      { ttlMs: 5_000, idempotencyKey: null },
    ]);
    const asJson = await kvctl(['append', '{q}/', 'job', '-o', 'json', '--idempotency-key', 'o']);
    expect(JSON.parse(asJson.out)).toEqual({
      key: '{q}/000000000000000e',
      revision: 14,
      partition: 6,
      replayed: false,
    });
  });

  it('exits 4 where a record stands in the way', async () => {
    const current = { version: 1, modRevision: 3 };
    const access = { append: async () => ({ ok: false, current }) as const };
    expect((await kvctl(['append', '{q}/', 'job'], { access })).code).toBe(4);
  });
});

describe('kvctl del', () => {
  it('deletes what starts with a prefix, and says how many', async () => {
    const { code, out, calls } = await kvctl(['del', 'user/', '--prefix']);
    expect({ code, out }).toEqual({ code: 0, out: 'deleted 1002\n' });
    expect(calls[0]).toEqual(['deleteRange', 'user/']);
    const none = await kvctl(['del', 'x', '--prefix', '-o', 'json'], {
      access: { deleteRange: async () => 0 },
    });
    expect([none.code, none.out]).toEqual([3, '{"deleted":0}\n']);
    expect((await kvctl(['del', '', '--prefix'])).code).toBe(2);
  });

  it('says what it did', async () => {
    const { code, out } = await kvctl(['del', 'k', '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ deleted: true, revision: 11, partition: 6 });
  });

  it('exits 3 when there was nothing, with the answer still on stdout in JSON', async () => {
    const access = { delete: async () => ({ deleted: false, revision: 11, partition: 6 }) };
    const { code, out, err } = await kvctl(['del', 'k', '-o', 'json'], { access });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({ deleted: false, revision: 11, partition: 6 });
    expect(JSON.parse(err).error.reason).toBe('KEY_NOT_FOUND');
  });
});

describe('kvctl incr', () => {
  it('takes negative numbers without ceremony', async () => {
    const { code, out, calls } = await kvctl(['incr', 'k', '-2', '--min', '-5', '--max', '10']);
    expect({ code, out }).toEqual({ code: 0, out: '41\n' });
    const bounds = { min: -5, max: 10, ttlMs: null, idempotencyKey: null };
    expect(calls[0]).toEqual(['increment', 'k', -2, bounds]);
  });

  it('adds one without a delta, and answers JSON', async () => {
    const { out, calls } = await kvctl(['incr', 'k', '-o', 'json']);
    expect(calls[0]?.[2]).toBe(1);
    expect(JSON.parse(out)).toEqual({ value: 41, version: 2, revision: 12, partition: 6 });
  });

  it('exits 4 at a bound and says which', async () => {
    const access = { increment: async () => ({ ok: false, value: 1 }) as const };
    const { code, out, err } = await kvctl(['incr', 'k', '-2', '--min', '0'], { access });
    expect({ code, out, err }).toEqual({
      code: 4,
      out: '',
      err: 'bound hit: k holds 1, -2 would pass --min 0\n',
    });
  });

  it.each(['1.5', 'x', '9007199254740992', '-9007199254740992', '1e3', ''])(
    'refuses the delta %s before it connects',
    async (delta) => {
      const { code, err, connectedTo } = await kvctl(['incr', 'k', '--', delta]);
      expect(code).toBe(2);
      expect(err).toMatch(/^DELTA: expected an integer from -9007199254740991 to 9007199254740991/);
      expect(connectedTo).toBeNull();
    },
  );

  it('under an idempotency key says whether it had been added before', async () => {
    const args = ['incr', 'k', '5', '--idempotency-key', 'order-1', '-o', 'json'];
    const { out, calls } = await kvctl(args);
    expect(calls[0]?.[3]).toMatchObject({ idempotencyKey: 'order-1' });
    expect(JSON.parse(out)).toMatchObject({ value: 41, replayed: false });
  });

  it('refuses bounds that exclude everything', async () => {
    const { code, err } = await kvctl(['incr', 'k', '1', '--min', '5', '--max', '4']);
    expect({ code, err }).toEqual({ code: 2, err: '--min 5 is above --max 4\n' });
  });
});

describe('kvctl touch', () => {
  it('says when the key expires', async () => {
    const { out, calls } = await kvctl(['touch', 'k', '--ttl', '1.5h']);
    expect(out).toBe('expires 2027-01-15T08:00:00.000Z\n');
    expect(calls[0]).toEqual(['touch', 'k', 5_400_000]);
  });

  it('removes the expiry with --ttl none', async () => {
    const { calls } = await kvctl(['touch', 'k', '--ttl', 'none']);
    expect(calls[0]).toEqual(['touch', 'k', 0]);
  });

  it('needs a time to live', async () => {
    const { code, err } = await kvctl(['touch', 'k']);
    expect(code).toBe(2);
    expect(err).toBe("required option '--ttl <duration>' not specified\n");
  });

  it('exits 3 when the key does not exist, with the answer still on stdout in JSON', async () => {
    const missing = { found: false, expiresAt: null, revision: 13, partition: 6 };
    const access = { touch: async () => missing };
    const { code, out } = await kvctl(['touch', 'k', '--ttl', '1s', '-o', 'json'], { access });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual(missing);
  });
});
