import { assert } from '../util/assert.ts';
import { advanceCommit } from './commit.ts';
import { encodeConf, isJoint, isVoter } from './conf.ts';
import { changeSimple, enterJoint, leaveJoint, needsJoint } from './conf-change.ts';
import { entryBytes } from './entry-cache.ts';
import type { Leadership } from './leadership.ts';
import { voteResult } from './quorum.ts';
import type { Raft } from './raft.ts';
import { confirmReads } from './read-index.ts';
import { sendHeartbeat } from './replication.ts';
import { sendTimeoutNow } from './transfer.ts';
import { becomeFollower, dropTransfer } from './transitions.ts';
import {
  type ConfState,
  type ConfStep,
  type DropReason,
  entryKind,
  type Index,
  type ReplicaId,
} from './types.ts';

/*
 * Membership (thesis chapter 4). A configuration is active from the moment it is appended, committed or not (R8), so
 * nothing needs to be told when it commits, and truncation takes it back (see `log.ts`). One change at a time:
 *
 *             changeConf                          committed                       committed
 *   simple ──────────────▶ simple'  (one voter)  ───────────▶ done
 *      └─────────────────▶ joint    (several)    ───────────▶ leave, appended by the leader ───▶ done
 *
 * A joint configuration needs both majorities; whoever leads when it is committed leaves it, also a new leader that
 * found itself inside (once its no-op is committed, pitfall 53).
 */

export function handleChangeConf(
  raft: Raft,
  id: number,
  steps: readonly ConfStep[],
  planned: Index,
): void {
  const { lead, leader, conf } = raft;
  const drop = (reason: DropReason): void => raft.out.drop({ id, reason, leader, executed: 'no' });
  if (lead === null || !raft.isVoter) {
    drop('not_leader');
  } else if (raft.transfer !== null) {
    drop('transferring');
  } else if (raft.commit < lead.startIndex) {
    // Ongaro's bug of 2015: two leaders, each with a change that the other never saw, and disjoint quorums (50).
    drop('not_ready');
  } else if (isJoint(conf) || conf.index > raft.commit) {
    drop('change_pending');
  } else if (planned !== conf.index) {
    drop('stale_plan');
  } else {
    const change = needsJoint(conf, steps)
      ? enterJoint(conf, steps, true)
      : changeSimple(conf, steps);
    if (!change.ok) {
      drop('invalid_change');
      return;
    }
    // A majority of suspects commits nothing, and this configuration could not be left again.
    const isTrusted = (voter: ReplicaId): boolean => lead.member(voter)?.suspect !== true;
    if (voteResult(change.conf, isTrusted) !== 'won') {
      drop('not_ready');
      return;
    }
    const index = appendConf(raft, lead, change.conf);
    raft.out.accept({ id, first: index, last: index, term: raft.term });
  }
}

/** What a committed configuration asks of the leader. Called with every flush. */
export function followConf(raft: Raft, lead: Leadership): void {
  const { conf, commit } = raft;
  if (conf.index > commit || commit < lead.startIndex) return;
  // Neither quota nor transfer holds it up: a group must not stay joint (pitfall 52).
  if (isJoint(conf)) {
    const left = leaveJoint(conf);
    assert(left.ok, () => `joint configuration ${conf.index} cannot be left`);
    appendConf(raft, lead, left.conf);
  } else if (!isVoter(conf, raft.id) && commit === raft.log.last) resign(raft, lead);
}

function appendConf(raft: Raft, lead: Leadership, next: ConfState): Index {
  const { log, term } = raft;
  const index = log.last + 1;
  const data = encodeConf({ ...next, index });
  const entry = { index, term, kind: entryKind.conf, data };
  raft.append([entry]);
  lead.uncommittedBytes += entryBytes(entry);
  lead.flushDue = true;
  lead.reconfigure(raft.conf, raft.config, index, raft.now);
  if (raft.transfer !== null && !isVoter(raft.conf, raft.transfer.to)) {
    dropTransfer(raft, 'unknown_target');
  }
  // A smaller quorum may have been reached already, for entries and for reads (pitfall 57).
  advanceCommit(raft, lead);
  confirmReads(raft, lead);
  return index;
}

/**
 * This leader was removed or demoted, and a majority of the others has that on disk. It tells them that it is
 * committed, and orders the best of them to campaign, so that nobody has to wait for a timeout (pitfalls 55, 56).
 */
function resign(raft: Raft, lead: Leadership): void {
  for (const member of lead.members) sendHeartbeat(raft, lead, member);
  const heir = lead.members.find(
    (member) => member.isVoter && !member.suspect && member.match === raft.log.last,
  );
  lead.context++;
  if (heir !== undefined) sendTimeoutNow(raft, heir, lead.context);
  becomeFollower(raft, raft.term, 0);
}
