import type { CheckResult } from './checkers/verdict.ts';
import { WireTarget } from './clients/wire-target.ts';
import { runLimits } from './limits.ts';
import { holdsWithin } from './wait.ts';

/** One replica of a Raft group, as its node reports it. */
export interface ReplicaState {
  readonly node: string;
  readonly group: number;
  readonly appliedIndex: number;
  /** Of all rows at that index. */
  readonly hash: number;
}

/**
 * Asks every node until all replicas of each group stand at one index, and compares their state hashes. Replicas that
 * differ at an equal index are an error for good: no waiting can mend it.
 */
export async function checkReplicas(
  nodes: readonly { readonly name: string; readonly endpoint: string }[],
): Promise<CheckResult> {
  const targets = nodes.map(({ name, endpoint }) => ({ name, target: new WireTarget(endpoint) }));
  let states: ReplicaState[] = [];
  const converged = async (): Promise<boolean> => {
    states = (
      await Promise.all(targets.map(async ({ name, target }) => statesOf(name, target)))
    ).flat();
    return differing(states) !== null || behind(states).length === 0;
  };
  const isSettled = await holdsWithin(converged, runLimits.recoverMs);
  for (const { target } of targets) await target.close();
  return judgeReplicas(states, isSettled);
}

/** `isSettled` false: the time was over before all replicas of each group stood at one index. */
export function judgeReplicas(states: readonly ReplicaState[], isSettled: boolean): CheckResult {
  const name = 'replicas';
  const difference = differing(states);
  if (difference !== null) return { name, verdict: 'invalid', detail: difference };
  if (!isSettled || states.length === 0) {
    const detail =
      states.length === 0 ? 'no node answered' : `not converged: ${behind(states).join(', ')}`;
    return { name, verdict: 'unknown', detail };
  }
  const groups = new Set(states.map(({ group }) => group)).size;
  const detail = `${states.length} replicas of ${groups} groups hold equal rows`;
  return { name, verdict: 'valid', detail };
}

async function statesOf(node: string, target: WireTarget): Promise<ReplicaState[]> {
  const { replicas } = await target.status(2_000);
  return (replicas ?? []).map(({ group, appliedIndex, hash }) => ({
    node,
    group: group ?? 0,
    appliedIndex: appliedIndex ?? 0,
    hash: hash ?? 0,
  }));
}

function differing(states: readonly ReplicaState[]): string | null {
  const first = new Map<string, ReplicaState>();
  for (const state of states) {
    const place = `group ${state.group} at index ${state.appliedIndex}`;
    const other = first.get(place) ?? state;
    first.set(place, other);
    if (other.hash !== state.hash) {
      return `${place}: rows hash to ${other.hash} on ${other.node} and to ${state.hash} on ${state.node}`;
    }
  }
  return null;
}

function behind(states: readonly ReplicaState[]): string[] {
  const indexes = new Map<number, Set<number>>();
  for (const { group, appliedIndex } of states) {
    indexes.set(group, (indexes.get(group) ?? new Set()).add(appliedIndex));
  }
  return [...indexes]
    .filter(([, seen]) => seen.size > 1)
    .map(([group, seen]) => `group ${group} at ${[...seen].join(' and ')}`);
}
