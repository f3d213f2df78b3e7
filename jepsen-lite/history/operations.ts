import type { Ask, EventType, HistoryEvent, ServedFrom } from './event.ts';
import { complain } from './history-error.ts';

/**
 * An invoke and its completion, as one interval:
 *
 *   ok        it took effect somewhere inside the interval
 *   mismatch  it was evaluated inside the interval, and its condition did not hold there; nothing changed
 *   failed    it never took effect and tells nothing
 *   open      it may take effect at any time after its invoke, or never; the interval has no end
 */
export interface Operation {
  /** `i` of the invoke. */
  readonly operation: number;
  readonly process: number;
  readonly f: string;
  readonly key: string;
  /** `v` of the invoke. */
  readonly argument: unknown;
  /** `v` of the completion. */
  readonly result: unknown;
  readonly outcome: 'ok' | 'mismatch' | 'failed' | 'open';
  /**
   * When it began and ended, as places in the history: finer than microseconds, in which events tie. An interval is
   * closed: what begins where another one ends overlaps it. Infinity without an end.
   */
  readonly invoked: number;
  readonly completed: number;
  /** Microseconds, for people; null without an end. */
  readonly invokedAt: number;
  readonly completedAt: number | null;
  readonly at: ServedFrom | undefined;
  readonly ask?: Ask | undefined;
}

/** The definite failure of a compare-and-set that was evaluated, and found something else. */
export const MISMATCH = 'mismatch';

/** The operations of all clients in order of invoke. Throws a HistoryError when events do not pair up. */
export function operationsOf(history: readonly HistoryEvent[]): Operation[] {
  const operations: Operation[] = [];
  /** By process, where its last operation stands in `operations`; `answered` once it has ok or fail. */
  const last = new Map<number, { index: number; state: 'invoked' | 'answered' | 'unknown' }>();
  for (const [place, event] of history.entries()) {
    if (event.p === 'nemesis') continue;
    const where = `event ${event.i}`;
    const current = last.get(event.p);
    if (event.type === 'invoke') {
      if (current?.state === 'invoked') {
        complain(where, `process ${event.p} begins while its operation before is still open`);
      }
      last.set(event.p, { index: operations.length, state: 'invoked' });
      operations.push(begun(event, event.p, place, where));
      continue;
    }
    const open = operations[current?.index ?? -1];
    if (current === undefined || open === undefined || current.state !== 'invoked') {
      complain(where, `${event.type} of process ${event.p}, which has no operation open`);
    }
    if (event.f !== open.f || (event.k ?? open.key) !== open.key) {
      complain(where, `${event.type} of ${event.f} ${event.k ?? ''} ends ${open.f} ${open.key}`);
    }
    current.state = event.type === 'info' ? 'unknown' : 'answered';
    operations[current.index] = ended(open, event, event.type, place);
  }
  return operations;
}

function begun(event: HistoryEvent, process: number, place: number, where: string): Operation {
  if (event.k === undefined) complain(where, `${event.f} without a key`);
  return {
    operation: event.i,
    process,
    f: event.f,
    key: event.k,
    argument: event.v,
    result: undefined,
    outcome: 'open',
    invoked: place,
    completed: Number.POSITIVE_INFINITY,
    invokedAt: event.t,
    completedAt: null,
    at: undefined,
    ask: event.ask,
  };
}

function ended(
  open: Operation,
  event: HistoryEvent,
  type: Exclude<EventType, 'invoke'>,
  place: number,
): Operation {
  if (type === 'info') return open;
  const evaluated = type === 'fail' && event.f === 'cas' && event.err === MISMATCH;
  return {
    ...open,
    result: event.v,
    outcome: type === 'ok' ? 'ok' : evaluated ? MISMATCH : 'failed',
    completed: place,
    completedAt: event.t,
    at: event.at,
  };
}

/** Whether it says anything by itself: its effect or its mismatch lies inside its interval. */
export function isEvaluated({ outcome }: Operation): boolean {
  return outcome === 'ok' || outcome === MISMATCH;
}

/** Grouped by key, keys in order of their first operation. */
export function byKey(operations: readonly Operation[]): Map<string, Operation[]> {
  const keys = new Map<string, Operation[]>();
  for (const operation of operations) {
    const known = keys.get(operation.key);
    if (known === undefined) keys.set(operation.key, [operation]);
    else known.push(operation);
  }
  return keys;
}
