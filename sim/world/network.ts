import type { Frame, Net } from '../../src/server/host/net.ts';
import type { Random } from '../../src/util/random.ts';
import type { NetworkPlan } from '../schedule.ts';
import { type LinkRule, LinkRules } from './link-rules.ts';
import type { HostNode } from './node.ts';
import { Pull } from './pull.ts';
import { Stream } from './stream.ts';
import type { VirtualTime } from './time.ts';

/** Who watches what goes over the wires. */
export interface NetworkEvents {
  /** A node hands a frame to the network. */
  sent(from: number, to: number, frame: Frame): void;
  frame(from: number, to: number, frame: Frame): void;
  /** A node begins to pull a snapshot. */
  pulled(receiver: number, source: number): void;
}

/**
 * The wires between all nodes: two streams for each pair, each written by the node that opened it, and a connection
 * of its own for each pull of a snapshot.
 */
export class Network {
  readonly rules = new LinkRules();
  events: NetworkEvents = { sent: () => {}, frame: () => {}, pulled: () => {} };
  readonly #time: VirtualTime;
  readonly #plan: NetworkPlan;
  readonly #random: Random;
  readonly #nodes: HostNode[] = [];
  /** Machines without power neither answer nor refuse. */
  readonly #dark = new Set<number>();
  readonly #streams = new Map<number, Stream>();

  constructor(time: VirtualTime, plan: NetworkPlan, random: Random) {
    this.#time = time;
    this.#plan = plan;
    this.#random = random;
    const noise = { ...plan, random: random.fork(0) };
    this.rules.add({ applies: () => true, noise });
  }

  /** The network as this member sees it. */
  portOf(member: number): Net {
    return {
      send: (to, frame) => {
        this.events.sent(member, to, frame);
        this.#stream(member, to)?.send(frame);
      },
      setPeers: () => {},
      fetchSnapshot: (to, ask, receiver) => {
        this.events.pulled(member, to);
        const ends = { receiver: this.#node(member), source: this.#node(to) };
        const { latency } = this.#plan;
        const random = this.#random.fork(to);
        const wire = { time: this.#time, rules: this.rules, random, latency };
        return new Pull(wire, ends, ask, receiver);
      },
    };
  }

  /** All nodes, once, before any of them starts. */
  connect(nodes: readonly HostNode[]): void {
    this.#nodes.push(...nodes);
    for (const from of nodes) {
      for (const to of nodes) {
        if (from === to) continue;
        const stream = new Stream(from, to, {
          time: this.#time,
          rules: this.rules,
          random: this.#random.fork(keyOf(from.member, to.member)),
          latency: this.#plan.latency,
          outlives: this.#plan.outlives ?? false,
          machineUp: () => !this.#dark.has(to.member),
          delivered: (...frame) => this.events.frame(...frame),
        });
        this.#streams.set(keyOf(from.member, to.member), stream);
      }
    }
  }

  started(member: number): void {
    this.#dark.delete(member);
    for (const { member: other } of this.#nodes) this.#stream(member, other)?.open();
  }

  /** `silent`: the machine went too, and nobody is told. */
  died(member: number, silent: boolean): void {
    if (silent) this.#dark.add(member);
    for (const { member: other } of this.#nodes) {
      this.#stream(member, other)?.close();
      const towards = this.#stream(other, member);
      if (silent || towards === undefined || this.rules.cut(member, other)) continue;
      this.#time.after(this.#plan.latency.minMs, () => towards.break());
    }
  }

  addRule(rule: LinkRule): void {
    this.rules.add(rule);
    this.#unclog();
  }

  deleteRule(rule: LinkRule): void {
    this.rules.delete(rule);
    this.#unclog();
  }

  /** All faults end, and the noise that there always was. */
  heal(): void {
    this.rules.clear();
    this.#unclog();
  }

  /** Resets the streams between two nodes, one way. */
  breakStream(from: number, to: number): void {
    this.#stream(from, to)?.break();
  }

  #unclog(): void {
    for (const stream of this.#streams.values()) stream.unclog();
  }

  #stream(from: number, to: number): Stream | undefined {
    return this.#streams.get(keyOf(from, to));
  }

  #node(member: number): HostNode {
    const node = this.#nodes[member - 1];
    if (node === undefined) throw new Error(`no node ${member}`);
    return node;
  }
}

function keyOf(from: number, to: number): number {
  return from * 64 + to;
}
