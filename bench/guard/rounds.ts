import { BenchError } from '../errors.ts';
import { guardLimits } from './limits.ts';
import {
  type GuardRound,
  type GuardWorkload,
  guardWorkloads,
  type Verdict,
  verdictOf,
} from './verdict.ts';

/** What one side did while it was measured. */
export interface Turn {
  readonly ops: number;
  readonly errors: number;
  readonly firstError: string | null;
  /** Of nodes and client together. */
  readonly cpuSeconds: number;
}

/** A build that runs and can be loaded for the time of a turn. */
export interface TurnTaker {
  turn(workload: GuardWorkload): Promise<Turn>;
}

export interface Run {
  readonly signal: AbortSignal;
  /** A line for who waits. */
  readonly say: (line: string) => void;
}

/**
 * Turns of less than a second in an order that favours neither side when the machine gets steadily faster or slower:
 *
 *     round 1   put: B C C B B C C B   get: B C C B B C C B        B baseline, C current
 *     round 2   put: C B B C C B B C   get: C B B C C B B C
 *     round 3   as round 1
 */
export async function measureRounds(
  baseline: TurnTaker,
  current: TurnTaker,
  run: Run,
): Promise<readonly Verdict[]> {
  const rounds = new Rounds(baseline, current, run);
  const made = new Map<GuardWorkload, GuardRound[]>();
  for (let number = 1; number <= guardLimits.rounds; number++) {
    for (const workload of guardWorkloads) {
      const round = await rounds.next(workload, number);
      made.set(workload, [...(made.get(workload) ?? []), round]);
      const ratio = (round.current / round.baseline).toFixed(3);
      run.say(`round ${number}/${guardLimits.rounds}: ${workload} ${ratio} x the baseline`);
    }
  }
  return guardWorkloads.map((workload) => verdictOf(workload, made.get(workload) ?? []));
}

/** Makes rounds, and makes them again when operations failed, as long as there are spare ones. */
class Rounds {
  readonly #baseline: TurnTaker;
  readonly #current: TurnTaker;
  readonly #run: Run;
  #spare: number = guardLimits.spareRounds;

  constructor(baseline: TurnTaker, current: TurnTaker, run: Run) {
    this.#baseline = baseline;
    this.#current = current;
    this.#run = run;
  }

  async next(workload: GuardWorkload, number: number): Promise<GuardRound> {
    for (;;) {
      const { baseline, current } = await this.#turns(workload, number % 2 === 1);
      const failed = [...baseline, ...current].find(isWorthless);
      if (failed === undefined) {
        return { baseline: opsPerCpuSecond(baseline), current: opsPerCpuSecond(current) };
      }
      const { ops, errors, firstError } = failed;
      const what = `${workload}: ${errors} errors beside ${ops} operations: ${firstError ?? 'none'}`;
      if (this.#spare-- === 0) throw new BenchError(what);
      this.#run.say(`once more, ${what}`);
    }
  }

  async #turns(
    workload: GuardWorkload,
    isBaselineFirst: boolean,
  ): Promise<Readonly<Record<'baseline' | 'current', readonly Turn[]>>> {
    const turns = { baseline: [] as Turn[], current: [] as Turn[] };
    const takeBaseline = async () => turns.baseline.push(await this.#baseline.turn(workload));
    const takeCurrent = async () => turns.current.push(await this.#current.turn(workload));
    for (let turn = 0; turn < guardLimits.turnsPerRound; turn++) {
      this.#run.signal.throwIfAborted();
      const order = [takeBaseline, takeCurrent];
      if ((turn % 2 === 0) !== isBaselineFirst) order.reverse();
      for (const take of order) await take();
    }
    return turns;
  }
}

function isWorthless({ ops, errors }: Turn): boolean {
  return ops === 0 || errors > ops * guardLimits.errorsPerOp;
}

function opsPerCpuSecond(turns: readonly Turn[]): number {
  const sum = (of: (turn: Turn) => number): number =>
    turns.reduce((total, turn) => total + of(turn), 0);
  return sum(({ ops }) => ops) / sum(({ cpuSeconds }) => cpuSeconds);
}
