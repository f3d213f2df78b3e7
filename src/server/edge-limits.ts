/**
 * Limits of a node's outside: streams, forwarding, links and timeouts between nodes. What clients see is in
 * `util/limits.ts`; everything here protects a node from its neighbours and its own queues.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

export const edgeLimits = {
  /** Operations of one Pipeline stream that are unanswered or whose answers wait; past it the stream is not read. */
  streamOperations: 16_384,
  /**
   * Answers of one stream that wait for its reader. From a quarter of it on the stream is not read; past it reads are answered
   * with OVERLOADED instead of their records; past twice as much, which writes that answer records can come to, it is ended.
   */
  streamAnswerBytes: 16 * MIB,
  /** The same for all streams of a node together: past it each of them that holds more than one message. */
  answerBytes: 64 * MIB,
  /** One PipelineResponse; a single larger result goes alone. */
  responseBytes: 1 * MIB,
  /** Operations on their way to one other node. */
  forwardOperations: 16_384,
  /** Keys and values queued for one other node while its stream is opening or pushes back. */
  forwardQueueBytes: 32 * MIB,
  /** One forwarded PipelineRequest. */
  forwardMessageBytes: 1 * MIB,
  /** A connection attempt that takes longer is given up: the address swallows packets. */
  connectMs: 2_000,
  /** Between two attempts to reach a peer. */
  reconnectMinMs: 50,
  reconnectMaxMs: 1_000,
  /** After this many failed attempts the pause starts to double: the first seconds decide a failover. */
  reconnectQuickAttempts: 20,
  /** A snapshot's stream without a sign of life for this long has failed. */
  snapshotStallMs: 10_000,
  /** Whoever has no chunk to send, because the budget is spent, shows that it lives. */
  snapshotSignMs: 2_500,
  /** Partitions that one Scan asks at a time: bounds the pages it holds before they are merged. */
  scanFanOut: 64,
  scanPageDefault: 100,
  /** ScanStream calls of one node at a time: each holds a page while its reader does not read. */
  scanStreams: 256,
  /** Partitions that one page of a count goes through, one after the other. */
  countPartitions: 256,
  /** Keys of one BatchGet that are asked for at a time, by the size of what was found: bounds what it holds beside its answer. */
  batchFanOutMin: 4,
  batchFanOutMax: 32,
  /** Nodes answer for GetStatus within this, or are shown as down. */
  nodeStatusMs: 500,
  /** Connections to the HTTP port, and what bodies on it may hold together. */
  httpConnections: 1_024,
  httpBodyBytes: 64 * MIB,
  /** A client that takes longer to send a request is cut off. */
  httpRequestMs: 30_000,
  /** A TLS handshake that takes longer is given up: whoever connects and says nothing holds a socket. */
  tlsHandshakeMs: 5_000,
  /** Connections without a good certificate that are told so; further ones are closed. */
  tlsRefused: 256,
  /** How long such a connection may stay. */
  tlsRefusedMs: 2_000,
  healthWatchers: 1_024,
  healthPollMs: 200,
  /** What an overloaded node asks clients to wait. */
  retryAfterMs: 25,
  /**
   * A node refuses one Pipeline message in so many ms, twice what it costs; and as many at once as come to that many ms. The streams
   * of further ones are not read until it is their turn.
   */
  refusalMs: 0.1,
  refusalBurstMs: 20,
  /** Granularity of deadlines of forwarded operations. */
  deadlineSweepMs: 5,
  /** After this, open calls are cut on shutdown. */
  shutdownMs: 2_000,
  /** The same complaint about a peer is logged once in this time. */
  logRepeatMs: 5_000,
} as const;

export type EdgeLimits = { readonly [name in keyof typeof edgeLimits]: number };
