import { describe, expect, it } from 'vitest';
import { sessionLimits } from '../../src/util/limits.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  incr,
  install,
  one,
  open,
  put,
  resolve,
  TestNode,
  textOf,
} from './store-harness.ts';

const alice = client(1);

function opened(): TestNode {
  const node = new TestNode();
  apply(node, 100, open(alice));
  return node;
}

describe('Exactly once (R31)', () => {
  it('answers a repeated sequence with the stored answer and runs nothing', () => {
    const node = opened();
    const first = one(node, 100, as(alice, 1, 1, incr('n', 5)));
    apply(node, 100, put('other', 'x'));
    expect(one(node, 200, as(alice, 1, 1, incr('n', 5)))).toEqual({ ...first, deduplicated: true });
    expect([textOf(node, 'n'), node.partition.revision]).toEqual(['5', 2]);
  });

  it('stores failed conditions too: a retry must not succeed where the first try failed', () => {
    const node = opened();
    apply(node, 100, put('a', 'x'));
    const write = as(alice, 1, 1, put('a', 'y', 0, { type: 'revision', revision: 2 }));
    expect(one(node, 100, write).status).toBe('condition_failed');
    apply(node, 100, put('a', 'z'));
    expect(one(node, 100, write)).toMatchObject({ status: 'condition_failed', deduplicated: true });
    expect(textOf(node, 'a')).toBe('z');
  });

  it('runs sequences in any order, and the same sequence of another client apart', () => {
    const node = opened();
    apply(node, 100, open(client(2)));
    for (const sequence of [3, 1, 2]) one(node, 100, as(alice, sequence, 1, incr('n', 1)));
    expect(one(node, 100, as(client(2), 1, 1, incr('n', 1))).deduplicated).toBe(false);
    expect(textOf(node, 'n')).toBe('4');
  });

  it('knows no client that did not open, and none below its floor', () => {
    const node = opened();
    expect(one(node, 100, as(client(9), 1, 1, put('a', 'x'))).status).toBe('session_expired');
    one(node, 100, as(alice, 1, 1, incr('n', 1)));
    one(node, 100, as(alice, 5, 4, incr('n', 1)));
    expect(one(node, 100, as(alice, 1, 1, incr('n', 1)))).toMatchObject({
      status: 'session_expired',
      deduplicated: false,
    });
    expect(one(node, 100, as(alice, 3, 3, incr('n', 1))).status).toBe('session_expired');
    expect([textOf(node, 'n'), textOf(node, 'a')]).toEqual(['2', null]);
  });

  it('keeps answers at the floor and above when the floor rises', () => {
    const node = opened();
    for (const sequence of [1, 2, 3]) one(node, 100, as(alice, sequence, 1, incr('n', 1)));
    one(node, 100, as(alice, 4, 3, incr('n', 1)));
    expect(one(node, 100, as(alice, 3, 1, incr('n', 1)))).toMatchObject({
      deduplicated: true,
      value: 3,
    });
  });

  it('refuses a sequence too far above the floor and takes it once the floor has come closer', () => {
    const node = opened();
    const far = 1 + sessionLimits.sequencesAhead;
    expect(one(node, 100, as(alice, far, 1, incr('n', 1))).status).toBe('ok');
    expect(one(node, 100, as(alice, far + 1, 1, incr('n', 1))).status).toBe('sequence_too_far');
    expect(one(node, 100, as(alice, far + 1, 2, incr('n', 1)))).toMatchObject({
      status: 'ok',
      value: 2,
    });
  });

  it('resolves a done write to its answer', () => {
    const node = opened();
    const answer = one(node, 100, as(alice, 1, 1, incr('n', 5)));
    expect(one(node, 100, resolve(alice, 1))).toMatchObject({ status: 'ok', resolved: answer });
    expect(node.partition.revision).toBe(1);
  });

  it('resolves a write that never ran to nothing, and then it can never run', () => {
    const node = opened();
    expect(one(node, 100, resolve(alice, 2))).toMatchObject({ status: 'ok', resolved: null });
    expect(one(node, 100, as(alice, 2, 1, incr('n', 5))).status).toBe('voided');
    node.flush();
    node.crash();
    expect(one(node, 100, as(alice, 2, 1, incr('n', 5))).status).toBe('voided');
    expect(one(node, 100, resolve(alice, 2))).toMatchObject({ status: 'ok', resolved: null });
    expect([textOf(node, 'n'), node.partition.revision]).toEqual([null, 0]);
  });

  it('cannot resolve what the floor has passed, what is too far, or for an unknown client', () => {
    const node = opened();
    one(node, 100, as(alice, 5, 4, incr('n', 1)));
    expect(one(node, 100, resolve(alice, 3)).status).toBe('session_expired');
    expect(one(node, 100, resolve(alice, 9_999)).status).toBe('sequence_too_far');
    expect(one(node, 100, resolve(client(9), 1)).status).toBe('session_expired');
  });

  it('remembers across flush, restart, eviction from memory and a snapshot', () => {
    const node = opened();
    apply(node, 100, open(client(2)), open(client(3)));
    const writes = [alice, client(2), client(3)].map((id) => as(id, 1, 1, incr('n', 1)));
    const answers = apply(node, 100, ...writes);
    const expected = answers.map((answer) => ({ ...answer, deduplicated: true }));
    node.flush();
    expect(apply(node, 100, ...writes)).toEqual(expected);
    node.flush();
    node.crash();
    expect(apply(node, 100, ...writes)).toEqual(expected);
    const other = new TestNode();
    const source = node.partition.openSnapshot();
    install(other, source.meta, chunksOf(node, source));
    expect(apply(other, 100, ...writes)).toEqual(expected);
  });

  it('opens again without harm', () => {
    const node = opened();
    const first = one(node, 100, as(alice, 1, 1, incr('n', 1)));
    expect(one(node, 150, open(alice))).toMatchObject({ status: 'ok', revision: 1 });
    expect(one(node, 150, as(alice, 1, 1, incr('n', 1)))).toEqual({ ...first, deduplicated: true });
  });
});

describe('The end of a client id (R31)', () => {
  const windowMs = 10_000;

  it('comes by partition time only, right after the window', () => {
    const node = opened();
    expect(one(node, 100 + windowMs, as(alice, 1, 1, incr('n', 1))).status).toBe('ok');
    expect(one(node, 101 + 2 * windowMs, as(alice, 1, 1, incr('n', 1))).status).toBe(
      'session_expired',
    );
    expect(textOf(node, 'n')).toBe('1');
  });

  it('comes later after every command, answered ones included', () => {
    const node = opened();
    for (const stamp of [9_000, 18_000, 27_000]) one(node, stamp, as(alice, 1, 1, incr('n', 1)));
    expect(one(node, 36_000, as(alice, 2, 1, incr('n', 1)))).toMatchObject({
      status: 'ok',
      value: 2,
    });
  });

  it('comes for ids that nobody names, whether held in memory, on disk or after a restart', () => {
    const nodes = [opened(), opened(), opened()];
    nodes[1]?.flush();
    nodes[2]?.flush();
    nodes[2]?.crash();
    for (const node of nodes) {
      apply(node, 200_000, put('a', 'x'));
      expect(node.partition.sessions.size).toBe(0);
      expect(node.partition.sessions.hash).toBe(0);
    }
    expect(new Set(nodes.map((node) => node.partition.hash)).size).toBe(1);
    const node = nodes[2] ?? opened();
    node.flush();
    const space = new TestNode(node.engine).partition.sessions;
    expect(space.size).toBe(0);
  });

  it('lets the id be opened again, knowing nothing of before', () => {
    const node = opened();
    one(node, 100, as(alice, 7, 1, incr('n', 1)));
    apply(node, 200_000, open(alice));
    expect(one(node, 200_000, as(alice, 7, 1, incr('n', 1)))).toMatchObject({
      value: 2,
      deduplicated: false,
    });
  });
});
