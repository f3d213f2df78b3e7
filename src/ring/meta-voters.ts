import { at } from '../util/assert.ts';
import { eligible, type Member } from './member.ts';
import { ZoneCount, zoneRules } from './zones.ts';

/** More voters would slow topology changes; five already survive two failures (R13). */
const META_VOTERS_MAX = 5;

/**
 * Member ids that vote in the meta group: min(5, nodes) rounded down to odd, spread over zones as evenly as replicas
 * are (R13). Voters so far stay as long as they fit, because each change is a configuration change; the rest are the
 * lowest ids. Ascending.
 */
export function metaVoters(
  members: readonly Member[],
  previous: readonly number[] = [],
): readonly number[] {
  const nodes = eligible(members);
  if (nodes.length === 0) return [];
  const most = Math.min(META_VOTERS_MAX, nodes.length);
  const rules = zoneRules(nodes, most % 2 === 0 ? most - 1 : most);
  const isVoter = (index: number): boolean => previous.includes(at(nodes, index, 'node').id);
  const indexes = nodes.map((_, index) => index);
  const zones = new ZoneCount(rules);
  const voters: number[] = [];
  for (const index of [...indexes.filter(isVoter), ...indexes.filter((i) => !isVoter(i))]) {
    if (!zones.mayAdd(index)) continue;
    zones.add(index);
    voters.push(at(nodes, index, 'node').id);
  }
  return voters.sort((a, b) => a - b);
}
