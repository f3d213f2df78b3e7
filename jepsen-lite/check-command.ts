import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  budgetOf,
  HistoryError,
  kv,
  parseJsonl,
  parsePorcupineJepsen,
  parsePorcupineKv,
  register,
  type Verdict,
} from './checkers/index.ts';
import { checkKeys } from './checkers/linearizable.ts';
import type { HistoryEvent } from './history/event.ts';
import { isEvaluated, type Operation, operationsOf } from './history/operations.ts';

const USAGE = 2;
const EXIT: Readonly<Record<Verdict, number>> = { valid: 0, invalid: 1, unknown: 3 };
/** Seconds per file, unless `--budget` says otherwise. */
const DEFAULT_BUDGET_SECONDS = 60;

type Check = (operations: readonly Operation[], budgetMs: number) => Verdict;

const now = (): number => performance.now();

const models: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['register', (operations, ms) => checkKeys(operations, register, budgetOf(ms, now)).verdict],
  ['kv', (operations, ms) => checkKeys(operations, kv, budgetOf(ms, now)).verdict],
]);

interface Format {
  readonly parse: (text: string) => HistoryEvent[];
  /**
   * Of a history in which nothing was completed: any order explains it, and porcupine calls that linearizable. A run
   * that wrote such a file proves nothing (R43).
   */
  readonly ofNothing: Verdict;
}

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['porcupine-jepsen', { parse: parsePorcupineJepsen, ofNothing: 'valid' }],
  ['porcupine-kv', { parse: parsePorcupineKv, ofNothing: 'valid' }],
  ['jsonl', { parse: parseJsonl, ofNothing: 'unknown' }],
]);

export const checkUsage = `usage: npm run jepsen -- check --model ${[...models.keys()].join('|')} --format ${[...formats.keys()].join('|')} [--budget SECONDS] FILE...`;

/**
 * `check`: prints `FILE valid|invalid|unknown` for each file that is a history, and nothing else on stdout. What is wrong
 * with one file is a line on stderr and keeps no other from being judged. Resolves to the exit code: 1 any invalid, else
 * 2 a question or a file that makes no sense, else 3 any unknown, 0 all valid.
 */
export async function runCheck(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(checkUsage);
    return 0;
  }
  const asked = question(args);
  if (typeof asked === 'string') return refuse(asked);
  let code = 0;
  for (const file of asked.files) code = worse(code, judge(file, asked));
  return code;
}

/** Reads and judges one file, and lets go of it: memory goes with the largest one, not with all. */
function judge(file: string, { check, format, budgetMs }: Question): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(`${file}: ${reasonOf(error)}`);
  }
  let verdict: Verdict;
  try {
    const operations = operationsOf(format.parse(text));
    verdict = check(operations, budgetMs);
    if (!operations.some(isEvaluated)) {
      tell(`${file}: no operation was completed, nothing was checked`);
      verdict = format.ofNothing;
    }
  } catch (error) {
    if (error instanceof HistoryError) return refuse(`${file}: ${error.message}`);
    // A search that broke down has found nothing, neither way; the files after it are still to be judged.
    tell(`${file}: ${reasonOf(error)}`);
    verdict = 'unknown';
  }
  console.log(`${file} ${verdict}`);
  return EXIT[verdict];
}

interface Question {
  readonly check: Check;
  readonly format: Format;
  readonly budgetMs: number;
  readonly files: readonly string[];
}

/** What was asked, or what is wrong with it. */
function question(args: readonly string[]): Question | string {
  try {
    const { values, positionals: files } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        format: { type: 'string' },
        budget: { type: 'string', default: `${DEFAULT_BUDGET_SECONDS}` },
      },
    });
    const { model = '', format: named = '', budget } = values;
    const check = models.get(model);
    if (check === undefined) return `--model must be one of ${[...models.keys()].join(', ')}`;
    const format = formats.get(named);
    if (format === undefined) return `--format must be one of ${[...formats.keys()].join(', ')}`;
    const seconds = Number(budget);
    if (!(seconds > 0)) return '--budget must be a number of seconds above 0';
    if (files.length === 0) return 'no file given';
    return { check, format, budgetMs: seconds * 1000, files };
  } catch (error) {
    return reasonOf(error);
  }
}

/** A counterexample counts whatever else went wrong; a file that was not read is never green. */
function worse(a: number, b: number): number {
  const order = [EXIT.valid, EXIT.unknown, USAGE, EXIT.invalid];
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? USAGE;
}

function refuse(why: string): number {
  tell(why);
  return USAGE;
}

function tell(what: string): void {
  console.error(`check: ${what.split('\n')[0]}`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
