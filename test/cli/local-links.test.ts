import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinkMesh, parseGroups } from '../../src/cli/local/link-mesh.ts';
import { LinkProxy } from '../../src/cli/local/link-proxy.ts';

/** A server that answers every chunk with the same chunk in capitals. */
let server: Server;
let target: number;
let proxy: LinkProxy;
let address: number;
let accepted: Socket[] = [];
const opened: Socket[] = [];

beforeEach(async () => {
  accepted = [];
  server = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => socket.write(String(chunk).toUpperCase()));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  target = (server.address() as AddressInfo).port;
  proxy = new LinkProxy(target);
  address = await proxy.listen();
});

afterEach(async () => {
  for (const socket of [...opened.splice(0), ...accepted]) socket.destroy();
  await proxy.close();
  server.close();
});

/** A client whose received text and end can be waited for. */
function client(port = address): {
  readonly socket: Socket;
  said(text: string): Promise<void>;
  ended(): Promise<string>;
} {
  const socket = connect(port, '127.0.0.1');
  opened.push(socket);
  let text = '';
  let end = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end = error.code ?? 'error';
  });
  socket.on('close', () => {
    end ||= 'end';
  });
  return {
    socket,
    said: async (wanted) => expect.poll(() => text).toBe(wanted),
    ended: async () => {
      await expect.poll(() => end).not.toBe('');
      return end;
    },
  };
}

describe('a link proxy', () => {
  it('passes bytes both ways, and the end of each side', async () => {
    const a = client();
    a.socket.write('hello');
    await a.said('HELLO');
    a.socket.end();
    expect(await a.ended()).toBe('end');
  });

  it('passes more than its sockets buffer, complete and in order', async () => {
    const sent = Buffer.alloc(8 * 1024 * 1024, 'abcdefghij');
    const received: Buffer[] = [];
    const a = client();
    a.socket.on('data', (chunk) => received.push(chunk as Buffer));
    a.socket.end(sent);
    await expect
      .poll(() => received.reduce((sum, chunk) => sum + chunk.length, 0), { timeout: 10_000 })
      .toBe(sent.length);
    expect(Buffer.concat(received).toString()).toBe(sent.toString().toUpperCase());
  });

  it('resets what it accepted when the target refuses', async () => {
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await client().ended()).toBe('ECONNRESET');
    expect(proxy.refusedConnections).toBe(1);
  });

  it('resets what it accepted when the target resets', async () => {
    const a = client();
    a.socket.write('hello');
    await a.said('HELLO');
    for (const socket of accepted) socket.resetAndDestroy();
    expect(await a.ended()).toBe('ECONNRESET');
  });

  it('swallows and counts bytes of a cut direction, tells nobody, and resets when it heals', async () => {
    const a = client();
    a.socket.write('one');
    await a.said('ONE');
    proxy.setMode('there', { kind: 'drop' });
    a.socket.write('two');
    await expect.poll(() => proxy.droppedBytes('there')).toBe(3);
    expect(a.socket.destroyed).toBe(false);
    // The other direction is not cut.
    for (const socket of accepted) socket.write('ping');
    await a.said('ONEping');
    expect(proxy.droppedBytes('back')).toBe(0);
    proxy.setMode('there', { kind: 'pass' });
    expect(await a.ended()).toBe('ECONNRESET');
  });

  it('hides the end of a side behind a cut', async () => {
    const a = client();
    a.socket.write('one');
    await a.said('ONE');
    proxy.setMode('back', { kind: 'drop' });
    for (const socket of accepted) socket.end('bye');
    await expect.poll(() => proxy.droppedBytes('back')).toBe(3);
    expect(a.socket.destroyed || a.socket.readableEnded).toBe(false);
    proxy.setMode('back', { kind: 'pass' });
    expect(await a.ended()).toBe('ECONNRESET');
  });

  it('keeps connections that lost nothing through a cut', async () => {
    const a = client();
    a.socket.write('one');
    await a.said('ONE');
    proxy.setMode('there', { kind: 'drop' });
    proxy.setMode('there', { kind: 'pass' });
    a.socket.write('two');
    await a.said('ONETWO');
  });

  it('lets no connection form while one direction is cut', async () => {
    proxy.setMode('back', { kind: 'drop' });
    const a = client();
    a.socket.write('hello');
    await expect.poll(() => proxy.droppedBytes('there')).toBe(5);
    expect(accepted).toEqual([]);
    proxy.setMode('back', { kind: 'pass' });
    expect(await a.ended()).toBe('ECONNRESET');
  });

  it('resets old and new connections in mode reset', async () => {
    const a = client();
    a.socket.write('one');
    await a.said('ONE');
    proxy.setMode('there', { kind: 'reset' });
    expect(await a.ended()).toBe('ECONNRESET');
    expect(await client().ended()).toBe('ECONNRESET');
    expect(proxy.refusedConnections).toBe(1);
  });

  it('delays: what was sent later by another way arrives first', async () => {
    const direct = client(target);
    const delayed = client();
    await expect.poll(() => accepted.length).toBe(2);
    const heard: string[] = [];
    for (const socket of accepted) socket.on('data', (chunk) => heard.push(String(chunk)));
    proxy.setMode('there', { kind: 'delay', ms: 300 });
    delayed.socket.write('first');
    direct.socket.write('second');
    await expect.poll(() => heard).toEqual(['second', 'first']);
  });

  it('throttles: others overtake on a wider line, and nothing is lost', async () => {
    const direct = client(target);
    const narrow = client();
    await expect.poll(() => accepted.length).toBe(2);
    const heard: string[] = [];
    for (const socket of accepted) socket.on('data', (chunk) => heard.push(String(chunk)));
    proxy.setMode('there', { kind: 'throttle', bytesPerSecond: 20 });
    narrow.socket.write('slow');
    await expect.poll(() => narrow.socket.bytesWritten).toBe(4);
    direct.socket.write('fast');
    await narrow.said('SLOW');
    expect(heard).toEqual(['fast', 'slow']);
  });

  it('keeps the order of bytes when a delay is taken away', async () => {
    const a = client();
    proxy.setMode('there', { kind: 'delay', ms: 100 });
    a.socket.write('a');
    await expect.poll(() => accepted.length).toBe(1);
    proxy.setMode('there', { kind: 'pass' });
    a.socket.write('b');
    await a.said('AB');
  });
});

describe('a mesh of links', () => {
  const mesh = new LinkMesh(['n1', 'n2', 'n3'].map((name, k) => ({ name, port: 20_001 + k })));
  const cut = (): string[] =>
    mesh
      .report()
      .filter((link) => link.mode.kind === 'drop')
      .map((link) => `${link.from}->${link.to}`);

  it('cuts both ways between groups and nothing inside them', () => {
    mesh.split([['n1', 'n2'], ['n3']], false);
    expect(cut()).toEqual(['n1->n3', 'n2->n3', 'n3->n1', 'n3->n2']);
  });

  it('cuts one way only what the first group sends', () => {
    mesh.split([['n1', 'n2'], ['n3']], true);
    expect(cut()).toEqual(['n1->n3', 'n2->n3']);
  });

  it('leaves nodes in no group connected to all, and a new split replaces the old', () => {
    mesh.split([['n1'], ['n2']], false);
    expect(cut()).toEqual(['n1->n2', 'n2->n1']);
    mesh.heal();
    expect(cut()).toEqual([]);
  });

  it('refuses one way between three groups', () => {
    expect(() => mesh.split([['n1'], ['n2'], ['n3']], true)).toThrow('--oneway needs two groups');
  });

  it('reads groups, and says what is wrong with others', () => {
    const names = ['n1', 'n2', 'n3'];
    expect(parseGroups('n1, n2/n3', names)).toEqual([['n1', 'n2'], ['n3']]);
    expect(() => parseGroups('n1/n9', names)).toThrow('no node "n9"');
    expect(() => parseGroups('n1,n2', names)).toThrow('does not split');
    expect(() => parseGroups('n1/n1', names)).toThrow('does not split');
    expect(() => parseGroups('', names)).toThrow('no node ""');
  });
});
