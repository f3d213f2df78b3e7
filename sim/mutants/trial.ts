import { loadHash } from '../../src/util/hash.ts';
import type { Violation } from '../contract.ts';
import { drawSchedule } from '../plan/draw-schedule.ts';
import { Simulation } from '../run/simulation.ts';
import { defaultOptions } from '../run/stage.ts';
import type { Cluster } from '../world/cluster.ts';
import { withoutFaults } from './calm.ts';

/** One seed, in the copy of the simulator that holds the mutant. */
export interface TrialOrder {
  readonly seed: number;
  readonly faults: boolean;
  readonly losses: boolean;
  /** Whether the cores are watched, or only what clients see is judged. */
  readonly watch: boolean;
}

export interface TrialVerdict {
  readonly seed: number;
  readonly violation: Violation | null;
}

const hash = await loadHash();

process.on('message', (order: TrialOrder) => process.send?.(verdictOf(order)));
process.on('disconnect', () => process.exit(0));

function verdictOf({ seed, faults, losses, watch }: TrialOrder): TrialVerdict {
  const drawn = drawSchedule(seed, losses ? { losses } : {});
  const schedule = faults ? drawn : withoutFaults(drawn);
  const simulation = new Simulation(hash, schedule, { ...defaultOptions, watch });
  const { violation } = simulation.run();
  return { seed, violation: violation && named(violation, simulation.stage.cluster) };
}

/** Replicas that are late and replicas that are wrong are not the same: only the second is a matter of safety. */
function named(violation: Violation, cluster: Cluster): Violation {
  const apart = violation.checker === 'convergence' && [0, ...cluster.groups].some(diverges);
  return apart ? { ...violation, checker: 'state-hash' } : violation;

  function diverges(group: number): boolean {
    const hashes = new Map<number, number>();
    return cluster.nodes.some((node) => {
      const partition = node.alive ? node.host.group(group)?.partition : undefined;
      if (partition === undefined) return false;
      const { appliedIndex, hash: rows } = partition;
      const other = hashes.get(appliedIndex) ?? rows;
      hashes.set(appliedIndex, rows);
      return other !== rows;
    });
  }
}
