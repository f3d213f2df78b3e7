/**
 * The stamp of log entries (R28): the lower median of the voters' wall clocks, never below the last one given. Each
 * clock is an offset from our monotonic clock, so between heartbeats the median advances without jumps; the lower
 * median lets no minority of fast clocks expire anything early.
 */
export function medianWallMs(offsets: number[], now: number): number {
  offsets.sort((a, b) => a - b);
  const middle = offsets[(offsets.length - 1) >> 1];
  return middle === undefined ? 0 : Math.max(0, Math.floor(now + middle));
}

/** How far the furthest clock is from the median, in milliseconds. */
export function skewMs(offsets: readonly number[]): number {
  const sorted = [...offsets].sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1];
  if (middle === undefined) return 0;
  return Math.max(...sorted.map((offset) => Math.abs(offset - middle)));
}
