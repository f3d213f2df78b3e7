import type { Clock } from '../util/clock.ts';
import type { Logger } from '../util/logger.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import type { EdgeMetrics } from './edge-metrics.ts';
import { errorDetail } from './errors.ts';
import { ForwardLink } from './forward-link.ts';
import type { PeerDialer } from './peer-dialer.ts';
import { refusalHeader } from './results.ts';
import type { Forwarding, RoutedOperation } from './router.ts';
import { dialAddress, memberName, type PeerOverrides, type TopologyView } from './topology-view.ts';

export interface ForwarderOptions {
  readonly view: TopologyView;
  readonly overrides: PeerOverrides;
  readonly dialer: PeerDialer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: EdgeMetrics;
  readonly limits?: Partial<EdgeLimits>;
}

/** Sends operations on to the nodes that can answer them (R4), over one Pipeline stream per node. */
export class Forwarder implements Forwarding {
  readonly #options: ForwarderOptions;
  readonly #limits: EdgeLimits;
  readonly #links = new Map<number, ForwardLink>();
  #closed = false;

  constructor(options: ForwarderOptions) {
    this.#options = options;
    this.#limits = { ...edgeLimits, ...options.limits };
  }

  forward(member: number, operation: RoutedOperation): void {
    const link = this.#link(member);
    if (link !== null) {
      link.send(operation);
      return;
    }
    const { view } = this.#options;
    const message = this.#closed ? 'the node is stopping' : `node ${member} has no known address`;
    const header = refusalHeader(operation.context, view, operation.partition);
    const error = errorDetail('FORWARD_LOST', 'NOT_EXECUTED', message, { header });
    operation.sink.result(operation.slot, { error });
  }

  reachable(member: number): boolean {
    const link = this.#links.get(member);
    return link === undefined || link.reachable;
  }

  /** Answers what is under way: written writes as UNKNOWN, everything else as not executed. */
  close(): void {
    this.#closed = true;
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  #link(member: number): ForwardLink | null {
    if (this.#closed) return null;
    const { view, overrides, dialer, clock, logger, metrics } = this.#options;
    const address = dialAddress(view, overrides, member);
    const known = this.#links.get(member);
    if (known !== undefined && known.address === address) return known;
    known?.close();
    this.#links.delete(member);
    if (address === null) return null;
    const limits = this.#limits;
    const name = memberName(view, member);
    const at = { member, name, address, dialer };
    const link = new ForwardLink({ ...at, view, clock, logger, metrics, limits });
    this.#links.set(member, link);
    return link;
  }
}
