import { checkHistory } from '../checkers/index.ts';
import { type CheckResult, type Verdict, worst } from '../checkers/verdict.ts';
import type { HistoryEvent } from '../history/event.ts';
import type { PlantedBug } from './bugs.ts';
import { Stage } from './stage.ts';

/** One schedule played on one cluster, with the bug or without it. */
export interface Trial {
  /** Of the client history alone; unknown when a node ended by itself, which may have hidden what it did (R45). */
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult[];
  /** What happened, and what the checkers say about it, in one line. */
  readonly evidence: string;
  readonly history: readonly HistoryEvent[];
  /** With the bug: every checker that has to convict it does. Without it: the history is valid. */
  readonly isAsItShould: boolean;
}

export async function tryBug(bug: PlantedBug, isOn: boolean): Promise<Trial> {
  const stage = await Stage.start(isOn ? bug.name : null, bug.needsDisk);
  try {
    const course = await bug.play(stage);
    return judge(bug, isOn, { course, died: stage.died, history: stage.history });
  } finally {
    await stage.end();
  }
}

/** What a played schedule left behind. */
export interface Played {
  readonly course: string;
  readonly died: readonly string[];
  readonly history: readonly HistoryEvent[];
}

export function judge(bug: PlantedBug, isOn: boolean, { course, died, history }: Played): Trial {
  const checks = checkHistory(history, bug.workload);
  const judged = worst(checks.map(({ verdict }) => verdict));
  const verdict = died.length === 0 ? judged : 'unknown';
  const convicting = checks.filter((check) => check.verdict === 'invalid');
  const names = convicting.map(({ name }) => name);
  const says = (isOn ? convicting : checks).map(({ name, detail }) => `${name}: ${detail}`);
  const isConvicted = bug.convictedBy.every((name) => names.includes(name));
  return {
    verdict,
    checks,
    evidence: [course, ...died.map((node) => `by itself ended ${node}`), ...says].join('; '),
    history,
    isAsItShould: isOn ? verdict === 'invalid' && isConvicted : verdict === 'valid',
  };
}
