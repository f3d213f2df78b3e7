import { expect } from 'vitest';
import { Random } from '../../src/util/random.ts';
import { type Cluster, type ClusterOptions, cluster } from './cluster.ts';
import type { Replica } from './replica.ts';

/** What the schedules reached, summed over seeds: a schedule that never gets there tests nothing. */
export interface Reached {
  commits: number;
  reads: number;
  terms: number;
  crashes: number;
  installs: number;
  fetches: number;
  truncations: number;
  lostStates: number;
  changes: number;
  leaseReads: number;
  followerReads: number;
}

export function nothingReached(): Reached {
  return {
    commits: 0,
    reads: 0,
    terms: 0,
    crashes: 0,
    installs: 0,
    fetches: 0,
    truncations: 0,
    lostStates: 0,
    changes: 0,
    leaseReads: 0,
    followerReads: 0,
  };
}

type Action = (c: Cluster, random: Random, replica: Replica) => void;

/** The work of hosts and network, in every schedule. The number is how often, of the sum of all. */
const WORK: readonly (readonly [weight: number, action: Action])[] = [
  [60, (c) => deliverNext(c, 'remove')],
  [60, (c, _random, replica) => turn(c, replica)],
  [40, (c, random, replica) => persist(c, random, replica)],
  [12, (_c, _random, replica) => replica.group && replica.applyAll()],
  [10, (c, random) => pass(c, random.between(0, 120))],
  [14, (c, random, replica) => propose(c, random, replica)],
  [8, (c, _random, replica) => read(c, replica)],
  [5, (_c, _random, replica) => replica.group === null && replica.start()],
  [4, (c) => c.heal()],
  [8, (c, _random, replica) => answer(c, replica)],
];

/** Each schedule draws its own mixture of these: some bugs need a rare fault, others the absence of another. */
const FAULTS: readonly (readonly [weight: number, action: Action])[] = [
  [8, (c) => deliverNext(c, 'keep')],
  [8, (c) => void c.network.shift()],
  [20, (c, random) => reorder(c, random)],
  [3, (c, random) => pass(c, random.between(500, 2_500))],
  [3, (c, random, replica) => crash(c, random, replica)],
  [3, (c, random, replica) => c.cut(replica.id, random.between(1, c.replicas.length))],
  [2, (c, _random, replica) => c.isolate(replica.id)],
  [6, (_c, _random, replica) => flushAndCompact(replica)],
  [2, (c, random, replica) => transfer(c, random, replica)],
  [2, (_c, _random, replica) => replica.group && replica.step({ type: 'campaign' })],
  [3, (c, random, replica) => suspect(c, random, replica)],
  [3, (c, random) => change(c, random)],
  [6, (c, random, replica) => readElsewhere(c, random, replica)],
  [1, (c, random, replica) => replica.group && prefer(c, random, replica)],
  [1, (_c, _random, replica) => replica.group && replica.step({ type: 'stalled' })],
  [1, (c, _random, replica) => loseState(c, replica)],
];

/** Runs `steps` random actions, then lets everything heal and asks for progress. */
export function runSchedule(
  size: number,
  seed: number,
  steps: number,
  reached: Reached,
  options: ClusterOptions = {},
): Cluster {
  const random = new Random(seed);
  // In half of the schedules leaders read by lease.
  const config = random.chance(1, 2) ? { leaseMs: 1_000 } : {};
  const c = cluster(size, { config, ...options, seed });
  const floors = new Map<number, number>();
  readFloors.set(c, floors);
  const elsewhere: Elsewhere = { lease: [], follower: [] };
  readsElsewhere.set(c, elsewhere);
  const actions = [...WORK, ...FAULTS.filter(() => random.chance(1, 2))];
  const total = actions.reduce((sum, [weight]) => sum + weight, 0);
  for (let i = 0; i < steps; i++) {
    let pick = random.uint32() % total;
    const replica = c.replica(random.between(1, size));
    for (const [weight, action] of actions) {
      pick -= weight;
      if (pick >= 0) continue;
      action(c, random, replica);
      break;
    }
    if (i % 100 === 0) c.checkLogs();
  }
  recover(c);
  checkReads(c, floors);
  reached.commits += c.safety.committed.length;
  reached.reads += c.replicas.reduce((sum, replica) => sum + replica.reads.length, 0);
  reached.terms += c.group(1).term;
  reached.crashes += c.replicas.reduce((sum, replica) => sum + replica.incarnation - 1, 0);
  reached.installs += c.replicas.reduce((sum, replica) => sum + replica.installs, 0);
  reached.fetches += c.replicas.reduce((sum, replica) => sum + replica.fetchesAnswered, 0);
  reached.changes += c.safety.committed.filter((line) => line.split('/')[1] === '2').length;
  const served = new Set(c.replicas.flatMap(({ reads }) => reads.map(({ id }) => id)));
  reached.leaseReads += elsewhere.lease.filter((id) => served.has(id)).length;
  reached.followerReads += elsewhere.follower.filter((id) => served.has(id)).length;
  reached.lostStates += lostStates.get(c) ?? 0;
  reached.truncations += c.replicas.reduce((sum, replica) => sum + replica.truncations, 0);
  return c;
}

/** For every read: what had been applied anywhere when it was asked. */
const readFloors = new WeakMap<Cluster, Map<number, number>>();

interface Elsewhere {
  readonly lease: number[];
  readonly follower: number[];
}
const readsElsewhere = new WeakMap<Cluster, Elsewhere>();

/** The liveness phase: whatever happened before, a healed cluster elects, commits and converges. */
function recover(c: Cluster): void {
  c.heal();
  for (const replica of c.replicas) if (replica.group === null) replica.start();
  c.settle();
  // Long enough for a transfer that was under way to expire, as proposals are refused until then.
  c.advance(1_000);
  for (let round = 0; round < 20 && !isServing(c); round++) c.advance(1_000);
  expect(isServing(c), 'a leader after healing').toBe(true);
  const before = c.safety.committed.length;
  c.propose(c.leader, 'after the storm');
  c.advance(5_000);
  expect(c.safety.committed.length, 'progress after healing').toBeGreaterThan(before);
  c.expectConverged();
  const leader = c.leader;
  const request = c.read(leader);
  c.settle();
  expect(c.outcome(leader, request)).toBe(`ready at ${c.safety.committed.length}`);
}

function isServing(c: Cluster): boolean {
  return c.leader !== 0 && c.group(c.leader).status().ready;
}

/** No read is stale, and none was answered twice. */
function checkReads(c: Cluster, floors: Map<number, number>): void {
  const answered = new Set<number>();
  for (const replica of c.replicas) {
    for (const { id, index } of replica.reads) {
      expect(answered.has(id), `read ${id} answered twice`).toBe(false);
      answered.add(id);
      const floor = floors.get(id) ?? 0;
      expect(index, `read ${id} is stale`).toBeGreaterThanOrEqual(floor);
    }
    for (const { id } of replica.dropped) {
      expect(answered.has(id), `request ${id} answered twice`).toBe(false);
      answered.add(id);
    }
  }
}

function reorder(c: Cluster, random: Random): void {
  if (c.network.length < 2) return;
  const [message] = c.network.splice(random.between(0, c.network.length - 1), 1);
  if (message !== undefined) c.network.splice(random.between(0, c.network.length), 0, message);
}

function flushAndCompact(replica: Replica): void {
  replica.flush();
  if (replica.group !== null) replica.compact();
}

function deliverNext(c: Cluster, copy: 'keep' | 'remove'): void {
  const message = c.network.shift();
  if (message === undefined) return;
  if (copy === 'keep' && c.network.length < 200) c.network.push(message);
  c.deliver(message);
}

function turn(c: Cluster, replica: Replica): void {
  if (replica.group?.dirty() === true) replica.take();
  c.post(replica);
}

function persist(c: Cluster, random: Random, replica: Replica): void {
  if (replica.writes.length > 0) replica.persist(random.between(1, replica.writes.length));
  c.post(replica);
}

function pass(c: Cluster, ms: number): void {
  c.now += ms;
  for (const replica of c.alive) c.tick(replica);
}

function propose(c: Cluster, random: Random, replica: Replica): void {
  const id = c.leader !== 0 && random.chance(3, 4) ? c.leader : replica.id;
  if (c.replica(id).group === null) return;
  const count = random.between(1, 3);
  const filler = '.'.repeat(random.between(0, 60));
  c.offer(id, ...Array.from({ length: count }, () => `${random.uint32()}${filler}`));
}

function read(c: Cluster, replica: Replica): void {
  const id = c.leader === 0 ? replica.id : c.leader;
  if (c.replica(id).group === null) return;
  const floor = c.safety.committed.length;
  readFloors.get(c)?.set(c.read(id), floor);
}

/** By lease at the leader, or at a follower by the leader's index. */
function readElsewhere(c: Cluster, random: Random, replica: Replica): void {
  const byLease = random.chance(1, 2);
  const id = byLease && c.leader !== 0 ? c.leader : replica.id;
  if (c.replica(id).group === null) return;
  const floor = c.safety.committed.length;
  const request = byLease ? c.leaseRead(id) : c.followerRead(id);
  readFloors.get(c)?.set(request, floor);
  readsElsewhere.get(c)?.[byLease ? 'lease' : 'follower'].push(request);
}

/** One to three steps at random; most of them are refused, as another change is under way or no voter would be left. */
function change(c: Cluster, random: Random): void {
  if (c.leader === 0 || c.replicas.some(({ lost }) => lost)) return;
  const steps = Array.from({ length: random.between(1, 3) }, () => {
    const kind = ['+', '+', '~', '-'][random.between(0, 3)];
    return `${kind}${random.between(1, c.replicas.length)}`;
  });
  c.change(c.leader, steps.join(' '));
}

/** One at a time, and where two voters are left that can lead: who is lost campaigns for nobody (R24). */
function loseState(c: Cluster, replica: Replica): void {
  const confs = c.replicas.map(({ group }) => group?.status().conf);
  const isPlain = confs.every((conf) => {
    if (conf === undefined || conf.index !== confs[0]?.index) return false;
    return conf.outgoing.length === 0 && conf.voters.length >= 3;
  });
  if (!isPlain || c.replicas.some(({ lost }) => lost)) return;
  replica.loseState();
  lostStates.set(c, (lostStates.get(c) ?? 0) + 1);
}

const lostStates = new WeakMap<Cluster, number>();

function prefer(c: Cluster, random: Random, replica: Replica): void {
  c.step(replica.id, { type: 'priority', value: random.between(0, 2) });
}

/** Loses a suffix of the writes in flight: the others were lucky. */
function crash(c: Cluster, random: Random, replica: Replica): void {
  if (replica.group === null) return;
  if (random.chance(1, 2) && replica.writes.length > 0) {
    replica.persist(random.between(0, replica.writes.length));
    c.post(replica);
  }
  replica.crash();
}

function answer(c: Cluster, replica: Replica): void {
  if (replica.group === null) return;
  replica.answerFetches();
  replica.makeSnapshots();
  c.pull(replica);
}

function transfer(c: Cluster, random: Random, replica: Replica): void {
  const id = c.leader === 0 ? replica.id : c.leader;
  if (c.replica(id).group === null) return;
  c.transfer(id, random.between(1, c.replicas.length));
}

function suspect(c: Cluster, random: Random, replica: Replica): void {
  if (replica.group === null) return;
  const peer = random.between(1, c.replicas.length);
  replica.step({ type: random.chance(1, 2) ? 'suspect' : 'unreachable', peer });
}
