import { describe, expect, it } from 'vitest';
import { checkNodeOrder } from '../../../jepsen-lite/checkers/node-order.ts';
import type { Ask } from '../../../jepsen-lite/history/event.ts';
import { check, done, historyOf, type Told } from './told.ts';

type Where = Partial<NonNullable<Told['at']>>;

describe('the guarantees of a session', () => {
  const ask: Ask = { session: 4 };
  const write = (k: string, revision: number, asked: Ask = ask): Told[] =>
    done({ p: 1, f: 'write', k, v: revision, ask: asked, at: { revision, modRevision: revision } });
  const read = (k: string, revision: number, modRevision: number, node = 1): Told[] =>
    done({ p: 1, f: 'read', k, v: modRevision || null, ask, at: { revision, modRevision, node } });
  const names = ['read-your-writes', 'monotonic-reads', 'monotonic-writes', 'writes-follow-reads'];
  const verdicts = (...lines: Told[][]) =>
    names.map((name) => check('session', name, lines.flat())?.verdict);

  it('hold where a session goes from node to node and only forward', () => {
    const lines = [write('a', 1), read('a', 1, 1, 2), read('a', 4, 3, 3), write('a', 5)];
    const again = [read('a', 5, 5), write('b', 6), read('b', 7, 6, 2)];
    expect(verdicts(...lines, ...again)).toEqual(names.map(() => 'valid'));
  });

  it.each<[string, Told[][]]>([
    ['read-your-writes', [write('a', 3), read('a', 2, 0, 2)]],
    ['read-your-writes', [write('a', 3), read('a', 4, 2, 2)]],
    ['monotonic-reads', [read('a', 3, 3), read('b', 2, 0, 2)]],
    ['monotonic-reads', [read('a', 3, 3), read('a', 4, 2, 2)]],
    ['monotonic-writes', [write('a', 3), write('b', 2)]],
    ['monotonic-writes', [write('a', 3), write('b', 3)]],
    ['writes-follow-reads', [read('a', 3, 3), write('b', 3)]],
  ])('%s convicts a session that goes back', (name, lines) => {
    const result = check('session', name, lines.flat());
    expect(result).toMatchObject({ verdict: 'invalid' });
    expect(result?.detail).toMatch(/^session 4: /);
  });

  it('are those of one session: another may be behind, and a write that is unknown asks for nothing', () => {
    const unknown = done({ p: 1, f: 'write', k: 'a', v: 9, ask }, 'info');
    const other = read('a', 2, 0).map((line) => ({ ...line, p: 2, ask: { session: 5 } }));
    expect(check('session', 'read-your-writes', [...write('a', 3), ...other, ...unknown])).toEqual({
      name: 'read-your-writes',
      verdict: 'unknown',
      detail: 'nothing to check',
    });
  });
});

describe('a bound of staleness', () => {
  /** Answered at 1 s. */
  const written: Told[] = [
    { p: 1, type: 'invoke', f: 'write', v: 1, ms: 900 },
    { p: 1, type: 'ok', f: 'write', v: 1, at: { revision: 1, modRevision: 1 }, ms: 1_000 },
  ];
  const readAt = (ms: number, revision: number, boundMs: number, stalenessMs: number): Told[] => {
    const ask: Ask = { level: 'bounded_staleness', boundMs };
    const at = { revision, modRevision: revision, node: 2, stalenessMs } as const;
    return [
      { p: 2, type: 'invoke', f: 'read', ask, ms },
      { p: 2, type: 'ok', f: 'read', v: revision || null, at, ms: ms + 5 },
    ];
  };
  const verdicts = (...lines: Told[][]) =>
    ['staleness-bound', 'reported-staleness'].map(
      (name) => check('bounded', name, [...written, ...lines.flat()])?.verdict,
    );

  it('holds while the write is younger than it, and when it is seen', () => {
    expect(verdicts(readAt(1_400, 0, 500, 450), readAt(1_700, 1, 500, 20))).toEqual([
      'valid',
      'valid',
    ]);
  });

  it('is broken by a read that misses what was answered longer ago', () => {
    expect(verdicts(readAt(1_600, 0, 500, 500))[0]).toBe('invalid');
    const [, ...lines] = [0, ...readAt(1_600, 0, 500, 500)] as const;
    expect(check('bounded', 'staleness-bound', [...written, ...lines])?.detail).toMatch(
      /at revision 0 may be 500 ms old, and .* had ended at 1 600 ms before/,
    );
  });

  it('is broken by an answer that is older than it says, or says that it is older than the bound', () => {
    expect(verdicts(readAt(1_400, 0, 500, 300))[1]).toBe('invalid');
    expect(verdicts(readAt(1_700, 1, 500, 501))[1]).toBe('invalid');
    expect(verdicts(readAt(1_700, 1, 500, -1))[1]).toBe('invalid');
  });
});

describe('an eventual read', () => {
  const write = (k: string, v: number, revision: number): Told[] =>
    done({ p: 1, f: 'write', k, v, at: { revision, modRevision: revision } });
  const read = (k: string, v: number | null, at: Where): Told[] =>
    done({ p: 2, f: 'read', k, v, ask: { level: 'eventual' }, at });
  const both = [...write('a', 10, 1), ...write('b', 20, 2), ...write('a', 11, 3)];
  const prefix = (...lines: Told[][]) => check('eventual', 'prefix', [...both, ...lines.flat()]);

  it('may show any state that was, in any order over nodes', () => {
    const old = read('a', 10, { revision: 2, modRevision: 1, node: 2 });
    const newer = read('a', 11, { revision: 3, modRevision: 3, node: 3 });
    const oldest = read('b', null, { revision: 1, modRevision: 0, node: 1 });
    expect(prefix(newer, old, oldest)).toMatchObject({ verdict: 'valid' });
  });

  it.each<[string, Told[]]>([
    ['a record that had been replaced', read('a', 10, { revision: 3, modRevision: 1 })],
    ['a record from after it', read('a', 11, { revision: 2, modRevision: 3 })],
    ['a value that the record never had', read('a', 99, { revision: 2, modRevision: 1 })],
    ['no record where there was one', read('b', null, { revision: 2, modRevision: 0 })],
    ['a record that nobody wrote', read('b', 7, { revision: 9, modRevision: 8 })],
  ])('must not show %s at its revision', (_, line) => {
    expect(prefix(line)).toMatchObject({ verdict: 'invalid' });
  });

  it('never makes a linearizable one stale that came before, but one that comes after', () => {
    const seen = read('a', 11, { revision: 3, modRevision: 3 });
    const stale = done({ p: 3, f: 'read', k: 'a', v: 10, at: { revision: 2, modRevision: 1 } });
    expect(check('eventual', 'prefix', [...both, ...seen, ...stale])).toMatchObject({
      verdict: 'invalid',
    });
  });

  it('of one process is never older than one before it, but a node may start again', () => {
    const older = read('a', 10, { revision: 2, modRevision: 1, node: 2 });
    const newer = read('a', 11, { revision: 3, modRevision: 3, node: 2 });
    const nodeOrder = (...lines: Told[][]) => {
      const history = historyOf(lines.flat());
      const [first = history[0]] = history;
      const kill = { ...first, p: 'nemesis', type: 'info', f: 'kill', v: 'one n2' } as const;
      const restarted = history.flatMap((event) =>
        event.err === 'here' ? [kill, event] : [event],
      );
      return checkNodeOrder(restarted as typeof history).verdict;
    };
    expect(nodeOrder(older, newer)).toBe('valid');
    expect(nodeOrder(newer, older)).toBe('invalid');
    const [begun, ended] = older as [Told, Told];
    expect(nodeOrder(newer, [{ ...begun, err: 'here' }, ended], newer, newer)).toBe('valid');
    expect(nodeOrder(newer, [begun, { ...ended, err: 'here' }], newer, newer)).toBe('valid');
    // Whoever answered a read that was under way at the restart, it says nothing about the process after it.
    const [asked, shown] = newer as [Told, Told];
    expect(nodeOrder([asked, { ...shown, err: 'here' }], older, older)).toBe('valid');
  });
});

describe('a read by lease', () => {
  it('must see all that was answered before it began', () => {
    const write = done({ p: 1, f: 'write', v: 1, at: { revision: 1, modRevision: 1 } });
    const stale = done({
      p: 2,
      f: 'read',
      v: null,
      ask: { level: 'leader_lease' },
      at: { level: 'leader_lease', stalenessMs: 0 },
    });
    for (const name of ['linearizable', 'certificate']) {
      expect(check('lease', name, [...write, ...stale])?.verdict).toBe('invalid');
    }
  });
});
