/** Bounds of the benchmark itself; those of the stores are their defaults. Times in milliseconds unless named. */
export const benchLimits = {
  nodes: 3,
  nodesMax: 32,
  /** Of a partition of ringkv; fewer with fewer nodes. Every member of etcd has everything. */
  replicas: 3,
  partitions: 16,
  partitionsMax: 4_096,
  /** Of load before each measurement: connections open, caches filled again. Seconds. */
  warmUpSeconds: 1,
  /** Before the first one of each row: the compilers of Node.js are at work for some seconds of full load. Seconds. */
  firstWarmUpSeconds: 10,
  firstWarmUpSecondsMax: 600,
  /** Connecting, filling and ending of a load process, beside its seconds of load. */
  loadProcessMs: 120_000,
  /** What a turn may take beside its seconds of load: rest, warm-up, counters, operations that are answered late. Seconds. */
  turnExtraSeconds: 60,
  /** Writes in flight while the keys are filled in. */
  fillConcurrency: 128,
  /** What filling may take for each key, beside that; a hundredfold of what is usual. */
  fillMsPerKey: 20,
  /** Between two reports of how far a fill has come. */
  fillProgressMs: 10_000,
  /** A write while filling; the default deadline is meant for a store that is not being flooded. */
  fillTimeoutMs: 30_000,
  /** From the end of a run until its last requests are answered; then they are given up. */
  drainMs: 10_000,
  /** Random bytes that incompressible values are cut from, and how far one lies from the next: a prime. */
  randomPoolBytes: 16 * 1_048_576,
  randomPoolStride: 104_729,
  etcdStartMs: 30_000,
  /** From the start of a node of ringkv until it is ready: 1,024 partitions took 19 s beside other work. */
  ringkvStartMs: 180_000,
  /** h2load beside its seconds of load. */
  h2loadMs: 15_000,
  scrapeMs: 5_000,
  /** Until the counters of a server stand still after a run. */
  countersMs: 2_000,
  /** The clusters rest between turns: below this share of a core in a window, or until time is up. */
  restCpuShare: 0.1,
  restWindowMs: 250,
  restMs: 5_000,
  /** Puts of one transaction of `etcd-txn`: half of what etcd takes (`--max-txn-ops`, 128). */
  putsPerTxn: 64,
  /** etcd's `--max-request-bytes`, and what a put takes of it beside its value: key, lengths, tags. */
  etcdRequestBytes: 1_572_864,
  etcdPutOverheadBytes: 64,
  /** Tries of one compare-and-swap increment on etcd. */
  incrementTries: 100,
  concurrency: 4_096,
  /** In flight in an open loop unless `--concurrency` says otherwise. */
  openLoopInFlight: 4_096,
  /** Operations per second of an open loop. */
  rate: 1_000_000,
  valueBytes: 1_048_576,
  keys: 1_000_000,
  durationSeconds: 3_600,
  rounds: 99,
} as const;
