import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { KvAccess, TxnAnswer } from '../../src/cli/kv-access.ts';
import { txnFileBytes } from '../../src/cli/txn-parse.ts';
import type { TxnCondition, TxnOperation } from '../../src/cli/txn-script.ts';
import { splitWords } from '../../src/cli/txn-words.ts';
import { CrossPartitionError, KvError } from '../../src/client/errors.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { kvctl, sampleRecord } from './kvctl-fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'ringkv-txn-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(text: string | Uint8Array): string {
  const path = join(dir, `${Math.random()}.txn`);
  writeFileSync(path, text);
  return path;
}

function answering(answer: Partial<TxnAnswer>): Partial<KvAccess> {
  const plain = { succeeded: true, branch: 'then', revision: 14, partition: 6 } as const;
  return { txn: async () => ({ ...plain, results: [], refused: null, ...answer }) };
}

const words = (...lines: readonly string[]): string[] => lines.join('|').split('|');

describe('kvctl txn', () => {
  it('sends what the words say and prints what was done', async () => {
    const access = answering({
      results: [
        { kind: 'increment', value: 3, version: 2, expiresAt: null },
        { kind: 'put', version: 1, expiresAt: 1 },
      ],
    });
    const { code, out, err, calls } = await kvctl(
      words(
        'txn|--if|absent {s}/o|--then|incr {s}/n -2 min=0',
        '--then|put {s}/o "two of them" ttl=10m|--else|get {s}/o',
      ),
      { access },
    );
    expect({ code, out, err }).toEqual({
      code: 0,
      out: 'then done at revision 14, partition 6\nincr {s}/n: 3\nput {s}/o: version 1\n',
      err: '',
    });
    expect(calls[0]).toEqual([
      'txn',
      {
        if: [{ target: 'absent', key: '{s}/o' }],
        then: [
          { kind: 'increment', key: '{s}/n', delta: -2, min: 0, max: null, ttlMs: null },
          { kind: 'put', key: '{s}/o', value: 'two of them', ttlMs: 600_000 },
        ],
        else: [{ kind: 'get', key: '{s}/o' }],
      },
    ]);
  });

  it('answers one JSON object with a result for each operation', async () => {
    const access = answering({
      results: [
        { kind: 'get', record: sampleRecord },
        { kind: 'get', record: null },
        { kind: 'delete', deleted: true },
        { kind: 'touch', found: true, version: 4, expiresAt: null },
        { kind: 'deleteRange', deleted: 5 },
      ],
    });
    const then = ['get greeting', 'get b', 'del c', 'touch d never', 'delrange e/'];
    const args = ['txn', '-o', 'json', ...then.flatMap((one) => ['--then', one])];
    const { code, out } = await kvctl(args, { access });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      succeeded: true,
      revision: 14,
      partition: 6,
      branch: 'then',
      results: [
        {
          op: 'get',
          key: 'greeting',
          record: {
            key: 'greeting',
            value: 'hello',
            version: 2,
            createRevision: 3,
            modRevision: 9,
            expiresAt: null,
          },
        },
        { op: 'get', key: 'b', record: null },
        { op: 'del', key: 'c', deleted: true },
        { op: 'touch', key: 'd', found: true, version: 4, expiresAt: null },
        { op: 'delrange', key: 'e/', deleted: 5 },
      ],
    });
    const text = await kvctl(['txn', ...then.flatMap((one) => ['--then', one])], { access });
    expect(text.out.split('\n').slice(1)).toEqual([
      'get greeting: hello',
      'get b: not found',
      'del c: deleted',
      'touch d: expires never',
      'delrange e/: deleted 5',
      '',
    ]);
  });

  it('exits 4 when a condition failed, with the answer of the else branch on stdout', async () => {
    const access = answering({
      succeeded: false,
      branch: 'else',
      results: [{ kind: 'get', record: { ...sampleRecord, value: utf8('tab\there') } }],
    });
    const args = ['txn', '--if', 'exists k', '--then', 'del k', '--else', 'get k'];
    const text = await kvctl(args, { access });
    expect({ code: text.code, out: text.out, err: text.err }).toEqual({
      code: 4,
      out: 'else done at revision 14, partition 6\nget k: tab\\x09here\n',
      err: 'condition failed: else was done\n',
    });
    const asJson = await kvctl([...args, '-o', 'json'], { access });
    expect(asJson.code).toBe(4);
    expect(JSON.parse(asJson.out)).toMatchObject({ succeeded: false, branch: 'else' });
    expect(JSON.parse(asJson.err).error).toMatchObject({
      code: 'ABORTED',
      reason: 'CONDITION_FAILED',
      outcome: 'NOT_EXECUTED',
    });
  });

  it('exits 4 at a bound and says at which counter', async () => {
    const access = answering({ succeeded: false, refused: { index: 1, value: 1 } });
    const args = ['txn', '--then', 'put {s}/a x', '--then', 'incr {s}/n -2 min=0'];
    const text = await kvctl(args, { access });
    expect({ code: text.code, out: text.out, err: text.err }).toEqual({
      code: 4,
      out: '',
      err: 'bound hit: {s}/n holds 1, -2 would pass its bound; nothing of then was done\n',
    });
    const asJson = await kvctl([...args, '-o', 'json'], { access });
    expect(JSON.parse(asJson.out)).toEqual({
      succeeded: false,
      revision: 14,
      partition: 6,
      branch: 'then',
      results: [],
      refused: { index: 1, value: 1 },
    });
    expect(JSON.parse(asJson.err).error).toMatchObject({
      reason: 'OUT_OF_RANGE',
      branch: 'then',
      index: 1,
      value: 1,
    });
  });

  it('exits 2 for keys of different partitions, 9 for reads that are too large', async () => {
    const failing = (error: Error): Partial<KvAccess> => ({
      txn: async () => {
        throw error;
      },
    });
    const keys = new CrossPartitionError('"a" is in 1 and "b" in 2', ['a', 'b']);
    const cross = await kvctl(['txn', '--then', 'get a'], { access: failing(keys) });
    expect({ code: cross.code, err: cross.err }).toEqual({
      code: 2,
      err: '"a" is in 1 and "b" in 2\n',
    });
    const fields = { code: 'INVALID_ARGUMENT', outcome: 'not_executed' } as const;
    const large = new KvError('too large', { ...fields, reason: 'RESULT_TOO_LARGE' });
    expect((await kvctl(['txn', '--then', 'get a'], { access: failing(large) })).code).toBe(9);
  });

  it('shows the forms and two examples in its help', async () => {
    const { code, out } = await kvctl(['txn', '--help']);
    expect(code).toBe(0);
    for (const word of ['absent KEY', 'incr KEY DELTA [min=N]', 'kvctl txn --if', '--file -']) {
      expect(out).toContain(word);
    }
  });
});

describe('the script of kvctl txn', () => {
  const script = [
    '# an order',
    '',
    "if absent '{s}/the order'",
    '  if time < 2026-12-01T00:00:00Z',
    'then put {s}/o {"json":1}',
    'else get {s}/o\r',
    '   # done',
  ].join('\n');
  const meant = {
    if: [
      { target: 'absent', key: '{s}/the order' },
      { target: 'time', relation: '<', ms: Date.UTC(2026, 11, 1) },
    ],
    then: [{ kind: 'put', key: '{s}/o', value: '{"json":1}', ttlMs: null }],
    else: [{ kind: 'get', key: '{s}/o' }],
  };

  it('comes from a file or from stdin', async () => {
    const fromFile = await kvctl(['txn', '--file', file(script)]);
    expect(fromFile.err).toBe('');
    expect(fromFile.calls[0]?.[1]).toEqual(meant);
    const stdin = [utf8(script.slice(0, 30)), utf8(script.slice(30))];
    expect((await kvctl(['txn', '--file', '-'], { stdin })).calls[0]?.[1]).toEqual(meant);
  });

  it.each<readonly [string, TxnCondition]>([
    ['exists k', { target: 'exists', key: 'k' }],
    ['version k = 3', { target: 'version', key: 'k', relation: '=', number: 3 }],
    ['revision k >= 7', { target: 'revision', key: 'k', relation: '>=', number: 7 }],
    ['count {g}/ < 3', { target: 'count', prefix: '{g}/', relation: '<', number: 3 }],
    ["value k != ''", { target: 'value', key: 'k', relation: '!=', text: '' }],
    ['value k = "a  b"', { target: 'value', key: 'k', relation: '=', text: 'a  b' }],
    ['time <= 17', { target: 'time', relation: '<=', ms: 17 }],
    ['time > 1970-01-01T01:00:00.5+01:00', { target: 'time', relation: '>', ms: 500 }],
  ])('takes the condition %s', async (words, condition) => {
    const { calls } = await kvctl(['txn', '--if', words]);
    expect(calls[0]?.[1]).toMatchObject({ if: [condition] });
  });

  it.each<readonly [string, TxnOperation]>([
    ['put k ""', { kind: 'put', key: 'k', value: '', ttlMs: null }],
    ['put k \'say "hi"\'', { kind: 'put', key: 'k', value: 'say "hi"', ttlMs: null }],
    ['del k', { kind: 'delete', key: 'k' }],
    ['delrange {g}/', { kind: 'deleteRange', key: '{g}/' }],
    ['touch k 30s', { kind: 'touch', key: 'k', ttlMs: 30_000 }],
    ['touch k never', { kind: 'touch', key: 'k', ttlMs: 0 }],
    [
      'incr k 5 ttl=1m max=9 min=-9',
      { kind: 'increment', key: 'k', delta: 5, min: -9, max: 9, ttlMs: 60_000 },
    ],
  ])('takes the operation %s', async (words, operation) => {
    const { calls } = await kvctl(['txn', '--else', words]);
    expect(calls[0]?.[1]).toMatchObject({ else: [operation] });
  });

  it.each<readonly [readonly string[], string | RegExp]>([
    [[], 'nothing to do: give --if, --then and --else, or --file'],
    [['--then', 'get k', '--file', 'x'], '--file excludes --if, --then and --else'],
    [['--if', 'nothing k'], /^--if nothing k: word 1: expected a condition \(absent, .*'nothing'$/],
    [['--if', ''], /^--if : empty, expected a condition: absent/],
    [['--if', 'absent'], '--if absent: KEY is missing, expected absent KEY'],
    [['--if', 'absent a b'], "--if absent a b: word 3: unexpected 'b', expected absent KEY"],
    [
      ['--if', 'version k == 3'],
      "--if version k == 3: word 3: expected one of = != < <= > >=, got '=='",
    ],
    [['--if', 'version k = x'], /^--if version k = x: word 4: expected an integer .* got 'x'$/],
    [['--if', 'revision k > -1'], /word 4: expected an integer from 0 to .* got '-1'$/],
    [['--if', 'value k ='], '--if value k =: TEXT is missing, expected value KEY = TEXT'],
    [['--if', 'time < tomorrow'], /word 3: expected a time such as .* got 'tomorrow'$/],
    [['--if', 'time < 2026-12-01'], /word 3: expected a time such as .* got '2026-12-01'$/],
    [['--if', 'time < 2026-13-01T00:00:00Z'], /word 3: expected a time such as/],
    [
      ['--then', 'pot k v'],
      /word 1: expected an operation \(get, put, del, delrange, incr, touch\), got 'pot'$/,
    ],
    [['--then', 'put k'], '--then put k: VALUE is missing, expected put KEY VALUE [ttl=30s]'],
    [['--then', 'put k a b'], /word 4: unexpected 'b', expected put KEY VALUE/],
    [['--then', 'put k v tll=3s'], /word 4: unexpected 'tll=3s', expected put KEY VALUE/],
    [['--then', 'put k v ttl=1s ttl=2s'], /word 5: ttl= is given twice$/],
    [['--then', 'put k v ttl=3'], /ttl: expected a duration such as .* got '3'$/],
    [['--then', "put k 'v"], /the quote that begins ''v' does not end before a blank$/],
    [['--then', "put k 'v'w"], /the quote that begins ''v'w' does not end before a blank$/],
    [['--then', 'incr k'], /DELTA is missing/],
    [['--then', 'incr k 1.5'], /word 3: expected an integer .* got '1.5'$/],
    [['--then', 'incr k 1 min=x'], /min: expected an integer .* got 'x'$/],
    [['--then', 'incr k 1 min=3 max=2'], /min=3 is above max=2$/],
    [['--then', 'touch k none'], /word 3: expected a duration such as .* got 'none'$/],
  ])('%j is refused in one line before it connects', async (args, message) => {
    const { code, out, err, connectedTo } = await kvctl(['txn', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd()).not.toContain('\n');
    if (typeof message === 'string') expect(err).toBe(`${message}\n`);
    else expect(err.trimEnd()).toMatch(message);
    expect(connectedTo).toBeNull();
  });

  it('says in which line of a file a word is wrong', async () => {
    const path = file('# first\nthen put k v\nthen get\n');
    const { code, err } = await kvctl(['txn', '--file', path]);
    expect({ code, err }).toEqual({
      code: 2,
      err: `${path} line 3: KEY is missing, expected get KEY\n`,
    });
    const stdin = [utf8('when it rains')];
    expect((await kvctl(['txn', '--file', '-'], { stdin })).err).toBe(
      "stdin line 1: expected if, then or else, got 'when'\n",
    );
  });

  it('must be text of a sensible size, and say something', async () => {
    const binary = await kvctl(['txn', '--file', file(Uint8Array.of(0xff))]);
    expect(binary).toMatchObject({ code: 2, err: expect.stringContaining('not UTF-8 text') });
    const empty = await kvctl(['txn', '--file', file('# nothing\n')]);
    expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('nothing to do') });
    const missing = await kvctl(['txn', '--file', join(dir, 'missing')]);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
    const stdin = [new Uint8Array(txnFileBytes), Uint8Array.of(32)];
    expect((await kvctl(['txn', '--file', '-'], { stdin })).code).toBe(9);
    expect((await kvctl(['txn', '--file', file(Buffer.concat(stdin))])).code).toBe(9);
  });
});

describe('words', () => {
  it.each<readonly [string, readonly string[]]>([
    ['', []],
    ['  a\t b ', ['a', 'b']],
    [`'say "hi"'`, ['say "hi"']],
    [`{"a":1,"b":"it's"}`, [`{"a":1,"b":"it's"}`]],
    ['back\\slash', ['back\\slash']],
    ['"" \'\'', ['', '']],
    ["''", ['']],
    ['naïve 🦀 "🦀 🦀"', ['naïve', '🦀', '🦀 🦀']],
  ])('of %s', (line, words) => {
    expect(splitWords('x', line)).toEqual(words);
  });

  it('come back from their quotes, whatever they hold', () => {
    const quote = (word: string): string => (word.includes("'") ? `"${word}"` : `'${word}'`);
    const any = fc.string({ unit: 'grapheme' }).filter((word) => !/'.*"|".*'/s.test(word));
    const line = fc.tuple(fc.array(any), fc.constantFrom(' ', '\t', '   '));
    fc.assert(
      fc.property(line, ([given, blank]) => {
        expect(splitWords('x', given.map(quote).join(blank))).toEqual(given);
      }),
    );
  });
});
