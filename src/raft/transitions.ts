import { assert } from '../util/assert.ts';
import { emptyBytes } from '../util/bytes.ts';
import { entryBytes } from './entry-cache.ts';
import { dropFollowerReads } from './follower-read.ts';
import { Leadership } from './leadership.ts';
import type { CoreRole, Raft } from './raft.ts';
import { dropReads } from './read-index.ts';
import { clearSuspicion, heardFromLeader, restartElectionTimer } from './timers.ts';
import { type Entry, entryKind, type ReplicaId, type Term } from './types.ts';

/*
 *                 timeout            quorum of pre-votes          quorum of votes
 *    follower -----------> precandidate --------------> candidate --------------> leader
 *        ^                   |   ^  |                     |  |                      |
 *        |                   |   +--+ timeout <-----------+  |                      |
 *        +-------------------+-------------------------------+----------------------+
 *           a leader, a higher term, a lost vote; for a leader also: no quorum in touch, a stalled disk
 *
 * These four functions are the only ones that change the role. An edge not drawn is a broken invariant. (A transfer
 * takes a follower straight to candidate.)
 */

export function becomeFollower(raft: Raft, term: Term, leader: ReplicaId): void {
  assert(term >= raft.term, () => `follower of term ${term} in term ${raft.term}`);
  const before: CoreRole = raft.role;
  if (term === raft.term && before === 'follower' && leader === raft.leader) return;
  if (raft.lead !== null) dropReads(raft, raft.lead, leader);
  raft.lead = null;
  adoptTerm(raft, term);
  raft.role = 'follower';
  raft.votes.clear();
  // Refusing the vote that brought the term must not push the own election back (pitfall 12), so a follower keeps
  // its timer. The others had none of a follower.
  if (before !== 'follower') restartElectionTimer(raft);
  setLeader(raft, leader);
}

/** Asks whether an election could be won, without touching the term (thesis 9.6). */
export function becomePreCandidate(raft: Raft): void {
  assert(raft.role !== 'leader', () => `leader of term ${raft.term} to pre-candidate`);
  raft.role = 'precandidate';
  // Both must go, or a dead leader's name keeps everybody from voting (pitfall 9).
  raft.votes.clear();
  forgetLeader(raft);
  restartElectionTimer(raft);
  raft.suspicionRounds++;
  raft.campaigns++;
}

export function becomeCandidate(raft: Raft): void {
  assert(raft.role !== 'leader', () => `leader of term ${raft.term} to candidate`);
  adoptTerm(raft, raft.term + 1);
  raft.role = 'candidate';
  raft.vote = raft.id;
  raft.votes.clear();
  forgetLeader(raft);
  restartElectionTimer(raft);
}

/** Appends the no-op at once: nothing of earlier terms commits before it, and no read is served (pitfalls 1, 63). */
export function becomeLeader(raft: Raft): void {
  assert(raft.role === 'candidate', () => `${raft.role} of term ${raft.term} to leader`);
  raft.role = 'leader';
  raft.leader = raft.id;
  raft.votes.clear();
  raft.campaigns = 0;
  clearSuspicion(raft);
  // A transfer of an earlier leadership: its target did not come to lead.
  dropTransfer(raft, 'leadership_lost');
  const index = raft.log.last + 1;
  const noop: Entry = { index, term: raft.term, kind: entryKind.noop, data: emptyBytes() };
  const lead = new Leadership(index);
  lead.reconfigure(raft.conf, raft.config, index, raft.now);
  lead.uncommittedBytes = entryBytes(noop);
  raft.lead = lead;
  raft.append([noop]);
}

/** Ends the pending transfer without the target leading. What was sent may still take effect. */
export function dropTransfer(
  raft: Raft,
  reason: 'leadership_lost' | 'timed_out' | 'unknown_target',
): void {
  const { transfer, leader } = raft;
  if (transfer === null) return;
  raft.transfer = null;
  const executed = transfer.sent ? 'unknown' : 'no';
  raft.out.drop({ id: transfer.id, reason, leader, executed });
}

function adoptTerm(raft: Raft, term: Term): void {
  if (term === raft.term) return;
  raft.term = term;
  raft.vote = 0;
  raft.seenContext = 0;
  raft.session = 0;
}

function forgetLeader(raft: Raft): void {
  raft.leader = 0;
  dropFollowerReads(raft);
}

function setLeader(raft: Raft, leader: ReplicaId): void {
  // Its term may be another one though its name is not: what was asked before is lost all the same.
  dropFollowerReads(raft);
  raft.leader = leader;
  if (leader === 0) return;
  if (raft.transfer?.to === leader) {
    raft.out.transferred(raft.transfer.id);
    raft.transfer = null;
  }
  dropTransfer(raft, 'leadership_lost');
  raft.campaigns = 0;
  // A new leader is not the one that was suspected.
  clearSuspicion(raft);
  raft.leaderHeardAt = Number.NEGATIVE_INFINITY;
  heardFromLeader(raft, raft.now);
}
