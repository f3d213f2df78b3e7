import { type ClientDuplexStream, type ServiceError, status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { detailOf, healthService, kvService } from '../../src/rpc/index.ts';
import { HttpKv } from '../../src/server/http-kv.ts';
import { HttpServer } from '../../src/server/http-server.ts';
import { nodeReadiness } from '../../src/server/readiness.ts';
import type { RoutedOperation } from '../../src/server/router.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { commandResult, servedAt } from './fake-host.ts';
import { introduce, type NodeOptions, TestNode, until } from './nodes.ts';

type Result = ringkv.v1.Result.$Properties;
type Stream = ClientDuplexStream<
  ringkv.v1.PipelineRequest.$Properties,
  ringkv.v1.PipelineResponse.$Properties
>;

const { Outcome, Priority, Reason } = ringkv.v1;
const MIB = 1_048_576;
const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

async function start(options: NodeOptions = {}): Promise<TestNode> {
  const node = await TestNode.start(1 + nodes.length, options);
  nodes.push(node);
  return node;
}

function open(node: TestNode): { stream: Stream; results: Result[]; errors: ServiceError[] } {
  const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
  const stream = node.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  const results: Result[] = [];
  const errors: ServiceError[] = [];
  stream.on('data', (response: ringkv.v1.PipelineResponse.$Properties) => {
    results.push(...(response.results ?? []));
  });
  stream.on('error', (error: ServiceError) => errors.push(error));
  return { stream, results, errors };
}

const gets = (count: number, from = 1): ringkv.v1.Operation.$Properties[] =>
  Array.from({ length: count }, (_, i) => ({ id: from + i, get: { key: utf8('k') } }));

const reasons = (results: readonly Result[]): (number | null | undefined)[] =>
  results.map(({ error }) => error?.reason);

describe('a node with all places taken', () => {
  it('refuses a whole message for each of its operations, and takes the next when there is room', async () => {
    const node = await start({ pendingOperations: 2 });
    node.host.answer = () => null;
    const { stream, results } = open(node);
    stream.write({ operations: gets(2) });
    await until('two pending', () => node.router.pending === 2);
    stream.write({ header: { requestId: 'r-2' }, operations: gets(3, 10) });
    await until('three refusals', () => results.length === 3);
    expect(results.map(({ id }) => id)).toEqual([10, 11, 12]);
    for (const { error } of results) {
      expect(error).toMatchObject({
        reason: Reason.OVERLOADED,
        outcome: Outcome.NOT_EXECUTED,
        retryAfterMs: 25,
        limit: 2,
        header: { requestId: 'r-2' },
      });
    }
    expect(node.host.submitted.length).toBe(2);
    for (const operation of node.host.submitted) {
      operation.sink.reply(operation.slot, node.host.execute(operation));
    }
    node.host.answer = (operation) => node.host.execute(operation);
    stream.write({ operations: gets(1, 20) });
    await until('the answer', () => results.some(({ id }) => id === 20));
    expect(results.at(-1)?.get).toBeTruthy();
  });

  it('refuses the rest of a message of which some still had a place', async () => {
    const node = await start({ pendingOperations: 2 });
    node.host.answer = () => null;
    const { stream, results } = open(node);
    stream.write({ operations: gets(5) });
    await until('refusals', () => results.length === 3);
    expect(results.map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(reasons(results)).toEqual(Array.from({ length: 3 }, () => Reason.OVERLOADED));
  });

  it('does not read a stream for a moment of which it refused something, and reads the others', async () => {
    const node = await start({ pendingOperations: 1, limits: { refusalMs: 60_000 } });
    node.host.answer = () => null;
    const [refused, other] = [open(node), open(node)];
    refused.stream.write({ operations: gets(1) });
    await until('one is pending', () => node.router.pending === 1);
    refused.stream.write({ operations: gets(1, 10) });
    await until('a refusal', () => refused.results.length === 1);
    refused.stream.write({ operations: gets(1, 20) });
    other.stream.write({ operations: gets(1) });
    await until('the refusal of the other', () => other.results.length === 1);
    // On the same connection, behind what was written: whatever can be read by now has been.
    for (let i = 0; i < 20; i++) await node.call(healthService.check, {});
    expect(refused.results.map(({ id }) => id)).toEqual([10]);
  });

  it('refuses PRIORITY_LOW while it takes the others, in a Pipeline and alone', async () => {
    const node = await start({ pendingOperations: 4 });
    node.host.answer = () => null;
    const { stream, results } = open(node);
    const header = { priority: Priority.PRIORITY_LOW };
    stream.write({ header, operations: gets(3) });
    await until('a refusal', () => results.length === 1);
    const alone = node.call(kvService.get, { key: utf8('k'), header });
    const error = await alone.catch((thrown: ServiceError) => detailOf(thrown));
    expect(error).toMatchObject({ reason: Reason.OVERLOADED, limit: 2 });
    stream.write({ operations: gets(2, 10) });
    await until('two more', () => node.host.submitted.length === 4);
    expect(results.length).toBe(1);
    expect(node.host.submitted.map(({ low }) => low)).toEqual([true, true, false, false]);
  });

  it('says of a message that cannot be read that it cannot, full or not', async () => {
    const node = await start({ pendingOperations: 0 });
    const { path, responseDeserialize } = kvService.pipeline;
    const asIs = (bytes: Buffer): Buffer => bytes;
    const stream = node.client.makeBidiStreamRequest(path, asIs, responseDeserialize);
    const errors: ServiceError[] = [];
    stream.on('error', (error: ServiceError) => errors.push(error));
    stream.write(Buffer.from([0x12, 0x7f, 0x01]));
    await until('the end', () => errors.length === 1);
    expect(errors[0]?.details).toMatch(/no PipelineRequest/);
  });
});

describe('a caller that has left', () => {
  it('is known to whoever is about to work for it', async () => {
    const node = await start();
    node.host.answer = () => null;
    const { stream } = open(node);
    stream.write({ operations: gets(2) });
    const alone = node.client.makeUnaryRequest(
      kvService.get.path,
      kvService.get.requestSerialize,
      kvService.get.responseDeserialize,
      { key: utf8('k') },
      () => {},
    );
    await until('all three', () => node.host.submitted.length === 3);
    const abandoned = (): boolean[] =>
      node.host.submitted.map(({ sink }) => sink.abandoned === true);
    expect(abandoned()).toEqual([false, false, false]);
    stream.cancel();
    alone.cancel();
    await until('they are gone', () => abandoned().every((gone) => gone));
    for (const operation of node.host.submitted) {
      operation.sink.reply(operation.slot, node.host.execute(operation));
    }
    expect(node.router.pending).toBe(0);
  });

  it('is known over HTTP as well, and low priority is what its header says', async () => {
    const node = await start();
    node.host.answer = () => null;
    const { router, tokens, host, view } = node;
    const hash = await loadHash();
    const kv = new HttpKv(
      () => ({ router, tokens, hash }),
      () => null,
    );
    const readiness = nodeReadiness(view, () => host);
    const server = new HttpServer({ metrics: async () => '', readiness, kv });
    const url = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}/v1/kv/k`;
    const leaving = new AbortController();
    const headers = { 'ringkv-priority': 'low' };
    const answer = fetch(url, { headers, signal: leaving.signal }).catch(() => null);
    await until('it is there', () => host.submitted.length === 1);
    const [operation] = host.submitted;
    expect([operation?.low, operation?.sink.abandoned]).toEqual([true, false]);
    leaving.abort();
    await until('it is gone', () => operation?.sink.abandoned === true);
    expect(await answer).toBeNull();
    await server.stop();
  });

  it('has nothing sent on to another node', async () => {
    const [one, two] = [await start(), await start()];
    introduce([one, two], false);
    one.host.answer = () => null;
    const { stream, results } = open(one);
    stream.write({ operations: gets(2) });
    await until('both', () => one.host.submitted.length === 2);
    const [left, still] = one.host.submitted as RoutedOperation[];
    if (left === undefined || still === undefined) throw new Error('not there');
    one.forwarder.forward(2, still);
    await until('an answer', () => results.length === 1);
    stream.cancel();
    await until('it is gone', () => left.sink.abandoned === true);
    one.forwarder.forward(2, left);
    expect([one.abandoned, two.host.submitted.length]).toEqual([['cancelled'], 1]);
    expect(one.router.pending).toBe(0);
  });

  it('has no more keys of its BatchGet asked for', async () => {
    const node = await start();
    node.host.answer = () => null;
    const keys = Array.from({ length: 100 }, (_, i) => utf8(`k${i}`));
    const { path, requestSerialize, responseDeserialize } = kvService.batchGet;
    const call = node.client.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      { keys },
      () => {},
    );
    await until('the first', () => node.host.submitted.length === 4);
    call.cancel();
    const [first] = node.host.submitted;
    await until('it is gone', () => first?.sink.abandoned === true);
    for (const operation of node.host.submitted.slice()) {
      operation.sink.reply(operation.slot, node.host.execute(operation));
    }
    expect([node.host.submitted.length, node.router.pending]).toEqual([4, 0]);
  });
});

describe('a reader that stops reading', () => {
  const large = {
    key: utf8('k'),
    value: new Uint8Array(MIB),
    version: 1,
    createRevision: 1,
    modRevision: 1,
    expiresAt: 0,
  };

  it('gets OVERLOADED for reads past what its stream may hold, and everything once it reads', async () => {
    const limits = { streamAnswerBytes: 8 * MIB };
    const node = await start({ limits });
    node.host.answer = ({ partition }) => ({
      type: 'record',
      record: large,
      at: servedAt(partition),
    });
    const { stream, results } = open(node);
    stream.pause();
    stream.write({ operations: gets(40) });
    await until(
      'all are served',
      () => node.router.pending === 0 && node.host.submitted.length === 40,
    );
    stream.resume();
    await until('all answers', () => results.length === 40);
    const records = results.filter(({ get }) => get);
    expect(records.length).toBeGreaterThanOrEqual(8);
    expect(records.length).toBeLessThanOrEqual(10);
    const refused = results.filter(({ error }) => error);
    expect(new Set(reasons(refused))).toEqual(new Set([Reason.OVERLOADED]));
    expect(refused[0]?.error).toMatchObject({ outcome: Outcome.NOT_EXECUTED, retryAfterMs: 25 });
    stream.write({ operations: gets(1, 100) });
    await until('the next', () => results.length === 41);
    expect(results.at(-1)?.get).toBeTruthy();
  });

  it('loses its stream when what writes answer comes to twice as much', async () => {
    const limits = { streamAnswerBytes: 2 * MIB };
    const node = await start({ limits });
    node.host.answer = () => null;
    const { stream, errors } = open(node);
    stream.pause();
    const txn = { success: [{ get: { key: utf8('k') } }] };
    const operations = Array.from({ length: 32 }, (_, i) => ({ id: i + 1, txn }));
    stream.write({ operations });
    await until('all are there', () => node.host.submitted.length === 32);
    for (const { sink, slot, partition } of node.host.submitted) {
      const record = { ...large, value: new Uint8Array(MIB / 4) };
      const results = [{ kind: 'get', record } as const];
      const result = commandResult({ txn: { succeeded: true, results, refusedIndex: null } });
      sink.reply(slot, { type: 'written', result, at: servedAt(partition) });
    }
    await until('the end of the stream', () => errors.length === 1);
    expect(errors[0]?.code).toBe(status.RESOURCE_EXHAUSTED);
    // Who wrote must not take it for not executed (R38).
    expect(errors[0] === undefined ? null : detailOf(errors[0])).toBeNull();
    expect(node.router.pending).toBe(0);
  });

  it('shares what all streams of a node may hold', async () => {
    const limits = { streamAnswerBytes: 64 * MIB, answerBytes: 8 * MIB };
    const node = await start({ limits });
    node.host.answer = ({ partition }) => ({
      type: 'record',
      record: large,
      at: servedAt(partition),
    });
    const streams = [open(node), open(node)];
    for (const { stream } of streams) {
      stream.pause();
      stream.write({ operations: gets(20) });
    }
    await until('all are served', () => node.host.submitted.length === 40);
    for (const { stream } of streams) stream.resume();
    await until('all answers', () => streams.every(({ results }) => results.length === 20));
    const records = streams.flatMap(({ results }) => results.filter(({ get }) => get));
    expect(records.length).toBeLessThan(16);
  });
});
