import type { Failure, OperationBody } from '../../src/server/host/operation.ts';
import type { Random } from '../../src/util/random.ts';
import type { ClusterPort } from '../contract.ts';
import type { Answer, History } from './history.ts';
import type { LeaderBelief } from './leader-belief.ts';
import type { NodeChoice } from './plan.ts';

/** What the calls of one client share. */
export interface CallContext {
  readonly port: ClusterPort;
  readonly history: History;
  readonly leaders: LeaderBelief;
  readonly heldUpPerMille: number;
}

export interface CallSpec {
  /** Of the planned operation, for those who read a report. */
  readonly operation: number;
  readonly partition: number;
  readonly node: NodeChoice;
  readonly anywhere: boolean;
  readonly timeoutMs: number;
  readonly random: Random;
  /** Made anew for every try. */
  readonly body: () => OperationBody;
  /** Running twice does no harm, or cannot happen. Else it is tried again only while no try can have run (R38). */
  readonly repeatable: boolean;
  readonly ended: (ending: CallEnding) => void;
}

export type CallEnding =
  | {
      readonly type: 'answered';
      readonly answer: Answer;
      /** Of the try that was answered. */
      readonly body: OperationBody;
      readonly sentAtMs: number;
      /** Other tries of it may run as well. */
      readonly uncertain: boolean;
    }
  | { readonly type: 'not_executed'; readonly reason: string }
  | { readonly type: 'unknown'; readonly reason: string };

/** A try on its way. */
interface Sent {
  readonly node: number;
  readonly body: OperationBody;
  readonly atMs: number;
  readonly timeoutMs: number;
}

/** Longer than most clients wait: the same write was tried again by then, or its outcome asked for. */
const heldUpMs = 3_000;

/**
 * The tries of one request, as the typed client makes them: after one that did not run at once another, after one of unknown
 * outcome only if the request is repeatable; hints name the leader; whoever does not answer is left for the next.
 *
 *   try ──▶ answer ──▶ answered                        time is up: unknown if any try may have run,
 *    ▲  └─▶ not executed, lost, silence ─┐             else not executed
 *    └────────────────pause──────────────┘
 */
export class Call {
  readonly #context: CallContext;
  readonly #spec: CallSpec;
  readonly #deadlineMs: number;
  #tries = 0;
  /** Tries that somebody refused, lost or could not be reached for: whoever asks again and again waits longer. */
  #setbacks = 0;
  /** Tries that have run, may have run or may yet run. */
  #doubtful = 0;
  #reason = 'TIME_UP';
  #over = false;

  constructor(context: CallContext, spec: CallSpec) {
    this.#context = context;
    this.#spec = spec;
    this.#deadlineMs = context.port.now + spec.timeoutMs;
    context.port.at(this.#deadlineMs, () => this.#giveUp());
    this.#try();
  }

  #try(): void {
    if (this.#over) return;
    const { leaders } = this.#context;
    const { random, partition, node: choice, anywhere } = this.#spec;
    const node = leaders.choose(partition, choice, anywhere, this.#tries++, random);
    const state = { ended: false };
    const next = (pauseMs: number): void => {
      if (state.ended) return;
      state.ended = true;
      if (this.#doubtful === 0 || this.#spec.repeatable) this.#after(pauseMs, () => this.#try());
      // A late answer may still end it well.
    };
    this.#send(node, next);
    this.#after(random.between(150, 900), () => {
      if (state.ended) return;
      leaders.failed(partition, node);
      next(this.#pauseMs(20));
    });
  }

  /** From here on it may run, also when nobody waits any more: what is on its way arrives. */
  #send(node: number, next: (pauseMs: number) => void): void {
    const { port } = this.#context;
    const { random } = this.#spec;
    const left = Math.max(1, this.#deadlineMs - port.now);
    const sent: Sent = {
      node,
      body: this.#spec.body(),
      atMs: port.now,
      timeoutMs: Math.min(left, random.between(200, 2_500)),
    };
    this.#doubtful++;
    this.#after(this.#linkMs(), () => this.#arrived(sent, next));
  }

  #arrived({ node, body, atMs, timeoutMs }: Sent, next: (pauseMs: number) => void): void {
    const { port, history, leaders } = this.#context;
    const { partition, operation } = this.#spec;
    const process = port.processOf(node);
    const attempt = { operation, node, process, sentAtMs: port.now, timeoutMs, ends: 0 };
    const listens = port.submit(node, { partition, body, timeoutMs }, (reply) => {
      attempt.ends++;
      if (attempt.ends > 1) return;
      const served = history.tick();
      this.#after(this.#linkMs(), () => {
        if (reply === 'lost') {
          leaders.failed(partition, node);
          this.#unknown('LOST');
          next(this.#pauseMs(30));
        } else if (reply.type === 'failed') this.#failed(node, reply.failure, next);
        else this.#answered({ reply, node, process, served }, body, atMs);
      });
    });
    if (listens) history.attempts.push(attempt);
    else {
      this.#after(this.#linkMs(), () => {
        this.#doubtful--;
        this.#reason = 'UNREACHABLE';
        leaders.failed(partition, node);
        next(this.#pauseMs(50));
      });
    }
  }

  #answered(answer: Answer, body: OperationBody, sentAtMs: number): void {
    const { partition, ended } = this.#spec;
    if (answer.reply.at.role === 'leader') this.#context.leaders.answered(partition, answer.node);
    if (this.#over) return;
    this.#over = true;
    const uncertain = this.#doubtful > 1;
    ended({ type: 'answered', answer, body, sentAtMs, uncertain });
  }

  #failed(node: number, failure: Failure, next: (pauseMs: number) => void): void {
    const { partition } = this.#spec;
    const { leaders } = this.#context;
    if (failure.outcome === 'not_executed') {
      this.#doubtful--;
      this.#reason = failure.reason;
    } else this.#unknown(failure.reason);
    if (failure.leader !== 0 && failure.leader !== node) {
      leaders.hint(partition, failure.leader);
      next(this.#pauseMs(3));
    } else {
      leaders.failed(partition, node);
      next(this.#pauseMs(80));
    }
  }

  /** Before the next try: at most `mostMs` at first, twice as long after each setback, eight times in the end. */
  #pauseMs(mostMs: number): number {
    return this.#spec.random.between(0, mostMs) * 2 ** Math.min(this.#setbacks++, 3);
  }

  /** Nobody will ever say more about this try. */
  #unknown(reason: string): void {
    this.#reason = reason;
    if (!this.#spec.repeatable) this.#giveUp();
  }

  #giveUp(): void {
    if (this.#over) return;
    this.#over = true;
    const reason = this.#reason;
    this.#spec.ended({ type: this.#doubtful > 0 ? 'unknown' : 'not_executed', reason });
  }

  #after(ms: number, run: () => void): void {
    const { port } = this.#context;
    port.at(port.now + ms, run);
  }

  /** From client to node, or back. */
  #linkMs(): number {
    const { random } = this.#spec;
    if (random.chance(this.#context.heldUpPerMille, 1_000)) return random.between(1, heldUpMs);
    return random.between(1, 10) / 10;
  }
}
