import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FakeCluster } from '../client/fake-cluster.ts';

// What only a real process can show: signals, broken pipes, and nothing but one line on stderr.
const tsx = ['--import', 'tsx'];

function start(name: 'kvctl' | 'kvd', args: readonly string[]) {
  const file = fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [...tsx, file, ...args], {
    env: {},
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text.err += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...text }));
  return { child, ended };
}

describe('the kvctl process', () => {
  it('puts from stdin and gets, against a cluster', async () => {
    const cluster = await FakeCluster.start(3);
    const endpoints = ['--endpoints', cluster.endpoints.join(',')];
    try {
      const put = start('kvctl', ['put', 'k', '-', ...endpoints, '-o', 'json']);
      put.child.stdin.end('from a pipe');
      const written = await put.ended;
      expect(written).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(written.out)).toMatchObject({ version: 1 });
      const read = await start('kvctl', ['get', 'k', ...endpoints]).ended;
      expect(read).toEqual({ code: 0, out: 'from a pipe\n', err: '' });
    } finally {
      cluster.stop();
    }
  });

  it('ends quietly with 0 when its reader has seen enough', async () => {
    const { child, ended } = start('kvctl', ['--help']);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('ends with 130 on Ctrl-C', async () => {
    // Accepts and never answers: the command waits until it is interrupted.
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint = `127.0.0.1:${port}`;
    const { child, ended } = start('kvctl', [
      'get',
      'k',
      '--endpoints',
      endpoint,
      '--timeout',
      '60s',
    ]);
    const [socket] = await once(server, 'connection');
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, out: '', err: 'interrupted\n' });
    socket.destroy();
    server.close();
  });

  it('answers a typo without loading a client', async () => {
    expect(await start('kvctl', ['gte', 'k']).ended).toEqual({
      code: 2,
      out: '',
      err: "unknown command 'gte' (did you mean get?)\n",
    });
  });
});

describe('the kvd process', () => {
  it('refuses a bad setting with one line and exit code 2', async () => {
    expect(await start('kvd', ['--partitions', 'x']).ended).toEqual({
      code: 2,
      out: '',
      err: "kvd: --partitions: expected an integer from 1 to 4096, got 'x'\n",
    });
  });
});
