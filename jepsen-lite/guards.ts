import { countsOf } from './counts.ts';
import type { HistoryEvent } from './history/event.ts';
import { guardLimits } from './limits.ts';
import { isLeaderFault } from './nemeses/index.ts';
import type { FaultWindow, Guard } from './run-record.ts';

/** What the guards judge: a run that is over, with the parts of it that no history tells. */
export interface Evidence {
  readonly history: readonly HistoryEvent[];
  /** The load ended and the final reads began then; microseconds. */
  readonly loadEndedAt: number;
  /** Nemeses that were asked for. */
  readonly nemeses: readonly string[];
  readonly windows: readonly FaultWindow[];
  /** Operations that the workload makes under load. */
  readonly operations: readonly string[];
  readonly nodes: readonly string[];
  /** Final reads that were answered, by the node that they went through. */
  readonly finalReads: Readonly<Record<string, number>>;
  /** Keys found before the first operation. */
  readonly keysAtStart: number;
  /** What went wrong with client processes, and nodes that died by themselves. */
  readonly failures: readonly string[];
  /** Null: the cluster served again after the last fault; else what it still lacked. */
  readonly notRecovered: string | null;
  /** Workload figures that must be above zero to show anything. */
  readonly mustBePositive: Readonly<Record<string, number>>;
  /** Of a workload that ends when its work is done; null of one that runs for a time. */
  readonly duty: Duty | null;
}

/** What a workload with a fixed amount of work has promised to do. */
export interface Duty {
  /** Operations that must be acknowledged, by their kind. */
  readonly acknowledged: Readonly<Record<string, number>>;
  /** Faults that must strike a leader. */
  readonly leaderFaults: number;
}

/** R43: a run that fails one of these proves nothing, and its verdict is `unknown` at best. */
export function guardsOf(evidence: Evidence): Guard[] {
  const guards = [
    emptyStart(evidence),
    calmRate(evidence),
    everyOperation(evidence),
    finalReads(evidence),
    lastOperation(evidence),
    recovered(evidence),
    processes(evidence),
    ...Object.entries(evidence.mustBePositive).map(([name, value]) => ({
      name,
      held: value > 0,
      detail: `${value}`,
    })),
  ];
  const { duty } = evidence;
  if (duty !== null) guards.push(wholeWork(evidence, duty), knownOutcomes(evidence));
  if (evidence.nemeses.length === 0) return guards;
  const struck = duty === null ? [] : [leaderFaults(evidence, duty)];
  return [faultsActed(evidence), underFault(evidence), ...struck, ...guards];
}

function faultsActed({ windows, nemeses }: Evidence): Guard {
  const idle = windows.filter(({ proof }) => !proof.held);
  const missing = nemeses.filter((kind) => windows.every((window) => window.kind !== kind));
  const held = idle.length === 0 && missing.length === 0;
  const problems = [
    ...idle.map(({ kind, name, proof }) => `${kind} ${name} proved nothing: ${proof.detail}`),
    ...missing.map((kind) => `${kind} never happened`),
  ];
  const detail = held ? `${windows.length} faults, each did something` : problems.join('; ');
  return { name: 'faults acted', held, detail };
}

function underFault({ history, windows, loadEndedAt }: Evidence): Guard {
  let all = 0;
  let inside = 0;
  for (const { p, type, t } of history) {
    if (p === 'nemesis' || type !== 'ok' || t > loadEndedAt) continue;
    all++;
    if (windows.some(({ from, to }) => t >= from && t <= to)) inside++;
  }
  const share = all === 0 ? 0 : inside / all;
  const detail = `${percent(share)} of the ok operations ended under a fault, ${percent(guardLimits.shareUnderFault)} needed`;
  return { name: 'under fault', held: share >= guardLimits.shareUnderFault, detail };
}

/** Under load: the final reads would make up for a workload whose every read failed. */
function everyOperation({ history, operations, loadEndedAt }: Evidence): Guard {
  const seen = new Set(
    history.filter(({ type, t }) => type === 'ok' && t <= loadEndedAt).map(({ f }) => f),
  );
  const missing = operations.filter((f) => !seen.has(f));
  const detail =
    missing.length === 0
      ? `${operations.join(', ')} each succeeded`
      : `never succeeded: ${missing.join(', ')}`;
  return { name: 'every operation', held: missing.length === 0, detail };
}

function finalReads({ finalReads: reads, nodes }: Evidence): Guard {
  const missing = nodes.filter((node) => (reads[node] ?? 0) === 0);
  const detail =
    missing.length === 0
      ? nodes.map((node) => `${node} ${reads[node] ?? 0}`).join(', ')
      : `no final read through ${missing.join(', ')}`;
  return { name: 'final reads', held: missing.length === 0 && nodes.length > 0, detail };
}

function emptyStart({ keysAtStart }: Evidence): Guard {
  const held = keysAtStart === 0;
  const detail = held ? 'no keys' : `${keysAtStart} keys were there already`;
  return { name: 'empty at start', held, detail };
}

function calmRate({ history, windows, loadEndedAt }: Evidence): Guard {
  const from = history.find(({ type }) => type === 'invoke')?.t ?? 0;
  const to = Math.min(loadEndedAt, ...windows.map((window) => window.from));
  const ok = history.filter(({ p, type, t }) => p !== 'nemesis' && type === 'ok' && t <= to).length;
  const rate = to > from ? ok / ((to - from) / 1e6) : 0;
  const detail = `${Math.round(rate)} ok/s before the first fault, ${guardLimits.calmRate} needed`;
  return { name: 'calm rate', held: rate >= guardLimits.calmRate, detail };
}

function lastOperation({ history }: Evidence): Guard {
  const last = history.findLast(({ p, type }) => p !== 'nemesis' && type !== 'invoke');
  const held = last?.type === 'ok';
  const detail =
    last === undefined ? 'nothing ever ended' : `${last.f} of ${last.k} ended ${last.type}`;
  return { name: 'last operation', held, detail };
}

function recovered({ notRecovered }: Evidence): Guard {
  const held = notRecovered === null;
  return { name: 'recovered', held, detail: notRecovered ?? 'all nodes up, every partition led' };
}

function processes({ failures }: Evidence): Guard {
  const held = failures.length === 0;
  const detail = held ? 'no client or node ended by itself' : failures.join('; ');
  return { name: 'processes', held, detail };
}

/** Exactly as much as there was to do: work that stayed undone, or was counted twice, is no whole. */
function wholeWork({ history, loadEndedAt }: Evidence, { acknowledged }: Duty): Guard {
  const done: Record<string, number> = {};
  for (const { p, type, f, t, err } of history) {
    if (p === 'nemesis' || type !== 'ok' || err !== undefined || t > loadEndedAt) continue;
    done[f] = (done[f] ?? 0) + 1;
  }
  const kinds = Object.entries(acknowledged);
  const held = kinds.every(([f, due]) => done[f] === due);
  const detail = kinds.map(([f, due]) => `${done[f] ?? 0} of ${due} ${f}s`).join(', ');
  return { name: 'whole work', held, detail: `${detail} acknowledged` };
}

/** An open operation fits any final state: with enough of them every counter adds up. */
function knownOutcomes({ history }: Evidence): Guard {
  const { info, byOperation } = countsOf(history);
  const kinds = Object.entries(byOperation).filter(([, counts]) => counts.info > 0);
  const detail = kinds.map(([f, counts]) => `${counts.info} of ${f}`).join(', ');
  return {
    name: 'known outcomes',
    held: info === 0,
    detail: info === 0 ? 'every unknown outcome was resolved' : `stayed unknown: ${detail}`,
  };
}

function leaderFaults({ windows }: Evidence, duty: Duty): Guard {
  const struck = windows.filter(({ name, proof }) => proof.held && isLeaderFault(name)).length;
  return {
    name: 'leader faults',
    held: struck >= duty.leaderFaults,
    detail: `${struck} struck a leader, ${duty.leaderFaults} needed`,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
