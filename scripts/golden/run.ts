import { type FileResult, replayFolder } from './replay.ts';

const USAGE =
  'usage: npm run golden -- DIR     with cases in DIR/quorum/*.txt, DIR/confchange/*.txt';
const FAILED = 1;
const UNUSABLE = 2;

/** The command: answers what the process exits with. Results go to `print`, what is wrong with the call to `warn`. */
export function runGolden(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
): number {
  if (args.includes('--help') || args.includes('-h')) {
    print(USAGE);
    return 0;
  }
  const [directory, ...more] = args;
  if (directory === undefined || directory.startsWith('-') || more.length > 0) {
    warn(USAGE);
    return UNUSABLE;
  }
  const results = readOrExplain(directory);
  if (typeof results === 'string') {
    warn(`golden: ${results}`);
    return UNUSABLE;
  }
  for (const result of results) report(result, print);
  const passed = sum(results, (result) => result.passed);
  const failed = sum(results, (result) => result.failures.length);
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 ? FAILED : 0;
}

/** A run without a single case would pass whatever the code does: it is an error. */
function readOrExplain(directory: string): FileResult[] | string {
  try {
    const results = replayFolder(directory);
    if (results.some(({ passed, failures }) => passed + failures.length > 0)) return results;
    return `no case in ${directory}/quorum/*.txt and ${directory}/confchange/*.txt`;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return `cannot read: ${error.message}`;
    throw error;
  }
}

function report({ file, passed, failures }: FileResult, print: (line: string) => void): void {
  print(`${file}: ${passed} passed, ${failures.length} failed`);
  for (const { line, directive, expected, actual } of failures) {
    print(`${file}:${line}: ${directive}`);
    print('  expected');
    print(indented(expected));
    print('  actual');
    print(indented(actual));
  }
}

function indented(text: string): string {
  const lines = text === '' ? ['(nothing)'] : text.replace(/\n$/, '').split('\n');
  return lines.map((line) => `    ${line}`).join('\n');
}

function sum(results: readonly FileResult[], count: (result: FileResult) => number): number {
  return results.reduce((total, result) => total + count(result), 0);
}
