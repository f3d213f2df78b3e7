/** What the guard measures, and from where on it is red: docs/benchmarks.md, Guard, has the spread behind it. */
export const guardLimits = {
  rounds: 5,
  /** Rounds that are made again because operations failed: something else was measured. More end the guard. */
  spareRounds: 3,
  /** Failed ones for each operation that was answered; above that the round is made again. */
  errorsPerOp: 0.01,
  /** Of each build. */
  turnsPerRound: 4,
  inFlight: 256,
  valueBytes: 256,
  keys: 2_000,
  /** Load on each build before the first round, of every workload: servers and client are compiled by then. Seconds. */
  warmUpSeconds: 2,
  /** Shorter than most disturbances: the next turn of the other build meets the same one. */
  turnSeconds: 0.4,
  /** The whole of it, far above what it takes: ends a load process that hangs. Seconds. */
  comparisonSeconds: 600,
  /** Operations per CPU-second beside those of the baseline: below this the build is slower. */
  leastRatio: 0.8,
  /** What `--plant` and `--repeat` take at most. */
  plantPercent: 90,
  repeats: 100,
} as const;
