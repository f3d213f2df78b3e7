import type {
  CheckedOperation,
  CheckResult,
  Counterexample,
  Verdict,
} from '../../jepsen-lite/checkers/verdict.ts';
import type { HistoryEvent, ServedFrom } from '../../jepsen-lite/history/event.ts';
import type { FaultWindow, LeaderSpan, RunRecord } from '../../jepsen-lite/run-record.ts';

/**
 * Runs that never happened, to draw reports of: clients of a few registers on three nodes, faults that slow them down,
 * and for the invalid ones a lie planted into one answer.
 */
export interface SampleOptions {
  readonly seed?: number;
  readonly seconds?: number;
  readonly clients?: number;
  readonly keys?: number;
  /** Microseconds a client waits between operations. */
  readonly pause?: number;
  readonly lie?: 'none' | 'stale-read' | 'lost-write';
  readonly faults?: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Played {
  readonly process: number;
  readonly key: string;
  readonly f: 'read' | 'write' | 'cas';
  /** Of a write the value, of a cas [from, to], of a read null. */
  readonly argument: number | [number, number] | null;
  readonly invokedAt: number;
  effectAt: number;
  readonly completedAt: number;
  outcome: 'ok' | 'fail' | 'info';
  err: string | null;
  result: number | null;
  at: ServedFrom | null;
  /** Of the key right after it. */
  state: string;
  index: number;
}

/** The same options give the same run. */
export function playedRun(options: SampleOptions = {}): {
  record: RunRecord;
  history: HistoryEvent[];
} {
  const { seed = 7, seconds = 30, lie = 'none' } = options;
  const random = generator(seed);
  const cluster = playCluster(seconds, options.faults ?? true);
  const operations = playClients(options, cluster, random);
  applyInOrder(operations);
  const counterexample = lie === 'none' ? null : plant(operations, lie);
  const history = toHistory(operations);
  const example = counterexample === null ? null : toCounterexample(operations, counterexample);
  return { record: toRecord(options, cluster, operations, example), history };
}

interface Cluster {
  readonly faults: FaultWindow[];
  readonly leaders: LeaderSpan[];
  /** Who leads at a time, in which term; null while nobody does. */
  leader(partition: number, time: number): LeaderSpan | null;
}

const partitions = 4;

/** A fault every five seconds; each moves the leaders of the node it hits. */
function playCluster(seconds: number, withFaults: boolean): Cluster {
  const end = seconds * 1e6;
  const faults: FaultWindow[] = [];
  for (let from = 2e6, at = 0; withFaults && from + 3e6 < end; from += 5e6, at++) {
    const node = `n${(at % 3) + 1}`;
    const kind = ['kill', 'partition', 'pause'][at % 3] ?? 'kill';
    const to = from + 1.2e6 + (at % 4) * 0.5e6;
    const names = {
      kill: `kill one ${node}`,
      pause: `pause ${node}`,
      partition: `isolate-leader ${node}`,
    };
    const proofs = {
      kill: `${node} died by SIGKILL and came back in 312 ms`,
      pause: `${node} was seen stopped, its peers missed 17 heartbeats`,
      partition: `${9_120 + at * 311} bytes were dropped on 4 links`,
    };
    const name = names[kind as keyof typeof names];
    const detail = proofs[kind as keyof typeof proofs];
    faults.push({ kind, name, from, to, nodes: [node], proof: { held: true, detail } });
  }
  const leaders: LeaderSpan[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    let node = (partition % 3) + 1;
    let term = 2;
    let from = 40_000;
    for (const fault of faults) {
      if (fault.nodes[0] !== `n${node}`) continue;
      leaders.push({ partition, node, term, from, to: fault.from + 20_000 });
      node = (node % 3) + 1;
      term += 1 + (partition % 2);
      from = fault.from + 180_000 + partition * 40_000;
    }
    leaders.push({ partition, node, term, from, to: end });
  }
  const leader = (partition: number, time: number): LeaderSpan | null =>
    leaders.find((span) => span.partition === partition && span.from <= time && time <= span.to) ??
    null;
  return { faults, leaders, leader };
}

function playClients(options: SampleOptions, cluster: Cluster, random: () => number): Played[] {
  const { clients = 10, keys = 12, pause = 60_000, seconds = 30 } = options;
  const played: Played[] = [];
  for (let client = 0; client < clients; client++) {
    let process = client;
    let time = 50_000 + random() * pause;
    while (time < (seconds - 0.5) * 1e6) {
      const number = Math.floor(random() * keys);
      const partition = number % partitions;
      const led = cluster.leader(partition, time);
      const slow = cluster.faults.some(({ from, to }) => time >= from && time <= to) ? 3 : 1;
      let latency = (600 + 900 * random() + 4_000 * random() ** 12) * slow;
      let outcome: Played['outcome'] = 'ok';
      let err: string | null = null;
      if (led === null) {
        const luck = random();
        if (luck < 0.25) {
          [outcome, err, latency] = ['info', 'DEADLINE_EXCEEDED', 1_000_000 + 3_000 * random()];
        } else if (luck < 0.6) [outcome, err] = ['fail', 'NOT_LEADER'];
        else latency += 150_000 + 60_000 * random();
      }
      const f = (['read', 'read', 'write', 'cas'] as const)[Math.floor(random() * 4)] ?? 'read';
      const value = Math.floor(random() * 10);
      const effectAt = time + latency * (0.3 + 0.4 * random());
      const by = cluster.leader(partition, effectAt) ?? led;
      const answered =
        by === null
          ? null
          : { partition, revision: 0, term: by.term, node: by.node, modRevision: 0 };
      played.push({
        process,
        key: `register-${number}`,
        f,
        argument: f === 'read' ? null : f === 'write' ? value : [Math.floor(random() * 10), value],
        invokedAt: Math.round(time),
        effectAt,
        completedAt: Math.round(time + latency),
        outcome,
        err,
        result: null,
        at: outcome === 'ok' ? answered : null,
        state: '',
        index: 0,
      });
      if (outcome === 'info') process += clients;
      time += latency + pause * (0.2 + 1.6 * random());
    }
  }
  return played;
}

/** Every operation takes effect at one moment between its invoke and its answer; an unknown one at times never. */
function applyInOrder(operations: readonly Played[]): void {
  const values = new Map<string, number>();
  let revision = 100;
  for (const each of [...operations].sort((a, b) => a.effectAt - b.effectAt)) {
    const held = values.get(each.key) ?? null;
    const happens = each.outcome === 'ok' || (each.outcome === 'info' && each.process % 2 === 0);
    if (each.f === 'read') each.result = held;
    if (happens && typeof each.argument === 'number') values.set(each.key, each.argument);
    if (Array.isArray(each.argument) && each.outcome === 'ok') {
      if (held === null) {
        [each.outcome, each.err] = ['fail', 'CONDITION_FAILED'];
      } else {
        // Most guesses would be wrong: let this one be right, as if the client had just read.
        each.argument[0] = held;
        values.set(each.key, each.argument[1]);
      }
    }
    if (happens && each.outcome !== 'fail' && each.f !== 'read') revision++;
    if (each.at !== null) each.at = { ...each.at, revision, modRevision: revision };
    each.state = String(values.get(each.key) ?? 'nothing');
  }
}

/** Lets one read, late in the run, answer with what the key no longer held. */
function plant(operations: readonly Played[], lie: 'stale-read' | 'lost-write'): Played {
  const ordered = [...operations].sort((a, b) => a.effectAt - b.effectAt);
  const reads = ordered.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
  const read = reads[Math.floor(reads.length * 0.62)] ?? reads[0];
  if (read === undefined) throw new Error('a run without a read has nothing to lie about');
  read.result = lie === 'stale-read' ? (Number(read.state) + 3) % 10 : null;
  return read;
}

function toHistory(operations: readonly Played[]): HistoryEvent[] {
  const events: { time: number; of: Played; isEnd: boolean }[] = [];
  for (const of of operations) {
    events.push(
      { time: of.invokedAt, of, isEnd: false },
      { time: of.completedAt, of, isEnd: true },
    );
  }
  events.sort((a, b) => a.time - b.time || Number(a.isEnd) - Number(b.isEnd));
  return events.map(({ time, of, isEnd }, i): HistoryEvent => {
    if (!isEnd) of.index = i;
    const event: Mutable<HistoryEvent> = {
      i,
      t: time,
      p: of.process,
      type: isEnd ? of.outcome : 'invoke',
      f: of.f,
      k: of.key,
    };
    const value = of.argument ?? (isEnd && of.outcome === 'ok' ? of.result : undefined);
    if (value !== undefined) event.v = value;
    if (isEnd && of.at !== null) event.at = of.at;
    if (isEnd && of.err !== null) event.err = of.err;
    return event;
  });
}

function textOf({ argument, result, outcome }: Played): string {
  if (argument === null) return outcome === 'ok' ? `read ${result ?? 'nothing'}` : 'read ?';
  return typeof argument === 'number' ? `write ${argument}` : `cas ${argument.join(' -> ')}`;
}

/** The order in which it really went, as far as the lie lets it come. */
function toCounterexample(operations: readonly Played[], liar: Played): Counterexample {
  const ofKey = operations.filter(({ key, outcome }) => key === liar.key && outcome !== 'fail');
  const order = ofKey
    .filter((each) => each !== liar && each.invokedAt < liar.completedAt)
    .filter(({ outcome, process }) => outcome === 'ok' || process % 2 === 0)
    .filter(({ effectAt }) => effectAt < liar.completedAt)
    .sort((a, b) => a.effectAt - b.effectAt)
    .map(({ index, state }) => ({ operation: index, state }));
  return {
    key: liar.key,
    operations: ofKey
      .sort((a, b) => a.index - b.index)
      .map(
        (each): CheckedOperation => ({
          operation: each.index,
          process: each.process,
          invokedAt: each.invokedAt,
          completedAt: each.outcome === 'info' ? null : each.completedAt,
          text: textOf(each),
        }),
      ),
    order,
    illegal: [liar.index],
  };
}

function toRecord(
  options: SampleOptions,
  { faults, leaders }: Cluster,
  operations: readonly Played[],
  counterexample: Counterexample | null,
): RunRecord {
  const { seed = 7, seconds = 30 } = options;
  const none = (): { ok: number; fail: number; info: number } => ({ ok: 0, fail: 0, info: 0 });
  const counts = { ...none(), byOperation: {} as Record<string, ReturnType<typeof none>> };
  for (const { f, outcome } of operations) {
    counts[outcome]++;
    counts.byOperation[f] ??= none();
    const kind = counts.byOperation[f];
    if (kind !== undefined) kind[outcome]++;
  }
  const verdict: Verdict = counterexample === null ? 'valid' : 'invalid';
  const nemeses = [...new Set(faults.map(({ kind }) => kind))];
  return {
    verdict,
    workload: 'register',
    nemeses,
    seed,
    nodes: 3,
    seconds,
    command: `npm run jepsen -- --workload register --nemesis ${nemeses.join(',')} --time ${seconds} --nodes 3 --seed ${seed}`,
    startedAt: '2026-11-20T21:04:11.382Z',
    counts,
    checks: checksOf(counterexample),
    guards: [
      {
        name: 'every fault window did something',
        held: true,
        detail: `${faults.length} of ${faults.length} fault windows did something`,
      },
      {
        name: 'ok operations inside fault windows',
        held: true,
        detail: '31.4 % of ok operations fell inside fault windows, 20 % are needed',
      },
      { name: 'every kind of operation succeeded', held: true, detail: 'read, write, cas' },
      { name: 'final reads on every node', held: true, detail: '12 keys on n1, n2, n3' },
    ],
    faults,
    leaders,
    figures: {
      'client retries': 312,
      'answers from the dedup table': 41,
      'longest gap without an ok operation, ms': 214.6,
      'proxied bytes': 48_120_331,
    },
  };
}

function checksOf(counterexample: Counterexample | null): readonly CheckResult[] {
  const certificate: CheckResult = {
    name: 'certificate',
    verdict: 'valid',
    detail: 'revisions of 4 partitions order every operation',
  };
  const sessions: CheckResult = {
    name: 'sessions',
    verdict: 'valid',
    detail: 'monotonic reads, read your writes, in 10 sessions',
  };
  if (counterexample === null) {
    return [
      { name: 'linearizable', verdict: 'valid', detail: 'each of 12 keys has a legal order' },
      certificate,
      sessions,
    ];
  }
  const { illegal, operations, key } = counterexample;
  const text = operations.find(({ operation }) => operation === illegal[0])?.text;
  const detail = `key ${key} has no legal order: ${text} (invoke #${illegal[0]}) cannot be placed`;
  return [
    certificate,
    { name: 'linearizable', verdict: 'invalid', detail, counterexample },
    sessions,
  ];
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
