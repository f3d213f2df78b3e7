import { defaultTuning } from '../../src/client/limits.ts';
import { coreLimits } from '../../src/raft/config.ts';
import { edgeLimits } from '../../src/server/edge-limits.ts';
import {
  clientLimits,
  idempotencyLimits,
  raftLimits,
  serverLimits,
  sessionLimits,
  snapshotLimits,
  storageLimits,
  watchLimits,
} from '../../src/util/limits.ts';

/** Something that grows when work arrives faster than it is done. */
export interface Queue {
  /** Of which there is one for each ... */
  readonly per:
    | 'node'
    | 'partition'
    | 'stream'
    | 'node pair'
    | 'client'
    | 'client, node and partition'
    | 'watch'
    | 'client id and partition'
    | 'call';
  readonly what: string;
  readonly limit: number;
  readonly unit: string;
  /** Where the number stands, as `object.name`. */
  readonly setting: string;
  readonly whenFull: string;
  /** What shows how full it is, or that it was full; null where the error that a client gets is all. */
  readonly metric: string | null;
}

/** Every queue of a node and of the client, from where requests come in to the disk. */
export const queues: readonly Queue[] = [
  {
    per: 'node',
    what: 'operations admitted and not yet answered',
    limit: serverLimits.pendingOperations,
    unit: 'operations',
    setting: 'serverLimits.pendingOperations',
    whenFull: 'OVERLOADED before any work, with a retry delay',
    metric: 'ringkv_pending_operations',
  },
  {
    per: 'stream',
    what: 'operations of a Pipeline that are unanswered, or whose answers wait for a slow reader',
    limit: edgeLimits.streamOperations,
    unit: 'operations',
    setting: 'edgeLimits.streamOperations',
    whenFull: 'the stream is not read any more: flow control holds the client back',
    metric: null,
  },
  {
    per: 'node',
    what: 'watches, times the partitions that each covers',
    limit: watchLimits.watches,
    unit: 'watches',
    setting: 'watchLimits.watches',
    whenFull: 'REFUSED with OVERLOADED',
    metric: 'ringkv_watchers_total',
  },
  {
    per: 'node',
    what: 'streams of watches',
    limit: watchLimits.streams,
    unit: 'streams',
    setting: 'watchLimits.streams',
    whenFull: 'OVERLOADED before any work',
    metric: null,
  },
  {
    per: 'stream',
    what: 'events and records that a watch did not take yet',
    limit: watchLimits.bufferedBytes,
    unit: 'bytes',
    setting: 'watchLimits.bufferedBytes',
    whenFull:
      'nothing more is read for the stream; its watches read the history once it takes again',
    metric: 'ringkv_watch_slow_total',
  },
  {
    per: 'node',
    what: 'connections that showed no good certificate and are told so, for 2 s each',
    limit: edgeLimits.tlsRefused,
    unit: 'connections',
    setting: 'edgeLimits.tlsRefused',
    whenFull: 'further ones are closed',
    metric: 'ringkv_tls_handshake_failures_total',
  },
  {
    per: 'node',
    what: 'connections to the HTTP port',
    limit: edgeLimits.httpConnections,
    unit: 'connections',
    setting: 'edgeLimits.httpConnections',
    whenFull: 'further ones are closed',
    metric: null,
  },
  {
    per: 'node',
    what: 'bodies of HTTP requests, each counted as if it were as long as it may be',
    limit: edgeLimits.httpBodyBytes,
    unit: 'bytes',
    setting: 'edgeLimits.httpBodyBytes',
    whenFull: '429 OVERLOADED before the body is read',
    metric: null,
  },
  {
    per: 'node',
    what: 'watchers of its health',
    limit: edgeLimits.healthWatchers,
    unit: 'streams',
    setting: 'edgeLimits.healthWatchers',
    whenFull: 'RESOURCE_EXHAUSTED',
    metric: null,
  },
  {
    per: 'node pair',
    what: 'operations sent on to another node and not yet answered',
    limit: edgeLimits.forwardOperations,
    unit: 'operations',
    setting: 'edgeLimits.forwardOperations',
    whenFull: 'OVERLOADED, outcome NOT_EXECUTED',
    metric: 'ringkv_forwarded_operations_total',
  },
  {
    per: 'node pair',
    what: 'keys and values of those that wait for the stream',
    limit: edgeLimits.forwardQueueBytes,
    unit: 'bytes',
    setting: 'edgeLimits.forwardQueueBytes',
    whenFull: 'OVERLOADED, outcome NOT_EXECUTED',
    metric: 'ringkv_forwarded_operations_total',
  },
  {
    per: 'partition',
    what: 'writes that were proposed and are not committed',
    limit: raftLimits.uncommittedBytes,
    unit: 'bytes',
    setting: 'raftLimits.uncommittedBytes',
    whenFull: 'OVERLOADED, outcome NOT_EXECUTED',
    metric: 'ringkv_server_proposals_failed_total',
  },
  {
    per: 'partition',
    what: 'reads that wait for a quorum or for the first commit of a term',
    limit: coreLimits.pendingReads,
    unit: 'reads',
    setting: 'coreLimits.pendingReads',
    whenFull: 'OVERLOADED',
    metric: null,
  },
  {
    per: 'node pair',
    what: 'Raft messages that wait for the stream to a peer',
    limit: serverLimits.peerQueueBytes,
    unit: 'bytes',
    setting: 'serverLimits.peerQueueBytes',
    whenFull: 'further ones are dropped, as a network may; Raft sends them again',
    metric: 'ringkv_network_peer_dropped_total',
  },
  {
    per: 'partition',
    what: 'appends on their way to one follower',
    limit: raftLimits.inflightMessages,
    unit: 'messages',
    setting: 'raftLimits.inflightMessages',
    whenFull: 'no further ones leave before one is acknowledged',
    metric: null,
  },
  {
    per: 'partition',
    what: 'the same in bytes',
    limit: raftLimits.inflightBytes,
    unit: 'bytes',
    setting: 'raftLimits.inflightBytes',
    whenFull: 'no further ones leave before one is acknowledged',
    metric: null,
  },
  {
    per: 'node',
    what: 'the frame that the log collects while the last one is synced',
    limit: storageLimits.walFrameBytes,
    unit: 'bytes',
    setting: 'storageLimits.walFrameBytes',
    whenFull: 'leaders of this node refuse writes: OVERLOADED',
    metric: 'ringkv_disk_wal_fsync_duration_seconds',
  },
  {
    per: 'node',
    what: 'what is applied and not yet in LevelDB',
    limit: storageLimits.overlayBytes,
    unit: 'bytes',
    setting: 'storageLimits.overlayBytes',
    whenFull: 'leaders refuse writes (OVERLOADED), and apply pauses on all replicas',
    metric: 'ringkv_disk_backend_commit_duration_seconds',
  },
  {
    per: 'client id and partition',
    what: 'stored answers of writes, from the floor on',
    limit: sessionLimits.answerBytes,
    unit: 'bytes',
    setting: 'sessionLimits.answerBytes',
    whenFull: 'SEQUENCE_TOO_FAR: nothing ran, another client id has room',
    metric: null,
  },
  {
    per: 'client id and partition',
    what: 'sequences above the lowest unanswered one',
    limit: sessionLimits.sequencesAhead,
    unit: 'writes',
    setting: 'sessionLimits.sequencesAhead',
    whenFull: 'SEQUENCE_TOO_FAR',
    metric: null,
  },
  {
    per: 'partition',
    what: 'idempotency keys of the last hour',
    limit: idempotencyLimits.keys,
    unit: 'keys',
    setting: 'idempotencyLimits.keys',
    whenFull: 'IDEMPOTENCY_FULL for new ones: none is forgotten before its time',
    metric: null,
  },
  {
    per: 'partition',
    what: 'their names and answers, but for the last',
    limit: idempotencyLimits.bytes,
    unit: 'bytes',
    setting: 'idempotencyLimits.bytes',
    whenFull: 'IDEMPOTENCY_FULL for new ones',
    metric: null,
  },
  {
    per: 'node',
    what: 'snapshots that it sends',
    limit: snapshotLimits.sending,
    unit: 'streams',
    setting: 'snapshotLimits.sending',
    whenFull: 'the receiver is told to come again',
    metric: 'ringkv_network_snapshot_send_inflights_total',
  },
  {
    per: 'node',
    what: 'snapshots that it receives',
    limit: snapshotLimits.receiving,
    unit: 'streams',
    setting: 'snapshotLimits.receiving',
    whenFull: 'the others wait for a place',
    metric: 'ringkv_network_snapshot_receive_inflights_total',
  },
  {
    per: 'call',
    what: 'partitions that a Scan asks at a time',
    limit: edgeLimits.scanFanOut,
    unit: 'pages',
    setting: 'edgeLimits.scanFanOut',
    whenFull: 'the next one is asked when one has answered',
    metric: null,
  },
  {
    per: 'node',
    what: 'scans that are streamed, each of one page at a time',
    limit: edgeLimits.scanStreams,
    unit: 'streams',
    setting: 'edgeLimits.scanStreams',
    whenFull: 'OVERLOADED before any work',
    metric: null,
  },
  {
    per: 'call',
    what: 'partitions that a page of a count goes through',
    limit: edgeLimits.countPartitions,
    unit: 'partitions',
    setting: 'edgeLimits.countPartitions',
    whenFull: 'the page ends',
    metric: null,
  },
  {
    per: 'call',
    what: 'keys that a BatchGet asks for at a time',
    limit: edgeLimits.batchFanOutMax,
    unit: 'values',
    setting: 'edgeLimits.batchFanOutMax',
    whenFull: 'the next one is asked for when one has answered',
    metric: null,
  },
  {
    per: 'client',
    what: 'operations of the typed client in flight',
    limit: clientLimits.inflightOperations,
    unit: 'operations',
    setting: 'clientLimits.inflightOperations',
    whenFull: 'further calls wait within their deadline',
    metric: null,
  },
  {
    per: 'client',
    what: 'calls of the typed client that wait for a place',
    limit: defaultTuning.waitingOperations,
    unit: 'calls',
    setting: 'defaultTuning.waitingOperations',
    whenFull: 'OverloadedError before any work',
    metric: null,
  },
  {
    per: 'watch',
    what: 'items of a watch of the typed client that have arrived and were not taken',
    limit: clientLimits.watchQueueItems,
    unit: 'items',
    setting: 'clientLimits.watchQueueItems',
    whenFull:
      'its stream is not read any more, or it leaves one that others share, until half is taken',
    metric: null,
  },
  {
    per: 'watch',
    what: 'their keys and values, and what came with the last of them',
    limit: clientLimits.watchQueueBytes,
    unit: 'bytes',
    setting: 'clientLimits.watchQueueBytes',
    whenFull: 'the same',
    metric: null,
  },
  {
    per: 'client, node and partition',
    what: 'events of one revision that come to a watch in parts',
    limit: clientLimits.watchBatchBytes,
    unit: 'bytes',
    setting: 'clientLimits.watchBatchBytes',
    whenFull: 'the stream is given up, and the watch says `interrupted`',
    metric: null,
  },
];
