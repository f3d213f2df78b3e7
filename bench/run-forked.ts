/** The other side of `Forked`: what every process that the benchmark forks does around its work. */
import { oneLine } from './errors.ts';

/** Performs the argument that the process was started with, and ends it. */
export async function runForked<Argument>(
  perform: (argument: Argument) => Promise<void>,
): Promise<never> {
  // The benchmark is gone: nobody wants the figures.
  process.once('disconnect', () => process.exit(1));
  try {
    await perform(JSON.parse(process.argv[2] ?? '') as Argument);
  } catch (error) {
    await tell({ kind: 'failed', message: oneLine(error) });
  }
  process.exit(0);
}

/** Resolves when the message is on its way, so that the process may end. */
export function tell<Report extends object>(report: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(report, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}
