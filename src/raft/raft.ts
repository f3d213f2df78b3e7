import { assert } from '../util/assert.ts';
import { Random } from '../util/random.ts';
import { FollowerReads } from './asked-reads.ts';
import { isVoter } from './conf.ts';
import { validateConfig } from './config.ts';
import { entryBytes } from './entry-cache.ts';
import type { Leadership } from './leadership.ts';
import { type LeasePromise, promiseAtStart } from './lease-promise.ts';
import { RaftLog } from './log.ts';
import { message } from './messages.ts';
import { Outbox } from './outbox.ts';
import { skipToCommit } from './state-loss.ts';
import { Suspicion } from './suspicion.ts';
import type {
  BootState,
  ConfState,
  Entry,
  Index,
  Message,
  MessageType,
  RaftConfig,
  ReplicaId,
  Role,
  SnapshotMeta,
  Term,
} from './types.ts';
import { WriteLedger } from './write-ledger.ts';

/** Learner is not a state of its own but a follower that is no voter: it may become one by a log entry. */
export type CoreRole = Exclude<Role, 'learner'>;

/** A snapshot on its way. */
export interface Pull {
  readonly from: ReplicaId;
  readonly meta: SnapshotMeta;
  /** The log is whole and goes on; otherwise nothing is acknowledged meanwhile (R21, pitfall 71). */
  readonly keepsLog: boolean;
}

export interface Transfer {
  readonly id: number;
  readonly to: ReplicaId;
  readonly deadline: number;
  /** Position in the leader's counter: a later heartbeat shows the target that it was given up (pitfall 61). */
  readonly number: number;
  sent: boolean;
}

/**
 * The state of one replica. The modules beside this one are its rules: `transitions` changes the role, `step` applies
 * the term rules and dispatches, `election`, `follower` and `leader` are what each role does.
 *
 *   first                applied     applying    commit             last
 *     |--------------------|-----------|-----------|------------------|
 *                                    handed out   known committed   persisted lies anywhere up to last
 */
export class Raft {
  readonly config: RaftConfig;
  readonly id: ReplicaId;
  readonly random: Random;
  readonly log: RaftLog;
  readonly writes: WriteLedger;
  readonly out: Outbox = new Outbox();

  now: number;
  role: CoreRole = 'follower';
  term: Term;
  vote: ReplicaId;
  /** Invariant: 0 unless follower or leader. */
  leader: ReplicaId = 0;

  /** Invariant: boundary <= applied <= applying <= commit <= last. */
  commit: Index;
  applying: Index;
  applied: Index;
  /** Bytes of applied+1..applying. */
  applyingBytes = 0;

  /** A snapshot is being pulled: nothing is applied until `installed`. */
  install: Pull | null = null;

  /** The state machine does not hold what `applied` says, and waits for a snapshot: see `state-loss`. */
  stateLost: boolean;
  /** Not before this time is a leader asked for that snapshot. */
  rebuildAt: number;

  /** When this replica last had evidence of its leader. */
  leaderHeardAt: number = Number.NEGATIVE_INFINITY;
  /** The timeout drawn for the present wait, and when it ends. */
  electionTimeoutMs = 0;
  electionAt = 0;
  /** The leader was suspected then (R7); Infinity while it is not. */
  suspectedAt: number = Number.POSITIVE_INFINITY;
  /** Campaigns since then. */
  suspicionRounds = 0;
  /** Campaigns since a leader was known: the first is the turn of a replica with a high priority. */
  campaigns = 0;
  /** Null for a replica that has lost nothing; see `suspicion.ts`. Invariant: a suspect follows. */
  suspicion: Suspicion | null = null;
  /** In which the leader of this term counts what this replica answers. */
  session = 0;
  /** The highest read counter that the leader of this term has shown. */
  seenContext = 0;
  promise: LeasePromise;
  priority: number;
  /** Reads to be served here by an index that the leader is asked for. Invariant: none without a leader to ask. */
  readonly followerReads: FollowerReads = new FollowerReads();

  /** Answers of the present campaign; asked by id only. */
  readonly votes: Map<ReplicaId, boolean> = new Map<ReplicaId, boolean>();

  /** Invariant: present exactly while the role is leader. */
  lead: Leadership | null = null;
  /** Outlives the leadership: it ends when somebody else is seen to lead, or by its deadline. */
  transfer: Transfer | null = null;

  /** Disk reads and snapshots asked for are numbered for the life of the replica, so that late answers match nothing. */
  lastTicket = 0;
  /** `stalled` was stepped: the next tick restarts the timers at its own time. */
  stalled = false;
  /** The first message that contradicted what is committed here, in words. */
  contradiction: string | null = null;

  constructor(config: RaftConfig, boot: BootState) {
    validateConfig(config);
    const { hardState, applied } = boot;
    this.config = config;
    this.id = config.id;
    this.random = new Random(config.seed);
    this.log = new RaftLog(boot, config.cachedBytes);
    this.writes = new WriteLedger(hardState);
    this.now = config.now;
    this.priority = config.priority;
    assert(boot.suspect !== true || config.epoch > 0, 'a suspect needs a number for its life');
    if (boot.suspect === true) this.suspicion = new Suspicion(config.now);
    this.promise = promiseAtStart(config.leaseMs, config.leaseDriftPercent, config.now);
    const { boundary } = this.log;
    // A crash between the installation of a snapshot and its record in the log leaves the older hard state (R21).
    // Nothing was promised in the snapshot's term, or that term would be on disk.
    this.term = Math.max(hardState.term, boundary.term);
    this.vote = this.term === hardState.term ? hardState.vote : 0;
    assert(
      applied >= boundary.index,
      () => `applied ${applied} below the boundary ${boundary.index}`,
    );
    assert(applied <= this.log.last, () => `applied ${applied} past the log's ${this.log.last}`);
    assert(
      hardState.commit <= this.log.last,
      () => `commit ${hardState.commit} past ${this.log.last}`,
    );
    assert(
      this.term >= this.log.lastTerm,
      () => `term ${this.term} below the log's ${this.log.lastTerm}`,
    );
    assert(
      this.log.cacheFirst <= applied + 1,
      () => `tail from ${this.log.cacheFirst}, applied ${applied}`,
    );
    // The commit index is not synced by itself, so the state machine may be ahead of it (pitfall 78).
    this.commit = Math.max(hardState.commit, applied);
    this.applied = applied;
    this.applying = applied;
    this.stateLost = boot.stateLost ?? false;
    this.rebuildAt = config.now;
  }

  get conf(): ConfState {
    return this.log.conf;
  }

  get persistedIndex(): Index {
    return this.writes.persistedIndex(this.log.last);
  }

  get isVoter(): boolean {
    return isVoter(this.log.conf, this.id);
  }

  /**
   * A voter of any configuration that is not yet known to be replaced. One that its newest entry removes may hold that
   * entry alone with the others waiting for its longer log, so it must still be able to lead (thesis 4.2.2,
   * pitfall 56); it does not count its own vote then.
   */
  get isElectable(): boolean {
    const { log, id, commit } = this;
    return this.isVoter || log.confsFrom(commit).some((conf) => isVoter(conf, id));
  }

  get publicRole(): Role {
    return this.role === 'follower' && !this.isVoter ? 'learner' : this.role;
  }

  /** Sends at once. The term is this replica's unless `fields` says otherwise (pre-votes ask for the next one). */
  send(type: MessageType, to: ReplicaId, fields: Partial<Message> = {}): void {
    this.out.send(this.#message(type, to, fields));
  }

  /** Sends once everything that is in memory now is durable: votes, acknowledgements. */
  sendDurable(type: MessageType, to: ReplicaId, fields: Partial<Message> = {}): void {
    this.out.hold(this.#message(type, to, fields));
  }

  ticket(): number {
    return ++this.lastTicket;
  }

  append(entries: readonly Entry[]): void {
    const [first] = entries;
    if (first === undefined) return;
    assert(
      first.index > this.commit,
      () => `append at ${first.index} overwrites commit ${this.commit}`,
    );
    this.log.append(entries);
    this.writes.changed(first.index);
  }

  /** Raises commit; never lowers it. */
  commitTo(index: Index): void {
    if (index <= this.commit) return;
    assert(index <= this.log.last, () => `commit ${index} past the log's ${this.log.last}`);
    const { lead } = this;
    if (lead !== null) {
      for (let i = Math.max(this.commit + 1, lead.startIndex); i <= index; i++) {
        lead.uncommittedBytes -= entryBytes(this.log.entry(i));
      }
      lead.flushDue = true;
    }
    this.commit = index;
    skipToCommit(this);
  }

  /**
   * A message says what cannot be beside what is committed here: a replica somewhere lost data that it had
   * acknowledged, or the message is forged. The message is ignored; whether to go on is the host's to say.
   */
  contradicts(what: string, m: Message): void {
    if (this.contradiction !== null) return;
    const { log, commit, term } = this;
    const here = `here commit ${commit}, log ${log.first}..${log.last}, term ${term}`;
    this.contradiction = `replica ${m.from} says in term ${m.term}: ${what}; ${here}`;
    this.out.contradict(this.contradiction);
  }

  #message(type: MessageType, to: ReplicaId, fields: Partial<Message>): Message {
    const { suspicion, session, config } = this;
    // A suspect says so in everything that it sends.
    const marks = { life: suspicion === null ? 0 : config.epoch, session };
    const header = { type, from: this.id, to, term: fields.term ?? this.term };
    return message(header, fields, marks);
  }
}
