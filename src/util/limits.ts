/**
 * Every limit of ringkv, with its unit last in the name and the reason beside it. What is not here has no limit
 * of its own and must be bounded by something that is.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

/** What a client may send. */
export const requestLimits = {
  keyBytes: 4 * KIB,
  valueBytes: 1 * MIB,
  requestBytes: 4 * MIB,
  scanPageEntries: 1_000,
  /** Of one page of a count, which reads records and answers none. */
  countPageEntries: 10_000,
  countPageBytes: 8 * MIB,
  scanPageBytes: 1 * MIB,
  /** Keys of one BatchGet. */
  batchKeys: 1_000,
  /** Keys and values in its answer, or one record that is larger. */
  batchBytes: 4 * MIB,
  /** Operations in one Pipeline message: bounds what one message can make the server hold. */
  pipelineOperations: 4_096,
  /** Comparisons of a transaction, and operations in each of its branches. */
  txnOperations: 128,
  /**
   * Keys and values that the reads of a transaction may answer: the answer is kept in the exactly-once table. Apply
   * decides by it, so it belongs to the entry format (R14): another number needs another kind of entry.
   */
  txnResultBytes: 256 * KIB,
  /**
   * Keys and values of the records that a transaction may look at, each counted once: apply verifies the checksum of
   * each in one turn, 4 ms for all of this. Part of the entry format likewise.
   */
  txnRecordBytes: 16 * MIB,
  /**
   * Records that one command may delete by a prefix or compare by prefixes (R32): 2 ms of apply. And of a deletion, what it may
   * read for them. Both stand in its entry.
   */
  rangeKeys: 1_000,
  rangeBytes: 4 * MIB,
  /** One year: longer lives are spelled "no TTL". */
  ttlMs: 366 * 24 * 3_600_000,
  /** Deadlines past this are cut to it, so that nothing waits in the server for ever. */
  deadlineMs: 60_000,
  requestIdBytes: 128,
  /** A revision for each of the most partitions that a cluster may have. */
  sessionTokenBytes: 64 * KIB,
  /** A position for each of them, and the keys of some whose records are under way. */
  watchCursorBytes: 256 * KIB,
} as const;

/** Exactly-once identities (R31). */
export const sessionLimits = {
  /** A client id that was idle for this much partition time has ended. */
  windowMs: 10 * 60_000,
  /** How far a sequence may run ahead of the lowest unanswered one: bounds the number of stored answers. */
  sequencesAhead: 1_024,
  /**
   * What the stored answers of one client id in one partition may cost before transactions are refused: they are one
   * row, written again whole with every flush in which the id wrote. Some answers of the largest kind fit; a client
   * that has more under way spreads them over several ids. Apply decides by this and by the charges below, as by
   * `txnResultBytes`.
   */
  answerBytes: 1 * MIB,
  /** Charges for what an answer takes in memory and in its row, besides the keys and values that were read. */
  storedAnswerBytes: 100,
  storedOperationBytes: 64,
  storedRecordBytes: 400,
  clientIdBytes: 16,
} as const;

/** Business idempotency keys. Apply decides by all of these, so they belong to the entry format (R14). */
export const idempotencyLimits = {
  keyBytes: 128,
  /** So much partition time a key is known. Then it may be used for something else, and a late repetition runs again. */
  windowMs: 3_600_000,
  /** Keys known in one partition: their names are in memory. One more is refused until old ones end: none ends early. */
  keys: 65_536,
  /** Names and answers of one partition, at the charges of `sessionLimits`; one answer may pass it. */
  bytes: 16 * MIB,
  /**
   * Keys that end with one entry, and those that end in the same ms: all of an hour can be due at once, and an entry is applied
   * in one turn.
   */
  endedPerEntry: 1_024,
} as const;

/** The size of a cluster. */
export const clusterLimits = {
  /** Fixed at creation; each costs every node that holds it a group. */
  partitions: 4_096,
  /** More replicas than this would slow every write for no gain that a second cluster would not give. */
  replicas: 9,
} as const;

export const raftLimits = {
  heartbeatMs: 100,
  /**
   * A follower hears of a commit so much later at most when no entry carries it: how far an eventual read may lag on a quiet
   * partition, besides the way. A few syncs long.
   */
  commitNoticeMs: 10,
  electionTimeoutMinMs: 1_000,
  electionTimeoutMaxMs: 2_000,
  /** A suspecting follower asks for pre-votes after a random time in this range (R7). */
  suspicionMinMs: 5,
  suspicionMaxMs: 50,
  /** One append message: large enough to amortise, small enough not to delay what queues behind it. */
  appendBytes: 256 * KIB,
  /** Appends on their way to one follower. */
  inflightMessages: 64,
  inflightBytes: 4 * MIB,
  /** Proposed and not yet committed, per group; beyond it proposals are refused as overload. */
  uncommittedBytes: 16 * MIB,
  /** Entries kept in memory for followers that lag a little, per group. */
  cachedBytes: 1 * MIB,
  /** Committed entries handed to apply in one output. */
  applyBytes: 1 * MIB,
  /** Leases are opt-in; with them on, a failover takes this long (R7). */
  leaseMs: 0,
  /** How fast or slow a machine's clock may run, in percent of the time that passes: far above any quartz. */
  leaseDriftPercent: 10,
} as const;

export const storageLimits = {
  walSegmentBytes: 64 * MIB,
  /** Records collected while the previous frame is being synced; beyond it the leader refuses writes. */
  walFrameBytes: 8 * MIB,
  /** A follower that lags less than this keeps the log from being purged (R22). */
  walKeepForPeersBytes: 64 * MIB,
  /**
   * The log that follows a snapshot on its way is kept up to this much; a receiver that takes longer pulls another one.
   * Else one slow receiver would fill the disk.
   */
  walKeepForSnapshotsBytes: 1024 * MIB,
  /** Age at which the active overlay layer is sealed and flushed. */
  flushIntervalMs: 50,
  /** Replicas are compared with those of other nodes so often, in ms (R20). */
  hashIntervalMs: 60_000,
  /** Every partition is read and verified so often, in ms (R20). */
  scrubIntervalMs: 86_400_000,
  /** Size at which it is sealed at once. */
  overlayLayerBytes: 2 * MIB,
  /** All layers together; beyond it the leader refuses proposals and apply pauses (R18). */
  overlayBytes: 64 * MIB,
  /** Newest rows of records that are kept to be found: of the last 40,000 to 80,000 writes and first reads of 256 bytes. */
  cachedRowBytes: 32 * MIB,
  /** A chunk is installed in one turn: some ms where values have 100 bytes (`npm run bench:snapshots`). */
  snapshotChunkBytes: 256 * KIB,
  /** Exactly-once sessions that a partition keeps decoded though they did not change, and what they may cost. */
  cachedSessions: 64,
  cachedSessionBytes: 4 * MIB,
  /**
   * The events that a partition keeps for watches that come back (R35): of so many ms of partition time, but not more than
   * this many bytes, and a thirty-second more of either.
   */
  historyMs: 10 * 60_000,
  historyBytes: 8 * MIB,
  /** What a watch that comes back reads at a time; a block takes no further revision once it is so large. */
  historyBlockBytes: 128 * KIB,
  /** Keys named by one EXPIRE entry (R29): as many as one transaction may name, which are applied in one turn. */
  expireKeys: 3 * requestLimits.txnOperations,
} as const;

/** Snapshots on their way between nodes. The meta group's are not counted: nothing heals without it, and it is small. */
export const snapshotLimits = {
  /** That one node sends at a time. Each holds one chunk in memory, and pins old rows of the database. */
  sending: 4,
  /** That one node receives at a time; the others wait for a place. */
  receiving: 4,
  /**
   * Of all that one node sends, 0 for no limit: a fraction of what an event loop can read, or check and write, whatever the
   * size of the values (`npm run bench:snapshots`).
   */
  bytesPerSecond: 8 * MIB,
  /** Broken off, and kept for a receiver that comes back. */
  parked: 8,
  /** How long they are kept, and how long a receiver tries without a new chunk. */
  parkedMs: 60_000,
  /** Between two tries; doubles from the one to the other, and begins anew with each chunk. */
  retryMinMs: 100,
  retryMaxMs: 2_000,
} as const;

export type SnapshotLimits = { readonly [name in keyof typeof snapshotLimits]: number };

export const serverLimits = {
  /** A call to the disk that takes longer than this ends the process (R16); its leaders step down much earlier. */
  diskHangMs: 30_000,
  /** Between two looks at the calls that are under way. */
  diskHangPollMs: 1_000,
  /** Between two looks at the space that is left: a fast disk takes 100 MiB in a second, more than some reserves. */
  diskSpacePollMs: 100,
  /** Far from the reserve the looks are further apart: as long as the fastest disk takes to come near, up to this. */
  diskSpacePollMaxMs: 1_000,
  /** 1 GiB a second: what the log and LevelDB of a node write is far below. */
  diskFillBytesPerMs: 1 * MIB,
  /** Free space below which writes that take room are refused: some seconds of log at full speed, and then a flush. */
  diskReserveBytes: 256 * MIB,
  /** A file that is removed when the database ran out of space: more than LevelDB needs to be opened. */
  ballastBytes: 64 * MIB,
  /** What opening LevelDB needs at most: it writes its two memory tables of 16 MiB. */
  reopenBytes: 40 * MIB,
  /** What it needs beside the tables that it makes of its logs. */
  reopenSpareBytes: 4 * MIB,
  /** Between two tries to reopen a database that ran out of space; doubled from try to try. */
  reopenBackoffMinMs: 1_000,
  reopenBackoffMaxMs: 10_000,
  /** Operations admitted and not yet answered, per node. */
  pendingOperations: 65_536,
  /**
   * What operations of a loaded node may wait, in ms, before fewer are admitted: a tenth of the time that a client gives a
   * call. In each such while so many are let in as were answered in one before.
   */
  queueMs: 200,
  /** Admitted at the least, and as long as nothing was learned: what a node serves in a fraction of that. */
  pendingMin: 1_024,
  pendingStart: 8_192,
  /** Of the places of admission, of the write queues and of the ways to other nodes, what PRIORITY_LOW may fill, in percent. */
  lowPriorityPercent: 50,
  /** Commands put into one log entry, and applied in one turn of a group: 8 to 19 microseconds each over many keys. */
  entryCommands: 256,
  /** After so many ms of a turn the groups that have not had theirs wait for the next: sockets and timers come between. */
  turnMs: 4,
  entryBytes: 512 * KIB,
  /** Frames waiting for one peer; beyond it the oldest kind that Raft tolerates losing is dropped. */
  peerQueueBytes: 32 * MIB,
  peerFrameBytes: 1 * MIB,
  /** Forwarding hops of one request (R4). */
  hops: 2,
  /** So long before its deadline, in ms, a write with ALL is answered without those that are away: more than a heartbeat. */
  allAckMarginMs: 150,
  /** A follower that has not got as far as a session waits so long, in ms, before the leader is asked: some commit notices. */
  sessionWaitMs: 100,
  /** Clocks further apart than this raise CLOCK_SKEW (R28). */
  clockSkewMs: 500,
  /** Between two looks at the TLS files: a replaced certificate is in use after that. */
  tlsReloadMs: 10_000,
  /** A certificate with less than this left is warned of: a month. */
  tlsExpiryWarnMs: 30 * 86_400_000,
  /** A drain gives its leaders away within this time. */
  drainMs: 5_000,
} as const;

/** Watches on one node. */
export const watchLimits = {
  /** Watches times the partitions that each covers; beyond it no watch is begun. */
  watches: 262_144,
  /** Streams of them, each of which may hold `bufferedBytes`. */
  streams: 16_384,
  /** What a stream that is not read may hold: past it its watches fall behind, and read the history later. */
  bufferedBytes: 256 * KIB,
  /** Keys and values in one message; one event may be larger. */
  messageBytes: 512 * KIB,
  /** Charged for an event or a record beside its key and value. */
  eventBytes: 64,
  /** Present records are read so many at a time, or one that is larger. */
  pageEntries: 256,
  pageBytes: 256 * KIB,
  /** Of histories and records that one turn of the event loop reads for watches. */
  turnBytes: 512 * KIB,
  /** Between two signs of life of a stream, in ms. */
  progressMs: 5_000,
  /** A replica that knew no leader for so long, in ms, ends its watches, so that they go on elsewhere; nor does one begin. */
  leaderlessMs: 3_000,
} as const;

export const clientLimits = {
  timeoutMs: 2_000,
  /** Operations in flight at one client; further calls wait within their deadline. */
  inflightOperations: 16_384,
  retryBackoffMinMs: 10,
  retryBackoffMaxMs: 250,
  /** Items of a watch that have arrived and were not taken, and their keys and values: some pages, some of the largest writes. */
  watchQueueItems: 8_192,
  watchQueueBytes: 16 * MIB,
  /** Events of one revision that come in parts are kept until the last: a write has 4 MiB, beside what came with its first part. */
  watchBatchBytes: 16 * MIB,
} as const;
