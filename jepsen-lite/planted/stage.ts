import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RingKv } from 'ringkv';
import {
  type LocalCluster,
  type LocalEvent,
  startLocalCluster,
} from '../../src/cli/local/index.ts';
import type { FaultyDisk } from '../disk/faulty-disk.ts';
import { FaultyDisks } from '../disk/faulty-disks.ts';
import type { HistoryEvent } from '../history/event.ts';
import { plantedKvd } from './kvd-path.ts';
import { type Ending, NodeClient } from './node-client.ts';

/** Far above what anything here takes: conditions decide, and this only ends what will never come. */
const patienceMs = 30_000;
const pollMs = 10;
/** A flush comes 50 ms after what it is for. */
const restMs = 300;
/** Of one look at a node's own state; a stopped or cut node does not answer. */
const lookMs = 500;
/** Of one try of an operation that will be tried again if the node refuses it. */
const tryMs = 5_000;

/** An operation as its invoke says it. */
export interface Step {
  readonly p: number;
  readonly f: 'read' | 'write' | 'add';
  readonly k: string;
  readonly v?: number;
}

/**
 * Three real nodes, one partition, a proxy on every link between nodes, and a client on each node that talks to that
 * node alone. Everything the clients do is in `history`.
 */
export class Stage {
  readonly history: HistoryEvent[] = [];
  readonly cluster: LocalCluster;
  readonly #dir: string;
  readonly #died: string[];
  readonly #clients: ReadonlyMap<string, NodeClient>;
  readonly #disks: FaultyDisks;
  readonly #startedAt = performance.now();

  private constructor(dir: string, cluster: LocalCluster, died: string[], disks: FaultyDisks) {
    this.#dir = dir;
    this.cluster = cluster;
    this.#died = died;
    this.#disks = disks;
    this.#clients = new Map(
      cluster.names.map((name, i) => [name, new NodeClient(cluster.endpoints[i] ?? '')]),
    );
  }

  /** `bug` null: the same nodes without it. */
  static async start(bug: string | null, faultyDisks: boolean): Promise<Stage> {
    const dir = mkdtempSync(join(tmpdir(), 'ringkv-planted-'));
    const died: string[] = [];
    const disks = new FaultyDisks();
    const onEvent = (event: LocalEvent): void => {
      if (event.kind === 'died')
        died.push(`${event.node} ${event.how}: ${lastLine(event.logFile)}`);
    };
    try {
      const cluster = await startLocalCluster({
        dataDir: join(dir, 'cluster'),
        freePorts: true,
        proxied: true,
        partitions: 1,
        onEvent,
        ...(faultyDisks && { nodeEnv: disks.nodeEnv }),
        ...(bug !== null && { kvdPath: plantedKvd, extraArgs: ['--planted', bug] }),
      });
      const stage = new Stage(dir, cluster, died, disks);
      await stage.#untilBalanced().catch(async (error: unknown) => {
        await stage.end();
        throw error;
      });
      return stage;
    } catch (error) {
      rmSync(dir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Until the partition's preferred replica leads: nobody moves the leadership from there behind a schedule's back. */
  async #untilBalanced(): Promise<void> {
    await using kv = await RingKv.connect({ endpoints: [...this.cluster.endpoints] });
    await this.eventually('the preferred leader', async () => {
      const { leader, replicas } = await kv.locate('nothing');
      return leader === replicas[0] ? leader : null;
    });
  }

  /** Nodes that ended by themselves: a node that stops over its own invariants convicts nothing (R45). */
  get died(): readonly string[] {
    return this.#died;
  }

  async end(): Promise<void> {
    for (const client of this.#clients.values()) client.close();
    await this.cluster.stopNow();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  at(node: string): NodeClient {
    const client = this.#clients.get(node);
    if (client === undefined) throw new Error(`no node ${node}`);
    return client;
  }

  disk(node: string): FaultyDisk {
    return this.#disks.of(node);
  }

  /** Until no disk syncs anything any more. */
  async untilSynced(): Promise<void> {
    const total = (): number =>
      this.#disks.all.reduce((sum, { counts }) => sum + counts.syncs + counts.writes, 0);
    let before = -1;
    await this.eventually('disks at rest', async () => {
      const now = total();
      const isQuiet = now === before;
      before = now;
      await new Promise((resolve) => setTimeout(resolve, restMs));
      return isQuiet && total() === now ? true : null;
    });
  }

  others(node: string): readonly string[] {
    return this.cluster.names.filter((name) => name !== node);
  }

  /** The one of these nodes that leads, in a term above `after`. Asked of the nodes themselves. */
  async leaderAmong(
    nodes: readonly string[],
    after: number,
  ): Promise<{ readonly node: string; readonly term: number }> {
    return this.eventually(`a leader among ${nodes.join(', ')} after term ${after}`, async () => {
      for (const node of nodes) {
        const view = await this.at(node)
          .local('nothing', lookMs)
          .catch(() => null);
        if (view?.leads === true && view.term > after) return { node, term: view.term };
      }
      return null;
    });
  }

  /** Until this node's own state holds the value. */
  async untilApplied(node: string, key: string, value: number): Promise<void> {
    await this.eventually(`${key} = ${value} at ${node}`, async () => {
      const local = await this.at(node).local(key, lookMs);
      return local.value === value ? local : null;
    });
  }

  /** Bytes that the cut links have swallowed so far: the proof that they were cut (R43). */
  get droppedBytes(): number {
    const links = this.cluster.links?.report() ?? [];
    return links.reduce((sum, link) => sum + link.droppedBytes, 0);
  }

  async untilDropped(): Promise<void> {
    await this.eventually('bytes dropped on the cut links', () => this.droppedBytes || null);
  }

  /** Runs one operation and records its invoke and its end. */
  async operation(step: Step, run: () => Promise<Ending>): Promise<Ending> {
    this.#record({ ...step, type: 'invoke' });
    const ending = await run();
    const { type, at, err } = ending;
    const v = ending.v === undefined ? step.v : ending.v;
    this.#record({
      ...step,
      type,
      ...(v !== undefined && { v }),
      ...(at !== undefined && { at }),
      ...(err !== undefined && { err }),
    });
    return ending;
  }

  /** The same operation again, each try an operation of its own, until one is answered. Only for what was refused. */
  async untilOk(step: Step, run: (timeoutMs: number) => Promise<Ending>): Promise<Ending> {
    return this.eventually(`${step.f} ${step.k} by process ${step.p}`, async () => {
      const ending = await this.operation(step, async () => run(tryMs));
      if (ending.type === 'info') throw new Error(`${step.f} ${step.k}: unknown, ${ending.err}`);
      return ending.type === 'ok' ? ending : null;
    });
  }

  /** Every process that is left reads through every node that is left. */
  async finalReads(p: number, key: string, nodes: readonly string[]): Promise<void> {
    for (const node of nodes) {
      await this.untilOk({ p, f: 'read', k: key }, async (timeoutMs) =>
        this.at(node).read(key, { direct: false, timeoutMs }),
      );
    }
  }

  /** The first answer that is not null. What a node refuses meanwhile is no answer. */
  async eventually<T>(what: string, ask: () => Promise<T | null> | T | null): Promise<T> {
    const deadline = performance.now() + patienceMs;
    let refused = '';
    while (performance.now() < deadline) {
      try {
        const answer = await ask();
        if (answer !== null) return answer;
      } catch (error) {
        refused = `: ${String(error)}`;
      }
      await new Promise((resolve) => {
        setTimeout(resolve, pollMs);
      });
    }
    throw new Error(`waited ${patienceMs} ms for ${what}${refused}`);
  }

  #record(event: Omit<HistoryEvent, 'i' | 't'>): void {
    const t = Math.floor((performance.now() - this.#startedAt) * 1_000);
    this.history.push({ i: this.history.length, t, ...event });
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}
