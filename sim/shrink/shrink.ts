import type { ClientPlan } from '../clients/plan.ts';
import type { Violation } from '../contract.ts';
import type { ClusterPlan, Schedule } from '../schedule.ts';
import { ddmin } from './ddmin.ts';

/** Runs a schedule: when it ended, and how. */
export type Judge = (schedule: Schedule) => {
  readonly violation: Violation | null;
  readonly endedMs: number;
};

export interface Shrunk {
  readonly schedule: Schedule;
  readonly violation: Violation;
  /** Runs that it took. */
  readonly tries: number;
}

/**
 * Looks for a smaller schedule that fails in the same way: the same checker, or it is another bug. Cuts the end off,
 * then leaves out faults, clients and single operations, then makes the cluster smaller and its surroundings plain.
 */
export class Shrinker {
  readonly #judge: Judge;
  readonly #expired: () => boolean;
  #schedule: Schedule;
  #violation: Violation;
  #tries = 0;

  constructor(judge: Judge, schedule: Schedule, violation: Violation, expired: () => boolean) {
    this.#judge = judge;
    this.#schedule = schedule;
    this.#violation = violation;
    this.#expired = expired;
  }

  run(): Shrunk {
    for (let size = -1; size !== sizeOf(this.#schedule) && !this.#expired(); ) {
      size = sizeOf(this.#schedule);
      this.#cutEnd();
      this.#withoutFaults();
      this.#withoutClients();
      this.#withoutOperations();
      this.#plainer();
    }
    return { schedule: this.#schedule, violation: this.#violation, tries: this.#tries };
  }

  /** Takes the candidate over if it fails like the original. */
  #fails(candidate: Schedule): boolean {
    this.#tries++;
    const { violation } = this.#judge(candidate);
    if (violation?.checker !== this.#violation.checker) return false;
    this.#schedule = candidate;
    this.#violation = violation;
    return true;
  }

  #cutEnd(): void {
    const { endedMs } = this.#judge(this.#schedule);
    // Fewer clients would only make it longer.
    if (this.#schedule.leastOperations > 0) this.#fails({ ...this.#schedule, leastOperations: 0 });
    const shortest = Math.ceil(endedMs) + 1;
    if (shortest < this.#schedule.safetyMs) this.#fails(until(this.#schedule, shortest));
    for (const share of [0.25, 0.5, 0.75, 0.9]) {
      if (this.#expired()) return;
      if (this.#fails(until(this.#schedule, Math.ceil(this.#schedule.safetyMs * share)))) return;
    }
  }

  #withoutFaults(): void {
    ddmin(
      this.#schedule.faults,
      (faults) => this.#fails({ ...this.#schedule, faults }),
      this.#expired,
    );
  }

  #withoutClients(): void {
    ddmin(
      this.#schedule.clients,
      (clients) => this.#fails({ ...this.#schedule, clients }),
      this.#expired,
    );
  }

  #withoutOperations(): void {
    const all = this.#schedule.clients.flatMap(({ id, operations }) =>
      operations.map((operation) => ({ id, operation })),
    );
    ddmin(
      all,
      (kept) => {
        const left = new Set(kept.map(({ operation }) => operation));
        const clients = this.#schedule.clients.map((client): ClientPlan => {
          return { ...client, operations: client.operations.filter((each) => left.has(each)) };
        });
        return this.#fails({ ...this.#schedule, clients });
      },
      this.#expired,
    );
  }

  #plainer(): void {
    for (const change of plainer) {
      // As often as it helps: some make a number smaller by one.
      for (let more = true; more && !this.#expired(); ) {
        const changed = change(this.#schedule.cluster);
        more = changed !== null && this.#fails({ ...this.#schedule, cluster: changed });
      }
    }
  }
}

function until(schedule: Schedule, safetyMs: number): Schedule {
  return {
    ...schedule,
    safetyMs,
    leastOperations: 0,
    faults: schedule.faults.filter(({ at }) => at < safetyMs),
    clients: schedule.clients.map((client) => ({
      ...client,
      operations: client.operations.filter(({ atMs }) => atMs < safetyMs),
    })),
  };
}

/** Each makes one thing about the cluster plainer, or says that it is as plain as can be. */
const plainer: readonly ((cluster: ClusterPlan) => ClusterPlan | null)[] = [
  (cluster) => (cluster.partitions > 1 ? { ...cluster, partitions: cluster.partitions - 1 } : null),
  (cluster) => {
    const nodes = cluster.nodes - 1;
    if (nodes < 1 || cluster.neverBack.length > 0) return null;
    return {
      ...cluster,
      nodes,
      replicas: Math.min(cluster.replicas, nodes),
      clocks: cluster.clocks.slice(0, nodes),
    };
  },
  (cluster) => (cluster.neverBack.length > 0 ? { ...cluster, neverBack: [] } : null),
  (cluster) => {
    const { network } = cluster;
    const { lossPerMille, duplicatePerMille, reorderPerMille } = network;
    if (lossPerMille + duplicatePerMille + reorderPerMille === 0) return null;
    const quiet = { lossPerMille: 0, duplicatePerMille: 0, reorderPerMille: 0 };
    return { ...cluster, network: { ...network, ...quiet } };
  },
  (cluster) => {
    const exact = { ppm: 0, wallOffsetMs: 0, originMs: 0 };
    const plain = cluster.clocks.every((clock) =>
      Object.entries(exact).every(([name, value]) => clock[name as keyof typeof exact] === value),
    );
    return plain ? null : { ...cluster, clocks: cluster.clocks.map(() => exact) };
  },
];

function sizeOf({ safetyMs, faults, clients, cluster }: Schedule): number {
  const operations = clients.reduce((sum, client) => sum + client.operations.length, 0);
  return (
    safetyMs + faults.length + operations + clients.length + cluster.nodes + cluster.partitions
  );
}
