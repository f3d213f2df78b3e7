/**
 * Where the CPU of an operation goes: three real nodes and the typed client are profiled under load, and every sample is
 * counted for the stage that its stack was in. With one partition one node leads and two follow, so that the columns of the
 * table are a leader's and a follower's. `npm run bench:budget`
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type LocalCluster, startLocalCluster } from '../../src/cli/local/index.ts';
import { cpuSecondsOf, mainThreadCpuSecondsOf } from '../cpu.ts';
import { BenchError, oneLine } from '../errors.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';
import { closedLoop } from '../load/closed-loop.ts';
import { type Driver, operationsOf } from '../load/driver.ts';
import { fillKeys } from '../load/load-client.ts';
import { ringkvDriver } from '../load/ringkv-driver.ts';
import type { Workload } from '../plan.ts';
import { runProgram, say } from '../program.ts';
import { type Budget, budgetTable, inProportion, type ProcessCost } from './budget.ts';
import { profiled } from './profiled-client.ts';
import { type Profile, stagesOf } from './stages.ts';

const DATA_DIR = '.data/bench/budget';
const KEYS = 10_000;
const value = Buffer.alloc(256, 'v');
const measured: readonly Workload[] = ['put', 'get', 'get-eventual'];
/** Compilers are still at work after ten seconds under full load: what they have not reached yet costs several times as much. */
const WARM_UP_SECONDS = 15;
const PROFILE_MS = 10_000;

interface Options {
  readonly partitions: number;
  readonly concurrency: number;
  readonly seconds: number;
}

function flags(): Record<keyof Options, string> {
  try {
    return parseArgs({
      options: {
        partitions: { type: 'string', default: '1' },
        concurrency: { type: 'string', default: '256' },
        seconds: { type: 'string', default: '5' },
      },
    }).values;
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}

const profileOf = (name: string): string => resolve(DATA_DIR, `${name}.cpuprofile`);

await runProgram(async (signal) => {
  const values = flags();
  const options: Options = {
    partitions: integer('partitions', values.partitions, 1, benchLimits.partitionsMax),
    concurrency: integer('concurrency', values.concurrency, 1, benchLimits.concurrency),
    seconds: integer('seconds', values.seconds, 1, benchLimits.durationSeconds),
  };
  rmSync(DATA_DIR, { recursive: true, force: true });
  mkdirSync(DATA_DIR, { recursive: true });
  const cluster = await startLocalCluster({
    nodes: benchLimits.nodes,
    partitions: options.partitions,
    dataDir: join(DATA_DIR, 'cluster'),
    freePorts: true,
    clean: true,
    nodeEnv: (name) => ({
      NODE_OPTIONS: `--require ${resolve(import.meta.dirname, 'profile-node.cjs')}`,
      RINGKV_PROFILE: profileOf(name),
    }),
  });
  try {
    await measureAll(cluster, options, signal);
  } finally {
    await cluster.stopNow();
    rmSync(DATA_DIR, { recursive: true, force: true });
  }
});

async function measureAll(
  cluster: LocalCluster,
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const { concurrency, seconds } = options;
  const load = {
    workload: 'put',
    concurrency,
    valueSize: value.length,
    keys: KEYS,
    seconds,
  } as const;
  await fillKeys({ driver: 'ringkv', endpoints: cluster.endpoints, load }, signal);
  const driver = await ringkvDriver(cluster.endpoints);
  try {
    for (const workload of measured) {
      signal.throwIfAborted();
      console.log(`${budgetTable(await measure(cluster, driver, workload, options))}\n`);
    }
  } finally {
    await driver.close();
  }
}

async function measure(
  cluster: LocalCluster,
  driver: Driver,
  workload: Workload,
  { concurrency, seconds }: Options,
): Promise<Budget> {
  const operation = operationsOf(driver, workload, KEYS, () => value);
  const load = (time: number): ReturnType<typeof closedLoop> =>
    closedLoop({ concurrency, seconds: time, drainMs: benchLimits.drainMs, operation });
  say(`${workload}: ${WARM_UP_SECONDS} s of warm-up, ${seconds} s of measurement`);
  await load(WARM_UP_SECONDS);
  const nodes = cluster.report().nodes.map(({ name, pid }) => ({ name, pid: pid ?? 0 }));
  for (const { name, pid } of nodes) {
    rmSync(profileOf(name), { force: true });
    process.kill(pid, 'SIGUSR2');
  }
  const used = meter([process.pid, ...nodes.map(({ pid }) => pid)]);
  const { result, profile } = await profiled(() => load(seconds));
  const [client, ...servers] = used();
  for (const { pid } of nodes) process.kill(pid, 'SIGUSR2');
  const operations = result.ops + result.lateOps;
  if (operations === 0) throw new BenchError(result.firstError ?? 'nothing was answered');
  const cost = (name: string, from: Profile, cpu: Cpu | undefined): ProcessCost => ({
    name,
    stages: inProportion(stagesOf(from), ((cpu?.mainThread ?? 0) * 1e6) / operations),
    total: ((cpu?.all ?? 0) * 1e6) / operations,
  });
  const costs: ProcessCost[] = [];
  for (const [i, { name }] of nodes.entries()) {
    costs.push(cost(name, await written(name), servers[i]));
  }
  // Who leads most does most.
  costs.sort((a, b) => b.total - a.total);
  return {
    workload: `${workload}, ${concurrency} in flight`,
    operationsPerSecond: result.ops / result.seconds,
    processes: [cost('client', profile, client), ...costs],
  };
}

/** Seconds. */
interface Cpu {
  readonly mainThread: number;
  readonly all: number;
}

/** What each process has used since this call, when the function is called that it returns. */
function meter(pids: readonly number[]): () => readonly Cpu[] {
  const look = (): Cpu[] =>
    pids.map((pid) => {
      const mainThread = mainThreadCpuSecondsOf(pid);
      const all = cpuSecondsOf([pid]);
      if (mainThread === null || all === null)
        throw new BenchError(`no CPU times of ${pid} in /proc`);
      return { mainThread, all };
    });
  const before = look();
  return () =>
    look().map(({ mainThread, all }, i) => ({
      mainThread: mainThread - (before[i]?.mainThread ?? 0),
      all: all - (before[i]?.all ?? 0),
    }));
}

/** The profile that a node was told to write. */
async function written(name: string): Promise<Profile> {
  for (const end = Date.now() + PROFILE_MS; Date.now() < end; await setTimeout(50)) {
    if (existsSync(profileOf(name)))
      return JSON.parse(readFileSync(profileOf(name), 'utf8')) as Profile;
  }
  throw new BenchError(`${name} wrote no profile within ${PROFILE_MS} ms`);
}
