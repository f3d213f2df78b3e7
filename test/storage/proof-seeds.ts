const { STORAGE_SEED: only, STORAGE_SEEDS: many } = process.env;

/** `STORAGE_SEEDS=n` runs that many of each proof, `STORAGE_SEED=n` replays one. */
export function seeds(count: number): number[] {
  if (only !== undefined) return [Number(only)];
  return Array.from({ length: Number(many ?? count) }, (_, i) => i + 1);
}

/** One seed alone does not reach everything that a run must have seen. */
export const isReplay = only !== undefined;
