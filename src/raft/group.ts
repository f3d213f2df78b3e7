import { assert, unreachable } from '../util/assert.ts';
import { advanceCommit } from './commit.ts';
import { digest } from './digest.ts';
import { countOwnVote, preCampaign } from './election.ts';
import { entryBytes } from './entry-cache.ts';
import { handleInstalled } from './follower.ts';
import { askForReads, handleFollowerRead } from './follower-read.ts';
import { checkInvariants } from './invariants.ts';
import { flush, handlePropose, handleUnreachable, scheduleBeat } from './leader.ts';
import { leaseUntil } from './lease.ts';
import { handleChangeConf } from './membership.ts';
import { Raft } from './raft.ts';
import { handleLeaseRead, handleRead } from './read-index.ts';
import { handleFetched, handleSnapshotMade } from './replication.ts';
import { loseState, rebuildDeadline } from './state-loss.ts';
import type { Status } from './status.ts';
import { restartTimers, stepMessage, tick } from './step.ts';
import { settleSuspicion } from './suspicion.ts';
import { quorumDeadline, restartElectionTimer, suspectLeader } from './timers.ts';
import { handleTransfer } from './transfer.ts';
import type {
  BootState,
  ConfState,
  Entry,
  Index,
  Input,
  Output,
  RaftConfig,
  RaftGroup,
  ReplicaId,
  Role,
  SoftState,
  Term,
} from './types.ts';

/** Creates one replica from what was found on its disk. Throws InvariantError when that cannot be. */
export function createGroup(config: RaftConfig, boot: BootState): RaftGroup {
  return new Group(new Raft(config, boot));
}

class Group implements RaftGroup {
  readonly #raft: Raft;
  #soft: SoftState;

  constructor(raft: Raft) {
    this.#raft = raft;
    restartElectionTimer(raft);
    // Nobody else can be asked, so there is nothing to wait for.
    const { voters, outgoing } = raft.conf;
    if (raft.isVoter && voters.length === 1 && outgoing.length === 0) raft.electionAt = raft.now;
    this.#soft = softState(raft);
  }

  get id(): ReplicaId {
    return this.#raft.id;
  }

  get role(): Role {
    return this.#raft.publicRole;
  }

  get leader(): ReplicaId {
    return this.#raft.leader;
  }

  get term(): Term {
    return this.#raft.term;
  }

  get conf(): ConfState {
    return this.#raft.conf;
  }

  get suspect(): boolean {
    return this.#raft.suspicion !== null;
  }

  get wakeAt(): number {
    const raft = this.#raft;
    const transferEnd = raft.transfer?.deadline ?? Number.POSITIVE_INFINITY;
    if (raft.lead !== null) {
      return Math.min(quorumDeadline(raft), raft.lead.beatAt, raft.lead.noticeAt, transferEnd);
    }
    const askAt = Math.min(
      raft.suspicion?.askAt ?? Number.POSITIVE_INFINITY,
      rebuildDeadline(raft),
    );
    const requestEnd = Math.min(transferEnd, raft.followerReads.deadline, askAt);
    return raft.isElectable ? Math.min(raft.electionAt, requestEnd) : requestEnd;
  }

  step(input: Input): void {
    stepInput(this.#raft, input);
    settleSuspicion(this.#raft);
    const { lead } = this.#raft;
    if (lead !== null) scheduleBeat(this.#raft, lead);
  }

  dirty(): boolean {
    const raft = this.#raft;
    return (
      !raft.out.isEmpty ||
      raft.lead?.flushDue === true ||
      raft.followerReads.waiting.length > 0 ||
      raft.writes.isDue(raft.term, raft.vote) ||
      applicable(raft) > raft.applying ||
      !isCurrent(this.#soft, raft)
    );
  }

  take(): Output {
    const raft = this.#raft;
    if (raft.lead !== null) flush(raft, raft.lead);
    askForReads(raft);
    const { term, vote, commit } = raft;
    const write = raft.writes.take({ term, vote, commit }, raft.log, raft.now);
    const apply = takeApply(raft);
    const soft = isCurrent(this.#soft, raft) ? null : softState(raft);
    if (soft !== null) this.#soft = soft;
    return raft.out.take({ write, apply, soft }, raft.writes.lastSeq, raft.writes.persistedSeq);
  }

  status(): Status {
    const raft = this.#raft;
    const { lead, log } = raft;
    return {
      id: raft.id,
      role: raft.publicRole,
      leader: raft.leader,
      term: raft.term,
      commit: raft.commit,
      applied: raft.applied,
      firstIndex: log.first,
      lastIndex: log.last,
      persistedIndex: raft.persistedIndex,
      conf: raft.conf,
      progress: (lead?.members ?? []).map(({ id, state, match, next, suspect }) => ({
        replica: id,
        state,
        match,
        next,
        suspect,
      })),
      ready: lead !== null && raft.commit >= lead.startIndex,
      stateLost: raft.stateLost,
      suspect: raft.suspicion !== null,
      contradiction: raft.contradiction,
      leaseUntil: lead === null ? Number.NEGATIVE_INFINITY : leaseUntil(raft, lead),
    };
  }

  holders(index: Index): ReplicaId[] {
    const raft = this.#raft;
    const { lead, conf, id } = raft;
    if (lead === null) return [];
    const durable = (voter: ReplicaId): Index =>
      voter === id ? raft.persistedIndex : (lead.counted(voter)?.match ?? 0);
    return [...new Set([...conf.voters, ...conf.outgoing])].filter(
      (voter) => durable(voter) >= index,
    );
  }

  termAt(index: Index): Term | 'compacted' | 'missing' {
    return this.#raft.log.term(index);
  }

  checkInvariants(): void {
    checkInvariants(this.#raft);
  }

  digest(): number {
    return digest(this.#raft);
  }
}

function stepInput(raft: Raft, input: Input): void {
  const { lead } = raft;
  switch (input.type) {
    case 'tick':
      tick(raft, input.now, input.contacts);
      return;
    case 'stalled':
      raft.stalled = true;
      restartTimers(raft);
      return;
    case 'message':
      stepMessage(raft, input.message);
      return;
    case 'propose':
      handlePropose(raft, input.id, input.data, input.term);
      return;
    case 'read':
      handleRead(raft, input.id);
      return;
    case 'leaseRead':
      handleLeaseRead(raft, input.id);
      return;
    case 'followerRead':
      handleFollowerRead(raft, input.id);
      return;
    case 'changeConf':
      handleChangeConf(raft, input.id, input.steps, input.planned);
      return;
    case 'priority':
      raft.priority = input.value;
      return;
    case 'transfer':
      handleTransfer(raft, input.id, input.to);
      return;
    case 'campaign':
      preCampaign(raft);
      return;
    case 'stateLost':
      loseState(raft);
      return;
    case 'persisted':
      handlePersisted(raft, input.seq);
      return;
    case 'applied':
      handleApplied(raft, input.index);
      return;
    case 'compacted':
      handleCompacted(raft, input.index);
      return;
    case 'fetched':
      if (lead !== null) handleFetched(raft, lead, input.ticket, input.entries);
      return;
    case 'snapshotMade':
      if (lead !== null) handleSnapshotMade(raft, lead, input.ticket, input.meta);
      return;
    case 'installed':
      handleInstalled(raft, input.meta);
      return;
    case 'unreachable':
      peerLost(raft, input.peer);
      return;
    case 'suspect':
      suspectLeader(raft, input.peer);
      peerLost(raft, input.peer);
      return;
    default:
      unreachable(input, 'input');
  }
}

function peerLost(raft: Raft, peer: ReplicaId): void {
  const member = raft.lead?.member(peer);
  if (raft.lead !== null && member !== undefined) handleUnreachable(raft.lead, member);
}

function handlePersisted(raft: Raft, seq: number): void {
  raft.writes.persisted(seq);
  countOwnVote(raft);
  if (raft.lead !== null) advanceCommit(raft, raft.lead);
  evict(raft);
}

/** Late answers from before a snapshot was installed are below what it brought. */
function handleApplied(raft: Raft, index: Index): void {
  if (index <= raft.applied) return;
  assert(index <= raft.applying, () => `applied ${index}, handed out ${raft.applying}`);
  for (let i = raft.applied + 1; i <= index; i++)
    raft.applyingBytes -= entryBytes(raft.log.entry(i));
  raft.applied = index;
  evict(raft);
}

function handleCompacted(raft: Raft, index: Index): void {
  const limit = Math.min(raft.applied, raft.persistedIndex);
  if (index <= raft.log.boundary.index) return;
  assert(index <= limit, () => `purged to ${index}, needed from ${limit}`);
  raft.log.compact(index);
  if (raft.lead !== null) raft.lead.flushDue = true;
}

function evict(raft: Raft): void {
  raft.log.evict(Math.min(raft.applied, raft.persistedIndex));
}

/** The last index that may be handed out now: committed, durable here, and within what may be under way. */
function applicable(raft: Raft): Index {
  const isPaused = raft.install !== null || raft.stateLost;
  if (isPaused || raft.applyingBytes >= raft.config.applyBytes) return raft.applying;
  return Math.min(raft.commit, raft.persistedIndex);
}

function takeApply(raft: Raft): readonly Entry[] {
  const last = applicable(raft);
  if (last <= raft.applying) return [];
  const room = raft.config.applyBytes - raft.applyingBytes;
  const entries = raft.log.slice(raft.applying + 1, last, room);
  for (const entry of entries) raft.applyingBytes += entryBytes(entry);
  raft.applying += entries.length;
  return entries;
}

function softState(raft: Raft): SoftState {
  const { publicRole: role, leader, term, conf, suspicion } = raft;
  return { role, leader, term, conf, suspect: suspicion !== null };
}

function isCurrent(soft: SoftState, raft: Raft): boolean {
  return (
    soft.role === raft.publicRole &&
    soft.leader === raft.leader &&
    soft.term === raft.term &&
    soft.conf === raft.conf &&
    soft.suspect === (raft.suspicion !== null)
  );
}
