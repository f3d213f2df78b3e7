import { ringkv } from '#proto';
import { hex } from '../util/bytes.ts';
import { keyText } from './keys.ts';
import type { Consistency } from './options.ts';

export type Role = 'leader' | 'follower' | 'learner' | 'unknown';

/** Where and on what state an operation was evaluated: what every answer carries. */
export interface Served {
  readonly partition: number;
  /** The partition's revision right after a write, or at which a read was evaluated. */
  readonly revision: number;
  readonly term: number;
  /** The partition's clock, milliseconds since 1970: expiries are compared with it and nothing else. */
  readonly partitionTimeMs: number;
  /** Member id. */
  readonly servedBy: number;
  readonly role: Role;
  /** Hexadecimal. */
  readonly clusterId: string;
  readonly warnings: readonly string[];
}

export interface ServedRead extends Served {
  /** The level that was served. */
  readonly consistency: Consistency;
  /** Upper bound of the answer's age; null when unknown. */
  readonly stalenessMs: number | null;
}

export interface ServedWrite extends Served {
  /** An earlier try had done the work; this is its stored answer. */
  readonly deduplicated: boolean;
  /** An earlier write under the same `idempotencyKey` had done the work; this is its answer. */
  readonly replayed: boolean;
  /** With `ack: 'all'`: the members that have it durably; else empty. */
  readonly ackedBy: readonly number[];
}

/** A write that a leader has queued: what became of it, and at which revision, is not known. */
export interface AcceptedWrite {
  readonly outcome: 'unknown';
  readonly partition: number;
  readonly term: number;
  /** Member id of that leader. */
  readonly servedBy: number;
}

/** A key without its value, as it was when read. */
export interface EntryHead extends ServedRead {
  readonly key: string;
  readonly keyBytes: Uint8Array;
  /** 1 when created, +1 with every put or increment. */
  readonly version: number;
  readonly createRevision: number;
  /** What `ifRevision` compares with. */
  readonly modRevision: number;
  /** Partition time in milliseconds; null means never. */
  readonly expiresAt: number | null;
}

/** A key and its value as they were when read. */
export interface Entry<T> extends EntryHead {
  readonly value: T;
}

/** A read with what the servers said, whether or not the key exists. */
export interface Lookup<T> extends ServedRead {
  readonly entry: Entry<T> | null;
}

/** What was there when a condition failed. */
export interface Current {
  readonly version: number;
  readonly modRevision: number;
}

/** Nothing was written; `current` is null when there was no record. */
export interface ConditionFailed extends ServedWrite {
  readonly ok: false;
  readonly reason: 'condition_failed';
  readonly current: Current | null;
}

export type PutResult =
  | (ServedWrite & {
      readonly ok: true;
      readonly version: number;
      readonly expiresAt: number | null;
    })
  | ConditionFailed;

export type AppendResult =
  /** `key` is the prefix and the revision as 16 hexadecimal digits. */
  | (ServedWrite & {
      readonly ok: true;
      readonly key: string;
      readonly keyBytes: Uint8Array;
      readonly expiresAt: number | null;
    })
  /** A record stands at that key, which only a put of that very name can have left. */
  | ConditionFailed;

export type DeleteResult =
  /** `deleted` false: there was nothing to delete. */
  (ServedWrite & { readonly ok: true; readonly deleted: boolean }) | ConditionFailed;

export type IncrementResult =
  | (ServedWrite & {
      readonly ok: true;
      readonly value: number;
      readonly version: number;
      readonly expiresAt: number | null;
    })
  /** A bound was hit and nothing changed; `value` is what the counter holds. */
  | (ServedWrite & { readonly ok: false; readonly reason: 'out_of_range'; readonly value: number });

export type TouchResult =
  | (ServedWrite & {
      readonly ok: true;
      readonly version: number;
      readonly expiresAt: number | null;
    })
  | (ServedWrite & { readonly ok: false; readonly reason: 'not_found' });

/** One page of a scan: atomic per partition, not one snapshot over all of them. */
export interface Page<T> {
  readonly entries: readonly Entry<T>[];
  /** The revision at which each partition's part of the page was read. */
  readonly revisions: ReadonlyMap<number, number>;
}

const NOBODY: readonly number[] = [];

type Header = ringkv.v1.IResponseHeader | null | undefined;

const ROLES: Readonly<Record<number, Role>> = { 1: 'leader', 2: 'follower', 3: 'learner' };

const LEVELS: Readonly<Record<number, Consistency>> = {
  [ringkv.v1.ReadConsistency.LINEARIZABLE]: 'linearizable',
  [ringkv.v1.ReadConsistency.LEADER_LEASE]: 'leader_lease',
  [ringkv.v1.ReadConsistency.SESSION]: 'session',
  [ringkv.v1.ReadConsistency.BOUNDED_STALENESS]: 'bounded_staleness',
  [ringkv.v1.ReadConsistency.EVENTUAL]: 'eventual',
};

// Results of single operations are written out, one literal each: what is spread into an object is copied by a slow way,
// and these are made for every call.

export function servedRead(header: Header): ServedRead {
  return {
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    partitionTimeMs: header?.partitionTimeMs ?? 0,
    servedBy: header?.servedBy ?? 0,
    role: roleOf(header),
    clusterId: clusterIdText(header?.clusterId),
    warnings: header?.warnings ?? [],
    consistency: levelOf(header),
    stalenessMs: stalenessOf(header),
  };
}

export function servedWrite(header: Header): ServedWrite {
  return {
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    partitionTimeMs: header?.partitionTimeMs ?? 0,
    servedBy: header?.servedBy ?? 0,
    role: roleOf(header),
    clusterId: clusterIdText(header?.clusterId),
    warnings: header?.warnings ?? [],
    deduplicated: header?.deduplicated ?? false,
    replayed: header?.replayed ?? false,
    ackedBy: header?.ackedBy ?? NOBODY,
  };
}

function roleOf(header: Header): Role {
  return ROLES[header?.role ?? 0] ?? 'unknown';
}

function levelOf(header: Header): Consistency {
  return LEVELS[header?.level ?? 0] ?? 'linearizable';
}

function stalenessOf(header: Header): number | null {
  const staleness = header?.stalenessMs ?? -1;
  return staleness < 0 ? null : staleness;
}

let lastClusterId: Uint8Array = new Uint8Array();
let lastClusterIdText = '';

/** Every answer of a cluster carries the same bytes: their text is made once. */
function clusterIdText(id: Uint8Array | null | undefined): string {
  if (!id) return '';
  if (Buffer.compare(id, lastClusterId) !== 0) {
    lastClusterId = new Uint8Array(id);
    lastClusterIdText = hex(id);
  }
  return lastClusterIdText;
}

/** Of an answer about one key. */
export function entryAt<T>(
  record: ringkv.v1.IRecord,
  keyBytes: Uint8Array,
  key: string,
  value: T,
  header: Header,
): Entry<T> {
  return {
    key,
    keyBytes,
    value,
    version: record.version ?? 0,
    createRevision: record.createRevision ?? 0,
    modRevision: record.modRevision ?? 0,
    expiresAt: expiry(record.expiresAt),
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    partitionTimeMs: header?.partitionTimeMs ?? 0,
    servedBy: header?.servedBy ?? 0,
    role: roleOf(header),
    clusterId: clusterIdText(header?.clusterId),
    warnings: header?.warnings ?? [],
    consistency: levelOf(header),
    stalenessMs: stalenessOf(header),
  };
}

/** Of an answer about several keys. */
export function entryOf<T>(
  record: ringkv.v1.IRecord,
  key: { readonly text: string; readonly bytes: Uint8Array },
  value: T,
  at: ServedRead,
): Entry<T> {
  return { ...headOf(record, key, at), value };
}

export function headOf(
  record: ringkv.v1.IRecord,
  key: { readonly text: string; readonly bytes: Uint8Array },
  at: ServedRead,
): EntryHead {
  return {
    ...at,
    key: key.text,
    keyBytes: key.bytes,
    version: record.version ?? 0,
    createRevision: record.createRevision ?? 0,
    modRevision: record.modRevision ?? 0,
    expiresAt: expiry(record.expiresAt),
  };
}

export function lookupOf<T>(entry: Entry<T> | null, header: Header): Lookup<T> {
  return {
    entry,
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    partitionTimeMs: header?.partitionTimeMs ?? 0,
    servedBy: header?.servedBy ?? 0,
    role: roleOf(header),
    clusterId: clusterIdText(header?.clusterId),
    warnings: header?.warnings ?? [],
    consistency: levelOf(header),
    stalenessMs: stalenessOf(header),
  };
}

/** Expiry as users see it: null for never. */
export function expiry(ms: number | null | undefined): number | null {
  return ms ? ms : null;
}

export function putResult(response: ringkv.v1.IPutResponse | null | undefined): PutResult {
  const header = response?.header;
  if (!response?.succeeded) return conditionFailed(header, response?.current);
  return {
    ok: true,
    version: response.version ?? 0,
    expiresAt: expiry(response.expiresAt),
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    partitionTimeMs: header?.partitionTimeMs ?? 0,
    servedBy: header?.servedBy ?? 0,
    role: roleOf(header),
    clusterId: clusterIdText(header?.clusterId),
    warnings: header?.warnings ?? [],
    deduplicated: header?.deduplicated ?? false,
    replayed: header?.replayed ?? false,
    ackedBy: header?.ackedBy ?? NOBODY,
  };
}

export function appendResult(response: ringkv.v1.IAppendResponse | null | undefined): AppendResult {
  const header = response?.header;
  if (!response?.succeeded) return conditionFailed(header, response?.current);
  const keyBytes = new Uint8Array(response.key ?? []);
  const expiresAt = expiry(response.expiresAt);
  return { ...servedWrite(header), ok: true, key: keyText(keyBytes), keyBytes, expiresAt };
}

export function deleteResult(response: ringkv.v1.IDeleteResponse | null | undefined): DeleteResult {
  const header = response?.header;
  if (!response?.succeeded) return conditionFailed(header, response?.current);
  return { ...servedWrite(header), ok: true, deleted: response.deleted ?? false };
}

export function incrementResult(
  response: ringkv.v1.IIncrementResponse | null | undefined,
): IncrementResult {
  const header = response?.header;
  const value = response?.value ?? 0;
  if (!response?.succeeded) {
    return { ...servedWrite(header), ok: false, reason: 'out_of_range', value };
  }
  return {
    ok: true,
    value,
    version: response.version ?? 0,
    expiresAt: expiry(response.expiresAt),
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    partitionTimeMs: header?.partitionTimeMs ?? 0,
    servedBy: header?.servedBy ?? 0,
    role: roleOf(header),
    clusterId: clusterIdText(header?.clusterId),
    warnings: header?.warnings ?? [],
    deduplicated: header?.deduplicated ?? false,
    replayed: header?.replayed ?? false,
    ackedBy: header?.ackedBy ?? NOBODY,
  };
}

export function touchResult(response: ringkv.v1.ITouchResponse | null | undefined): TouchResult {
  const at = servedWrite(response?.header);
  if (!response?.found) return { ...at, ok: false, reason: 'not_found' };
  return {
    ...at,
    ok: true,
    version: response.version ?? 0,
    expiresAt: expiry(response.expiresAt),
  };
}

export function acceptedWrite(
  response: { readonly header?: Header } | null | undefined,
): AcceptedWrite {
  const { partition, term, servedBy } = response?.header ?? {};
  return {
    outcome: 'unknown',
    partition: partition ?? 0,
    term: term ?? 0,
    servedBy: servedBy ?? 0,
  };
}

function conditionFailed(
  header: Header,
  current: ringkv.v1.ICurrentRecord | null | undefined,
): ConditionFailed {
  return {
    ...servedWrite(header),
    ok: false,
    reason: 'condition_failed',
    current: current
      ? { version: current.version ?? 0, modRevision: current.modRevision ?? 0 }
      : null,
  };
}
