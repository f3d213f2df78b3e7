import { colocated, type RingKv } from 'ringkv';
import type { LocalCluster } from '../../src/cli/local/index.ts';
import type { Shift } from './shift.ts';
import type { Sweeper } from './sweeper.ts';

export interface Fault {
  readonly what: string;
  /** Milliseconds from the start of the shift. */
  readonly from: number;
  to: number;
  /** What it really did; `held` false when it did nothing. */
  proof: { readonly held: boolean; readonly detail: string };
}

const nothing = { held: false, detail: 'cut short' };

/** Shares of the shift. */
const KILL = [0.15, 0.35] as const;
const SWEEPER_RESTART = 0.45;
const SPLIT = [0.55, 0.7] as const;

/**
 * A leader of the article that everybody wants is killed and comes back; the sweeper dies in the middle of its work;
 * then a leader is cut off from the other nodes, while clients still reach it.
 */
export async function breakThings(
  cluster: LocalCluster,
  kv: RingKv,
  hotSku: string,
  sweeper: Sweeper,
  shift: Shift,
  say: (line: string) => void,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const begin = (what: string): Fault => {
    const fault: Fault = { what, from: shift.elapsedMs, to: shift.elapsedMs, proof: nothing };
    faults.push(fault);
    say(what);
    return fault;
  };
  const leader = async (): Promise<string> => {
    const { leader: id } = await kv.locate(colocated(hotSku), { timeoutMs: 10_000 });
    return cluster.names[id - 1] ?? 'n1';
  };

  if (!(await shift.until(KILL[0]))) return faults;
  const victim = await leader();
  const pid = pidOf(cluster, victim);
  const kill = begin(`kill -9 ${victim}, leader of ${hotSku}`);
  await cluster.kill(victim);
  const gone = pidOf(cluster, victim) === null;
  await shift.until(KILL[1]);
  await cluster.restart(victim);
  const restarted = pidOf(cluster, victim);
  kill.to = shift.elapsedMs;
  kill.proof = {
    held: gone && restarted !== null && restarted !== pid,
    detail: `process ${pid} is gone, ${restarted} came`,
  };
  say(`${victim} is back`);

  if (!(await shift.until(SWEEPER_RESTART))) return faults;
  const restart = begin('the sweeper is ended in its work and started again');
  await sweeper.stop();
  const { sweeps } = sweeper;
  sweeper.start();
  restart.to = shift.elapsedMs;
  restart.proof = { held: sweeps > 0, detail: `after ${sweeps} sweeps` };

  if (!(await shift.until(SPLIT[0]))) return faults;
  const alone = await leader();
  const others = cluster.names.filter((name) => name !== alone);
  const split = begin(`split ${alone}/${others.join(',')}: a leader alone`);
  const before = droppedBytes(cluster);
  cluster.split(`${alone}/${others.join(',')}`);
  try {
    await shift.until(SPLIT[1]);
  } finally {
    cluster.heal();
  }
  split.to = shift.elapsedMs;
  const dropped = droppedBytes(cluster) - before;
  split.proof = { held: dropped > 0, detail: `${dropped} bytes were dropped` };
  say('the network is whole again');
  return faults;
}

function pidOf(cluster: LocalCluster, node: string): number | null {
  return cluster.report().nodes.find(({ name }) => name === node)?.pid ?? null;
}

function droppedBytes(cluster: LocalCluster): number {
  return (cluster.links?.report() ?? []).reduce((sum, link) => sum + link.droppedBytes, 0);
}
