import { ringkv } from '#proto';
import {
  decodeConf,
  type Entry,
  type EntryKind,
  encodeConf,
  type Message,
  type MessageType,
  type SnapshotMeta,
} from '../raft/index.ts';
import type {
  Claim,
  Frame,
  GroupMessage,
  Heartbeat,
  HeartbeatAck,
  SnapshotPoint,
} from './host/net.ts';
import type { NodeIdentity } from './topology-view.ts';
import { plainBytes } from './validate.ts';

type WireFrame = ringkv.v1.PeerFrame.$Properties;
type WireMessage = ringkv.v1.RaftMessage.$Properties;

/** What one turn has for one peer, still in parts. */
export interface FrameParts {
  readonly messages: readonly GroupMessage[];
  readonly heartbeat: Heartbeat | null;
  readonly heartbeatAck: HeartbeatAck | null;
  readonly topology: Uint8Array | null;
  readonly keys?: Uint8Array | null;
}

/** R1: the header names cluster, sender, receiver and the sender's incarnation on every frame. */
export function encodeFrame(identity: NodeIdentity, to: number, parts: FrameParts): Buffer {
  const frame: WireFrame = {
    clusterId: identity.clusterId,
    fromMember: identity.member,
    toMember: to,
    incarnation: identity.incarnation,
    epoch: identity.epoch,
    messages: parts.messages.map(encodeMessage),
  };
  if (parts.heartbeat !== null) frame.heartbeat = encodeHeartbeat(parts.heartbeat);
  if (parts.heartbeatAck !== null) frame.heartbeatAck = encodeAck(parts.heartbeatAck);
  if (parts.topology !== null) frame.topology = ringkv.v1.Topology.decode(parts.topology);
  if (parts.keys) frame.keys = ringkv.v1.ClusterKeys.decode(parts.keys);
  const bytes = ringkv.v1.PeerFrame.encode(frame).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function encodeMessage({ group, message }: GroupMessage): WireMessage {
  const { snapshot, entries } = message;
  return {
    group,
    type: message.type,
    from: message.from,
    to: message.to,
    term: message.term,
    index: message.index,
    logTerm: message.logTerm,
    commit: message.commit,
    commitTerm: message.commitTerm,
    hint: message.hint,
    context: message.context,
    life: message.life,
    session: message.session,
    reject: message.reject,
    force: message.force,
    promise: message.promise,
    // An entry's index follows from its place: index + 1, index + 2, ...
    entries:
      entries.length === 0 ? [] : entries.map(({ term, kind, data }) => ({ term, kind, data })),
    snapshot: snapshot === null ? null : encodeSnapshotMeta(snapshot),
  };
}

export function encodeSnapshotMeta(meta: SnapshotMeta): ringkv.v1.RaftSnapshot.$Properties {
  return { index: meta.index, term: meta.term, conf: encodeConf(meta.conf) };
}

/** Null for what no node of ours sends. */
export function decodeSnapshotMeta(wire: ringkv.v1.RaftSnapshot.$Properties): SnapshotMeta | null {
  const conf = decodeConf(plainBytes(wire.conf));
  const index = wire.index ?? 0;
  const term = wire.term ?? 0;
  return conf === null || !isCount(index) || !isCount(term) ? null : { index, term, conf };
}

export function encodeSnapshotPoint({
  id,
  sequence,
}: SnapshotPoint): ringkv.v1.SnapshotPoint.$Properties {
  return { ...id, sequence };
}

/** Null for what no node of ours sends. */
export function decodeSnapshotPoint(
  wire: ringkv.v1.SnapshotPoint.$Properties,
): SnapshotPoint | null {
  const epoch = wire.epoch ?? 0;
  const number = wire.number ?? 0;
  const sequence = wire.sequence ?? 0;
  const sound = epoch !== 0 && isCount(epoch) && isCount(number) && isCount(sequence);
  return sound ? { id: { epoch, number }, sequence } : null;
}

/** Times are cut to whole milliseconds: an echoed time then never lies after the one that was measured. */
function encodeHeartbeat(beat: Heartbeat): ringkv.v1.Heartbeat.$Properties {
  return {
    sentAt: Math.floor(beat.sentAt),
    wallMs: Math.floor(beat.wallMs),
    claimsVersion: beat.claimsVersion,
    hasClaims: beat.claims !== null,
    claims: beat.claims === null ? [] : [...beat.claims],
    topologyEpoch: beat.topologyEpoch,
    keysRevision: beat.keysRevision ?? 0,
  };
}

function encodeAck(ack: HeartbeatAck): ringkv.v1.HeartbeatAck.$Properties {
  const { epoch, claimsVersion, notFollowing } = ack;
  return { sentAt: Math.floor(ack.sentAt), epoch, claimsVersion, notFollowing: [...notFollowing] };
}

/** The frame as the host takes it, or null when any part of it is not what a node of ours sends. */
export function decodeFrame(wire: WireFrame): Frame | null {
  const messages: GroupMessage[] = [];
  for (const item of wire.messages ?? []) {
    const message = decodeMessage(item);
    if (message === null) return null;
    messages.push({ group: item.group ?? 0, message });
  }
  const heartbeat = wire.heartbeat ? decodeHeartbeat(wire.heartbeat) : null;
  const heartbeatAck = wire.heartbeatAck ? decodeAck(wire.heartbeatAck) : null;
  const lost = (wire.heartbeat && !heartbeat) || (wire.heartbeatAck && !heartbeatAck);
  const epoch = wire.epoch ?? 0;
  if (lost || !isCount(epoch)) return null;
  const topology = wire.topology
    ? plainBytes(ringkv.v1.Topology.encode(wire.topology).finish())
    : null;
  const frame = { epoch, messages, heartbeat, heartbeatAck, topology };
  if (!wire.keys) return frame;
  return { ...frame, keys: plainBytes(ringkv.v1.ClusterKeys.encode(wire.keys).finish()) };
}

const noEntries: readonly Entry[] = [];

function decodeMessage(wire: WireMessage): Message | null {
  const type = messageTypeOf(wire.type ?? 0);
  const snapshot = wire.snapshot ? decodeSnapshotMeta(wire.snapshot) : null;
  if (type === null || (wire.snapshot && snapshot === null)) return null;
  const entries = wire.entries?.length ? decodeEntries(wire) : noEntries;
  if (entries === null) return null;
  const message: Message = {
    type,
    from: wire.from ?? 0,
    to: wire.to ?? 0,
    term: wire.term ?? 0,
    index: wire.index ?? 0,
    logTerm: wire.logTerm ?? 0,
    commit: wire.commit ?? 0,
    commitTerm: wire.commitTerm ?? 0,
    hint: wire.hint ?? 0,
    context: wire.context ?? 0,
    life: wire.life ?? 0,
    session: wire.session ?? 0,
    reject: wire.reject ?? false,
    force: wire.force ?? false,
    promise: wire.promise ?? false,
    entries,
    snapshot,
  };
  const sound =
    isCount(message.term) &&
    isCount(message.index) &&
    isCount(message.logTerm) &&
    isCount(message.commit) &&
    isCount(message.commitTerm) &&
    isCount(message.hint) &&
    isCount(message.context) &&
    isCount(message.life) &&
    isCount(message.session);
  return sound ? message : null;
}

function decodeEntries(wire: WireMessage): Entry[] | null {
  const entries: Entry[] = [];
  let index = wire.index ?? 0;
  for (const entry of wire.entries ?? []) {
    const kind = entryKindOf(entry.kind ?? 0);
    const term = entry.term ?? 0;
    index++;
    if (kind === null || !isCount(term) || !isCount(index)) return null;
    entries.push({ index, term, kind, data: ownedBytes(entry.data) });
  }
  return entries;
}

/**
 * Decoded bytes are views of the received message, and the core keeps entries for followers that lag: a small entry
 * must not keep a frame of a megabyte alive.
 */
function ownedBytes(data: Uint8Array | null | undefined): Uint8Array {
  const bytes = plainBytes(data);
  return bytes.length * 2 < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;
}

function decodeHeartbeat(wire: ringkv.v1.Heartbeat.$Properties): Heartbeat | null {
  const claims: Claim[] = [];
  for (const { group, term, replica } of wire.claims ?? []) {
    claims.push({ group: group ?? 0, term: term ?? 0, replica: replica ?? 0 });
  }
  const beat: Heartbeat = {
    sentAt: wire.sentAt ?? 0,
    wallMs: wire.wallMs ?? 0,
    claimsVersion: wire.claimsVersion ?? 0,
    claims: wire.hasClaims ? claims : null,
    topologyEpoch: wire.topologyEpoch ?? 0,
    keysRevision: wire.keysRevision ?? 0,
  };
  const sound =
    isCount(beat.sentAt) &&
    isCount(beat.wallMs) &&
    isCount(beat.claimsVersion) &&
    isCount(beat.topologyEpoch) &&
    isCount(beat.keysRevision ?? 0) &&
    claims.every(({ term }) => isCount(term));
  return sound ? beat : null;
}

function decodeAck(wire: ringkv.v1.HeartbeatAck.$Properties): HeartbeatAck | null {
  const { sentAt, epoch, claimsVersion } = wire;
  const ack: HeartbeatAck = {
    sentAt: sentAt ?? 0,
    epoch: epoch ?? 0,
    claimsVersion: claimsVersion ?? 0,
    notFollowing: wire.notFollowing ?? [],
  };
  return isCount(ack.sentAt) && isCount(ack.epoch) && isCount(ack.claimsVersion) ? ack : null;
}

/** Rough bytes of a message on the wire: what queues and frames are limited by. */
export function messageBytes({ message }: GroupMessage): number {
  let bytes = 64 + (message.snapshot === null ? 0 : 64);
  for (const { data } of message.entries) bytes += data.length + 16;
  return bytes;
}

export function frameBytes(frame: FrameParts): number {
  let bytes = 64 + (frame.topology?.length ?? 0) + (frame.keys?.length ?? 0);
  for (const message of frame.messages) bytes += messageBytes(message);
  if (frame.heartbeat !== null) bytes += 32 + 12 * (frame.heartbeat.claims?.length ?? 0);
  if (frame.heartbeatAck !== null) bytes += 32 + 4 * frame.heartbeatAck.notFollowing.length;
  return bytes;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function messageTypeOf(value: number): MessageType | null {
  return Number.isInteger(value) && value >= 1 && value <= 14 ? (value as MessageType) : null;
}

function entryKindOf(value: number): EntryKind | null {
  return value === 0 || value === 1 || value === 2 ? value : null;
}
