import type { CommandResult } from '../../storage/index.ts';
import { serverLimits } from '../../util/limits.ts';
import { fail } from './failures.ts';
import type { Group } from './group.ts';
import type { Operation, ServedAt } from './operation.ts';

/** A write that is committed and applied, and whose client wants it on every voter's disk. */
interface Waiting {
  readonly operation: Operation;
  readonly index: number;
  readonly result: CommandResult;
  readonly at: ServedAt;
}

/**
 * Writes with ALL (R40): done like any other, and answered when every voter of the active configuration, of both halves while
 * joint, has the entry durably. Some replica may be away: near the deadline the answer comes all the same and says so, or is an
 * error with outcome EXECUTED where the client asked for that.
 *
 *   applied ──▶ waiting ── all voters ──▶ written, ackedBy: all
 *                  └── deadline, or leadership lost ──▶ written with NOT_ALL_REPLICAS; strict: DEADLINE, executed
 */
export class AllAcks {
  readonly #group: Group;
  #waiting: Waiting[] = [];

  constructor(group: Group) {
    this.#group = group;
  }

  add(operation: Operation, index: number, result: CommandResult, at: ServedAt): void {
    const one = { operation, index, result, at };
    // Appended by a leadership that is over, and committed by the next one.
    if (this.#group.leads) this.#waiting.push(one);
    else this.#incomplete(one);
  }

  /** Once in a turn: acknowledgements may have come. */
  check(): void {
    if (this.#waiting.length === 0) return;
    const { voters, outgoing } = this.#group.raft.conf;
    const wanted = new Set([...voters, ...outgoing]).size;
    const still: Waiting[] = [];
    for (const one of this.#waiting) {
      const holders = this.#group.raft.holders(one.index);
      if (holders.length < wanted) still.push(one);
      else this.#answer(one, holders);
    }
    this.#waiting = still;
  }

  /** Answers are given a little early, so that they reach a client that waits no longer than it says. */
  expire(now: number): void {
    const until = now + serverLimits.allAckMarginMs;
    const late = this.#waiting.filter(({ operation }) => operation.deadline <= until);
    if (late.length === 0) return;
    this.#waiting = this.#waiting.filter(({ operation }) => operation.deadline > until);
    for (const one of late) this.#incomplete(one);
  }

  /** Nobody here will hear of further acknowledgements. */
  end(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (const one of all) this.#incomplete(one);
  }

  #incomplete(one: Waiting): void {
    const { operation } = one;
    const holders = this.#group.raft.holders(one.index);
    if (operation.body.type !== 'write' || operation.body.strictAll !== true) {
      this.#answer(one, holders, 'NOT_ALL_REPLICAS');
      return;
    }
    const missing = 'the write was done, and not every voter had it in time';
    fail(operation, 'DEADLINE', 'executed', missing, this.#group.leaderMember);
  }

  #answer(
    { operation, result, at }: Waiting,
    holders: readonly number[],
    warning: 'NOT_ALL_REPLICAS' | null = null,
  ): void {
    const { host, id } = this.#group;
    const ackedBy = holders.map((replica) => host.memberOf(id, replica)).sort((a, b) => a - b);
    operation.sink.reply(operation.slot, { type: 'written', result, at, ackedBy, warning });
  }
}
