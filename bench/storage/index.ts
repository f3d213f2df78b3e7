/**
 * What storage is promised to do, one case at a time: docs/storage-performance.md. Every case prints its figures, and
 * for each promise whether it was kept.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { probeMachine } from '../environment.ts';
import { BenchError } from '../errors.ts';
import { measureTurns } from '../micro/turns/index.ts';
import { measureWal } from '../micro/wal/index.ts';
import { checkWritable, print, runProgram, say } from '../program.ts';
import type { Bench } from './bench.ts';
import { measureCatchUp } from './catch-up.ts';
import { measureKeys } from './keys.ts';
import { storageBenchLimits } from './limits.ts';
import { parseStorageOptions, usage } from './options.ts';
import { type CaseName, type Findings, jsonOf, textOf } from './report.ts';

/** Of all benchmarks; each run has a folder of its own in it. On the disk of the checkout: /tmp may be memory. */
const DATA_DIR = '.data/bench';

const cases: Readonly<Record<CaseName, (bench: Bench) => Promise<Findings>>> = {
  wal: measureWal,
  keys: measureKeys,
  'catch-up': measureCatchUp,
  turns: measureTurns,
};

/** Rejects when a case that was told to end has not: it then waits for something that never comes. */
async function givenUp(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await new Promise<void>((resolve) => setTimeout(resolve, storageBenchLimits.endMs));
  throw signal.reason;
}

await runProgram(async (interrupt) => {
  const options = parseStorageOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return;
  }
  checkWritable('json', options.json);
  const { caseMs } = storageBenchLimits;
  const tooLong = new AbortController();
  const timer = setTimeout(
    () => tooLong.abort(new BenchError(`${options.name}: not done after ${caseMs} ms`)),
    caseMs,
  );
  const dataDir = join(DATA_DIR, `storage-${process.pid}`);
  mkdirSync(dataDir, { recursive: true });
  try {
    const machine = probeMachine(dataDir);
    const signal = AbortSignal.any([interrupt, tooLong.signal]);
    const work = cases[options.name]({ options, dataDir, signal, say });
    const findings = await Promise.race([work, givenUp(signal)]);
    const json = jsonOf(options.name, findings, machine);
    print(textOf(findings, machine), json, options.json);
  } finally {
    clearTimeout(timer);
    rmSync(dataDir, { recursive: true, force: true });
  }
});
// What a case that was given up still waits for must not keep the process. Its nodes end with it.
if (process.exitCode !== undefined) process.exit();
