import type { Asked, ClientOperation } from '../clients/history.ts';
import { readings } from '../clients/reading.ts';
import { effectsOf, type OpenWrite, openWriteOf } from './open-writes.ts';
import { factsOfPage, factsOfRecord } from './read-facts.ts';
import { factsOfWrite, keyOfAppend } from './write-facts.ts';

/** A record as far as an answer tells about it. */
export interface Seen {
  readonly value?: string;
  readonly version?: number;
  readonly createRevision?: number;
  readonly modRevision?: number;
  readonly expiresAt?: number;
}

/** What one answer says about one key in the state of its partition at one revision. */
export interface Sight {
  readonly key: string;
  readonly revision: number;
  /** Null: there was none. */
  readonly record: Seen | null;
  readonly by: ClientOperation;
  /** Partition time of that state, or a later one. */
  readonly timeMs: number;
  /** The time is of that very state, and keys whose time had come were ended before (R29). */
  readonly isTimely: boolean;
}

/** What one answer says that it did to one key. */
export interface Change {
  readonly key: string;
  readonly revision: number;
  /** A touch leaves value, version and modRevision alone (R30). */
  readonly kind: 'write' | 'touch';
  /** Null: it is gone. */
  readonly after: Seen | null;
  readonly by: ClientOperation;
}

/** An answer and the revision that it speaks of. */
export interface Point {
  readonly operation: ClientOperation;
  readonly revision: number;
  /** The revision is its own; else it only looked. */
  readonly changes: boolean;
  /** It must see what was answered before it began. */
  readonly isStrict: boolean;
}

/** All that is known of one partition. */
export interface PartitionFacts {
  readonly partition: number;
  /** In order of begin. */
  readonly points: Point[];
  /** The same in order of end, and in the order in which processes served them. */
  readonly byEnd: Point[];
  readonly byServed: Point[];
  readonly changes: Change[];
  readonly sights: Sight[];
  /** What may have changed something without anybody being told. */
  readonly open: OpenWrite[];
}

/** Collects what one answer says. */
export interface FactSink {
  readonly by: ClientOperation;
  sight(key: string, revision: number, record: Seen | null): void;
  change(key: string, revision: number, kind: Change['kind'], after: Seen | null): void;
}

/** Taken apart: every answer becomes statements about keys at revisions, which the checkers hold against each other. */
export function factsOf(operations: readonly ClientOperation[]): PartitionFacts[] {
  const partitions = new Map<number, PartitionFacts>();
  const keys = keysOf(operations);
  for (const operation of operations) {
    const { partition, outcome, asked } = operation;
    let facts = partitions.get(partition);
    if (facts === undefined) {
      facts = { partition, points: [], byEnd: [], byServed: [], changes: [], sights: [], open: [] };
      partitions.set(partition, facts);
    }
    if (outcome === 'ok') add(facts, operation, keys.get(partition) ?? new Set());
    else if (outcome !== 'fail') {
      const open = openWriteOf(operation, asked);
      if (open !== null) facts.open.push(open);
    }
  }
  for (const { points, byEnd, byServed } of partitions.values()) {
    byEnd.push(...points.toSorted((a, b) => a.operation.completed - b.operation.completed));
    byServed.push(...points.toSorted((a, b) => servedAt(a) - servedAt(b)));
  }
  return [...partitions.values()].sort((a, b) => a.partition - b.partition);
}

function add(facts: PartitionFacts, by: ClientOperation, keys: ReadonlySet<string>): void {
  const { answer, asked } = by;
  if (answer === null) return;
  const { reply } = answer;
  const revision = reply.type === 'written' ? reply.result.revision : reply.at.revision;
  const isStored = reply.type === 'written' && reply.result.deduplicated;
  const isTimely = isStrict(asked) && !isStored;
  const timeMs = reply.at.partitionTimeMs;
  let changes = false;
  const sink: FactSink = {
    by,
    sight: (key, at, record) =>
      facts.sights.push({ key, revision: at, record, by, timeMs, isTimely }),
    change: (key, at, kind, after) => {
      changes = true;
      facts.changes.push({ key, revision: at, kind, after, by });
    },
  };
  if (reply.type === 'record' && asked.type === 'get') {
    factsOfRecord(sink, asked.key, revision, reply.record);
  } else if (reply.type === 'page' && asked.type === 'scan') {
    factsOfPage(sink, asked.prefix, revision, reply, keys);
  } else if (reply.type === 'written' && asked.type !== 'get' && asked.type !== 'scan') {
    factsOfWrite(sink, asked, reply.result);
  } else throw new Error(`a ${reply.type} in answer to a ${asked.type}`);
  facts.points.push({ operation: by, revision, changes, isStrict: isStrict(asked) });
}

/** When its process answered it, in the order of everything. */
export function servedAt({ operation }: Point): number {
  return operation.answer?.served ?? Number.POSITIVE_INFINITY;
}

export function isStrict(asked: Asked): boolean {
  return asked.type === 'get' || asked.type === 'scan' ? readings[asked.mode].isStrict : true;
}

/** By partition, the keys that clients named: a page also tells which of them are not there. */
function keysOf(operations: readonly ClientOperation[]): Map<number, Set<string>> {
  const keys = new Map<number, Set<string>>();
  for (const { partition, asked, answer } of operations) {
    let known = keys.get(partition);
    if (known === undefined) {
      known = new Set();
      keys.set(partition, known);
    }
    if (asked.type === 'append') {
      if (answer?.reply.type === 'written') known.add(keyOfAppend(asked, answer.reply.result));
    } else if ('key' in asked) known.add(asked.key);
    else for (const { key } of effectsOf(asked)) known.add(key);
  }
  return keys;
}
