import type { Message, SnapshotMeta } from '../../raft/index.ts';

/**
 * How a node reaches its peers, injected (R42). Frames to one peer arrive in order or not at all; a frame may be
 * lost whenever its stream breaks. Member ids name nodes; replica ids live inside the messages.
 */
export interface Net {
  /** Queues for a peer; leaves at the end of the event-loop turn. Dropped without notice past the queue's limit. */
  send(member: number, frame: Frame): void;
  /** The peers to keep connections to, by member id; called again whenever the topology changes them. */
  setPeers(peers: readonly PeerAddress[]): void;
  /** Pulls a snapshot from a peer. Calls into `receiver` until `end` or `failed`, from the event loop. */
  fetchSnapshot(member: number, ask: SnapshotAsk, receiver: SnapshotReceiver): SnapshotTransfer;
}

export interface PeerAddress {
  readonly member: number;
  readonly name: string;
  readonly address: string;
  /** Of its data directory, hexadecimal. Frames from another incarnation are dropped (R1). */
  readonly incarnation: string;
}

/** What the network tells the host. All calls come from the event loop, never from within `send`. */
export interface NetEvents {
  frame(member: number, frame: Frame): void;
  /**
   * `up`: frames flow. `broken`: the stream ended, messages were lost. `refused`: a new connection was refused or
   * reset right after accept: the process is gone (R7).
   */
  peerState(member: number, state: 'up' | 'broken' | 'refused'): void;
}

/** All parts are optional: what one turn has for one peer. */
export interface Frame {
  readonly epoch: number;
  readonly messages: readonly GroupMessage[];
  readonly heartbeat: Heartbeat | null;
  readonly heartbeatAck: HeartbeatAck | null;
  /** An encoded ringkv.v1.Topology that the receiver may not have. */
  readonly topology: Uint8Array | null;
  /** An encoded ringkv.v1.ClusterKeys that the receiver may not have. */
  readonly keys?: Uint8Array | null;
}

export const emptyFrame: Frame = {
  epoch: 0,
  messages: [],
  heartbeat: null,
  heartbeatAck: null,
  topology: null,
};

export interface GroupMessage {
  readonly group: number;
  readonly message: Message;
}

/** One for all groups that two nodes share (R5). */
export interface Heartbeat {
  /** The sender's monotonic clock, echoed in the acknowledgement. */
  readonly sentAt: number;
  readonly wallMs: number;
  readonly claimsVersion: number;
  /** The groups led by the sender; null when the receiver has acknowledged this version. */
  readonly claims: readonly Claim[] | null;
  readonly topologyEpoch: number;
  /** Of the sender's {@link SharedKeys}; 0 or absent for none. */
  readonly keysRevision?: number;
}

/** What the nodes of a cluster tell one another and nobody else. */
export interface SharedKeys {
  /** 0 while none are known. */
  readonly revision: number;
  /** An encoded ringkv.v1.ClusterKeys. */
  readonly encoded: Uint8Array | null;
  received(encoded: Uint8Array): void;
}

export interface Claim {
  readonly group: number;
  readonly term: number;
  readonly replica: number;
}

export interface HeartbeatAck {
  readonly sentAt: number;
  /** Of the process whose heartbeat this acknowledges: late acknowledgements of a former process do not count. */
  readonly epoch: number;
  readonly claimsVersion: number;
  readonly notFollowing: readonly number[];
}

/** Names a snapshot for as long as the process that made it keeps it. */
export interface SnapshotId {
  /** Of that process. */
  readonly epoch: number;
  readonly number: number;
}

/** A chunk of a snapshot. */
export interface SnapshotPoint {
  readonly id: SnapshotId;
  readonly sequence: number;
}

export interface SnapshotAsk {
  readonly group: number;
  /** At this index or above. */
  readonly index: number;
  /** The snapshot that broke off, and the chunk that is due. A sender that does not have it any more begins another. */
  readonly resume: SnapshotPoint | null;
}

/**
 * Why a pull ended early. `broken`: the stream, the link or the sender's process; what was there may go on. `busy`: the
 * sender sends as many as it may. `refused`: it has no such snapshot, cannot read it, or sent nonsense.
 */
export type PullFailure = 'broken' | 'busy' | 'refused';

export interface SnapshotReceiver {
  /** First of all: what is sent, and the chunk that comes first; null when its sender keeps nothing to go on with. */
  meta(meta: SnapshotMeta, at: SnapshotPoint | null): void;
  /** The next chunk comes only after `SnapshotTransfer.resume()`. */
  chunk(bytes: Uint8Array): void;
  end(): void;
  failed(why: PullFailure, reason: string): void;
}

export interface SnapshotTransfer {
  resume(): void;
  cancel(): void;
}
