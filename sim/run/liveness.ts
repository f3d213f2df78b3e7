import type { Fleet } from '../contract.ts';
import type { FaultContext } from '../faults/context.ts';
import type { Schedule } from '../schedule.ts';
import type { Subscribers } from '../subscribers/subscribers.ts';
import { ViolationError } from '../watch/watcher.ts';
import type { Stage } from './stage.ts';

/** A run of fewer operations proves little. */
const fewestOperations = 1_000;
/** How often a condition is looked at. */
const lookMs = 20;

/**
 * The second phase of a run. Nothing breaks any more, so within a bound everything must work: each group has a leader
 * that serves, every request of a client ends, the replicas agree, and everything can be read on every node.
 */
export class Liveness {
  readonly #stage: Stage;
  readonly #schedule: Schedule;
  readonly #fleet: Fleet;
  readonly #faults: FaultContext;

  constructor(stage: Stage, schedule: Schedule, fleet: Fleet, faults: FaultContext) {
    this.#stage = stage;
    this.#schedule = schedule;
    this.#fleet = fleet;
    this.#faults = faults;
  }

  play(subscribers: Subscribers): void {
    this.#heal();
    const { cluster } = this.#stage;
    const { electionTimeoutMaxMs } = this.#schedule.cluster.raft;
    const groups = [0, ...cluster.groups];
    this.#until(
      () => groups.every((group) => cluster.leaderOf(group) !== null),
      20 * electionTimeoutMaxMs + 20_000,
      () => {
        const without = groups.filter((group) => cluster.leaderOf(group) === null);
        return `groups ${without.join(', ')} have no leader that serves`;
      },
    );
    this.#untilWorthIt();
    this.#fleet.stop();
    this.#untilIdle('of the clients are still under way');
    this.#untilTrusted();
    this.#untilAgreed(groups);
    this.#untilNothingIsAside();
    const alive = cluster.nodes.filter(({ alive }) => alive).map(({ member }) => member);
    this.#fleet.readAll(alive);
    this.#untilIdle('last reads are still under way');
    this.#untilAgreed(groups);
    subscribers.settle();
    this.#until(
      () => subscribers.behind.length === 0,
      60_000,
      () => `not told of everything: ${subscribers.behind.join('; ')}`,
      'watch-liveness',
    );
    subscribers.check();
  }

  #heal(): void {
    const { cluster, supervisor, note } = this.#stage;
    note('everything heals');
    this.#faults.endAll();
    cluster.network.heal();
    const forGood = new Set(this.#schedule.cluster.neverBack.map((member) => cluster.node(member)));
    supervisor.releaseAll(forGood);
  }

  /** Clients that were held up go on, so that the run counts (R45) and a healed cluster is seen to work. */
  #untilWorthIt(): void {
    const { clients } = this.#schedule;
    const planned = clients.reduce((sum, { operations }) => sum + operations.length, 0);
    const enough = Math.min(planned, fewestOperations);
    this.#until(
      () => this.#fleet.operations >= enough,
      120_000,
      () => `only ${this.#fleet.operations} of ${enough} operations have begun`,
    );
  }

  #untilIdle(what: string): void {
    this.#until(
      () => this.#fleet.busy === 0,
      60_000,
      () => `${this.#fleet.busy} ${what}`,
    );
  }

  /** All members are there, so whoever lost a part of its log can hear from all of them. */
  #untilTrusted(): void {
    const { nodes } = this.#stage.cluster;
    const suspects = (): string[] =>
      nodes.flatMap(({ alive, member, host }) =>
        alive
          ? host.replicaStatus().flatMap((s) => (s.suspect ? [`n${member}/${s.group}`] : []))
          : [],
      );
    this.#until(
      () => suspects().length === 0,
      60_000,
      () => `${suspects().join(', ')} are suspect`,
    );
  }

  #untilAgreed(groups: readonly number[]): void {
    const { cluster } = this.#stage;
    this.#until(
      () => groups.every((group) => cluster.agree(group)),
      60_000,
      () => {
        const apart = groups.filter((group) => !cluster.agree(group));
        return `the replicas of groups ${apart.join(', ')} do not agree: ${this.#describe(apart)}`;
      },
      'convergence',
    );
  }

  /** Every state is whole, so nothing else is needed. */
  #untilNothingIsAside(): void {
    const { asides } = this.#stage;
    this.#until(
      () => asides.all.length === 0,
      60_000,
      () => `${asides.all.join(', ')} have a generation set aside`,
    );
  }

  #describe(groups: readonly number[]): string {
    const { nodes } = this.#stage.cluster;
    const states = nodes.flatMap((node) =>
      node.alive
        ? node.host
            .replicaStatus()
            .filter(({ group }) => groups.includes(group))
            .map(
              (s) =>
                `n${node.member}/${s.group} ${s.role} applied ${s.appliedIndex} hash ${s.hash}`,
            )
        : [],
    );
    return states.join('; ');
  }

  #until(
    condition: () => boolean,
    limitMs: number,
    what: () => string,
    checker = 'liveness',
  ): void {
    const { time } = this.#stage.cluster;
    const limit = time.now + limitMs;
    while (!condition()) {
      if (time.now >= limit) throw new ViolationError(checker, `after ${limitMs} ms, ${what()}`);
      this.#stage.run(lookMs);
      this.#stage.ports.checkAnswered();
      this.#stage.asides.check();
    }
  }
}
