import type { Claim, Heartbeat, HeartbeatAck } from './net.ts';

/**
 * What this node knows of one peer from node-pair heartbeats (R5). One heartbeat speaks for all groups that the two
 * share, so an idle group costs nothing:
 *
 *     leader's node                                   follower's node
 *       heartbeat {sentAt, claims v7: g1 t3, g4 t9} ──▶ claims = v7, heardAt = now
 *       ack.sentAt, notFollowing = {g4}            ◀── ack {sentAt, v7, notFollowing: [g4]}
 *       counts for check-quorum in g1, not in g4        g1 does not campaign; g4 runs its election timer
 *
 * Unless the claims are news, the acknowledgement goes along with the next heartbeat: a frame of its own would wake
 * both nodes once more in each interval, and an idle node does little else than wake.
 */
export class PeerState {
  readonly member: number;
  /** Drawn by the peer at its process start; 0 until heard from. */
  epoch = 0;

  // As a follower of groups that the peer leads:
  #claims: ReadonlyMap<number, Claim> = new Map();
  #claimsVersion = 0;
  /** Receive time of the newest heartbeat whose claims we hold. */
  #claimsHeardAt = Number.NEGATIVE_INFINITY;

  // As the leader of groups that the peer follows:
  #acked: { version: number; sentAt: number; notFollowing: ReadonlySet<number> } | null = null;

  /** The peer's wall clock minus our monotonic clock, at receipt (R28). */
  wallOffsetMs: number | null = null;
  topologyEpoch = 0;
  keysRevision = 0;
  heardAt = Number.NEGATIVE_INFINITY;
  /** When the peer sent the newest heartbeat that we have not acknowledged, by its own clock; null for none. */
  owedAck: number | null = null;
  /** When its present process was first heard of. */
  upSince = Number.POSITIVE_INFINITY;

  constructor(member: number) {
    this.member = member;
  }

  /** Returns whether the peer is a new process: everything its former one promised is void. */
  meetEpoch(epoch: number, now: number): boolean {
    if (epoch === this.epoch) return false;
    this.upSince = now;
    const restarted = this.epoch !== 0;
    this.epoch = epoch;
    this.#claims = new Map();
    this.#claimsVersion = 0;
    this.#claimsHeardAt = Number.NEGATIVE_INFINITY;
    this.#acked = null;
    this.owedAck = null;
    return restarted;
  }

  heartbeat(heartbeat: Heartbeat, now: number): void {
    this.heardAt = now;
    this.owedAck = heartbeat.sentAt;
    this.wallOffsetMs = heartbeat.wallMs - now;
    this.topologyEpoch = heartbeat.topologyEpoch;
    this.keysRevision = heartbeat.keysRevision ?? 0;
    if (heartbeat.claims !== null) {
      this.#claims = new Map(heartbeat.claims.map((claim) => [claim.group, claim]));
      this.#claimsVersion = heartbeat.claimsVersion;
    }
    if (heartbeat.claimsVersion === this.#claimsVersion) this.#claimsHeardAt = now;
  }

  get claims(): Iterable<Claim> {
    return this.#claims.values();
  }

  get claimsVersion(): number {
    return this.#claimsVersion;
  }

  /** When the peer last claimed to lead this group as this replica in this term, or -Infinity. */
  claimedAt(group: number, replica: number, term: number): number {
    const claim = this.#claims.get(group);
    return claim !== undefined && claim.term === term && claim.replica === replica
      ? this.#claimsHeardAt
      : Number.NEGATIVE_INFINITY;
  }

  acknowledged(ack: HeartbeatAck): void {
    if (this.#acked !== null && ack.sentAt < this.#acked.sentAt) return;
    this.#acked = {
      version: ack.claimsVersion,
      sentAt: ack.sentAt,
      notFollowing: new Set(ack.notFollowing),
    };
  }

  /** The version of our claims that the peer holds; it gets the list again until that is the current one. */
  get ackedVersion(): number {
    return this.#acked?.version ?? 0;
  }

  /**
   * When we sent the newest heartbeat by whose acknowledgement the peer follows us in this group, or -Infinity.
   * `since` is the version in which the group entered our claims in its present term.
   */
  followedAt(group: number, since: number): number {
    const acked = this.#acked;
    if (acked === null || acked.version < since || acked.notFollowing.has(group)) {
      return Number.NEGATIVE_INFINITY;
    }
    return acked.sentAt;
  }
}

/** The groups that this node leads, numbered anew whenever the list changes. */
export class OwnClaims {
  #version = 1;
  readonly #claims = new Map<number, { claim: Claim; since: number }>();
  #withdrawn = false;

  get version(): number {
    return this.#version;
  }

  lead(group: number, term: number, replica: number): void {
    this.#version++;
    const since = this.#withdrawn ? Number.POSITIVE_INFINITY : this.#version;
    this.#claims.set(group, { claim: { group, term, replica }, since });
  }

  resign(group: number): void {
    if (this.#claims.delete(group)) this.#version++;
  }

  /** A stalled disk withdraws all claims: such a leader could not acknowledge anything (R5). */
  withdraw(stalled: boolean): void {
    if (stalled === this.#withdrawn) return;
    this.#withdrawn = stalled;
    this.#version++;
    const since = stalled ? Number.POSITIVE_INFINITY : this.#version;
    for (const [group, { claim }] of this.#claims) this.#claims.set(group, { claim, since });
  }

  since(group: number): number {
    return this.#claims.get(group)?.since ?? Number.POSITIVE_INFINITY;
  }

  /** The claims that concern a peer, which shares only some of our groups. */
  sharedWith(shares: (group: number) => boolean): Claim[] {
    if (this.#withdrawn) return [];
    const shared: Claim[] = [];
    for (const { claim } of this.#claims.values()) if (shares(claim.group)) shared.push(claim);
    return shared;
  }
}
