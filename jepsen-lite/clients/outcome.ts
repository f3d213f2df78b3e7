import { AbortError, ClosedError, KvError } from 'ringkv';
import type { ServedFrom } from '../history/event.ts';

/** How an operation ended, as its history line says it. */
export interface Ending {
  readonly type: 'ok' | 'fail' | 'info';
  readonly v?: unknown;
  readonly at?: ServedFrom;
  readonly err?: string;
}

/**
 * What a failed call means for the history. Only two things are a `fail`: a read, which changes nothing whatever
 * happened to it, and a write of which the system itself said that it never took effect. Everything else, and above
 * all what nobody thought of, is unknown: a `fail` that took effect after all would hide a bug in the checker's eyes.
 */
export function endingOf(error: unknown, isRead: boolean): Ending {
  const err = reasonOf(error);
  if (isRead) return { type: 'fail', err };
  return error instanceof KvError && error.outcome === 'not_executed'
    ? { type: 'fail', err }
    : { type: 'info', err };
}

function reasonOf(error: unknown): string {
  if (error instanceof AbortError || error instanceof ClosedError) return error.reason;
  if (error instanceof KvError) return error.reason;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
