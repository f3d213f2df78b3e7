import type { Random } from '../../src/util/random.ts';
import type { ClientsShape } from '../contract.ts';
import { drawAction, type Habits } from './draw-action.ts';
import type { Action, ClientKind, ClientPlan, NodeChoice, PlannedOperation } from './plan.ts';

/** Room for the ids of one client's operations. */
const idsPerClient = 100_000;
/** Contenders of the locks. */
const lockClients = 3;
/** One session of a lock in so much time and client, about. */
const lockSessionMs = 2_000;
/** Reads of a client that does nothing else. */
const polls = 300;
/** Requests of a session, about. */
const requestsPerLock = 6;
const foreverMs = 600_000;

/**
 * Clients for a run: a swarm, in which each run leaves out some kinds of work and has its own weights for the rest, so
 * that nothing is always diluted by everything else (testing.md §5).
 */
export function drawClients(random: Random, shape: ClientsShape): ClientPlan[] {
  const kinds = drawKinds(random);
  const habits = drawHabits(random, shape.leases);
  const working = kinds.filter((kind) => kind !== 'lock' && kind !== 'poller');
  const count = random.between(Math.max(4, working.length), 9);
  const sessions = kinds.includes('lock') ? Math.ceil(shape.safetyMs / lockSessionMs) : 0;
  const others = shape.operations - sessions * lockClients * requestsPerLock;
  const each = Math.ceil(Math.max(others, shape.operations / 2) / count);
  const plans: ClientPlan[] = [];
  for (let i = 0; i < count; i++) {
    // Every kind once, then whatever comes.
    const kind = working[i] ?? working[random.between(0, working.length - 1)] ?? 'register';
    plans.push(drawClient(random.fork(i), plans.length + 1, kind, each, habits, shape));
  }
  const add = (kind: ClientKind, operations: number): void => {
    const id = plans.length + 1;
    plans.push(drawClient(random.fork(id), id, kind, operations, habits, shape));
  };
  for (let i = 0; i < lockClients && sessions > 0; i++) add('lock', sessions);
  if (kinds.includes('poller')) add('poller', polls);
  return plans;
}

/** At least one kind of client that writes. */
function drawKinds(random: Random): ClientKind[] {
  const writers: ClientKind[] = ['register', 'record', 'counter', 'bank'];
  const certain = writers[random.between(0, writers.length - 1)];
  const kinds = writers.filter((kind) => random.chance(2, 3) || kind === certain);
  if (random.chance(2, 3)) kinds.push('observer');
  if (random.chance(2, 3)) kinds.push('lock');
  if (kinds.includes('register') && random.chance(1, 2)) kinds.push('poller');
  return kinds;
}

function drawHabits(random: Random, leases: boolean): Habits {
  const weak = random.fork(1);
  const ranges = random.fork(2);
  return {
    rotateMs: random.between(5_000, 20_000),
    hotOf: random.between(2, 10),
    weights: {
      register: drawWeights(random, 4),
      record: [...drawWeights(random, 7), ranges.chance(2, 3) ? ranges.between(5, 40) : 0],
      counter: drawWeights(random, 4),
      bank: drawWeights(random, 4),
      observer: drawWeights(random, 5),
      lock: [1],
      poller: leases ? [1, 3, 1] : [3, 0, 1],
    },
    wrappedPercent: random.chance(1, 2) ? random.between(0, 60) : 0,
    ttlPercent: random.between(0, 80),
    ttlMaxMs: random.chance(1, 2) ? 3_000 : 15_000,
    padding: random.chance(1, 3) ? 300 : 20,
    // Without leases it is just another way to ask; and with them nobody has one unless somebody reads by it.
    leasePercent: random.chance(leases ? 4 : 1, 5) ? random.between(leases ? 40 : 10, 90) : 0,
    followerPercent: random.chance(1, 2) ? random.between(10, 50) : 0,
    sessionPercent: weak.chance(2, 3) ? weak.between(10, 50) : 0,
    boundedPercent: weak.chance(2, 3) ? weak.between(10, 50) : 0,
  };
}

/** The first is what the rest needs to make sense; each other one is left out every third time. */
function drawWeights(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    i === 0 || random.chance(2, 3) ? random.between(1, 100) : 0,
  );
}

function drawClient(
  random: Random,
  id: number,
  kind: ClientKind,
  count: number,
  habits: Habits,
  shape: ClientsShape,
): ClientPlan {
  const times = drawTimes(random, count, shape.safetyMs);
  const home = random.between(1, shape.nodes);
  const operations = times.map((atMs, n): PlannedOperation => {
    const operation = id * idsPerClient + n;
    const action = drawAction(random.fork(n), kind, atMs, habits);
    return {
      id: operation,
      atMs,
      node:
        kind === 'poller'
          ? pollerNode(random, home, action)
          : drawNode(random, shape.nodes, kind, action),
      timeoutMs: random.between(300, 4_000),
      sequenced: random.chance(4, 5),
      resolves: random.chance(1, 2),
      repeatAfterMs: random.chance(1, 12) ? random.between(1, 5_000) : null,
      action,
    };
  });
  return {
    id,
    kind,
    depth: kind === 'lock' ? 1 : random.between(2, 6),
    windowMs: random.chance(1, 4) ? random.between(2_000, 20_000) : foreverMs,
    heldUpPerMille: 10,
    operations,
  };
}

/** Anywhere in the time, and every third one close behind the one before, so that they meet. */
function drawTimes(random: Random, count: number, untilMs: number): number[] {
  const times = Array.from({ length: count }, () => random.between(0, untilMs - 1));
  times.sort((a, b) => a - b);
  for (let i = 1; i < count; i++) {
    const before = times[i - 1] ?? 0;
    if (random.chance(1, 3)) times[i] = before + random.between(0, 3);
  }
  return times.sort((a, b) => a - b);
}

function drawNode(random: Random, nodes: number, kind: ClientKind, action: Action): NodeChoice {
  const dice = random.between(0, 99);
  const one = random.between(1, nodes);
  if (kind === 'observer') return dice < 50 ? one : 'hop';
  if (action.type === 'get' && action.mode === 'follower') return one;
  if (action.type === 'get' && action.mode === 'session') return dice < 50 ? one : 'hop';
  if (action.type === 'get' && dice < 25) return 'former';
  if (dice < 60) return 'leader';
  return dice < 85 ? 'hop' : one;
}

/** A follower's reads at one and the same, the others where nobody may have heard of the newest leader. */
function pollerNode(random: Random, home: number, action: Action): NodeChoice {
  if (action.type === 'get' && action.mode === 'follower') return home;
  return random.chance(1, 2) ? 'former' : 'leader';
}
