import type { ClientTuning } from './limits.ts';
import { type LinkEvents, NodeLink } from './node-link.ts';
import type { NodeHealth } from './routing.ts';
import type { TimerWheel } from './timer-wheel.ts';

/** The links of one client, by address; made on first use. */
export class Links {
  readonly #byAddress = new Map<string, NodeLink>();
  readonly #make: (address: string) => NodeLink;

  constructor(
    events: LinkEvents,
    tuning: ClientTuning,
    wheel: TimerWheel,
    now: () => number,
    tag: string,
  ) {
    this.#make = (address) => new NodeLink(address, events, tuning, wheel, now, tag);
  }

  at(address: string): NodeLink {
    let link = this.#byAddress.get(address);
    if (link === undefined) {
      link = this.#make(address);
      this.#byAddress.set(address, link);
    }
    return link;
  }

  /** A field, so that routing gets it without a closure for every call. */
  readonly health = (address: string): NodeHealth =>
    this.#byAddress.get(address)?.health() ?? 'possible';

  /** Why nothing can be sent anywhere, for messages: `127.0.0.1:7401 refused, 127.0.0.1:7402 refused`. */
  describe(addresses: readonly string[]): string {
    return addresses
      .map((address) => `${address} ${this.#byAddress.get(address)?.lastError ?? 'not tried'}`)
      .join(', ');
  }

  /** Closes the links to nodes that left the cluster, once nothing waits there. */
  keepOnly(addresses: ReadonlySet<string>): void {
    for (const [address, link] of this.#byAddress) {
      if (addresses.has(address) || link.waiting > 0) continue;
      this.#byAddress.delete(address);
      link.close();
    }
  }

  close(): void {
    for (const link of this.#byAddress.values()) link.close();
    this.#byAddress.clear();
  }
}
