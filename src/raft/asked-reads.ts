/** The reads of one output, asked for with one message. */
export interface AskedReads {
  readonly context: number;
  readonly ids: readonly number[];
  /** When they end as timed out: question or answer may be lost, and each read has exactly one end (R10). */
  readonly deadline: number;
}

/** What a follower or learner has been asked to read, and has asked its leader about. */
export class FollowerReads {
  /** Stepped since the last output. */
  waiting: number[] = [];
  /** Oldest first. */
  asked: AskedReads[] = [];
  /** Reads in both together. */
  count = 0;
  lastContext = 0;

  get deadline(): number {
    return this.asked[0]?.deadline ?? Number.POSITIVE_INFINITY;
  }
}
