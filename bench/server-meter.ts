import type { Cluster } from './clusters/cluster.ts';
import { cpuSecondsOf } from './cpu.ts';
import { type Memory, memoryOf } from './memory.ts';
import type { Round } from './result.ts';

/** The servers of a cluster; null of one whose processes may be anywhere. */
export type Processes = Pick<Cluster, 'pids'>;

export const pidsOf = (clusters: readonly Processes[]): readonly number[] =>
  clusters.flatMap(({ pids }) => pids ?? []);

/** CPU seconds of the loaded servers, and of those that should rest. */
type Reading = readonly [number | null, number | null];

/** What the servers use between `start` and `stop`, those that are loaded and those that should rest. */
export class ServerMeter {
  readonly #loaded: readonly number[] | null;
  /** Null when no other cluster is up. */
  readonly #idle: readonly number[] | null;
  #before: Reading = [null, null];
  #after: Reading = [null, null];
  #memory: readonly Memory[] | null = null;

  constructor(cluster: Processes, others: readonly Processes[]) {
    this.#loaded = cluster.pids;
    this.#idle = others.length === 0 ? null : pidsOf(others);
  }

  start(): void {
    this.#before = this.#read();
  }

  stop(): void {
    this.#after = this.#read();
    const found = this.#loaded?.map(memoryOf) ?? [];
    const known = found.filter((memory) => memory !== null);
    this.#memory = known.length > 0 && known.length === found.length ? known : null;
  }

  round(
    client: number | null,
    seconds: number,
  ): Pick<Round, 'cpuSeconds' | 'otherClusterCpuShare' | 'serverMemory'> {
    const [servers, others] = this.#after.map((after, i) => {
      const before = this.#before[i] ?? null;
      return after === null || before === null ? null : after - before;
    });
    return {
      cpuSeconds: { client, servers: servers ?? null },
      otherClusterCpuShare: typeof others === 'number' ? others / seconds : null,
      serverMemory: this.#memory,
    };
  }

  #read(): Reading {
    const read = (pids: readonly number[] | null): number | null =>
      pids === null ? null : cpuSecondsOf(pids);
    return [read(this.#loaded), read(this.#idle)];
  }
}
