import { readFileSync } from 'node:fs';
import { loadHash } from '../src/util/hash.ts';
import { parseSimOptions, type SimOptions, UsageError, usageText } from './cli/options.ts';
import { SeedPool } from './cli/pool.ts';
import { Totals } from './cli/summary.ts';
import type { SeedOrder } from './cli/worker.ts';
import { runMutants } from './mutants/run-mutants.ts';
import { drawSchedule } from './plan/draw-schedule.ts';
import { runSchedule, type SeedReport } from './run/seed-report.ts';
import type { Schedule } from './schedule.ts';

const VIOLATION = 1;
const USAGE = 2;
/** One seed in so many runs twice. */
const twiceEvery = 10;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--mutants')) return await runMutants(args);
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
  process.stdout.write(`${JSON.stringify(totals.summary(performance.now() - started))}\n`);
  return totals.failed.length > 0 ? VIOLATION : 0;
}

async function runOne(options: SimOptions, done: (report: SeedReport) => void): Promise<void> {
  const { replay, from, verbose, checkDeterminism: twice } = options;
  const hash = await loadHash();
  const schedule: Schedule =
    replay === null ? drawSchedule(from) : (JSON.parse(readFileSync(replay, 'utf8')) as Schedule);
  const note = verbose ? (line: string) => process.stdout.write(`${line}\n`) : null;
  done(runSchedule(hash, schedule, { note, twice }));
}

function* ordersOf({ from, seeds, checkDeterminism }: SimOptions): Iterable<SeedOrder> {
  for (let seed = from; seed < from + seeds; seed++) {
    yield { seed, twice: checkDeterminism || seed % twiceEvery === 0 };
  }
}

function lineOf({ seed, violation, operations, simulatedMs, struck }: SeedReport): string {
  const faults = Object.values(struck).reduce((sum, count) => sum + count, 0);
  const seconds = (simulatedMs / 1_000).toFixed(1);
  const run = `seed ${seed}: ${seconds} s, ${operations} operations, ${faults} faults`;
  return violation === null ? run : `${run}: ${violation.checker}: ${violation.message}`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  tell(error.message);
  process.exitCode = USAGE;
}
