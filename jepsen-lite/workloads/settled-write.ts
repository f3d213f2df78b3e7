import { type IncrementResult, KvError, type PutResult, UnknownOutcomeError } from 'ringkv';
import { type Ending, endingOf } from '../clients/outcome.ts';
import { servedFrom } from '../clients/typed-target.ts';
import { clientLimits } from '../limits.ts';

/** How the writes of a client ended, counted. */
export interface WriteFigures {
  dedupHits: number;
  unknownAtFirst: number;
  resolvedDone: number;
  resolvedNotDone: number;
}

/**
 * Runs an unconditional write of `v` until its outcome is known: one that is unknown is asked about, again and again for
 * {@link clientLimits}.resolveMs. Never rejects for what the cluster does. `pause` waits between two questions.
 *
 *     answered ──▶ ok
 *     unknown ──▶ resolve ──┬─ done ──▶ ok        no answer until the bound, or the identity has ended ──▶ info
 *                           └─ not done ──▶ fail
 *
 * "Its condition failed" is no answer to a write without one. It ends as `ok` with the reason as `err`: an `info` would
 * allow every final state, and the write that was not done would be missed by nobody.
 */
export async function settledWrite(
  v: number,
  call: () => Promise<PutResult | IncrementResult>,
  figures: WriteFigures,
  pause: () => Promise<void>,
): Promise<Ending> {
  try {
    const result = await call();
    if (result.deduplicated) figures.dedupHits++;
    const at = servedFrom(result, result.revision);
    return { type: 'ok', v, at, ...(!result.ok && { err: result.reason }) };
  } catch (error) {
    if (!(error instanceof UnknownOutcomeError)) return endingOf(error, false);
    figures.unknownAtFirst++;
    return resolved(error, v, figures, pause);
  }
}

/** Asking decides: what is answered "not done" can never happen any more. */
async function resolved(
  unknown: UnknownOutcomeError,
  v: number,
  figures: WriteFigures,
  pause: () => Promise<void>,
): Promise<Ending> {
  const deadline = performance.now() + clientLimits.resolveMs;
  while (performance.now() < deadline) {
    try {
      const resolution = await unknown.resolve({ timeoutMs: clientLimits.resolveTryMs });
      if (resolution.status === 'unknown') break;
      if (resolution.status === 'not_done') {
        figures.resolvedNotDone++;
        return { type: 'fail', err: 'not_done' };
      }
      figures.resolvedDone++;
      const { succeeded, reason, revision } = resolution.answer;
      // The exactly-once table keeps the revision, not who executed it: node and term are not known.
      const where = { partition: unknown.partition ?? 0, revision, term: 0, node: 0 };
      const at = { ...where, modRevision: revision };
      return { type: 'ok', v, at, ...(!succeeded && { err: reason ?? 'not succeeded' }) };
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      await pause();
    }
  }
  return { type: 'info', err: unknown.reason };
}
