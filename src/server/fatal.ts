import { writeSync } from 'node:fs';
import { DiskError, EngineError, isDamage } from '../storage/index.ts';
import { InvariantError } from '../util/assert.ts';

/** How kvd ends when it cannot go on; in `kvd --help` and docs/operations.md. */
export const exitCodes = {
  /** A broken invariant: a bug. */
  invariant: 70,
  /** A write, sync or read of the data directory failed (R16). */
  disk: 74,
} as const;

/**
 * Ends the process at once. Nothing is flushed, because nothing that was computed from here on can be trusted, and a
 * failed fsync must not be followed by a second one (R16). The last line is written synchronously.
 */
export function endProcess(error: Error): never {
  const isDisk = error instanceof DiskError || error instanceof EngineError || isDamage(error);
  const what = isDisk
    ? 'the disk failed'
    : error instanceof InvariantError
      ? 'broken invariant'
      : 'unexpected error';
  const line = {
    level: 60,
    time: Date.now(),
    fatal: what,
    msg: `kvd stops: ${what}: ${error.message}`,
    stack: error.stack,
  };
  try {
    writeSync(2, `${JSON.stringify(line)}\n`);
  } finally {
    process.exit(isDisk ? exitCodes.disk : exitCodes.invariant);
  }
}
