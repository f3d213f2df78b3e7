/** Every bound and pace of a run, with its unit, is in this file: of one operation first. */
export const clientLimits = {
  /** Of one operation; drawn anew for each. */
  timeoutMs: [1_000, 3_000],
  /** After an unknown outcome a process waits, so that open operations do not pile up on one key. */
  afterUnknownMs: [200, 800],
  /** After a definite failure the same may be tried again. */
  afterFailureMs: [100, 400],
  /** Events are sent to the runner in batches of this size or age. */
  batchEvents: 1_000,
  batchMs: 100,
  /** An unknown outcome is asked about again and again for so long. */
  resolveMs: 60_000,
  resolveTryMs: 5_000,
} as const;

/**
 * The longest that a client told to stop still takes: its write is answered by nobody, and the last question about that
 * begins just before the bound.
 */
const lastOperationMs =
  clientLimits.timeoutMs[1] +
  clientLimits.resolveMs +
  clientLimits.resolveTryMs +
  clientLimits.afterUnknownMs[1];

/** Of a whole run. */
export const runLimits = {
  nodes: 9,
  seconds: 3_600,
  /** Load before the first fault, from which the rate without faults is measured; at most this share of the time. */
  warmUpMs: 3_000,
  warmUpShare: 0.15,
  /** Load after the last fault. */
  tailMs: 1_500,
  /** A cluster that was healed must serve again within this. */
  recoverMs: 60_000,
  /** A node whose disk failed must have ended within this. */
  nodeEndMs: 15_000,
  /** Damaged rows must have been found, and the replica rebuilt, within this. */
  rebuiltMs: 30_000,
  /** A node that is asked for the state of its replicas, or for the topology. */
  nodeStatusMs: 2_000,
  /** For client processes to start and connect. */
  clientsReadyMs: 30_000,
  /** To end their last operation, close their connections and send the rest of their events; then they are killed. */
  clientsEndMs: lastOperationMs + 10_000,
  progressMs: 5_000,
} as const;

/** What a run must have shown for a green verdict to mean anything (R43). */
export const guardLimits = {
  /** Of the ok operations, those that completed inside a fault window. */
  shareUnderFault: 0.2,
  /** Before the first fault, operations per second. */
  calmRate: 20,
} as const;

/** How long faults last: against the election timeout of 1 to 2 s, too short to be noticed, in its range, and beyond. */
export const faultLimits = {
  /** Heartbeats leave every 100 ms, so the shortest window still loses some. */
  shortMs: [250, 450],
  middleMs: [900, 2_000],
  longMs: [4_500, 7_000],
  /** Nobody can be served without a quorum: long windows of that kind would only collect unknown outcomes. */
  noQuorumMs: 2_500,
  /** One window at most takes this share of the whole time. */
  windowShare: 0.2,
  /** Quiet after a window, as a share of what it lasted: above 1/3 keeps a quarter of all time quiet. */
  quietShare: [0.4, 0.8],
  quietMinMs: 500,
  /** A nemesis whose first turn comes when the time is over has at most this: enough to be felt by some operations. */
  owedMs: 2_000,
  /** A window that ends by the progress of the work ends at the latest then. */
  windowMaxMs: 15_000,
  /** A fault that has to strike a leader waits so long for one to be known. */
  leaderKnownMs: 10_000,
} as const;

/** Of the workload `watch`. */
export const watchLimits = {
  /** Between two writes of one process, beside what all workloads wait: every write is told to a dozen watches. */
  thinkMs: [20, 120],
  /** Short enough to end within a run. */
  ttlMs: [300, 3_000],
  /** Of a long value: some 130 of them are the whole history of a partition, 8 MiB. */
  longBytes: 64 * 1_024,
  longShare: 0.08,
  /** What a watch hands out within such a time, or so much of it, is one line of the history. */
  toldMs: 100,
  toldItems: 500,
  /** How long a watch goes on until it is broken off, and then rests. */
  legMs: [500, 5_000],
  restMs: [0, 2_000],
  /** A slow reader stands still after so many items, and for so long. */
  pauseItems: [20, 400],
  pauseMs: [1_000, 5_000],
  /** Who comes back with a cursor of the beginning, again and again. */
  lateMs: 6_000,
  /** After the last write, until a watch has been told of it. */
  completeMs: 40_000,
  /** Between two tries to write it, and to reach a node. */
  againMs: 250,
} as const;

/** Of a storm of kills. */
export const stormLimits = {
  /** A check after so many kills, while what led to a loss is still in the logs. */
  killsEach: 20,
  /** Writers of each kind, in each of two clients. */
  putters: 4,
  incrementers: 2,
  /** From the last kill to the next: anywhere in a start, an election, a flush. */
  betweenMs: 900,
  downMs: 400,
  /** How often a kill waits until all nodes are up and writes go on; the others strike whatever is. */
  calmShare: 0.6,
  /** Writes that must be acknowledged in such a calm. */
  calmWrites: 20,
  calmMs: 60_000,
} as const;

export const finalLimits = {
  /** Keys read at the end on every node; a random choice where there are more. */
  keysPerNode: 1_500,
  /** Reads under way at once: per node, and for the whole cluster. */
  parallel: 16,
  parallelAll: 256,
  timeoutMs: 5_000,
  /** A read that failed is tried again: the cluster is healthy by then, but connections are still coming back. */
  tries: 10,
} as const;

/** All checks of one history; a search that needs longer is undecided. */
export const CHECK_MS = 300_000;
