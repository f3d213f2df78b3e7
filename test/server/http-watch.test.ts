import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  WatchMessage,
  WatchSink,
  WatchSpec,
} from '../../src/server/host/watch/watch-types.ts';
import { HttpKv } from '../../src/server/http-kv.ts';
import { HttpServer } from '../../src/server/http-server.ts';
import { plainDialer } from '../../src/server/peer-dialer.ts';
import { realClock } from '../../src/server/real-clock.ts';
import type { RequestServer } from '../../src/server/request-batch.ts';
import type { Router } from '../../src/server/router.ts';
import { loadHash } from '../../src/util/hash.ts';
import { FakeHost } from './fake-host.ts';
import { FakeView, until } from './nodes.ts';

/** The HTTP port of a node whose watches say what the test wants. */
class Port {
  readonly host = new FakeHost();
  readonly begun: { readonly partition: number; readonly spec: WatchSpec }[] = [];
  sink: WatchSink | null = null;
  closed = 0;
  full = false;
  readonly #server: HttpServer;
  #port = 0;

  constructor(hash: Awaited<ReturnType<typeof loadHash>>) {
    const view = new FakeView(1);
    const watches = {
      open: (sink: WatchSink) => {
        this.sink = sink;
        return {
          create: (partition: number, spec: WatchSpec) => this.begun.push({ partition, spec }),
          cancel: () => {},
          resume: () => {},
          ask: () => {},
          close: () => this.closed++,
        };
      },
      full: false,
    };
    Object.defineProperty(watches, 'full', { get: () => this.full });
    const host = Object.assign(this.host, { watches, holds: () => true });
    const server = {
      host,
      view,
      hash,
      clock: realClock,
      overrides: new Map<string, string>(),
      dialer: plainDialer,
    };
    this.#server = new HttpServer({
      metrics: async () => '',
      readiness: { ready: () => true, checks: () => [] },
      kv: new HttpKv(
        () => ({ router: { view } as unknown as Router, hash }) as RequestServer,
        () => server,
      ),
    });
  }

  async listen(): Promise<this> {
    this.#port = await this.#server.listen('127.0.0.1', 0);
    return this;
  }

  get(query: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const options = { host: '127.0.0.1', port: this.#port, path: `/v1/watch?${query}`, headers };
    return new Promise((resolve, reject) => {
      httpRequest(options, resolve).once('error', reject).end();
    });
  }

  send(message: WatchMessage): void {
    this.sink?.send(message);
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

const ports: Port[] = [];

async function open(): Promise<Port> {
  const port = await new Port(await loadHash()).listen();
  ports.push(port);
  return port;
}

afterEach(async () => {
  await Promise.all(ports.splice(0).map((port) => port.stop()));
});

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

describe('GET /v1/watch', () => {
  it('begins what the address asks for, and says at once that it has', async () => {
    const port = await open();
    const query = 'prefix=%7Bu%7D/&initial=1&without=touch,delete&keys_only=true';
    const response = await port.get(query);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'ringkv-served-by': '1',
    });
    expect(port.begun.map(({ spec }) => spec)).toEqual([
      {
        watchId: 1,
        target: { type: 'prefix', name: '{u}/' },
        initial: true,
        keysOnly: true,
        without: new Set(['touch', 'delete']),
      },
    ]);
    response.destroy();
  });

  it.each([
    ['', 'one of key, prefix and all=1'],
    ['key=a&all=1', 'one of key, prefix and all=1'],
    ['key=a&initial=maybe', 'initial'],
    ['key=a&without=get', 'without'],
    ['key=a&cursor=*', 'cursor'],
    ['key=', 'key'],
  ])('refuses %j before anything is sent', async (query, message) => {
    const port = await open();
    const response = await port.get(query);
    expect(response.statusCode).toBe(400);
    expect(await textOf(response)).toContain(message);
    expect(port.begun).toEqual([]);
  });

  it('answers 429 when a node has as many watches as it may', async () => {
    const port = await open();
    port.full = true;
    const response = await port.get('all=1');
    expect(response.statusCode).toBe(429);
    expect(await textOf(response)).toContain('OVERLOADED');
    expect(port.closed).toBe(1);
  });

  it('ends the answer when a part of the watch ends, and the watch when the client goes', async () => {
    const port = await open();
    const ended = await port.get('key=a');
    const { spec, partition } = port.begun[0] as (typeof port.begun)[number];
    port.send({ type: 'synced', watch: spec, partition, revision: 3 });
    const why = { reason: 'leaderless', oldest: 0, message: 'cut off' } as const;
    port.send({ type: 'ended', watch: spec, partition, ...why });
    const text = await textOf(ended);
    expect(text).toMatch(/^: watching\n\nevent: synced\nid: \S+\ndata: \{\}\n\nevent: ended\n/);
    expect(port.closed).toBe(1);
    const left = await port.get('key=a');
    left.destroy();
    await until('the watch ends', () => port.closed === 2);
  });

  it('waits for a client that does not read', async () => {
    const port = await open();
    const response = await port.get('key=a');
    response.pause();
    const { spec, partition } = port.begun[0] as (typeof port.begun)[number];
    const record = {
      key: new Uint8Array(3),
      value: new Uint8Array(1_000_000).fill(0x61),
      version: 1,
      createRevision: 1,
      modRevision: 1,
      expiresAt: 0,
    };
    const page = { partition, revision: 1, records: [record], scannedTo: null };
    let sent = 0;
    // What the sockets of both sides take is some megabytes.
    for (let idle = 0; idle < 500; idle++) {
      await new Promise(setImmediate);
      if (port.sink?.blocked) continue;
      port.send({ type: 'records', watch: spec, ...page });
      sent++;
      idle = 0;
      expect(sent).toBeLessThan(100);
    }
    expect(port.sink?.blocked).toBe(true);
    response.resume();
    await until('it goes on', () => port.sink?.blocked === false);
    response.destroy();
  });
});
