import { relative } from 'node:path';
import { unreachable } from '../../util/assert.ts';
import { type ExitCode, exitCodes, fromSystemError } from '../errors.ts';
import { openLocalCluster, type ProcessCluster } from './cluster.ts';
import { DEFAULT_DATA_DIR, type LocalClusterOptions, type LocalEvent } from './options.ts';

/** Where the launcher writes: the one line that scripts wait for to `out`, everything for people to `err`. */
export interface LauncherIo {
  out(line: string): void;
  err(line: string): void;
}

/**
 * One Ctrl-C can arrive twice, from the terminal and from an npm that passes on what it got; only one that comes
 * later than this is the impatient second.
 */
const SAME_KEYPRESS_MS = 300;

/**
 * `kvctl cluster up`: starts a cluster, says when it is ready and what to try, and stays until Ctrl-C, SIGTERM or
 * `kvctl cluster down`. The first Ctrl-C drains, the second kills. Returns the exit code: ok after a drain, also one
 * begun by Ctrl-C; `interrupted` after a kill or when the cluster was not ready yet. Throws a {@link CliError} when
 * the cluster cannot be started.
 */
export async function runLauncher(options: LocalClusterOptions, io: LauncherIo): Promise<ExitCode> {
  const dataDirFlag = options.dataDir === undefined ? '' : ` --data-dir ${options.dataDir}`;
  const cluster = await openLocalCluster({
    ...options,
    onEvent: (event) => io.err(describe(event, dataDirFlag)),
  });
  const { nodes, partitions, replicas } = cluster.file;
  const where = relative(process.cwd(), cluster.dataDir) || DEFAULT_DATA_DIR;
  io.err(`${nodes} nodes, ${partitions} partitions of ${replicas} replicas, data in ${where}`);
  const interrupts = new Interrupts(cluster, io);
  try {
    await cluster.start();
    io.out(`cluster ready: ${cluster.endpoints.join(',')}`);
    for (const line of suggestions(cluster, dataDirFlag)) io.err(line);
    await cluster.stopped;
    return interrupts.wasKilled ? exitCodes.interrupted : exitCodes.ok;
  } catch (error) {
    await cluster.stopNow();
    if (interrupts.count > 0) return exitCodes.interrupted;
    throw fromSystemError(error);
  } finally {
    interrupts.remove();
  }
}

class Interrupts {
  readonly #cluster: ProcessCluster;
  readonly #io: LauncherIo;
  readonly #signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  #lastAt = Number.NEGATIVE_INFINITY;
  count = 0;
  wasKilled = false;

  constructor(cluster: ProcessCluster, io: LauncherIo) {
    this.#cluster = cluster;
    this.#io = io;
    for (const signal of this.#signals) process.on(signal, this.#onSignal);
  }

  remove(): void {
    for (const signal of this.#signals) process.off(signal, this.#onSignal);
  }

  readonly #onSignal = (): void => {
    const now = performance.now();
    if (now - this.#lastAt < SAME_KEYPRESS_MS) return;
    this.#lastAt = now;
    this.count++;
    if (this.count === 1) {
      this.#io.err('draining the nodes; press Ctrl-C again to kill them');
      this.#cluster.stop().catch(this.#report);
    } else {
      this.wasKilled = true;
      this.#io.err('killing the nodes');
      this.#cluster.stopNow().catch(this.#report);
    }
  };

  readonly #report = (error: unknown): void => {
    this.#io.err(error instanceof Error ? error.message : String(error));
  };
}

function describe(event: LocalEvent, dataDirFlag: string): string {
  switch (event.kind) {
    case 'ready':
      return `${event.node} ready after ${event.afterMs} ms`;
    case 'died':
      return (
        `${event.node} ${event.how} and stays down; its log is ${event.logFile}\n` +
        `  restart it: bin/kvctl cluster restart ${event.node}${dataDirFlag}`
      );
    case 'drain-timeout':
      return `${event.node} has not stopped after ${event.afterMs} ms and is killed`;
    default:
      return unreachable(event, 'event');
  }
}

function suggestions(cluster: ProcessCluster, dataDirFlag: string): readonly string[] {
  const endpoints = cluster.endpoints.join(',');
  const isDefault = endpoints === '127.0.0.1:7401,127.0.0.1:7402,127.0.0.1:7403';
  const tlsDir = cluster.tlsDir === null ? '' : relative(process.cwd(), cluster.tlsDir);
  const variables = [
    ...(isDefault ? [] : [`KVCTL_ENDPOINTS=${endpoints}`]),
    ...(tlsDir === '' ? [] : [`KVCTL_TLS_DIR=${tlsDir}`]),
  ];
  const kvctl = [...variables, 'bin/kvctl'].join(' ');
  const last = cluster.names[cluster.names.length - 1] ?? 'n1';
  const split = `${cluster.names.slice(0, -1).join(',')}/${last}`;
  return [
    'try, in another terminal:',
    `  ${kvctl} put greeting hello`,
    `  ${kvctl} get greeting`,
    `  ${kvctl} status`,
    `  bin/kvctl cluster kill ${last}${dataDirFlag}`,
    `  bin/kvctl cluster restart ${last}${dataDirFlag}`,
    ...(cluster.links === null ? [] : [`  bin/kvctl cluster split ${split}${dataDirFlag}`]),
    'stop with Ctrl-C',
  ];
}
