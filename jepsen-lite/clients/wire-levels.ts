import { ringkv } from '#proto';
import type { ReadLevel } from '../history/event.ts';

type Level = ReadLevel | 'linearizable';

const { ReadConsistency } = ringkv.v1;

const wireLevels: Readonly<Record<Level, ringkv.v1.ReadConsistency>> = {
  linearizable: ReadConsistency.LINEARIZABLE,
  leader_lease: ReadConsistency.LEADER_LEASE,
  session: ReadConsistency.SESSION,
  bounded_staleness: ReadConsistency.BOUNDED_STALENESS,
  eventual: ReadConsistency.EVENTUAL,
};

export function wireLevel(level: Level): ringkv.v1.ReadConsistency {
  return wireLevels[level];
}

/** Of an answer's header. */
export function levelName(wire: number): Level {
  const names = Object.keys(wireLevels) as Level[];
  return names.find((name) => wireLevels[name] === wire) ?? 'linearizable';
}
