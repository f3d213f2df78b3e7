import { defaultStoreOptions } from '../../src/storage/index.ts';
import { InvariantError } from '../../src/util/assert.ts';
import type { Hash32 } from '../../src/util/hash.ts';
import { checkWatches } from '../checkers/watches.ts';
import { type ClientFleet, createFleet } from '../clients/fleet.ts';
import type { Violation } from '../contract.ts';
import { FaultContext } from '../faults/context.ts';
import type { FaultEvent } from '../faults/events.ts';
import { strike } from '../faults/strike.ts';
import type { Schedule } from '../schedule.ts';
import { Subscribers } from '../subscribers/subscribers.ts';
import { ViolationError } from '../watch/watcher.ts';
import { Liveness } from './liveness.ts';
import { type RunOptions, Stage } from './stage.ts';

/** What came of a run. */
export interface RunResult {
  readonly seed: number;
  readonly violation: Violation | null;
  /** Milliseconds after the clients began at which it ended. */
  readonly endedMs: number;
  readonly simulatedMs: number;
  readonly operations: number;
  readonly events: number;
  readonly steps: number;
  readonly digest: number;
  /** How often each kind of fault found something to strike. */
  readonly struck: ReadonlyMap<string, number>;
  readonly probes: ReadonlyMap<string, number>;
}

/**
 * One run of a schedule, in two phases (testing.md §0):
 *
 *   safety     faults strike, clients work; nothing wrong may ever be seen
 *   liveness   what is broken heals, except for a minority; everything must end, and the replicas agree
 */
export class Simulation {
  readonly stage: Stage;
  readonly #schedule: Schedule;
  readonly #fleet: ClientFleet;
  readonly #subscribers: Subscribers;
  readonly #faults: FaultContext;
  readonly #struck = new Map<string, number>();
  readonly #startedAt: number;

  constructor(hash: Hash32, schedule: Schedule, options: RunOptions) {
    this.#schedule = schedule;
    this.stage = new Stage(hash, schedule, options);
    const { cluster, supervisor, ports, note } = this.stage;
    this.#startedAt = cluster.time.now;
    this.#faults = new FaultContext(cluster, supervisor, note);
    this.#fleet = createFleet(ports, schedule.clients);
    this.#subscribers = new Subscribers(cluster, ports, {
      seed: schedule.seed,
      isShort: this.stage.history.historyBytes < defaultStoreOptions.historyBytes,
      isRestless: schedule.faults.length > 0,
    });
  }

  run(): RunResult {
    const violation = this.#violationOf(() => this.#play());
    const { cluster, watch, trace, probes } = this.stage;
    return {
      seed: this.#schedule.seed,
      violation,
      endedMs: cluster.time.now - this.#startedAt,
      simulatedMs: cluster.time.now - this.#startedAt,
      operations: this.#fleet.operations,
      events: cluster.time.happened,
      steps: watch.steps,
      digest: trace.digest,
      struck: this.#struck,
      probes: probes.hits,
    };
  }

  #play(): Violation | null {
    const { stage } = this;
    stage.start();
    const { time } = stage.cluster;
    for (const fault of this.#schedule.faults) {
      time.at(this.#startedAt + fault.at, () => this.#strike(fault));
    }
    this.#fleet.start();
    this.#subscribers.start();
    this.#playSafety();
    const liveness = new Liveness(stage, this.#schedule, this.#fleet, this.#faults);
    liveness.play(this.#subscribers);
    return this.#fleet.check() ?? checkWatches(this.#fleet.history, this.#subscribers.log);
  }

  #playSafety(): void {
    const { stage } = this;
    const { safetyMs, leastOperations } = this.#schedule;
    const stepMs = 1_000;
    for (let ms = 0; ms < 2 * safetyMs; ms += stepMs) {
      if (ms >= safetyMs && this.#fleet.operations >= leastOperations) return;
      stage.run(ms < safetyMs ? Math.min(stepMs, safetyMs - ms) : stepMs);
      stage.ports.checkAnswered();
      stage.asides.check();
    }
  }

  #strike(fault: FaultEvent): void {
    this.stage.partitionTime.sample();
    this.stage.asides.check();
    const happened = strike(this.#faults, fault);
    const { kind, at: _, ...rest } = fault;
    if (happened && fault.kind === 'wallJump') this.#clockWasSet(fault);
    if (happened) this.#struck.set(kind, (this.#struck.get(kind) ?? 0) + 1);
    this.stage.note(`${happened ? 'fault' : 'no'} ${kind} ${JSON.stringify(rest)}`);
  }

  #clockWasSet(fault: FaultEvent & { readonly kind: 'wallJump' }): void {
    const node = this.#faults.nodeOf(fault.target);
    if (node !== null) this.stage.probes.hosts.clockSet(node.member);
  }

  /** What was thrown on the way is what was violated; a broken invariant stops a node as it stops a process. */
  #violationOf(play: () => Violation | null): Violation | null {
    try {
      return play();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return violationFrom(error);
    }
  }
}

export function violationFrom(error: Error): Violation {
  if (error instanceof ViolationError) return { checker: error.checker, message: error.message };
  const checker = error instanceof InvariantError ? 'assertion' : 'exception';
  return { checker, message: `${error.message}\n${error.stack ?? ''}` };
}
