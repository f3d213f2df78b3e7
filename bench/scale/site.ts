import { rmSync } from 'node:fs';
import type { Cluster } from '../clusters/cluster.ts';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { BenchError } from '../errors.ts';
import { TurnLoad } from '../load/load-client.ts';
import type { Fill, Measured } from '../load/protocol.ts';
import type { Load } from '../plan.ts';
import type { Round } from '../result.ts';
import { type Processes, ServerMeter } from '../server-meter.ts';
import type { Point } from './axes.ts';
import { scaleLimits } from './limits.ts';

/** What one turn measured. Late answers are no throughput, but part of the CPU seconds. */
export type Turn = Round & Pick<Measured, 'lateOps' | 'firstError'>;

/** A cluster and a client that stays connected to it, so that both are warm from the second turn on. */
export interface Site extends Processes {
  fill(order: Omit<Fill, 'kind'>, onProgress: (keys: number) => void): Promise<void>;
  warmUp(load: Load): Promise<void>;
  /** Throws a {@link BenchError} when nothing succeeded, or a node has died. */
  turn(load: Load, others: readonly Processes[]): Promise<Turn>;
  stop(): Promise<void>;
}

/** Real nodes from `dist` and a load process, with a directory that goes with them. */
export async function startSite(
  { nodes, partitions }: Point,
  dataDir: string,
  signal: AbortSignal,
): Promise<Site> {
  const cluster = await startRingkv(dataDir, { nodes, partitions });
  try {
    const { legSeconds: seconds } = scaleLimits;
    const load = { workload: 'put', concurrency: 1, valueSize: 1, keys: 1, seconds } as const;
    const { endpoints } = cluster;
    // Else LevelDB would compress a value of any size to nothing.
    const job = { driver: 'ringkv', endpoints, load, incompressible: true } as const;
    return new RealSite(cluster, await TurnLoad.start(job, signal), dataDir);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

class RealSite implements Site {
  readonly pids: readonly number[] | null;
  readonly #cluster: Cluster;
  readonly #load: TurnLoad;
  readonly #dataDir: string;

  constructor(cluster: Cluster, load: TurnLoad, dataDir: string) {
    this.pids = cluster.pids;
    this.#cluster = cluster;
    this.#load = load;
    this.#dataDir = dataDir;
  }

  async fill(order: Omit<Fill, 'kind'>, onProgress: (keys: number) => void): Promise<void> {
    await this.#load.fill(order, onProgress);
    this.#cluster.checkAlive();
  }

  async warmUp(load: Load): Promise<void> {
    await this.#load.measure(load);
  }

  async turn(load: Load, others: readonly Processes[]): Promise<Turn> {
    const meter = new ServerMeter(this, others);
    meter.start();
    const { cpuSeconds, ...measured } = await this.#load.measure(load);
    meter.stop();
    this.#cluster.checkAlive();
    if (measured.ops === 0) {
      const why = measured.firstError ?? 'no operation ended';
      throw new BenchError(`${load.workload}: no operation succeeded: ${why}`);
    }
    return { ...measured, ...meter.round(cpuSeconds, measured.seconds) };
  }

  async stop(): Promise<void> {
    this.#load.end();
    await this.#cluster.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
