import { type ServiceError, status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import {
  clusterService,
  detailOf,
  healthService,
  kvService,
  peerService,
} from '../../src/rpc/index.ts';
import { GrpcServer } from '../../src/server/grpc-server.ts';
import type { ReplicaState } from '../../src/server/host/host-api.ts';
import { HttpKv } from '../../src/server/http-kv.ts';
import { HttpServer } from '../../src/server/http-server.ts';
import { ListenError } from '../../src/server/listen-error.ts';
import { NodeMetrics } from '../../src/server/metrics.ts';
import { notReadyHandlers } from '../../src/server/not-ready-service.ts';
import { nodeReadiness } from '../../src/server/readiness.ts';
import { realClock } from '../../src/server/real-clock.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { failed } from './fake-host.ts';
import { introduce, TestNode, until } from './nodes.ts';

const { Outcome, Reason } = ringkv.v1;
const nodes: TestNode[] = [];
const kv = new HttpKv(
  () => null,
  () => null,
);

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

async function start(member = 1): Promise<TestNode> {
  const node = await TestNode.start(member);
  nodes.push(node);
  return node;
}

function fill(node: TestNode, keys: readonly string[], value = utf8('v')): void {
  for (const key of keys) {
    const record = { value, version: 1, createRevision: 1, modRevision: 1, expiresAt: 0 };
    node.host.records.set(key, { key: utf8(key), ...record });
  }
}

async function scanAll(node: TestNode, prefix: string, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let pageToken: Uint8Array = new Uint8Array(0);
  do {
    const page = await node.call(kvService.scan, { prefix: utf8(prefix), limit, pageToken });
    pages.push((page.records ?? []).map(({ key }) => Buffer.from(key ?? []).toString()));
    pageToken = page.nextPageToken ?? new Uint8Array(0);
  } while (pageToken.length > 0);
  return pages;
}

const many = Array.from({ length: 250 }, (_, i) => `user/${String(i).padStart(4, '0')}`);

describe('Scan', () => {
  it('merges all partitions in key order, page by page, each key once', async () => {
    const node = await start();
    fill(node, [...many, 'other/1']);
    const pages = await scanAll(node, 'user/', 100);
    expect(pages.flat()).toEqual(many);
    expect(pages[0]?.length).toBe(100);
    expect(pages.length).toBe(3);
  });

  it('says at which revision each partition was read', async () => {
    const node = await start();
    fill(node, many);
    const page = await node.call(kvService.scan, { prefix: utf8('user/') });
    expect(page.records?.length).toBe(100);
    expect(page.revisions?.map(({ partition, revision }) => [partition, revision])).toEqual([
      [0, 100],
      [1, 101],
      [2, 102],
      [3, 103],
    ]);
  });

  it('asks one partition when the prefix fixes it', async () => {
    const node = await start();
    const keys = Array.from({ length: 30 }, (_, i) => `{sku}/${String(i).padStart(2, '0')}`);
    fill(node, keys);
    expect((await scanAll(node, '{sku}/', 10)).map(({ length }) => length)).toEqual([10, 10, 10]);
    expect(new Set(node.host.submitted.map(({ partition }) => partition)).size).toBe(1);
    node.host.submitted.length = 0;
    expect((await scanAll(node, '{sk', 10)).flat()).toEqual(keys);
    expect(new Set(node.host.submitted.map(({ partition }) => partition)).size).toBe(4);
  });

  it('ends a page at 1 MiB, and returns a larger record alone', async () => {
    const node = await start();
    fill(node, many.slice(0, 5), new Uint8Array(400_000));
    expect((await scanAll(node, 'user/', 100)).map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('limits the page to 1000 and refuses a token that is not its own', async () => {
    const node = await start();
    fill(
      node,
      Array.from({ length: 1_200 }, (_, i) => `k${i}`),
    );
    const page = await node.call(kvService.scan, { prefix: utf8('k'), limit: 5_000 });
    expect(page.records?.length).toBe(1_000);
    const token = page.nextPageToken ?? new Uint8Array(0);
    const other = { prefix: utf8('k1'), pageToken: token };
    expect((await errorOf(node.call(kvService.scan, other))).message).toContain('another prefix');
    const cut = { prefix: utf8('k'), pageToken: token.subarray(0, token.length - 1) };
    expect((await errorOf(node.call(kvService.scan, cut))).message).toContain('cut');
    const flipped = new Uint8Array(token);
    flipped[7] = (flipped[7] ?? 0) ^ 1;
    const forged = { prefix: utf8('k'), pageToken: flipped };
    expect(await errorOf(node.call(kvService.scan, forged))).toMatchObject({
      reason: Reason.BAD_PAGE_TOKEN,
      code: status.INVALID_ARGUMENT,
      outcome: Outcome.NOT_EXECUTED,
    });
  });

  it('has no next page on a node that does not know the key for its token yet, and says so', async () => {
    const node = await start();
    fill(node, many);
    node.pageKeys = [];
    const short = { prefix: utf8('user/'), limit: 10 };
    expect((await errorOf(node.call(kvService.scan, short))).reason).toBe(Reason.NOT_READY);
    const whole = await node.call(kvService.scan, { prefix: utf8('user/'), limit: 1_000 });
    expect(whole.records?.length).toBe(many.length);
  });

  it('fails as a whole when one partition cannot answer', async () => {
    const node = await start();
    fill(node, many);
    node.host.answer = (operation) =>
      operation.partition === 2
        ? failed({ reason: 'NO_LEADER', outcome: 'not_executed' })
        : node.host.execute(operation);
    const detail = await errorOf(node.call(kvService.scan, { prefix: utf8('user/') }));
    expect(detail.reason).toBe(Reason.NO_LEADER);
    expect(node.router.pending).toBe(0);
  });
});

function replica(group: number, fields: Partial<ReplicaState> = {}): ReplicaState {
  return {
    group,
    role: 'follower',
    leader: 2,
    term: 4,
    revision: 10,
    appliedIndex: 20,
    commitIndex: 21,
    hash: 5,
    voters: [1, 2],
    learners: [],
    suspect: false,
    ready: true,
    lost: null,
    ...fields,
  };
}

describe('Cluster', () => {
  it('shows the topology and who leads', async () => {
    const node = await start();
    node.host.leader = 1;
    const full = await node.call(clusterService.getTopology, {});
    expect(full).toMatchObject({ epoch: 5, leaders: [1, 1, 1, 1], servedBy: 1 });
    expect(full.topology?.members?.[0]?.address).toBe(node.address);
    const known = await node.call(clusterService.getTopology, { knownEpoch: 5 });
    expect(known.topology ?? null).toBeNull();
    node.view.epoch = 0;
    const detail = await errorOf(node.call(clusterService.getTopology, {}));
    expect(detail.reason).toBe(Reason.NOT_READY);
  });

  it('gathers the status of all nodes; who does not answer is down', async () => {
    const [one, two, three] = [await start(1), await start(2), await start(3)];
    introduce([one, two, three], false);
    one.host.replicas = [replica(0), replica(1, { term: 3, leader: 3 }), replica(2, { leader: 3 })];
    two.host.replicas = [
      replica(0, { role: 'leader' }),
      replica(1, { role: 'leader', revision: 12, appliedIndex: 25 }),
    ];
    two.host.draining = true;
    three.kill();
    const status = await one.call(clusterService.getStatus, {});
    expect(
      status.members?.map(({ member, state, leaders, replicas }) => {
        return [member?.id, state, leaders, replicas];
      }),
    ).toEqual([
      [1, 'up', 0, 2],
      [2, 'draining', 1, 1],
      [3, 'down', 0, 0],
    ]);
    expect(status.partitions?.[0]).toMatchObject({
      id: 0,
      leader: 2,
      voters: [1, 2],
      term: 4,
      revision: 12,
      appliedIndex: 25,
    });
    // Its last known leader is down, so nobody is said to lead it.
    expect(status.partitions?.[1]).toMatchObject({ id: 1, leader: 0 });
    expect(status.meta?.leader).toBe(2);
  });

  it('moves a leader from wherever it is asked', async () => {
    const [one, two] = [await start(1), await start(2)];
    introduce([one, two], false);
    one.host.led = new Set();
    one.host.leader = 2;
    const moves: number[][] = [];
    two.host.replicas = [replica(4, { term: 9 })];
    two.host.moveLeader = (group, to, done) => {
      moves.push([group, to]);
      done(null);
    };
    const moved = await one.call(clusterService.moveLeader, { partition: 3, to: 1 });
    expect(moved).toMatchObject({ leader: 1, term: 9 });
    expect(moves).toEqual([[4, 1]]);
    two.host.moveLeader = (_group, _to, done) => done('timed out');
    const late = await errorOf(one.call(clusterService.moveLeader, { partition: 3, to: 1 }));
    expect(late).toMatchObject({ outcome: ringkv.v1.Outcome.UNKNOWN, message: 'timed out' });
    const nobody = await errorOf(one.call(clusterService.moveLeader, { partition: 3, to: 7 }));
    expect(nobody.reason).toBe(Reason.INVALID_REQUEST);
    const nowhere = await errorOf(one.call(clusterService.moveLeader, { partition: 4, to: 1 }));
    expect(nowhere).toMatchObject({ reason: Reason.INVALID_REQUEST, limit: 3, actual: 4 });
  });
});

describe('Peer.Hello', () => {
  it('is answered by whoever forms the cluster', async () => {
    const node = await start();
    expect((await node.call(peerService.hello, { name: 'n9' })).name).toBe('hi n9');
  });
});

describe('health', () => {
  it('is SERVING only when every replica is ready and the node does not drain', async () => {
    const node = await start();
    node.host.replicas = [replica(0), replica(1)];
    expect((await node.call(healthService.check, {})).status).toBe(1);
    node.host.replicas = [replica(0), replica(1, { ready: false })];
    expect((await node.call(healthService.check, { service: 'ringkv.v1.Kv' })).status).toBe(2);
    node.host.replicas = [];
    node.host.draining = true;
    expect((await node.call(healthService.check, {})).status).toBe(2);
    const unknown = await node.call(healthService.check, { service: 'x' }).catch((e) => e.code);
    expect(unknown).toBe(5);
  });

  it('is streamed to watchers when it changes', async () => {
    const node = await start();
    const { path, requestSerialize, responseDeserialize } = healthService.watch;
    const seen: number[] = [];
    const call = node.client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      {},
    );
    call.on('data', ({ status }: { status: number }) => seen.push(status));
    call.on('error', () => {});
    await until('the first', () => seen.length === 1);
    node.host.draining = true;
    await until('the change', () => seen.length === 2);
    expect(seen).toEqual([1, 2]);
    call.cancel();
  });
});

describe('the HTTP port', () => {
  it('serves metrics, liveness and readiness, and nothing else', async () => {
    const node = await start();
    const metrics = new NodeMetrics();
    metrics.request('get', 'linearizable', 'OK', 3);
    metrics.request('get', 'linearizable', 'OK', 70_000);
    metrics.pending(7, 100);
    metrics.walSync(2, 100);
    const readiness = nodeReadiness(node.view, () => node.host);
    const http = new HttpServer({ metrics: () => metrics.render(), readiness, kv });
    const base = `http://127.0.0.1:${await http.listen('127.0.0.1', 0)}`;
    const text = await (await fetch(`${base}/metrics`)).text();
    const series = 'method="get",consistency="linearizable",code="OK"';
    expect(text).toContain(`ringkv_request_duration_seconds_bucket{${series},le="0.0025"} 0`);
    expect(text).toContain(`ringkv_request_duration_seconds_bucket{${series},le="0.005"} 1`);
    expect(text).toContain(`ringkv_request_duration_seconds_bucket{${series},le="+Inf"} 2`);
    expect(text).toContain('ringkv_pending_operations 7');
    expect(text).toContain('ringkv_disk_wal_fsync_duration_seconds_count 1');
    expect(text).toContain('ringkv_event_loop_delay_p99_seconds');
    expect((await fetch(`${base}/livez`)).status).toBe(200);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    node.host.replicas = [replica(3, { ready: false })];
    const response = await fetch(`${base}/readyz?verbose`);
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(
      'topology ok: epoch 5\nreplicas failed: 0 of 1 ready, waiting for groups 3\ndraining ok: no\nreadyz not ready\n',
    );
    expect((await fetch(`${base}/`)).status).toBe(404);
    expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(405);
    await http.stop();
    metrics.close();
  });
});

describe('a node that does not know its cluster yet', () => {
  it('says so, and that nothing ran, instead of seeming to lack the service', async () => {
    const node = await start();
    node.server.replace(kvService, notReadyHandlers(kvService));
    const put = errorOf(node.call(kvService.put, { key: utf8('k'), value: utf8('v') }));
    expect(await put).toMatchObject({
      code: status.UNAVAILABLE,
      reason: Reason.NOT_READY,
      outcome: Outcome.NOT_EXECUTED,
    });
    const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
    const stream = node.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    const ended = new Promise<ServiceError>((resolve) => stream.on('error', resolve));
    stream.on('data', () => {});
    const error = await ended;
    expect(error.code).toBe(status.UNAVAILABLE);
    expect(detailOf(error)?.reason).toBe(Reason.NOT_READY);
  });
});

describe('a port in use', () => {
  it('is named, for gRPC and HTTP', async () => {
    const node = await start();
    const port = Number(node.address.split(':')[1]);
    const grpc = await new GrpcServer(realClock).listen('127.0.0.1', port).catch((error) => error);
    expect(grpc).toBeInstanceOf(ListenError);
    expect(grpc).toMatchObject({ kind: 'port_in_use', address: node.address });
    const readiness = nodeReadiness(node.view, () => null);
    const server = new HttpServer({ metrics: async () => '', readiness, kv });
    const http = await server.listen('127.0.0.1', port).catch((error) => error);
    expect(http.message).toBe(`${node.address} is in use by another process`);
  });
});

describe('stopping', () => {
  it('cuts streams that do not end by themselves', async () => {
    const node = await start();
    const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
    const call = node.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    let ended = false;
    call.on('error', () => {
      ended = true;
    });
    call.on('data', () => {});
    await node.call(kvService.get, { key: utf8('k') });
    await node.server.stop(20);
    await until('cut', () => ended);
  });
});

async function errorOf(call: Promise<unknown>): Promise<ringkv.v1.ErrorDetail> {
  const error = await call.then(
    () => null,
    (thrown: ServiceError) => thrown,
  );
  const detail = error === null ? null : detailOf(error);
  if (detail === null) throw error ?? new Error('the call succeeded');
  return detail;
}
