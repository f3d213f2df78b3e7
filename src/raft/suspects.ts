import type { Leadership } from './leadership.ts';
import type { Raft } from './raft.ts';
import { dropTransfer } from './transitions.ts';
import type { Message } from './types.ts';

/*
 * The leader's side of `suspicion.ts`. A session is the time in which a member's answers count. All members begin in
 * session 0; for one that turns out to be suspect a new one begins, with nothing known of the member, and what it or a
 * former life of it answered before belongs to an older session, however late it comes.
 */

/** A member says that it is suspect. True when the leader did not know that of this life of it. */
export function meetSuspect(raft: Raft, lead: Leadership, m: Message): boolean {
  const member = lead.member(m.from);
  if (member === undefined || m.life === 0 || m.life === member.life) return false;
  member.forget(m.life, ++lead.lastSession, raft.log.last + 1);
  member.heardAt = raft.now;
  // It would not follow an order to campaign.
  if (raft.transfer?.to === member.id) dropTransfer(raft, 'unknown_target');
  lead.flushDue = true;
  return true;
}

/** Whether an answer of a member counts at all; and from now on the member is what the answer says, suspect or not. */
export function isOfSession(raft: Raft, lead: Leadership, m: Message): boolean {
  const member = lead.member(m.from);
  if (member === undefined || meetSuspect(raft, lead, m) || m.session !== member.session) {
    return false;
  }
  member.suspect = m.life !== 0;
  return true;
}
