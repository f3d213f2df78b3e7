import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LocalCluster,
  type NodeReport,
  startLocalCluster,
} from '../../src/cli/local/index.ts';
import { BenchError } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import { type Memory, memoryOf } from '../memory.ts';
import { storageBenchLimits } from './limits.ts';
import { NodeLine } from './node-line.ts';

/** Bytes on disk. */
export interface DiskUse {
  readonly wal: number;
  readonly db: number;
}

/** Three real nodes with every setting at its default, each of which can be stopped, killed and timed. */
export class Nodes {
  readonly #cluster: LocalCluster;
  readonly #died: Set<string>;
  /** Nodes whose end is our doing. */
  readonly #ending = new Set<string>();

  private constructor(cluster: LocalCluster, died: Set<string>) {
    this.#cluster = cluster;
    this.#died = died;
  }

  static async start(dataDir: string, extraArgs: readonly string[] = []): Promise<Nodes> {
    const died = new Set<string>();
    const cluster = await startLocalCluster({
      nodes: benchLimits.nodes,
      dataDir,
      freePorts: true,
      clean: true,
      extraArgs,
      limits: { readyMs: storageBenchLimits.serveMs, readyPollMs: 10 },
      onEvent: (event) => {
        if (event.kind === 'died') died.add(event.node);
      },
    });
    return new Nodes(cluster, died);
  }

  get names(): readonly string[] {
    return this.#cluster.names;
  }

  get endpoints(): readonly string[] {
    return this.#cluster.endpoints;
  }

  pid(name: string): number {
    const { pid } = this.#report(name);
    if (pid === null) throw new BenchError(`${name} does not run`);
    return pid;
  }

  runs(name: string): boolean {
    return this.#report(name).pid !== null;
  }

  line(name: string): NodeLine {
    return new NodeLine(this.#report(name).address);
  }

  /** A node that died by itself makes everything worthless that was measured meanwhile. */
  checkAlive(): void {
    const surprises = [...this.#died].filter((name) => !this.#ending.has(name));
    if (surprises.length === 0) return;
    const [name = ''] = surprises;
    throw new BenchError(`${name} died, see ${this.#report(name).logFile}`);
  }

  /** As an operator does; returns the milliseconds that it took. */
  async stopNode(name: string): Promise<number> {
    const begun = performance.now();
    this.#ending.add(name);
    process.kill(this.pid(name), 'SIGTERM');
    await until(
      () => this.#report(name).pid === null,
      storageBenchLimits.stopMs,
      `${name} did not stop`,
    );
    return performance.now() - begun;
  }

  async kill(name: string): Promise<void> {
    this.#ending.add(name);
    await this.#cluster.kill(name);
  }

  /** Starts a node that does not run; returns when it is ready. */
  async startNode(name: string): Promise<void> {
    await this.#cluster.restart(name);
    this.#ending.delete(name);
    this.#died.delete(name);
  }

  /** Null where there is no /proc. */
  memory(name: string): Memory | null {
    return memoryOf(this.pid(name));
  }

  diskUse(name: string): DiskUse {
    const { dataDir } = this.#report(name);
    return { wal: bytesIn(join(dataDir, 'wal')), db: bytesIn(join(dataDir, 'db')) };
  }

  /** A metric without labels, as the node tells it now. */
  async metric(name: string, metric: string): Promise<number> {
    const { httpAddress } = this.#report(name);
    const response = await fetch(`http://${httpAddress}/metrics`, {
      signal: AbortSignal.timeout(benchLimits.scrapeMs),
    });
    const found = new RegExp(`^${metric} (\\S+)$`, 'm').exec(await response.text())?.[1];
    if (found === undefined) throw new BenchError(`${name} has no metric ${metric}`);
    return Number(found);
  }

  /** Killed, not drained: the data go with it. */
  async end(): Promise<void> {
    for (const name of this.names) this.#ending.add(name);
    await this.#cluster.stopNow();
  }

  #report(name: string): NodeReport {
    const found = this.#cluster.report().nodes.find((node) => node.name === name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  }
}

/** Returns once the condition holds; a {@link BenchError} says what did not happen in time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
  otherwise: string,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new BenchError(`${otherwise} within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, storageBenchLimits.pollMs));
  }
}

/** Blocks, not lengths. A file that goes away meanwhile has none. */
function bytesIn(directory: string): number {
  let total = 0;
  for (const name of readdirSync(directory)) {
    const stat = statSync(join(directory, name), { throwIfNoEntry: false });
    total += (stat?.blocks ?? 0) * 512;
  }
  return total;
}
