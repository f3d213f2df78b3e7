import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from '../errors.ts';
import { samplesOf } from '../h2load/counters.ts';
import { benchLimits } from '../limits.ts';
import { type Cluster, fetchText } from './cluster.ts';
import { freePorts } from './free-ports.ts';

/** Far above what a comparison writes: the default of 2 GiB would turn a long one into NOSPACE errors. */
const BACKEND_QUOTA_BYTES = 8 * 2 ** 30;
const POLL_MS = 50;

interface Member {
  readonly name: string;
  readonly clientPort: number;
  readonly peerPort: number;
  readonly logFile: string;
}

interface RunningMember extends Member {
  readonly child: ChildProcess;
}

/** Real etcd processes with etcd's defaults: fsync on a majority before the answer. */
export async function startEtcd(dataDir: string, nodes: number): Promise<Cluster> {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const ports = await freePorts(2 * nodes);
  const members = Array.from(
    { length: nodes },
    (_, k): Member => ({
      name: `m${k + 1}`,
      clientPort: ports[2 * k] ?? 0,
      peerPort: ports[2 * k + 1] ?? 0,
      logFile: join(dataDir, `m${k + 1}.log`),
    }),
  );
  const running = members.map((member) => ({ ...member, child: start(member, members, dataDir) }));
  // However this process ends, its members do not outlive it.
  const killAll = (): void => {
    for (const { child } of running) child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(async ({ child }) => end(child)));
    process.off('exit', killAll);
  };
  try {
    await allHealthy(running);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...givenEtcd(running.map(({ clientPort }) => `127.0.0.1:${clientPort}`)),
    pids: running.flatMap(({ child }) => child.pid ?? []),
    checkAlive: () => checkAlive(running),
    stop,
  };
}

export function givenEtcd(endpoints: readonly string[]): Cluster {
  const metrics = (endpoint: string): Promise<string> => fetchText(`http://${endpoint}/metrics`);
  return {
    store: 'etcd',
    endpoints,
    pids: null,
    // One Raft group: the same for every key.
    leaderOf: async () => {
      for (const endpoint of endpoints) {
        const [sample] = samplesOf('etcd_server_is_leader', await metrics(endpoint));
        if (sample?.value === 1) return endpoint;
      }
      throw new BenchError(`no leader of etcd among ${endpoints.join(', ')}`);
    },
    metrics,
    checkAlive: () => {},
    stop: async () => {},
  };
}

function start(member: Member, members: readonly Member[], dataDir: string): ChildProcess {
  const client = `http://127.0.0.1:${member.clientPort}`;
  const peer = `http://127.0.0.1:${member.peerPort}`;
  const everybody = members.map(({ name, peerPort }) => `${name}=http://127.0.0.1:${peerPort}`);
  const command = [
    ...dyingWithUs(),
    'etcd',
    `--name=${member.name}`,
    `--data-dir=${join(dataDir, member.name)}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${everybody.join(',')}`,
    `--quota-backend-bytes=${BACKEND_QUOTA_BYTES}`,
    '--logger=zap',
    '--log-outputs=stderr',
  ];
  const log = openSync(member.logFile, 'a');
  const child = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['ignore', log, log],
    env: environment(),
  });
  child.on('error', () => {});
  return child;
}

/** `kill -9` of the benchmark must not leave three etcd behind. util-linux; elsewhere the exit handler has to do. */
function dyingWithUs(): readonly string[] {
  const [program, ...options] = ['setpriv', '--pdeathsig', 'KILL'] as const;
  const probe = spawnSync(program, [...options, 'true'], { stdio: 'ignore' });
  return probe.status === 0 ? [program, ...options] : [];
}

/** Without settings that the user has for an etcd of his own. */
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('ETCD'));
  // etcd 3.4 refuses to start on other processors unless told so.
  const arch = process.arch === 'x64' ? {} : { ETCD_UNSUPPORTED_ARCH: process.arch };
  return { ...Object.fromEntries(others), ...arch };
}

async function allHealthy(members: readonly RunningMember[]): Promise<void> {
  const deadline = performance.now() + benchLimits.etcdStartMs;
  for (const { name, clientPort, logFile } of members) {
    while (!(await isHealthy(clientPort))) {
      checkAlive(members);
      if (performance.now() > deadline) {
        throw new BenchError(
          `${name} of etcd is not healthy after ${benchLimits.etcdStartMs} ms, see ${logFile}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const health = JSON.parse(await fetchText(`http://127.0.0.1:${port}/health`)) as unknown;
    return (health as { health?: unknown }).health === 'true';
  } catch {
    return false;
  }
}

function checkAlive(members: readonly RunningMember[]): void {
  for (const { name, child, logFile } of members) {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) continue;
    const last = readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1);
    throw new BenchError(`${name} of etcd ended: ${last || 'it wrote nothing'}`);
  }
}

/** Killed, not asked: the data go with it. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
