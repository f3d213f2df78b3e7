import type { Frame } from '../../src/server/host/net.ts';
import { emptyFrame } from '../../src/server/host/net.ts';
import { at } from '../../src/util/assert.ts';
import type { Random } from '../../src/util/random.ts';
import type { CutHow } from '../faults/events.ts';
import type { Latency } from '../schedule.ts';
import { draw } from './device.ts';
import type { LinkRules } from './link-rules.ts';
import type { HostNode } from './node.ts';
import type { VirtualTime } from './time.ts';

export interface StreamParts {
  readonly time: VirtualTime;
  readonly rules: LinkRules;
  readonly random: Random;
  readonly latency: Latency;
  /** What is late arrives though its sender lives anew. */
  readonly outlives: boolean;
  /** Whether the machine of the receiver is there to refuse a connection. */
  readonly machineUp: () => boolean;
  /** Called for each frame that arrives. */
  readonly delivered: (from: number, to: number, frame: Frame) => void;
}

type State = 'down' | 'connecting' | 'up' | 'waiting';

/** As the transport's own: a connection attempt that gets no answer is given up. */
const connectMs = 1_000;
const quickAttempts = 5;
const reconnectMinMs = 50;
const reconnectMaxMs = 1_000;
/** A duplicate or a straggler comes up to one of these much later: within a round trip, or after an election. */
const straggleMs = [20, 400, 3_000] as const;

/**
 * The half of a node pair that one node opened and writes on. Frames come in order; when the stream breaks, what is
 * under way is lost and the sender hears of it. What a fault duplicates or holds back are messages of one group,
 * which a network may do to them across streams; the parts for the whole node keep their order.
 */
export class Stream {
  readonly from: HostNode;
  readonly to: HostNode;
  readonly #parts: StreamParts;
  #state: State = 'down';
  /** Counts streams: what was sent on an older one never arrives. */
  #number = 0;
  #attempts = 0;
  /** The process at the other end; another one there knows nothing of this stream. */
  #receiver: HostNode['clock'] | null = null;
  #queued: Frame[] = [];
  #lastArrival = 0;
  #clogged: Frame[] = [];
  #reported: 'none' | 'up' | 'broken' | 'refused' = 'none';

  constructor(from: HostNode, to: HostNode, parts: StreamParts) {
    this.from = from;
    this.to = to;
    this.#parts = parts;
  }

  get up(): boolean {
    return this.#state === 'up';
  }

  /** The sender's process has started. */
  open(): void {
    this.#attempts = 0;
    this.#reported = 'none';
    this.#connect();
  }

  /** The sender's process is gone, and hears nothing any more. What it sent may still arrive. */
  close(): void {
    this.#state = 'down';
    this.#queued = [];
  }

  /** A reset came from the other side, or from between. */
  break(): void {
    if (this.#state !== 'up' && this.#state !== 'connecting') return;
    this.#lost('broken');
  }

  send(frame: Frame): void {
    if (this.#state === 'connecting') this.#queued.push(frame);
    else if (this.#state === 'up') this.#transmit(frame);
  }

  /** The rules have changed: what waited may go on. */
  unclog(): void {
    if (this.#clogged.length === 0 || this.#verdict().cut === 'clog') return;
    const waiting = this.#clogged;
    this.#clogged = [];
    for (const frame of waiting) this.#transmit(frame);
  }

  #verdict() {
    return this.#parts.rules.of(this.from.member, this.to.member);
  }

  #transmit(frame: Frame): void {
    const { random, time, latency } = this.#parts;
    const verdict = this.#verdict();
    if (verdict.cut === 'drop' || verdict.cut === 'refuse') return;
    if (verdict.cut === 'clog') {
      if (this.#clogged.length < 10_000) this.#clogged.push(frame);
      return;
    }
    let straggles = false;
    let twice = false;
    for (const { lossPerMille, duplicatePerMille, reorderPerMille, random } of verdict.noises) {
      if (chance(random, lossPerMille)) return;
      straggles ||= chance(random, reorderPerMille);
      twice ||= chance(random, duplicatePerMille);
    }
    let left: Frame | null = frame;
    for (const filter of verdict.filters) left = left === null ? null : filter(left);
    if (left === null) return;
    if (left.messages.length > 0 && (straggles || twice)) {
      this.#straggle(left);
      if (straggles) left = { ...left, messages: [] };
    }
    const arrival = time.now + draw(latency, random) + verdict.delayMs;
    this.#lastArrival = Math.max(this.#lastArrival, arrival);
    this.#arriveAt(this.#lastArrival, left);
  }

  /** The messages of a frame come once more, or only now: each by itself, after others that were sent later. */
  #straggle({ epoch, messages }: Frame): void {
    const { random, time } = this.#parts;
    for (const message of messages) {
      const most = at(straggleMs, random.between(0, straggleMs.length - 1), 'delay');
      const arrival = time.now + random.between(1, most);
      this.#strayTo(arrival, { ...emptyFrame, epoch, messages: [message] });
    }
  }

  /**
   * A straggler is past the place where the link was cut meanwhile, and outlives its stream: an old answer reaches a
   * leader that is alone, or a process that never asked. It is void once its sender lives anew: nodes know each other's
   * lives by the frames, and a former one must not come back. Where logs are lost it does all the same, since what it says
   * may be forgotten by now.
   */
  #strayTo(time: number, frame: Frame): void {
    const { from, to } = this;
    const sender = from.clock;
    this.#parts.time.at(time, () => {
      if (!to.alive || (from.clock !== sender && !this.#parts.outlives)) return;
      this.#parts.delivered(from.member, to.member, frame);
      to.clock.run(() => to.host.frame(from.member, frame));
    });
  }

  #arriveAt(time: number, frame: Frame): void {
    const number = this.#number;
    const { from, to } = this;
    this.#parts.time.at(time, () => {
      const { cut } = this.#verdict();
      if (this.#number !== number || cut === 'drop' || cut === 'refuse') return;
      if (to.clock !== this.#receiver) {
        this.break();
        return;
      }
      if (!to.alive) return;
      this.#parts.delivered(from.member, to.member, frame);
      to.clock.run(() => to.host.frame(from.member, frame));
    });
  }

  #connect(): void {
    const { time, rules, latency, random, machineUp } = this.#parts;
    const { from, to } = this;
    this.#state = 'connecting';
    const number = ++this.#number;
    const { clock } = from;
    const cuts = (): (CutHow | null)[] => [
      rules.of(from.member, to.member).cut,
      rules.of(to.member, from.member).cut,
    ];
    const ifCurrent = (act: () => void) => (): void => {
      if (this.#number === number && this.#state === 'connecting' && from.clock === clock) act();
    };
    time.after(
      2 * draw(latency, random),
      ifCurrent(() => {
        // A stopped process is there, and says nothing.
        const isStopped = to.alive && to.clock.paused;
        if (cuts().some((cut) => cut === 'drop' || cut === 'clog') || !machineUp() || isStopped) {
          time.after(
            connectMs,
            ifCurrent(() => this.#lost('broken')),
          );
        } else if (to.alive && !cuts().includes('refuse')) this.#opened();
        else this.#lost('refused');
      }),
    );
  }

  #opened(): void {
    this.#state = 'up';
    this.#receiver = this.to.clock;
    this.#attempts = 0;
    this.#clogged = [];
    this.#report('up');
    const queued = this.#queued;
    this.#queued = [];
    for (const frame of queued) this.#transmit(frame);
  }

  #lost(how: 'broken' | 'refused'): void {
    const wasUp = this.#state === 'up';
    this.#number++;
    this.#state = 'waiting';
    this.#queued = [];
    this.#clogged = [];
    this.#report(how);
    const clock = this.from.clock;
    const number = this.#number;
    this.#parts.time.after(wasUp ? 0 : this.#backoff(), () => {
      if (this.#state === 'waiting' && this.#number === number && this.from.clock === clock) {
        this.#connect();
      }
    });
  }

  #backoff(): number {
    this.#attempts++;
    const doublings = Math.max(0, this.#attempts - quickAttempts);
    const base = Math.min(reconnectMinMs * 2 ** doublings, reconnectMaxMs);
    return Math.min(base + this.#parts.random.between(0, base), reconnectMaxMs);
  }

  /** `refused` again on every attempt, the others when they are news, as the transport does it. */
  #report(state: 'up' | 'broken' | 'refused'): void {
    if (state !== 'refused' && state === this.#reported) return;
    this.#reported = state;
    const { from, to } = this;
    from.clock.run(() => from.host.peerState(to.member, state));
  }
}

function chance(random: Random, perMille: number): boolean {
  return perMille > 0 && random.chance(perMille, 1_000);
}
