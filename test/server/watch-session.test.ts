import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { afterEach, expect, it } from 'vitest';
import type { ringkv } from '#proto';
import { watchService } from '../../src/rpc/index.ts';
import type { WatchSpec } from '../../src/server/host/watch/watch-types.ts';
import { plainDialer } from '../../src/server/peer-dialer.ts';
import { realClock } from '../../src/server/real-clock.ts';
import { WatchSession } from '../../src/server/watch/watch-session.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { FakeHost } from './fake-host.ts';
import { FakeView, until } from './nodes.ts';

type Other = ServerDuplexStream<
  ringkv.v1.WatchRequest.$Properties,
  ringkv.v1.WatchResponse.$Properties
>;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A node that leads everything, and what it is asked to watch. */
async function otherNode(): Promise<{ address: string; asked: number[] }> {
  const asked: number[] = [];
  const server = new Server();
  server.addService(watchService, {
    watch: (stream: Other) => {
      stream.on('data', ({ create }: ringkv.v1.WatchRequest.$Properties) => {
        if (create) asked.push(create.watchId ?? 0);
      });
      stream.on('error', () => {});
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  ends.push(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, asked };
}

it('a stream gets a partition from one node, also when this one has a replica by now', async () => {
  const { address, asked } = await otherNode();
  const view = new FakeView(1);
  view.members = [{ id: 2, name: 'n2', address }];
  const local: number[] = [];
  let holds = false;
  const watches = {
    open: () => ({
      create: (_partition: number, { watchId }: WatchSpec) => local.push(watchId),
      cancel() {},
      resume() {},
      ask() {},
      close() {},
    }),
    full: false,
  };
  const host = Object.assign(new FakeHost(), {
    watches,
    holds: () => holds,
    leaderOf: () => 2,
  });
  const server = {
    host,
    view,
    hash: await loadHash(),
    clock: realClock,
    overrides: new Map(),
    dialer: plainDialer,
  };
  const outlet = { write: () => {}, ended: () => true };
  const session = new WatchSession(server, outlet);
  ends.push(() => session.close());
  const key = utf8('k');
  session.create({ watchId: 1, key });
  await until('the other node is asked', () => asked.length === 1);
  // Without a replica it says so to whoever wants no other node.
  session.create({ watchId: 2, key, direct: true });
  expect(local).toEqual([2]);
  holds = true;
  session.create({ watchId: 3, key });
  session.create({ watchId: 4, key, direct: true });
  await until('the other node is asked again', () => asked.length === 3);
  expect([asked, local]).toEqual([[1, 3, 4], [2]]);
  for (const watchId of [1, 3, 4]) session.cancel(watchId);
  session.create({ watchId: 5, key });
  expect(local).toEqual([2, 5]);
});
