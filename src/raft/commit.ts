import type { Leadership } from './leadership.ts';
import { quorumValue } from './quorum.ts';
import type { Raft } from './raft.ts';

/**
 * Commits what a majority has durably, but only by an entry of the own term: an older one that a majority holds can
 * still be overwritten (section 5.4.2, Figure 8, pitfall 1). The leader counts for what its own disk has (38).
 */
export function advanceCommit(raft: Raft, lead: Leadership): void {
  const own = raft.persistedIndex;
  const index =
    // Planted bug (R45): what is in one log counts as committed.
    raft.config.planted?.ackBeforeQuorum === true
      ? own
      : quorumValue(raft.conf, (id) => (id === raft.id ? own : (lead.counted(id)?.match ?? 0)));
  if (index > raft.commit && index >= lead.startIndex) raft.commitTo(index);
}
