import type { Random } from '../../src/util/random.ts';
import type { FaultEvent } from '../faults/events.ts';
import type { ClusterPlan } from '../schedule.ts';
import type { Drawn, Shape } from './fault-draws.ts';
import { type FamilyName, families } from './fault-families.ts';
import { pick, pickSome, pickWeighted } from './pick.ts';

/** A run has at least so many families of faults, each of a kind of its own (R45). */
const fewestFamilies = 3;

/** Faults for a run: some families, each with a weight; few long ones, many short ones, or any mix between. */
export function drawFaults(random: Random, cluster: ClusterPlan, safetyMs: number): FaultEvent[] {
  const possible = (Object.keys(families) as FamilyName[]).filter(
    (name) => cluster.nodes > 1 || families[name].alone,
  );
  const count = random.between(fewestFamilies, possible.length);
  const chosen = pickSome(random, possible, count).map(
    (name) => [name, random.between(1, 100)] as const,
  );
  const shape = drawShape(random, cluster);
  const meanGapMs = pick(random, [150, 500, 1_000, 3_000]);
  const faults: FaultEvent[] = [];
  const add = (name: FamilyName, at: number): void => {
    // A stream of its own for each: what one draws does not move the others.
    const drawn: readonly Drawn[] = families[name].draw(random.fork(faults.length), shape);
    for (const { afterMs = 0, ...fault } of drawn) {
      // Nothing new breaks once everything has to heal.
      faults.push({ ...fault, at: Math.min(at + afterMs, safetyMs) });
    }
  };
  // Each family at least once, whatever the weights say.
  for (const [name] of chosen) add(name, random.between(0, safetyMs));
  let now = random.between(0, 2 * meanGapMs);
  while (now < safetyMs) {
    add(pickWeighted(random, chosen), now);
    now += random.between(1, 2 * meanGapMs);
    // A quarter of the time nothing new breaks: what has healed has to work, too.
    if (random.chance(1, 10)) now += 3 * meanGapMs;
  }
  return faults.sort((one, other) => one.at - other.at);
}

export function drawShape(random: Random, cluster: ClusterPlan): Shape {
  const { electionTimeoutMaxMs } = cluster.raft;
  return {
    cluster,
    /** From far below an election timeout to several of them. */
    lastsMaxMs: Math.ceil(electionTimeoutMaxMs * pick(random, [0.4, 1.5, 4])),
    downMaxMs: Math.ceil(electionTimeoutMaxMs * pick(random, [0.2, 1, 4])),
  };
}
