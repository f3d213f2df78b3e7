import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CliError } from '../../src/cli/errors.ts';
import type * as local from '../../src/cli/local/index.ts';
import { kvctl } from './kvctl-fixture.ts';

const launcher = vi.hoisted(() => ({
  runLauncher: vi.fn<typeof local.runLauncher>(),
  controlCluster: vi.fn<typeof local.controlCluster>(),
}));
vi.mock('../../src/cli/local/index.ts', () => launcher);

const report: local.ClusterReport = {
  dataDir: '/data',
  launcherPid: 7,
  nodes: [
    {
      name: 'n1',
      address: '127.0.0.1:7401',
      httpAddress: '127.0.0.1:8401',
      dataDir: '/data/node-1',
      logFile: '/data/node-1.log',
      pid: 42,
      state: 'ready',
    },
    {
      name: 'n2',
      address: '127.0.0.1:7402',
      httpAddress: '127.0.0.1:8402',
      dataDir: '/data/node-2',
      logFile: '/data/node-2.log',
      pid: null,
      state: 'dead',
    },
  ],
  links: [{ from: 'n1', to: 'n2', mode: { kind: 'drop' }, droppedBytes: 99 }],
};

afterEach(() => vi.clearAllMocks());

describe('kvctl cluster up', () => {
  it('hands its options to the launcher and leaves the defaults to it', async () => {
    launcher.runLauncher.mockResolvedValue(0);
    const flags = '--nodes 5 --replicas 3 --partitions 8 --data-dir d --base-port 7501 --clean';
    await kvctl(['cluster', 'up', ...flags.split(' '), '--proxied', '--tls']);
    expect(launcher.runLauncher.mock.calls[0]?.[0]).toEqual({
      nodes: 5,
      replicas: 3,
      partitions: 8,
      dataDir: 'd',
      basePort: 7_501,
      clean: true,
      proxied: true,
      tls: true,
    });
    await kvctl(['cluster', 'up']);
    expect(launcher.runLauncher.mock.calls[1]?.[0]).toEqual({ clean: false, proxied: false });
  });

  it('keeps the ready line alone on stdout and ends as the launcher ended', async () => {
    launcher.runLauncher.mockImplementation(async (_, io) => {
      io.err('3 nodes');
      io.out('cluster ready: 127.0.0.1:7401,127.0.0.1:7402');
      return 130;
    });
    const { code, out, err } = await kvctl(['cluster', 'up']);
    expect({ code, out, err }).toEqual({
      code: 130,
      out: 'cluster ready: 127.0.0.1:7401,127.0.0.1:7402\n',
      err: '3 nodes\n',
    });
    const asJson = await kvctl(['cluster', 'up', '-o', 'json']);
    expect(JSON.parse(asJson.out)).toEqual({ endpoints: ['127.0.0.1:7401', '127.0.0.1:7402'] });
  });
});

describe('kvctl cluster control', () => {
  it.each([
    [['status'], { kind: 'status' }],
    [['down'], { kind: 'down' }],
    [['heal'], { kind: 'heal' }],
    [['kill', 'n2'], { kind: 'kill', node: 'n2' }],
    [['restart', 'n2'], { kind: 'restart', node: 'n2' }],
    [['pause', 'n2'], { kind: 'pause', node: 'n2' }],
    [['resume', 'n2'], { kind: 'resume', node: 'n2' }],
    [['split', 'n1/n2'], { kind: 'split', groups: 'n1/n2', oneWay: false }],
    [['split', 'n1/n2', '--oneway'], { kind: 'split', groups: 'n1/n2', oneWay: true }],
  ])('%j reaches the launcher on its data', async (args, command) => {
    launcher.controlCluster.mockResolvedValue(report);
    expect((await kvctl(['cluster', ...args])).code).toBe(0);
    await kvctl(['cluster', ...args, '--data-dir', 'elsewhere']);
    expect(launcher.controlCluster.mock.calls).toEqual([
      ['.data/cluster', command],
      ['elsewhere', command],
    ]);
  });

  it('shows processes and cut links', async () => {
    launcher.controlCluster.mockResolvedValue(report);
    expect((await kvctl(['cluster', 'status'])).out).toBe(
      'NAME  STATE  GRPC            HTTP            PID\n' +
        'n1    ready  127.0.0.1:7401  127.0.0.1:8401  42\n' +
        'n2    dead   127.0.0.1:7402  127.0.0.1:8402  -\n' +
        'link n1 -> n2: drop, 99 bytes dropped\n',
    );
    const asJson = await kvctl(['cluster', 'status', '-o', 'json']);
    expect(JSON.parse(asJson.out)).toEqual(report);
  });

  it('passes on what the launcher refused, with its exit code', async () => {
    launcher.controlCluster.mockRejectedValue(new CliError('started without --proxied', 2));
    const { code, err } = await kvctl(['cluster', 'split', 'n1/n2']);
    expect({ code, err }).toEqual({ code: 2, err: 'started without --proxied\n' });
  });

  it('says that no cluster runs when none does', async () => {
    const real = await vi.importActual<typeof local>('../../src/cli/local/index.ts');
    launcher.controlCluster.mockImplementation(real.controlCluster);
    const dataDir = mkdtempSync(join(tmpdir(), 'ringkv-cli-'));
    try {
      const { code, err } = await kvctl(['cluster', 'kill', 'n1', '--data-dir', dataDir]);
      expect(code).toBe(5);
      expect(err).toMatch(/^no cluster runs on .*\n$/);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
