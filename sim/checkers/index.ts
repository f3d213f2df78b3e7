import type { History } from '../clients/history.ts';
import { checkAccepted } from './accepted.ts';
import { checkAnswers } from './answers.ts';
import { checkAppends } from './appends.ts';
import { checkAuthors } from './authors.ts';
import { checkCounters } from './counters.ts';
import { checkDedup } from './dedup.ts';
import { factsOf } from './facts.ts';
import { checkFinalReads } from './final-reads.ts';
import { checkIdempotency } from './idempotency.ts';
import { checkCertificate, checkLinearizable } from './linearizable.ts';
import { checkLocks } from './locks.ts';
import { checkLostWrites } from './lost-writes.ts';
import { checkOrder } from './order.ts';
import { checkPrefixes } from './prefixes.ts';
import { checkReplay } from './replay.ts';
import type { RunCheck } from './result.ts';
import { checkRevisions } from './revisions.ts';
import { checkSessions } from './sessions.ts';
import { checkStaleness } from './staleness.ts';
import { checkStamps } from './stamps.ts';
import { Timeline } from './timeline.ts';
import { checkTransactions } from './transactions.ts';
import { checkTtl } from './ttl.ts';

export type { RunCheck } from './result.ts';

/** What the checkers need of a run: what its clients saw. */
export type CheckedRun = Pick<
  History,
  'operations' | 'attempts' | 'repeats' | 'refused' | 'finals' | 'lastMs'
>;

/** Every property over the whole history of a run, what comes nearest to the cause first. */
export function checkRun(run: CheckedRun): RunCheck[] {
  const { operations } = run;
  const partitions = factsOf(operations);
  const timelines = partitions.map((facts) => new Timeline(facts));
  return [
    checkAnswers(run),
    checkAccepted(operations),
    checkDedup(run),
    checkIdempotency(run),
    checkAppends(operations),
    checkOrder(partitions),
    checkAuthors(timelines, operations),
    checkLostWrites(timelines),
    checkTtl(timelines),
    checkTransactions(operations),
    checkLocks(operations, partitions),
    checkCounters(timelines),
    checkReplay(timelines, operations),
    checkRevisions(timelines),
    checkPrefixes(partitions),
    checkSessions(partitions),
    checkStaleness(partitions),
    checkStamps(partitions),
    checkFinalReads(run),
    checkLinearizable(operations),
    checkCertificate(operations, partitions),
  ];
}
