import { join } from 'node:path';
import { RingKv } from 'ringkv';
import { BenchError } from '../errors.ts';
import { decimals, mebibytes, whole } from '../figures.ts';
import type { Findings, Table } from '../findings.ts';
import { SteadyLoad } from '../load/load-client.ts';
import type { Measured } from '../load/protocol.ts';
import type { Bench } from './bench.ts';
import { fill, segmentArgs } from './keys.ts';
import { storageBenchLimits } from './limits.ts';
import { MemoryWatch } from './memory-watch.ts';
import { Nodes, until } from './nodes.ts';

const INSTALLED_BYTES = 'ringkv_snapshot_installed_bytes_total';
/** Other figures come to rest: connections, code, the compaction of what was filled in. */
const SETTLE_MS = 3_000;
/** Segments that are added once everything before is flushed. */
const ROTATIONS = 3;
const { valueBytes } = storageBenchLimits;
/** kvd's default. */
const SEGMENT_BYTES = 64 * 1_048_576;

/** What the others saw while something happened to the absent node. */
interface Phase {
  readonly name: string;
  readonly measured: Measured;
}

interface CatchUp {
  /** From the start of its process until it had everything that was committed. */
  readonly caughtUpMs: number;
  /** From its first answer to the last snapshot that was installed. */
  readonly transferMs: number;
  readonly bytes: number;
  readonly highestBytes: number | null;
}

/**
 * A node comes back to a cluster whose log does not reach back to what it has, and pulls a snapshot of every partition
 * while the others serve.
 *
 *     n3:      stop ······················ absent ······················ start ═ snapshots ═ caught up
 *     n1, n2:   fill all, fill more, purge the log │ load: before │ during              │ after
 */
export async function measureCatchUp(bench: Bench): Promise<Findings> {
  const { options, dataDir, signal, say } = bench;
  const nodes = await Nodes.start(join(dataDir, 'cluster'), segmentArgs(bench));
  try {
    await nodes.stopNode('n3');
    const kv = await RingKv.connect({ endpoints: nodes.endpoints.slice(0, 2) });
    try {
      await leadAll(kv, 1);
      await fill(nodes, options.keys, bench);
      // A purge runs when a segment was added: what filled the last one goes when others follow it.
      await sleep(SETTLE_MS);
      await fill(nodes, Math.min(options.keys, keysOf(ROTATIONS, bench)), bench);
      // A leader keeps its log for a while for a member that is away; a follower, only what it needs itself.
      await sleep(SETTLE_MS);
      await leadAll(kv, 2);
    } finally {
      await kv.close();
    }
    const { concurrency, phases, caughtUp } = await underLoad(nodes, bench);
    nodes.checkAlive();
    signal.throwIfAborted();
    say(`caught up after ${decimals(caughtUp.caughtUpMs / 1_000)} s`);
    return findings(bench, phases, caughtUp, concurrency);
  } finally {
    await nodes.end();
  }
}

/** Keys whose values take so many segments of the log. */
function keysOf(segments: number, { options: { segmentBytes } }: Bench): number {
  return Math.ceil((segments * (segmentBytes ?? SEGMENT_BYTES)) / valueBytes);
}

/** Every partition led by one member: the other is a follower then, and purges as one. */
async function leadAll(kv: RingKv, member: number): Promise<void> {
  const { partitions } = await kv.topology();
  for (let partition = 0; partition < partitions; partition++) {
    const moved = async (): Promise<boolean> =>
      kv.moveLeader(partition, member).then(
        ({ leader }) => leader === member,
        () => false,
      );
    await until(moved, storageBenchLimits.purgeMs, `partition ${partition} did not move`);
  }
}

interface UnderLoad {
  readonly concurrency: number;
  readonly phases: readonly Phase[];
  readonly caughtUp: CatchUp;
}

async function underLoad(nodes: Nodes, bench: Bench): Promise<UnderLoad> {
  const { options, signal, say } = bench;
  const { pacedInFlight: concurrency, valueBytes: valueSize, caseMs } = storageBenchLimits;
  const { keys, rate, seconds } = options;
  const shape = { concurrency, valueSize, keys, seconds: caseMs / 1_000 };
  const load = await SteadyLoad.start(
    {
      driver: 'ringkv',
      endpoints: nodes.endpoints.slice(0, 2),
      load: { workload: 'mixed', ...shape },
      incompressible: true,
      rate,
    },
    signal,
  );
  try {
    await sleep(SETTLE_MS);
    await load.mark();
    say(`${whole(rate)} operations a second on two nodes`);
    await sleep(seconds * 1_000);
    const before = await load.mark();
    say('n3 starts');
    const caughtUp = await catchUp(nodes);
    const during = await load.mark();
    await sleep(seconds * 1_000);
    const after = await load.mark();
    const phases = [
      { name: 'before', measured: before },
      { name: 'during', measured: during },
      { name: 'after', measured: after },
    ];
    return { concurrency, phases, caughtUp };
  } finally {
    load.end();
  }
}

async function catchUp(nodes: Nodes): Promise<CatchUp> {
  const begun = performance.now();
  const watch = new MemoryWatch(nodes);
  const starting = nodes.startNode('n3');
  let firstAnswerAt = 0;
  let installedAt = 0;
  let bytes = 0;
  const look = async (): Promise<boolean> => {
    const installed = await nodes.metric('n3', INSTALLED_BYTES).catch(() => null);
    const now = performance.now();
    if (installed === null) return false;
    if (firstAnswerAt === 0) firstAnswerAt = now;
    if (installed > bytes) {
      bytes = installed;
      installedAt = now;
    }
    return true;
  };
  await until(
    async () => (await look()) && hasEverything(nodes).catch(() => false),
    storageBenchLimits.catchUpMs,
    'n3 did not catch up',
  );
  // The last snapshot may have been installed between the two questions.
  await look();
  const caughtUpMs = performance.now() - begun;
  await starting;
  const highestBytes = watch.stop().get('n3') ?? null;
  if (bytes === 0) {
    throw new BenchError(
      'n3 caught up from the log, so no snapshot was measured: more --keys or smaller --segment-bytes',
    );
  }
  return { caughtUpMs, transferMs: installedAt - firstAnswerAt, bytes, highestBytes };
}

/** Whether n3 has applied all that its leaders had committed a moment ago. */
async function hasEverything(nodes: Nodes): Promise<boolean> {
  using first = nodes.line('n1');
  using second = nodes.line('n2');
  using own = nodes.line('n3');
  const committed = [...(await first.replicas()), ...(await second.replicas())];
  const applied = new Map(
    (await own.replicas()).map(({ group, appliedIndex }) => [group, appliedIndex]),
  );
  return committed.every(({ group, commitIndex }) => (applied.get(group) ?? 0) >= commitIndex);
}

function findings(
  { options }: Bench,
  phases: readonly Phase[],
  caughtUp: CatchUp,
  concurrency: number,
): Findings {
  const p99 = (name: string): number =>
    phases.find((phase) => phase.name === name)?.measured.latencyMs.p99 ?? Number.NaN;
  const ratio = p99('during') / p99('before');
  const bytesPerSecond = caughtUp.bytes / (caughtUp.transferMs / 1_000);
  const { keys, rate } = options;
  return {
    tables: [phaseTable(phases, rate), transferTable(caughtUp, bytesPerSecond)],
    targets: [{ what: 'p99 of others during the catch-up', measured: ratio, most: 2, unit: ' x' }],
    figures: { keys, rate, concurrency, phases, ...caughtUp, bytesPerSecond, p99Ratio: ratio },
  };
}

function phaseTable(phases: readonly Phase[], rate: number): Table {
  return {
    title: `what others see, at ${whole(rate)} operations a second, half puts, half gets`,
    headings: ['', 's', 'ops/s', 'p50 ms', 'p99 ms', 'max ms', 'errors'],
    lines: phases.map(({ name, measured: { ops, seconds, latencyMs, errors } }) => [
      name,
      decimals(seconds, 1),
      whole(ops / seconds),
      decimals(latencyMs.p50),
      decimals(latencyMs.p99),
      decimals(latencyMs.max),
      `${errors}`,
    ]),
  };
}

function transferTable(
  { caughtUpMs, transferMs, bytes, highestBytes }: CatchUp,
  bytesPerSecond: number,
): Table {
  return {
    title: 'catch-up of n3',
    headings: ['', 'MiB', 'transfer s', 'MiB/s', 'caught up s', 'RSS, highest, MiB'],
    lines: [
      [
        'snapshots',
        mebibytes(bytes),
        decimals(transferMs / 1_000),
        mebibytes(bytesPerSecond),
        decimals(caughtUpMs / 1_000),
        highestBytes === null ? '-' : mebibytes(highestBytes),
      ],
    ],
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
