import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { relative } from 'node:path';
import type { LocalCluster } from '../../src/cli/local/index.ts';
import type { Deaths } from '../deaths.ts';
import { type FileClass, flip } from '../disk/bit-flips.ts';
import type { FaultyDisk } from '../disk/faulty-disk.ts';
import type { FaultyDisks } from '../disk/faulty-disks.ts';
import type { Random } from '../random.ts';
import type { Arena, ArenaBit, NodeEnd } from './nemesis.ts';

const METRIC_TIMEOUT_MS = 1_000;
const LOST = /^ringkv_replicas_lost_total (\d+)$/m;
const FREE = /^ringkv_disk_free_bytes (\S+)$/m;
const STALLS = /^ringkv_event_loop_stalls_total (\d+)$/m;

/** The nemeses' hands on a cluster of real processes with a proxy on every link. */
export class RealArena implements Arena {
  readonly nodes: readonly string[];
  readonly leader: () => Promise<string | null>;
  readonly #cluster: LocalCluster;
  readonly #deaths: Deaths;
  readonly #disks: FaultyDisks;

  /** `leader` finds the node that leads a partition in use; its failures count as "nobody known". */
  constructor(
    cluster: LocalCluster,
    leader: () => Promise<string | null>,
    deaths: Deaths,
    disks: FaultyDisks,
  ) {
    this.#cluster = cluster;
    this.#deaths = deaths;
    this.#disks = disks;
    this.nodes = cluster.names;
    this.leader = async () => leader().catch(() => null);
  }

  cut(from: string, to: string): void {
    this.#links().setMode(from, to, { kind: 'drop' });
  }

  healAll(): void {
    this.#links().heal();
  }

  droppedBytes(from: string, to: string): number {
    const link = this.#links()
      .report()
      .find((one) => one.from === from && one.to === to);
    return link?.droppedBytes ?? 0;
  }

  async kill(node: string): Promise<void> {
    await this.#cluster.kill(node);
  }

  async restart(node: string): Promise<void> {
    await this.#cluster.restart(node);
    this.#deaths.expectNoMore(node);
  }

  pid(node: string): number | null {
    return this.#node(node).pid;
  }

  exists(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  async pause(node: string): Promise<void> {
    await this.#cluster.pause(node);
  }

  async resume(node: string): Promise<void> {
    await this.#cluster.resume(node);
  }

  isStopped(node: string): boolean {
    const pid = this.pid(node);
    return pid !== null && /^[Tt]/.test(processState(pid));
  }

  async stalls(node: string): Promise<number | null> {
    return this.#metric(node, STALLS);
  }

  disk(node: string): FaultyDisk {
    return this.#disks.of(node);
  }

  async freeBytes(node: string): Promise<number | null> {
    return this.#metric(node, FREE);
  }

  flipBit(node: string, fileClass: FileClass, random: Random): ArenaBit | null {
    const { dataDir } = this.#node(node);
    const bit = fileClass.choose(dataDir, random);
    if (bit === null) return null;
    flip(bit);
    const place = `${relative(dataDir, bit.path)} byte ${bit.byte} bit ${bit.bit} of ${node}`;
    return { place, putBack: () => flip(bit) };
  }

  expectEnd(node: string): void {
    this.#deaths.expect(node);
  }

  async untilEnded(node: string): Promise<NodeEnd | null> {
    return this.#deaths.untilEnded(node);
  }

  async refusal(node: string): Promise<string | null> {
    return this.#cluster.restart(node).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  }

  async rebuilt(node: string): Promise<number | null> {
    // The count first: a replica that is lost after it makes the node less than ready.
    const lost = await this.#metric(node, LOST);
    const state = await httpGet(this.#node(node).httpAddress, '/readyz').catch(() => '');
    return state === 'ok\n' ? lost : null;
  }

  /** Undoes everything, whatever state it is in: dead, stopped, cut off. Throws when a node does not come back. */
  async recover(): Promise<void> {
    this.healAll();
    for (const disk of this.#disks.all) disk.heal();
    const { nodes } = this.#cluster.report();
    for (const { name, state } of nodes) if (state === 'paused') await this.resume(name);
    const gone = nodes.filter(({ state }) => state === 'stopped' || state === 'dead');
    await Promise.all(gone.map(async ({ name }) => this.restart(name)));
  }

  async #metric(node: string, pattern: RegExp): Promise<number | null> {
    const text = await httpGet(this.#node(node).httpAddress, '/metrics').catch(() => null);
    const [, value] = pattern.exec(text ?? '') ?? [];
    return value === undefined ? null : Number(value);
  }

  #node(name: string): ReturnType<LocalCluster['report']>['nodes'][number] {
    const found = this.#cluster.report().nodes.find((node) => node.name === name);
    if (found === undefined) throw new RangeError(`no node ${name}`);
    return found;
  }

  #links(): NonNullable<LocalCluster['links']> {
    const { links } = this.#cluster;
    if (links === null) throw new RangeError('a cluster without proxies cannot be cut');
    return links;
  }
}

/** The system's letter for the state of a process, `T` for stopped; empty when there is none. */
function processState(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses, and may hold spaces and parentheses itself.
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    return execFileSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

async function httpGet(address: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(
      `http://${address}${path}`,
      { agent: false, timeout: METRIC_TIMEOUT_MS },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => resolve(text));
        response.once('error', reject);
      },
    );
    request.once('timeout', () => request.destroy(new Error('no answer')));
    request.once('error', reject);
  });
}
