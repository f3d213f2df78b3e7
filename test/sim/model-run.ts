import { checkRun, type RunCheck } from '../../sim/checkers/index.ts';
import {
  type ClientPlan,
  createFleet,
  drawClients,
  type History,
} from '../../sim/clients/index.ts';
import { Random } from '../../src/util/random.ts';
import { type ModelBugs, ModelCluster } from './model-cluster.ts';

export const shape = { nodes: 3, partitions: 2, safetyMs: 12_000, operations: 450, leases: true };

/** A whole run of drawn clients against the model, with last reads. */
export function runModel(seed: number, bugs: ModelBugs = {}, plans?: ClientPlan[]): History {
  const random = new Random(seed);
  const cluster = new ModelCluster(random.fork(1), bugs);
  const fleet = createFleet(cluster, plans ?? drawClients(random.fork(2), shape));
  fleet.start();
  cluster.time.run(shape.safetyMs);
  fleet.stop();
  cluster.calm = true;
  cluster.time.until(() => fleet.busy === 0, 'all clients have ended');
  fleet.readAll([1, 2, 3]);
  cluster.time.until(() => fleet.busy === 0, 'all last reads have ended');
  return fleet.history;
}

/** The names of the checkers that find something wrong. */
export function convicted(history: History): string[] {
  return checkRun(history)
    .filter(({ verdict }) => verdict === 'invalid')
    .map(({ name }) => name);
}

export function complaints(history: History): RunCheck[] {
  return checkRun(history).filter(({ verdict }) => verdict !== 'valid');
}
