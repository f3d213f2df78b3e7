import type { ServiceError } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { clusterService } from '../rpc/index.ts';
import { assert } from '../util/assert.ts';
import { hex } from '../util/bytes.ts';
import type { ClientTuning } from './limits.ts';
import type { Links } from './links.ts';
import type { NodeHealth } from './routing.ts';
import { type TimerWheel, WheelTimer } from './timer-wheel.ts';
import { merged, type TopologyView, viewOf, withLeader } from './topology-view.ts';

/** The next node is asked when the one before has not answered for this long. */
const STAGGER_MS = 100;

const ORDER: Readonly<Record<NodeHealth, number>> = { ready: 0, possible: 1, avoided: 2, down: 3 };

/** The current view of the cluster, and the one request at a time that renews it. */
export class TopologyCache {
  readonly #endpoints: readonly string[];
  readonly #links: Links;
  readonly #tuning: ClientTuning;
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  readonly #refreshTimer: WheelTimer<TopologyCache>;
  #view: TopologyView | null = null;
  #reported: readonly number[] = [];
  #refreshing = false;
  readonly #running = new Set<() => void>();
  #closed = false;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(
    endpoints: readonly string[],
    links: Links,
    tuning: ClientTuning,
    wheel: TimerWheel,
    now: () => number,
  ) {
    this.#endpoints = endpoints;
    this.#links = links;
    this.#tuning = tuning;
    this.#wheel = wheel;
    this.#now = now;
    this.#refreshTimer = new WheelTimer<TopologyCache>(this, (cache) => cache.#start());
  }

  /** Set before the first call: connecting waits for it. */
  get view(): TopologyView {
    assert(this.#view !== null, 'no topology before connect');
    return this.#view;
  }

  /**
   * The leaders as the newest answer had them, by partition. Routing goes by the view instead, which keeps what
   * operations have taught it: an answer carries no terms and may be the older of the two.
   */
  get reportedLeaders(): readonly number[] {
    return this.#reported;
  }

  get epoch(): number {
    return this.#view?.epoch ?? 0;
  }

  get endpoints(): readonly string[] {
    return this.#endpoints;
  }

  /** Every address that may serve, configured ones last. */
  addresses(): string[] {
    return [...new Set([...(this.#view?.addresses ?? []), ...this.#endpoints])];
  }

  update(change: (view: TopologyView) => TopologyView): void {
    if (this.#view !== null) this.#view = change(this.#view);
  }

  /** An answer named the leader: most do, and most say nothing new. */
  led(partition: number, member: number, term: number): void {
    if (this.#view !== null) this.#view = withLeader(this.#view, partition, member, term);
  }

  /** Soon: at most one request per interval, one at a time, whoever asks and however often. */
  refresh(): void {
    if (this.#view === null || this.#closed) return;
    if (this.#refreshing || this.#refreshTimer.armed) return;
    const at = this.#refreshedAt + this.#tuning.refreshIntervalMs;
    if (this.#now() >= at) this.#start();
    else this.#wheel.arm(this.#refreshTimer, at);
  }

  /** One round over all nodes, ended early by the signal. Answers null on success, else what they said. */
  load(timeoutMs: number, signal?: AbortSignal): Promise<string | null> {
    return new Promise((resolve) => this.#ask(timeoutMs, signal, resolve));
  }

  close(): void {
    this.#closed = true;
    this.#wheel.disarm(this.#refreshTimer);
    for (const cancel of this.#running) cancel();
  }

  #start(): void {
    this.#refreshing = true;
    this.#refreshedAt = this.#now();
    this.#ask(this.#tuning.refreshTimeoutMs, undefined, () => {
      this.#refreshing = false;
    });
  }

  /** Asks one node after the other, the next one early when one is slow; the first good answer ends it. */
  #ask(
    timeoutMs: number,
    signal: AbortSignal | undefined,
    done: (problem: string | null) => void,
  ): void {
    const addresses = this.addresses().sort(
      (a, b) => ORDER[this.#links.health(a)] - ORDER[this.#links.health(b)],
    );
    const problems: string[] = [];
    const calls: { cancel(): void }[] = [];
    let ended = false;
    let next = 0;
    const finish = (problem: string | null): void => {
      if (ended) return;
      ended = true;
      this.#running.delete(cancel);
      signal?.removeEventListener('abort', cancel);
      this.#wheel.disarm(stagger);
      for (const call of calls) call.cancel();
      done(problem);
    };
    const cancel = (): void => finish('was not waited for');
    this.#running.add(cancel);
    signal?.addEventListener('abort', cancel, { once: true });
    const askNext = (): void => {
      const address = addresses[next++];
      if (address === undefined || ended) return;
      if (next < addresses.length) this.#wheel.arm(stagger, this.#now() + STAGGER_MS);
      const request = { knownEpoch: this.epoch };
      const link = this.#links.at(address);
      calls.push(
        link.unary(clusterService.getTopology, request, timeoutMs, (error, response) => {
          if (ended) return;
          const problem =
            response === null ? link.lastError || detailsOf(error) : this.#accept(response);
          if (problem === null) return finish(null);
          problems.push(`${address} ${problem}`);
          if (problems.length === addresses.length) return finish(problems.join(', '));
          askNext();
        }),
      );
    };
    const stagger = new WheelTimer<null>(null, askNext);
    askNext();
  }

  /** Takes an answer over; otherwise says what is wrong with it. */
  #accept(response: ringkv.v1.IGetTopologyResponse): string | null {
    const topology = response.topology ?? null;
    if (this.#view === null) {
      if (topology === null || !topology.partitions) return 'has no topology yet';
      this.#view = viewOf(topology, response.leaders ?? []);
      this.#reported = response.leaders ?? [];
      return null;
    }
    if (topology !== null) {
      const { partitions } = topology;
      const held = this.#view.partitions;
      const cluster = hex(topology.clusterId ?? new Uint8Array());
      if (cluster !== this.#view.clusterId) {
        return `belongs to cluster ${cluster}, not ${this.#view.clusterId}`;
      }
      assert(partitions === held, () => `partitions changed from ${held} to ${partitions}`);
    }
    const before = this.#view;
    this.#reported = response.leaders ?? [];
    this.#view = merged(before, topology, response.leaders ?? []);
    if (this.#view.epoch !== before.epoch) this.#links.keepOnly(new Set(this.addresses()));
    return null;
  }
}

function detailsOf(error: Error | null): string {
  if (error === null) return 'answered nothing';
  return (error as ServiceError).details || error.message;
}
