import type { Mutant } from './mutant.ts';
import { type MutantOptions, mutantsUsage, parseMutantOptions } from './options.ts';
import { markdownOf, summaryOf, tableOf } from './report.ts';
import { type TriedMutant, tryMutant } from './try-mutant.ts';

/** `npm run sim -- --mutants`: every bug of the catalogue must be caught, by name. Returns the exit code. */
export async function runMutants(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(mutantsUsage());
    return 0;
  }
  const options = parseMutantOptions(args);
  if (options.list) {
    for (const { name, bug } of options.mutants) process.stdout.write(`${name}: ${bug}\n`);
    return 0;
  }
  const started = performance.now();
  const tried = await tryAll(options);
  process.stdout.write(`${options.markdown ? markdownOf(tried) : tableOf(tried)}\n`);
  const summary = summaryOf(tried, performance.now() - started);
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  return summary.caught === summary.mutants ? 0 : 1;
}

/** Several at a time; the results in the order of the catalogue. */
async function tryAll(options: MutantOptions): Promise<TriedMutant[]> {
  const results = new Map<Mutant, TriedMutant>();
  const waiting = options.mutants[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const mutant of waiting) {
      const result = await tryMutant(mutant, options);
      results.set(mutant, result);
      process.stderr.write(`${lineOf(result)}\n`);
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return options.mutants.flatMap((mutant) => results.get(mutant) ?? []);
}

function lineOf({ mutant, blunt, caught, caughtByHistories, seconds }: TriedMutant): string {
  const calm = blunt === null ? '' : ` (without faults: ${blunt.violation?.checker})`;
  const how =
    caught === null
      ? 'not caught'
      : `seed ${caught.seeds}, ${seconds.toFixed(1)} s, ${caught.checker}: ${caught.message.split('\n')[0]}`;
  const clients =
    caughtByHistories === null
      ? ''
      : `; by histories alone: seed ${caughtByHistories.seeds}, ${caughtByHistories.checker}`;
  return `${mutant.name}${calm}: ${how}${clients}`;
}
