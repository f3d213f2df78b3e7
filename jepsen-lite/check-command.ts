import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  budgetOf,
  checkLinearizable,
  HistoryError,
  kv,
  parseJsonl,
  parsePorcupineJepsen,
  parsePorcupineKv,
  register,
  type Verdict,
} from './checkers/index.ts';
import type { HistoryEvent } from './history/event.ts';

const USAGE = 2;
const EXIT: Readonly<Record<Verdict, number>> = { valid: 0, invalid: 1, unknown: 3 };
/** Seconds per file, unless `--budget` says otherwise. */
const DEFAULT_BUDGET_SECONDS = 60;

type Check = (history: readonly HistoryEvent[], budgetMs: number) => Verdict;

const now = (): number => performance.now();

const models: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['register', (history, ms) => checkLinearizable(history, register, budgetOf(ms, now)).verdict],
  ['kv', (history, ms) => checkLinearizable(history, kv, budgetOf(ms, now)).verdict],
]);

const formats: ReadonlyMap<string, (text: string) => HistoryEvent[]> = new Map([
  ['porcupine-jepsen', parsePorcupineJepsen],
  ['porcupine-kv', parsePorcupineKv],
  ['jsonl', parseJsonl],
]);

export const checkUsage = `usage: npm run jepsen -- check --model ${[...models.keys()].join('|')} --format ${[...formats.keys()].join('|')} [--budget SECONDS] FILE...`;

/**
 * `check`: prints `FILE valid|invalid|unknown` for each file, and nothing else on stdout. Resolves to the exit code: 0
 * all valid, 1 any invalid, 3 any unknown, 2 a question or a file that makes no sense, with one line on stderr.
 */
export async function runCheck(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(checkUsage);
    return 0;
  }
  const asked = question(args);
  if (typeof asked === 'string') return refuse(asked);
  const { check, parse, budgetMs, files } = asked;
  const texts = new Map<string, string>();
  for (const file of files) {
    try {
      texts.set(file, readFileSync(file, 'utf8'));
    } catch (error) {
      return refuse(`${file}: ${reasonOf(error)}`);
    }
  }
  let code = 0;
  for (const file of files) {
    try {
      const verdict = check(parse(texts.get(file) ?? ''), budgetMs);
      console.log(`${file} ${verdict}`);
      code = worse(code, EXIT[verdict]);
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
      code = worse(code, refuse(`${file}: ${error.message}`));
    }
  }
  return code;
}

interface Question {
  readonly check: Check;
  readonly parse: (text: string) => HistoryEvent[];
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
    const { model = '', format = '', budget } = values;
    const check = models.get(model);
    if (check === undefined) return `--model must be one of ${[...models.keys()].join(', ')}`;
    const parse = formats.get(format);
    if (parse === undefined) return `--format must be one of ${[...formats.keys()].join(', ')}`;
    const seconds = Number(budget);
    if (!(seconds > 0)) return '--budget must be a number of seconds above 0';
    if (files.length === 0) return 'no file given';
    return { check, parse, budgetMs: seconds * 1000, files };
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
  console.error(`check: ${why.split('\n')[0]}`);
  return USAGE;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
