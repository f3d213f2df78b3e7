import { isVoter, memberIds } from './conf.ts';
import { Progress } from './progress.ts';
import type { ConfState, Index, RaftConfig, ReplicaId } from './types.ts';

/** A read that waits for its index: of this replica, or asked by a follower with its own number and epoch. */
export interface PendingRead {
  readonly id: number;
  readonly from: ReplicaId;
  readonly epoch: number;
}

/** Reads that one heartbeat round confirms together. */
export interface ReadRound {
  readonly context: number;
  readonly index: Index;
  readonly reads: readonly PendingRead[];
}

/** What exists only while leading: made when a leadership begins, gone when it ends. */
export class Leadership {
  /** The index of the no-op: an own-term entry, so committing it commits everything before (Figure 8). */
  readonly startIndex: Index;
  /** The other members, ascending by id. */
  members: Progress[] = [];
  /** Grows with every round of reads and every transfer; followers answer the highest they saw. */
  context = 0;
  /** Reads for which no round was sent, and rounds not confirmed yet, oldest first. */
  waiting: PendingRead[] = [];
  rounds: ReadRound[] = [];
  /** Reads in `waiting` and `rounds` together. */
  readCount = 0;
  /** When the newest rounds left that asked for lease promises, oldest first. */
  leaseRounds: { readonly context: number; readonly sentAt: number }[] = [];
  /** Own-term entries above commit. Invariant: 0 when everything is committed (pitfall 40). */
  uncommittedBytes = 0;
  /** When to send heartbeats next; Infinity while everything is quiet. */
  beatAt: number = Number.POSITIVE_INFINITY;
  /** When the members that lack a commit index are told, if no entry carries it before; Infinity while none does. */
  noticeAt: number = Number.POSITIVE_INFINITY;
  /** Sessions with members that turned out to be suspect. */
  lastSession = 0;
  /** Something happened after which a member may have to be sent something. */
  flushDue = true;

  constructor(startIndex: Index) {
    this.startIndex = startIndex;
  }

  member(id: ReplicaId): Progress | undefined {
    return this.members.find((member) => member.id === id);
  }

  /** Whom a quorum may count: a suspect member is none, for entries, reads, promises and being in touch alike. */
  counted(id: ReplicaId): Progress | undefined {
    const member = this.member(id);
    return member?.suspect === true ? undefined : member;
  }

  /** Follows a new configuration: newcomers are probed from the end of the log, the others keep what is known. */
  reconfigure(conf: ConfState, config: RaftConfig, next: Index, now: number): void {
    this.members = memberIds(conf)
      .filter((id) => id !== config.id)
      .map((id) => {
        const known = this.member(id);
        if (known === undefined) return new Progress(id, isVoter(conf, id), next, config, now);
        known.isVoter = isVoter(conf, id);
        return known;
      });
  }
}
