import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/errors.ts';
import {
  controlCluster,
  type LocalCluster,
  type LocalClusterOptions,
  type LocalEvent,
  startLocalCluster,
} from '../../src/cli/local/index.ts';
import { isAlive, processInfo } from '../../src/cli/local/process-info.ts';
import { readLauncherFile } from '../../src/cli/local/state-files.ts';

// The nodes are not kvd but a script that keeps its contract with the launcher: these tests are about processes.
const kvdPath = fileURLToPath(new URL('../cli/fixtures/fake-kvd.mjs', import.meta.url));

let dataDir: string;
let running: LocalCluster[] = [];
let events: LocalEvent[] = [];

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'ringkv-local-')), 'cluster');
  running = [];
  events = [];
});

afterEach(async () => {
  for (const cluster of running) await cluster.stopNow();
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

async function start(options: LocalClusterOptions = {}): Promise<LocalCluster> {
  const cluster = await startLocalCluster({
    dataDir,
    freePorts: true,
    kvdPath,
    onEvent: (event) => events.push(event),
    ...options,
  });
  running.push(cluster);
  return cluster;
}

function state(cluster: LocalCluster, name: string): string {
  return cluster.report().nodes.find((node) => node.name === name)?.state ?? 'unknown';
}

/** NaN when there is none, which no signal can be sent to. */
function pid(cluster: LocalCluster, name: string): number {
  return cluster.report().nodes.find((node) => node.name === name)?.pid ?? Number.NaN;
}

describe('starting a local cluster', () => {
  it('runs a process per node, each with its ports, its directory and the same token', async () => {
    const cluster = await start();
    const file = JSON.parse(readFileSync(join(dataDir, 'cluster.json'), 'utf8'));
    const { basePort, token } = file;
    expect(file).toMatchObject({ nodes: 3, replicas: 3, partitions: 16 });
    const peers = [1, 2, 3].map((k) => `n${k}=127.0.0.1:${basePort + k - 1}`).join(',');
    for (const [k, node] of cluster.report().nodes.entries()) {
      const nodeDir = join(dataDir, `node-${k + 1}`);
      expect(node).toMatchObject({ name: `n${k + 1}`, state: 'ready', dataDir: nodeDir });
      expect(node.address).toBe(cluster.endpoints[k]);
      expect(Number(readFileSync(join(nodeDir, 'kvd.pid'), 'utf8'))).toBe(node.pid);
      expect(JSON.parse(readFileSync(join(nodeDir, 'args.json'), 'utf8'))).toEqual(
        [
          ['--name', `n${k + 1}`, '--data-dir', nodeDir],
          ['--listen', `127.0.0.1:${basePort + k}`, '--http-listen'],
          [`127.0.0.1:${basePort + k + 1_000}`, '--initial-cluster', peers],
          ['--cluster-token', token, '--partitions', '16', '--replicas', '3', '--stop-with-stdin'],
        ].flat(),
      );
      expect(readFileSync(node.logFile, 'utf8')).toContain(`kvd ready n${k + 1}`);
    }
  });

  it('continues with the same ports and token, and refuses other sizes until it may clean', async () => {
    await (await start({ nodes: 2, partitions: 8 })).stop();
    const before = readFileSync(join(dataDir, 'cluster.json'), 'utf8');
    const again = await start({ nodes: 2, partitions: 8 });
    await again.stop();
    expect(readFileSync(join(dataDir, 'cluster.json'), 'utf8')).toBe(before);
    await expect(start({ nodes: 1 })).rejects.toMatchObject({
      exitCode: exitCodes.usage,
      message: expect.stringMatching(
        /made with --nodes 2 --replicas 2 --partitions 8, not --nodes 1 --replicas 1 --partitions 16: .*--clean/,
      ),
    });
    writeFileSync(join(dataDir, 'notes.txt'), 'of somebody');
    const cleaned = await start({ nodes: 1, clean: true });
    expect(cleaned.names).toEqual(['n1']);
    expect(readFileSync(join(dataDir, 'cluster.json'), 'utf8')).not.toBe(before);
    expect(readFileSync(join(dataDir, 'notes.txt'), 'utf8')).toBe('of somebody');
  });

  it('does not clean a directory that no launcher made', async () => {
    const home = join(dataDir, '..');
    writeFileSync(join(home, 'node-1'), 'precious');
    await expect(start({ dataDir: home, clean: true })).rejects.toThrow('holds no local cluster');
    expect(readFileSync(join(home, 'node-1'), 'utf8')).toBe('precious');
  });

  it('refuses a second launcher on the same data and names the first', async () => {
    await start({ nodes: 1 });
    await expect(start({ nodes: 1 })).rejects.toThrow(`already (launcher ${process.pid})`);
    await expect(start({ nodes: 1, clean: true })).rejects.toThrow('already');
  });

  it('ignores what a killed launcher left, also when its number belongs to another process now', async () => {
    const cluster = await start({ nodes: 1 });
    const left = readLauncherFile(dataDir);
    await cluster.stop();
    expect(readLauncherFile(dataDir)).toBeNull();
    for (const old of [
      { ...left, pid: 2 ** 22 + 1 },
      { ...left, pid: process.pid },
    ]) {
      writeFileSync(join(dataDir, 'launcher.json'), JSON.stringify(old));
      await (await start({ nodes: 1 })).stop();
    }
  });

  it('sees a port in use before it starts anything, and suggests a free one', async () => {
    const cluster = await start({ nodes: 2 });
    const basePort = Number(cluster.endpoints[0]?.split(':')[1]);
    await cluster.stop();
    const other: Server = createServer();
    await new Promise<void>((resolve) => {
      other.listen(basePort + 1_001, '127.0.0.1', resolve);
    });
    try {
      await expect(start({ nodes: 2 })).rejects.toThrow(
        new RegExp(`^port ${basePort + 1_001} of n2 is in use: .*--data-dir DIR --base-port \\d+$`),
      );
      await expect(start({ nodes: 2, dataDir: `${dataDir}-b`, basePort })).rejects.toThrow(
        /or start with --base-port \d+$/,
      );
    } finally {
      other.close();
    }
  });

  it('waits for nodes of a killed launcher that are still on their way out', async () => {
    const cluster = await start({ nodes: 1 });
    const args = JSON.parse(readFileSync(join(dataDir, 'node-1', 'args.json'), 'utf8'));
    await cluster.stop();
    const orphan = spawn(process.execPath, [kvdPath, ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => {
      orphan.stdout.once('data', resolve);
    });
    const next = start({ nodes: 1 });
    orphan.stdin.end();
    expect(state(await next, 'n1')).toBe('ready');
    expect(orphan.exitCode).toBe(0);
  });

  it('says in one line what the system refuses', async () => {
    const file = join(dataDir, '..', 'file');
    writeFileSync(file, '');
    await expect(start({ dataDir: join(file, 'cluster') })).rejects.toMatchObject({
      name: 'CliError',
      message: expect.stringContaining('ENOTDIR'),
    });
  });

  it('stops everything and shows the log when a node does not come up', async () => {
    const failed = start({ extraArgs: ['--fail', 'n2'] });
    await expect(failed).rejects.toThrow(
      /^n2 ended with 7 while starting; the end of .*node-2.log/,
    );
    await expect(failed).rejects.toThrow('n2 cannot open its database');
    for (const k of [1, 3]) {
      const node = Number(readFileSync(join(dataDir, `node-${k}`, 'kvd.pid'), 'utf8'));
      expect(isAlive(node)).toBe(false);
    }
  });

  it('gives up on a node that is never ready', async () => {
    const failed = start({ extraArgs: ['--unready', 'n3'], limits: { readyMs: 1_500 } });
    await expect(failed).rejects.toThrow('n3 is not ready after 1500 ms');
  });

  it.each([
    [{ nodes: 0 }, '--nodes 0 is not a number from 1 to 32'],
    [{ nodes: 2, replicas: 3 }, '--replicas 3 needs as many --nodes, not 2'],
    [{ partitions: 5_000 }, '--partitions 5000 is not a number from 1 to 4096'],
    [{ basePort: 65_000 }, '--base-port 65000 is not a number from 1 to 64533'],
  ])('refuses %j as wrong usage', async (options, message) => {
    await expect(start(options)).rejects.toMatchObject({ message, exitCode: exitCodes.usage });
  });
});

describe('nodes of a local cluster', () => {
  it('are killed and restarted on request', async () => {
    const cluster = await start();
    const before = pid(cluster, 'n2');
    await cluster.kill('n2');
    expect(isAlive(before)).toBe(false);
    expect(state(cluster, 'n2')).toBe('stopped');
    await expect(cluster.kill('n2')).rejects.toThrow('n2 is not running');
    await cluster.restart('n2');
    expect(state(cluster, 'n2')).toBe('ready');
    expect(pid(cluster, 'n2')).not.toBe(before);
    expect(events.filter((event) => event.kind === 'died')).toEqual([]);
  });

  it('stay dead when they die by themselves, and the launcher is told', async () => {
    const cluster = await start();
    process.kill(pid(cluster, 'n1'), 'SIGKILL');
    await expect.poll(() => state(cluster, 'n1')).toBe('dead');
    const logFile = join(dataDir, 'node-1.log');
    expect(events).toContainEqual({ kind: 'died', node: 'n1', how: 'died of SIGKILL', logFile });
    await cluster.restart('n1');
    expect(state(cluster, 'n1')).toBe('ready');
  });

  it('are seen stopped after a pause, and can be killed, restarted and drained while paused', async () => {
    const cluster = await start();
    await cluster.pause('n1');
    expect(state(cluster, 'n1')).toBe('paused');
    expect(processInfo(pid(cluster, 'n1'))?.isStopped).toBe(true);
    await cluster.resume('n1');
    expect(state(cluster, 'n1')).toBe('ready');
    expect(processInfo(pid(cluster, 'n1'))?.isStopped).toBe(false);
    await cluster.pause('n1');
    await cluster.restart('n1');
    await cluster.pause('n2');
    await cluster.kill('n2');
    await cluster.pause('n3');
    await cluster.stop();
    expect(events.filter((event) => event.kind === 'drain-timeout')).toEqual([]);
    for (const node of cluster.report().nodes) expect(node.pid).toBeNull();
  });

  it('are killed when they do not drain in time', async () => {
    const cluster = await start({ nodes: 1, limits: { drainMs: 300 } });
    writeFileSync(join(dataDir, 'node-1', 'stubborn'), '');
    await cluster.stop();
    expect(events).toContainEqual({ kind: 'drain-timeout', node: 'n1', afterMs: 300 });
    expect(pid(cluster, 'n1')).toBeNaN();
  });

  it('become ready in the background when a restart was not worth waiting for', async () => {
    const cluster = await start({ nodes: 2, limits: { readyMs: 3_000 } });
    const unready = join(dataDir, 'node-1', 'unready');
    writeFileSync(unready, '');
    await expect(cluster.restart('n1')).rejects.toThrow('n1 is not ready after 3000 ms');
    expect(state(cluster, 'n1')).toBe('starting');
    rmSync(unready);
    await expect.poll(() => state(cluster, 'n1')).toBe('ready');
  });
});

describe('controlling a cluster from another process', () => {
  it('runs every command and answers with the state after it', async () => {
    const cluster = await start();
    const node = 'n2';
    const states = async (command: Parameters<typeof controlCluster>[1]): Promise<string> =>
      (await controlCluster(dataDir, command)).nodes.map((n) => n.state).join(' ');
    expect(await states({ kind: 'status' })).toBe('ready ready ready');
    expect(await states({ kind: 'pause', node })).toBe('ready paused ready');
    expect(await states({ kind: 'resume', node })).toBe('ready ready ready');
    expect(await states({ kind: 'kill', node })).toBe('ready stopped ready');
    expect(await states({ kind: 'restart', node })).toBe('ready ready ready');
    expect(await states({ kind: 'down' })).toBe('stopped stopped stopped');
    await cluster.stopped;
  });

  it('passes on what the launcher refuses', async () => {
    await start({ nodes: 1 });
    await expect(controlCluster(dataDir, { kind: 'kill', node: 'n4' })).rejects.toMatchObject({
      message: 'no node "n4": the nodes are n1',
      exitCode: exitCodes.usage,
    });
    for (const command of [
      { kind: 'heal' },
      { kind: 'split', groups: 'n1/n2', oneWay: false },
    ] as const) {
      await expect(controlCluster(dataDir, command)).rejects.toMatchObject({
        message: expect.stringContaining('started without --proxied'),
        exitCode: exitCodes.usage,
      });
    }
  });

  it('says how to start a cluster when there is none', async () => {
    await expect(controlCluster(dataDir, { kind: 'status' })).rejects.toMatchObject({
      message: expect.stringMatching(/^no cluster runs on .*npm run cluster/),
      exitCode: exitCodes.unavailable,
    });
  });

  it('needs the secret', async () => {
    await start({ nodes: 1 });
    const launcher = readLauncherFile(dataDir);
    const url = `http://127.0.0.1:${launcher?.port}/control`;
    const body = JSON.stringify({ kind: 'down' });
    for (const authorization of ['', 'Bearer ', `Bearer ${'0'.repeat(48)}`]) {
      const response = await fetch(url, { method: 'POST', body, headers: { authorization } });
      expect(response.status).toBe(401);
    }
    expect((await controlCluster(dataDir, { kind: 'status' })).nodes[0]?.state).toBe('ready');
  });
});

describe('a proxied cluster', () => {
  it('cuts what nodes say to each other, and says how much was lost', async () => {
    const cluster = await start({ proxied: true });
    const ask = async (from: number, to: string): Promise<string> => {
      const http = cluster.report().nodes[from - 1]?.httpAddress;
      const response = await fetch(`http://${http}/ask/${to}`);
      return response.text();
    };
    expect(await ask(1, 'n3')).toBe('n3 heard hello from n1');
    await controlCluster(dataDir, { kind: 'split', groups: 'n1,n2/n3', oneWay: false });
    expect(await ask(1, 'n3')).toBe('silence');
    expect(await ask(3, 'n2')).toBe('silence');
    expect(await ask(1, 'n2')).toBe('n2 heard hello from n1');
    const lost = cluster.report().links.filter((link) => link.droppedBytes > 0);
    expect(lost.map((link) => `${link.from}->${link.to}`)).toEqual(['n1->n3', 'n3->n2']);
    await controlCluster(dataDir, { kind: 'heal' });
    expect(await ask(1, 'n3')).toBe('n3 heard hello from n1');
    await cluster.kill('n3');
    expect(await ask(1, 'n3')).toBe('ECONNRESET');
  });
});
