import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('shim.c', import.meta.url));
const folder = fileURLToPath(new URL('../../.data/disk-shim/', import.meta.url));

/** What this machine lacks for disk faults, as a reason to skip them; null when it has everything. */
export function shimNeeds(): string | null {
  if (process.platform !== 'linux') return 'needs gcc on Linux';
  try {
    execFileSync('gcc', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'needs gcc';
  }
}

/** Compiles the shim, once for every state of its source, and answers where it is. */
export function buildShim(): string {
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const library = join(folder, `${hash}.so`);
  if (existsSync(library)) return library;
  mkdirSync(folder, { recursive: true });
  // Another run may compile at the same time: each its own file, and whole when it gets its name.
  const temporary = `${library}.${process.pid}`;
  const flags = ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror'];
  execFileSync('gcc', [...flags, '-o', temporary, source, '-ldl', '-lpthread'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(temporary, library);
  return library;
}
