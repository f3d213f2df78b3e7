import type { CommandResult, RecordView } from '../../src/storage/index.ts';
import { assertLazy } from '../../src/util/assert.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';

/** What a client asked for. Values of puts and amounts of increments tell it from every other one. */
export type Intent =
  | {
      readonly kind: 'put';
      readonly value: string;
      readonly ttlMs: number;
      readonly absent: boolean;
    }
  | { readonly kind: 'delete' }
  | { readonly kind: 'touch'; readonly ttlMs: number }
  | { readonly kind: 'increment'; readonly delta: number }
  /** From one account to another; with `overdraw` more than there is, which must change neither. */
  | { readonly kind: 'transfer'; readonly delta: number; readonly overdraw: boolean }
  /** Reads both accounts. */
  | { readonly kind: 'audit' };

export interface WriteEvent {
  readonly key: string;
  readonly partition: number;
  readonly intent: Intent;
  readonly startedAt: number;
  /** Known: it has this result. Failed: it never takes effect. Unknown: nobody can say. */
  end: 'open' | 'known' | 'failed' | 'unknown';
  endedAt: number;
  result: CommandResult | null;
}

export interface ReadEvent {
  readonly key: string;
  readonly partition: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly record: RecordView | null;
  readonly revision: number;
  readonly partitionTimeMs: number;
}

/**
 * What all clients saw, with the revisions as certificate: a partition's writes and reads, put in order of revision,
 * must be a run of the state machine that agrees with the order of events in time.
 */
export class History {
  readonly writes: WriteEvent[] = [];
  readonly reads: ReadEvent[] = [];

  begin(key: string, partition: number, intent: Intent, now: number): WriteEvent {
    const event: WriteEvent = {
      key,
      partition,
      intent,
      startedAt: now,
      end: 'open',
      endedAt: Number.POSITIVE_INFINITY,
      result: null,
    };
    this.writes.push(event);
    return event;
  }

  count(end: WriteEvent['end']): number {
    return this.writes.filter((write) => write.end === end).length;
  }

  /** Transfers of which somebody knows that they were made. */
  get transfers(): number {
    return this.writes.filter((write) => write.intent.kind === 'transfer' && changed(write)).length;
  }

  check(): void {
    this.#checkRevisions();
    this.#checkRealTime();
    for (const key of new Set(this.writes.map((write) => write.key))) {
      const writes = this.writes.filter((write) => write.key === key);
      if (writes.some(({ intent }) => 'delta' in intent)) this.#checkCounter(key, writes);
      else this.#checkRegister(key, writes);
    }
  }

  /** R30: every command that changed something has a revision of its own. */
  #checkRevisions(): void {
    const owners = new Map<string, WriteEvent>();
    for (const write of this.writes) {
      if (!changed(write)) continue;
      const name = `${write.partition}@${revisionOf(write)}`;
      const other = owners.get(name);
      assertLazy(
        other === undefined,
        () => `two writes at ${name}: ${show(other)} and ${show(write)}`,
      );
      owners.set(name, write);
    }
  }

  /** What ended before an operation began, that operation has seen. */
  #checkRealTime(): void {
    type Point = { partition: number; startedAt: number; endedAt: number; revision: number };
    const points: (Point & { strict: boolean; what: object })[] = [];
    for (const read of this.reads) points.push({ ...read, strict: false, what: read });
    for (const write of this.writes) {
      if (write.end !== 'known') continue;
      const { partition, startedAt, endedAt } = write;
      points.push({
        partition,
        startedAt,
        endedAt,
        revision: revisionOf(write),
        strict: changed(write),
        what: write,
      });
    }
    const ends = [...points].sort((a, b) => a.endedAt - b.endedAt);
    const highest = new Map<number, (typeof points)[number]>();
    let next = 0;
    for (const point of points.sort((a, b) => a.startedAt - b.startedAt)) {
      for (let end = ends[next]; end !== undefined && end.endedAt < point.startedAt; ) {
        if (end.revision > (highest.get(end.partition)?.revision ?? -1)) {
          highest.set(end.partition, end);
        }
        end = ends[++next];
      }
      const before = highest.get(point.partition);
      if (before === undefined) continue;
      const seen = point.strict
        ? point.revision > before.revision
        : point.revision >= before.revision;
      assertLazy(
        seen,
        () => `stale: ${show(point.what)} began after ${show(before.what)} had ended`,
      );
    }
  }

  /** Acknowledged amounts count once, unknown ones once or not at all, and those that failed never. */
  #checkCounter(key: string, writes: readonly WriteEvent[]): void {
    const doubtful = writes.filter(({ end }) => end === 'unknown' || end === 'open');
    const amounts = new Set(doubtful.map(({ intent }) => amountOf(intent)).filter(Boolean));
    const states = [
      ...writes.filter(changed).map((write) => ({
        revision: revisionOf(write),
        value: write.result?.value ?? 0,
        delta: amountOf(write.intent),
      })),
      ...this.reads
        .filter((read) => read.key === key)
        .map((read) => ({
          revision: read.revision,
          value: read.record === null ? 0 : Number(fromUtf8(read.record.value)),
          delta: 0,
        })),
    ].sort((a, b) => a.revision - b.revision || b.delta - a.delta);
    let value = 0;
    for (const state of states) {
      const used = subsetOf([...amounts], state.value - value - state.delta);
      assertLazy(used !== null, () => `${key} went from ${value} to ${JSON.stringify(state)}`);
      for (const amount of used) amounts.delete(amount);
      ({ value } = state);
    }
  }

  /** What a read shows is the newest write below its revision, where all of those are known. */
  #checkRegister(key: string, writes: readonly WriteEvent[]): void {
    const known = writes
      .filter((write) => changed(write) && write.intent.kind !== 'touch')
      .sort((a, b) => revisionOf(b) - revisionOf(a));
    const doubtful = writes.filter(({ end }) => end === 'unknown' || end === 'open');
    for (const read of this.reads) {
      if (read.key !== key) continue;
      const { record } = read;
      const newest = known.find((write) => revisionOf(write) <= read.revision);
      const blame = (why: string): (() => string) => {
        return () => `${why}: ${show(read)} after ${show(newest)}`;
      };
      if (record === null) {
        if (newest === undefined || newest.intent.kind === 'delete') continue;
        const mayBeGone = doubtful.some(
          ({ intent, startedAt }) => intent.kind !== 'put' && startedAt < read.endedAt,
        );
        const replaced = doubtful.some(
          ({ intent, startedAt }) =>
            intent.kind === 'put' && intent.ttlMs > 0 && startedAt < read.endedAt,
        );
        const until = this.#expiryOf(newest, writes, read.revision);
        const expired = until !== 0 && until <= read.partitionTimeMs;
        assertLazy(mayBeGone || replaced || expired, blame('lost'));
        continue;
      }
      const due = record.expiresAt !== 0 && record.expiresAt <= read.partitionTimeMs;
      assertLazy(!due, blame('shown past its expiry'));
      assertLazy(record.modRevision <= read.revision, blame('from the future'));
      const value = fromUtf8(record.value);
      const writer = writes.find(({ intent }) => intent.kind === 'put' && intent.value === value);
      assertLazy(writer !== undefined, blame('never written'));
      assertLazy(writer.end !== 'failed', blame('its write had failed'));
      assertLazy(writer.startedAt <= read.endedAt, blame('read before it was written'));
      const agreed = writer.end !== 'known' || revisionOf(writer) === record.modRevision;
      assertLazy(agreed, blame('written at another revision'));
      assertLazy(
        newest === undefined || revisionOf(newest) <= record.modRevision,
        blame('old value'),
      );
    }
  }

  #expiryOf(put: WriteEvent, writes: readonly WriteEvent[], below: number): number {
    let last = put;
    for (const write of writes) {
      const revision = changed(write) ? revisionOf(write) : 0;
      if (write.intent.kind === 'touch' && revision <= below && revision > revisionOf(last)) {
        last = write;
      }
    }
    return last.result?.expiresAt ?? 0;
  }
}

function changed({ end, result, intent }: WriteEvent): boolean {
  if (end !== 'known' || result?.status !== 'ok' || intent.kind === 'audit') return false;
  return intent.kind !== 'delete' || result.value === 1;
}

function revisionOf(write: WriteEvent): number {
  return write.result?.revision ?? 0;
}

function amountOf(intent: Intent): number {
  if (intent.kind === 'transfer') return intent.overdraw ? 0 : intent.delta;
  return intent.kind === 'increment' ? intent.delta : 0;
}

/** Amounts are random numbers of 30 bits: a subset with the right sum is the right one. */
function subsetOf(amounts: readonly number[], sum: number): number[] | null {
  if (sum === 0) return [];
  if (sum < 0) return null;
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i] ?? 0;
    const rest = amount <= sum ? subsetOf(amounts.slice(i + 1), sum - amount) : null;
    if (rest !== null) return [amount, ...rest];
  }
  return null;
}

function show(what: object | undefined): string {
  return JSON.stringify(what, (name, value) =>
    name === 'value' && value !== null && typeof value === 'object'
      ? fromUtf8(Uint8Array.from(Object.values(value as Record<string, number>)))
      : (value as unknown),
  );
}
