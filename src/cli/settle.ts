import type { Resolution } from '../client/index.ts';
import { CliError, exitCodes } from './errors.ts';
import { ExpectedFailure } from './failure.ts';
import { type Format, json, type Output } from './output.ts';

type Resolve = (options: { readonly timeoutMs: number }) => Promise<Resolution>;

/** Whether the partition can be asked what became of it; by its fields, as `failure.ts` says why. */
export function canSettle(error: unknown): error is Error & { readonly resolve: Resolve } {
  return (
    error instanceof Error &&
    (error as Error & { outcome?: unknown }).outcome === 'unknown' &&
    typeof (error as Error & { resolve?: unknown }).resolve === 'function'
  );
}

/**
 * A write of this command was sent and nobody answered. Before the process ends, and its identity with it, the partition is asked
 * once what became of it (R31): nobody else ever could. Prints what was done, or throws what is known now: the write never runs, or
 * nobody can tell, and then that is the error that there was.
 */
export async function settle(
  error: Error & { readonly resolve: Resolve },
  timeoutMs: number,
  out: Output,
  format: Format,
): Promise<void> {
  const resolution = await error.resolve({ timeoutMs }).catch((): null => null);
  if (resolution === null || resolution.status === 'unknown') throw error;
  if (resolution.status === 'not_done') {
    const message = `${error.message}; asked again: it was not done, and never will be`;
    throw new CliError(message, exitCodes.unavailable);
  }
  const { succeeded, revision, version, value } = resolution.answer;
  if (!succeeded) {
    const message = `its answer had been lost, and it was refused at revision ${revision}: nothing changed`;
    const reason = resolution.answer.reason ?? 'CONDITION_FAILED';
    throw new ExpectedFailure(message, exitCodes.conditionFailed, reason, { revision, value });
  }
  await out.write(
    format === 'json'
      ? `${json({ resolved: true, revision, version, value })}\n`
      : `done at revision ${revision}; its answer had been lost\n`,
  );
}
