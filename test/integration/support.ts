import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, credentials } from '@grpc/grpc-js';
import { expect } from 'vitest';
import type { ringkv } from '#proto';
import {
  type LocalCluster,
  type LocalClusterOptions,
  type LocalEvent,
  startLocalCluster,
} from '../../src/cli/local/index.ts';
import { type ConnectOptions, RingKv } from '../../src/client/index.ts';
import { channelOptions, clusterService, kvService, type Method } from '../../src/rpc/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';

export const projectDir = fileURLToPath(new URL('../../', import.meta.url));

export type NodeStatus = ringkv.v1.GetNodeStatusResponse.$Properties;

/** What an operation that a story waits for may take at most; far above what it takes. */
export const patience = { timeout: 30_000, interval: 50 } as const;

/** Three real kvd processes with a directory of their own, and what stories ask of them. */
export class Stage {
  readonly dir: string;
  readonly cluster: LocalCluster;
  readonly #events: LocalEvent[];
  readonly #open: RingKv[] = [];

  constructor(dir: string, cluster: LocalCluster, events: LocalEvent[]) {
    this.dir = dir;
    this.cluster = cluster;
    this.#events = events;
  }

  static async start(options: LocalClusterOptions = {}): Promise<Stage> {
    const dir = temporaryDirectory();
    const events: LocalEvent[] = [];
    try {
      const cluster = await startLocalCluster({
        dataDir: join(dir, 'cluster'),
        freePorts: true,
        onEvent: (event) => events.push(event),
        ...options,
      });
      return new Stage(dir, cluster, events);
    } catch (error) {
      rmSync(dir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Ends everything. A node that died although nobody killed it fails the story, with the end of its log. */
  async end(): Promise<void> {
    const died = this.#events.filter((event) => event.kind === 'died');
    const logs = died.map(({ node, how, logFile }) => {
      const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
      return `${node} ${how}: ${lines.slice(-3).join('\n')}`;
    });
    for (const kv of this.#open) await kv.close({ graceMs: 0 });
    await this.cluster.stopNow();
    rmSync(this.dir, { recursive: true, force: true });
    expect(logs).toEqual([]);
  }

  /** Waits until the node has ended by itself, as a story wants it to, and answers how: the code, and the last line. */
  async untilEnded(node: string): Promise<string> {
    const isIt = (event: LocalEvent): boolean => event.kind === 'died' && event.node === node;
    await expect.poll(() => this.#events.some(isIt), patience).toBe(true);
    const [event] = this.#events.splice(this.#events.findIndex(isIt), 1);
    const how = event?.kind === 'died' ? event.how : '';
    return `${how}: ${this.log(node).trimEnd().split('\n').at(-1)}`;
  }

  async connect(options: Partial<ConnectOptions> = {}): Promise<RingKv> {
    const kv = await RingKv.connect({ endpoints: [...this.cluster.endpoints], ...options });
    this.#open.push(kv);
    return kv;
  }

  endpoint(node: string): string {
    return this.cluster.endpoints[memberId(node) - 1] ?? '';
  }

  pid(node: string): number {
    return this.#report(node).pid ?? Number.NaN;
  }

  state(node: string): string {
    return this.#report(node).state;
  }

  log(node: string): string {
    return readFileSync(this.#report(node).logFile, 'utf8');
  }

  #report(node: string): ReturnType<LocalCluster['report']>['nodes'][number] {
    const found = this.cluster.report().nodes.find(({ name }) => name === node);
    if (found === undefined) throw new Error(`no node ${node}`);
    return found;
  }

  /** Who leads the key's partition, once a node that runs does. */
  async leaderOf(kv: RingKv, key: string): Promise<string> {
    let leader = 'n0';
    const leads = async (): Promise<boolean> => {
      leader = `n${(await kv.locate(key)).leader}`;
      return leader !== 'n0' && this.state(leader) === 'ready';
    };
    await expect.poll(leads, patience).toBe(true);
    return leader;
  }

  async status(node: string): Promise<NodeStatus> {
    using line = new Line(this.endpoint(node));
    return await line.ask(clusterService.getNodeStatus, {});
  }

  /**
   * Waits until every group stands at one index on all its replicas, and expects equal state hashes there. A
   * difference at an equal index is final: no waiting can mend it.
   */
  async expectEqualReplicas(): Promise<void> {
    const behind = async (): Promise<string[]> => {
      const statuses = await Promise.all(this.cluster.names.map(async (name) => this.status(name)));
      return differences(statuses);
    };
    await expect
      .poll(behind, { ...patience, message: 'groups that have not converged' })
      .toEqual([]);
  }

  kvctl(...args: string[]): Promise<Ended> {
    return runBin('kvctl', args, { KVCTL_ENDPOINTS: this.cluster.endpoints.join(',') });
  }
}

function differences(statuses: readonly NodeStatus[]): string[] {
  const groups = new Map<number, { index: number; hash: number }[]>();
  for (const { replicas } of statuses) {
    for (const { group, appliedIndex, hash } of replicas ?? []) {
      const known = groups.get(group ?? 0) ?? [];
      known.push({ index: appliedIndex ?? 0, hash: hash ?? 0 });
      groups.set(group ?? 0, known);
    }
  }
  const behind: string[] = [];
  for (const [group, replicas] of groups) {
    const indexes = replicas.map(({ index }) => index);
    if (new Set(indexes).size > 1) behind.push(`group ${group} at ${indexes.join(', ')}`);
    for (const index of new Set(indexes)) {
      const hashes = replicas.filter((one) => one.index === index).map(({ hash }) => hash);
      expect(
        new Set(hashes).size,
        `hashes of group ${group} at index ${index}: ${hashes.join(', ')}`,
      ).toBe(1);
    }
  }
  return behind;
}

export function memberId(node: string): number {
  return Number(node.slice(1));
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'ringkv-story-'));
}

/** Calls to one node over one connection, past the typed client, which would go where it likes. */
export class Line implements Disposable {
  readonly #client: Client;

  constructor(endpoint: string) {
    this.#client = new Client(endpoint, credentials.createInsecure(), channelOptions);
  }

  async ask<Request, Response>(
    { path, requestSerialize, responseDeserialize }: Method<Request, Response>,
    request: Request,
    timeoutMs = 5_000,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        { deadline: Date.now() + timeoutMs },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(error ?? new Error('no answer'));
        },
      );
    });
  }

  /** A linearizable get that this very node has to answer, by itself or through the leader. */
  async get(key: string, timeoutMs?: number): Promise<string | null> {
    const { record } = await this.ask(kvService.get, { key: utf8(key) }, timeoutMs);
    return record?.value ? fromUtf8(record.value) : null;
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs bin/kvd or bin/kvctl as a user would, with nothing of our own environment that they read. */
export async function runBin(
  name: 'kvd' | 'kvctl',
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return run(process.execPath, [join(projectDir, 'bin', name), ...args], { env });
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly stdin?: string;
  /** A process that does not end by itself is killed then, and its code is null. */
  readonly limitMs?: number;
}

export async function run(
  command: string,
  args: readonly string[],
  { env = {}, cwd, stdin, limitMs = 20_000 }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(command, args, { env: { ...plainEnvironment(), ...env }, cwd });
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  // A command that refuses its arguments ends before it has read what it was given.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out, err });
    });
  });
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !/^(KVD|KVCTL)_/.test(name));
  return Object.fromEntries(ours);
}
