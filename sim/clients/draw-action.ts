import type { Random } from '../../src/util/random.ts';
import {
  accountsPerBank,
  bankName,
  counterKey,
  lockName,
  recordKey,
  recordPrefix,
  recordsPerGroup,
  registerKey,
  resourceKey,
} from './keys.ts';
import type { Action, ClientKind, Condition, LockSession, LockStep, ReadMode } from './plan.ts';

/** What the clients of one run have in common. */
export interface Habits {
  /** For how long registers are used before others take their place. */
  readonly rotateMs: number;
  /** One access in so many is to a cold key. */
  readonly hotOf: number;
  /** By kind of client, in the order of the functions below. */
  readonly weights: Readonly<Record<ClientKind, readonly number[]>>;
  readonly wrappedPercent: number;
  readonly ttlPercent: number;
  readonly ttlMaxMs: number;
  readonly padding: number;
  /** How reads that see the present are asked for; the rest is linearizable at the leader. */
  readonly leasePercent: number;
  readonly followerPercent: number;
  /** The same of reads that any replica may serve: in the session of their client, or of bounded age. */
  readonly sessionPercent: number;
  readonly boundedPercent: number;
}

const banks = 2;
const locks = 2;
const counters = 4;
const recordGroups = 2;
/** Some end before their own write is committed. */
const shortTtlMs = { min: 1, max: 100 };
const usualTtlMinMs = 50;

type Draw = (random: Random, atMs: number, habits: Habits) => Action;

export function drawAction(random: Random, kind: ClientKind, atMs: number, habits: Habits): Action {
  const weights = habits.weights[kind];
  let dice = random.between(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  const draws = drawsOf[kind];
  for (const [i, weight] of weights.entries()) {
    dice -= weight;
    const draw = draws[i];
    if (dice <= 0 && draw !== undefined) return draw(random, atMs, habits);
  }
  return drawLock(random);
}

/** In the order of the weights; what a kind of client cannot do without is the first. */
const drawsOf: Readonly<Record<ClientKind, readonly Draw[]>> = {
  register: [
    (random, atMs, habits) => put(anyRegister(random, atMs, habits), 'any', 0, false),
    (random, atMs, habits) => get(anyRegister(random, atMs, habits), drawMode(random, habits)),
    (random, atMs, habits) => put(anyRegister(random, atMs, habits), 'seen', 0, false),
    (random, atMs, habits) => put(anyRegister(random, atMs, habits), 'absent', 0, false),
  ],
  record: [
    (random, _, habits) => drawPut(random, 'any', habits),
    (random, _, habits) => get(anyRecord(random, habits), drawMode(random, habits)),
    (random, _, habits) => drawScan(random, drawPageMode(random, habits)),
    (random, _, habits) => drawPut(random, random.chance(1, 2) ? 'absent' : 'seen', habits),
    (random, _, habits) => drawDelete(random, 'any', habits),
    (random, _, habits) => drawDelete(random, 'seen', habits),
    (random, _, habits) => drawTouch(random, habits),
    drawRange,
  ],
  counter: [
    (random, _, habits) => drawIncrement(random, false, habits),
    (random, _, habits) => drawIncrement(random, true, habits),
    (random, _, habits) => get(anyCounter(random), drawMode(random, habits)),
    (random) => drawDecrement(random),
  ],
  bank: [
    (random) => drawTransfer(random, false),
    (random) => ({ type: 'audit', bank: anyBank(random) }),
    (random) => drawTransfer(random, true),
    (random, _, habits) => scan(anyBank(random), accountsPerBank + 1, drawPageMode(random, habits)),
  ],
  observer: [
    (random, atMs, habits) => get(anyRegister(random, atMs, habits), drawWeakMode(random, habits)),
    (random, _, habits) => get(anyRecord(random, habits), drawWeakMode(random, habits)),
    (random, _, habits) => get(anyCounter(random), drawWeakMode(random, habits)),
    (random, _, habits) => scan(anyBank(random), accountsPerBank + 1, drawWeakMode(random, habits)),
    (random, _, habits) =>
      random.chance(1, 2) ? observeLock(random) : drawScan(random, drawWeakMode(random, habits)),
  ],
  lock: [drawLock],
  poller: [
    (random, atMs, habits) => get(anyRegister(random, atMs, habits), 'follower'),
    (random, atMs, habits) => get(anyRegister(random, atMs, habits), 'lease'),
    (random, atMs, habits) => get(anyRegister(random, atMs, habits), 'linearizable'),
  ],
};

function get(key: string, mode: ReadMode): Action {
  return { type: 'get', key, mode };
}

function scan(prefix: string, limit: number, mode: ReadMode): Action {
  return { type: 'scan', prefix, limit, mode };
}

function put(key: string, condition: Condition, padding: number, wrapped: boolean): Action {
  return { type: 'put', key, padding, ttlMs: 0, condition, wrapped };
}

function drawPut(random: Random, condition: Condition, habits: Habits): Action {
  const key = anyRecord(random, habits);
  const padding = random.between(0, habits.padding);
  const ttlMs = random.chance(habits.ttlPercent, 100) ? drawTtl(random, habits) : 0;
  return { type: 'put', key, padding, ttlMs, condition, wrapped: drawWrapped(random, habits) };
}

function drawDelete(random: Random, condition: Condition, habits: Habits): Action {
  const key = anyRecord(random, habits);
  return { type: 'delete', key, condition, wrapped: drawWrapped(random, habits) };
}

function drawTouch(random: Random, habits: Habits): Action {
  const key = anyRecord(random, habits);
  // Without a TTL it takes one away.
  const ttlMs = random.chance(1, 6) ? 0 : drawTtl(random, habits);
  return { type: 'touch', key, ttlMs, wrapped: drawWrapped(random, habits) };
}

function drawScan(random: Random, mode: ReadMode): Action {
  return scan(recordPrefix(random.between(1, recordGroups)), random.between(1, 6), mode);
}

/** What clears a group makes room for the next claim. */
function drawRange(random: Random): Action {
  const prefix = recordPrefix(random.between(1, recordGroups));
  if (random.chance(1, 3)) return { type: 'clear', prefix };
  return { type: 'claim', prefix, key: `${prefix}${random.between(1, recordsPerGroup)}` };
}

/** Amounts are drawn from so many that a sum tells which of them it is made of. */
function amount(random: Random): number {
  return 1 + (random.uint32() >>> 2);
}

function drawIncrement(random: Random, bounded: boolean, habits: Habits): Action {
  const max = bounded ? 2 ** random.between(31, 38) : null;
  const wrapped = drawWrapped(random, habits);
  const key = anyCounter(random);
  return { type: 'increment', key, delta: amount(random), min: null, max, wrapped };
}

function drawDecrement(random: Random): Action {
  const key = anyCounter(random);
  return { type: 'increment', key, delta: -amount(random), min: 0, max: null, wrapped: false };
}

function drawTransfer(random: Random, overdraw: boolean): Action {
  const from = random.between(0, accountsPerBank - 1);
  const to = (from + random.between(1, accountsPerBank - 1)) % accountsPerBank;
  return { type: 'transfer', bank: anyBank(random), from, to, amount: amount(random), overdraw };
}

function observeLock(random: Random): Action {
  const lock = lockName(random.between(1, locks));
  return random.chance(1, 2) ? get(resourceKey(lock), 'eventual') : scan(lock, 4, 'eventual');
}

/** Many hold a lock for longer than its TTL: like a process that was stopped, they come back and write. */
function drawLock(random: Random): LockSession {
  const ttlMs = random.between(200, 1_500);
  const steps = Array.from({ length: random.between(1, 6) }, (): LockStep => {
    const afterMs = random.between(0, random.chance(1, 4) ? ttlMs : 150);
    return { afterMs, work: random.chance(2, 3) ? 'write' : 'touch' };
  });
  // Long enough for the next holder to have written: only the fence is left to refuse it.
  if (random.chance(1, 2)) steps.push({ afterMs: ttlMs + random.between(0, 1_500), work: 'write' });
  return {
    type: 'lock',
    lock: lockName(random.chance(3, 4) ? 1 : random.between(2, locks)),
    ttlMs,
    attempts: random.between(2, 15),
    retryMs: random.between(20, 250),
    steps,
    releases: random.chance(3, 4),
  };
}

function drawMode(random: Random, habits: Habits): ReadMode {
  const { leasePercent, followerPercent, sessionPercent } = habits;
  const dice = random.between(0, 99);
  if (dice < leasePercent) return 'lease';
  if (dice < leasePercent + followerPercent) return 'follower';
  // What it has just written itself, at another node perhaps.
  return random.chance(sessionPercent, 300) ? 'session' : 'linearizable';
}

function drawWeakMode(random: Random, { sessionPercent, boundedPercent }: Habits): ReadMode {
  const dice = random.between(0, 99);
  if (dice < sessionPercent) return 'session';
  return dice < sessionPercent + boundedPercent ? 'bounded' : 'eventual';
}

/** Only the leader scans for those who want the present. */
function drawPageMode(random: Random, { leasePercent }: Habits): ReadMode {
  return random.chance(leasePercent, 100) ? 'lease' : 'linearizable';
}

function drawTtl(random: Random, { ttlMaxMs }: Habits): number {
  if (random.chance(1, 5)) return random.between(shortTtlMs.min, shortTtlMs.max);
  return random.between(usualTtlMinMs, ttlMaxMs);
}

function drawWrapped(random: Random, { wrappedPercent }: Habits): boolean {
  return random.chance(wrappedPercent, 100);
}

function anyRegister(random: Random, atMs: number, habits: Habits): string {
  return registerKey(hot(random, 2, 8, habits), Math.floor(atMs / habits.rotateMs));
}

function anyRecord(random: Random, habits: Habits): string {
  return recordKey(random.between(1, recordGroups), hot(random, 2, recordsPerGroup, habits));
}

/** A small set of keys that are used often, and a larger one. */
function hot(random: Random, few: number, many: number, { hotOf }: Habits): number {
  return random.between(1, random.chance(1, hotOf) ? many : few);
}

function anyCounter(random: Random): string {
  return counterKey(random.between(1, counters));
}

function anyBank(random: Random): string {
  return bankName(random.between(1, banks));
}
