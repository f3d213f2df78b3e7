import type { Operation } from '../../history/operations.ts';
import type { Effect, ToldEvent } from '../../history/watched.ts';
import { told } from '../findings.ts';
import type { Complaints } from './complaints.ts';
import { revisionOf } from './legs.ts';
import type { ReferenceLog } from './reference.ts';

const writes: ReadonlySet<string> = new Set(['put', 'delete', 'touch', 'increment', 'txn']);

export function writesOf(operations: readonly Operation[]): Operation[] {
  return operations.filter(({ f }) => writes.has(f));
}

/**
 * Every acknowledged write that changed something is told at the revision of its answer: that, and nothing else. What lies before
 * the first watch of its partition nobody has to know; what lies after the last is undecided.
 */
export function checkWrites(
  operations: readonly Operation[],
  log: ReferenceLog,
  watched: ReadonlyMap<number, { readonly from: number; readonly to: number }>,
  complaints: Complaints,
): void {
  let unwatched = 0;
  for (const write of writesOf(operations)) {
    const { at, outcome, result } = write;
    if (outcome !== 'ok' || at === undefined) continue;
    const effects = result as readonly Effect[];
    if (effects.length === 0) continue;
    const { partition, revision } = at;
    const window = watched.get(partition);
    if (window !== undefined && revision <= window.from) continue;
    if (window === undefined || revision > window.to) {
      unwatched++;
      continue;
    }
    const events = [...(log.get(partition)?.revisions.get(revision)?.values() ?? [])];
    const wanted = effects.map(effectText).sort();
    const found = events.map(effectText).sort();
    complaints.expect('writes', wanted.join() === found.join(), () => {
      const where = revisionOf(partition, revision);
      return `${told(write)} was acknowledged at ${where}: ${wanted.join(', ')}; watches are told ${found.join(', ') || 'nothing'}`;
    });
  }
  if (unwatched > 0) {
    complaints.undecided('writes', `${unwatched} acknowledged writes lie where no watch came`);
  }
}

function effectText({ type, key, value }: Effect | ToldEvent): string {
  return `${type} ${key}${value === undefined ? '' : `=${value}`}`;
}

/**
 * Whoever is told of has written it: an acknowledged write at that revision, or one whose outcome is unknown, and each of those
 * once. A definite failure is the author of nothing (R38).
 */
export function checkAuthors(
  operations: readonly Operation[],
  log: ReferenceLog,
  complaints: Complaints,
): void {
  const authors = new Authors(writesOf(operations));
  for (const [partition, { revisions, order }] of log) {
    for (const revision of order) {
      const events = [...(revisions.get(revision)?.values() ?? [])];
      const wrong = authors.wrong(partition, revision, events);
      complaints.expect('authors', wrong === null, () => {
        const text = events.map(effectText).join(', ');
        return `watches are told of ${text} at ${revisionOf(partition, revision)}, ${wrong}`;
      });
    }
  }
}

function isOf({ type, key, value }: ToldEvent, effect: Effect): boolean {
  return type === effect.type && key === effect.key && value === effect.value;
}

class Authors {
  readonly #acknowledged = new Set<string>();
  readonly #byValue = new Map<string, Operation>();
  /** Unknown outcomes without a value of their own, by kind and key. */
  readonly #open = new Map<string, Operation[]>();
  readonly #seen = new Set<Operation>();

  constructor(all: readonly Operation[]) {
    for (const write of all) {
      const { at, outcome, result, argument } = write;
      const effects = argument as readonly Effect[];
      const hasChanged = outcome === 'ok' && (result as readonly Effect[]).length > 0;
      if (hasChanged && at !== undefined) this.#acknowledged.add(`${at.partition} ${at.revision}`);
      const [value] = effects.flatMap((effect) => effect.value ?? []);
      if (value !== undefined) this.#byValue.set(value, write);
      else if (outcome === 'open') {
        const [effect] = effects;
        const kind = `${effect?.type} ${effect?.key}`;
        this.#open.set(kind, [...(this.#open.get(kind) ?? []), write]);
      }
    }
  }

  /** Null: all is well. */
  wrong(partition: number, revision: number, events: readonly ToldEvent[]): string | null {
    const isAcknowledged = this.#acknowledged.has(`${partition} ${revision}`);
    const values = events.flatMap(({ value }) => value ?? []);
    const writer = values.map((value) => this.#byValue.get(value)).find((one) => one !== undefined);
    if (writer !== undefined) {
      if (this.#seen.has(writer)) return `which ${told(writer)} has done already`;
      this.#seen.add(writer);
      if (writer.outcome === 'failed') return `which ${told(writer)} had not done, definitely`;
      const puts = (writer.argument as readonly Effect[]).filter(({ type }) => type === 'put');
      const isWhole = puts.every((one) => events.some((event) => isOf(event, one)));
      return isWhole ? null : `which is not all of ${told(writer)}`;
    }
    // An acknowledged one is held against its answer.
    if (isAcknowledged || events.every(({ type }) => type === 'expire')) return null;
    const [event] = events;
    const open = this.#open.get(`${event?.type} ${event?.key}`);
    return open?.shift() === undefined ? 'which nobody did' : null;
  }
}
