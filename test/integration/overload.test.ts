import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { channelOptions, kvService } from '../../src/rpc/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { serverLimits } from '../../src/util/limits.ts';
import { patience, Stage } from './support.ts';

type Stream = ClientDuplexStream<
  ringkv.v1.PipelineRequest.$Properties,
  ringkv.v1.PipelineResponse.$Properties
>;

const { Outcome, Reason } = ringkv.v1;
const OPERATIONS = 4_096;
const STREAMS = 16;
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4 });
});

afterAll(async () => stage.end());

/** A client of its own: puts of one message to one key, under values that tell who wrote them. */
class Flood {
  readonly client: Client;
  readonly stream: Stream;
  readonly results: ringkv.v1.Result.$Properties[] = [];

  constructor(endpoint: string) {
    const options = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };
    this.client = new Client(endpoint, credentials.createInsecure(), options);
    const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
    this.stream = this.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    this.stream.on('data', ({ results }: ringkv.v1.PipelineResponse.$Properties) => {
      this.results.push(...(results ?? []));
    });
    this.stream.on('error', () => {});
  }

  send(key: string): void {
    const increment = { key: utf8(key), delta: 1 };
    const operations = Array.from({ length: OPERATIONS }, (_, i) => ({ id: i + 1, increment }));
    this.stream.write({ header: { timeoutMs: 20_000 }, operations });
  }

  close(): void {
    this.stream.cancel();
    this.client.close();
  }
}

it('more than a node may have under way is refused as not executed, and the next that comes is served', async () => {
  const kv = await stage.connect();
  const key = 'flooded';
  const leader = await stage.leaderOf(kv, key);
  const floods = Array.from({ length: STREAMS }, () => new Flood(stage.endpoint(leader)));
  for (const flood of floods) flood.send(key);
  const answered = (): number => floods.reduce((sum, { results }) => sum + results.length, 0);
  await expect.poll(answered, patience).toBe(STREAMS * OPERATIONS);
  const results = floods.flatMap((flood) => flood.results);
  const done = results.filter(({ increment }) => increment?.succeeded === true).length;
  const refused = results.filter(({ error }) => error);
  expect(done + refused.length).toBe(results.length);
  expect(done).toBeGreaterThanOrEqual(serverLimits.pendingMin);
  expect(refused.length).toBeGreaterThan(0);
  for (const { error } of refused) {
    expect([error?.reason, error?.outcome]).toEqual([Reason.OVERLOADED, Outcome.NOT_EXECUTED]);
  }
  // Each that was said to be done, and none that was said not to be.
  expect(await kv.increment(key, 0)).toMatchObject({ ok: true, value: done });
  const [again] = floods;
  again?.stream.write({ operations: [{ id: 9, increment: { key: utf8(key), delta: 1 } }] });
  await expect.poll(answered, patience).toBe(STREAMS * OPERATIONS + 1);
  expect(again?.results.at(-1)?.increment?.value).toBe(done + 1);
  for (const flood of floods) flood.close();
});
