import type { Contact } from '../../raft/index.ts';
import { serverLimits } from '../../util/limits.ts';
import type { Group } from './group.ts';
import type { Frame, Heartbeat, HeartbeatAck, SharedKeys } from './net.ts';
import { medianWallMs, skewMs } from './partition-clock.ts';
import { OwnClaims, PeerState } from './peers.ts';
import type { Topology } from './topology.ts';

/** What liveness needs of the host. */
export interface LivenessHost {
  readonly topology: Topology | null;
  readonly groups: Iterable<Group>;
  group(id: number): Group | undefined;
  sendFrame(member: number, parts: Partial<Frame>): void;
  memberOf(group: number, replica: number): number;
  wallNow(): number;
  readonly logger: { warn(fields: object, message: string): void };
}

export interface LivenessOptions {
  readonly member: number;
  readonly epoch: number;
  readonly heartbeatMs: number;
  readonly electionTimeoutMinMs: number;
}

/**
 * Node-pair heartbeats (R5): the evidence on which idle groups stay quiet. A group asks for it only at the moment at
 * which silence would make it act; see `peers.ts` for what a heartbeat and its acknowledgement say.
 */
export class Liveness {
  readonly #self: number;
  readonly #epoch: number;
  readonly #electionTimeoutMs: number;
  readonly #heartbeatMs: number;
  readonly #host: LivenessHost;
  readonly #keys: SharedKeys | null;
  readonly #peers = new Map<number, PeerState>();
  readonly #claims = new OwnClaims();
  /** The groups shared with each peer. */
  #shared = new Map<number, ReadonlySet<number>>();
  /** Since when a log frame is waiting for the disk, or null. */
  #unsyncedSince: number | null = null;
  #skewWarnedAt = Number.NEGATIVE_INFINITY;
  /** When the next heartbeats are due. */
  beatAt: number;

  constructor(
    options: LivenessOptions,
    now: number,
    host: LivenessHost,
    keys: SharedKeys | null = null,
  ) {
    this.#self = options.member;
    this.#epoch = options.epoch;
    this.#electionTimeoutMs = options.electionTimeoutMinMs;
    this.#heartbeatMs = options.heartbeatMs;
    this.beatAt = now;
    this.#host = host;
    this.#keys = keys;
  }

  setTopology(topology: Topology): void {
    const shared = new Map<number, Set<number>>();
    topology.groups.forEach(({ replicas }, group) => {
      if (!replicas.some((replica) => replica.member === this.#self)) return;
      for (const { member } of replicas) {
        if (member === this.#self) continue;
        const groups = shared.get(member) ?? new Set();
        shared.set(member, groups.add(group));
      }
    });
    this.#shared = shared;
    for (const { id } of topology.members) {
      if (id !== this.#self && !this.#peers.has(id)) this.#peers.set(id, new PeerState(id));
    }
  }

  /** One heartbeat to every peer, for all groups together. */
  beat(now: number): void {
    this.beatAt = now + this.#heartbeatMs;
    this.#claims.withdraw(this.diskStalled(now));
    const topologyEpoch = this.#host.topology?.epoch ?? 0;
    const keysRevision = this.#keys?.revision ?? 0;
    for (const peer of this.#peers.values()) {
      const { version } = this.#claims;
      const claims =
        peer.ackedVersion === version
          ? null
          : this.#claims.sharedWith((group) => this.#shared.get(peer.member)?.has(group) ?? false);
      const heartbeat: Heartbeat = {
        sentAt: Math.floor(now),
        wallMs: this.#host.wallNow(),
        claimsVersion: version,
        claims,
        topologyEpoch,
        keysRevision,
      };
      const known = peer.epoch !== 0;
      const behind = known && peer.topologyEpoch < topologyEpoch;
      const topology = behind ? (this.#host.topology?.encoded ?? null) : null;
      const lacksKeys = known && peer.keysRevision < keysRevision;
      this.#host.sendFrame(peer.member, {
        heartbeat,
        heartbeatAck: this.#acknowledge(peer),
        topology,
        keys: lacksKeys ? (this.#keys?.encoded ?? null) : null,
      });
    }
    this.#warnOfSkew(now);
  }

  received(member: number, frame: Frame, now: number): void {
    const peer = this.#peers.get(member);
    if (peer === undefined) return;
    if (peer.meetEpoch(frame.epoch, now)) this.#restarted(member);
    if (frame.heartbeat !== null) {
      if (peer.wallOffsetMs === null) this.#clockLearned();
      peer.heartbeat(frame.heartbeat, now);
      // A leader has no evidence for claims that are new, so it is not left waiting.
      if (frame.heartbeat.claims !== null)
        this.#host.sendFrame(member, { heartbeatAck: this.#acknowledge(peer) });
      this.#fallInStep(member, now);
    }
    if (frame.heartbeatAck !== null) this.#acknowledged(peer, frame.heartbeatAck);
    if (frame.keys) this.#keys?.received(frame.keys);
  }

  /**
   * Heartbeats that are due soon leave with the turn for which a peer's woke us, and take the acknowledgement along: then all
   * nodes wake once in an interval instead of once for each node. The lower member leads, because on a long way two that
   * followed each other would hurry each other on. At most twice as many as without it leave.
   */
  #fallInStep(member: number, now: number): void {
    if (member < this.#self && this.beatAt - now <= this.#heartbeatMs / 2) this.beatAt = now;
  }

  /** Groups may wait for just this clock to stamp what is queued. */
  #clockLearned(): void {
    for (const group of this.#host.groups) if (group.leads) group.activate();
  }

  /** Of the newest heartbeat that is not acknowledged yet, as things are now. */
  #acknowledge(peer: PeerState): HeartbeatAck | null {
    const sentAt = peer.owedAck;
    if (sentAt === null) return null;
    peer.owedAck = null;
    const notFollowing: number[] = [];
    for (const { group: id, term, replica } of peer.claims) {
      const raft = this.#host.group(id)?.raft;
      if (raft?.term !== term || raft.leader !== replica) notFollowing.push(id);
    }
    return {
      sentAt,
      epoch: peer.epoch,
      claimsVersion: peer.claimsVersion,
      notFollowing,
    };
  }

  #acknowledged(peer: PeerState, ack: HeartbeatAck): void {
    if (ack.epoch !== this.#epoch) return;
    peer.acknowledged(ack);
    // A follower that does not know us as leader, after its restart for instance, has to hear from the group itself.
    for (const id of ack.notFollowing) {
      const group = this.#host.group(id);
      if (group?.leads) this.#probe(group, peer.member);
    }
  }

  /** What the former process had in its memory is gone: its groups have to be told who leads. */
  #restarted(member: number): void {
    for (const group of this.#host.groups) if (group.leads) this.#probe(group, member);
  }

  #probe(group: Group, member: number): void {
    const replicas = this.#host.topology?.groups[group.id]?.replicas;
    const replica = replicas?.find((candidate) => candidate.member === member)?.replica;
    if (replica !== undefined) group.input({ type: 'unreachable', peer: replica });
  }

  elected(group: Group): void {
    this.#claims.lead(group.id, group.raft.term, group.raft.id);
  }

  resigned(group: Group): void {
    this.#claims.resign(group.id);
  }

  /** The newest evidence for one group: of its leader for a follower, of its voters for a leader. */
  contactsOf(group: Group): readonly Contact[] {
    const { raft, id } = group;
    if (!group.leads) {
      const peer = this.#peers.get(this.#host.memberOf(id, raft.leader));
      const at = peer?.claimedAt(id, raft.leader, raft.term) ?? Number.NEGATIVE_INFINITY;
      return at > Number.NEGATIVE_INFINITY ? [{ replica: raft.leader, at }] : [];
    }
    const contacts: Contact[] = [];
    const since = this.#claims.since(id);
    for (const { replica, member } of this.#host.topology?.groups[id]?.replicas ?? []) {
      const at = this.#peers.get(member)?.followedAt(id, since) ?? Number.NEGATIVE_INFINITY;
      if (at > Number.NEGATIVE_INFINITY) contacts.push({ replica, at });
    }
    return contacts;
  }

  /** Whether the peer's node was heard from within the shortest election timeout. */
  fresh(member: number, now: number): boolean {
    return this.heardWithin(member, now, this.#electionTimeoutMs);
  }

  heardWithin(member: number, now: number, ms: number): boolean {
    const heardAt = this.#peers.get(member)?.heardAt ?? Number.NEGATIVE_INFINITY;
    return now - heardAt < ms;
  }

  /** When the peer's present process was first heard of. */
  upSince(member: number): number {
    return this.#peers.get(member)?.upSince ?? Number.POSITIVE_INFINITY;
  }

  // --- the disk ---------------------------------------------------------------------------------------------

  wrote(now: number): void {
    this.#unsyncedSince ??= now;
  }

  /** Returns for how long the oldest of what is durable now had waited; `more` waits for the next frame. */
  synced(now: number, more: boolean): number {
    const waited = now - (this.#unsyncedSince ?? now);
    this.#unsyncedSince = more ? now : null;
    return waited;
  }

  diskStalled(now: number): boolean {
    return this.#unsyncedSince !== null && now - this.#unsyncedSince > this.#electionTimeoutMs;
  }

  // --- wall clocks ------------------------------------------------------------------------------------------

  /**
   * The stamp for a new entry of a group: the lower median of its voters' clocks (R28). Null while fewer than a
   * majority are known, after a start for instance: one's own clock alone may be an hour fast, and would expire
   * everything. A clock not heard of lately counts only where there are too few fresh ones.
   */
  stampMs(group: Group, now: number, ownOffsetMs: number): number | null {
    const { voters } = group.raft.conf;
    const majority = (voters.length >> 1) + 1;
    const fresh = [ownOffsetMs];
    const known = [ownOffsetMs];
    for (const replica of voters) {
      const member = this.#host.memberOf(group.id, replica);
      const offset = this.#peers.get(member)?.wallOffsetMs ?? null;
      if (offset === null) continue;
      known.push(offset);
      if (this.fresh(member, now)) fresh.push(offset);
    }
    if (fresh.length >= majority) return medianWallMs(fresh, now);
    return known.length >= majority ? medianWallMs(known, now) : null;
  }

  #warnOfSkew(now: number): void {
    const offsets = [this.#host.wallNow() - now];
    for (const peer of this.#peers.values()) {
      if (peer.wallOffsetMs !== null && this.fresh(peer.member, now))
        offsets.push(peer.wallOffsetMs);
    }
    const skew = skewMs(offsets);
    if (skew <= serverLimits.clockSkewMs || now - this.#skewWarnedAt < skewWarningMs) return;
    this.#skewWarnedAt = now;
    this.#host.logger.warn(
      { skewMs: Math.round(skew) },
      'CLOCK_SKEW: the nodes disagree on the time',
    );
  }
}

const skewWarningMs = 60_000;
