import type { Reply } from '../../src/server/host/operation.ts';
import type { WatchStream } from '../../src/server/host/watch/watch-types.ts';
import type { ClusterPort, Request, WatchClient } from '../contract.ts';
import { ViolationError } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';
import { WatchPort } from './watch-port.ts';

/** A request that a process has taken. */
interface Taken {
  readonly node: HostNode;
  readonly clock: HostNode['clock'];
  readonly request: Request;
  /** When it must have been answered at the latest, by the clock of the node. */
  readonly deadline: number;
  answered: boolean;
  readonly done: (reply: Reply | 'lost') => void;
}

/** An answer may come this much after the deadline: deadlines are looked at with the heartbeats. */
const graceMs = 2_000;

/** The ports of all nodes. Checks on the way that a process answers each request exactly once (R10). */
export class NodePorts implements ClusterPort {
  /** Called for each answer that a client gets: a run must repeat them. */
  answered: (node: number, request: Request, reply: Reply | 'lost') => void = () => {};
  /** Called for each request that a process takes. */
  asked: (node: number, request: Request) => void = () => {};
  readonly #cluster: Cluster;
  readonly #open = new Set<Taken>();
  readonly #watches: WatchPort;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#watches = new WatchPort(cluster);
  }

  get now(): number {
    return this.#cluster.time.now;
  }

  get nodes(): number {
    return this.#cluster.nodes.length;
  }

  get partitions(): number {
    return this.#cluster.partitions;
  }

  partitionOf(key: Uint8Array): number {
    return this.#cluster.partitionOfKey(key);
  }

  at(time: number, run: () => void): void {
    this.#cluster.time.at(time, run);
  }

  submit(member: number, request: Request, done: (reply: Reply | 'lost') => void): boolean {
    const node = this.#cluster.nodes[member - 1];
    if (node === undefined || !node.alive) return false;
    const { clock } = node;
    const deadline = clock.now() + request.timeoutMs;
    const taken: Taken = { node, clock, request, deadline, answered: false, done };
    this.#open.add(taken);
    this.asked(member, request);
    const { partition, body } = request;
    clock.run(() => {
      const sink = { reply: (_slot: number, reply: Reply) => this.#answer(taken, reply) };
      node.host.submit({ partition, body, deadline, sink, slot: 0 });
    });
    return true;
  }

  watch(member: number, client: WatchClient): WatchStream | null {
    return this.#watches.open(member, client);
  }

  processOf(member: number): number {
    const node = this.#cluster.nodes[member - 1];
    return node?.alive ? node.epoch : 0;
  }

  isMember(member: number, partition: number): boolean {
    return this.#cluster.isMember(member, partition + 1);
  }

  /** The process is gone: its connections break. */
  died(node: HostNode): void {
    this.#watches.died(node);
    for (const taken of this.#open) {
      if (taken.node !== node || taken.clock !== node.clock || taken.answered) continue;
      this.#open.delete(taken);
      this.#deliver(taken, 'lost');
    }
  }

  /** Requests that a process which lives and runs has left without an answer for too long. */
  checkAnswered(): void {
    for (const { node, clock, deadline, request } of this.#open) {
      const due = Math.max(deadline, clock.awakeSince);
      if (clock.paused || clock.now() < due + graceMs) continue;
      throw new ViolationError(
        'one-answer-per-operation',
        `n${node.member} did not answer ${describe(request)}, due ${(clock.now() - deadline).toFixed(0)} ms ago`,
      );
    }
  }

  #answer(taken: Taken, reply: Reply): void {
    if (taken.answered) {
      throw new ViolationError(
        'one-answer-per-operation',
        `n${taken.node.member} answers ${describe(taken.request)} twice: ${JSON.stringify(reply)}`,
      );
    }
    taken.answered = true;
    this.#open.delete(taken);
    this.#deliver(taken, reply);
  }

  /** Never within the turn that answers: a client is another process. */
  #deliver({ node, request, done }: Taken, reply: Reply | 'lost'): void {
    this.#cluster.time.after(0, () => {
      this.answered(node.member, request, reply);
      done(reply);
    });
  }
}

function describe({ partition, body }: Request): string {
  return `a ${body.type === 'write' ? body.command.body.kind : body.type} in partition ${partition}`;
}
