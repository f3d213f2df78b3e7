import { execFileSync } from 'node:child_process';
import { readFileSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { ClusterSize } from './clusters/cluster.ts';
import { replicasIn } from './clusters/ringkv-cluster.ts';
import { benchLimits } from './limits.ts';
import type { Memory } from './memory.ts';
import {
  type Cell,
  connectionsFor,
  isH2load,
  keysOf,
  type Load,
  opsPerCall,
  storeOf,
} from './plan.ts';
import type { Round } from './result.ts';
import type { Fsync } from './row-name.ts';

/** What a figure depends on beside the code: it means nothing without. */
export interface Environment extends Machine {
  /** How the load was made. */
  readonly client: string;
  /** When an answered write is safe, and what the cluster consists of. */
  readonly servers: string;
  /** Null of a cluster that was given, and partitions of etcd. */
  readonly nodes: number | null;
  readonly partitions: number | null;
  readonly durability: string;
  readonly fsync: Fsync;
  /**
   * Really in flight; differs from `concurrency` where that does not divide among h2load's calls and connections. Of an
   * open loop the most at once in the median round.
   */
  readonly inFlight: number;
  readonly keys: number;
  /** Bytes. */
  readonly valueSize: number;
  readonly warmUpSeconds: number;
  /** Before the first round of the row. */
  readonly firstWarmUpSeconds: number;
  /** What the idle cluster of the other store used during the median round, as a share of one core; null if none was up. */
  readonly otherClusterCpuShare: number | null;
  /**
   * Of each server at the end of the median round, in the order of the nodes: what was resident then, and the most that
   * ever was since the process started. Null without /proc, and of a cluster that was given.
   */
  readonly serverMemoryBytes: readonly Memory[] | null;
  readonly notes: readonly string[];
}

export interface Machine {
  readonly date: string;
  readonly ringkv: string;
  /** Null outside a git checkout; with `+changes` when files differ from it. */
  readonly commit: string | null;
  readonly etcd: string | null;
  readonly h2load: string | null;
  readonly etcd3: string;
  readonly node: string;
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly kernel: string;
  /** Under the data directories; a tmpfs makes every fsync a no-op. */
  readonly filesystem: string;
  /** One minute, at the start. */
  readonly loadAverage: number;
}

/** Asks the machine and the programs once, at the start. */
export function probeMachine(dataDir: string): Machine {
  return {
    date: new Date().toISOString(),
    ringkv: packageVersion('../package.json'),
    commit: commit(),
    etcd: versionOf('etcd', /etcd Version: (\S+)/),
    h2load: versionOf('h2load', /nghttp2\/(\S+)/),
    etcd3: packageVersion('etcd3/package.json'),
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: `${platform()} ${release()} ${arch()}`,
    filesystem: filesystemOf(dataDir),
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

export function environmentOf(
  machine: Machine,
  cell: Cell,
  { size, firstWarmUpSeconds }: { size: ClusterSize | null; firstWarmUpSeconds: number },
  { otherClusterCpuShare, open, serverMemory }: Round,
): Environment {
  const { load } = cell;
  const byH2load = isH2load(cell.target);
  const notes: string[] = [];
  const keys = keysOf(cell);
  if (byH2load && load.keys !== keys) {
    const same = keys === 1 ? 'one key' : `the same ${keys} keys`;
    notes.push(`${cell.target}: --keys is ignored, h2load sends one body, so ${same}`);
  }
  if (platform() !== 'linux')
    notes.push('no /proc here: CPU seconds and memory of other processes are null');
  if (size === null) notes.push('given endpoints: CPU seconds and memory of the servers are null');
  return {
    ...machine,
    client: clientOf(cell, machine),
    servers: serversOf(cell, machine, size),
    nodes: size?.nodes ?? null,
    partitions: storeOf(cell.target) === 'ringkv' ? (size?.partitions ?? null) : null,
    durability:
      size === null ? 'as the given cluster is set' : 'fsync on a majority before the answer',
    fsync: size === null ? 'fsync unknown' : 'fsync on a majority',
    inFlight: open?.inFlightMost ?? inFlightOf(cell),
    keys,
    valueSize: load.valueSize,
    warmUpSeconds: benchLimits.warmUpSeconds,
    firstWarmUpSeconds,
    otherClusterCpuShare:
      otherClusterCpuShare === null ? null : Math.round(otherClusterCpuShare * 1e4) / 1e4,
    serverMemoryBytes: serverMemory,
    notes,
  };
}

function inFlightOf({ target, load }: Cell): number {
  if (!isH2load(target)) return load.concurrency;
  return connectionsFor(load.concurrency, opsPerCall(target)).inFlight;
}

function clientOf({ target, load }: Cell, { ringkv, h2load, etcd3 }: Machine): string {
  if (isH2load(target)) {
    const callOps = opsPerCall(target);
    const { connections, streams } = connectionsFor(load.concurrency, callOps);
    const calls = callOps === 1 ? 'unary gRPC' : `transactions of ${callOps} puts`;
    return `h2load ${h2load}: ${calls} to the leader, ${connections} x ${streams} streams`;
  }
  const client = target === 'ringkv' ? `typed client ${ringkv}` : `npm etcd3 ${etcd3}`;
  return `${client}: one client in one process, ${loopOf(load)}`;
}

function loopOf({ concurrency, rate }: Load): string {
  if (rate !== undefined) return `open loop, ${rate}/s, at most ${concurrency} in flight`;
  return `${counted(concurrency, 'worker')} in a closed loop`;
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

function serversOf({ target }: Cell, { ringkv, etcd }: Machine, size: ClusterSize | null): string {
  if (size === null) return `given endpoints of ${storeOf(target)}`;
  const nodes = counted(size.nodes, 'node');
  if (storeOf(target) === 'etcd') return `${nodes} of etcd ${etcd} on this machine`;
  const partitions = `${counted(size.partitions, 'partition')}, ${counted(replicasIn(size), 'replica')} each`;
  return `${nodes} of ringkv ${ringkv} on this machine, ${partitions}`;
}

/** What stands below a table of ringkv alone. */
export function machineLines(machine: Machine): readonly string[] {
  const { ringkv, commit, loadAverage } = machine;
  return [
    hardwareLine(machine),
    `ringkv ${ringkv} (${commit ?? 'no commit'}); load average ${loadAverage} before.`,
  ];
}

/** What stands below every table. */
export function hardwareLine(machine: Machine): string {
  const { cpu, cores, memoryGiB, kernel, filesystem, node, date } = machine;
  return `${cpu}, ${cores} cores shared by servers and client; ${memoryGiB} GiB; ${kernel}; ${filesystem}; Node.js ${node}; ${date}`;
}

/** Null when there is no such program. */
function versionOf(program: string, form: RegExp): string | null {
  try {
    return form.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1] ?? 'unknown';
  } catch {
    return null;
  }
}

function packageVersion(path: string): string {
  const file = createRequire(import.meta.url).resolve(path);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function commit(): string | null {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: new URL('.', import.meta.url),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const changes = git(
      'status',
      '--porcelain',
      '--untracked-files=no',
      '--',
      '../src',
      '../bench',
    );
    return git('rev-parse', '--short', 'HEAD') + (changes === '' ? '' : '+changes');
  } catch {
    return null;
  }
}

/** Magic numbers of statfs(2). */
const filesystems: Readonly<Record<number, string>> = {
  61267: 'ext4',
  16914836: 'tmpfs',
  2035054128: 'overlay',
  1481003842: 'xfs',
  2435016766: 'btrfs',
};

function filesystemOf(dir: string): string {
  const { type } = statfsSync(dir);
  return filesystems[type] ?? `0x${type.toString(16)}`;
}
