import type { Nodes } from './nodes.ts';

const POLL_MS = 250;

/** The most resident memory that each node had at any look while this watched. */
export class MemoryWatch {
  readonly #nodes: Nodes;
  readonly #most = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
    this.#timer = setInterval(() => this.#look(), POLL_MS);
    this.#timer.unref();
  }

  /** Bytes by node; a node is missing where there is no /proc. */
  stop(): ReadonlyMap<string, number> {
    this.#look();
    clearInterval(this.#timer);
    return this.#most;
  }

  #look(): void {
    for (const name of this.#nodes.names) {
      if (!this.#nodes.runs(name)) continue;
      const resident = this.#nodes.memory(name)?.resident;
      if (resident !== undefined) {
        this.#most.set(name, Math.max(resident, this.#most.get(name) ?? 0));
      }
    }
  }
}
