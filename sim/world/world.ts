import { partitionOf } from '../../src/ring/index.ts';
import type { Frame } from '../../src/server/host/net.ts';
import type { Operation, OperationBody, Reply } from '../../src/server/host/operation.ts';
import { clusterIdOf, type Identity } from '../../src/server/identity.ts';
import { type CommandBody, expectAny } from '../../src/storage/index.ts';
import { assert, present } from '../../src/util/assert.ts';
import { emptyBytes, fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import type { PlantedBugs } from '../../src/util/planted-bugs.ts';
import { HostNode, type Wire } from './node.ts';
import { VirtualTime } from './time.ts';

const wireMs = 0.5;
/** A snapshot transfer without a word for this long has failed. */
const pullStallMs = 1_000;

/** An operation under way. A second answer, or none, is a failed test (R10). */
export class Asked {
  #reply: Reply | null = null;

  get reply(): Reply | null {
    return this.#reply;
  }

  answer(reply: Reply): void {
    assert(this.#reply === null, `answered twice: ${JSON.stringify([this.#reply, reply])}`);
    this.#reply = reply;
  }

  /** The outcome in a word: ok, a command status, or the failure's outcome. */
  get outcome(): string {
    const reply = this.#reply;
    if (reply === null) return 'pending';
    if (reply.type === 'failed') return reply.failure.outcome;
    return reply.type === 'written' ? reply.result.status : 'ok';
  }

  /** The value of a get, null for no record; throws when it did not end well. */
  get value(): string | null {
    const reply = present(this.#reply, 'reply');
    assert(reply.type === 'record', `a ${reply.type} reply: ${JSON.stringify(reply)}`);
    return reply.record === null ? null : fromUtf8(reply.record.value);
  }
}

export interface WorldOptions {
  readonly nodes?: number;
  readonly replicas?: number;
  readonly partitions?: number;
  readonly segmentBytes?: number;
  readonly planted?: PlantedBugs;
  readonly leaseMs?: number;
}

/** A cluster of whole hosts in one process, on one time line. */
export class World implements Wire {
  readonly time = new VirtualTime();
  readonly nodes: HostNode[] = [];
  readonly partitions: number;
  /** Raft messages carried, by nobody but tests counted. */
  messages = 0;
  /** Frames lose what says that a node lives, and what it takes for the time. */
  dropHeartbeats = false;
  /** Called when a node begins to pull a snapshot. */
  pulled: (receiver: number, source: number) => void = () => {};
  readonly #cut = new Set<string>();
  readonly #hash: (bytes: Uint8Array) => number;

  private constructor(hash: (bytes: Uint8Array) => number, options: WorldOptions) {
    this.#hash = hash;
    const count = options.nodes ?? 3;
    this.partitions = options.partitions ?? 4;
    this.time.after = () => {
      for (const node of this.nodes) node.pump();
    };
    const members = Array.from({ length: count }, (_, i) => ({
      id: i + 1,
      name: `n${i + 1}`,
      address: `n${i + 1}:1`,
      zone: '',
      weight: 1,
      incarnation: `${i + 1}`.padStart(32, '0'),
    }));
    for (const { id, name, incarnation } of members) {
      const identity: Identity = {
        format: 1,
        clusterId: clusterIdOf(members, 'test'),
        member: id,
        name,
        incarnation,
        members,
        partitions: this.partitions,
        replicas: options.replicas ?? Math.min(3, count),
      };
      const node = new HostNode(this.time, this, identity, hash);
      node.segmentBytes = options.segmentBytes ?? node.segmentBytes;
      node.planted = options.planted ?? node.planted;
      node.leaseMs = options.leaseMs ?? node.leaseMs;
      this.nodes.push(node);
    }
  }

  /** A running cluster in which every partition has a serving leader. */
  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World(await loadHash(), options);
    for (const node of world.nodes) node.start();
    world.untilServing();
    return world;
  }

  node(member: number): HostNode {
    return present(this.nodes[member - 1], `node ${member}`);
  }

  run(ms: number): void {
    this.time.run(ms);
    this.#checkFatal();
  }

  until(condition: () => boolean, what: string, limitMs?: number): void {
    this.time.until(condition, what, limitMs);
    this.#checkFatal();
  }

  untilServing(limitMs?: number): void {
    const groups = Array.from({ length: this.partitions }, (_, p) => p + 1);
    this.until(
      () => groups.every((group) => this.leaderOf(group) !== null),
      'every partition has a serving leader',
      limitMs,
    );
  }

  #checkFatal(): void {
    for (const { fatal } of this.nodes) if (fatal !== null) throw fatal;
  }

  // --- who and where ----------------------------------------------------------------------------------------

  partitionOf(key: string): number {
    return partitionOf(utf8(key), this.partitions, this.#hash);
  }

  /** The node that leads a group in the highest term and serves it. */
  leaderOf(group: number): HostNode | null {
    let best: HostNode | null = null;
    let term = -1;
    for (const node of this.nodes) {
      const found = node.alive ? node.host.group(group) : undefined;
      if (found?.serving && found.raft.term > term) {
        best = node;
        term = found.raft.term;
      }
    }
    return best;
  }

  leaderFor(key: string): HostNode {
    return present(this.leaderOf(this.partitionOf(key) + 1), `a leader for ${key}`);
  }

  followersFor(key: string): HostNode[] {
    const leader = this.leaderFor(key);
    return this.nodes.filter((node) => node !== leader && node.alive);
  }

  // --- operations -------------------------------------------------------------------------------------------

  ask(node: HostNode, key: string, body: OperationBody, timeoutMs = 5_000): Asked {
    const asked = new Asked();
    const operation: Operation = {
      partition: this.partitionOf(key),
      body,
      deadline: this.time.now + timeoutMs,
      sink: { reply: (_slot, reply) => asked.answer(reply) },
      slot: 0,
    };
    node.host.submit(operation);
    return asked;
  }

  write(node: HostNode, key: string, body: CommandBody, timeoutMs?: number): Asked {
    const command = { clientId: emptyBytes(), sequence: 0, floor: 0, body };
    return this.ask(node, key, { type: 'write', command }, timeoutMs);
  }

  put(node: HostNode, key: string, value: string, ttlMs = 0): Asked {
    const bytes = utf8(value);
    return this.write(node, key, {
      kind: 'put',
      key: utf8(key),
      value: bytes,
      ttlMs,
      expect: expectAny,
    });
  }

  get(node: HostNode, key: string, level: 'linearizable' | 'eventual' = 'linearizable'): Asked {
    return this.ask(node, key, { type: 'get', key: utf8(key), level });
  }

  /** Puts at whoever leads until it is acknowledged, trying again only what was not executed, as a client does. */
  mustPut(key: string, value: string, ttlMs = 0): void {
    this.#insist(`put ${key}`, key, (leader) => this.put(leader, key, value, ttlMs));
  }

  mustGet(key: string): string | null {
    return this.#insist(`get ${key}`, key, (leader) => this.get(leader, key)).value;
  }

  #insist(what: string, key: string, ask: (leader: HostNode) => Asked): Asked {
    const group = this.partitionOf(key) + 1;
    for (let tries = 0; tries < 20; tries++) {
      this.until(() => this.leaderOf(group) !== null, `a leader to ${what}`);
      const asked = ask(this.leaderFor(key));
      this.until(() => asked.reply !== null, `an answer to ${what}`);
      if (asked.outcome !== 'not_executed') {
        assert(asked.outcome === 'ok', `${what}: ${JSON.stringify(asked.reply)}`);
        return asked;
      }
      this.run(20);
    }
    throw new Error(`${what} was refused 20 times`);
  }

  // --- the network ------------------------------------------------------------------------------------------

  /** Cuts every link between this node and the others. */
  isolate(node: HostNode): void {
    for (const other of this.nodes) {
      this.#cut.add(`${node.member}>${other.member}`);
      this.#cut.add(`${other.member}>${node.member}`);
    }
  }

  /** What `from` sends to `to` is lost from now on; the other way still works. */
  cutOneWay(from: number, to: number): void {
    this.#cut.add(`${from}>${to}`);
  }

  heal(): void {
    this.#cut.clear();
  }

  carry(from: number, to: number, frame: Frame): void {
    this.messages += frame.messages.length;
    this.time.at(this.time.now + wireMs, () => {
      const node = this.node(to);
      if (this.#cut.has(`${from}>${to}`)) return;
      const heartbeat = this.dropHeartbeats ? null : frame.heartbeat;
      if (node.alive) {
        node.clock.run(() => node.events.frame(from, { ...frame, heartbeat }));
        return;
      }
      // The port of a dead process refuses; a live sender hears of it.
      const sender = this.node(from);
      if (sender.alive) sender.clock.run(() => sender.events.peerState(to, 'refused'));
    });
  }

  pull(
    from: number,
    to: number,
    ...rest: Parameters<Wire['pull']> extends [number, number, ...infer R] ? R : never
  ): ReturnType<Wire['pull']> {
    const [group, index, sink] = rest;
    this.pulled(from, to);
    const source = this.node(to);
    const receiver = this.node(from);
    // Each end stays with the process that it began in.
    const { clock: there } = source;
    const { clock: here } = receiver;
    let ended = false;
    let progress = 0;
    const reader = source.alive ? source.host.openSnapshot(group, index) : null;
    const end = (action: () => void): void => {
      if (ended) return;
      ended = true;
      if (source.clock === there) there.run(() => reader?.close());
      here.run(action);
    };
    /** Lost on a cut link; then nobody says so until the transfer stalls. */
    const deliver = (action: () => void): void => {
      progress++;
      this.time.at(this.time.now + wireMs, () => {
        if (!ended && !this.#cut.has(`${to}>${from}`)) here.run(() => ended || action());
      });
    };
    const watch = (): void => {
      const seen = progress;
      this.time.at(this.time.now + pullStallMs, () => {
        if (ended) return;
        if (progress === seen || receiver.clock !== here) end(() => sink.failed('no chunk'));
        else watch();
      });
    };
    const next = (): void => {
      this.time.at(this.time.now + wireMs, () => {
        if (ended || this.#cut.has(`${from}>${to}`)) return;
        there.run(() => {
          if (ended) return;
          reader?.next((error, chunk) => {
            if (error !== null) deliver(() => end(() => sink.failed(error.message)));
            else if (chunk === null) deliver(() => end(() => sink.end()));
            else deliver(() => sink.chunk(chunk));
          });
        });
      });
    };
    if (reader === null) deliver(() => end(() => sink.failed('not available')));
    else {
      deliver(() => sink.meta(reader.meta));
      next();
    }
    watch();
    return { resume: next, cancel: () => end(() => {}) };
  }

  /** Replicas of a group agree: same applied index, same hash. */
  agree(group: number): boolean {
    const states = this.nodes
      .filter((node) => node.alive)
      .flatMap((node) => node.host.replicaStatus().filter((state) => state.group === group));
    const [first] = states;
    return states.every(
      ({ appliedIndex, hash }) => appliedIndex === first?.appliedIndex && hash === first.hash,
    );
  }

  untilAgreed(): void {
    const groups = Array.from({ length: this.partitions }, (_, p) => p + 1);
    this.until(() => groups.every((group) => this.agree(group)), 'all replicas agree');
  }
}
