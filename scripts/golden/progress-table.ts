import type { Index, ReplicaId } from '../../src/raft/types.ts';

/**
 * Where the voters stand, drawn as bars: the longer the bar, the more voters are behind. A voter that has not been heard
 * has none, and counts as one at 0.
 *
 *          idx
 *   xx>     12    (id=1)      two voters are behind 12
 *   x>       5    (id=2)
 *   ?        0    (id=3)
 */
export function progressTable(
  ids: readonly ReplicaId[],
  heard: ReadonlyMap<ReplicaId, Index>,
): string {
  if (ids.length === 0) return '<empty majority quorum>';
  const indexOf = (id: ReplicaId): Index => heard.get(id) ?? 0;
  const width = ids.length + 1;
  const rows = ids.map((id) => {
    const behind = ids.filter((other) => indexOf(other) < indexOf(id)).length;
    const bar = heard.has(id) ? `${'x'.repeat(behind)}>` : '?';
    return `${bar.padEnd(width)} ${String(indexOf(id)).padStart(5)}    (id=${id})\n`;
  });
  return `${' '.repeat(width)}   idx\n${rows.join('')}`;
}
