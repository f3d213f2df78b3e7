import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { parseOverloadOptions } from '../../bench/overload/options.ts';
import type { Offered } from '../../bench/overload/protocol.ts';
import { findingsOf, type OverloadRun, type Phase } from '../../bench/overload/report.ts';
import { forEachResult, messageOf } from '../../bench/overload/wire.ts';

const { PipelineRequest, PipelineResponse, Priority, Reason } = ringkv.v1;
const MIB = 1_048_576;

describe('the command line', () => {
  it('has a minute of ten times the load as its default, and names what is wrong', () => {
    expect(parseOverloadOptions([])).toMatchObject({ seconds: 60, times: 10, low: false });
    expect(parseOverloadOptions(['--load', 'low', '--seconds', '5'])).toMatchObject({ low: true });
    expect(() => parseOverloadOptions(['--load', 'high'])).toThrow('--load must be normal or low');
    expect(parseOverloadOptions(['--help'])).toBeNull();
  });
});

describe('the messages of the generator', () => {
  it('are Pipeline messages with ids of their slot, half puts and half gets', () => {
    const shape = { operations: 4, keys: ['a', 'b'], valueBytes: 3, timeoutMs: 9, low: true };
    const { header, operations } = PipelineRequest.decode(messageOf(2, shape));
    expect(header).toMatchObject({ timeoutMs: 9, priority: Priority.PRIORITY_LOW });
    expect(operations?.map(({ id, put }) => [id, put?.value?.length])).toEqual([
      [8, 3],
      [9, undefined],
      [10, 3],
      [11, undefined],
    ]);
  });

  it('are answered by results of which it finds id and reason', () => {
    const error = { code: 8, reason: Reason.OVERLOADED, outcome: 1, message: 'full' };
    const results = [
      { id: 300, put: { succeeded: true } },
      { id: 1, error },
      { get: {} },
      { id: 2, error: { ...error, reason: Reason.DEADLINE } },
    ];
    const found: number[][] = [];
    forEachResult(Buffer.from(PipelineResponse.encode({ results }).finish()), (id, reason) =>
      found.push([id, reason]),
    );
    expect(found).toEqual([
      [300, 0],
      [1, Reason.OVERLOADED],
      [0, 0],
      [2, Reason.DEADLINE],
    ]);
  });
});

describe('the findings', () => {
  const offered = (good: number): Offered => ({
    sent: 1_000,
    heldBack: 9_000,
    good,
    late: 0,
    errors: {},
    seconds: 1,
    latencyMs: { p50: 1, p99: 2, p999: 3, max: 4 },
    cpuSeconds: 1,
    windows: [],
  });
  const phase = (good: number): Phase => ({ name: 'x', load: offered(good), serverCpuSeconds: 1 });
  const run: OverloadRun = {
    options: { seconds: 1, times: 10, partitions: 1, low: false, json: null },
    steps: [phase(500), phase(1_000)],
    overload: phase(650),
    probes: { before: offered(1), during: offered(1) },
    memory: [
      { node: 'n1', before: 100 * MIB, highest: 130 * MIB, after: 110 * MIB },
      { node: 'n2', before: 100 * MIB, highest: 170 * MIB, after: 110 * MIB },
    ],
    counters: { leaderChanges: 1, stalls: 0 },
    recoveryMs: Number.NaN,
  };

  it('compare the overload with the best step, and name the node that grew most', () => {
    const { targets } = findingsOf(run);
    expect(targets.map(({ measured }) => measured)).toEqual([0.65, 70, 1, Number.NaN]);
  });
});
