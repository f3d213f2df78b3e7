import { birthConf, type ConfStep, type Contact, type Message } from '../../raft/index.ts';
import type { RecoveredWal } from '../../storage/index.ts';
import type { Clock } from '../../util/clock.ts';
import { storageLimits } from '../../util/limits.ts';
import type { Logger } from '../../util/logger.ts';
import { Agenda } from './agenda.ts';
import { fail } from './failures.ts';
import type { Group } from './group.ts';
import { GroupFactory } from './group-factory.ts';
import { GroupStates } from './group-states.ts';
import type { HashPoint } from './hash-trail.ts';
import type { HostApi, ReplicaState, SnapshotReader, SnapshotRefusal } from './host-api.ts';
import type { HostContext } from './host-context.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { HostOptions, HostParts } from './host-parts.ts';
import { housekeep, peerLost } from './housekeeping.ts';
import { Leadership } from './leadership.ts';
import { Liveness, type LivenessHost } from './liveness.ts';
import { LogPath } from './log-path.ts';
import { reportLoss } from './lost-state.ts';
import type { ChangeDone } from './membership-path.ts';
import { emptyFrame, type Frame, type GroupMessage, type SnapshotAsk } from './net.ts';
import type { Operation } from './operation.ts';
import { changeMembers, moveLeader } from './orders.ts';
import { lowShare } from './priority.ts';
import { Purger } from './purger.ts';
import { ReplicaDirectory } from './replica-directory.ts';
import { replicaState } from './replica-state.ts';
import { Scrubber } from './scrubber.ts';
import { SnapshotTraffic } from './snapshot-traffic.ts';
import type { Topology } from './topology.ts';
import { type TurnBody, TurnLoop } from './turn-loop.ts';
import { WatchHub } from './watch/watch-hub.ts';

/**
 * All Raft groups of one node, driven together (R2). One turn of the event loop:
 *
 *   frames, operations, completions, timers ─▶ step each group that has something
 *     ─▶ take: messages to peers, ONE log frame for all groups, apply, answers
 *     ─▶ kick the log: one write and one sync; while it runs, the next turn collects the next frame
 *
 * Promise-free and free of node:*, timers and gRPC: the simulator runs this very file (R42).
 */
export class Host implements HostApi, HostContext, LivenessHost, TurnBody {
  readonly metrics: HostMetrics;
  readonly logger: Logger;
  readonly states: GroupStates;
  readonly snapshots: SnapshotTraffic;
  readonly watches: WatchHub = new WatchHub(this);
  now: number;
  readonly #options: HostOptions;
  readonly #parts: HostParts;
  readonly clock: Clock;
  readonly #groups = new Map<number, Group>();
  readonly #agenda = new Agenda();
  readonly #directory: ReplicaDirectory;
  readonly #factory: GroupFactory;
  readonly #liveness: Liveness;
  readonly #leadership: Leadership;
  readonly #purger: Purger;
  readonly #scrubber: Scrubber;
  readonly log: LogPath;
  readonly #loop: TurnLoop;
  draining = false;
  diskLow = false;

  constructor(options: HostOptions, parts: HostParts) {
    this.#options = options;
    this.#parts = parts;
    this.clock = parts.clock;
    this.metrics = parts.metrics;
    this.logger = parts.logger;
    this.states = new GroupStates(parts.store);
    this.now = parts.clock.now();
    this.#loop = new TurnLoop(parts.clock, options.heartbeatMs, this);
    this.#directory = new ReplicaDirectory(options.member);
    this.#factory = new GroupFactory(options, parts);
    this.#liveness = new Liveness(options, this.now, this, parts.keys);
    this.log = new LogPath(parts.wal, this.#liveness, parts.metrics);
    this.#leadership = new Leadership(options.member, this.#liveness);
    this.#scrubber = new Scrubber(options.scrubIntervalMs ?? 0, (error) => this.fatal(error));
    this.snapshots = new SnapshotTraffic(options, parts);
    this.#purger = new Purger(parts.wal, parts.store, (group, replica) =>
      this.#liveness.heardWithin(this.memberOf(group.id, replica), this.now, keepForPeersMs),
    );
  }

  /** Starts turning. Call once, when the groups found on disk have been added. */
  start(): void {
    this.#loop.schedule();
  }

  /** Asks for a turn. */
  schedule(): void {
    this.#loop.schedule();
  }

  get groups(): Iterable<Group> {
    return this.#groups.values();
  }

  group(id: number): Group | undefined {
    return this.#groups.get(id);
  }

  /** The replicas that this node held before its restart. */
  restore(recovered: RecoveredWal): void {
    for (const group of this.#factory.restore(this, recovered)) {
      this.#add(group);
      if (group.lost !== null) reportLoss(group);
    }
  }

  #add(group: Group): void {
    this.#groups.set(group.id, group);
    this.activate(group);
  }

  activate(group: Group): void {
    this.#agenda.add(group);
    this.#loop.schedule();
  }

  turn(now: number): number {
    this.now = now;
    if (now >= this.#liveness.beatAt) {
      this.#heartbeat(now);
      this.#agenda.runAhead(this.#liveness.beatAt);
    }
    if (!this.#agenda.run(now, this.clock)) this.#loop.schedule();
    this.watches.run();
    const { wal, store } = this.#parts;
    wal.kick();
    store.tick(now);
    if (this.#leadership.draining) this.#leadership.checkDrained(this.#groups.values(), now);
    const flushAt = store.dirty ? now + this.#options.flushIntervalMs : Number.POSITIVE_INFINITY;
    return Math.min(this.#liveness.beatAt, this.#agenda.earliest, flushAt);
  }

  /** What looks like silence of the others was our own (R2). */
  stalled(lateMs: number): void {
    this.logger.warn({ lateMs: Math.round(lateMs) }, 'the event loop stood still');
    this.metrics.stalled(lateMs);
    for (const group of this.#groups.values()) group.stalled();
  }

  #heartbeat(now: number): void {
    this.#liveness.beat(now);
    housekeep(this.#groups.values(), now, this.metrics);
    this.metrics.proposalsPending(this.pendingOperations);
    this.watches.tick(now);
    this.#scrubber.run(this.#groups.values(), now);
    this.#leadership.balance(this.#groups.values(), this.topology, now);
    this.#purger.run(this.#groups.values(), now, (points, copiedBytes) => {
      if (copiedBytes > 0) this.metrics.walCopied(copiedBytes);
      for (const [id, index] of points) this.#groups.get(id)?.input({ type: 'compacted', index });
    });
  }

  /** A broken invariant stops the node, with the numbers in the message. */
  failed(error: unknown): void {
    this.#parts.fatal(error instanceof Error ? error : new Error(String(error)));
  }

  submit(operation: Operation): void {
    this.#submitTo(operation.partition + 1, operation);
  }

  /** The meta group is no partition; only the node itself writes there. */
  submitMeta(operation: Operation): void {
    this.#submitTo(0, operation);
  }

  #submitTo(id: number, operation: Operation): void {
    if (this.draining || this.#loop.stopped) {
      fail(operation, 'DRAINING', 'not_executed', 'the node is stopping; ask another');
      return;
    }
    const group = this.#groups.get(id);
    if (group !== undefined) group.submit(operation);
    else fail(operation, 'NOT_READY', 'not_executed', 'this node holds no replica of it');
  }

  leaderOf(id: number): number {
    return this.#groups.get(id)?.leaderMember ?? 0;
  }

  leads(id: number): boolean {
    return this.#groups.get(id)?.leads ?? false;
  }

  holds(id: number): boolean {
    return this.#groups.get(id)?.lost === null;
  }

  get pendingOperations(): number {
    let pending = 0;
    for (const group of this.#groups.values()) pending += group.writes.uncommitted;
    return pending;
  }

  moveLeader(id: number, member: number, done: ChangeDone): void {
    moveLeader(id, this.#groups.get(id), this.#directory, member, done);
  }

  changeMembers(id: number, steps: readonly ConfStep[], planned: number, done: ChangeDone): void {
    changeMembers(this.#groups.get(id), steps, planned, done);
  }

  /** One log frame is durable: everything in it, for all its groups. */
  logDurable(items: readonly { readonly group: number; readonly seq: number }[]): void {
    // Before anything is sent: what is sent leaves after the turn then, together with what that sends. And the log waits
    // for its kick (`WalListener.kicks`).
    this.#loop.schedule();
    this.log.durable(this.clock.now());
    for (const { group, seq } of items) this.#groups.get(group)?.persisted(seq);
  }

  get overfull(): boolean {
    return this.#parts.store.overfull;
  }

  get readable(): boolean {
    return this.#parts.store.readable;
  }

  get outOfSpace(): boolean {
    return this.#parts.store.outOfSpace;
  }

  takesWrites(low: boolean): boolean {
    const { wal, store } = this.#parts;
    const share = low ? lowShare : 1;
    return store.hasRoom(share) && wal.collectedBytes < share * storageLimits.walFrameBytes;
  }

  /** A layer went to disk: apply may go on, and the log may be shorter. */
  flushed(): void {
    for (const group of this.#groups.values()) if (group.apply.paused) this.activate(group);
    this.#loop.schedule();
  }

  /** Nothing of the database can be trusted (R24). */
  loseAll(why: string): void {
    for (const group of this.#groups.values()) group.loseState(why);
  }

  /** The database can be read again (R23): what waited for it goes on. */
  reopened(): void {
    for (const group of this.#groups.values()) group.reopened();
    this.#parts.metaChanged();
  }

  fatal(error: Error): void {
    this.#loop.stop();
    this.#parts.fatal(error);
  }

  get topology(): Topology | null {
    return this.#directory.topology;
  }

  /** Takes over a newer topology: new peers, new replicas. Existing replicas stay until their own log says so (R9). */
  setTopology(topology: Topology): void {
    if (!this.#directory.adopt(topology)) return;
    this.#liveness.setTopology(topology);
    this.#parts.net.setPeers(this.#directory.peers());
    for (const { group: id, replica, voters, preferred } of this.#directory.ownReplicas()) {
      const known = this.#groups.get(id);
      known?.input({ type: 'priority', value: preferred ? 1 : 0 });
      if (known !== undefined) continue;
      const group = this.#factory.create(this, id, replica, birthConf(voters));
      this.#add(group);
      group.input({ type: 'priority', value: preferred ? 1 : 0 });
      // The preferred leader does not wait for an election timeout in a group that nobody can lead yet.
      if (preferred && voters.includes(replica)) group.input({ type: 'campaign' });
    }
    this.#loop.schedule();
  }

  memberOf(group: number, replica: number): number {
    return this.#directory.memberOf(group, replica);
  }

  send(group: Group, message: Message): void {
    const member = this.memberOf(group.id, message.to);
    if (member === 0 || member === this.#options.member) return;
    this.sendFrame(member, { messages: [{ group: group.id, message }] });
  }

  sendFrame(member: number, parts: Partial<Frame>): void {
    this.#parts.net.send(member, { ...emptyFrame, ...parts, epoch: this.#options.epoch });
  }

  frame(member: number, frame: Frame): void {
    if (this.#loop.stopped) return;
    const now = this.clock.now();
    this.#liveness.received(member, frame, now);
    if (this.#liveness.beatAt <= now) this.#loop.schedule();
    if (frame.topology !== null) this.#parts.topologyReceived(frame.topology);
    for (const item of frame.messages) this.#deliver(member, item);
  }

  #deliver(member: number, { group: id, message }: GroupMessage): void {
    const group = this.#groups.get(id);
    if (
      group === undefined ||
      message.to !== group.raft.id ||
      this.memberOf(id, message.from) !== member
    ) {
      this.metrics.messageDropped('unknown_replica');
      return;
    }
    group.input({ type: 'message', message });
  }

  peerState(member: number, state: 'up' | 'broken' | 'refused'): void {
    if (this.#loop.stopped || state === 'up') return;
    for (const group of this.#groups.values()) {
      const replica = this.#directory.replicaOn(group.id, member);
      if (replica !== 0) peerLost(group, replica, state);
    }
  }

  elected(group: Group): void {
    this.#liveness.elected(group);
  }

  resigned(group: Group): void {
    this.#liveness.resigned(group);
  }

  leaderSeen(group: Group): void {
    if (group.raft.leader !== 0) this.metrics.leaderChanged(group.id);
    if (group.id === 0) this.#parts.metaChanged();
  }

  appliedTo(group: Group): void {
    if (group.id === 0) this.#parts.metaChanged();
  }

  contactsOf(group: Group): readonly Contact[] {
    return this.#liveness.contactsOf(group);
  }

  stampMs(group: Group, now: number): number | null {
    return this.#liveness.stampMs(group, now, this.clock.wallNow() - this.clock.now());
  }

  wallNow(): number {
    return this.clock.wallNow();
  }

  openSnapshot(member: number, ask: SnapshotAsk): SnapshotReader | SnapshotRefusal {
    return this.snapshots.outgoing.open(this.#groups.get(ask.group), member, ask);
  }

  drain(done: () => void): void {
    this.draining = true;
    this.watches.endAll();
    this.#leadership.drain(this.clock.now(), done);
    this.#loop.schedule();
  }

  /** No turn runs after this; whoever still waits is told that the outcome is open. */
  stop(): void {
    this.#loop.stop();
    this.#scrubber.stop();
    this.snapshots.stop();
    for (const group of this.#groups.values()) group.stop();
  }

  replicaStatus(): readonly ReplicaState[] {
    return Array.from(this.#groups.values(), replicaState);
  }

  hashesOf(id: number): readonly HashPoint[] {
    return this.#groups.get(id)?.apply.hashes ?? [];
  }

  fence(id: number, why: string): void {
    this.#groups.get(id)?.loseState(why);
  }
}

/** A peer that was silent for longer than this finds the log purged, and pulls a snapshot (R22). */
const keepForPeersMs = 60_000;
