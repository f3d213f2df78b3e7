import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CompactedError, type WatchItem } from '../../src/client/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { kvctl, type Run, watchOf } from './kvctl-fixture.ts';

type Item = WatchItem<Uint8Array>;

const about = (key: string, revision: number) => ({
  key,
  keyBytes: utf8(key),
  partition: 6,
  revision,
  version: 1,
  createRevision: 3,
  modRevision: revision,
  expiresAt: null,
});
const event = { partitionTimeMs: 1_000, more: false };
const entry: Item = { type: 'entry', value: utf8('there'), ...about('a', 3) };
const put: Item = { type: 'put', value: utf8('x\ty'), ...about('a', 4), ...event };
const gone: Item = { type: 'delete', ...about('a', 5), ...event };
const synced: Item = { type: 'synced' };
const some: readonly Item[] = [
  entry,
  synced,
  put,
  { type: 'interrupted', partitions: [6, 7], reason: 'LEADERLESS' },
  { type: 'resumed', partitions: [6, 7] },
  { type: 'progress', partitions: [{ partition: 6, revision: 4, partitionTimeMs: 2_000 }] },
  gone,
];

const dir = mkdtempSync(join(tmpdir(), 'ringkv-kvctl-watch-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function watch(items: readonly Item[], args: readonly string[], error?: Error): Promise<Run> {
  const access = { watch: () => watchOf(items, error ?? null) };
  return kvctl(['watch', 'a', ...args], { access });
}

const lines = ({ out }: Run): unknown[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('kvctl watch', () => {
  it('prints what happened, key and value; what concerns the watch itself goes to stderr', async () => {
    const { code, out, err } = await watch(some, ['--max-events', '3']);
    expect(code).toBe(0);
    expect(out).toBe('entry\ta\tthere\nput\ta\tx\\x09y\ndelete\ta\n');
    expect(err).toBe('interrupted in partitions 6, 7: LEADERLESS\ngoes on in partitions 6, 7\n');
  });

  it('prints with -o json one object a line, with --progress each with what to go on with', async () => {
    const plain = await watch(some, ['--max-events', '3', '-o', 'json']);
    expect(lines(plain)).toMatchObject([
      { type: 'entry', key: 'a', value: 'there', revision: 3, partition: 6, expiresAt: null },
      { type: 'put', value: 'x\ty', modRevision: 4, partitionTimeMs: 1_000, more: false },
      { type: 'delete', key: 'a' },
    ]);
    expect(plain.err).toBe('');
    const all = await watch(some, ['--max-events', '3', '-o', 'json', '--progress']);
    expect(lines(all).map((line) => (line as Item).type)).toEqual(some.map(({ type }) => type));
    expect(lines(all)[1]).toEqual({ type: 'synced', cursor: 'c2' });
  });

  it('asks for what its options say', async () => {
    const words = ['--initial', '--without', 'touch, put', '--keys-only', '--resync', '--cursor'];
    const args = [...words, 'c', '--prefer', 'zone:b', '--max-events', '1'];
    const access = { watch: () => watchOf([put]) };
    const { calls } = await kvctl(['watch', '--prefix', 'user/', ...args], { access });
    expect(calls[0]).toEqual([
      'watch',
      { prefix: 'user/' },
      {
        initial: true,
        without: ['touch', 'put'],
        keysOnly: true,
        onCompacted: 'resync',
        replica: { zone: 'b' },
        cursor: 'c',
      },
    ]);
    const all = await kvctl(['watch', '--all', '--max-events', '1'], { access });
    expect(all.calls[0]?.[1]).toEqual({ prefix: '' });
  });

  it.each([
    [[], 'expected a key, --prefix or --all, and one of them'],
    [['a', '--all'], 'expected a key, --prefix or --all, and one of them'],
    [['a', '--without', 'get'], '--without'],
    [['a', '--cursor', 'c', '--cursor-file', 'f'], 'exclude each other'],
    [['a', '--max-events', '0'], '--max-events'],
  ])('refuses %j before it connects', async (args, message) => {
    const { code, err, connectedTo } = await kvctl(['watch', ...args]);
    expect({ code, connectedTo }).toEqual({ code: 2, connectedTo: null });
    expect(err).toContain(message);
  });

  it('ended by Ctrl-C says where to go on', async () => {
    const controller = new AbortController();
    const interrupt = controller.signal;
    const access = {
      watch: () => {
        setImmediate(() => setImmediate(() => controller.abort()));
        return watchOf([put]);
      },
    };
    const run = await kvctl(['watch', 'a'], { access, interrupt });
    expect(run).toMatchObject({ code: 130, out: 'put\ta\tx\\x09y\n' });
    expect(run.err).toBe('interrupted\nGo on with --cursor c1\n');
  });

  it('whose events are gone exits 1 and says how to begin again', async () => {
    const run = await watch([], [], new CompactedError(6, 99));
    expect(run.code).toBe(1);
    expect(run.err).toContain('Begin again with --initial and without --cursor');
    const asJson = await watch([], ['-o', 'json'], new CompactedError(6, 99));
    expect(JSON.parse(asJson.err).error).toMatchObject({ reason: 'COMPACTED' });
  });

  it('keeps its cursor in a file, and begins with it', async () => {
    const file = join(dir, 'cursor');
    await watch(some, ['--cursor-file', file, '--max-events', '2']);
    expect(readFileSync(file, 'utf8')).toBe('c3\n');
    const access = { watch: () => watchOf([put]) };
    const args = ['watch', 'a', '--cursor-file', file, '--max-events', '1'];
    const { calls } = await kvctl(args, { access });
    expect(calls[0]?.[2]).toMatchObject({ cursor: 'c3' });
    const unusable = await watch(some, ['--cursor-file', join(dir, 'no', 'cursor')]);
    expect(unusable).toMatchObject({ code: 1 });
    expect(unusable.err).toContain('cannot write the cursor');
  });
});

describe('kvctl watch --exec', () => {
  const show =
    'printf "%s %s %s [%s]\\n" $KVCTL_WATCH_TYPE $KVCTL_WATCH_KEY $KVCTL_WATCH_REVISION "$(cat)"';

  it('runs a command for each event instead of printing it, with the value as its input', async () => {
    const { code, out } = await watch(some, ['--max-events', '3', '--exec', show]);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'entry a 3 [there]\nput a 4 [x\ty]\ndelete a 5 []\n',
    });
  });

  it('gives keys that are no text, and values too large for a variable, in another way', async () => {
    const odd: Item = { ...put, keyBytes: Uint8Array.of(0xff), value: new Uint8Array(200_000) };
    const command =
      'echo "$(printenv KVCTL_WATCH_KEY || echo none) $KVCTL_WATCH_KEY_BASE64 $(wc -c)"';
    const { out } = await watch([odd], ['--max-events', '1', '--exec', command]);
    expect(out.replace(/ +/g, ' ')).toBe('none /w== 200000\n');
  });

  it('ends with the first that fails, and repeats its event the next time', async () => {
    const file = join(dir, 'exec');
    const command = 'test $KVCTL_WATCH_TYPE != put';
    const run = await watch(some, ['--exec', command, '--cursor-file', file]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('the command ended with code 1');
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('c2\n');
  });
});
