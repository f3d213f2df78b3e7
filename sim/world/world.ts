import type { Frame } from '../../src/server/host/net.ts';
import type {
  Operation,
  OperationBody,
  ReadTerms,
  Reply,
} from '../../src/server/host/operation.ts';
import { type CommandBody, expectAny } from '../../src/storage/index.ts';
import { assert, present } from '../../src/util/assert.ts';
import { emptyBytes, fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { type Hash32, loadHash } from '../../src/util/hash.ts';
import type { SnapshotLimits } from '../../src/util/limits.ts';
import type { PlantedBugs } from '../../src/util/planted-bugs.ts';
import { Cluster } from './cluster.ts';
import type { LinkRule } from './link-rules.ts';
import type { HostNode } from './node.ts';

/** An operation under way. A second answer, or none, is a failed test (R10). */
export class Asked {
  #reply: Reply | null = null;

  get reply(): Reply | null {
    return this.#reply;
  }

  answer(reply: Reply): void {
    assert(this.#reply === null, () => `answered twice: ${JSON.stringify([this.#reply, reply])}`);
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
    assert(reply.type === 'record', () => `a ${reply.type} reply: ${JSON.stringify(reply)}`);
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
  readonly snapshotChunkBytes?: number;
  /** 0 for tests that damage what lies in the engine: they want it read from there. */
  readonly cachedRowBytes?: number;
  readonly snapshots?: Partial<SnapshotLimits>;
}

/** A cluster as tests use it: with calls that ask and wait, and a few faults by hand. */
export class World extends Cluster {
  /** Raft messages carried, by nobody but tests counted. */
  messages = 0;
  /** Frames lose what says that a node lives, and what it takes for the time. */
  dropHeartbeats = false;
  /** Called when a node begins to pull a snapshot. */
  pulled: (receiver: number, source: number) => void = () => {};
  /** Of a process that ended itself. */
  #fatal: Error | null = null;

  private constructor(hash: Hash32, options: WorldOptions) {
    const nodes = options.nodes ?? 3;
    super(hash, {
      nodes,
      replicas: options.replicas ?? Math.min(3, nodes),
      partitions: options.partitions ?? 4,
      seed: 0,
      network: {
        latency: { minMs: 0.5, maxMs: 0.5, slowPerMille: 0, slowMs: 0 },
        lossPerMille: 0,
        duplicatePerMille: 0,
        reorderPerMille: 0,
      },
      clocks: [],
    });
    for (const node of this.nodes) {
      node.settings.segmentBytes = options.segmentBytes ?? node.settings.segmentBytes;
      node.settings.planted = options.planted ?? node.settings.planted;
      node.settings.leaseMs = options.leaseMs ?? node.settings.leaseMs;
      node.settings.cachedRowBytes = options.cachedRowBytes ?? null;
      node.settings.snapshotChunkBytes = options.snapshotChunkBytes ?? 4_096;
      node.settings.snapshots = options.snapshots ?? {};
      const { died } = node;
      node.died = (death) => {
        if (death.how === 'fatal') this.#fatal = death.error;
        died(death);
      };
    }
    this.network.events = {
      sent: () => {},
      frame: (_from, _to, { messages }) => {
        this.messages += messages.length;
      },
      pulled: (receiver, source) => this.pulled(receiver, source),
    };
    this.#installHeartbeatFilter();
  }

  #installHeartbeatFilter(): void {
    const filter = (frame: Frame): Frame =>
      this.dropHeartbeats ? { ...frame, heartbeat: null } : frame;
    this.network.addRule({ applies: () => true, filter });
  }

  /** A running cluster in which every partition has a serving leader. */
  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World(await loadHash(), options);
    for (const node of world.nodes) node.start();
    world.untilServing();
    return world;
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
    this.until(
      () => this.groups.every((group) => this.leaderOf(group) !== null),
      'every partition has a serving leader',
      limitMs,
    );
  }

  untilAgreed(): void {
    this.until(() => this.groups.every((group) => this.agree(group)), 'all replicas agree');
  }

  #checkFatal(): void {
    if (this.#fatal !== null) throw this.#fatal;
  }

  // --- who and where ----------------------------------------------------------------------------------------

  partitionOf(key: string): number {
    return this.partitionOfKey(utf8(key));
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
      deadline: node.clock.now() + timeoutMs,
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

  read(node: HostNode, key: string, terms: ReadTerms): Asked {
    return this.ask(node, key, { type: 'get', key: utf8(key), ...terms });
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
        assert(asked.outcome === 'ok', () => `${what}: ${JSON.stringify(asked.reply)}`);
        return asked;
      }
      this.run(20);
    }
    throw new Error(`${what} was refused 20 times`);
  }

  // --- the network ------------------------------------------------------------------------------------------

  /** Cuts every link between this node and the others. */
  isolate(node: HostNode): void {
    const { member } = node;
    this.#cut({ applies: (from, to) => from === member || to === member, cut: 'drop' });
  }

  /** What `from` sends to `to` is lost from now on; the other way still works. */
  cutOneWay(from: number, to: number): void {
    this.#cut({ applies: (a, b) => a === from && b === to, cut: 'drop' });
  }

  #cut(rule: LinkRule): void {
    this.network.addRule(rule);
  }

  heal(): void {
    this.network.heal();
    this.#installHeartbeatFilter();
  }
}
