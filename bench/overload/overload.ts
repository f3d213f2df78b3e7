import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../clusters/cluster.ts';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { cpuSecondsOf } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import { Forked } from '../forked.ts';
import { benchLimits } from '../limits.ts';
import type { Stage } from '../measurement.ts';
import { memoryOf } from '../memory.ts';
import { type OverloadOptions, overloadLimits } from './options.ts';
import type { GeneratorJob, GeneratorReport, Offered, Order, Window } from './protocol.ts';
import {
  findingsOf,
  goodputOf,
  type NodeMemory,
  type Phase,
  type ServerCounters,
} from './report.ts';

export function overloadLimitMs({ seconds }: OverloadOptions): number {
  const { startMs, warmUpSeconds, stepSeconds, steps, quietSeconds } = overloadLimits;
  const measured = warmUpSeconds + stepSeconds * steps.length + 3 * quietSeconds + seconds;
  return startMs + measured * 1_000;
}

/**
 *     load     warm-up | closed loop, steps | -     | open loop, times the peak | -
 *     probes                                | before| during                    : recovery
 */
export async function measureOverload(options: OverloadOptions, stage: Stage): Promise<Findings> {
  const { partitions } = options;
  const size = { nodes: benchLimits.nodes, partitions };
  const cluster = await startRingkv(join(stage.dataDir, 'overload'), size);
  const load = generatorOf(cluster, options, stage.signal, { low: options.low });
  const { operations, ...probe } = { operations: 1, streams: 1, low: false };
  const probes = generatorOf(cluster, options, stage.signal, { ...probe, operations });
  try {
    await Promise.all([load.next('ready'), probes.next('ready')]);
    return await new Run(options, stage, cluster, load, probes).whole();
  } finally {
    load.end();
    probes.end();
    await cluster.stop();
  }
}

function generatorOf(
  cluster: Cluster,
  options: OverloadOptions,
  signal: AbortSignal,
  job: Partial<GeneratorJob>,
): Forked<GeneratorReport> {
  const { streams, slots, operations, valueBytes, timeoutMs } = overloadLimits;
  const { endpoints } = cluster;
  return new Forked<GeneratorReport>({
    name: 'the generator',
    script: new URL('./generator.ts', import.meta.url),
    argument: { endpoints, streams, slots, operations, valueBytes, timeoutMs, low: false, ...job },
    limitMs: overloadLimitMs(options),
    signal,
  });
}

class Run {
  readonly #options: OverloadOptions;
  readonly #stage: Stage;
  readonly #cluster: Cluster;
  readonly #load: Forked<GeneratorReport>;
  readonly #probes: Forked<GeneratorReport>;
  readonly #pids: readonly number[];

  constructor(
    options: OverloadOptions,
    stage: Stage,
    cluster: Cluster,
    load: Forked<GeneratorReport>,
    probes: Forked<GeneratorReport>,
  ) {
    this.#options = options;
    this.#stage = stage;
    this.#cluster = cluster;
    this.#load = load;
    this.#probes = probes;
    this.#pids = cluster.pids ?? [];
  }

  async whole(): Promise<Findings> {
    const { seconds, times } = this.#options;
    const { quietSeconds, probeRate, operations } = overloadLimits;
    const { say } = this.#stage;
    const steps = await this.#steps();
    const best = steps.reduce((a, b) => (goodputOf(b) > goodputOf(a) ? b : a));
    const served = Math.max(...steps.map(({ load }) => load.good / load.seconds));
    say(`peak: ${Math.round(goodputOf(best))} operations for a second of CPU`);
    const quiet = { kind: 'open', rate: probeRate, seconds: quietSeconds } as const;
    const before = await this.#order(this.#probes, quiet);
    const countersBefore = await this.#counters();
    const memory = new MemoryWatch(this.#pids);
    const probing = this.#order(this.#probes, { ...quiet, seconds: seconds + quietSeconds });
    const rate = (served * times) / operations;
    say(`${Math.round(served * times)} operations a second for ${seconds} s`);
    const overload = await this.#phase(`${times} x`, { kind: 'open', rate, seconds });
    const endedAt = performance.timeOrigin + performance.now();
    const during = await probing;
    const found = memory.stop();
    const countersAfter = await this.#counters();
    this.#cluster.checkAlive();
    return findingsOf({
      options: this.#options,
      steps,
      overload,
      probes: { before, during: withoutWindows(during) },
      memory: found,
      counters: {
        leaderChanges: countersAfter.leaderChanges - countersBefore.leaderChanges,
        stalls: countersAfter.stalls - countersBefore.stalls,
      },
      recoveryMs: recoveryMs(during.windows, endedAt, before.latencyMs.p99),
    });
  }

  async #steps(): Promise<readonly Phase[]> {
    const { steps, stepSeconds, warmUpSeconds, warmUpInFlight: inFlight } = overloadLimits;
    await this.#order(this.#load, { kind: 'closed', inFlight, seconds: warmUpSeconds });
    const phases: Phase[] = [];
    for (const inFlight of steps) {
      const name = `closed, ${inFlight} messages`;
      phases.push(await this.#phase(name, { kind: 'closed', inFlight, seconds: stepSeconds }));
      this.#stage.say(`${name}: ${Math.round(goodputOf(phases.at(-1) as Phase))}`);
      await sleep(1_000, undefined, { signal: this.#stage.signal });
    }
    return phases;
  }

  async #phase(name: string, order: Order): Promise<Phase> {
    const before = this.#cpu();
    const load = await this.#order(this.#load, order);
    return { name, load, serverCpuSeconds: this.#cpu() - before };
  }

  async #order(generator: Forked<GeneratorReport>, order: Order): Promise<Offered> {
    generator.send(order);
    return (await generator.next('offered')).offered;
  }

  #cpu(): number {
    const seconds = cpuSecondsOf(this.#pids);
    if (seconds === null) throw new BenchError('no CPU times of the nodes in /proc');
    return seconds;
  }

  async #counters(): Promise<ServerCounters> {
    const { endpoints } = this.#cluster;
    const texts = await Promise.all(endpoints.map((one) => this.#cluster.metrics(one)));
    const sum = (name: string): number =>
      texts.reduce((all, text) => {
        const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
        return all + Number(value ?? Number.NaN);
      }, 0);
    return {
      leaderChanges: sum('ringkv_server_leader_changes_seen_total'),
      stalls: sum('ringkv_event_loop_stalls_total'),
    };
  }
}

/** Looks at the memory of the servers now and then. */
class MemoryWatch {
  readonly #pids: readonly number[];
  readonly #before: readonly number[];
  readonly #highest: number[];
  readonly #timer: NodeJS.Timeout;

  constructor(pids: readonly number[]) {
    this.#pids = pids;
    this.#before = pids.map(residentOf);
    this.#highest = [...this.#before];
    this.#timer = setInterval(() => this.#look(), overloadLimits.memoryEveryMs);
  }

  stop(): readonly NodeMemory[] {
    clearInterval(this.#timer);
    this.#look();
    return this.#pids.map((pid, i) => ({
      node: `n${i + 1}`,
      before: this.#before[i] ?? Number.NaN,
      highest: this.#highest[i] ?? Number.NaN,
      after: residentOf(pid),
    }));
  }

  #look(): void {
    for (const [i, pid] of this.#pids.entries()) {
      this.#highest[i] = Math.max(this.#highest[i] ?? 0, residentOf(pid));
    }
  }
}

function residentOf(pid: number): number {
  return memoryOf(pid)?.resident ?? Number.NaN;
}

/** When the first windows in a row began that were as before: all done, and none slower than twice the p99 of before. */
function recoveryMs(windows: readonly Window[], endedAt: number, p99Before: number): number {
  const after = windows.filter(({ startsAt }) => startsAt >= endedAt);
  const { quietWindows } = overloadLimits;
  const isQuiet = ({ messages, good, slowestMs }: Window): boolean =>
    good === messages && slowestMs <= 2 * p99Before;
  const first = after.findIndex((_, i) => {
    const row = after.slice(i, i + quietWindows);
    return row.length === quietWindows && row.every(isQuiet);
  });
  return Math.max(0, (after[first]?.startsAt ?? Number.NaN) - endedAt);
}

const withoutWindows = (offered: Offered): Offered => ({ ...offered, windows: [] });
