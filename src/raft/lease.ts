import type { Leadership } from './leadership.ts';
import { promiseMs } from './lease-promise.ts';
import { quorumValue } from './quorum.ts';
import type { Raft } from './raft.ts';
import { isDiskStalled } from './timers.ts';
import type { Message } from './types.ts';

/*
 * Leader leases (thesis 6.4.1), opt-in. A read by lease asks nobody, so it is only as good as a promise of a quorum
 * that nobody else will lead meanwhile. Promises are explicit: a heartbeat asks, its reply gives (R7).
 *
 *   leader    sends round 7 at t0, asks ───────▶ voter   receives at t1, promises: no vote, no campaign
 *             lease until t0 + D(1-e) ◀─────────         until t1 + D(1+e)
 *
 * The leader counts from before the promise was given, the voter from after it was asked for. With clocks that run wrong
 * by e at most, the leader's slow and the voter's fast, both wait for D of true time. A promise yields to one thing: a campaign that this very leader ordered later, known
 * by a transfer number above the round that was promised (pitfall 61).
 */

/** Rounds remembered for the answers that are still to come; an older answer brings nothing worth having. */
const roundsMax = 64;

/** Asked by a heartbeat of the leader of this term. Returns whether the reply may promise. */
export function givePromise(raft: Raft, m: Message): boolean {
  const { leaseMs, leaseDriftPercent } = raft.config;
  if (!m.promise || leaseMs === 0 || raft.suspicion !== null) return false;
  const until = raft.now + promiseMs(leaseMs, leaseDriftPercent);
  const { promise } = raft;
  // The round counts only upwards: a delayed heartbeat must not make an old transfer good again.
  const isOlder = promise.term === m.term && promise.context > m.context;
  const context = isOlder ? promise.context : m.context;
  raft.promise = { until: Math.max(promise.until, until), term: m.term, context };
  return true;
}

/** Whether a promise keeps this replica from campaigning, and from granting what `m` asks for. */
export function isPromised(raft: Raft, m: Message | null = null): boolean {
  const { promise } = raft;
  if (raft.now >= promise.until) return false;
  const isOrdered = m?.force === true && m.term === promise.term + 1;
  return !(isOrdered && m.context > promise.context);
}

/** A round leaves: from now on its answers count. No lease is asked for that could not be used. */
export function recordRound(raft: Raft, lead: Leadership): void {
  if (!asksForLease(raft)) return;
  lead.leaseRounds.push({ context: lead.context, sentAt: raft.now });
  if (lead.leaseRounds.length > roundsMax) lead.leaseRounds.shift();
}

export function asksForLease(raft: Raft): boolean {
  return raft.config.leaseMs > 0 && raft.transfer === null && !isDiskStalled(raft);
}

export function takePromise(lead: Leadership, m: Message): void {
  const member = lead.member(m.from);
  const round = lead.leaseRounds.find(({ context }) => context === m.context);
  if (!m.promise || member === undefined || round === undefined) return;
  member.promisedFrom = Math.max(member.promisedFrom, round.sentAt);
}

/** Until when a quorum has promised, -Infinity when it has not. In a joint configuration both halves have to. */
export function leaseUntil(raft: Raft, lead: Leadership): number {
  const { leaseMs, leaseDriftPercent } = raft.config;
  // No lease before the no-op is committed: the leader does not know yet what is (pitfall 63).
  if (leaseMs === 0 || raft.commit < lead.startIndex || raft.transfer !== null) {
    return Number.NEGATIVE_INFINITY;
  }
  // Planted bug (R45): who leads has a lease.
  if (raft.config.planted?.endlessLeases === true) return Number.POSITIVE_INFINITY;
  const from = quorumValue(raft.conf, (id) =>
    id === raft.id ? raft.now : (lead.counted(id)?.promisedFrom ?? Number.NEGATIVE_INFINITY),
  );
  return from + leaseMs * (1 - leaseDriftPercent / 100);
}

export function holdsLease(raft: Raft, lead: Leadership): boolean {
  return !isDiskStalled(raft) && raft.now < leaseUntil(raft, lead);
}

/** From here on only promises count that are given after this moment. */
export function endLease(lead: Leadership): void {
  lead.leaseRounds = [];
  for (const member of lead.members) member.promisedFrom = Number.NEGATIVE_INFINITY;
}
