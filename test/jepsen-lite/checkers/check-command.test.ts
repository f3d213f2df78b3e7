import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCheck } from '../../../jepsen-lite/check-command.ts';
import {
  formatJsonl,
  parseJsonl,
  parsePorcupineJepsen,
  parsePorcupineKv,
} from '../../../jepsen-lite/checkers/index.ts';
import { workingHistory } from './histories.ts';

const jepsen = (...lines: string[]): string =>
  lines.map((line) => `INFO  jepsen.util - ${line}\n`).join('');
const valid = jepsen(
  '0 :invoke :write 1',
  '0\t:ok\t:write\t1',
  '1 :invoke :read nil',
  '1 :ok :read 1',
);
const invalid = valid.replace(':ok :read 1', ':ok :read nil');

let dir = '';
let out: string[] = [];
let err: string[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringkv-check-'));
  out = [];
  err = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => err.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
}

const ask = ['--model', 'register', '--format', 'porcupine-jepsen'];

describe('check', () => {
  it('prints a verdict for each file and nothing else', async () => {
    const files = [file('a.log', valid), file('b.log', invalid)];
    expect(await runCheck([...ask, ...files])).toBe(1);
    expect(out).toEqual([`${files[0]} valid`, `${files[1]} invalid`]);
    expect(err).toEqual([]);
    expect(await runCheck([...ask, files[0] ?? ''])).toBe(0);
  });

  it('says unknown when the budget ends, and exits with 3 unless something is invalid', async () => {
    // Twenty open appends whose order every read leaves to be guessed would take 20! orders without a limit.
    const p = Array.from({ length: 24 }, (_, i) => i);
    const line = (process: number, type: string, f: string, value: string): string =>
      `{:process ${process}, :type :${type}, :f :${f}, :key "0", :value ${value}}`;
    const texts = (process: number): string =>
      `"${process % 2 === 0 ? 'a' : 'aa'}${'b'.repeat(process % 3)}"`;
    const hard = file(
      'hard.txt',
      [
        ...p.map((one) => line(one, 'invoke', 'append', texts(one))),
        ...p.map((one) => line(one, 'ok', 'append', texts(one))),
        line(99, 'invoke', 'get', 'nil'),
        line(99, 'ok', 'get', `"${'aab'.repeat(60)}c"`),
      ].join('\n'),
    );
    const kv = ['--model', 'kv', '--format', 'porcupine-kv', '--budget', '0.000001', hard];
    expect(await runCheck(kv)).toBe(3);
    expect(out).toEqual([`${hard} unknown`]);
  });

  it.each([
    [
      'an unknown model',
      ['--model', 'queue', '--format', 'jsonl', 'x'],
      '--model must be one of register, kv',
    ],
    ['an unknown format', ['--model', 'kv', '--format', 'xml', 'x'], '--format must be one of'],
    ['no file', ask, 'no file given'],
    ['a missing file', [...ask, '/nowhere/x.log'], '/nowhere/x.log: ENOENT'],
    ['what is no file', [...ask, tmpdir()], 'EISDIR'],
    ['an unknown option', [...ask, '--fast', 'x'], "Unknown option '--fast'"],
    ['no time', [...ask, '--budget', '0', 'x'], '--budget must be'],
  ])('refuses %s in one line', async (_, args, message) => {
    expect(await runCheck(args)).toBe(2);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toContain(message);
    expect(err[0]).not.toContain('\n');
  });

  it('names the line of a file that is no history, and judges the others', async () => {
    const bad = file('bad.log', `${valid}INFO jepsen.util - x :ok\n`);
    const good = file('good.log', valid);
    expect(await runCheck([...ask, bad, good])).toBe(2);
    expect(err[0]).toContain(`${bad}: line 5`);
    expect(out).toEqual([`${good} valid`]);
  });

  it('judges the files after a missing one, and a counterexample counts for more', async () => {
    const good = file('good.log', valid);
    const bad = file('bad.log', invalid);
    expect(await runCheck([...ask, '/nowhere/x.log', good])).toBe(2);
    expect(out).toEqual([`${good} valid`]);
    expect(await runCheck([...ask, bad, '/nowhere/x.log', good])).toBe(1);
    expect(out.slice(1)).toEqual([`${bad} invalid`, `${good} valid`]);
    expect(err).toHaveLength(2);
  });

  it('says unknown when the search itself breaks down, and judges the others', async () => {
    // JSON.parse takes any depth, JSON.stringify, which tells values apart, does not.
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const line = (i: number, type: string, v: string): string =>
      `{"i":${i},"t":${i},"p":0,"type":"${type}","f":"write","k":"a","v":${v}}\n`;
    const broken = file('broken.jsonl', line(0, 'invoke', deep) + line(1, 'ok', deep));
    const good = file('good.jsonl', line(0, 'invoke', '1') + line(1, 'ok', '1'));
    const jsonl = ['--model', 'register', '--format', 'jsonl', broken, good];
    expect(await runCheck(jsonl)).toBe(3);
    expect(out).toEqual([`${broken} unknown`, `${good} valid`]);
    expect(err).toEqual([`check: ${broken}: Maximum call stack size exceeded`]);
  });

  describe('where no operation was completed', () => {
    const nothing = 'no operation was completed, nothing was checked';

    it.each([
      ['porcupine-jepsen', 'empty', ''],
      ['porcupine-jepsen', 'only an open write', jepsen('0 :invoke :write 1')],
      ['porcupine-kv', 'empty', '\n'],
    ])('%s, %s: valid, and says so', async (format, _, text) => {
      const name = file('nothing', text);
      const model = format === 'porcupine-kv' ? 'kv' : 'register';
      expect(await runCheck(['--model', model, '--format', format, name])).toBe(0);
      expect(out).toEqual([`${name} valid`]);
      expect(err).toEqual([`check: ${name}: ${nothing}`]);
    });

    const client = (i: number, p: number, type: string, rest: string): string =>
      `{"i":${i},"t":${i},"p":${p},"type":"${type}","k":"a",${rest}}\n`;
    const lines = [
      client(0, 0, 'invoke', '"f":"write","v":1'),
      client(1, 0, 'info', '"f":"write"'),
      client(2, 1, 'invoke', '"f":"read"'),
      client(3, 1, 'fail', '"f":"read"'),
    ].join('');

    it.each([
      ['empty', ''],
      ['only the nemesis acted', '{"i":0,"t":0,"p":"nemesis","type":"info","f":"kill"}\n'],
      ['unknown and failed operations', lines],
    ])('the file of a run, %s: unknown (R43)', async (_, text) => {
      const name = file('history.jsonl', text);
      expect(await runCheck(['--model', 'register', '--format', 'jsonl', name])).toBe(3);
      expect(out).toEqual([`${name} unknown`]);
      expect(err).toEqual([`check: ${name}: ${nothing}`]);
    });

    it('a mismatch was completed: it is checked', async () => {
      const cas = '"f":"cas","v":[1,2]';
      const mismatch = client(1, 0, 'fail', `${cas},"err":"mismatch"`);
      const name = file('history.jsonl', client(0, 0, 'invoke', cas) + mismatch);
      expect(await runCheck(['--model', 'register', '--format', 'jsonl', name])).toBe(0);
      expect(err).toEqual([]);
    });
  });

  it('refuses operations that the model does not have', async () => {
    const text = '{:process 0, :type :invoke, :f :append, :key "0", :value "x"}\n';
    const args = ['--model', 'register', '--format', 'porcupine-kv', file('kv.txt', text)];
    expect(await runCheck(args)).toBe(2);
    expect(err[0]).toContain('a register has no operation append');
  });
});

describe('formats', () => {
  it('jsonl comes back as it was written', () => {
    const history = workingHistory({
      kind: 'register',
      seed: 3,
      operations: 200,
      processes: 4,
      keys: 3,
      values: 0,
      openPercent: 10,
      readPercent: 40,
    });
    expect(parseJsonl(formatJsonl(history))).toEqual(history);
    expect(parseJsonl('')).toEqual([]);
  });

  const good = '{"i":0,"t":0,"p":1,"type":"invoke","f":"read","k":"a"}';
  it.each([
    ['{"i":0', 'line 1: not JSON'],
    ['[]', 'line 1: not an object'],
    [good.replace('"i":0', '"i":5'), 'not its place 0'],
    [good.replace('"t":0', '"t":-1'), '"t" is not a whole number'],
    [good.replace('"t":0', '"t":0.5'), '"t" is not a whole number'],
    [good.replace('"p":1', '"p":"x"'), '"p" is not a whole number'],
    [good.replace('invoke', 'done'), '"type" is not'],
    [good.replace('"read"', '""'), '"f" is not a name'],
    [good.replace('"k":"a"', '"k":1'), '"k" is not a string'],
    [good.replace(',"k":"a"', ''), 'a client has "k"'],
    [good.replace('"k":"a"', '"k":"a","x":1'), 'no field "x"'],
    [good.replace('"k":"a"', '"k":"a","at":{"partition":1}'), '"revision" is not'],
    [`${good}\n\n`, 'line 2: not JSON'],
    [`${good.replace('"t":0', '"t":9')}\n${good.replace('"i":0', '"i":1')}`, 'line 2: "t" falls'],
  ])('jsonl refuses %j', (text, message) => {
    expect(() => parseJsonl(text)).toThrow(message);
  });

  it('porcupine logs of Jepsen: fields by tabs or spaces, a failed cas as evaluated, a timeout as open', () => {
    const text = jepsen(
      '3\t:invoke\t:cas\t[0 2]',
      '3\t:fail\t:cas\t[0 2]',
      '4 :invoke :write 3',
      '4 :info :write :timed-out',
    );
    expect(parsePorcupineJepsen(text)).toMatchObject([
      { p: 3, type: 'invoke', f: 'cas', v: [0, 2] },
      { p: 3, type: 'fail', err: 'mismatch' },
      { p: 4, type: 'invoke', f: 'write', v: 3 },
      { p: 4, type: 'info', err: 'timed-out' },
    ]);
  });

  it('porcupine logs of Jepsen: a cas or write that failed with a timeout is unknown, a read says nothing', async () => {
    const text = jepsen(
      '1 :invoke :cas [1 2]',
      '1 :fail :cas :timed-out',
      '1 :invoke :write 3',
      '1 :fail :write :timed-out',
      '1 :invoke :read nil',
      '1 :fail :read :timed-out',
    );
    const events = parsePorcupineJepsen(text);
    const types = ['invoke', 'info', 'invoke', 'info', 'invoke', 'fail'];
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events.filter(({ err: reason }) => reason === 'mismatch')).toEqual([]);

    // The register held 1 all the time until the cas took effect, if it did: either read is explained.
    const written = jepsen('0 :invoke :write 1', '0 :ok :write 1', '1 :invoke :cas [1 2]');
    const timeout = jepsen('1 :fail :cas :timed-out', '0 :invoke :read nil');
    const read = (value: number): string => jepsen(`0 :ok :read ${value}`);
    const files = [1, 2, 3].map((value) => file(`${value}.log`, written + timeout + read(value)));
    await runCheck([...ask, ...files]);
    expect(out.map((line) => line.split(' ')[1])).toEqual(['valid', 'valid', 'invalid']);
    const mismatch = file(
      'mismatch.log',
      (written + timeout + read(1)).replace(':timed-out', '[1 2]'),
    );
    expect(await runCheck([...ask, mismatch])).toBe(1);
  });

  it.each(['0 :ok :read :timed-out', '0 :invoke :write :timed-out'])(
    'porcupine logs of Jepsen refuse a timeout that cannot be: %s',
    (line) => {
      expect(() => parsePorcupineJepsen(jepsen(line))).toThrow('line 1');
    },
  );

  it('porcupine kv: values may hold spaces, and a get has none before its end', () => {
    const text =
      '{:process 2, :type :invoke, :f :get, :key "1", :value nil}\n{:process 2, :type :ok, :f :get, :key "1", :value "x 0 3 y"}\n';
    expect(parsePorcupineKv(text)).toMatchObject([{ v: null }, { v: 'x 0 3 y' }]);
    expect(() => parsePorcupineKv('{:process 2}')).toThrow('line 1');
  });
});
