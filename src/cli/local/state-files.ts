import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CliError, exitCodes } from '../errors.ts';

/** `cluster.json`: what was decided when the data of a local cluster was created. */
export interface ClusterFile {
  readonly nodes: number;
  readonly replicas: number;
  readonly partitions: number;
  readonly basePort: number;
  /** Goes into the cluster id, so that two local clusters never take each other for the same. */
  readonly token: string;
}

/** `launcher.json`: how to reach the launcher that runs now. */
export interface LauncherFile {
  readonly pid: number;
  readonly port: number;
  readonly secret: string;
}

export function readClusterFile(dataDir: string): ClusterFile | null {
  const file = readJson(join(dataDir, 'cluster.json'));
  if (file === null) return null;
  const { nodes, replicas, partitions, basePort, token } = file;
  const isWhole =
    [nodes, replicas, partitions, basePort].every(Number.isInteger) && typeof token === 'string';
  if (!isWhole) throw damaged(dataDir, 'cluster.json');
  return file as unknown as ClusterFile;
}

export function writeClusterFile(dataDir: string, file: ClusterFile): void {
  writeJson(join(dataDir, 'cluster.json'), file);
}

/** Null when there is none; one that cannot be read counts as none, because the launcher writes it anew. */
export function readLauncherFile(dataDir: string): LauncherFile | null {
  try {
    const file = readJson(join(dataDir, 'launcher.json'));
    if (file === null) return null;
    const { pid, port, secret } = file;
    const isWhole = Number.isInteger(pid) && Number.isInteger(port) && typeof secret === 'string';
    return isWhole ? (file as unknown as LauncherFile) : null;
  } catch {
    return null;
  }
}

/** Readable by its owner only: who has the secret can stop the nodes. */
export function writeLauncherFile(dataDir: string, file: LauncherFile): void {
  writeJson(join(dataDir, 'launcher.json'), file);
}

/** Removes the file if it is still the one of this launcher. */
export function removeLauncherFile(dataDir: string, secret: string): void {
  if (readLauncherFile(dataDir)?.secret === secret) rmSync(join(dataDir, 'launcher.json'));
}

/** The process that node k last ran as, from the `kvd.pid` that it writes itself; null when it never ran. */
export function readNodePid(dataDir: string, k: number): number | null {
  try {
    const pid = Number(readFileSync(join(dataDir, `node-${k}`, 'kvd.pid'), 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Drops the data of a local cluster. Refuses a directory that no launcher made: `--clean` with a mistyped
 * `--data-dir` must not eat somebody's files. Leaves what it does not know.
 */
export function cleanDataDir(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  const names = readdirSync(dataDir);
  if (names.length > 0 && !names.includes('cluster.json')) {
    throw new CliError(
      `${dataDir} holds no local cluster (no cluster.json): not cleaned`,
      exitCodes.usage,
    );
  }
  // cluster.json goes last: an interrupted clean can be repeated.
  const ours = names.filter((name) => /^node-\d+(\.log)?$/.test(name));
  for (const name of [...ours, 'tls', 'launcher.json', 'cluster.json']) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function readJson(path: string): Record<string, unknown> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CliError(
      `cannot read ${path}: ${(error as Error).message}`,
      exitCodes.failure,
      error,
    );
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new CliError(
      `${path} is damaged: ${(error as Error).message}; restore it, or start with --clean to drop the data`,
      exitCodes.failure,
      error,
    );
  }
}

function writeJson(path: string, value: object): void {
  const temporary = `${path}.${process.pid}.tmp`;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}

function damaged(dataDir: string, name: string): CliError {
  return new CliError(
    `${join(dataDir, name)} is damaged; restore it, or start with --clean to drop the data`,
    exitCodes.failure,
  );
}
