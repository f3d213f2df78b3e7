import { readFileSync } from 'node:fs';
import { BenchError, oneLine } from './errors.ts';
import { targets } from './plan.ts';
import type { Result } from './result.ts';

/** What an earlier run wrote with `--json`: one object or an array. A {@link BenchError} for anything else. */
export function readResults(path: string): readonly Result[] {
  const found = parsed(path);
  const results: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (results.length > 0 && results.every(isResult)) return results;
  throw new BenchError(`--from: ${path} holds no results of this version of npm run bench`, 2);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BenchError(`--from: ${path}: ${oneLine(error)}`, 2);
  }
}

/** By the fields that came last: what has them has the others. */
function isResult(value: unknown): value is Result {
  if (typeof value !== 'object' || value === null) return false;
  const { name, target, latencyMs, environment } = value as Partial<Result>;
  return (
    typeof name === 'string' &&
    targets.some((known) => known === target) &&
    typeof latencyMs?.p99 === 'number' &&
    typeof environment?.firstWarmUpSeconds === 'number'
  );
}
