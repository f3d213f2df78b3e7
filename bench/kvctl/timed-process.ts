import { spawn } from 'node:child_process';
import { endedChildrenCpuSeconds } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import { kvctlLimits } from './options.ts';

/** One process from its start to its end. */
export interface TimedProcess {
  readonly wallMs: number;
  /** User and system time of all its threads; null where there is no /proc. */
  readonly cpuMs: number | null;
}

/** Runs Node.js with these arguments. A {@link BenchError} when it fails or says anything else than `expected`. */
export async function timed(args: readonly string[], expected: string): Promise<TimedProcess> {
  const cpuBefore = endedChildrenCpuSeconds();
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    timeout: kvctlLimits.processMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString();
  });
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, by) => resolve(status ?? by ?? 'nothing'));
  });
  const wallMs = performance.now() - begun;
  const cpuAfter = endedChildrenCpuSeconds();
  if (code !== 0 || out !== expected) {
    throw new BenchError(`node ${args.join(' ')} ended with ${code}: ${(err || out).trim()}`);
  }
  const cpuMs = cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) * 1_000;
  return { wallMs, cpuMs };
}
