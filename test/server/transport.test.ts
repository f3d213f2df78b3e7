import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Message, messageType } from '../../src/raft/index.ts';
import type { Frame } from '../../src/server/host/net.ts';
import { hex, utf8 } from '../../src/util/bytes.ts';
import { incarnationOf, introduce, type NodeOptions, TestNode, until } from './nodes.ts';

const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

async function start(member: number, options: NodeOptions = {}): Promise<TestNode> {
  const node = await TestNode.start(member, options);
  nodes.push(node);
  return node;
}

async function pair(options: NodeOptions = {}): Promise<[TestNode, TestNode]> {
  const one = await start(1, options);
  const two = await start(2, options);
  introduce([one, two]);
  await until('both links up', () => isUp(one, 2) && isUp(two, 1));
  return [one, two];
}

function isUp(node: TestNode, member: number): boolean {
  return node.host.states.filter((entry) => entry.member === member).at(-1)?.state === 'up';
}

function append(index: number, data: readonly Uint8Array[] = []): Message {
  return {
    type: messageType.append,
    from: 11,
    to: 12,
    term: 4,
    index,
    logTerm: 3,
    commit: 2,
    commitTerm: 1,
    hint: 5,
    context: 6,
    life: 7,
    session: 8,
    reject: false,
    force: true,
    promise: true,
    entries: data.map((bytes, i) => ({
      index: index + 1 + i,
      term: 4,
      kind: 0 as const,
      data: bytes,
    })),
    snapshot: null,
  };
}

function frame(fields: Partial<Frame>): Frame {
  return { epoch: 0, messages: [], heartbeat: null, heartbeatAck: null, topology: null, ...fields };
}

function indexes(node: TestNode): number[] {
  return node.host.frames.flatMap(({ frame: { messages } }) =>
    messages.map(({ message }) => message.index),
  );
}

describe('frames between two nodes', () => {
  it('arrive whole and in order', async () => {
    const [one, two] = await pair();
    const snapshot = {
      index: 9,
      term: 2,
      conf: {
        index: 0,
        voters: [1, 2],
        outgoing: [],
        learners: [3],
        learnersNext: [],
        autoLeave: false,
      },
    };
    const first = append(40, [utf8('a'), utf8('bb')]);
    const second = { ...append(41), type: messageType.snapshot, snapshot };
    const claims = [{ group: 3, term: 4, replica: 11 }];
    const versions = { claimsVersion: 2, topologyEpoch: 6, keysRevision: 3 };
    const heartbeat = { sentAt: 12.9, wallMs: 5, claims, ...versions };
    const heartbeatAck = { sentAt: 7, epoch: 99, claimsVersion: 1, notFollowing: [4, 5] };
    one.transport.send(
      2,
      frame({ messages: [{ group: 7, message: first }], heartbeat, heartbeatAck }),
    );
    one.transport.send(2, frame({ messages: [{ group: 8, message: second }] }));
    await until('the messages', () => indexes(two).length === 2);
    expect(two.host.frames).toEqual([
      {
        member: 1,
        frame: {
          epoch: 11,
          messages: [
            { group: 7, message: first },
            { group: 8, message: second },
          ],
          heartbeat: { ...heartbeat, sentAt: 12 },
          heartbeatAck,
          topology: null,
        },
      },
    ]);
  });

  it('of one turn are one message, and the newest heartbeat replaces older ones', async () => {
    const [one, two] = await pair();
    for (let i = 1; i <= 50; i++) {
      const beat = { sentAt: i, wallMs: 0, claimsVersion: 0, claims: null, topologyEpoch: 0 };
      one.transport.send(
        2,
        frame({ messages: [{ group: 1, message: append(i) }], heartbeat: beat }),
      );
    }
    await until('all messages', () => indexes(two).length === 50);
    expect(two.host.frames.length).toBe(1);
    expect(two.host.frames[0]?.frame.heartbeat?.sentAt).toBe(50);
  });

  it('are split at the frame limit and keep their order', async () => {
    const [one, two] = await pair();
    const megabytes = Array.from({ length: 24 }, (_, i) => append(i, [new Uint8Array(300_000)]));
    for (const message of megabytes)
      one.transport.send(2, frame({ messages: [{ group: 1, message }] }));
    await until('all messages', () => indexes(two).length === 24);
    expect(indexes(two)).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(two.host.frames.length).toBe(8);
  });

  it('past the queue limit are dropped and counted', async () => {
    const one = await start(1);
    const two = await start(2);
    introduce([one, two]);
    await until('link up', () => isUp(one, 2));
    const large = append(1, [new Uint8Array(1_000_000)]);
    for (let i = 0; i < 40; i++)
      one.transport.send(2, frame({ messages: [{ group: 1, message: large }] }));
    expect(one.dropped.filter((why) => why === 'sent queue_full').length).toBe(7);
    await until('the rest arrives', () => indexes(two).length === 33);
  });

  it('carry a topology as the bytes that were sent', async () => {
    const [one, two] = await pair();
    const { ringkv } = await import('#proto');
    const topology = new Uint8Array(
      ringkv.v1.Topology.encode({ epoch: 4, partitions: 8 }).finish(),
    );
    one.transport.send(2, frame({ topology }));
    await until('the topology', () => two.host.frames.length === 1);
    expect(two.host.frames[0]?.frame.topology).toEqual(topology);
  });

  it('carry the keys of the cluster, the newest ones alone', async () => {
    const [one, two] = await pair();
    const { ringkv } = await import('#proto');
    const keysAt = (revision: number): Uint8Array => {
      const pageKeys = [{ id: revision, secret: Uint8Array.of(revision) }];
      return new Uint8Array(ringkv.v1.ClusterKeys.encode({ revision, pageKeys }).finish());
    };
    one.transport.send(2, frame({ keys: keysAt(4) }));
    one.transport.send(2, frame({ keys: keysAt(5) }));
    await until('the keys', () => two.host.frames.length === 1);
    expect(two.host.frames[0]?.frame.keys).toEqual(keysAt(5));
  });
});

describe('the state of a peer', () => {
  it('is broken and then refused when its process dies, and up when it is back', async () => {
    const [one, two] = await pair();
    const port = Number(two.address.split(':')[1]);
    one.host.states.length = 0;
    two.kill();
    await until('refused', () => one.host.states.some(({ state }) => state === 'refused'));
    expect(one.host.states[0]).toEqual({ member: 2, state: 'broken' });
    await until('refused again and again', () => {
      return one.host.states.filter(({ state }) => state === 'refused').length >= 3;
    });
    const again = await start(2, { port, epoch: 77 });
    introduce([one, again]);
    await until('up again', () => isUp(one, 2) && isUp(again, 1));
    one.transport.send(2, frame({ messages: [{ group: 1, message: append(5) }] }));
    again.transport.send(1, frame({ messages: [{ group: 1, message: append(6) }] }));
    await until('frames flow', () => indexes(again).length === 1 && indexes(one).length === 1);
    expect(one.host.frames[0]?.frame.epoch).toBe(77);
  });

  it('is refused when the connection is reset right after it was accepted', async () => {
    const proxy = await listen((socket) => socket.resetAndDestroy());
    const one = await start(1);
    connect(one, proxy.address);
    await until('refused', () => one.host.states.some(({ state }) => state === 'refused'));
    proxy.close();
  });

  it('is broken, not refused, when the address swallows everything', async () => {
    const hole = await listen(() => {});
    const one = await start(1, { limits: { connectMs: 30 } });
    connect(one, hole.address);
    await until('broken', () => one.host.states.length > 0);
    expect(one.host.states).toEqual([{ member: 2, state: 'broken' }]);
    hole.close();
  });
});

describe('a peer override', () => {
  it('wins over the address for frames and snapshots (R44)', async () => {
    const two = await start(2);
    const one = await start(1, { overrides: new Map([['n2', two.address]]) });
    connect(one, '127.0.0.1:1');
    await until('up', () => isUp(one, 2));
    const got: string[] = [];
    const record = (what: string) => () => got.push(what);
    const chunk = record('chunk');
    one.transport.fetchSnapshot(
      2,
      { group: 1, index: 1, resume: null },
      {
        meta: record('meta'),
        chunk,
        end: record('end'),
        failed: (_why, reason) => got.push(reason),
      },
    );
    await until('answered by node 2', () => got.length > 0);
    expect(got[0]).toContain('no member of this cluster');
  });
});

describe('a frame that does not fit', () => {
  async function receive(change: object): Promise<TestNode> {
    const one = await start(1);
    connect(one, '127.0.0.1:1');
    const stream = one.transport.accept('12.1', null);
    const good = {
      clusterId: one.view.clusterId,
      fromMember: 2,
      toMember: 1,
      incarnation: incarnationOf(2),
      epoch: 12,
    };
    one.transport.receive(stream, { ...good, ...change });
    return one;
  }

  const misfits: [string, object][] = [
    ['foreign_cluster', { clusterId: new Uint8Array(16) }],
    ['wrong_recipient', { toMember: 3 }],
    ['unknown_sender', { fromMember: 9 }],
    ['wrong_incarnation', { incarnation: incarnationOf(3) }],
    ['malformed', { messages: [{ type: 77 }] }],
    ['malformed', { messages: [{ type: 5, term: 2 ** 60 }] }],
    ['malformed', { messages: [{ type: 5, entries: [{ kind: 9 }] }] }],
    ['malformed', { messages: [{ type: 9, snapshot: { index: 1, conf: new Uint8Array(3) } }] }],
  ];

  it.each(misfits)('is dropped and counted as %s', async (reason, change) => {
    const one = await receive(change);
    expect(one.dropped).toEqual([`received ${reason}`]);
    expect(one.host.frames).toEqual([]);
  });

  it('because it comes on an older stream of the same process is dropped', async () => {
    const one = await receive({});
    const header = {
      clusterId: one.view.clusterId,
      fromMember: 2,
      toMember: 1,
      incarnation: incarnationOf(2),
    };
    const newer = one.transport.accept('12.5', null);
    const older = one.transport.accept('12.3', null);
    one.transport.receive(newer, header);
    one.transport.receive(older, header);
    const restarted = one.transport.accept('40.1', null);
    one.transport.receive(restarted, header);
    expect(one.dropped).toEqual(['received superseded']);
    expect(one.host.frames.length).toBe(3);
  });
});

function connect(node: TestNode, address: string): void {
  node.transport.setPeers([{ member: 2, name: 'n2', address, incarnation: hex(incarnationOf(2)) }]);
}

async function listen(
  onSocket: (socket: Socket) => void,
): Promise<{ address: string; close(): void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
