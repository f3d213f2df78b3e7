import { type HostMetrics, noHostMetrics } from '../../src/server/host/host-metrics.ts';
import type { Reply } from '../../src/server/host/operation.ts';
import { type CommandBody, type CommandResult, isRanged, text } from '../../src/storage/index.ts';
import type { Request } from '../contract.ts';
import type { Replica, Watcher } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { Hit } from './catalogue.ts';

/** What the hosts and their state machines do. */
export class HostProbes implements Watcher {
  /** Counts what a host says of itself. */
  readonly metrics: HostMetrics;
  readonly #hit: Hit;
  readonly #cluster: Cluster;
  /** Where the first try of a sequenced write went. */
  readonly #firstTries = new Map<string, number>();

  constructor(hit: Hit, cluster: Cluster) {
    this.#hit = hit;
    this.#cluster = cluster;
    this.metrics = {
      ...noHostMetrics,
      expiredKeys: () => hit('keys expired'),
      walCopied: () => hit('log rewritten'),
      snapshotResumed: () => hit('snapshot resumed'),
      snapshotRefused: (reason) => {
        if (reason === 'busy') hit('snapshot busy');
      },
    };
  }

  taken({ node }: Replica): void {
    if (this.#cluster.node(node).host?.overfull) this.#hit('overlay full');
  }

  reopened(): void {
    this.#hit('database reopened');
  }

  restored(): void {
    this.#hit('state restored by its owner');
  }

  asked(node: number, { body }: Request): void {
    if (body.type !== 'write' || body.command.clientId.length === 0) return;
    const name = nameOf(body.command);
    if (!this.#firstTries.has(name)) this.#firstTries.set(name, node);
  }

  answered(node: number, { body }: Request, reply: Reply | 'lost'): void {
    if (body.type !== 'write' || reply === 'lost' || reply.type !== 'written') return;
    this.#ranged(body.command.body, reply.result);
    if (!reply.result.deduplicated) return;
    this.#hit('answer from the exactly-once table');
    const first = this.#firstTries.get(nameOf(body.command));
    if (first !== undefined && first !== node) this.#hit('answer after failover');
  }

  #ranged(body: CommandBody, { txn, value }: CommandResult): void {
    if (body.kind === 'deleteRange' && value > 0) this.#hit('range deleted');
    if (body.kind !== 'txn' || !isRanged(body) || txn === null) return;
    this.#hit(txn.succeeded ? 'prefix compared' : 'prefix compared in vain');
  }

  clockSet(node: number): void {
    const { host, alive } = this.#cluster.node(node);
    if (alive && this.#cluster.groups.some((group) => host.leads(group))) {
      this.#hit('clock set while leading');
    }
  }
}

function nameOf({ clientId, sequence }: { clientId: Uint8Array; sequence: number }): string {
  return `${text(clientId)}/${sequence}`;
}
