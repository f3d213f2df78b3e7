import { DiskError, EngineError } from '../../src/storage/index.ts';
import type { Cluster } from './cluster.ts';
import type { Death, HostNode } from './node.ts';

/** A process that was made to fail by a device stays down so long. */
interface Injected {
  readonly downMs: number;
}

/**
 * Starts processes again. A node is down as long as anything holds it down; what ends by a device that was made to
 * fail (R16) is held for as long as that fault says, and any other end of its own is a bug.
 */
export class Supervisor {
  /** A process ended, or could not start, for no reason that was given. */
  failed: (node: HostNode, error: Error) => void = () => {};
  /** A process has started or ended. */
  changed: (node: HostNode, what: string) => void = () => {};
  readonly #cluster: Cluster;
  readonly #holds = new Map<HostNode, Set<object>>();
  readonly #injected = new Map<HostNode, Injected>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    for (const node of cluster.nodes) {
      const { died } = node;
      node.died = (death) => {
        died(death);
        this.#ended(node, death);
      };
    }
  }

  /** Until the hold is released, the node does not start. */
  hold(node: HostNode): () => void {
    const held = this.#holdsOf(node);
    const hold = {};
    held.add(hold);
    return () => {
      if (held.delete(hold)) this.#startIfFree(node);
    };
  }

  holdFor(node: HostNode, ms: number): void {
    const release = this.hold(node);
    this.#cluster.time.after(ms, release);
  }

  /** The node's process will end because a device fails. */
  expect(node: HostNode, downMs: number): void {
    this.#injected.set(node, { downMs });
  }

  isExpected(node: HostNode): boolean {
    return this.#injected.has(node);
  }

  /** Nothing holds a node any more, except for those that are to stay dead. */
  releaseAll(forGood: ReadonlySet<HostNode>): void {
    for (const node of this.#cluster.nodes) {
      node.disk.disarm();
      this.#holdsOf(node).clear();
      if (forGood.has(node)) {
        this.hold(node);
        node.kill();
      } else this.#startIfFree(node);
    }
  }

  #holdsOf(node: HostNode): Set<object> {
    const held = this.#holds.get(node) ?? new Set();
    this.#holds.set(node, held);
    return held;
  }

  #startIfFree(node: HostNode): void {
    if (node.alive || this.#holdsOf(node).size > 0) return;
    try {
      node.start();
      this.#injected.delete(node);
      this.changed(node, 'starts');
    } catch (error) {
      this.failed(node, error as Error);
    }
  }

  #ended(node: HostNode, death: Death): void {
    this.changed(node, death.how === 'fatal' ? `ends: ${death.error.message}` : death.how);
    if (death.how !== 'fatal') return;
    const { error } = death;
    const injected = this.#injected.get(node);
    if (injected !== undefined && (error instanceof DiskError || error instanceof EngineError)) {
      this.holdFor(node, injected.downMs);
    } else this.failed(node, error);
  }
}
