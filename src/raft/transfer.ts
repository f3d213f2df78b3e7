import { isVoter } from './conf.ts';
import type { Leadership } from './leadership.ts';
import { endLease } from './lease.ts';
import type { Progress } from './progress.ts';
import type { Raft } from './raft.ts';
import { dropTransfer } from './transitions.ts';
import { type DropReason, messageType, type ReplicaId } from './types.ts';

/*
 * Leadership transfer (thesis 3.10): stop serving, bring the target up to date, tell it to campaign at once. Proposals
 * stop because the target could never catch up with them (pitfall 60). Serving resumes if it does not lead in time.
 */

export function handleTransfer(raft: Raft, id: number, to: ReplicaId): void {
  const { lead, leader, config } = raft;
  const drop = (reason: DropReason): void => raft.out.drop({ id, reason, leader, executed: 'no' });
  if (lead === null) {
    drop('not_leader');
    return;
  }
  if (raft.transfer !== null) {
    drop('busy');
    return;
  }
  // A learner cannot win (pitfall 62), and a suspect does not campaign.
  if (!isVoter(raft.conf, to) || lead.member(to)?.suspect === true) {
    drop('unknown_target');
    return;
  }
  if (to === raft.id) {
    raft.out.transferred(id);
    return;
  }
  raft.transfer = {
    id,
    to,
    deadline: raft.now + config.electionTimeoutMinMs,
    number: ++lead.context,
    sent: false,
  };
  // Voters may follow the order from now on, whatever they promised before (pitfall 61).
  endLease(lead);
  lead.flushDue = true;
}

/** Sent once the target holds the whole log durably, and again with every heartbeat: it may be lost. */
export function advanceTransfer(raft: Raft, lead: Leadership, repeat: boolean): void {
  const { transfer, log } = raft;
  if (transfer === null || (transfer.sent && !repeat)) return;
  const target: Progress | undefined = lead.member(transfer.to);
  if (target === undefined || target.match !== log.last) return;
  transfer.sent = true;
  sendTimeoutNow(raft, target, transfer.number);
}

/** The order to campaign at once, for a member that holds the whole log. */
export function sendTimeoutNow(raft: Raft, target: Progress, number: number): void {
  const { last: index, lastTerm: logTerm } = raft.log;
  raft.send(messageType.timeoutNow, target.id, { index, logTerm, context: number });
}

export function expireTransfer(raft: Raft): void {
  const { transfer, lead } = raft;
  if (transfer === null || raft.now < transfer.deadline) return;
  if (lead !== null) {
    // A heartbeat with a later number tells the target that the order was given up (pitfall 61).
    lead.context++;
    const target = lead.member(transfer.to);
    if (target !== undefined) target.commitKnown = 0;
    lead.flushDue = true;
  }
  dropTransfer(raft, 'timed_out');
}
