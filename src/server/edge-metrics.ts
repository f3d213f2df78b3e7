import type { Abandonment } from './host/host-metrics.ts';

/** What the services and the transport count; see `metrics.ts` for the names. */
export interface EdgeMetrics {
  /** One answered operation. `code` is the gRPC code's name. */
  request(method: RequestMethod, consistency: string, code: string, durationMs: number): void;
  peerSent(bytes: number, frames: number): void;
  peerReceived(bytes: number, frames: number): void;
  /** Frames or messages that were dropped: what was queued, or what arrived and did not fit (R1). */
  peerDropped(direction: 'sent' | 'received', reason: DropReason, count: number): void;
  peerConnections(up: number): void;
  /** Operations sent on to other nodes. */
  forwarded(count: number): void;
  /** Work that was dropped before it began, because nobody waited for it any more. */
  abandoned(why: Abandonment, count: number): void;
  /** Operations in flight at the node, and how many may be. */
  pending(count: number, limit: number): void;
}

export type RequestMethod =
  | 'get'
  | 'put'
  | 'delete'
  | 'delete_range'
  | 'increment'
  | 'touch'
  | 'append'
  | 'txn'
  | 'scan'
  | 'count'
  | 'open_client'
  | 'resolve'
  /** Refused before it was known what it was. */
  | 'invalid';

export type DropReason =
  /** The link is down. */
  | 'not_connected'
  | 'queue_full'
  | 'foreign_cluster'
  | 'wrong_recipient'
  | 'unknown_sender'
  | 'wrong_incarnation'
  /** The certificate of the stream is of another node than the sender claims to be. */
  | 'wrong_certificate'
  /** An older stream of a sender that has opened a newer one. */
  | 'superseded'
  | 'malformed'
  /** This node has no identity or host yet. */
  | 'not_ready';

export const noEdgeMetrics: EdgeMetrics = {
  request: () => {},
  peerSent: () => {},
  peerReceived: () => {},
  peerDropped: () => {},
  peerConnections: () => {},
  forwarded: () => {},
  abandoned: () => {},
  pending: () => {},
};
