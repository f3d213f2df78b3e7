import { type CheckResult, worst } from './checkers/verdict.ts';
import { Fleet } from './clients/fleet.ts';
import type { ClientSetup } from './clients/protocol.ts';
import { RunClock } from './clock.ts';
import { ownCluster, runningCluster, type Subject } from './cluster.ts';
import { conduct, conductByProgress, FAULTS_OF_WORK } from './conductor.ts';
import { countsOf } from './counts.ts';
import { EventLog } from './event-log.ts';
import { type FinalReads, readFinally } from './final-reads.ts';
import { type Duty, type Evidence, guardsOf } from './guards.ts';
import type { HistoryEvent } from './history/event.ts';
import { leaderSpans } from './leaders.ts';
import { commandOf, type RunOptions } from './options.ts';
import { plantedKvd } from './planted/kvd-path.ts';
import { Progress } from './progress.ts';
import { Random } from './random.ts';
import { checkReplicas } from './replicas.ts';
import type { RunFiles } from './run-files.ts';
import type { FaultWindow, RunRecord } from './run-record.ts';
import type { Workload } from './workloads/catalogue.ts';
import { sharesOf } from './workloads/exactly-once-keys.ts';
import { finalReadingOf } from './workloads/final-reading.ts';
import { checksOf, figuresOf, isAskedEverywhere } from './workloads/judgement.ts';

export interface RunIo {
  readonly print: (line: string) => void;
  /** Ctrl-C: the load ends, what is known is written, the cluster is stopped. */
  readonly signal: AbortSignal;
  /** A second Ctrl-C: nothing is waited for. */
  readonly giveUp: AbortSignal;
}

/** What a run leaves behind for its verdict. */
interface Outcome {
  readonly windows: readonly FaultWindow[];
  readonly final: FinalReads;
  readonly replicas: CheckResult;
  readonly notRecovered: string | null;
  readonly keysAtStart: number;
  readonly begunAt: number;
  readonly loadEndedAt: number;
  readonly figures: Readonly<Record<string, number>>;
  /** Of clients, of nodes, and of the final reads. */
  readonly failures: readonly string[];
  readonly failedClients: readonly string[];
}

/** One run from an empty cluster to its files. Null when it was interrupted: then only the history is written. */
export async function run(
  options: RunOptions,
  files: RunFiles,
  io: RunIo,
): Promise<RunRecord | null> {
  const startedAt = new Date().toISOString();
  const clock = new RunClock();
  const log = new EventLog(clock);
  const progress = new Progress(log, io.print);
  const subject = await open(options, files, log);
  progress.say(`cluster ready: ${subject.nodes.map(({ endpoint }) => endpoint).join(' ')}`);
  let outcome: Outcome | null;
  try {
    outcome = await disturb(subject, { options, io, clock, log, progress });
  } finally {
    progress.stop();
    await close(subject, io);
  }
  const history = log.history();
  await files.writeHistory(history);
  if (outcome === null) return null;
  progress.say(`checking ${history.length} events`);
  const record = judge(options, startedAt, history, outcome, subject);
  files.writeRecord(record, history);
  if (record.verdict === 'valid') files.dropNodeData(options.nodes);
  return record;
}

async function close(subject: Subject, { giveUp }: RunIo): Promise<void> {
  giveUp.addEventListener('abort', () => void subject.stopNow());
  await (giveUp.aborted ? subject.stopNow() : subject.stop());
}

interface Scene {
  readonly options: RunOptions;
  readonly io: RunIo;
  readonly clock: RunClock;
  readonly log: EventLog;
  readonly progress: Progress;
}

async function open(options: RunOptions, files: RunFiles, log: EventLog): Promise<Subject> {
  if (options.endpoints !== null) return runningCluster(options.endpoints);
  const faultyDisks = options.nemeses.some(({ needsDisk }) => needsDisk);
  const flags = [
    ...(options.workload.flags ?? []),
    ...options.nemeses.flatMap((nemesis) => nemesis.flags ?? []),
  ];
  const plan = { dataDir: files.cluster, nodes: options.nodes, faultyDisks, flags };
  if (options.planted === null) return ownCluster(plan, log);
  const planted = { kvdPath: plantedKvd, flags: [...flags, '--planted', options.planted] };
  return ownCluster({ ...plan, ...planted }, log);
}

/** Load, faults, recovery, final reads. Null when interrupted. */
async function disturb(subject: Subject, scene: Scene): Promise<Outcome | null> {
  const { options, io, clock, log, progress } = scene;
  const random = new Random(options.seed);
  // A running cluster has keys of others: those of this run stay apart from them.
  const prefix = options.endpoints === null ? '' : `jepsen-lite-${clock.origin}/`;
  const keysAtStart = await subject.countKeys(prefix);
  if (io.signal.aborted) return null;
  const fleet = new Fleet(setups(options, clock, subject, prefix, random), (events) =>
    log.add(events),
  );
  io.giveUp.addEventListener('abort', () => fleet.kill());
  try {
    if (!(await fleet.ready())) fleet.failures.push('not every client could connect');
    progress.say('clients connected');
    progress.watch();
    const begunAt = clock.micros();
    fleet.go();
    const windows = await operate(subject, scene, fleet, random.fork());
    await fleet.stop();
    progress.stop();
    if (io.signal.aborted) return null;
    const loadEndedAt = clock.micros();
    progress.say('load ended; healing everything');
    const notRecovered = await subject.recover();
    progress.say(notRecovered === null ? 'cluster serves; final reads' : notRecovered);
    const final = await readFinally({
      nodes: subject.nodes,
      keys: log.keys,
      everyKeyOnce: options.workload.work !== null,
      isAskedEverywhere: isAskedEverywhere(options.workload, prefix),
      reading: finalReadingOf(options.workload),
      random,
      clock,
      send: (events) => log.add(events),
    });
    const replicas = await checkReplicas(subject.nodes.map(({ endpoint }) => endpoint));
    if (io.signal.aborted) return null;
    const unread = final.unanswered > 0 ? [`${final.unanswered} final reads failed`] : [];
    const failures = [...fleet.failures, ...subject.deaths, ...unread];
    const { figures } = fleet;
    const load = { begunAt, loadEndedAt, keysAtStart, windows, figures };
    return { ...load, final, replicas, notRecovered, failures, failedClients: fleet.failures };
  } finally {
    fleet.kill();
  }
}

/** Faults while clients operate; returns when the time is over, the work is done, or somebody interrupts. */
async function operate(
  subject: Subject,
  { options, io, clock, log, progress }: Scene,
  fleet: Fleet,
  random: Random,
): Promise<readonly FaultWindow[]> {
  const { nemeses, seconds, workload } = options;
  const over = new AbortController();
  const end = (): void => over.abort();
  io.signal.addEventListener('abort', end);
  void fleet.ended.then(end);
  const { arena } = subject;
  const { work } = workload;
  const how = { nemeses, random, clock, audience: progress, signal: over.signal };
  // It ends by itself, and not before every nemesis had its turn.
  if (work === null && arena !== null) return conduct({ ...how, arena }, seconds);
  const time = setTimeout(end, seconds * 1_000);
  const windows =
    work === null || arena === null
      ? []
      : await conductByProgress({ ...how, arena }, () => (log.ok + log.info) / work);
  if (!over.signal.aborted) {
    await new Promise((resolve) => over.signal.addEventListener('abort', resolve, { once: true }));
  }
  clearTimeout(time);
  return windows;
}

function setups(
  { workload }: RunOptions,
  clock: RunClock,
  subject: Subject,
  prefix: string,
  random: Random,
): ClientSetup[] {
  return Array.from({ length: workload.clients }, (_, index) => ({
    workload: workload.name,
    origin: `${clock.origin}`,
    seed: random.between(0, 2 ** 32 - 1),
    index,
    of: workload.clients,
    endpoints: subject.nodes.map(({ endpoint }) => endpoint),
    prefix,
    work: workload.work ?? 0,
  }));
}

function dutyOf({ work, clients }: Workload): Duty | null {
  if (work === null) return null;
  return { acknowledged: { ...sharesOf(work, clients) }, leaderFaults: FAULTS_OF_WORK };
}

function judge(
  options: RunOptions,
  startedAt: string,
  history: readonly HistoryEvent[],
  outcome: Outcome,
  subject: Subject,
): RunRecord {
  const { workload, nemeses, seed, nodes } = options;
  const { windows } = outcome;
  const figures = figuresOf(workload, history, outcome);
  const evidence: Evidence = {
    history,
    loadEndedAt: outcome.loadEndedAt,
    nemeses: nemeses.map(({ kind }) => kind),
    windows,
    operations: workload.operations,
    nodes: subject.nodes.map(({ name }) => name),
    finalReads: outcome.final.byNode,
    keysAtStart: outcome.keysAtStart,
    failures: outcome.failures,
    notRecovered: outcome.notRecovered,
    mustBePositive: figures.mustBePositive,
    duty: dutyOf(workload),
  };
  const standing = {
    isAlone: options.endpoints === null,
    failedClients: outcome.failedClients,
  };
  const checks = [...checksOf(workload, history, standing), outcome.replicas];
  const guards = guardsOf(evidence);
  const verdicts = checks.map(({ verdict }) => verdict);
  return {
    verdict: worst([...verdicts, guards.every(({ held }) => held) ? 'valid' : 'unknown']),
    workload: workload.name,
    nemeses: evidence.nemeses,
    seed,
    nodes,
    seconds: (outcome.loadEndedAt - outcome.begunAt) / 1e6,
    command: commandOf(options),
    startedAt,
    counts: countsOf(history),
    checks,
    guards,
    faults: windows,
    leaders: leaderSpans(history),
    figures: figures.all,
  };
}
