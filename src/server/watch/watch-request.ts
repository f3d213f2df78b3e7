import { ringkv } from '#proto';
import { fixesRouting, partitionOf } from '../../ring/index.ts';
import { type ChangeKind, text } from '../../storage/index.ts';
import { equalBytes } from '../../util/bytes.ts';
import type { Hash32 } from '../../util/hash.ts';
import { requestLimits } from '../../util/limits.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { WatchPosition, WatchSpec, WatchTarget } from '../host/watch/watch-types.ts';
import { readHeader } from '../request-header.ts';
import type { TopologyView } from '../topology-view.ts';
import {
  checkKey,
  checkKeyPart,
  checkPartition,
  invalid,
  plainBytes,
  safeCount,
} from '../validate.ts';

type Create = ringkv.v1.WatchCreate.$Properties;

/** A watch as it was asked for, after validation. */
export interface WatchPlan {
  readonly type: 'plan';
  readonly spec: WatchSpec;
  readonly partitions: readonly number[];
  readonly positions: ReadonlyMap<number, WatchPosition>;
  readonly direct: boolean;
}

export const kindOfEvent: Readonly<Record<ChangeKind, ringkv.v1.EventKind>> = {
  put: ringkv.v1.EventKind.EVENT_PUT,
  delete: ringkv.v1.EventKind.EVENT_DELETE,
  expire: ringkv.v1.EventKind.EVENT_EXPIRE,
  touch: ringkv.v1.EventKind.EVENT_TOUCH,
};

/** Fields of a header that mean nothing for a watch: a value that is ignored today would change its meaning tomorrow (R41). */
const unused = [
  'clientId',
  'sequence',
  'sequenceFloor',
  'consistency',
  'ack',
  'direct',
  'hops',
  'timeoutMs',
  'sessionToken',
  'maxStalenessMs',
  'replica',
  'strictAll',
] as const;

export function readWatch(create: Create, view: TopologyView, hash: Hash32): WatchPlan | Refusal {
  if (view.epoch === 0) return refuse('NOT_READY', 'the node has no topology yet');
  const context = readHeader(create.header);
  if (context.type === 'refused') return context;
  const wrongField = unused.find((name) => isSet(create.header?.[name]));
  if (wrongField !== undefined) return invalid(`the header of a watch has no ${wrongField}`);
  const watchId = create.watchId ?? 0;
  if (watchId === 0) return invalid('watch_id must not be 0');
  const target = readTarget(create);
  if (target.type === 'refused') return target;
  const partitions = partitionsOf(create, target, view, hash);
  if ('type' in partitions) return partitions;
  const positions = readCursor(plainBytes(create.cursor), view);
  if ('type' in positions) return positions;
  const without = readKinds(create.without ?? []);
  if ('type' in without) return without;
  const { initial = false, keysOnly = false, direct = false } = create;
  const spec = { watchId, target, without, initial: initial === true, keysOnly: keysOnly === true };
  return { type: 'plan', spec, partitions, positions, direct: direct === true };
}

function isSet(value: unknown): boolean {
  return value instanceof Uint8Array ? value.length > 0 : Boolean(value);
}

function readTarget({ key, prefix }: Create): WatchTarget | Refusal {
  if (key !== null && key !== undefined) {
    return checkKey(plainBytes(key)) ?? { type: 'key', name: text(key) };
  }
  if (prefix === null || prefix === undefined) return invalid('a watch needs a key or a prefix');
  return checkKeyPart(plainBytes(prefix), 'the prefix') ?? { type: 'prefix', name: text(prefix) };
}

/** One for a key and for a prefix whose routing part is whole (R26), else all; of these, the ones that were named. */
function partitionsOf(
  create: Create,
  target: WatchTarget,
  { partitions }: TopologyView,
  hash: Hash32,
): readonly number[] | Refusal {
  const bytes = Buffer.from(target.name, 'latin1');
  const isWhole = target.type === 'key' || fixesRouting(bytes);
  const only = isWhole ? partitionOf(bytes, partitions, hash) : null;
  const named = create.partitions ?? [];
  for (const partition of named) {
    const wrong = checkPartition(partition, partitions);
    if (wrong !== null) return wrong;
    if (only !== null && partition !== only) {
      return invalid(`all keys of this watch are in partition ${only}, none in ${partition}`);
    }
  }
  if (named.length > 0) return [...new Set(named)];
  return only === null ? Array.from({ length: partitions }, (_, partition) => partition) : [only];
}

function readCursor(
  cursor: Uint8Array,
  { clusterId, partitions }: TopologyView,
): ReadonlyMap<number, WatchPosition> | Refusal {
  const positions = new Map<number, WatchPosition>();
  if (cursor.length === 0) return positions;
  const { watchCursorBytes } = requestLimits;
  if (cursor.length > watchCursorBytes) {
    const message = `cursor has ${cursor.length} bytes, the limit is ${watchCursorBytes}`;
    return refuse('INVALID_REQUEST', message, watchCursorBytes, cursor.length);
  }
  let decoded: ringkv.v1.WatchCursor.$Properties;
  try {
    decoded = ringkv.v1.WatchCursor.decode(cursor);
  } catch {
    return invalid('cursor is malformed');
  }
  if (!equalBytes(plainBytes(decoded.clusterId), clusterId)) {
    return refuse('TOKEN_FOREIGN_CLUSTER', 'cursor was given by another cluster');
  }
  for (const { partition = 0, revision, scannedTo } of decoded.positions ?? []) {
    const wrong =
      checkPartition(partition ?? 0, partitions) ??
      safeCount(revision, 'a revision of cursor') ??
      checkKeyPart(plainBytes(scannedTo), 'scanned_to');
    if (wrong !== null) return wrong;
    const key = plainBytes(scannedTo);
    positions.set(partition ?? 0, {
      revision: revision ?? 0,
      scannedTo: key.length === 0 ? null : new Uint8Array(key),
    });
  }
  return positions;
}

function readKinds(without: readonly ringkv.v1.EventKind[]): ReadonlySet<ChangeKind> | Refusal {
  const kinds = new Set<ChangeKind>();
  for (const wire of without) {
    const known = Object.entries(kindOfEvent).find(([, kind]) => kind === wire);
    if (known === undefined) return invalid(`unknown kind of event ${wire}`);
    kinds.add(known[0] as ChangeKind);
  }
  return kinds;
}
