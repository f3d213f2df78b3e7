import type { ClientTls } from './client-tls.ts';
import { type Failure, handshakeFailure, linkFailure } from './failure.ts';
import { Handshake } from './handshake.ts';
import type { HandshakeFault } from './handshake-fault.ts';
import type { ClientTuning } from './limits.ts';
import type { LinkEvents } from './link-events.ts';
import { NodeLink } from './node-link.ts';
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
    tls: ClientTls | null,
  ) {
    this.#make = (address) => {
      const handshake = new Handshake(address, tls, tuning.connectTimeoutMs);
      return new NodeLink(address, events, tuning, wheel, now, tag, handshake);
    };
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

  /** Says of every node why nothing can be sent there: `127.0.0.1:7401 refused, 127.0.0.1:7402 refused`. */
  unreachable(addresses: readonly string[]): Failure {
    const fault = this.fault(addresses);
    if (fault !== null) return handshakeFailure(fault);
    const reasons = addresses.map(
      (address) => `${address} ${this.#byAddress.get(address)?.lastError ?? 'not tried'}`,
    );
    return linkFailure('UNREACHABLE', `no endpoint reachable: ${reasons.join(', ')}`, false);
  }

  /** What keeps all of them from being reached, when that is TLS. */
  fault(addresses: readonly string[]): HandshakeFault | null {
    const faults = addresses.map(
      (address) => this.#byAddress.get(address)?.handshake.fault ?? null,
    );
    return faults.includes(null) ? null : (faults[0] ?? null);
  }

  /** Once everything is known that is being found out about handshakes that failed, within `limitMs`. */
  async settled(limitMs: number): Promise<void> {
    if (limitMs <= 0) return;
    const all = [...this.#byAddress.values()].map(({ handshake }) => handshake.settled());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([Promise.all(all), late]);
    clearTimeout(timer);
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
