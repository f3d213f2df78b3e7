/** Bounds of the storage benchmark. Times in milliseconds. */
export const storageBenchLimits = {
  /** A whole case; the defaults take less than 5 minutes on an idle machine. */
  caseMs: 20 * 60_000,
  valueBytes: 256,
  /** Keys of the small store that a large one is compared with. */
  fewKeys: 10_000,
  /** Operations in flight, as in the comparison. */
  concurrency: 256,
  /** Unanswered operations of a steady load; beyond it they fail at once. */
  pacedInFlight: 8_192,
  pollMs: 50,
  /** One question to one node. */
  askMs: 2_000,
  /** From the start of a node until it answers for its replicas. */
  serveMs: 120_000,
  /** A node that was asked to stop. */
  stopMs: 60_000,
  /** From the start of a node that was away until it has all. */
  catchUpMs: 10 * 60_000,
  /** Two leaders in a row must have given up the log that the absent node would need. */
  purgeMs: 60_000,
  /** Keys that are asked for to see that a node serves; enough to meet every partition. */
  probeKeys: 96,
} as const;
