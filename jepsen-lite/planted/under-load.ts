import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckedWorkload } from '../checkers/index.ts';
import { type Verdict, worst } from '../checkers/verdict.ts';
import { parseRunOptions } from '../options.ts';
import { run } from '../run.ts';
import { RunFiles } from '../run-files.ts';

/** A bug that a workload must find by its own load, without a schedule that leads to it. */
export interface LoadedBug {
  readonly workload: CheckedWorkload;
  /** Of the switch in `src/util/planted-bugs.ts`. */
  readonly bug: string;
  readonly nemeses: string;
  readonly seconds: number;
  /** Checkers that have to convict it, each on its own. */
  readonly convictedBy: readonly string[];
}

/** Every workload beside `register` and `exactly-once`, whose bugs have schedules (`bugs.ts`). docs/planted.md says more. */
export const loadedBugs: readonly LoadedBug[] = [
  {
    workload: 'set',
    bug: 'ackBeforeQuorum',
    nemeses: 'partition',
    seconds: 40,
    convictedBy: ['set-full'],
  },
  {
    workload: 'counter',
    bug: 'forgetAnswersOnFailover',
    nemeses: 'kill,partition',
    seconds: 40,
    convictedBy: ['counter-sum', 'certificate'],
  },
  {
    workload: 'session',
    bug: 'sessionsNotAwaited',
    nemeses: 'none',
    seconds: 5,
    convictedBy: ['read-your-writes', 'monotonic-reads'],
  },
  {
    workload: 'bounded',
    bug: 'boundsNotKept',
    nemeses: 'partition',
    seconds: 30,
    convictedBy: ['staleness-bound'],
  },
  {
    workload: 'eventual',
    bug: 'eventualReadsAhead',
    nemeses: 'none',
    seconds: 8,
    convictedBy: ['prefix'],
  },
  {
    workload: 'lease',
    bug: 'endlessLeases',
    nemeses: 'pause-leader',
    seconds: 40,
    convictedBy: ['linearizable', 'certificate'],
  },
  {
    workload: 'lock',
    bug: 'ackBeforeQuorum',
    nemeses: 'partition',
    seconds: 40,
    convictedBy: ['fencing-tokens'],
  },
  {
    workload: 'txn-append',
    bug: 'ackBeforeQuorum',
    nemeses: 'partition',
    seconds: 40,
    convictedBy: ['list-order'],
  },
  {
    workload: 'txn-append',
    bug: 'conditionsNotChecked',
    nemeses: 'none',
    seconds: 8,
    convictedBy: ['list-order'],
  },
  {
    workload: 'watch',
    bug: 'watchSkipsWhenSlow',
    nemeses: 'none',
    seconds: 20,
    convictedBy: ['watch-reliable', 'watch-every-revision'],
  },
];

export interface LoadedTrial {
  /** Of the checks of the history alone: a run this short need not pass the guards. */
  readonly verdict: Verdict;
  readonly evidence: string;
  readonly isAsItShould: boolean;
}

/** One run of the workload on nodes with the bug. Its folder is kept when it went otherwise than it should. */
export async function tryUnderLoad(
  bug: LoadedBug,
  print: (line: string) => void,
): Promise<LoadedTrial> {
  const folder = mkdtempSync(join(tmpdir(), 'ringkv-planted-'));
  const flags = ['--workload', bug.workload, '--nemesis', bug.nemeses, '--time', `${bug.seconds}`];
  const options = parseRunOptions([...flags, '--out', join(folder, 'run')], new Date(), () => 1);
  const never = new AbortController().signal;
  const io = { print, signal: never, giveUp: never };
  const record = await run({ ...options, planted: bug.bug }, new RunFiles(options.out), io);
  const checks = record?.checks ?? [];
  const convicting = checks.filter(({ verdict }) => verdict === 'invalid');
  const names = convicting.map(({ name }) => name);
  const isAsItShould = bug.convictedBy.every((name) => names.includes(name));
  if (isAsItShould) rmSync(folder, { recursive: true, force: true });
  else print(`kept: ${folder}`);
  return {
    verdict: worst(checks.map(({ verdict }) => verdict)),
    evidence: convicting.map(({ name, detail }) => `${name}: ${detail}`).join('; '),
    isAsItShould,
  };
}
