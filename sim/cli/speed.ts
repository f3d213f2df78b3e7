import { loadHash } from '../../src/util/hash.ts';
import { drawSchedule } from '../plan/draw-schedule.ts';
import { runSchedule } from '../run/seed-report.ts';

/** What the speed is quoted for: the swarm of any run, on so many nodes and with so many operations. */
const sizes = { nodes: 3, operations: 4_200 } as const;
/** Runs that nobody counts: the first ones wait for the compiler. */
const warmUpSeeds = 10;
const seeds = 20;

/**
 * `npm run sim -- --speed`: how much faster than real time one process simulates three nodes under some 50 operations a
 * second, with every fault, watcher and checker. Returns the exit code.
 */
export async function measureSpeed(print: (line: string) => void): Promise<number> {
  const hash = await loadHash();
  let [simulatedMs, wallMs, operations] = [0, 0, 0];
  for (let seed = 1; seed <= warmUpSeeds + seeds; seed++) {
    const started = performance.now();
    const report = runSchedule(hash, drawSchedule(seed, sizes));
    const tookMs = performance.now() - started;
    const { violation } = report;
    if (violation !== null) {
      print(`seed ${seed} violates ${violation.checker}: ${violation.message}`);
      return 1;
    }
    if (seed <= warmUpSeeds) continue;
    simulatedMs += report.simulatedMs;
    wallMs += tookMs;
    operations += report.operations;
    const { simulatedMs: ms } = report;
    print(`seed ${seed}: ${perSecond(report.operations, ms)} operations/s, ${times(ms, tookMs)}`);
  }
  print(
    `${sizes.nodes} nodes, ${perSecond(operations, simulatedMs)} operations/s: ${times(simulatedMs, wallMs)} ` +
      `as fast as real time, ${seeds} seeds, one process`,
  );
  return 0;
}

function perSecond(operations: number, ms: number): string {
  return (operations / (ms / 1_000)).toFixed(0);
}

function times(simulatedMs: number, wallMs: number): string {
  return `${(simulatedMs / wallMs).toFixed(0)} x`;
}
