import { decimals, mebibytes, milliseconds, whole } from '../figures.ts';
import type { Findings } from '../findings.ts';
import { type OverloadOptions, overloadLimits } from './options.ts';
import type { Offered } from './protocol.ts';

/** A stretch of load and what it cost the servers. */
export interface Phase {
  readonly name: string;
  readonly load: Offered;
  readonly serverCpuSeconds: number;
}

/** Of a server, in bytes. */
export interface NodeMemory {
  readonly node: string;
  readonly before: number;
  readonly highest: number;
  readonly after: number;
}

/** Sums over the servers. */
export interface ServerCounters {
  readonly leaderChanges: number;
  readonly stalls: number;
}

export interface OverloadRun {
  readonly options: OverloadOptions;
  readonly steps: readonly Phase[];
  readonly overload: Phase;
  readonly probes: { readonly before: Offered; readonly during: Offered };
  readonly memory: readonly NodeMemory[];
  readonly counters: ServerCounters;
  /** From the end of the load until probes are as fast as before; NaN where they never were. */
  readonly recoveryMs: number;
}

/** Operations done for a second of CPU of all servers. */
export const goodputOf = ({ load, serverCpuSeconds }: Phase): number =>
  load.good / serverCpuSeconds;

export function findingsOf(run: OverloadRun): Findings {
  const { steps, overload, probes, memory, counters, recoveryMs, options } = run;
  const peak = Math.max(...steps.map(goodputOf));
  const share = goodputOf(overload) / peak;
  const growth = Math.max(...memory.map(({ before, highest }) => highest - before));
  return {
    tables: [
      {
        title: `load, ${options.low ? 'PRIORITY_LOW' : 'PRIORITY_NORMAL'}; operations in a second`,
        headings: [
          '',
          'due',
          'sent',
          'good',
          'late',
          'server CPU',
          'good/CPU s',
          'p50 ms',
          'p99 ms',
        ],
        lines: [...steps, overload].map((phase) => lineOf(phase)),
      },
      {
        title: 'errors of the load',
        headings: ['', 'operations'],
        lines: Object.entries(overload.load.errors).map(([reason, n]) => [reason, whole(n)]),
      },
      {
        title: 'probes, PRIORITY_NORMAL',
        headings: ['', 'sent', 'good', 'p50 ms', 'p99 ms', 'errors'],
        lines: [
          ['before', ...probeLine(probes.before)],
          ['during', ...probeLine(probes.during)],
        ],
      },
      {
        title: 'memory, RSS MiB',
        headings: ['', 'before', 'highest', 'after'],
        lines: memory.map(({ node, before, highest, after }) => [
          node,
          mebibytes(before),
          mebibytes(highest),
          mebibytes(after),
        ]),
      },
    ],
    targets: [
      {
        what: 'goodput for a second of server CPU, of the peak',
        measured: share,
        least: overloadLimits.goodputShareLeast,
        unit: '',
      },
      {
        what: 'growth of the server that grew most',
        measured: growth / 1_048_576,
        most: overloadLimits.growthBytesMost / 1_048_576,
        unit: ' MiB',
      },
      { what: 'new leaders seen', measured: counters.leaderChanges, most: 0, unit: '' },
      {
        what: 'until probes are as fast as before',
        measured: recoveryMs,
        most: overloadLimits.recoveryMsMost,
        unit: ' ms',
      },
    ],
    figures: { ...run, goodputPeak: peak, goodputShare: share, growthBytes: growth },
  };
}

function lineOf({ name, load, serverCpuSeconds }: Phase): readonly string[] {
  const { sent, heldBack, good, late, seconds, latencyMs } = load;
  const rate = (operations: number): string => whole(operations / seconds);
  return [
    name,
    rate(sent + heldBack),
    rate(sent),
    rate(good),
    rate(late),
    decimals(serverCpuSeconds / seconds),
    whole(good / serverCpuSeconds),
    milliseconds(latencyMs.p50),
    milliseconds(latencyMs.p99),
  ];
}

function probeLine({ sent, good, latencyMs, errors }: Offered): readonly string[] {
  const failed = Object.entries(errors).map(([reason, n]) => `${reason} ${n}`);
  return [
    whole(sent),
    whole(good),
    milliseconds(latencyMs.p50),
    milliseconds(latencyMs.p99),
    failed.join(', ') || '-',
  ];
}
