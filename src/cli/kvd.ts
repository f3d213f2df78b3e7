import { readFileSync } from 'node:fs';
import { ListenError } from '../server/listen-error.ts';
import { StartError } from '../server/start-error.ts';
import { CliError, exitCodes, fromSystemError } from './errors.ts';
import { kvdProcess } from './kvd-process.ts';
import { parseKvd } from './kvd-program.ts';
import { runNode } from './kvd-run.ts';

/** The process of one node: arguments in, exit code out. Everything that it decides is in the files it imports. */
async function main(): Promise<number> {
  const readFile = (path: string): string => readFileSync(path, 'utf8');
  const request = parseKvd(process.argv.slice(2), process.env, readFile);
  if (request.kind === 'print') {
    process.stdout.write(request.text);
    return exitCodes.ok;
  }
  // LevelDB and gRPC take a while to load; `--help` and a typo should not wait for them.
  const { startNode } = await import('../server/node.ts');
  return runNode(request.config, startNode, kvdProcess);
}

/** A line for what its user can mend; the rest is a failed disk or a bug, which end the process as they always do. */
async function fail(thrown: unknown): Promise<number> {
  const error = fromSystemError(thrown);
  if (error instanceof CliError) return refuse(error, error.exitCode);
  if (error instanceof StartError || error instanceof ListenError) {
    return refuse(error, exitCodes.failure);
  }
  const { endProcess } = await import('../server/fatal.ts');
  return endProcess(error instanceof Error ? error : new Error(String(error)));
}

function refuse(error: Error, code: number): number {
  kvdProcess.err(`kvd: ${error.message}`);
  return code;
}

// A node lives on when nobody reads what it prints: its launcher may be gone.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.exit(await main().catch(fail));
