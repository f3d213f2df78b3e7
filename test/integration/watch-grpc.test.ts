import {
  Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  credentials,
  type ServiceError,
} from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import type { RingKv } from '../../src/client/index.ts';
import { channelOptions, detailOf, watchService } from '../../src/rpc/index.ts';
import { present } from '../../src/util/assert.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { patience, Stage } from './support.ts';

type Create = ringkv.v1.WatchCreate.$Properties;
type Response = ringkv.v1.WatchResponse.$Properties;

let stage: Stage;
let kv: RingKv;
const open: (() => void)[] = [];

/** Six partitions with one replica each: every node has to ask the others for most of them. */
beforeAll(async () => {
  stage = await Stage.start({ replicas: 1, partitions: 6 });
  kv = await stage.connect();
});

afterEach(() => {
  for (const close of open.splice(0)) close();
});

afterAll(async () => stage.end());

/** What a stream has said so far. */
class Heard {
  readonly responses: Response[] = [];
  error: ServiceError | null = null;

  constructor(stream: ClientReadableStream<Response> | ClientDuplexStream<unknown, Response>) {
    stream.on('data', (response: Response) => this.responses.push(response));
    stream.on('error', (error: ServiceError) => {
      this.error = error;
    });
  }

  get events(): string[] {
    return this.responses.flatMap(({ events }) =>
      (events?.events ?? []).map(({ event }) => `${text(event?.key)}=${text(event?.value)}`),
    );
  }

  get records(): string[] {
    return this.responses.flatMap(({ records }) =>
      (records?.records ?? []).map(({ key, value }) => `${text(key)}=${text(value)}`),
    );
  }

  get synced(): number {
    return this.responses.filter(({ synced }) => synced).length;
  }

  async untilSynced(partitions: number): Promise<void> {
    await expect.poll(() => this.synced, patience).toBe(partitions);
  }

  get reason(): string | undefined {
    const detail = this.error === null ? null : detailOf(this.error);
    return detail === null ? undefined : ringkv.v1.Reason[detail.reason];
  }

  /** The cursor that this stream has come to, as any client can make it. */
  cursor(): Uint8Array {
    const positions = new Map<number, number>();
    let clusterId: Uint8Array = new Uint8Array();
    for (const { created, events, synced, progress } of this.responses) {
      if (created) clusterId = created.clusterId ?? clusterId;
      for (const at of [events, synced, ...(progress?.partitions ?? [])]) {
        if (at) positions.set(at.partition ?? 0, Number(at.revision ?? 0));
      }
    }
    const sorted = [...positions].sort(([a], [b]) => a - b);
    return ringkv.v1.WatchCursor.encode({
      clusterId,
      positions: sorted.map(([partition, revision]) => ({ partition, revision })),
    }).finish();
  }
}

const text = (bytes: Uint8Array | null | undefined): string => fromUtf8(bytes ?? new Uint8Array());

function clientOf(node: string): Client {
  const client = new Client(stage.endpoint(node), credentials.createInsecure(), channelOptions);
  open.push(() => client.close());
  return client;
}

function subscribe(node: string, create: Create): Heard {
  const { path, requestSerialize, responseDeserialize } = watchService.subscribe;
  const client = clientOf(node);
  const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {
    create,
  });
  open.unshift(() => stream.cancel());
  return new Heard(stream);
}

const everything: Create = { prefix: new Uint8Array() };

describe('Subscribe, at any node', () => {
  it('tells of all partitions, wherever their replicas are, and goes on from its cursor elsewhere', async () => {
    for (let i = 0; i < 30; i++) await kv.put(`there-${i}`, `${i}`);
    const first = subscribe('n1', { ...everything, initial: true });
    await first.untilSynced(6);
    expect([...first.records].sort()).toEqual(
      Array.from({ length: 30 }, (_, i) => `there-${i}=${i}`).sort(),
    );
    for (let i = 0; i < 30; i++) await kv.put(`new-${i}`, `${i}`);
    await expect.poll(() => first.events.length, patience).toBe(30);
    const cursor = first.cursor();
    for (let i = 0; i < 30; i++) await kv.delete(`there-${i}`);
    const second = subscribe('n2', { ...everything, cursor });
    await expect.poll(() => second.events.length, patience).toBe(30);
    await second.untilSynced(6);
    expect(second.events.every((event) => event.startsWith('there-'))).toBe(true);
    expect(second.records).toEqual([]);
  });

  it('ends with an error when a cursor cannot be used', async () => {
    const foreign = ringkv.v1.WatchCursor.encode({ clusterId: utf8('another cluster!') }).finish();
    const heard = subscribe('n1', { ...everything, cursor: foreign });
    await expect.poll(() => heard.reason, patience).toBe('TOKEN_FOREIGN_CLUSTER');
    const known = subscribe('n1', everything);
    await known.untilSynced(6);
    const { clusterId } = ringkv.v1.WatchCursor.decode(known.cursor());
    const positions = [{ partition: 0, revision: 1_000_000 }];
    const ahead = ringkv.v1.WatchCursor.encode({ clusterId, positions }).finish();
    const future = subscribe('n1', { ...everything, cursor: ahead });
    await expect.poll(() => future.reason, patience).toBe('FUTURE_POSITION');
  });

  it.each([
    ['without a target', {}],
    ['of a partition that there is not', { ...everything, partitions: [6] }],
    [
      'of a key and a partition that it is not in',
      { key: utf8('k'), partitions: [0, 1, 2, 3, 4, 5] },
    ],
    ['with a broken cursor', { ...everything, cursor: utf8('what') }],
    ['with a consistency', { ...everything, header: { consistency: 1 } }],
  ])('%s is refused', async (_, create) => {
    const heard = subscribe('n1', create);
    await expect.poll(() => heard.reason, patience).toBe('INVALID_REQUEST');
  });
});

describe('a stream of many watches', () => {
  it('tells each event once, with the watches that it concerns', async () => {
    const { path, requestSerialize, responseDeserialize } = watchService.watch;
    const stream = clientOf('n3').makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
    );
    open.unshift(() => stream.cancel());
    const heard = new Heard(stream);
    stream.write({ create: { watchId: 1, key: utf8('{one}/a') } });
    stream.write({ create: { watchId: 2, prefix: utf8('{one}/') } });
    stream.write({ create: { watchId: 3, prefix: utf8('{one}/b'), keysOnly: true } });
    stream.write({ create: { watchId: 3, prefix: utf8('again') } });
    await heard.untilSynced(3);
    await kv.put('{one}/a', 'x');
    await kv.put('{one}/b', 'y');
    await expect.poll(() => heard.events.length, patience).toBe(3);
    const events = heard.responses.flatMap(({ events: some }) => some?.events ?? []);
    expect(events.map(({ watchIds }) => watchIds)).toEqual([[1, 2], [2], [3]]);
    expect(heard.events).toEqual(['{one}/a=x', '{one}/b=y', '{one}/b=']);
    const ended = heard.responses.flatMap((response) => response.ended ?? []);
    expect(ended.map(({ watchId, whole, reason }) => [watchId, whole, reason])).toEqual([
      [3, true, ringkv.v1.WatchEnd.REFUSED],
    ]);
    stream.write({ cancel: { watchId: 2 } });
    await expect
      .poll(() => heard.responses.at(-1)?.ended?.reason, patience)
      .toBe(ringkv.v1.WatchEnd.CANCELLED);
  });
});

describe('a reader that stops reading', () => {
  it('has nothing queued for it at the node, and gets everything in the end', async () => {
    const { path, requestSerialize, responseDeserialize } = watchService.watch;
    const [holder = 0] = (await kv.locate('{slow}')).replicas;
    const leader = `n${holder}`;
    const stream = clientOf(leader).makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
    );
    open.unshift(() => stream.cancel());
    const heard = new Heard(stream);
    const watches = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const watchId of watches) stream.write({ create: { watchId, prefix: utf8('{slow}/') } });
    await heard.untilSynced(watches.length);
    stream.pause();
    const value = 'v'.repeat(16_384);
    const count = 400;
    for (let i = 0; i < count; i++) await kv.put(`{slow}/${i}`, value);
    expect(await slowStreams(leader)).toBeGreaterThan(0);
    expect(heard.events.length).toBeLessThan(count);
    stream.resume();
    await expect.poll(() => heard.events.length, patience).toBe(count);
    expect(heard.events.map((event) => event.slice(7, event.indexOf('=')))).toEqual(
      Array.from({ length: count }, (_, i) => `${i}`),
    );
  });
});

/** How often a stream of this node has not taken what happened. */
async function slowStreams(node: string): Promise<number> {
  const { httpAddress } = present(
    stage.cluster.report().nodes.find(({ name }) => name === node),
    node,
  );
  const metrics = await (await fetch(`http://${httpAddress}/metrics`)).text();
  return Number(/^ringkv_watch_slow_total (\d+)/m.exec(metrics)?.[1] ?? 0);
}

describe('a node that relays, and the one behind it', () => {
  it('says so when the other is gone', async () => {
    const heard = subscribe('n1', everything);
    await heard.untilSynced(6);
    await stage.cluster.kill('n2');
    await expect.poll(() => heard.reason, patience).toBe('FORWARD_LOST');
    await stage.cluster.restart('n2');
    const again = subscribe('n1', { ...everything, cursor: heard.cursor() });
    await again.untilSynced(6);
    await kv.put('after', 'x');
    await expect.poll(() => again.events, patience).toContain('after=x');
  });
});
