import { describe, expect, it } from 'vitest';
import { type OpenLoop, openLoop } from '../../bench/load/open-loop.ts';
import { Pace } from '../../bench/load/pace.ts';
import type { Measured, OpenFigures } from '../../bench/load/protocol.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As a store does whose client, or whose one thread, is busy with something else. */
function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** 1,000 operations a second; whatever becomes of them, each that came due is counted once. */
async function run(loop: Partial<OpenLoop>): Promise<Measured & { readonly open: OpenFigures }> {
  const defaults = { rate: 1_000, seconds: 0.1, inFlightMax: 1_000, drainMs: 5_000 };
  const measured = await openLoop({ ...defaults, operation: turn, ...loop });
  const { open, ops, errors } = measured;
  if (open === undefined) throw new Error('no figures of an open loop');
  expect(ops + open.answeredLate + errors).toBe(open.due);
  return { ...measured, open };
}

describe('an open loop', () => {
  it('asks for as much as its rate and its time say', async () => {
    const { open, errors, seconds } = await run({ rate: 2_000, seconds: 0.05 });
    expect({ due: open.due, errors, seconds }).toEqual({ due: 100, errors: 0, seconds: 0.05 });
    expect(open.inFlightMost).toBeGreaterThan(0);
  });

  it('charges those that came due while nothing could be sent with their full delay', async () => {
    let calls = 0;
    const operation = async (): Promise<void> => {
      if (++calls === 1) standStill(100);
    };
    const { open, latencyMs } = await run({ seconds: 0.2, operation });
    expect(open.due).toBe(200);
    // A closed loop would have sent one in the 100 ms. Here 100 came due, the first of which waited almost all of it.
    expect(open.sentLateMs.max).toBeGreaterThan(95);
    expect(latencyMs.p99).toBeGreaterThan(90);
    expect(latencyMs.max).toBeGreaterThanOrEqual(open.sentLateMs.max);
  });

  it('charges those that came due while nothing was answered, too', async () => {
    let answers: Promise<void> | null = null;
    const operation = (): Promise<void> => {
      answers ??= sleep(150);
      return answers;
    };
    const { open, latencyMs } = await run({ seconds: 0.2, operation });
    expect(open.inFlightMost).toBeGreaterThan(100);
    // Three of four waited, from 150 ms for the first to nothing for the last.
    expect(latencyMs.p50).toBeGreaterThan(45);
  });

  it('does not send what comes due beyond the most in flight, and counts it as errors', async () => {
    let sent = 0;
    const operation = (): Promise<void> => {
      sent++;
      return new Promise(() => {});
    };
    const measured = await run({ operation, inFlightMax: 5, drainMs: 10 });
    const { due, overLimit, unanswered, inFlightMost } = measured.open;
    expect({ due, overLimit, unanswered, inFlightMost, sent }).toEqual({
      due: 100,
      overLimit: 95,
      unanswered: 5,
      inFlightMost: 5,
      sent: 5,
    });
    expect(measured).toMatchObject({
      ops: 0,
      errors: 100,
      firstError: '5 operations are unanswered',
    });
  });

  it('takes what is answered after its end for latency, not for throughput', async () => {
    const { ops, open, latencyMs } = await run({ seconds: 0.05, operation: () => sleep(100) });
    expect({ ops, answeredLate: open.answeredLate }).toEqual({ ops: 0, answeredLate: 50 });
    expect(latencyMs.p50).toBeGreaterThan(95);
  });

  it('counts what is rejected, and keeps what the first said', async () => {
    let calls = 0;
    const operation = async (): Promise<void> => {
      if (++calls % 2 === 1) throw new Error(`failure ${calls}`);
    };
    const { errors, firstError } = await run({ operation });
    expect({ errors, firstError }).toEqual({ errors: 50, firstError: 'failure 1' });
  });
});

describe('a pace', () => {
  it('begins each operation of its schedule once, in order, and never before it is due', async () => {
    const dues: number[] = [];
    const early: number[] = [];
    const pace = new Pace(
      5_000,
      (dueAt) => {
        dues.push(dueAt);
        if (performance.now() < dueAt) early.push(dueAt);
      },
      100,
    );
    await expect.poll(() => dues.length).toBe(100);
    pace.look();
    pace.stop();
    expect({ count: dues.length, early }).toEqual({ count: 100, early: [] });
    const gaps = dues.slice(1).map((due, k) => due - (dues[k] ?? 0));
    for (const gap of gaps) expect(gap).toBeCloseTo(0.2, 6);
    expect(pace.endsAt - (dues[0] ?? 0)).toBeCloseTo(20, 6);
  });
});
