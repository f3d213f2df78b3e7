import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import type { Connections } from '../plan.ts';
import type { GrpcCall } from './grpc-body.ts';
import { parseLog, parseSummary, type RequestLog, type Summary } from './report.ts';

/** Of Debian's nghttp2-client. */
const PROGRAM = 'h2load';

export interface H2loadRun {
  /** host:port. */
  readonly endpoint: string;
  readonly call: GrpcCall;
  readonly over: Connections;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** Runs h2load once, for a fixed time, over fresh connections. */
export async function runH2load(run: H2loadRun): Promise<Summary & { readonly log: RequestLog }> {
  const dir = mkdtempSync(join(tmpdir(), 'ringkv-h2load-'));
  const bodyFile = join(dir, 'body');
  const logFile = join(dir, 'log');
  try {
    writeFileSync(bodyFile, run.call.body);
    const { connections, streams } = run.over;
    const text = await output(run, [
      `--clients=${connections}`,
      `--max-concurrent-streams=${streams}`,
      `--duration=${run.seconds}`,
      `--data=${bodyFile}`,
      `--log-file=${logFile}`,
      '--header=content-type: application/grpc',
      '--header=te: trailers',
      `http://${run.endpoint}${run.call.path}`,
    ]);
    return { ...parseSummary(text), log: parseLog(readFileSync(logFile, 'utf8')) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function output({ seconds, signal }: H2loadRun, args: readonly string[]): Promise<string> {
  const child = spawn(PROGRAM, args, {
    signal,
    timeout: seconds * 1_000 + benchLimits.h2loadMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let problems = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    problems += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return text;
  const last = (problems || text).trimEnd().split('\n').at(-1);
  throw new BenchError(`h2load ended with ${code ?? 'a signal'}: ${last || 'no output'}`);
}
