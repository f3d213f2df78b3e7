import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RingKv } from 'ringkv';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { decimals } from '../figures.ts';
import type { Findings } from '../findings.ts';
import { benchLimits } from '../limits.ts';
import type { Stage } from '../measurement.ts';
import { median } from '../median.ts';
import { type KvctlOptions, kvctlLimits } from './options.ts';
import { type TimedProcess, timed } from './timed-process.ts';

const kvctl = fileURLToPath(new URL('../../bin/kvctl', import.meta.url));
const KEY = 'greeting';
const VALUE = 'hello';

/** Both of one round. */
export interface KvctlRound {
  readonly node: TimedProcess;
  readonly kvctl: TimedProcess;
}

export function kvctlLimitMs({ rounds }: KvctlOptions): number {
  const { startMs, processMs, warmUpRounds } = kvctlLimits;
  return startMs + (rounds + warmUpRounds) * 2 * processMs;
}

/** Who is first changes from round to round. */
export async function measureKvctl(
  { rounds }: KvctlOptions,
  { dataDir, signal, say }: Stage,
): Promise<Findings> {
  const size = { nodes: benchLimits.nodes, partitions: benchLimits.partitions };
  const cluster = await startRingkv(join(dataDir, 'cluster'), size);
  try {
    const kv = await RingKv.connect({ endpoints: cluster.endpoints });
    await kv.put(KEY, VALUE);
    await kv.close();
    const get = ['get', KEY, '--endpoints', cluster.endpoints.join(',')];
    const takeNode = (): Promise<TimedProcess> => timed(['-e', '0'], '');
    const takeKvctl = (): Promise<TimedProcess> => timed([kvctl, ...get], `${VALUE}\n`);
    const made: KvctlRound[] = [];
    for (let number = 1 - kvctlLimits.warmUpRounds; number <= rounds; number++) {
      signal.throwIfAborted();
      const early = number % 2 === 0 ? null : await takeNode();
      const asked = await takeKvctl();
      const node = early ?? (await takeNode());
      if (number < 1) continue;
      made.push({ node, kvctl: asked });
      say(`round ${number}/${rounds}: ${ms(asked.wallMs)} ms beside ${ms(node.wallMs)} ms`);
    }
    cluster.checkAlive();
    return findingsOf(made);
  } finally {
    await cluster.stop();
  }
}

export function findingsOf(rounds: readonly KvctlRound[]): Findings {
  const sides = { node: sideOf(rounds, 'node'), kvctl: sideOf(rounds, 'kvctl') };
  const ratio = sides.kvctl.wallMs / sides.node.wallMs;
  const line = (name: string, side: Side): readonly string[] => [
    name,
    ms(side.wallMs),
    `${ms(side.lowestMs)}-${ms(side.highestMs)}`,
    side.cpuMs === null ? '-' : ms(side.cpuMs),
  ];
  return {
    tables: [
      {
        title: `medians of ${rounds.length} rounds; CPU is the mean`,
        headings: ['', 'wall ms', 'lowest-highest', 'CPU ms'],
        lines: [line('node -e 0', sides.node), line('kvctl get', sides.kvctl)],
      },
    ],
    targets: [
      {
        what: 'kvctl get beside node -e 0',
        measured: ratio,
        most: kvctlLimits.ratioMost,
        unit: ' x',
      },
    ],
    figures: { ratio, ...sides, rounds },
  };
}

interface Side {
  readonly wallMs: number;
  readonly lowestMs: number;
  readonly highestMs: number;
  /** The kernel counts in hundredths of a second, so a mean says more than a median. */
  readonly cpuMs: number | null;
}

function sideOf(rounds: readonly KvctlRound[], name: keyof KvctlRound): Side {
  const walls = rounds.map((round) => round[name].wallMs);
  const cpus = rounds.flatMap((round) => round[name].cpuMs ?? []);
  return {
    wallMs: median(walls),
    lowestMs: Math.min(...walls),
    highestMs: Math.max(...walls),
    cpuMs: cpus.length === 0 ? null : cpus.reduce((sum, cpu) => sum + cpu, 0) / cpus.length,
  };
}

const ms = (value: number): string => decimals(value, 0);
