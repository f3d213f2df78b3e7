import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { CliError, exitCodes } from '../errors.ts';
import type { Settings } from './options.ts';
import { findBasePort, isPortFree, LOOPBACK, portInUse } from './ports.ts';
import { isAlive } from './process-info.ts';
import {
  type ClusterFile,
  cleanDataDir,
  readClusterFile,
  readLauncherFile,
  readNodePid,
  writeClusterFile,
} from './state-files.ts';
import { waitUntil } from './wait.ts';

/** How far apart the base ports are that a launcher suggests. */
const SUGGESTION_STEP = 100;
const SUGGESTION_TRIES = 50;

/** The launcher that runs on this data, or null. A file that a killed launcher left behind counts for nothing. */
export async function runningLauncher(dataDir: string): Promise<number | null> {
  const file = readLauncherFile(dataDir);
  if (file === null || !isAlive(file.pid)) return null;
  // The number may belong to another process by now; then nobody listens on the port.
  return (await answers(file.port)) ? file.pid : null;
}

/**
 * Decides what the cluster in `dataDir` is: the one that its data was made for, or a new one with a token of its own.
 * Throws a usage {@link CliError} when the data was made for other sizes, and a failure when a port is taken.
 */
export async function claim(settings: Settings): Promise<ClusterFile> {
  const { dataDir } = settings;
  const pid = await runningLauncher(dataDir);
  if (pid !== null) {
    throw new CliError(
      `a cluster runs on ${dataDir} already (launcher ${pid}): stop it, or use another --data-dir`,
      exitCodes.failure,
    );
  }
  if (settings.clean) cleanDataDir(dataDir);
  const old = readClusterFile(dataDir);
  if (old !== null) refuseOtherSizes(old, settings);
  const basePort = old?.basePort ?? settings.basePort ?? (await findBasePort(settings.nodes));
  if (old !== null) await formerNodesEnd(settings, basePort);
  await refuseTakenPorts(basePort, old !== null, settings);
  if (old !== null) return old;
  const { nodes, replicas, partitions } = settings;
  const token = randomBytes(16).toString('hex');
  const file = { nodes, replicas, partitions, basePort, token };
  writeClusterFile(dataDir, file);
  return file;
}

/**
 * Nodes of a launcher that was killed notice the closed pipe at once, but drain before they end. Somebody who starts
 * the cluster again right away waits for them instead of being told of taken ports.
 */
async function formerNodesEnd(settings: Settings, basePort: number): Promise<void> {
  const { nodes, dataDir, limits } = settings;
  const isAnyAlive = (): boolean =>
    Array.from({ length: nodes }, (_, k) => readNodePid(dataDir, k + 1)).some(
      (pid) => pid !== null && isAlive(pid),
    );
  // The ports are asked too, because the number in a pid file may belong to another process by now.
  await waitUntil(
    async () => !isAnyAlive() || (await portInUse(basePort, nodes)) === null,
    limits.orphanMs,
    100,
  );
}

function refuseOtherSizes(old: ClusterFile, settings: Settings): void {
  const { nodes, replicas, partitions, basePort } = settings;
  const pairs = [
    ['--nodes', old.nodes, nodes],
    ['--replicas', old.replicas, replicas],
    ['--partitions', old.partitions, partitions],
    // Peers know each other by address, so the data is bound to its ports.
    ['--base-port', old.basePort, basePort ?? old.basePort],
  ] as const;
  const other = pairs.filter(([, has, asked]) => has !== asked);
  if (other.length === 0) return;
  const was = other.map(([flag, has]) => `${flag} ${has}`).join(' ');
  const now = other.map(([flag, , asked]) => `${flag} ${asked}`).join(' ');
  throw new CliError(
    `the data in ${settings.dataDir} was made with ${was}, not ${now}: ` +
      `start with ${was}, or drop the data with --clean`,
    exitCodes.usage,
  );
}

async function refuseTakenPorts(
  basePort: number,
  hasData: boolean,
  settings: Settings,
): Promise<void> {
  const taken = await portInUse(basePort, settings.nodes);
  if (taken === null) return;
  const free = await suggestBasePort(basePort, settings.nodes);
  const what = `port ${taken.port} of ${taken.node} is in use`;
  // Data keeps its ports: the way out is a second cluster beside it.
  const hint = hasData ? `--data-dir DIR --base-port ${free}` : `--base-port ${free}`;
  throw new CliError(`${what}: free it, or start with ${hint}`, exitCodes.failure);
}

async function suggestBasePort(basePort: number, nodes: number): Promise<number> {
  for (let step = 1; step <= SUGGESTION_TRIES; step++) {
    const candidate = basePort + step * SUGGESTION_STEP;
    // A base whose HTTP ports would pass 65535 is no suggestion.
    if (candidate > 60_000) break;
    if ((await isPortFree(candidate)) && (await portInUse(candidate, nodes)) === null) {
      return candidate;
    }
  }
  return findBasePort(nodes);
}

/** Whether somebody accepts connections there; a paused launcher still does. */
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
