import type { ringkv } from '#proto';
import { BoundedQueue } from '../util/queue.ts';
import { AbortHub } from './abort-hub.ts';
import { type Answer, Call, type CallSpec } from './call.ts';
import type { DispatcherOptions } from './dispatcher-options.ts';
import { callEnding, type Endings, tooManyCalls } from './endings.ts';
import { AbortError, ClosedError, type KvError } from './errors.ts';
import { type Failure, failureOf, linkFailure, protocolFailure } from './failure.ts';
import { Identities } from './identities.ts';
import type { ClientTuning } from './limits.ts';
import type { LinkEvents } from './link-events.ts';
import { Links } from './links.ts';
import { Nearness } from './nearness.ts';
import type { NodeLink } from './node-link.ts';
import {
  AT_ONCE,
  type Draw,
  FINAL,
  nextBackoff,
  RetryBudget,
  SAME_NODE,
  START_OVER,
} from './retry-policy.ts';
import { route } from './routing.ts';
import { type MutableStats, noStats } from './stats.ts';
import { TimerWheel, WheelTimer } from './timer-wheel.ts';
import { TopologyCache } from './topology-cache.ts';
import { memberAt, withoutLeader, withoutMember } from './topology-view.ts';

const LEADER = 1 satisfies ringkv.v1.Role.LEADER;

/** Carries every call from submission to exactly one end: routes it, retries it, and keeps its outcome honest. */
export class Dispatcher implements LinkEvents {
  readonly tuning: ClientTuning;
  readonly topology: TopologyCache;
  readonly links: Links;
  readonly now: () => number;
  readonly draw: Draw;
  readonly tag: string;
  readonly priority: ringkv.v1.Priority;
  readonly wheel: TimerWheel;
  readonly stats: MutableStats = noStats();
  readonly #nearness: Nearness;
  readonly #identities: Identities;
  readonly #budget: RetryBudget;
  readonly #waiting: BoundedQueue<Call>;
  readonly #live = new Set<Call>();
  readonly #endings: Endings;
  readonly #aborts = new AbortHub<Call>((call, reason) =>
    this.#stop(call, (sent) => this.#endings.aborted(call, sent, reason)),
  );
  #inflight = 0;
  #closing = false;
  #closed = false;
  #drained: (() => void) | null = null;

  constructor({ endpoints, tuning, priority, now, draw, tag, tls }: DispatcherOptions) {
    this.tuning = tuning;
    this.now = now;
    this.draw = draw;
    this.tag = tag;
    this.priority = priority;
    this.wheel = new TimerWheel(tuning.timerTickMs, now);
    this.links = new Links(this, tuning, this.wheel, now, tag, tls);
    this.topology = new TopologyCache(endpoints, this.links, tuning, this.wheel, now);
    this.#nearness = new Nearness(this.topology, this.links, now);
    this.#budget = new RetryBudget(tuning, now());
    this.#waiting = new BoundedQueue<Call>(tuning.waitingOperations);
    this.#endings = callEnding((spec) => this.submit(spec), now, tuning.timeoutMs, this.stats);
    this.#identities = new Identities(
      {
        submit: (spec) => this.submit(spec),
        resume: (call) => {
          if (call.state === 'parked') this.#go(call);
        },
        refused: (call, error) => {
          if (call.state === 'parked') this.#fail(call, this.#endings.refused(call, error));
        },
      },
      tuning,
      now,
    );
  }

  get closed(): boolean {
    return this.#closing;
  }

  /** Ends with exactly one of `spec.answered` and `spec.failed`, no later than the deadline and a timer tick. */
  submit(spec: CallSpec): Call {
    const call = new Call(spec, this.now(), this.#expired);
    const own = spec.class === 'control';
    if (!own) this.stats.calls++;
    if (this.#closed || (this.#closing && !own)) return this.#refuse(call, new ClosedError());
    if (spec.signal?.aborted) return this.#refuse(call, new AbortError(spec.signal.reason, null));
    this.#live.add(call);
    if (spec.signal !== undefined) this.#aborts.add(spec.signal, call);
    this.wheel.arm(call.deadlineTimer, spec.deadline);
    // What the client itself needs to make progress must not wait behind what waits for it.
    if (own || this.#inflight < this.tuning.inflightOperations) {
      this.#start(call);
    } else if (!this.#waiting.push(call)) {
      this.#fail(call, tooManyCalls(this.#waiting.limit));
    }
    return call;
  }

  /** Refuses new calls, gives those in flight `graceMs` to end, then ends them as what they are and disconnects. */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    if (this.#live.size > 0 && graceMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs);
        this.#drained = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#closed = true;
    for (const call of this.#live) this.#stop(call, (sent) => this.#endings.closed(call, sent));
    this.topology.close();
    this.links.close();
    this.wheel.close();
  }

  // What links report.

  topologyEpoch(): number {
    return this.topology.epoch;
  }

  answered(call: Call, answer: Answer): void {
    if (answer.error) {
      this.#failedTry(call, call.target, failureOf(answer.error));
      return;
    }
    const response = answer[call.spec.kind];
    if (!response) {
      const message = `the node answered ${answer.response ?? 'nothing'} to ${call.spec.kind}`;
      this.#failedTry(call, call.target, protocolFailure(message));
      return;
    }
    this.#learn(response.header);
    call.identity?.active(call.sentAt);
    if (response.header?.deduplicated) this.stats.deduplicated++;
    this.#settle(call);
    try {
      call.spec.answered(answer);
    } catch (error) {
      call.spec.failed(error);
    }
  }

  lost(call: Call, link: NodeLink, reason: string, message: string): void {
    const own = linkFailure(reason, `${link.address} ${message}`, call.sent);
    const of = call.sent || link.handshake.fault === null ? own : this.#unreachable();
    this.#failedTry(call, link.address, of.retryable ? own : of);
  }

  broken(link: NodeLink): void {
    this.#lostNode(link);
  }

  silent(link: NodeLink): void {
    this.#lostNode(link);
  }

  #lostNode(link: NodeLink): void {
    if (this.#closed) return;
    this.topology.update((view) => withoutMember(view, memberAt(view, link.address)));
    this.topology.refresh();
  }

  // The life of a call.

  #start(call: Call): void {
    if (call.spec.class !== 'control') this.#inflight++;
    this.#budget.earn();
    this.#go(call);
  }

  /** One try: an identity if it needs one, then a node. */
  #go(call: Call): void {
    const { spec } = call;
    if (spec.class === 'write' && call.identity === null && !this.#identities.assign(call)) return;
    const { view } = this.topology;
    const { anyReplica, choice } = spec.read;
    if (anyReplica) this.#nearness.warm(choice);
    const address = route(
      view,
      this.topology.endpoints,
      {
        partition: spec.partition,
        anyReplica,
        failed: call.failedAt,
        draw: this.draw(),
        distance: this.#nearness.distanceFor(choice),
      },
      this.links.health,
    );
    if (address === null) {
      this.#failedTry(call, null, this.#unreachable());
      return;
    }
    call.state = 'linked';
    if (call.tries++ > 0) this.stats.retries++;
    call.target = address;
    this.links.at(address).send(call);
  }

  /** A try ended without an answer. Decides what is known about the call from now on, and whether to go on. */
  #failedTry(call: Call, address: string | null, failure: Failure): void {
    if (call.state === 'done') return;
    call.sent = false;
    call.lastFailure = failure;
    call.failedAt = SAME_NODE.has(failure.reason) ? null : address;
    this.#learnFrom(call, address, failure);
    if (call.spec.class === 'write') {
      if (FINAL.has(failure.reason) || failure.outcome === 'executed') {
        this.#settle(call);
        call.spec.failed(this.#endings.definite(call, failure));
        return;
      }
      if (START_OVER.has(failure.reason)) {
        if (this.#freshIdentity(call, failure)) this.#retry(call, address, failure);
        return;
      }
      if (failure.outcome === 'unknown') call.uncertain = true;
    }
    if (call.spec.class === 'accepted') {
      call.uncertain = failure.outcome === 'unknown';
      this.#fail(call, this.#endings.gaveUp(call, failure));
    } else if (failure.retryable) this.#retry(call, address, failure);
    else this.#fail(call, this.#endings.gaveUp(call, failure));
  }

  /**
   * SESSION_EXPIRED says that this try ran nothing, but not what became of earlier ones: their answers are gone
   * with the identity (R31). A node never repeats a write by itself (R4, R38), so when no other try of the sequence
   * is unaccounted for, nothing ran at all and the write may start over under a new identity. Otherwise nobody will
   * ever know. SEQUENCE_TOO_FAR leaves the identity and its answers alive: an uncertain write stays under its sequence.
   */
  #freshIdentity(call: Call, failure: Failure): boolean {
    const ended = failure.reason === 'SESSION_EXPIRED';
    if (ended) call.identity?.end();
    else call.identity?.retire();
    if (!call.uncertain) this.#release(call);
    else if (ended) this.#fail(call, this.#endings.unknown(call, failure));
    return call.state !== 'done';
  }

  #retry(call: Call, address: string | null, failure: Failure): void {
    const now = this.now();
    const atOnce = call.backoffMs === 0 && AT_ONCE.has(failure.reason) && address !== null;
    call.backoffMs = nextBackoff(call.backoffMs, now - call.startedAt, this.tuning, this.draw);
    if (atOnce && this.#budget.spend(now)) {
      this.#go(call);
      return;
    }
    const at = now + Math.max(call.backoffMs, failure.retryAfterMs);
    if (at >= call.spec.deadline && failure.retryAfterMs > 0) {
      this.#fail(call, this.#endings.gaveUp(call, failure));
      return;
    }
    call.state = 'backoff';
    this.#retryAt(call, at);
  }

  readonly #retryDue = (call: Call): void => {
    const now = this.now();
    if (this.#budget.spend(now)) this.#go(call);
    else this.#retryAt(call, now + this.tuning.retryBackoffMinMs);
  };

  #retryAt(call: Call, at: number): void {
    call.retryTimer ??= new WheelTimer<Call>(call, this.#retryDue);
    this.wheel.arm(call.retryTimer, at);
  }

  readonly #expired = (call: Call): void => {
    const { link, sentAt } = call;
    if (call.lastFailure?.reason === 'UNREACHABLE' && this.#cutOff()) {
      call.lastFailure = this.#unreachable();
    }
    this.#stop(call, (sent) => {
      if (sent && link !== null && !link.heardSince(sentAt)) {
        link.avoid();
        this.#lostNode(link);
      }
      return this.#endings.expired(call, sent);
    });
  };

  #cutOff(): boolean {
    return this.topology.addresses().every((address) => this.links.health(address) !== 'ready');
  }

  /** Says of every node why it cannot be reached. */
  #unreachable(): Failure {
    return this.links.unreachable(this.topology.addresses());
  }

  /** Ends a call from outside, wherever it is. */
  #stop(call: Call, errorOf: (sent: boolean) => KvError): void {
    if (call.state === 'done') return;
    const sent = call.link !== null && call.sent;
    call.link?.withdraw(call);
    if (call.state === 'parked') {
      const opening = this.#identities.forget(call);
      call.lastFailure ??= opening?.lastFailure ?? null;
    }
    if (sent && changes(call)) call.uncertain = true;
    this.#fail(call, errorOf(sent));
  }

  #fail(call: Call, error: KvError): void {
    // An uncertain sequence stays unanswered, so that the floor does not pass it before it is resolved (R31).
    if (call.uncertain) {
      this.stats.unknown++;
      this.#end(call);
    } else {
      this.#settle(call);
    }
    call.spec.failed(error);
  }

  /** Ends the call; no try of it can run any more or its answer is known. */
  #settle(call: Call): void {
    this.#release(call);
    this.#end(call);
  }

  #release(call: Call): void {
    call.identity?.answered(call.sequence);
    call.identity = null;
    call.sequence = 0;
  }

  #end(call: Call): void {
    const { spec } = call;
    const counted = spec.class !== 'control' && call.state !== 'waiting';
    call.state = 'done';
    this.#live.delete(call);
    this.wheel.disarm(call.deadlineTimer);
    if (call.retryTimer !== null) this.wheel.disarm(call.retryTimer);
    if (spec.signal !== undefined) this.#aborts.remove(spec.signal, call);
    if (counted) this.#inflight--;
    if (this.#live.size === 0) this.#drained?.();
    if (counted) this.#admitNext();
  }

  #admitNext(): void {
    while (this.#inflight < this.tuning.inflightOperations) {
      const call = this.#waiting.shift();
      if (call === undefined) return;
      if (call.state === 'waiting') this.#start(call);
    }
  }

  #refuse(call: Call, error: KvError): Call {
    call.state = 'done';
    call.spec.failed(error);
    return call;
  }

  // What answers teach about the cluster.

  #learn(header: ringkv.v1.IResponseHeader | null | undefined): void {
    if (!header) return;
    const { partition, servedBy, term, role, topologyEpoch } = header;
    if (role === LEADER && servedBy) {
      this.topology.led(partition ?? 0, servedBy, term ?? 0);
    }
    if ((topologyEpoch ?? 0) > this.topology.epoch) this.topology.refresh();
  }

  #learnFrom(call: Call, address: string | null, failure: Failure): void {
    const { partition } = call.spec;
    const { leader, reason } = failure;
    const accused = address === null ? 0 : memberAt(this.topology.view, address);
    if (leader !== 0 && leader !== accused) {
      this.topology.led(partition, leader, 0);
    } else if (reason === 'NOT_LEADER' || reason === 'NO_LEADER' || reason === 'LEADER_CHANGED') {
      this.topology.update((view) => withoutLeader(view, partition, accused));
    }
    if (reason !== 'OVERLOADED' && failure.retryable) this.topology.refresh();
  }
}

function changes({ spec }: Call): boolean {
  return spec.class === 'write' || spec.class === 'accepted';
}
