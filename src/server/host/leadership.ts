import { serverLimits } from '../../util/limits.ts';
import type { Group } from './group.ts';
import type { Liveness } from './liveness.ts';
import type { Topology } from './topology.ts';

/** A leader that just took over lets things settle before it hands leadership to the preferred replica. */
const settleMs = 3_000;

/** Who should lead: leaders spread over nodes as placed (design §5), and none on a node that drains. */
export class Leadership {
  readonly #self: number;
  readonly #liveness: Liveness;
  #drained: (() => void) | null = null;
  #drainUntil = 0;
  /** During a drain: the replicas that each group was offered to, and the groups on their way. */
  readonly #offered = new Map<number, Set<number>>();
  readonly #moving = new Set<number>();

  constructor(self: number, liveness: Liveness) {
    this.#self = self;
    this.#liveness = liveness;
  }

  get draining(): boolean {
    return this.#drained !== null;
  }

  /**
   * Gives leadership back to preferred replicas that have caught up. One that was handed over on purpose stays where
   * it is until the preferred replica's node has been away.
   */
  balance(groups: Iterable<Group>, topology: Topology | null, now: number): void {
    if (topology === null || this.draining) return;
    for (const group of groups) {
      if (!group.serving || now - group.leaderSince < settleMs) continue;
      const preferred = topology.groups[group.id]?.replicas[0];
      if (preferred === undefined || preferred.member === this.#self) continue;
      if (!this.#liveness.fresh(preferred.member, now)) continue;
      const wasAway = this.#liveness.upSince(preferred.member) > group.leaderSince;
      if (group.handedOver && !wasAway) continue;
      const { progress } = group.raft.status();
      const follower = progress.find(({ replica }) => replica === preferred.replica);
      if (follower?.state !== 'replicate' || follower.suspect) continue;
      group.leaderSince = now;
      group.transfer(preferred.replica, () => {});
    }
  }

  drain(now: number, done: () => void): void {
    this.#drained = done;
    this.#drainUntil = now + serverLimits.drainMs;
  }

  /**
   * Gives every group away, and calls the drain's callback once nothing is led that anybody would take and nothing
   * waits, or time is up. Each voter is offered a group once: when all nodes drain together they would otherwise hand
   * it around until time is up.
   */
  checkDrained(groups: Iterable<Group>, now: number): void {
    if (this.#drained === null) return;
    let waiting = false;
    for (const group of groups) {
      if (group.leads && (this.#moving.has(group.id) || this.#giveAway(group, now))) waiting = true;
      if (group.writes.uncommitted > 0) waiting = true;
    }
    if (waiting && now < this.#drainUntil) return;
    const done = this.#drained;
    this.#drained = null;
    done();
  }

  /** To the voter that has most of the log and whose node answers; false when none is left to ask. */
  #giveAway(group: Group, now: number): boolean {
    const { progress, conf } = group.raft.status();
    const offered = this.#offered.get(group.id) ?? new Set();
    const [best] = progress
      .filter(({ replica }) => conf.voters.includes(replica) && !offered.has(replica))
      .filter(({ replica, suspect }) => replica !== group.raft.id && !suspect)
      .filter(({ replica }) => this.#liveness.fresh(group.host.memberOf(group.id, replica), now))
      .sort((one, other) => other.match - one.match);
    if (best === undefined) return false;
    this.#offered.set(group.id, offered.add(best.replica));
    this.#moving.add(group.id);
    group.transfer(best.replica, () => {
      this.#moving.delete(group.id);
      group.activate();
    });
    return true;
  }
}
