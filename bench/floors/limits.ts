/** Bounds and defaults of the floors. Times in milliseconds unless named. */
export const floorLimits = {
  valueBytes: 256,
  /** The two loads: one batched by everybody, one in which nobody waits for anybody. */
  manyInFlight: 256,
  oneInFlight: 1,
  /** What the floors are held against, in percent of what ringkv needs. */
  leastPercent: 60,
  rounds: 5,
  /** Turns that are made again because operations failed: something else was measured. More end the benchmark. */
  spareTurns: 3,
  /** Failed ones for each that was answered; above that the turn is made again. */
  errorsPerOp: 0.01,
  turnMs: 2_000,
  /** Before the first round, of each cell: compilers are at work for seconds. */
  warmUpMs: 5_000,
  keys: 10_000,
  turnMsMax: 60_000,
  opsPerMessageMax: 4_096,
  flushRowsMax: 100_000,
  /** Beside turns: starting, filling, waiting for everybody to rest. */
  overheadMs: 180_000,
  /** Of a turn, for what is unanswered at its end. */
  drainMs: 10_000,
  /** Of the bare log, written over and over: a sync then has no metadata to write. Bytes. */
  logFileBytes: 16 * 1_048_576,
  /** As kvd opens its database, see src/storage/leveldb-engine.ts. Bytes. */
  levelCacheBytes: 32 * 1_048_576,
  levelWriteBufferBytes: 16 * 1_048_576,
  /** Room for the length of the answer that a message asks for. */
  messageBytesLeast: 4,
} as const;
