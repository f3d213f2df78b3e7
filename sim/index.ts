import { loadHash } from '../src/util/hash.ts';
import { parseSimOptions, type SimOptions, UsageError, usageText } from './cli/options.ts';
import { SeedPool } from './cli/pool.ts';
import { readSchedule, saveSchedule } from './cli/schedule-files.ts';
import { measureSpeed } from './cli/speed.ts';
import { Totals } from './cli/summary.ts';
import type { SeedOrder } from './cli/worker.ts';
import { runMutants } from './mutants/run-mutants.ts';
import { drawSchedule } from './plan/draw-schedule.ts';
import { runSchedule, type SeedReport } from './run/seed-report.ts';
import type { Schedule } from './schedule.ts';
import { Shrinker } from './shrink/shrink.ts';

const VIOLATION = 1;
const USAGE = 2;
/** One seed in so many runs twice. */
const twiceEvery = 20;
/** From so many seeds on, a rare state that none of them reached is a failure of the run. */
const nightlySeeds = 1_000;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--mutants')) return runMutants(args);
  if (args.includes('--speed')) {
    if (args.length > 1) throw new UsageError('--speed stands alone');
    return measureSpeed(tell);
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usageText());
    return 0;
  }
  const options = parseSimOptions(args);
  const started = performance.now();
  const totals = new Totals();
  const done = (report: SeedReport): void => {
    totals.add(report);
    if (!options.json) tell(lineOf(report));
  };
  if (options.replay !== null || options.seeds === 1) await runOne(options, done);
  else {
    await new SeedPool(options.workers, options.from, ordersOf(options), done).run();
  }
  const [worst] = totals.failed;
  const summary = totals.summary(performance.now() - started);
  if (worst !== undefined) await explain(options, worst);
  const missed = Object.entries(summary.probes).flatMap(([name, hits]) =>
    hits === 0 ? [name] : [],
  );
  const isBlind = options.seeds >= nightlySeeds && missed.length > 0;
  if (isBlind) tell(`never reached by ${options.seeds} seeds: ${missed.join(', ')}`);
  tell(`${(summary.simulatedSeconds / summary.wallSeconds).toFixed(0)} times as fast as real time`);
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  return worst === undefined && !isBlind ? 0 : VIOLATION;
}

async function runOne(options: SimOptions, done: (report: SeedReport) => void): Promise<void> {
  const { verbose, checkDeterminism: twice } = options;
  const hash = await loadHash();
  const note = verbose ? (line: string) => process.stdout.write(`${line}\n`) : null;
  done(runSchedule(hash, scheduleOf(options, options.from), { note, twice }));
}

function scheduleOf({ replay, losses }: SimOptions, seed: number): Schedule {
  if (replay !== null) return readSchedule(replay);
  return drawSchedule(seed, losses ? { losses } : {});
}

/** Says what was violated, by how little, and the one command that shows it again. */
async function explain(options: SimOptions, { seed, violation }: SeedReport): Promise<void> {
  if (violation === null) return;
  tell(`\nseed ${seed} violates ${violation.checker}: ${violation.message}`);
  const schedule = scheduleOf(options, seed);
  const again =
    options.replay === null
      ? `--seed ${seed}${options.losses ? ' --losses' : ''}`
      : `--replay ${options.replay}`;
  tell(`again: npm run sim -- ${again}`);
  // A run that is not the same twice cannot be made smaller.
  if (options.shrinkSeconds === 0 || violation.checker === 'determinism') return;
  const hash = await loadHash();
  const until = performance.now() + 1_000 * options.shrinkSeconds;
  const judge = (candidate: Schedule): SeedReport => runSchedule(hash, candidate);
  const shrinker = new Shrinker(judge, schedule, violation, () => performance.now() > until);
  const shrunk = shrinker.run();
  const path = saveSchedule(shrunk.schedule, shrunk.violation);
  tell(
    `smaller, after ${shrunk.tries} tries: ${sizesOf(shrunk.schedule)}; ${shrunk.violation.message}\n` +
      `replay: npm run sim -- --replay ${path} --verbose`,
  );
}

function sizesOf({ faults, clients, cluster, safetyMs }: Schedule): string {
  const operations = clients.reduce((sum, client) => sum + client.operations.length, 0);
  return (
    `${cluster.nodes} nodes, ${cluster.partitions} partitions, ${faults.length} faults, ` +
    `${operations} operations in ${safetyMs} ms`
  );
}

function* ordersOf({ from, seeds, checkDeterminism, losses }: SimOptions): Iterable<SeedOrder> {
  for (let seed = from; seed < from + seeds; seed++) {
    yield { seed, twice: checkDeterminism || seed % twiceEvery === 0, losses };
  }
}

function lineOf({ seed, violation, operations, simulatedMs, struck }: SeedReport): string {
  const faults = Object.values(struck).reduce((sum, count) => sum + count, 0);
  const seconds = (simulatedMs / 1_000).toFixed(1);
  const run = `seed ${seed}: ${seconds} s, ${operations} operations, ${faults} faults of ${Object.keys(struck).length} kinds`;
  return violation === null ? run : `${run}: ${violation.checker}: ${violation.message}`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  tell(`${error.message}\n\n${usageText()}`);
  process.exitCode = USAGE;
}
