import { CommitLedger } from './commit-ledger.ts';
import { Configurations } from './configurations.ts';
import { DurableLogs } from './durable-log.ts';
import { ElectionSafety } from './election-safety.ts';
import { LeaseExclusion } from './lease-exclusion.ts';
import { LogMatching } from './log-matching.ts';
import { Losses } from './losses.ts';
import { Monotone } from './monotone.ts';
import { OneAnswer } from './one-answer.ts';
import { Promises } from './promises.ts';
import { ReadRounds } from './read-rounds.ts';
import { ReadSafety } from './read-safety.ts';
import { Suspicions } from './suspicions.ts';
import type { Watcher } from './watcher.ts';

/** One of each, for one run. The order matters: what is durable and committed is noted before it is asked for. */
export function allWatchers(): Watcher[] {
  const durable = new DurableLogs();
  const losses = new Losses();
  const committed = new CommitLedger(durable, losses);
  const configurations = new Configurations(committed);
  const promises = new Promises(durable);
  return [
    durable,
    losses,
    committed,
    configurations,
    promises,
    new Suspicions(durable, committed, promises),
    new Monotone(),
    new ElectionSafety(committed, promises, configurations),
    new LeaseExclusion(),
    new LogMatching(durable),
    new ReadRounds(),
    new ReadSafety(committed),
    new OneAnswer(),
  ];
}
