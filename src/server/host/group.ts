import {
  type Contact,
  type Input,
  type Message,
  messageType,
  type Output,
  type RaftGroup,
  type SoftState,
} from '../../raft/index.ts';
import { type Command, isDamage, type Partition, type RecordView } from '../../storage/index.ts';
import { assert } from '../../util/assert.ts';
import type { PlantedBugs } from '../../util/planted-bugs.ts';
import { AllAcks } from './all-acks.ts';
import { ApplyPath } from './apply-path.ts';
import { takesRoom } from './command-room.ts';
import { fail } from './failures.ts';
import type { HostContext } from './host-context.ts';
import { InstallPath } from './install-path.ts';
import { KeptLogs } from './kept-log.ts';
import { isAlone, onlyCopy, reportLoss } from './lost-state.ts';
import { MembershipPath } from './membership-path.ts';
import { isReplicaRead, type Operation, type ReadLevel, type ServedAt } from './operation.ts';
import { ReadPath } from './read-path.ts';
import { WritePath } from './write-path.ts';

/**
 * Inputs between two turns past which messages are dropped, as a network may; the transport bounds what it delivers,
 * so this is only a backstop. Completions and requests are never dropped: somebody waits for each, and each was asked
 * for, which bounds them.
 */
const messagesMax = 65_536;
/** How long appended writes of a lost leadership may still be answered by their own commit. */
const orphanGraceMs = 400;

/** One replica on this node: the consensus core, its state machine, and whoever waits for either. */
export class Group {
  readonly id: number;
  readonly host: HostContext;
  readonly raft: RaftGroup;
  readonly writes: WritePath;
  readonly reads: ReadPath;
  readonly install: InstallPath;
  readonly membership: MembershipPath;
  readonly apply: ApplyPath;
  readonly allAcks: AllAcks;
  readonly planted: PlantedBugs;
  /** Whether leaders of this cluster hold leases (R7). */
  readonly leases: boolean;
  partition: Partition;
  /** Why the state machine is not to be trusted and waits for a snapshot (R24); null while all is well. */
  lost: string | null = null;

  /** The leader has applied an entry of its own term: its state holds every acknowledged write. */
  serving = false;
  /** The time of the last tick; the core hears of a new time before anything else of a turn. */
  #tickedAt = Number.NEGATIVE_INFINITY;
  #stalled = false;
  #hearsContacts = false;
  #inputs: Input[] = [];
  /** Votes and acknowledgements that wait for their write (raft `Output.after`), in order of seq. */
  #held: { readonly seq: number; readonly message: Message }[] = [];
  #persistedSeq = 0;
  readonly #transfers = new Map<number, (error: string | null) => void>();
  #nextTransfer = 1;
  #soft: SoftState | null = null;
  /** The queued entry of the wake heap, so that one group does not fill it. */
  queuedWakeAt = Number.POSITIVE_INFINITY;
  /** What snapshots under way need of the log. */
  readonly keptLogs = new KeptLogs();
  /** Nothing runs any more: who still asks is answered at once. */
  stopped = false;
  leaderSince = Number.POSITIVE_INFINITY;
  /** The leadership was handed over, by a person or a node that drains, and not won by an election timeout. */
  handedOver = false;
  /** The term in which a leader ordered this replica to campaign. */
  #orderedIn = -1;

  constructor(
    id: number,
    host: HostContext,
    raft: RaftGroup,
    partition: Partition,
    { leases, planted }: { leases: boolean; planted: PlantedBugs },
  ) {
    this.id = id;
    this.host = host;
    this.raft = raft;
    this.partition = partition;
    this.leases = leases;
    this.planted = planted;
    this.writes = new WritePath(this);
    this.reads = new ReadPath(this);
    this.install = new InstallPath(this);
    this.membership = new MembershipPath(this);
    this.apply = new ApplyPath(this);
    this.allAcks = new AllAcks(this);
  }

  get leads(): boolean {
    return this.raft.role === 'leader';
  }

  /** Member id of the leader, 0 for unknown. */
  get leaderMember(): number {
    return this.raft.leader === 0 ? 0 : this.host.memberOf(this.id, this.raft.leader);
  }

  /** Asks for a run in this turn or the next. */
  activate(): void {
    this.host.activate(this);
  }

  input(input: Input): void {
    if (input.type === 'message' && input.message.type === messageType.timeoutNow) {
      this.#orderedIn = input.message.term;
    }
    if (input.type === 'message' && this.#inputs.length >= messagesMax) {
      this.host.metrics.messageDropped('queue_full');
      return;
    }
    this.#inputs.push(input);
    this.activate();
  }

  /** The process did not run for a while. */
  stalled(): void {
    this.#stalled = true;
    this.activate();
  }

  /** Its next run hears of signs of life, though it need not act on silence yet. */
  hearContacts(): void {
    this.#hearsContacts = true;
  }

  /** For inputs that belong to the running turn. */
  step(input: Input): void {
    this.raft.step(input);
  }

  submit(operation: Operation): void {
    const { body } = operation;
    if (this.lost !== null) this.sendElsewhere(operation);
    else if (body.type !== 'write' && isReplicaRead(body.level))
      this.reads.submitHere(operation, body);
    else if (!this.leads && !(body.type !== 'write' && body.here === true)) {
      this.sendElsewhere(operation);
    } else if (body.type !== 'write') this.reads.submit(operation);
    else this.#submitWrite(operation, body.command);
    this.activate();
  }

  #submitWrite(operation: Operation, { body }: Command): void {
    const { host } = this;
    // First: whoever needs room on a full disk need not come again, and what waits for that disk is no reason.
    if ((host.diskLow || host.outOfSpace) && this.id !== 0 && takesRoom(body)) {
      const why =
        'the disk of this node is nearly full: it takes deletes, and nothing that needs room';
      fail(operation, 'SPACE_QUOTA', 'not_executed', why);
    } else if (!host.takesWrites(operation.low === true)) {
      fail(operation, 'OVERLOADED', 'not_executed', 'too much waits for the disk of this node');
    } else this.writes.submit(operation);
  }

  sendElsewhere(operation: Operation): void {
    const leader = this.leaderMember;
    const reason = leader === 0 ? 'NO_LEADER' : 'NOT_LEADER';
    const why =
      this.lost === null
        ? 'this node does not lead the partition'
        : 'the replica of this node is being rebuilt';
    fail(operation, reason, 'not_executed', why, leader);
  }

  /** One turn: everything that arrived goes in, everything that follows comes out. */
  run(now: number): void {
    this.apply.beginTurn();
    if (this.#stalled) {
      // Before the first tick after the pause: the core then counts the silence from now on (R2).
      this.#stalled = false;
      this.raft.step({ type: 'stalled' });
    }
    if (now > this.#tickedAt || this.raft.wakeAt <= now) {
      this.#tickedAt = now;
      // Evidence of the node-pair heartbeats matters only when the group would otherwise act on silence (R5).
      const isAsked = this.#hearsContacts || this.raft.wakeAt <= now;
      const contacts = isAsked ? this.host.contactsOf(this) : noContacts;
      this.#hearsContacts = false;
      this.raft.step({ type: 'tick', now, contacts });
    }
    const inputs = this.#inputs;
    this.#inputs = [];
    for (const input of inputs) this.raft.step(input);
    this.#drain(now);
    let proposed: boolean;
    do {
      proposed = this.writes.propose(now);
      this.reads.begin();
      this.#drain(now);
    } while (proposed && this.writes.hasWork && this.serving);
    this.allAcks.check();
  }

  #drain(now: number): void {
    do {
      while (this.raft.dirty()) this.#carryOut(this.raft.take(), now);
    } while (this.apply.run());
  }

  #carryOut(output: Output, now: number): void {
    assert(output.contradiction === null, () => `group ${this.id}: ${output.contradiction}`);
    if (output.write !== null) this.host.log.append(this, output.write, now);
    for (const message of output.send) this.host.send(this, message);
    for (const held of output.after) {
      if (held.seq <= this.#persistedSeq) this.host.send(this, held.message);
      else this.#held.push(held);
    }
    if (output.soft !== null) this.#becomes(output.soft, now);
    for (const { id, first, term } of output.accepted) {
      if (!this.membership.accepted(id, first, term)) this.writes.accepted(id, first, term);
    }
    for (const dropped of output.dropped) {
      if (this.reads.dropped(dropped) || this.writes.dropped(dropped)) continue;
      if (this.membership.dropped(dropped)) continue;
      this.#endTransfer(dropped.id, dropped.reason);
    }
    for (const id of output.transferred) this.#endTransfer(id, null);
    for (const { id, index } of output.reads) this.reads.confirmed(id, index);
    this.apply.push(output.apply);
    for (const request of output.fetch) this.host.log.fetch(this, request);
    for (const { ticket } of output.snapshot) this.#offerSnapshot(ticket, now);
    if (output.install !== null) this.install.begin(output.install.from, output.install.meta);
  }

  /** A write of this group became durable: what waited for it may leave. */
  persisted(seq: number): void {
    // Written before the core existed, to bring log and state machine together at start.
    if (seq === 0) return;
    this.#persistedSeq = seq;
    let released = 0;
    for (const { seq: after, message } of this.#held) {
      if (after > seq) break;
      released++;
      this.host.send(this, message);
    }
    if (released > 0) this.#held = this.#held.slice(released);
    this.input({ type: 'persisted', seq });
  }

  /** The database takes rows again, and can be read (R23). */
  reopened(): void {
    this.install.goOn();
    this.activate();
  }

  /** The state machine was replaced by a snapshot. */
  switchedTo(partition: Partition): void {
    this.partition = partition;
    this.lost = null;
    this.apply.replaced(partition);
  }

  /**
   * The state failed a checksum (R20) or is not what the other replicas have: nothing of it is served or applied any
   * more, and a snapshot of the leader replaces it. The log is whole, so the replica goes on voting (R24).
   */
  loseState(why: string): void {
    if (this.lost !== null) return;
    if (isAlone(this.raft.conf)) {
      // Its rows are all there is: nothing replaces them, and nothing of them is swept.
      this.host.fatal(onlyCopy(this.id, why));
      return;
    }
    this.lost = why;
    this.host.watches.lost(this);
    this.serving = false;
    this.apply.clear();
    // What is being installed brings a new state as well.
    if (this.install.running) this.partition.retire();
    else this.partition = this.host.states.replaceDamaged(this);
    reportLoss(this);
    this.raft.step({ type: 'stateLost' });
    this.reads.stateLost();
    this.activate();
  }

  #becomes(soft: SoftState, now: number): void {
    const was = this.#soft;
    this.#soft = soft;
    const led = was?.role === 'leader';
    const leads = soft.role === 'leader';
    if (led && (!leads || was.term !== soft.term)) {
      this.serving = false;
      this.leaderSince = Number.POSITIVE_INFINITY;
      this.host.resigned(this);
      this.writes.leadershipLost(now);
      this.allAcks.end();
      this.reads.leadershipLost();
      this.membership.leadershipLost();
    }
    if (leads && (!led || was.term !== soft.term)) {
      this.serving = false;
      this.leaderSince = now;
      this.handedOver = this.#orderedIn === soft.term - 1;
      this.writes.leadershipWon();
      this.host.elected(this);
    }
    if (was?.suspect === true && !soft.suspect) {
      const { id: group } = this;
      this.host.logger.warn({ group, term: soft.term }, 'WAL_SUSPECT is over: trusted again');
    }
    if (was === null || was.leader !== soft.leader) this.host.leaderSeen(this);
  }

  transfer(replica: number, done: (error: string | null) => void): void {
    if (this.stopped) {
      done('the node is stopping');
      return;
    }
    const id = this.#nextTransfer++ + 2 ** 40;
    this.#transfers.set(id, done);
    this.input({ type: 'transfer', id, to: replica });
  }

  #endTransfer(id: number, error: string | null): void {
    const done = this.#transfers.get(id);
    this.#transfers.delete(id);
    done?.(error);
  }

  /** A follower needs a snapshot: it will pull one at our applied index or above, so the log is kept from there. */
  #offerSnapshot(ticket: number, now: number): void {
    const { appliedIndex: index, appliedTerm: term, conf } = this.partition;
    this.keptLogs.offer(index, now);
    this.input({ type: 'snapshotMade', ticket, meta: { index, term, conf } });
  }

  /** A record for the node itself, as applied here; null where the state is lost. */
  find(key: Uint8Array): RecordView | null {
    if (this.lost !== null) return null;
    try {
      return this.partition.get(key);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.loseState(error.message);
      return null;
    }
  }

  servedAt(
    revision: number,
    level: ReadLevel,
    stalenessMs = 0,
    clockMs = this.partition.clockMs,
  ): ServedAt {
    const { role } = this.raft;
    return {
      partition: this.id - 1,
      revision,
      term: this.raft.term,
      partitionTimeMs: clockMs,
      role: role === 'leader' || role === 'learner' ? role : 'follower',
      // Without leases it is another name: a quorum was asked.
      level: level === 'leader_lease' && !this.leases ? 'linearizable' : level,
      stalenessMs,
    };
  }

  /** Null while too few clocks are known. */
  stampMs(now: number): number | null {
    return this.host.stampMs(this, now);
  }

  /** What is due now and then, off the path of operations. */
  housekeep(now: number): void {
    this.writes.expire(now, orphanGraceMs);
    this.allAcks.expire(now);
    this.reads.expire(now);
    this.writes.sweep(now);
  }

  stop(): void {
    this.stopped = true;
    for (const id of this.#transfers.keys()) this.#endTransfer(id, 'the node is stopping');
    this.reads.abandonAll();
    this.writes.abandonAll();
    this.allAcks.end();
    this.membership.abandonAll();
    this.install.cancel();
  }
}

const noContacts: readonly Contact[] = [];
