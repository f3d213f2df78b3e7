import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { processInfo } from './process-info.ts';

/** The launcher's end of the guard; see `guard.ts`. */
export interface Guard {
  started(pid: number): void;
  ended(pid: number): void;
  /** Lets the guard go; it finds nothing left to do when all nodes have ended. */
  release(): void;
}

/** Starts the guard in a process group of its own: what kills the launcher's group must not kill it too. */
export function startGuard(orphanMs: number): Guard {
  const isSource = import.meta.url.endsWith('.ts');
  const script = fileURLToPath(new URL(isSource ? './guard.ts' : './guard.js', import.meta.url));
  // From source (tests, bench) Node needs the loader that runs this process as well.
  const loader = isSource ? ['--import', pathToFileURL(tsx()).href] : [];
  const child = spawn(process.execPath, [...loader, script, `${orphanMs}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ignore = (): void => {};
  // Nothing is lost for the nodes when the guard cannot start or is killed: their own pipes remain.
  child.on('error', ignore);
  child.stdin?.on('error', ignore);
  child.unref();
  const tell = (line: string): void => {
    if (child.stdin?.writable === true) child.stdin.write(`${line}\n`);
  };
  return {
    started: (pid) => tell(`+ ${pid} ${processInfo(pid)?.started ?? ''}`),
    ended: (pid) => tell(`- ${pid}`),
    release: () => child.stdin?.end(),
  };
}

function tsx(): string {
  return createRequire(import.meta.url).resolve('tsx');
}
