import { describe, expect, it } from 'vitest';
import { cpuSecondsOf, endedChildrenCpuSeconds, parseStat } from '../../bench/cpu.ts';
import { closedLoop } from '../../bench/load/closed-loop.ts';
import { type Driver, operationsOf } from '../../bench/load/driver.ts';
import type { Workload } from '../../bench/plan.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Writes down what it is asked for. */
class FakeDriver implements Driver {
  readonly asked: string[] = [];

  async put(key: string): Promise<void> {
    this.asked.push(`put ${key}`);
  }

  async get(key: string, level: string): Promise<void> {
    this.asked.push(`get ${key} ${level}`);
  }

  async increment(key: string): Promise<void> {
    this.asked.push(`increment ${key}`);
  }

  async close(): Promise<void> {}
}

describe('a closed loop', () => {
  it('keeps exactly so many operations in flight', async () => {
    let inFlight = 0;
    let most = 0;
    const operation = async (): Promise<void> => {
      most = Math.max(most, ++inFlight);
      await turn();
      inFlight--;
    };
    const { ops, errors, seconds } = await closedLoop({
      concurrency: 7,
      seconds: 0.05,
      drainMs: 1_000,
      operation,
    });
    expect({ most, inFlight, errors, seconds }).toEqual({
      most: 7,
      inFlight: 0,
      errors: 0,
      seconds: 0.05,
    });
    expect(ops).toBeGreaterThan(0);
  });

  it('counts failures apart from operations, and keeps what the first one said', async () => {
    let calls = 0;
    const operation = async (): Promise<void> => {
      await turn();
      if (++calls % 2 === 1) throw new Error(`failure ${calls}\nwith a second line`);
    };
    const measured = await closedLoop({ concurrency: 1, seconds: 0.05, drainMs: 1_000, operation });
    expect(measured.firstError).toBe('failure 1');
    expect(measured.errors).toBeGreaterThan(0);
    expect(Math.abs(measured.errors - measured.ops)).toBeLessThanOrEqual(1);
  });

  it('counts what is answered after the end apart: only its CPU time is in the measurement', async () => {
    const operation = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));
    const measured = await closedLoop({ concurrency: 3, seconds: 0.01, drainMs: 5_000, operation });
    expect(measured).toMatchObject({ ops: 0, lateOps: 3, errors: 0 });
  });

  it('gives up what is never answered, and says so', async () => {
    const operation = (): Promise<void> => new Promise(() => {});
    const measured = await closedLoop({ concurrency: 3, seconds: 0.01, drainMs: 20, operation });
    expect(measured).toMatchObject({
      ops: 0,
      errors: 3,
      firstError: 'unanswered 20 ms after the end',
    });
  });
});

describe('a workload', () => {
  const run = async (workload: Workload, count: number): Promise<string[]> => {
    const driver = new FakeDriver();
    const operation = operationsOf(driver, workload, 4, () => Buffer.from('v'));
    for (let i = 0; i < count; i++) await operation();
    return driver.asked;
  };
  const kinds = (asked: readonly string[]): string[] => [
    ...new Set(asked.map((line) => line.replace(/bench\/(key|counter)-\d/, '$1'))),
  ];

  it('draws from all keys, the same ones every time', async () => {
    const asked = await run('put', 200);
    expect(new Set(asked).size).toBe(4);
    expect(await run('put', 200)).toEqual(asked);
  });

  it('is what its name says', async () => {
    expect(kinds(await run('get', 50))).toEqual(['get key linearizable']);
    expect(kinds(await run('get-eventual', 50))).toEqual(['get key eventual']);
    expect(kinds(await run('incr', 50))).toEqual(['increment counter']);
  });

  it('mixed is half and half', async () => {
    const asked = await run('mixed', 2_000);
    const puts = asked.filter((line) => line.startsWith('put')).length;
    expect(puts / asked.length).toBeGreaterThan(0.45);
    expect(puts / asked.length).toBeLessThan(0.55);
  });
});

describe('CPU seconds', () => {
  it('are read past a command with spaces and parentheses', () => {
    const fields = parseStat(
      '42 (a b) c) S 1 42 42 0 -1 4194304 100 200 0 0 11 22 33 44 20 0 1 0 9\n',
    );
    expect(fields.slice(11, 15)).toEqual(['11', '22', '33', '44']);
  });

  it('of this process only grow', (test) => {
    if (process.platform !== 'linux') return test.skip('needs /proc');
    const before = cpuSecondsOf([process.pid]);
    // Counted in ticks of 10 ms; of CPU, because on a busy machine time passes without any.
    const start = process.cpuUsage();
    while (process.cpuUsage(start).user < 30_000);
    const after = cpuSecondsOf([process.pid]);
    expect(before).not.toBeNull();
    expect(after ?? 0).toBeGreaterThan(before ?? 0);
    expect(endedChildrenCpuSeconds()).not.toBeNull();
  });

  it('are null for a process that is gone: half a sum would be a lie', () => {
    expect(cpuSecondsOf([process.pid, 2 ** 30])).toBeNull();
  });
});
