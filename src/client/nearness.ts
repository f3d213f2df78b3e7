import type { Links } from './links.ts';
import type { ReplicaChoice } from './options.ts';
import type { TopologyCache } from './topology-cache.ts';

/** How often idle nodes are connected to while reads go to any replica. */
const WARM_INTERVAL_MS = 250;
/** Less than a step of health: a node in another zone that works beats one in this zone that does not. */
const FAR = 0.9;
/** What is assumed of a node before anything is measured. */
const UNKNOWN_ROUND_TRIP_MS = 15;

export type Distance = (address: string) => number;

/** Which of several replicas is near, for reads that any of them may answer. */
export class Nearness {
  readonly #topology: TopologyCache;
  readonly #links: Links;
  readonly #now: () => number;
  #warmAt = 0;

  constructor(topology: TopologyCache, links: Links, now: () => number) {
    this.#topology = topology;
    this.#links = links;
    this.#now = now;
  }

  /** Reads of any replica are spread only over nodes that are connected, so connect to all of them. */
  warm(choice: ReplicaChoice): void {
    const now = this.#now();
    if (now < this.#warmAt) return;
    this.#warmAt = now + WARM_INTERVAL_MS;
    for (const address of this.#topology.view.addresses) {
      const health = this.#links.health(address);
      if (health === 'possible') this.#links.at(address).connect();
      if (health === 'ready' && choice === 'nearest') this.#links.at(address).measure();
    }
  }

  /** From 0 to below 1, for routing; null where all replicas are alike. */
  distanceFor(choice: ReplicaChoice): Distance | null {
    if (choice === 'any' || choice === 'leader') return null;
    if (choice === 'nearest')
      return (address) => roundTripStep(this.#links.at(address).roundTripMs);
    const inZone = new Set<string>();
    for (const { zone, address } of this.#topology.view.members.values()) {
      if (zone === choice.zone) inZone.add(address);
    }
    return (address) => (inZone.has(address) ? 0 : FAR);
  }
}

/** In steps, so that reads are spread over nodes that are about as near: 0 to 1 ms, 1 to 3, 3 to 7 and so on. */
export function roundTripStep(roundTripMs: number | null): number {
  return Math.min(FAR, Math.floor(Math.log2(1 + (roundTripMs ?? UNKNOWN_ROUND_TRIP_MS))) * 0.1);
}
