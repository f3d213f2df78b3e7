import type { Clock } from '../../util/clock.ts';
import type { SnapshotLimits } from '../../util/limits.ts';
import type { HostMetrics } from './host-metrics.ts';

interface Parts {
  readonly clock: Clock;
  readonly metrics: HostMetrics;
  readonly limits: SnapshotLimits;
}

/** Of a pull among those of its node. */
export interface Place {
  /** For the next one, whether it was got or only waited for. */
  leave(): void;
}

interface Waiting {
  readonly group: number;
  readonly start: () => void;
}

/** The pulls of a node: so many run at once, and the others wait; each group has at most one. */
export class IncomingSnapshots {
  readonly clock: Clock;
  readonly limits: SnapshotLimits;
  readonly #metrics: HostMetrics;
  readonly #running = new Set<Waiting>();
  #waiting: Waiting[] = [];
  #stopped = false;

  constructor({ clock, metrics, limits }: Parts) {
    this.clock = clock;
    this.limits = limits;
    this.#metrics = metrics;
  }

  /** Starts it when there is a place, within this call if there is one now. `first`: it has waited before. */
  enter(group: number, first: boolean, start: () => void): Place {
    const entry: Waiting = { group, start };
    if (first) this.#waiting.unshift(entry);
    else this.#waiting.push(entry);
    this.#admit();
    return {
      leave: () => {
        if (this.#running.delete(entry)) this.#count();
        else this.#waiting = this.#waiting.filter((other) => other !== entry);
        this.#admit();
      },
    };
  }

  /** Nobody starts any more, though others leave. */
  stop(): void {
    this.#stopped = true;
  }

  #admit(): void {
    if (this.#stopped) return;
    for (let next = this.#admissible(); next !== undefined; next = this.#admissible()) {
      const entry = next;
      this.#waiting = this.#waiting.filter((other) => other !== entry);
      this.#running.add(entry);
      this.#count();
      entry.start();
    }
  }

  /** The meta group never waits, and takes no other's place. */
  #admissible(): Waiting | undefined {
    const meta = this.#waiting.find(({ group }) => group === 0);
    if (meta !== undefined) return meta;
    let running = 0;
    for (const { group } of this.#running) if (group !== 0) running++;
    return running < this.limits.receiving ? this.#waiting[0] : undefined;
  }

  #count(): void {
    this.#metrics.snapshotsReceiving(this.#running.size);
  }
}
