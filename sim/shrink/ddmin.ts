/**
 * Delta debugging: a list from which no single part of the last division can be left out so that `fails` still holds.
 * Tries the halves first, then ever finer parts:
 *
 *   [ 1 2 3 4 5 6 7 8 ]     without 1-4? without 5-8?
 *   [ 1 2 3 4 ]             without 1-2? without 3-4?  ...  without 1? without 2? ...
 *
 * The list given fails. Stops with what it has when `expired` says so.
 */
export function ddmin<T>(
  items: readonly T[],
  fails: (rest: readonly T[]) => boolean,
  expired: () => boolean,
): readonly T[] {
  let kept = items;
  let parts = 1;
  while (kept.length > 0 && !expired()) {
    const size = Math.ceil(kept.length / parts);
    let smaller: readonly T[] | null = null;
    for (let from = 0; from < kept.length && smaller === null && !expired(); from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (fails(rest)) smaller = rest;
    }
    if (smaller !== null) {
      kept = smaller;
      parts = Math.max(1, Math.min(parts - 1, kept.length));
    } else if (size <= 1) break;
    else parts = Math.min(kept.length, 2 * parts);
  }
  return kept;
}
