/** 1: a measurement could not be made; 2: the command line is wrong. */
export type BenchExitCode = 1 | 2;

/** What ends the benchmark with one line on stderr instead of a stack. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
  readonly exitCode: BenchExitCode;

  constructor(message: string, exitCode: BenchExitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** One line about whatever was thrown. */
export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}
