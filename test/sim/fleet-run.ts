import { type ClientFleet, type ClientPlan, createFleet } from '../../sim/clients/index.ts';
import { FaultContext } from '../../sim/faults/context.ts';
import type { FaultEvent } from '../../sim/faults/events.ts';
import { strike } from '../../sim/faults/strike.ts';
import { drawSchedule } from '../../sim/plan/draw-schedule.ts';
import { defaultOptions, Stage } from '../../sim/run/stage.ts';
import { loadHash } from '../../src/util/hash.ts';

const quick = { minMs: 0.2, maxMs: 0.6, slowPerMille: 0, slowMs: 0 };
const calm = { latency: quick, lossPerMille: 0, duplicatePerMille: 0, reorderPerMille: 0 };

/** These clients at a cluster of three real hosts on a network without faults, but for those that are given. */
export async function runFleet(
  plans: readonly ClientPlan[],
  forMs: number,
  faults: readonly FaultEvent[] = [],
): Promise<ClientFleet> {
  const drawn = drawSchedule(1);
  const cluster = { ...drawn.cluster, nodes: 3, replicas: 3, partitions: 2, neverBack: [] };
  const plan = { ...cluster, network: calm, disk: quick, clocks: [] };
  const stage = new Stage(await loadHash(), { ...drawn, cluster: plan }, defaultOptions);
  const { time } = stage.cluster;
  const until = (condition: () => boolean, what: string): void => {
    for (let left = 60_000; !condition(); left -= 20) {
      if (left <= 0) throw new Error(`never: ${what}`);
      stage.run(20);
    }
  };
  const served = (): boolean =>
    [0, ...stage.cluster.groups].every((group) => stage.cluster.leaderOf(group) !== null);
  stage.start();
  until(served, 'all groups have leaders');
  const fleet = createFleet(stage.ports, plans);
  const context = new FaultContext(stage.cluster, stage.supervisor, stage.note);
  for (const fault of faults) time.after(fault.at, () => strike(context, fault));
  fleet.start();
  stage.run(forMs);
  fleet.stop();
  context.endAll();
  stage.supervisor.releaseAll(new Set());
  until(() => served() && fleet.busy === 0, 'all clients have ended');
  fleet.readAll([1, 2, 3]);
  until(() => fleet.busy === 0, 'all last reads have ended');
  return fleet;
}
