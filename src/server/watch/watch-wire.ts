import { Writer } from 'protobufjs/minimal.js';
import { ringkv } from '#proto';
import { asBuffer } from '../../rpc/index.ts';
import type { ChangeEvent } from '../../storage/index.ts';
import { emptyBytes } from '../../util/bytes.ts';
import type {
  MatchedEvent,
  WatchEndReason,
  WatchMessage,
  WatchSpec,
} from '../host/watch/watch-types.ts';
import { wireRecord } from '../wire-record.ts';
import { kindOfEvent } from './watch-request.ts';

const v1 = ringkv.v1;

const wireEnd: Readonly<Record<WatchEndReason, ringkv.v1.WatchEnd>> = {
  compacted: v1.WatchEnd.WATCH_COMPACTED,
  leaderless: v1.WatchEnd.LEADERLESS,
  no_replica: v1.WatchEnd.NO_REPLICA,
  future_position: v1.WatchEnd.WATCH_FUTURE_POSITION,
  node_stopping: v1.WatchEnd.NODE_STOPPING,
};

type Response = ringkv.v1.WatchResponse.$Properties;

export function encodeResponse(response: Response): Buffer {
  return asBuffer(v1.WatchResponse.encode(response).finish());
}

/** A message of the host as one WatchResponse; whoever gets it decides what becomes of an end. */
export function encodeMessage(message: Exclude<WatchMessage, Ended>): Buffer {
  switch (message.type) {
    case 'events':
      return encodeEvents(message);
    case 'records': {
      const { watch, partition, revision, records, scannedTo } = message;
      const { watchId } = watch;
      const shown = watch.keysOnly
        ? records.map((record) => ({ ...record, value: emptyBytes() }))
        : records;
      const wire = { watchId, partition, revision, records: shown.map(wireRecord) };
      return encodeResponse({ records: { ...wire, scannedTo: scannedTo ?? emptyBytes() } });
    }
    case 'synced': {
      const { watch, partition, revision } = message;
      return encodeResponse({ synced: { watchId: watch.watchId, partition, revision } });
    }
    case 'progress': {
      const partitions = message.partitions.map(({ partition, revision, timeMs }) => ({
        partition,
        revision,
        partitionTimeMs: timeMs,
      }));
      return encodeResponse({ progress: { partitions } });
    }
  }
}

type Ended = Extract<WatchMessage, { type: 'ended' }>;

/** `leader`: member id, 0 for unknown. */
export function wireEnded(
  { watch, partition, reason, oldest, message }: Ended,
  leader: number,
): ringkv.v1.WatchEnded.$Properties {
  const { watchId } = watch;
  return { watchId, partition, reason: wireEnd[reason], oldest, leader, message };
}

/** As field << 3 | wire type, as protobuf has it: 2 for what has a length, 0 for a number. */
const tag = { events: 26, partition: 8, revision: 16, more: 24, event: 34, body: 10, watchIds: 18 };

/** By hand, because an event is encoded once, however many streams it goes to: its bytes are put in as they are. */
function encodeEvents(message: Extract<WatchMessage, { type: 'events' }>): Buffer {
  const { partition, revision, more, events } = message;
  const writer = Writer.create();
  writer.uint32(tag.events).fork();
  writer.uint32(tag.partition).uint32(partition).uint32(tag.revision).uint64(revision);
  if (more) writer.uint32(tag.more).bool(true);
  for (const item of events) {
    for (const [body, watches] of bodiesOf(item)) {
      writer.uint32(tag.event).fork().uint32(tag.body).bytes(body);
      writer.uint32(tag.watchIds).fork();
      for (const { watchId } of watches) writer.uint32(watchId);
      writer.ldelim().ldelim();
    }
  }
  return asBuffer(writer.ldelim().finish());
}

/** Watches that want no values get the event without it. */
function bodiesOf({ event, watches }: MatchedEvent): [Uint8Array, readonly WatchSpec[]][] {
  const isMixed = watches.some(({ keysOnly }) => keysOnly);
  if (!isMixed) return [[encodedEvent(event, false), watches]];
  const [whole, keys] = [false, true].map((keysOnly) =>
    watches.filter((one) => one.keysOnly === keysOnly),
  );
  const bodies: [Uint8Array, readonly WatchSpec[]][] = [];
  if (whole !== undefined && whole.length > 0) bodies.push([encodedEvent(event, false), whole]);
  if (keys !== undefined && keys.length > 0) bodies.push([encodedEvent(event, true), keys]);
  return bodies;
}

/** They go with their events. */
const encodedWhole = new WeakMap<ChangeEvent, Uint8Array>();
const encodedKeys = new WeakMap<ChangeEvent, Uint8Array>();

function encodedEvent(event: ChangeEvent, keysOnly: boolean): Uint8Array {
  const encoded = keysOnly ? encodedKeys : encodedWhole;
  const known = encoded.get(event);
  if (known !== undefined) return known;
  const { key, revision, version, createRevision, modRevision, expiresAt, timeMs } = event;
  const bytes = v1.Event.encode({
    kind: kindOfEvent[event.kind],
    key,
    value: keysOnly ? emptyBytes() : event.value,
    revision,
    version,
    createRevision,
    modRevision,
    expiresAt,
    partitionTimeMs: timeMs,
  }).finish();
  encoded.set(event, bytes);
  return bytes;
}
