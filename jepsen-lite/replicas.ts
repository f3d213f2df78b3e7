import type { ringkv } from '#proto';
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

/** A place where the topology wants a replica. */
export type Seat = Pick<ReplicaState, 'node' | 'group'>;

/** One look at the whole cluster. */
export interface ReplicaView {
  /** Of every partition's group and of the meta group; empty when no node told the topology. */
  readonly seats: readonly Seat[];
  readonly states: readonly ReplicaState[];
}

/** Names that a detail lists. */
const EXAMPLES = 5;

type Topology = ringkv.v1.ITopology;

/**
 * Asks every member of the cluster until all replicas of each group stand at one index, and compares their state hashes.
 * Replicas that differ at an equal index are an error for good: no waiting can mend it. `endpoints` need not be all
 * nodes: the topology names the members, and which replicas there must be.
 */
export async function checkReplicas(endpoints: readonly string[]): Promise<CheckResult> {
  const targets = new Map<string, WireTarget>();
  const targetOf = (endpoint: string): WireTarget => {
    const target = targets.get(endpoint) ?? new WireTarget(endpoint);
    targets.set(endpoint, target);
    return target;
  };
  let view: ReplicaView = { seats: [], states: [] };
  const isDecided = async (): Promise<boolean> => {
    view = await look(endpoints, targetOf);
    return differing(view.states) !== null || lacking(view) === null;
  };
  await holdsWithin(isDecided, runLimits.recoverMs);
  for (const target of targets.values()) await target.close();
  return judgeReplicas(view);
}

/** Of the last look, when the time was over or everything had been seen. */
export function judgeReplicas(view: ReplicaView): CheckResult {
  const name = 'replicas';
  const { states } = view;
  const difference = differing(states);
  if (difference !== null) return { name, verdict: 'invalid', detail: difference };
  const lack = lacking(view);
  if (lack !== null) return { name, verdict: 'unknown', detail: lack };
  const groups = new Set(states.map(({ group }) => group)).size;
  const detail = `${states.length} replicas of ${groups} groups hold equal rows`;
  return { name, verdict: 'valid', detail };
}

/** The replicas that each group must have, by the names of their nodes. */
export function seatsOf({ members, meta, placements }: Topology): Seat[] {
  const names = new Map((members ?? []).map(({ id, name }) => [id ?? 0, name ?? '']));
  const groups = [...(meta ? [meta] : []), ...(placements ?? [])];
  return groups.flatMap(({ group, replicas }) =>
    (replicas ?? []).map(({ memberId }) => ({
      group: group ?? 0,
      node: names.get(memberId ?? 0) ?? `member ${memberId ?? 0}`,
    })),
  );
}

async function look(
  endpoints: readonly string[],
  targetOf: (endpoint: string) => WireTarget,
): Promise<ReplicaView> {
  const told = await Promise.all(
    endpoints.map(async (endpoint) => topologyOf(targetOf(endpoint)).catch(() => null)),
  );
  const [newest] = told
    .filter((topology) => topology !== null)
    .sort((a, b) => (b.epoch ?? 0) - (a.epoch ?? 0));
  if (newest === undefined) return { seats: [], states: [] };
  const states = await Promise.all(
    (newest.members ?? []).map(async ({ name, address }) =>
      // A node that does not answer shows in the seats that it leaves empty.
      statesOf(name ?? '', targetOf(address ?? '')).catch(() => []),
    ),
  );
  return { seats: seatsOf(newest), states: states.flat() };
}

async function topologyOf(target: WireTarget): Promise<Topology | null> {
  return (await target.topology(runLimits.nodeStatusMs)).topology ?? null;
}

async function statesOf(node: string, target: WireTarget): Promise<ReplicaState[]> {
  const { replicas } = await target.status(runLimits.nodeStatusMs);
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

/** Why equal hashes would not mean much; null when every replica was seen, all of a group at one index. */
function lacking({ seats, states }: ReplicaView): string | null {
  if (seats.length === 0) return 'no node told which replicas there must be';
  const seen = new Set(states.map(({ group, node }) => `group ${group} on ${node}`));
  const missing = seats
    .map(({ group, node }) => `group ${group} on ${node}`)
    .filter((seat) => !seen.has(seat));
  if (missing.length > 0) return `not seen: ${some(missing)}`;
  const late = behind(states);
  return late.length > 0 ? `not converged: ${some(late)}` : null;
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

function some(texts: readonly string[]): string {
  const more = texts.length > EXAMPLES ? `, and ${texts.length - EXAMPLES} more` : '';
  return `${texts.slice(0, EXAMPLES).join(', ')}${more}`;
}
