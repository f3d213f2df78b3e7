import { expect } from 'vitest';
import {
  birthConf,
  type ConfState,
  type ConfStep,
  type Contact,
  type Input,
  type Message,
  messageType,
  type RaftConfig,
  type RaftGroup,
  type ReplicaId,
} from '../../src/raft/index.ts';
import { Replica, simpleConf } from './replica.ts';
import { Safety } from './safety.ts';

export interface ClusterOptions {
  readonly conf?: ConfState;
  /** Replicas that wait to be added: they know no configuration. */
  readonly blank?: readonly ReplicaId[];
  readonly seed?: number;
  readonly config?: Partial<RaftConfig>;
  /** Logs to start from: the terms of the entries, by replica. */
  readonly logs?: Readonly<Record<number, readonly number[]>>;
}

export const CONFIG: Omit<RaftConfig, 'id' | 'seed' | 'now'> = {
  heartbeatMs: 100,
  commitNoticeMs: 0,
  electionTimeoutMinMs: 1_000,
  electionTimeoutMaxMs: 2_000,
  suspicionMinMs: 5,
  suspicionMaxMs: 50,
  appendBytes: 400,
  inflightMessages: 4,
  inflightBytes: 1_000,
  uncommittedBytes: 4_000,
  cachedBytes: 500,
  applyBytes: 400,
  epoch: 1,
  priority: 0,
  leaseMs: 0,
  leaseDriftPercent: 10,
};

/** The replicas 1..size of one group, a network and a clock that move only when told to. */
export function cluster(size: number, options: ClusterOptions = {}): Cluster {
  const ids = Array.from({ length: size }, (_, i) => i + 1);
  return new Cluster(ids, options);
}

export class Cluster {
  readonly safety = new Safety();
  readonly replicas: Replica[];
  now = 0;
  network: Message[] = [];
  /** Every message that left, for tests that look at the traffic. */
  sent: Message[] = [];
  /** Messages for which this answers true are lost. */
  loses: (m: Message) => boolean = () => false;
  /** Whether node-pair heartbeats bring evidence between nodes that are connected (R5). */
  contacts = true;
  readonly cuts = new Set<string>();
  readonly heldDisks = new Set<ReplicaId>();
  readonly heldMachines = new Set<ReplicaId>();
  readonly heldPulls = new Set<ReplicaId>();
  readonly #changes = new Set<number>();
  #lastId = 0;

  constructor(ids: readonly ReplicaId[], options: ClusterOptions) {
    const blank = options.blank ?? [];
    const conf = options.conf ?? simpleConf(ids.filter((id) => !blank.includes(id)));
    const seed = options.seed ?? 1;
    this.replicas = ids.map((id) => {
      const configure = (incarnation: number): RaftConfig => ({
        ...CONFIG,
        ...options.config,
        id,
        seed: seed * 1_000 + id * 100 + incarnation,
        now: this.now,
        // Of the process: each life has its own.
        epoch: (options.config?.epoch ?? CONFIG.epoch) + incarnation,
      });
      const own = blank.includes(id) ? birthConf([]) : conf;
      return new Replica(id, { index: 0, term: 0, conf: own }, configure, this.safety);
    });
    for (const replica of this.replicas) {
      replica.preset(options.logs?.[replica.id] ?? []);
      replica.start();
    }
  }

  replica(id: ReplicaId): Replica {
    const replica = this.replicas.find((candidate) => candidate.id === id);
    if (replica === undefined) throw new Error(`no replica ${id}`);
    return replica;
  }

  group(id: ReplicaId): RaftGroup {
    return this.replica(id).up;
  }

  get leader(): ReplicaId {
    const leading = this.alive.filter((replica) => replica.up.role === 'leader');
    return leading.sort((a, b) => b.up.term - a.up.term)[0]?.id ?? 0;
  }

  get alive(): Replica[] {
    return this.replicas.filter((replica) => replica.group !== null);
  }

  // --- the story -----------------------------------------------------------------------------------------------

  elect(id: ReplicaId): void {
    this.step(id, { type: 'campaign' });
    this.settle();
    expect(this.group(id).role, `replica ${id} was to lead`).toBe('leader');
  }

  /** Proposes one entry for each text. */
  propose(id: ReplicaId, ...texts: string[]): number {
    const request = this.offer(id, ...texts);
    this.settle();
    return request;
  }

  /** Proposes, and leaves the output where it is. */
  offer(id: ReplicaId, ...texts: string[]): number {
    const request = ++this.#lastId;
    const data = texts.map((text) => new TextEncoder().encode(text));
    this.step(id, { type: 'propose', id: request, data, term: 0 });
    return request;
  }

  read(id: ReplicaId): number {
    const request = ++this.#lastId;
    this.step(id, { type: 'read', id: request });
    return request;
  }

  leaseRead(id: ReplicaId): number {
    const request = ++this.#lastId;
    this.step(id, { type: 'leaseRead', id: request });
    return request;
  }

  followerRead(id: ReplicaId): number {
    const request = ++this.#lastId;
    this.step(id, { type: 'followerRead', id: request });
    return request;
  }

  /** Asks for steps such as `+4`, `~4` (learner) and `-4`, planned on what the replica knows unless told otherwise. */
  change(id: ReplicaId, steps: string, planned = this.group(id).status().conf.index): number {
    const request = ++this.#lastId;
    this.#changes.add(request);
    this.step(id, { type: 'changeConf', id: request, steps: stepsOf(steps), planned });
    return request;
  }

  transfer(id: ReplicaId, to: ReplicaId): number {
    const request = ++this.#lastId;
    this.step(id, { type: 'transfer', id: request, to });
    return request;
  }

  /** How a read, transfer or change ended, in words. */
  outcome(id: ReplicaId, request: number): string {
    const replica = this.replica(id);
    const ready = replica.reads.filter((read) => read.id === request);
    const dropped = replica.dropped.filter((drop) => drop.id === request);
    const done = replica.transferred.filter((transfer) => transfer === request);
    const isChange = this.#changes.has(request);
    const appended = replica.accepted.filter((accepted) => isChange && accepted.id === request);
    const answers = [
      ...appended.map(({ first }) => `appended at ${first}`),
      ...ready.map((read) => `ready at ${read.index}`),
      ...dropped.map((drop) => `${drop.reason}, executed ${drop.executed}`),
      ...done.map(() => 'transferred'),
    ];
    expect(answers.length, `answers to ${request}`).toBeLessThanOrEqual(1);
    return answers[0] ?? 'pending';
  }

  crash(id: ReplicaId): void {
    this.replica(id).crash();
  }

  restart(id: ReplicaId): void {
    if (this.replica(id).group !== null) this.replica(id).crash();
    this.replica(id).start();
  }

  cut(from: ReplicaId, to: ReplicaId): void {
    this.cuts.add(`${from}>${to}`);
  }

  isolate(...ids: ReplicaId[]): void {
    for (const { id } of this.replicas) {
      for (const other of ids) {
        if (ids.includes(id)) continue;
        this.cut(id, other);
        this.cut(other, id);
      }
    }
  }

  heal(): void {
    this.cuts.clear();
    this.loses = () => false;
  }

  isConnected(from: ReplicaId, to: ReplicaId): boolean {
    return !this.cuts.has(`${from}>${to}`);
  }

  /** A message that a test plays by hand. */
  receive(message: Message): void {
    this.step(message.to, { type: 'message', message });
  }

  /** What replica `id` wants to send to `to` now, its disk being as fast as `heldDisks` lets it. */
  answers(id: ReplicaId, to: ReplicaId): Message[] {
    const replica = this.replica(id);
    while (this.work(replica));
    const messages = this.network.splice(0);
    return messages.filter((m) => m.to === to);
  }

  // --- the machinery -------------------------------------------------------------------------------------------

  step(id: ReplicaId, input: Input): void {
    this.replica(id).step(input);
  }

  deliver(message: Message): void {
    const to = this.replicas.find((replica) => replica.id === message.to);
    if (to?.group == null) return;
    if (!this.isConnected(message.from, message.to) || this.loses(message)) return;
    // A host ticks a group before other inputs of the same turn.
    if (to.tickedAt < this.now) this.tick(to);
    to.step({ type: 'message', message });
  }

  /** Does everything that can be done without time passing. */
  settle(): void {
    for (let round = 0; round < 10_000; round++) {
      let busy = false;
      for (const replica of this.alive) busy = this.work(replica) || busy;
      for (const message of this.network.splice(0)) {
        busy = true;
        this.deliver(message);
      }
      if (!busy) return;
    }
    throw new Error('the cluster never comes to rest');
  }

  /** One turn of one host. */
  work(replica: Replica): boolean {
    let busy = false;
    if (replica.up.dirty()) {
      busy = true;
      replica.take();
    }
    if (replica.writes.length > 0 && !this.heldDisks.has(replica.id)) {
      busy = true;
      replica.persist(replica.writes.length);
    }
    if (replica.unapplied.length > 0 && !this.heldMachines.has(replica.id)) {
      busy = true;
      replica.applyAll();
    }
    if (replica.fetches.length > 0) {
      busy = true;
      replica.answerFetches();
    }
    if (replica.offers.length > 0) {
      busy = true;
      replica.makeSnapshots();
    }
    if (replica.pulls.length > 0 && !this.heldPulls.has(replica.id)) {
      busy = true;
      this.pull(replica);
    }
    this.post(replica);
    return busy;
  }

  post(replica: Replica): void {
    const messages = replica.outbox.splice(0);
    this.sent.push(...messages);
    this.network.push(...messages);
  }

  /** Fetches the newest snapshot that the source still has, or fails. */
  pull(replica: Replica): void {
    for (const { from, meta } of replica.pulls.splice(0)) {
      const source = this.replica(from);
      const reachable = source.group !== null && this.isConnected(from, replica.id);
      const offered = source.lost ? [] : [source.machine, ...source.snapshots];
      const snapshot = offered.findLast((machine) => machine.meta.index >= meta.index);
      replica.install(reachable ? (snapshot ?? null) : null);
    }
  }

  /** Lets time pass, waking every replica when it asked to be. */
  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = Math.min(...this.alive.map((replica) => replica.up.wakeAt));
      if (next > end) break;
      this.now = Math.max(this.now, next);
      for (const replica of this.alive) if (replica.up.wakeAt <= this.now) this.tick(replica);
      this.settle();
    }
    this.now = end;
    for (const replica of this.alive) this.tick(replica);
    this.settle();
  }

  tick(replica: Replica): void {
    replica.tickedAt = this.now;
    replica.step({ type: 'tick', now: this.now, contacts: this.#contactsOf(replica) });
  }

  #contactsOf(replica: Replica): Contact[] {
    if (!this.contacts) return [];
    const { role, leader, term } = replica.up;
    const isPeer = (other: Replica): boolean =>
      other !== replica &&
      other.up.term === term &&
      this.isConnected(other.id, replica.id) &&
      this.isConnected(replica.id, other.id);
    const peers = this.alive
      .filter(isPeer)
      .filter((other) =>
        role === 'leader'
          ? other.up.leader === replica.id
          : other.id === leader && other.up.leader === other.id,
      );
    return peers.map((other) => ({ replica: other.id, at: this.now }));
  }

  /** Every member of the leader's configuration holds everything. */
  expectConverged(): void {
    this.#checkLogs();
    const longest = this.safety.committed.length;
    const { voters, learners } = this.group(this.leader).status().conf;
    const members = [...voters, ...learners];
    for (const replica of this.alive.filter(({ id }) => members.includes(id))) {
      const lines = replica.machine.lines;
      expect(lines.length, `replica ${replica.id} has applied`).toBe(longest);
      expect(lines).toEqual(this.safety.committed);
    }
  }

  checkLogs(): void {
    this.#checkLogs();
  }

  #checkLogs(): void {
    for (const a of this.replicas) {
      for (const b of this.replicas) {
        if (a.id < b.id) this.safety.logsMatch(a.disk.entries, b.disk.entries);
      }
    }
  }
}

const kinds = { '+': 'voter', '~': 'learner', '-': 'remove' } as const;

function stepsOf(text: string): ConfStep[] {
  return text.split(' ').map((word) => {
    const kind = kinds[word[0] as keyof typeof kinds];
    return { kind, replica: Number(word.slice(1)) };
  });
}

/** A configuration as people write it: `1 2 3`, `1 2 4 && 1 2 3`, learners behind a `~`. */
export function confOf(group: RaftGroup): string {
  const { voters, outgoing, learners, learnersNext } = group.status().conf;
  const halves = outgoing.length === 0 ? [voters] : [voters, outgoing];
  const rest = [...learners.map((id) => `~${id}`), ...learnersNext.map((id) => `>~${id}`)];
  return [halves.map((ids) => ids.join(' ')).join(' && '), ...rest].join(' ');
}

export function typesOf(messages: readonly Message[]): string[] {
  const names = Object.entries(messageType);
  return messages.map((m) => names.find(([, type]) => type === m.type)?.[0] ?? '?');
}
