import { CommitLedger } from './commit-ledger.ts';
import { DurableLogs } from './durable-log.ts';
import { ElectionSafety } from './election-safety.ts';
import { LogMatching } from './log-matching.ts';
import { Monotone } from './monotone.ts';
import { OneAnswer } from './one-answer.ts';
import { Promises } from './promises.ts';
import { ReadSafety } from './read-safety.ts';
import type { Watcher } from './watcher.ts';

/** One of each, for one run. The order matters: what is durable and committed is noted before it is asked for. */
export function allWatchers(): Watcher[] {
  const durable = new DurableLogs();
  const committed = new CommitLedger(durable);
  return [
    durable,
    committed,
    new Monotone(),
    new ElectionSafety(committed),
    new LogMatching(),
    new Promises(durable),
    new ReadSafety(committed),
    new OneAnswer(),
  ];
}
