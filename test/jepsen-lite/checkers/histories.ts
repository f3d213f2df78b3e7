import type { HistoryEvent, ServedFrom } from '../../../jepsen-lite/history/event.ts';
import { MISMATCH, type Operation } from '../../../jepsen-lite/history/operations.ts';
import { Random } from '../../../src/util/random.ts';

/** What a generated history is made of. */
export interface Shape {
  readonly kind: 'register' | 'kv';
  readonly seed: number;
  readonly operations: number;
  readonly processes: number;
  readonly keys: number;
  /** Registers draw from so few values that many writes look alike; 0: every write has its own. */
  readonly values: number;
  /** How many operations of a hundred never hear of their end; half of those take effect all the same. */
  readonly openPercent: number;
  /** How many operations of a hundred read. */
  readonly readPercent: number;
}

interface Pending {
  readonly process: number;
  readonly f: string;
  readonly key: string;
  readonly argument: unknown;
  readonly open: boolean;
  answer: { type: 'ok' | 'fail'; v: unknown; at: ServedFrom } | null;
  readonly happens: boolean;
}

/** Of partition p, like a real one: revision +1 per change, and the modRevision of each key. */
interface Store {
  readonly values: Map<string, unknown>;
  readonly modRevisions: Map<string, number>;
  revision: number;
}

/**
 * A run of clients against a store that works: every operation takes effect at one point inside its interval. Open ones may
 * do so at any later time, also long after. Revisions are what ringkv would answer; partitions follow from the key.
 */
export function workingHistory(shape: Shape): HistoryEvent[] {
  const random = new Random(shape.seed);
  const store: Store = { values: new Map(), modRevisions: new Map(), revision: 7 };
  const events: HistoryEvent[] = [];
  const running: Pending[] = [];
  let begun = 0;
  let nextProcess = shape.processes;
  const free = Array.from({ length: shape.processes }, (_, process) => process);
  const log = (event: Omit<HistoryEvent, 'i' | 't'>): void => {
    events.push({ i: events.length, t: events.length * 10, ...event });
  };
  while (begun < shape.operations || running.some(({ open }) => !open)) {
    const process = free[0];
    if (begun < shape.operations && process !== undefined && random.chance(1, 2)) {
      free.shift();
      const pending = begin(shape, random, process, begun++, store);
      running.push(pending);
      const { f, key: k, argument: v } = pending;
      log({ p: process, type: 'invoke', f, k, ...(v === undefined ? {} : { v }) });
      if (pending.open) {
        // Its process never acts again; another one takes its place.
        if (random.chance(1, 2)) log({ p: process, type: 'info', f, k, err: 'DEADLINE_EXCEEDED' });
        free.push(nextProcess++);
      }
      continue;
    }
    const chosen = running[random.between(0, Math.max(0, running.length - 1))];
    if (chosen === undefined) continue;
    if (chosen.answer === null && chosen.happens) {
      chosen.answer = takeEffect(store, chosen);
      if (chosen.open) running.splice(running.indexOf(chosen), 1);
    } else if (chosen.answer !== null && !chosen.open) {
      running.splice(running.indexOf(chosen), 1);
      free.push(chosen.process);
      const { f, key: k, process: p } = chosen;
      const failed = chosen.answer.type === 'fail' ? { err: MISMATCH } : {};
      log({ p, f, k, ...chosen.answer, ...failed });
    }
  }
  return events;
}

function begin(
  shape: Shape,
  random: Random,
  process: number,
  number: number,
  store: Store,
): Pending {
  const key = `${random.between(0, shape.keys - 1)}`;
  const reads = random.chance(shape.readPercent, 100);
  const open = !reads && random.chance(shape.openPercent, 100);
  const base = { process, key, open, answer: null, happens: !open || random.chance(1, 2) };
  if (shape.kind === 'kv') {
    const argument = `x ${process} ${number} y`;
    if (reads) return { ...base, f: 'get', argument: undefined };
    return { ...base, f: random.chance(1, 10) ? 'put' : 'append', argument };
  }
  const value = (): number => (shape.values === 0 ? number : random.between(0, shape.values - 1));
  if (reads) return { ...base, f: 'read', argument: undefined };
  if (random.chance(1, 2)) return { ...base, f: 'write', argument: value() };
  // With values of their own, a cas would never find what it asks for unless it looks.
  const seen = shape.values === 0 ? (store.values.get(key) ?? null) : value();
  return { ...base, f: 'cas', argument: [seen, value()] };
}

function takeEffect(store: Store, { f, key, argument }: Pending): Pending['answer'] {
  const now: unknown = store.values.get(key) ?? (f === 'append' || f === 'get' ? '' : null);
  const answer = (type: 'ok' | 'fail', v: unknown): Pending['answer'] => {
    const modRevision = store.modRevisions.get(key) ?? 0;
    return {
      type,
      v,
      at: { partition: 3, revision: store.revision, term: 2, node: 1, modRevision },
    };
  };
  const set = (value: unknown): Pending['answer'] => {
    store.values.set(key, value);
    store.modRevisions.set(key, ++store.revision);
    return answer('ok', argument);
  };
  if (f === 'read' || f === 'get') return answer('ok', now);
  if (f === 'append') return set([now, argument].join(''));
  if (f !== 'cas') return set(argument);
  const [from, to] = argument as [unknown, unknown];
  return from === now ? set(to) : answer('fail', argument);
}

/** The same history with the answer of one ok read replaced by that of another read of the key; null if none fits. */
export function withSwappedRead(
  history: readonly HistoryEvent[],
  seed: number,
): HistoryEvent[] | null {
  const random = new Random(seed);
  const reads = history.filter(({ type, f }) => type === 'ok' && (f === 'read' || f === 'get'));
  for (let attempt = 0; attempt < 50; attempt++) {
    const victim = reads[random.between(0, Math.max(0, reads.length - 1))];
    const donor = reads[random.between(0, Math.max(0, reads.length - 1))];
    if (victim === undefined || donor === undefined) return null;
    if (victim.k !== donor.k || JSON.stringify(victim.v) === JSON.stringify(donor.v)) continue;
    return history.map((event) => (event === victim ? { ...event, v: donor.v } : event));
  }
  return null;
}

export type Short = readonly [
  f: string,
  argument: unknown,
  outcome: Operation['outcome'],
  result: unknown,
  invoked: number,
  completed: number,
];

/** Operations of one key, written down by hand. */
export function operationsFrom(rows: readonly Short[]): Operation[] {
  return rows.map(([f, argument, outcome, result, invoked, completed], index) => ({
    operation: index,
    process: index,
    f,
    key: 'k',
    argument,
    result,
    outcome,
    invoked,
    completed: outcome === 'open' ? Number.POSITIVE_INFINITY : completed,
    invokedAt: invoked,
    completedAt: outcome === 'open' ? null : completed,
    at: undefined,
  }));
}
