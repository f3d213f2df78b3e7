/** Bounds of the benchmark along axes of scale; what they may be asked for, and how long things may take. */
export const scaleLimits = {
  /** What `--points` takes at most; partitions, nodes, bytes and operations in flight are bounded as in the comparison. */
  keys: 20_000_000,
  /** Writes in flight while keys are filled in: beyond it a second brings no more of them. */
  fillConcurrency: 1_024,
  /** Bytes of values in flight then: with more of 64 KiB each, answers come later than a client waits for any, and it sends again. */
  fillBytes: 2 * 2 ** 20,
  /** What filling is expected to do in a second, by the slower of both. */
  fillKeysPerSecond: 5_000,
  fillBytesPerSecond: 16 * 2 ** 20,
  /** A point whose filling is expected to take longer needs `--long`. Seconds. */
  longFillSeconds: 300,
  /** It is given up after so many times what was expected, and two minutes. */
  fillPatience: 5,
  fillGraceSeconds: 120,
  /** An idle cluster is watched for so many times the duration of a turn. */
  idleDurations: 2,
  /** Clusters of more partitions use enough of the machine when idle to disturb whoever is measured beside them. */
  partitionsBeside: 256,
  /** Operations per CPU-second beside those of a neighbour on the axis: below this the point is marked. */
  cliffRatio: 0.5,
  /** All legs of an axis, far above what they take: ends a load process that hangs. Seconds. */
  legSeconds: 6 * 3_600,
} as const;
