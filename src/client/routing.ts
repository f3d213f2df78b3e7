import { addressOf, replicaAddresses, type TopologyView } from './topology-view.ts';

/**
 * How good a node is to send to now. `ready`: operations flow. `possible`: no connection yet. `avoided`: it was
 * silent lately. `down`: the last connection failed and the next try is not due.
 */
export type NodeHealth = 'ready' | 'possible' | 'avoided' | 'down';

export interface RouteQuestion {
  readonly partition: number;
  /** Any replica will do (EVENTUAL). */
  readonly anyReplica: boolean;
  /** The address whose try failed last, or null: another one is preferred. */
  readonly failed: string | null;
  /** Spreads load and retries; in [0, 1). */
  readonly draw: number;
  /** Among nodes of equal health the least is taken: from 0 to below 1. Null where all are equal. */
  readonly distance?: ((address: string) => number) | null;
}

const RANK: Readonly<Record<NodeHealth, number>> = { ready: 0, possible: 1, avoided: 2, down: 3 };

/**
 * The address to send to: the leader if it is believed to work, else the best of the others, which forward (R4).
 * Null when every known node is down. Pure.
 */
export function route(
  view: TopologyView,
  fallbacks: readonly string[],
  question: RouteQuestion,
  health: (address: string) => NodeHealth,
): string | null {
  if (!question.anyReplica) {
    const leader = addressOf(view, view.leaders[question.partition]?.member ?? 0);
    if (leader !== null && leader !== question.failed && RANK[health(leader)] < RANK.avoided) {
      return leader;
    }
  }
  const replicas = replicaAddresses(view, question.partition);
  const replica = best(replicas, question, health);
  // As a forwarder a replica is no better than any other node, but the next leader is among them.
  if (replica !== null && RANK[health(replica)] < RANK.avoided) {
    if (question.anyReplica || replica !== question.failed) return replica;
  }
  return best([...new Set([...replicas, ...view.addresses, ...fallbacks])], question, health);
}

/** The healthiest, other than the one that just failed where there is a choice; ties are drawn. */
function best(
  addresses: readonly string[],
  question: RouteQuestion,
  health: (address: string) => NodeHealth,
): string | null {
  let least = Number.POSITIVE_INFINITY;
  let ties: string[] = [];
  for (const address of addresses) {
    const rank = RANK[health(address)];
    // An untried node beats the one that failed, a node that was silent does not.
    const score =
      rank +
      (address === question.failed ? 1.5 : 0) +
      (question.distance ? question.distance(address) : 0);
    if (rank >= RANK.down || score > least) continue;
    if (score < least) ties = [];
    least = score;
    ties.push(address);
  }
  return ties[Math.floor(question.draw * ties.length)] ?? null;
}
