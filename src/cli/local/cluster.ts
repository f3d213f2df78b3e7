import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CliError, exitCodes, fromSystemError } from '../errors.ts';
import { claim } from './claim.ts';
import { ControlServer } from './control-server.ts';
import { devFiles, ensureDevCertificates } from './dev-certificates.ts';
import { startGuard } from './guard-process.ts';
import { HTTP_PORT_OFFSET } from './limits.ts';
import { LinkMesh, type LinkReport, parseGroups } from './link-mesh.ts';
import { NodeProcess, type NodeSpec, type NodeState } from './node-process.ts';
import { checkOptions, type LocalClusterOptions, type Settings } from './options.ts';
import { LOOPBACK } from './ports.ts';
import { type ClusterFile, removeLauncherFile, writeLauncherFile } from './state-files.ts';

export interface NodeReport {
  readonly name: string;
  readonly address: string;
  readonly httpAddress: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly pid: number | null;
  readonly state: NodeState;
}

/** What `kvctl cluster status -o json` shows. */
export interface ClusterReport {
  readonly dataDir: string;
  readonly launcherPid: number;
  readonly nodes: readonly NodeReport[];
  /** Empty unless the cluster was started with `--proxied`. */
  readonly links: readonly LinkReport[];
}

/** Real kvd processes on this machine, and what can be done to them. Every error is a {@link CliError}. */
export interface LocalCluster {
  readonly dataDir: string;
  readonly names: readonly string[];
  /** gRPC addresses, `127.0.0.1:PORT`, in order of the nodes. */
  readonly endpoints: readonly string[];
  /** The network between the nodes; null unless `proxied`. */
  readonly links: LinkMesh | null;
  /** The development certificates of the nodes and of a client; null without TLS. */
  readonly tlsDir: string | null;
  /** Resolves when the cluster was stopped, by whatever way. */
  readonly stopped: Promise<void>;
  report(): ClusterReport;
  /** SIGKILL; returns when the process is gone. */
  kill(node: string): Promise<void>;
  /** Stops what still runs, starts again, returns when the node is ready. */
  restart(node: string): Promise<void>;
  /** SIGSTOP; returns when the process is seen stopped. */
  pause(node: string): Promise<void>;
  resume(node: string): Promise<void>;
  /** Cuts the network between groups like `n1,n2/n3`. */
  split(groups: string, isOneWay?: boolean): void;
  heal(): void;
  /** Drains and stops all nodes. */
  stop(): Promise<void>;
  /** Kills all nodes, also while `stop` waits for them. */
  stopNow(): Promise<void>;
}

/**
 * Starts a cluster and returns when every node is ready. When one is not, all are stopped again and the
 * {@link CliError} names the node and the end of its log. Nodes do not outlive this process.
 */
export async function startLocalCluster(options: LocalClusterOptions = {}): Promise<LocalCluster> {
  const cluster = await openLocalCluster(options);
  try {
    await cluster.start();
  } catch (error) {
    await cluster.stopNow();
    throw fromSystemError(error);
  }
  return cluster;
}

/** Claims directory and ports and prepares everything, but starts no node yet: for callers that show progress. */
export async function openLocalCluster(options: LocalClusterOptions): Promise<ProcessCluster> {
  const settings = checkOptions(options);
  let cluster: ProcessCluster | null = null;
  try {
    cluster = new ProcessCluster(settings, await claim(settings));
    await cluster.open();
    return cluster;
  } catch (error) {
    await cluster?.stopNow();
    throw fromSystemError(error);
  }
}

export class ProcessCluster implements LocalCluster {
  readonly names: readonly string[];
  readonly endpoints: readonly string[];
  readonly links: LinkMesh | null;
  readonly tlsDir: string | null;
  readonly stopped: Promise<void>;
  readonly file: ClusterFile;
  readonly #settings: Settings;
  readonly #secret = randomBytes(24).toString('hex');
  readonly #control = new ControlServer(this, this.#secret);
  readonly #guard: ReturnType<typeof startGuard>;
  #nodes: readonly NodeProcess[] = [];
  #resolveStopped: () => void = () => {};
  #stopping: Promise<void> | null = null;

  constructor(settings: Settings, file: ClusterFile) {
    this.#settings = settings;
    this.file = file;
    this.names = Array.from({ length: file.nodes }, (_, k) => `n${k + 1}`);
    this.endpoints = this.names.map((_, k) => `${LOOPBACK}:${file.basePort + k}`);
    this.links = settings.proxied
      ? new LinkMesh(this.names.map((name, k) => ({ name, port: file.basePort + k })))
      : null;
    this.tlsDir = settings.tls ? join(settings.dataDir, 'tls') : null;
    this.#guard = startGuard(settings.limits.orphanMs);
    this.stopped = new Promise((resolve) => {
      this.#resolveStopped = resolve;
    });
  }

  get dataDir(): string {
    return this.#settings.dataDir;
  }

  async open(): Promise<void> {
    await this.links?.listen();
    if (this.tlsDir !== null) ensureDevCertificates(this.tlsDir, this.names);
    const { limits, onEvent } = this.#settings;
    this.#nodes = this.names.map(
      (_, k) => new NodeProcess(this.#spec(k), limits, this.#guard, onEvent),
    );
    const port = await this.#control.listen();
    writeLauncherFile(this.dataDir, { pid: process.pid, port, secret: this.#secret });
  }

  /** All at once: a first start needs all initial nodes (R11), so none would become ready alone. */
  async start(): Promise<void> {
    await Promise.all(this.#nodes.map(async (node) => node.start()));
  }

  report(): ClusterReport {
    return {
      dataDir: this.dataDir,
      launcherPid: process.pid,
      nodes: this.#nodes.map(({ spec, pid, state }) => ({
        name: spec.name,
        address: `${LOOPBACK}:${spec.port}`,
        httpAddress: `${LOOPBACK}:${spec.httpPort}`,
        dataDir: spec.dataDir,
        logFile: spec.logFile,
        pid,
        state,
      })),
      links: this.links?.report() ?? [],
    };
  }

  async kill(node: string): Promise<void> {
    await this.#node(node).kill();
  }

  async restart(node: string): Promise<void> {
    await this.#node(node).restart();
  }

  async pause(node: string): Promise<void> {
    await this.#node(node).pause();
  }

  async resume(node: string): Promise<void> {
    await this.#node(node).resume();
  }

  split(groups: string, isOneWay = false): void {
    this.#mesh().split(parseGroups(groups, this.names), isOneWay);
  }

  heal(): void {
    this.#mesh().heal();
  }

  async stop(): Promise<void> {
    this.#stopping ??= this.#end(async (node) => node.stop());
    await this.#stopping;
  }

  async stopNow(): Promise<void> {
    await Promise.all(this.#nodes.map(async (node) => node.killNow()));
    await this.stop();
  }

  async #end(endNode: (node: NodeProcess) => Promise<void>): Promise<void> {
    try {
      await Promise.all(this.#nodes.map(endNode));
    } finally {
      this.#guard.release();
      await this.links?.close();
      removeLauncherFile(this.dataDir, this.#secret);
      this.#control.close();
      this.#resolveStopped();
    }
  }

  #spec(k: number): NodeSpec {
    const { dataDir, kvdPath, nodeEnv, extraArgs } = this.#settings;
    const { basePort, partitions, replicas, token } = this.file;
    const name = `n${k + 1}`;
    const port = basePort + k;
    const nodeDir = join(dataDir, `node-${k + 1}`);
    const httpPort = port + HTTP_PORT_OFFSET;
    const peers = this.names.map((peer, i) => `${peer}=${LOOPBACK}:${basePort + i}`);
    const flags = [
      ['--name', name],
      ['--data-dir', nodeDir],
      ['--listen', `${LOOPBACK}:${port}`],
      ['--http-listen', `${LOOPBACK}:${httpPort}`],
      ['--initial-cluster', peers.join(',')],
      ['--cluster-token', token],
      ['--partitions', `${partitions}`],
      ['--replicas', `${replicas}`],
      ['--stop-with-stdin'],
    ].flat();
    return {
      name,
      port,
      httpPort,
      dataDir: nodeDir,
      logFile: `${nodeDir}.log`,
      command: process.execPath,
      args: [
        kvdPath,
        ...flags,
        ...this.#tlsFlags(name),
        ...(this.links?.overrides(name) ?? []),
        ...extraArgs,
      ],
      caFile: this.tlsDir === null ? null : devFiles(this.tlsDir).ca,
      env: nodeEnv(name, nodeDir),
    };
  }

  #tlsFlags(name: string): readonly string[] {
    if (this.tlsDir === null) return [];
    const { ca, cert, key } = devFiles(this.tlsDir, name);
    return ['--tls-ca', ca, '--tls-cert', cert, '--tls-key', key];
  }

  #node(name: string): NodeProcess {
    if (this.#stopping !== null) {
      throw new CliError('the cluster is being stopped', exitCodes.unavailable);
    }
    const node = this.#nodes.find(({ spec }) => spec.name === name);
    if (node !== undefined) return node;
    throw new CliError(
      `no node "${name}": the nodes are ${this.names.join(', ')}`,
      exitCodes.usage,
    );
  }

  #mesh(): LinkMesh {
    if (this.links !== null) return this.links;
    throw new CliError(
      'the cluster was started without --proxied: split and heal need a proxy on every link',
      exitCodes.usage,
    );
  }
}
