import { describe, expect, it, vi } from 'vitest';
import { entryKind } from '../../src/raft/index.ts';
import { costOf } from '../../src/storage/answer-cost.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import type { SessionTable } from '../../src/storage/session-table.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { requestLimits, sessionLimits } from '../../src/util/limits.ts';
import { noPlantedBugs } from '../../src/util/planted-bugs.ts';
import {
  apply,
  as,
  client,
  del,
  existence,
  incr,
  one,
  open,
  put,
  read,
  resolve,
  smallOptions,
  TestNode,
  textOf,
  touch,
  txn,
} from './store-harness.ts';

const alice = client(1);
const times = <T>(n: number, of: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => of(i));
const kept = (sessions: SessionTable, id: Uint8Array): number | undefined =>
  sessions.find(String.fromCharCode(...id))?.answerBytes;

describe('the records that one transaction looks at', () => {
  it('are looked up once each, however often it names them', () => {
    const node = new TestNode();
    apply(node, 100, put('a', '1'), put('b', 'x'));
    const find = vi.spyOn(node.partition.records, 'find');
    const compare = times(128, () => existence('a', true));
    const body = txn(compare, [
      incr('a', 1),
      ...times(100, () => read('a')),
      read('b'),
      read('no'),
    ]);
    expect(one(node, 100, body).status).toBe('ok');
    expect(find).toHaveBeenCalledTimes(3);
  });

  it('are seen as the transaction itself has left them', () => {
    const node = new TestNode();
    apply(node, 100, put('a', '1', 50), put('b', 'x'), put('c', 'y', 90));
    const before = node.partition.revision;
    const body = txn(
      [existence('a', true)],
      [
        incr('a', 4),
        read('a'),
        del('b'),
        read('b'),
        touch('c', 500),
        read('c'),
        put('d', 'z'),
        read('d'),
      ],
    );
    const results = one(node, 100, body).txn?.results ?? [];
    const records = results.flatMap((part) => (part.kind === 'get' ? [part.record] : []));
    const after = { modRevision: before + 1, version: 1 };
    expect(records).toEqual([
      { key: utf8('a'), value: utf8('5'), ...after, version: 2, createRevision: 1, expiresAt: 150 },
      null,
      {
        key: utf8('c'),
        value: utf8('y'),
        version: 1,
        createRevision: 3,
        modRevision: 3,
        expiresAt: 600,
      },
      { key: utf8('d'), value: utf8('z'), ...after, createRevision: before + 1, expiresAt: 0 },
    ]);
    // The hash of rows is right only if each write replaced what was there: a replica that reads it all back agrees.
    const { hash } = node.partition;
    node.flush();
    node.crash();
    expect(node.partition.hash).toBe(hash);
    apply(node, 200, del('a'), del('c'), del('d'));
    expect(node.partition.records.hash).toBe(0);
  });

  it('may come to so many bytes and no more, or nothing is written', () => {
    const node = new TestNode();
    const each = requestLimits.txnRecordBytes / 16;
    const value = 'x'.repeat(each - 'k00'.length);
    const names = times(16, (i) => `k${String(i).padStart(2, '0')}`);
    apply(node, 100, open(alice), ...names.map((name) => put(name, value)), put('n', '7'));
    const all = names.map((name) => existence(name, true));
    const write = put('new', 'x');
    expect(one(node, 100, txn(all, [write])).txn?.succeeded).toBe(true);
    const { revision } = node.partition;
    const bytes = requestLimits.txnRecordBytes + 'n7'.length;
    const refusal = { status: 'result_too_large', value: bytes, txn: null, revision };
    expect(one(node, 100, txn([...all, existence('n', true)], [put('new', 'y')]))).toMatchObject(
      refusal,
    );
    expect(one(node, 100, txn(all, [put('new', 'y'), incr('n', 1)]))).toMatchObject({
      ...refusal,
      value: requestLimits.txnRecordBytes + 'newx'.length,
    });
    expect([textOf(node, 'new'), textOf(node, 'n')]).toEqual(['x', '7']);
    // It is an answer: a late copy must not run when the records have become smaller.
    const request = as(alice, 1, 1, txn([...all, existence('n', true)], [write]));
    const first = one(node, 100, request);
    apply(node, 100, ...names.map((name) => del(name)));
    expect(one(node, 100, request)).toEqual({ ...first, deduplicated: true });
  });
});

describe('answers that are kept for a client', () => {
  const value = 'x'.repeat(requestLimits.txnResultBytes - 1);
  const reads = txn([], [read('k'), incr('reads', 1)]);

  it('leave a transaction that finds no room unrun and unknown, so it runs later under the same sequence', () => {
    const node = new TestNode();
    apply(node, 100, put('k', value), open(alice));
    const most = Math.floor(sessionLimits.answerBytes / (requestLimits.txnResultBytes + 628));
    for (let n = 1; n <= most; n++) {
      expect(one(node, 100, as(alice, n, 1, reads)).status).toBe('ok');
    }
    const { revision } = node.partition;
    const next = as(alice, most + 1, 1, reads);
    const refusal = { status: 'sequence_too_far', txn: null, deduplicated: false, revision };
    expect(one(node, 100, next)).toMatchObject(refusal);
    expect(one(node, 100, next)).toMatchObject(refusal);
    // The room is that of what is kept, so it is the same for a node that read it back from its disk.
    node.flush();
    node.crash();
    expect(one(node, 100, next)).toMatchObject(refusal);
    // All else has its place.
    expect(one(node, 100, as(alice, most + 2, 1, incr('n', 1))).status).toBe('ok');
    expect(one(node, 100, resolve(alice, most + 3))).toMatchObject({
      status: 'ok',
      resolved: null,
    });
    expect(one(node, 100, as(alice, most + 1, 2, reads)).status).toBe('ok');
    expect(textOf(node, 'reads')).toBe(`${most + 1}`);
    // Without an identity nothing is kept.
    for (let n = 0; n <= most; n++) expect(one(node, 100, reads).status).toBe('ok');
  });

  it('do not hide that a transaction alone reads too much', () => {
    const node = new TestNode();
    apply(node, 100, put('k', value), put('b', 'xx'), open(alice));
    for (let n = 1; n <= 3; n++) one(node, 100, as(alice, n, 1, reads));
    const both = as(alice, 4, 1, txn([], [read('k'), read('b')]));
    expect(one(node, 100, both).status).toBe('result_too_large');
    expect(one(node, 100, both)).toMatchObject({ status: 'result_too_large', deduplicated: true });
  });

  it('cannot pile up through results that hardly have bytes', () => {
    const node = new TestNode();
    apply(node, 100, put('k', ''), open(alice));
    const tiny = txn(
      [],
      times(128, () => read('k')),
    );
    const { sequencesAhead, answerBytes, storedAnswerBytes } = sessionLimits;
    const all = times(sequencesAhead, (i) => as(alice, i + 1, 1, i % 2 ? tiny : incr('n', 1)));
    const results = apply(node, 100, ...all);
    const ran = results.filter(({ txn: outcome }) => outcome !== null);
    expect(results.filter(({ status }) => status === 'sequence_too_far').length).toBeGreaterThan(0);
    expect(ran.length).toBeGreaterThan(0);
    const cost = ran.reduce((sum, result) => sum + costOf(result), 0);
    expect(cost).toBeLessThanOrEqual(answerBytes);
    const { sessions } = node.partition;
    expect(kept(sessions, alice)).toBe(cost + (sequencesAhead / 2) * storedAnswerBytes);
    node.flush();
    node.crash();
    expect(kept(node.partition.sessions, alice)).toBe(
      cost + (sequencesAhead / 2) * storedAnswerBytes,
    );
    one(node, 100, as(alice, 2_000, 2_000, incr('n', 1)));
    expect(kept(node.partition.sessions, alice)).toBe(storedAnswerBytes);
  });

  it('count for nothing once a planted bug has forgotten them (R45)', () => {
    const planted = { ...noPlantedBugs, forgetAnswersOnFailover: true };
    const node = new TestNode(new MemoryEngine(), { ...smallOptions, planted });
    apply(node, 100, put('k', value), open(alice));
    one(node, 100, as(alice, 1, 1, reads));
    const index = node.partition.appliedIndex + 1;
    node.partition.apply({ index, term: 1, kind: entryKind.noop, data: new Uint8Array() });
    expect(kept(node.partition.sessions, alice)).toBe(0);
  });

  it('stay decoded only as far as their bytes allow', () => {
    const reread = (cachedSessionBytes: number): number => {
      const options = { ...smallOptions, cachedSessions: 8, cachedSessionBytes };
      const node = new TestNode(new MemoryEngine(), options);
      const ids = [1, 2, 3, 4].map(client);
      apply(node, 100, put('k', 'x'.repeat(1_000)), ...ids.map((id) => open(id)));
      apply(node, 100, ...ids.map((id) => as(id, 1, 1, txn([], [read('k')]))));
      node.flush();
      const get = vi.spyOn(node.store.rows, 'get');
      apply(node, 100, ...ids.map((id) => as(id, 1, 1, txn([], [read('k')]))));
      return get.mock.calls.length;
    };
    const each = 128 + 100 + 64 + 400 + 'k'.length + 1_000;
    expect([reread(4 * each), reread(4 * each - 1), reread(2 * each), reread(0)]).toEqual([
      0, 1, 2, 4,
    ]);
  });

  it('do not stay decoded because a deadline had to be looked at', () => {
    const options = { ...smallOptions, cachedSessions: 0 };
    const node = new TestNode(new MemoryEngine(), options);
    apply(node, 100, open(alice, 1_000));
    apply(node, 900, as(alice, 1, 1, incr('n', 1)));
    node.flush();
    const get = vi.spyOn(node.store.rows, 'get');
    // Opened at 100 with a window of 1,000: that its end has moved to 1,900 is seen in its row alone.
    apply(node, 1_500, put('a', ''));
    const looked = get.mock.calls.length;
    expect(one(node, 1_500, as(alice, 1, 1, incr('n', 1)))).toMatchObject({ deduplicated: true });
    expect(get.mock.calls.length).toBe(looked + 1);
  });
});
