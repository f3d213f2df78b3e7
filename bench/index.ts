/**
 * The comparison: the same load on ringkv and on etcd, each with three nodes of its own on this machine and the same
 * durability. What is compared and what is not: docs/benchmarks.md.
 */
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compare } from './compare.ts';
import { BenchError, oneLine } from './errors.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { toJson } from './result.ts';
import { table } from './table.ts';

const INTERRUPTED = 130;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options === null) {
    console.log(usage);
    return 0;
  }
  checkWritable(options.json);
  for (const { cell, why } of options.skipped) {
    say(`SKIPPED ${cell.target} ${cell.load.workload} ${cell.load.concurrency}: ${why}`);
  }
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupt.abort(new BenchError(`stopped by ${signal}`)));
  }
  try {
    const results = await compare({ options, signal: interrupt.signal, say });
    print(results, options);
    return 0;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    say('interrupted');
    return INTERRUPTED;
  }
}

function print(results: Awaited<ReturnType<typeof compare>>, options: Options): void {
  const json = toJson(results, options.cells.length + options.skipped.length);
  // With the JSON on stdout a program reads it; the table is then for who looks on.
  if (options.json === '-') {
    say(table(results));
    process.stdout.write(json);
    return;
  }
  console.log(table(results));
  if (options.json !== null) writeFileSync(options.json, json);
}

/** Ten minutes of measuring must not end in a path that does not exist. */
function checkWritable(json: string | null): void {
  if (json === null || json === '-') return;
  try {
    makeFolder(dirname(json));
    closeSync(openSync(json, 'a'));
  } catch (error) {
    throw new BenchError(`--json: ${oneLine(error)}`, 2);
  }
}

/** Step by step: below /proc the recursive mkdir of Node.js 20 never returns. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Of a bug in the benchmark: the line says too little. */
function stackOf(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? error.stack : oneLine(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected =
    error instanceof BenchError || (error instanceof Error && error.name === 'CliError');
  say(`bench: ${isExpected ? oneLine(error) : stackOf(error)}`);
  process.exitCode = error instanceof BenchError ? error.exitCode : 1;
}
