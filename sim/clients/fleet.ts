import { checkRun } from '../checkers/index.ts';
import type { ClusterPort, Fleet, Violation } from '../contract.ts';
import { Client } from './client.ts';
import { FinalReads } from './final-reads.ts';
import { History } from './history.ts';
import type { ClientPlan } from './plan.ts';

/** The clients of these plans at that cluster, and all that they saw. */
export class ClientFleet implements Fleet {
  readonly history = new History();
  readonly #port: ClusterPort;
  readonly #clients: readonly Client[];
  #finalReads: FinalReads | null = null;

  constructor(port: ClusterPort, plans: readonly ClientPlan[]) {
    this.#port = port;
    this.#clients = plans.map((plan) => new Client(port, plan, this.history));
  }

  start(): void {
    for (const client of this.#clients) client.start();
  }

  stop(): void {
    for (const client of this.#clients) client.stop();
  }

  get busy(): number {
    const clients = this.#clients.reduce((sum, { busy }) => sum + busy, 0);
    return clients + (this.#finalReads?.busy ?? 0);
  }

  get operations(): number {
    return this.history.operations.length;
  }

  readAll(nodes: readonly number[]): void {
    this.#finalReads = new FinalReads(this.#port, this.history, nodes);
    this.#finalReads.start();
  }

  check(): Violation | null {
    const failed = checkRun(this.history).find(({ verdict }) => verdict === 'invalid');
    return failed === undefined ? null : { checker: failed.name, message: failed.detail };
  }
}

export function createFleet(port: ClusterPort, plans: readonly ClientPlan[]): ClientFleet {
  return new ClientFleet(port, plans);
}
