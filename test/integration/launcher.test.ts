import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/errors.ts';
import { controlCluster } from '../../src/cli/local/index.ts';
import { isAlive } from '../../src/cli/local/process-info.ts';

const script = fileURLToPath(new URL('../cli/fixtures/launcher.ts', import.meta.url));

let dataDir: string;
let launcher: ChildProcess;
let stdout = '';
let stderr = '';

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'ringkv-launcher-')), 'cluster');
});

afterEach(async () => {
  launcher.kill('SIGKILL');
  await expect.poll(() => nodePids().filter(isAlive), { timeout: 20_000 }).toEqual([]);
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

async function launch(...flags: string[]): Promise<void> {
  stdout = '';
  stderr = '';
  launcher = spawn(process.execPath, ['--import', 'tsx', script, dataDir, ...flags]);
  launcher.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  launcher.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
}

async function ready(): Promise<void> {
  await expect.poll(() => stdout, { timeout: 30_000 }).toContain('cluster ready');
}

async function ended(): Promise<number | string | null> {
  await expect
    .poll(() => launcher.exitCode ?? launcher.signalCode, { timeout: 30_000 })
    .not.toBeNull();
  return launcher.exitCode ?? launcher.signalCode;
}

function nodePids(): number[] {
  return [1, 2, 3].flatMap((k) => {
    try {
      return [Number(readFileSync(join(dataDir, `node-${k}`, 'kvd.pid'), 'utf8'))];
    } catch {
      return [];
    }
  });
}

describe('the launcher', () => {
  it('prints the addresses alone on a line of stdout, and a drain by Ctrl-C ends it well', async () => {
    await launch();
    await ready();
    expect(stdout).toMatch(/^cluster ready: 127\.0\.0\.1:\d+,127\.0\.0\.1:\d+,127\.0\.0\.1:\d+\n$/);
    expect(stderr).toContain('3 nodes, 16 partitions of 3 replicas');
    expect(stderr).toContain('bin/kvctl cluster kill n3');
    launcher.kill('SIGINT');
    expect(await ended()).toBe(exitCodes.ok);
    expect(nodePids().filter(isAlive)).toEqual([]);
  });

  it('kills nodes that do not drain at the second Ctrl-C, and takes a doubled one for one', async () => {
    await launch();
    await ready();
    for (const k of [1, 2, 3]) writeFileSync(join(dataDir, `node-${k}`, 'stubborn'), '');
    // Two different signals, because two of a kind at once would arrive as one.
    launcher.kill('SIGINT');
    launcher.kill('SIGTERM');
    await expect.poll(() => stderr).toContain('press Ctrl-C again');
    await controlCluster(dataDir, { kind: 'status' });
    expect(stderr).not.toContain('killing');
    const impatient = (): string => {
      if (!stderr.includes('killing the nodes')) launcher.kill('SIGINT');
      return stderr;
    };
    await expect.poll(impatient, { interval: 400 }).toContain('killing the nodes');
    expect(await ended()).toBe(exitCodes.interrupted);
    expect(nodePids().filter(isAlive)).toEqual([]);
  });

  it('says how to restart a node that died, and ends on "down"', async () => {
    await launch();
    await ready();
    process.kill(nodePids()[1] ?? Number.NaN, 'SIGKILL');
    await expect.poll(() => stderr).toContain('n2 died of SIGKILL and stays down');
    expect(stderr).toContain(`bin/kvctl cluster restart n2 --data-dir ${dataDir}`);
    const report = await controlCluster(dataDir, { kind: 'restart', node: 'n2' });
    expect(report.nodes[1]?.state).toBe('ready');
    expect(report.launcherPid).toBe(launcher.pid);
    await controlCluster(dataDir, { kind: 'down' });
    expect(await ended()).toBe(exitCodes.ok);
  });

  it('ends as interrupted when it is stopped before the cluster is ready', async () => {
    await launch('--unready', 'n1');
    await expect.poll(() => stderr, { timeout: 30_000 }).toContain('n2 ready');
    launcher.kill('SIGINT');
    expect(await ended()).toBe(exitCodes.interrupted);
    expect(stdout).toBe('');
  });

  it('fails with the log of a node that cannot start', async () => {
    await launch('--fail', 'n3');
    expect(await ended()).toBe(exitCodes.failure);
    expect(stderr).toContain('n3 cannot open its database');
  });

  it('killed by kill -9 leaves no node behind, not even one that is paused', async () => {
    await launch();
    await ready();
    await controlCluster(dataDir, { kind: 'pause', node: 'n2' });
    const nodes = nodePids();
    expect(nodes.filter(isAlive).length).toBe(3);
    launcher.kill('SIGKILL');
    await expect.poll(() => nodes.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });

  it('that is itself stopped and killed takes its nodes along', async () => {
    await launch();
    await ready();
    const nodes = nodePids();
    launcher.kill('SIGSTOP');
    launcher.kill('SIGKILL');
    await expect.poll(() => nodes.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });
});
