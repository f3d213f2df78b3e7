import { Metadata, status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { type KvError, type Outcome, TimeoutError } from 'ringkv';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { endingOf } from '../../jepsen-lite/clients/outcome.ts';
import type { ClientEvent } from '../../jepsen-lite/clients/protocol.ts';
import { Recorder } from '../../jepsen-lite/clients/recorder.ts';
import { failedCall } from '../../jepsen-lite/clients/wire-target.ts';
import { RunClock } from '../../jepsen-lite/clock.ts';
import { countsOf } from '../../jepsen-lite/counts.ts';
import { merge } from '../../jepsen-lite/event-log.ts';
import { leaderSpans } from '../../jepsen-lite/leaders.ts';
import { historyOf } from './run-world.ts';

function kvError(outcome: Outcome): KvError {
  return new TimeoutError('too late', { code: 'DEADLINE_EXCEEDED', reason: 'DEADLINE', outcome });
}

describe('how a failed call appears in the history', () => {
  it('a write is a failure only when the system says that it never took effect', () => {
    expect(endingOf(kvError('not_executed'), false)).toEqual({ type: 'fail', err: 'DEADLINE' });
    expect(endingOf(kvError('unknown'), false)).toEqual({ type: 'info', err: 'DEADLINE' });
    expect(endingOf(kvError('executed'), false)).toEqual({ type: 'info', err: 'DEADLINE' });
    expect(endingOf(new Error('surprise'), false).type).toBe('info');
    expect(endingOf('thrown text', false).type).toBe('info');
  });

  it('a read is a failure whatever happened to it', () => {
    for (const outcome of ['not_executed', 'unknown', 'executed'] as const) {
      expect(endingOf(kvError(outcome), true).type).toBe('fail');
    }
  });

  it('a unary write is a failure only by the detail that a node attached, never by a status', () => {
    const { Outcome: o, Reason: r } = ringkv.v1;
    const said = (outcome: ringkv.v1.Outcome): unknown => {
      const metadata = new Metadata();
      const detail = ringkv.v1.ErrorDetail.encode({ outcome, reason: r.NO_LEADER }).finish();
      metadata.set('ringkv-error-bin', Buffer.from(detail));
      return Object.assign(new Error('no leader'), { code: status.UNAVAILABLE, metadata });
    };
    expect(failedCall(said(o.NOT_EXECUTED), false)).toEqual({ type: 'fail', err: 'NO_LEADER' });
    expect(failedCall(said(o.UNKNOWN), false)).toEqual({ type: 'info', err: 'NO_LEADER' });
    expect(failedCall(said(o.OUTCOME_UNSPECIFIED), false).type).toBe('info');
    const bare = Object.assign(new Error('refused'), {
      code: status.UNAVAILABLE,
      metadata: new Metadata(),
    });
    expect(failedCall(bare, false).type).toBe('info');
    expect(failedCall(bare, true).type).toBe('fail');
  });
});

describe('a recorder', () => {
  it('logs the invoke before the call is made and its end after the answer', async () => {
    const events: ClientEvent[] = [];
    const recorder = new Recorder(2, new RunClock(), (batch) => events.push(...batch));
    const p = recorder.newProcess();
    let called = 0;
    const clock = new RunClock();
    await recorder.operation({ p, f: 'read', k: 'a' }, async () => {
      called = clock.stamp();
      return { type: 'ok', v: 4 };
    });
    recorder.close();
    expect(events.map(({ type, v }) => [type, v])).toEqual([
      ['invoke', undefined],
      ['ok', 4],
    ]);
    expect(called).toBeGreaterThan(0);
    expect(events[1]?.ns).toBeGreaterThan(events[0]?.ns ?? Number.POSITIVE_INFINITY);
    expect(recorder.newProcess()).not.toBe(p);
  });
});

describe('merging the events of several processes', () => {
  const event = (ns: number, p: number, type: ClientEvent['type']): ClientEvent => ({
    ns,
    p,
    type,
    f: 'read',
    k: 'a',
  });

  it('orders them by time, an invoke first where times are equal', () => {
    const merged = merge([event(20, 1, 'ok'), event(5, 1, 'invoke'), event(20, 2, 'invoke')]);
    expect(merged.map(({ i, p, type }) => [i, p, type])).toEqual([
      [0, 1, 'invoke'],
      [1, 2, 'invoke'],
      [2, 1, 'ok'],
    ]);
  });

  it('keeps the order of every process', () => {
    const stream = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(stream, { maxLength: 4 }), (gaps) => {
        const streams = gaps.map((steps, p) => {
          let ns = 0;
          return steps.map((gap, n) => {
            ns += gap;
            return event(ns, p, n % 2 === 0 ? 'invoke' : 'ok');
          });
        });
        const merged = merge(streams.flat());
        for (const [p, stream] of streams.entries()) {
          expect(merged.filter((one) => one.p === p).map(({ type }) => type)).toEqual(
            stream.map(({ type }) => type),
          );
        }
      }),
    );
  });
});

describe('what is read out of a history', () => {
  it('counts an operation that was never answered as unknown', () => {
    const history = historyOf(
      { t: 1, type: 'invoke', f: 'read', p: 1 },
      { t: 2, type: 'invoke', f: 'write', p: 2 },
      { t: 3, type: 'ok', f: 'read', p: 1 },
      { t: 4, type: 'info', f: 'kill', p: 'nemesis' },
    );
    expect(countsOf(history)).toEqual({
      ok: 1,
      fail: 0,
      info: 1,
      byOperation: { read: { ok: 1, fail: 0, info: 0 }, write: { ok: 0, fail: 0, info: 1 } },
    });
  });

  it('tells who led a partition from the terms of the answers', () => {
    const at = { partition: 3, revision: 1, modRevision: 1 };
    const history = historyOf(
      { t: 1, type: 'ok', f: 'read', at: { ...at, term: 2, node: 1 } },
      { t: 5, type: 'fail', f: 'cas', at: { ...at, term: 2, node: 1 } },
      { t: 9, type: 'ok', f: 'read', at: { ...at, term: 4, node: 3 } },
      { t: 10, type: 'ok', f: 'write', at: { ...at, term: 0, node: 0 } },
    );
    expect(leaderSpans(history)).toEqual([
      { partition: 3, node: 1, term: 2, from: 1, to: 5 },
      { partition: 3, node: 3, term: 4, from: 9, to: 9 },
    ]);
  });
});
