import { join } from 'node:path';
import type { Cluster } from '../clusters/cluster.ts';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { benchLimits } from '../limits.ts';
import { TurnLoad } from '../load/load-client.ts';
import type { Measured } from '../load/protocol.ts';
import type { FloorLoad } from './cells.ts';
import { floorLimits } from './limits.ts';
import type { FloorSetup, Party } from './party.ts';
import type { TurnFigures } from './protocol.ts';
import { countersOf, type NodeCounters, type Shape, shapeOf } from './shape.ts';

/** Three nodes with every setting at its default, and the typed client in a process of its own. */
export class RingkvParty implements Party {
  readonly pids: readonly number[];
  readonly #cluster: Cluster;
  readonly #load: TurnLoad;
  readonly #keys: number;

  private constructor(cluster: Cluster, load: TurnLoad, keys: number) {
    this.pids = [...(cluster.pids ?? []), load.pid];
    this.#cluster = cluster;
    this.#load = load;
    this.#keys = keys;
  }

  /** Returns when the keys are filled in. */
  static async start(setup: Omit<FloorSetup, 'shape'>): Promise<RingkvParty> {
    const { options, dataDir, signal, limitMs } = setup;
    const { keys, partitions } = options;
    const size = { nodes: benchLimits.nodes, partitions };
    const cluster = await startRingkv(join(dataDir, 'ringkv'), size);
    try {
      const first = { workload: 'put', inFlight: floorLimits.oneInFlight } as const;
      const load = await TurnLoad.startFilled(
        {
          driver: 'ringkv',
          endpoints: cluster.endpoints,
          load: loadOf(first, keys, limitMs / 1_000),
          countsTraffic: true,
        },
        signal,
      );
      return new RingkvParty(cluster, load, keys);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  async turn(load: FloorLoad, seconds: number): Promise<TurnFigures> {
    const measured = await this.#measure(load, seconds);
    const { ops, lateOps, errors, latencyMs, traffic } = measured;
    return { ops, lateOps, errors, seconds, p50Ms: latencyMs.p50, batches: traffic?.sent ?? 0 };
  }

  /** How it batches under the load, seen in a turn of its own. */
  async observe(load: FloorLoad, seconds: number): Promise<Shape> {
    const before = await this.#counters();
    const measured = await this.#measure(load, seconds);
    return shapeOf(load, measured, before, await this.#counters());
  }

  end(): void {
    this.#load.end();
  }

  /** Killed, not drained: the data go with it. */
  async stop(): Promise<void> {
    this.end();
    await this.#cluster.stop();
  }

  async #measure(load: FloorLoad, seconds: number): Promise<Measured> {
    const measured = await this.#load.measure(loadOf(load, this.#keys, seconds));
    this.#cluster.checkAlive();
    return measured;
  }

  async #counters(): Promise<NodeCounters> {
    const { endpoints } = this.#cluster;
    return countersOf(await Promise.all(endpoints.map((one) => this.#cluster.metrics(one))));
  }
}

function loadOf({ workload, inFlight }: FloorLoad, keys: number, seconds: number) {
  return { workload, concurrency: inFlight, valueSize: floorLimits.valueBytes, keys, seconds };
}
