import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfChangeReplay, type ConfRules } from './conf-change-cases.ts';
import { type Case, HarnessError, parseCases } from './datadriven.ts';
import { type QuorumRules, replayQuorumCase } from './quorum-cases.ts';

/** What is under test. Only tests of the runner give it other rules: to see that it notices. */
export interface Rules {
  readonly quorum?: QuorumRules;
  readonly confChange?: ConfRules;
}

export interface Failure {
  readonly line: number;
  readonly directive: string;
  readonly expected: string;
  readonly actual: string;
}

export interface FileResult {
  /** Relative to the folder given. */
  readonly file: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** The subfolder tells the kind of its cases. */
const folders = ['quorum', 'confchange'] as const;
export type Kind = (typeof folders)[number];

/** Every *.txt file of both subfolders, by name. One of them may be absent. Throws what readdir throws for no folder. */
export function replayFolder(directory: string, rules: Rules = {}): FileResult[] {
  const there = new Set(readdirSync(directory));
  return folders
    .filter((kind) => there.has(kind))
    .flatMap((kind) =>
      readdirSync(join(directory, kind))
        .filter((name) => name.endsWith('.txt') && !name.startsWith('.'))
        .sort()
        .map((name) => ({
          file: `${kind}/${name}`,
          ...replayText(kind, readFileSync(join(directory, kind, name), 'utf8'), rules),
        })),
    );
}

/** The cases of one file. A case that fails ends nothing: the others are replayed too. */
export function replayText(kind: Kind, text: string, rules: Rules = {}): Omit<FileResult, 'file'> {
  const confChange = new ConfChangeReplay(rules.confChange);
  const run = (each: Case): string =>
    kind === 'quorum' ? replayQuorumCase(each, rules.quorum) : confChange.replay(each);
  const cases = parseCases(text);
  const failures = cases.map((each) => failureOf(each, run)).filter((failure) => failure !== null);
  return { passed: cases.length - failures.length, failures };
}

function failureOf(each: Case, run: (each: Case) => string): Failure | null {
  const { line, directive, expected } = each;
  const failed = (actual: string): Failure => ({ line, directive, expected, actual });
  if (each.malformed !== null) return failed(`cannot run: ${each.malformed}\n`);
  try {
    const answer = run(each);
    const actual = answer.endsWith('\n') ? answer : `${answer}\n`;
    return actual === expected ? null : failed(actual);
  } catch (error) {
    if (error instanceof HarnessError) return failed(`cannot run: ${error.message}\n`);
    throw error;
  }
}
