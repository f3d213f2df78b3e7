import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LocalCluster, startLocalCluster } from '../../src/cli/local/index.ts';
import { cpuSecondsOf } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import { TurnLoad } from '../load/load-client.ts';
import type { Load } from '../plan.ts';
import type { Build } from './builds.ts';
import { guardLimits } from './limits.ts';
import type { Turn, TurnTaker } from './rounds.ts';
import type { GuardWorkload } from './verdict.ts';

interface Launcher {
  readonly startLocalCluster: typeof startLocalCluster;
}

/**
 * Three nodes and a client, all of one build: its own launcher starts its own kvd, and the load process loads its own
 * client. They stay up for a whole comparison, because what is measured is code that has been compiled; while the other
 * side is measured they stand by.
 */
export class Side implements TurnTaker {
  readonly build: Build;
  readonly #cluster: LocalCluster;
  readonly #load: TurnLoad;
  readonly #died: readonly string[];

  private constructor(build: Build, cluster: LocalCluster, load: TurnLoad, died: string[]) {
    this.build = build;
    this.#cluster = cluster;
    this.#load = load;
    this.#died = died;
  }

  /** Returns when the keys are filled in. */
  static async start(build: Build, dataDir: string, signal: AbortSignal): Promise<Side> {
    const { root, nodeEnv } = build;
    const died: string[] = [];
    const launcher = await launcherOf(root);
    const cluster = await launcher.startLocalCluster({
      nodes: benchLimits.nodes,
      dataDir,
      freePorts: true,
      clean: true,
      nodeEnv: () => nodeEnv,
      onEvent: (event) => {
        if (event.kind === 'died') died.push(`${event.node} ${event.how}, see ${event.logFile}`);
      },
    });
    try {
      const { endpoints } = cluster;
      const load = loadOf('put', guardLimits.comparisonSeconds);
      const job = { driver: 'ringkv', endpoints, load, clientRoot: root } as const;
      return new Side(build, cluster, await TurnLoad.startFilled(job, signal), died);
    } catch (error) {
      await cluster.stopNow();
      throw error;
    }
  }

  async warmUp(workload: GuardWorkload): Promise<void> {
    await this.#load.measure(loadOf(workload, guardLimits.warmUpSeconds));
  }

  /** Throws a {@link BenchError} when a node has died. */
  async turn(workload: GuardWorkload): Promise<Turn> {
    const before = this.#serverSeconds();
    const measured = await this.#load.measure(loadOf(workload, guardLimits.turnSeconds));
    const servers = this.#serverSeconds() - before;
    const { ops, lateOps, errors, firstError, cpuSeconds: client } = measured;
    return { ops: ops + lateOps, errors, firstError, cpuSeconds: servers + client };
  }

  /** Killed, not drained: the data go with it. */
  async stop(): Promise<void> {
    this.#load.end();
    await this.#cluster.stopNow();
  }

  #serverSeconds(): number {
    const pids = this.#cluster.report().nodes.flatMap(({ pid }) => (pid === null ? [] : [pid]));
    const seconds = pids.length === benchLimits.nodes ? cpuSecondsOf(pids) : null;
    if (seconds !== null) return seconds;
    throw new BenchError(`a node of ${this.build.name} died: ${this.#died.join('; ')}`);
  }
}

async function launcherOf(root: string): Promise<Launcher> {
  const { href } = pathToFileURL(join(root, 'dist', 'cli', 'local', 'index.js'));
  return (await import(href)) as Launcher;
}

function loadOf(workload: GuardWorkload, seconds: number): Load {
  const { inFlight, valueBytes, keys } = guardLimits;
  return { workload, concurrency: inFlight, valueSize: valueBytes, keys, seconds };
}
