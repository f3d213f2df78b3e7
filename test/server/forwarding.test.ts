import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { detailOf, healthService, kvService } from '../../src/rpc/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { commandResult, failed, servedAt } from './fake-host.ts';
import { introduce, type NodeOptions, TestNode, until } from './nodes.ts';

const { Outcome, Reason } = ringkv.v1;
const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

/** Node 1 leads nothing and believes in node 2; the others lead everything unless the test says otherwise. */
async function cluster(size: number, options: NodeOptions = {}): Promise<TestNode[]> {
  const started: TestNode[] = [];
  for (let member = 1; member <= size; member++)
    started.push(await TestNode.start(member, options));
  nodes.push(...started);
  introduce(started, false);
  const [one] = started;
  if (one !== undefined) {
    one.host.led = new Set();
    one.host.held = new Set([0, 1, 2, 3]);
    one.host.leader = 2;
  }
  return started;
}

async function errorOf(call: Promise<unknown>): Promise<ringkv.v1.ErrorDetail> {
  const error = await call.then(
    () => null,
    (thrown: ServiceError) => thrown,
  );
  const detail = error === null ? null : detailOf(error);
  if (detail === null) throw error ?? new Error('the call succeeded');
  return detail;
}

const put = { key: utf8('k'), value: utf8('v') };
const get = { key: utf8('k') };

describe('a request at a node that does not lead', () => {
  it('is answered by the leader, which says so', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    const written = await one.call(kvService.put, { ...put, header: { requestId: 'r-1' } });
    expect(written.succeeded).toBe(true);
    expect(written.header).toMatchObject({ servedBy: 2, revision: 8, term: 3, requestId: 'r-1' });
    expect(one.host.submitted.length).toBe(0);
    const read = await one.call(kvService.get, get);
    expect(Buffer.from(read.record?.value ?? []).toString()).toBe('v');
    expect(two.host.submitted.length).toBe(2);
  });

  it('keeps its identity, deadline and level on the way', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    const clientId = new Uint8Array(16).fill(9);
    const identity = { clientId, sequence: 5, idempotencyKey: utf8('order-1') };
    const header = { ...identity, sequenceFloor: 3, timeoutMs: 700 };
    await one.call(kvService.put, { ...put, ttlMs: 60, expect: { revision: 4 }, header });
    await one.call(kvService.get, { ...get, header: { consistency: 5, timeoutMs: 60_000 } });
    one.host.held = new Set();
    await one.call(kvService.get, { ...get, header: { consistency: 5 } });
    const [write, read] = two.host.submitted;
    expect(write?.body).toMatchObject({
      type: 'write',
      command: {
        ...identity,
        floor: 3,
        body: { kind: 'put', ttlMs: 60, expect: { type: 'revision', revision: 4 } },
      },
    });
    expect((write?.deadline ?? 0) - performance.now()).toBeLessThanOrEqual(700);
    expect(read?.body).toMatchObject({ type: 'get', level: 'eventual' });
    // The first eventual read was answered where it arrived: that node holds a replica.
    expect(one.host.submitted.length).toBe(1);
  });

  it('is refused with the leader when it asked to be direct', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    const detail = await errorOf(one.call(kvService.put, { ...put, header: { direct: true } }));
    expect(detail).toMatchObject({
      reason: Reason.NOT_LEADER,
      outcome: Outcome.NOT_EXECUTED,
      leader: 2,
      leaderAddress: two.address,
    });
    one.host.leader = 0;
    const nobody = await errorOf(one.call(kvService.put, { ...put, header: { direct: true } }));
    expect(nobody.reason).toBe(Reason.NO_LEADER);
    one.host.held = new Set();
    const stale = { direct: true, topologyEpoch: 4 };
    const old = await errorOf(one.call(kvService.put, { ...put, header: stale }));
    expect(old.reason).toBe(Reason.STALE_TOPOLOGY);
    expect(two.host.submitted.length).toBe(0);
  });

  it('goes to some replica when this node holds none and knows no leader, and nowhere when it holds one', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    one.host.leader = 0;
    const detail = await errorOf(one.call(kvService.put, put));
    expect(detail).toMatchObject({ reason: Reason.NO_LEADER, outcome: Outcome.NOT_EXECUTED });
    one.host.held = new Set();
    one.view.replicas = [2];
    expect((await one.call(kvService.put, put)).header?.servedBy).toBe(2);
    expect(two.host.submitted.length).toBe(1);
  });

  it('is sent to the override of the leader, not to its address (R44)', async () => {
    const two = await TestNode.start(2);
    const one = await TestNode.start(1, { overrides: new Map([['n2', two.address]]) });
    nodes.push(one, two);
    one.view.members.push({ id: 2, name: 'n2', address: '127.0.0.1:1' });
    one.host.led = new Set();
    one.host.leader = 2;
    expect((await one.call(kvService.put, put)).header?.servedBy).toBe(2);
  });

  it('is sent on twice at most', async () => {
    const [one, two, three] = (await cluster(3)) as [TestNode, TestNode, TestNode];
    two.host.led = new Set();
    two.host.leader = 3;
    expect((await one.call(kvService.put, put)).header?.servedBy).toBe(3);
    three.host.led = new Set();
    three.host.leader = 2;
    const detail = await errorOf(one.call(kvService.put, put));
    expect(detail).toMatchObject({ reason: Reason.TOO_MANY_HOPS, outcome: Outcome.NOT_EXECUTED });
    expect(detail.header?.servedBy).toBe(3);
  });

  it('gets the error of the leader unchanged', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    two.host.answer = () =>
      failed({ reason: 'LEADER_CHANGED', outcome: 'unknown', message: 'stepped down', leader: 1 });
    const detail = await errorOf(one.call(kvService.put, put));
    expect(detail).toMatchObject({
      reason: Reason.LEADER_CHANGED,
      outcome: Outcome.UNKNOWN,
      message: 'stepped down',
      leaderAddress: one.address,
    });
  });
});

describe('when the way to the leader breaks', () => {
  it('a write that was sent is UNKNOWN and a read NOT_EXECUTED', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    two.host.answer = () => null;
    const write = errorOf(one.call(kvService.put, put));
    const read = errorOf(one.call(kvService.get, get));
    await until('both at the leader', () => two.host.submitted.length === 2);
    two.kill();
    expect(await write).toMatchObject({ reason: Reason.FORWARD_LOST, outcome: Outcome.UNKNOWN });
    expect(await read).toMatchObject({
      reason: Reason.FORWARD_LOST,
      outcome: Outcome.NOT_EXECUTED,
    });
    expect(one.router.pending).toBe(0);
  });

  it('a write that could not be sent is NOT_EXECUTED', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    two.kill();
    const detail = await errorOf(one.call(kvService.put, put));
    expect(detail).toMatchObject({ reason: Reason.FORWARD_LOST, outcome: Outcome.NOT_EXECUTED });
    const again = await errorOf(one.call(kvService.put, put));
    expect(again).toMatchObject({ reason: Reason.FORWARD_LOST, outcome: Outcome.NOT_EXECUTED });
  });

  it('it is used again once the leader is back', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    await one.call(kvService.put, put);
    const port = Number(two.address.split(':')[1]);
    two.kill();
    await errorOf(one.call(kvService.put, put));
    const again = await TestNode.start(2, { port });
    nodes.push(again);
    await until('reachable', () => one.forwarder.reachable(2));
    const answer = await one.call(kvService.put, put).catch(() => one.call(kvService.put, put));
    expect(answer.succeeded).toBe(true);
  });
});

describe('when the deadline of a forwarded operation passes', () => {
  it('a sent write is UNKNOWN, a read NOT_EXECUTED, and the late answer is dropped', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    two.host.answer = () => null;
    const header = { timeoutMs: 40 };
    const write = await errorOf(one.call(kvService.put, { ...put, header }));
    expect(write).toMatchObject({ reason: Reason.DEADLINE, outcome: Outcome.UNKNOWN });
    const read = await errorOf(one.call(kvService.get, { ...get, header }));
    expect(read).toMatchObject({ reason: Reason.DEADLINE, outcome: Outcome.NOT_EXECUTED });
    for (const { sink, slot, partition } of two.host.submitted) {
      const reply = { result: commandResult(), at: servedAt(partition) };
      sink.reply(slot, { type: 'written', ...reply });
    }
    two.host.answer = (operation) => two.host.execute(operation);
    const next = await one.call(kvService.put, put);
    expect(next.succeeded).toBe(true);
    expect(one.router.pending).toBe(0);
  });

  it('before it could be sent, nothing was executed', async () => {
    const [one] = (await cluster(1, { limits: { connectMs: 5_000 } })) as [TestNode];
    const { createServer } = await import('node:net');
    const hole = createServer(() => {});
    await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve));
    const { port } = hole.address() as { port: number };
    one.view.members.push({ id: 2, name: 'n2', address: `127.0.0.1:${port}` });
    const detail = await errorOf(one.call(kvService.put, { ...put, header: { timeoutMs: 40 } }));
    expect(detail).toMatchObject({ reason: Reason.DEADLINE, outcome: Outcome.NOT_EXECUTED });
    hole.close();
  });
});

describe('a full node', () => {
  it('refuses before any work, with a delay', async () => {
    const [one] = (await cluster(1, { pendingOperations: 2 })) as [TestNode];
    one.host.led = null;
    one.host.answer = () => null;
    const stuck = [one.call(kvService.get, get), one.call(kvService.get, get)].map((call) =>
      call.catch(() => null),
    );
    await until('two pending', () => one.router.pending === 2);
    const detail = await errorOf(one.call(kvService.put, put));
    expect(detail).toMatchObject({
      reason: Reason.OVERLOADED,
      outcome: Outcome.NOT_EXECUTED,
      limit: 2,
      retryAfterMs: 25,
    });
    expect(one.host.submitted.length).toBe(2);
    one.kill();
    await Promise.all(stuck);
  });

  it('bounds what is on its way to another node', async () => {
    const limits = { forwardOperations: 1 };
    const [one, two] = (await cluster(2, { limits })) as [TestNode, TestNode];
    two.host.answer = () => null;
    const first = one.call(kvService.get, get).catch(() => null);
    await until('the first is there', () => two.host.submitted.length === 1);
    const detail = await errorOf(one.call(kvService.get, get));
    expect(detail).toMatchObject({ reason: Reason.OVERLOADED, outcome: Outcome.NOT_EXECUTED });
    two.kill();
    await first;
  });

  it('that drains or knows no topology says so', async () => {
    const [one] = (await cluster(1)) as [TestNode];
    one.host.draining = true;
    expect((await errorOf(one.call(kvService.put, put))).reason).toBe(Reason.DRAINING);
    one.host.draining = false;
    one.view.epoch = 0;
    expect((await errorOf(one.call(kvService.put, put))).reason).toBe(Reason.NOT_READY);
  });
});

type Pipeline = ClientDuplexStream<
  ringkv.v1.PipelineRequest.$Properties,
  ringkv.v1.PipelineResponse.$Properties
>;

function pipeline(node: TestNode): { call: Pipeline; messages: ringkv.v1.Result.$Properties[][] } {
  const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
  const call = node.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  const messages: ringkv.v1.Result.$Properties[][] = [];
  call.on('data', (response: ringkv.v1.PipelineResponse.$Properties) => {
    messages.push(response.results ?? []);
  });
  call.on('error', () => {});
  return { call, messages };
}

function gets(count: number): ringkv.v1.Operation.$Properties[] {
  return Array.from({ length: count }, (_, i) => ({ id: i + 1, get: { key: utf8(`k${i}`) } }));
}

describe('a Pipeline', () => {
  it('answers the operations of one message with one message', async () => {
    const [one] = (await cluster(1)) as [TestNode];
    one.host.led = null;
    const { call, messages } = pipeline(one);
    call.write({ operations: gets(1_000) });
    await until('answers', () => messages.flat().length === 1_000);
    expect(messages.length).toBe(1);
    expect(new Set(messages.flat().map(({ id }) => id)).size).toBe(1_000);
  });

  it('forwards a message as one message, and the answers come under the own ids', async () => {
    const [one, two] = (await cluster(2)) as [TestNode, TestNode];
    let turns = 0;
    let counting = false;
    two.host.answer = (operation) => {
      if (!counting) {
        counting = true;
        turns++;
        setImmediate(() => {
          counting = false;
        });
      }
      return two.host.execute(operation);
    };
    const { call, messages } = pipeline(one);
    call.write({ operations: gets(500) });
    await until('answers', () => messages.flat().length === 500);
    expect(messages.length).toBe(1);
    expect(turns).toBe(1);
    const ids = messages.flat().map(({ id }) => id ?? 0);
    expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(messages.flat().every(({ get: answer }) => answer?.header?.servedBy === 2)).toBe(true);
  });

  it('is not read further while too many operations are unanswered', async () => {
    const [one] = (await cluster(1, { limits: { streamOperations: 100 } })) as [TestNode];
    one.host.led = null;
    one.host.answer = () => null;
    const { call, messages } = pipeline(one);
    for (let i = 0; i < 50; i++) call.write({ operations: gets(100) });
    await until('the first message', () => one.host.submitted.length >= 100);
    // On the same connection, behind all that was written: whatever can be read by now has been.
    for (let i = 0; i < 20; i++) await one.call(healthService.check, {});
    const taken = one.host.submitted.length;
    expect(taken).toBeLessThan(1_000);
    one.host.answer = (operation) => one.host.execute(operation);
    for (const operation of one.host.submitted.slice()) {
      if (operation.slot >= 0) operation.sink.reply(operation.slot, one.host.execute(operation));
    }
    await until('everything', () => messages.flat().length === 5_000);
  });

  it('splits large answers and ends after the last one', async () => {
    const [one] = (await cluster(1)) as [TestNode];
    one.host.led = null;
    const { call, messages } = pipeline(one);
    let ended = false;
    call.on('end', () => {
      ended = true;
    });
    const value = new Uint8Array(400_000);
    one.host.answer = ({ partition }) => ({
      type: 'record',
      record: {
        key: utf8('k'),
        value,
        version: 1,
        createRevision: 1,
        modRevision: 1,
        expiresAt: 0,
      },
      at: servedAt(partition),
    });
    call.write({ operations: gets(7) });
    call.end();
    await until('the end', () => ended);
    expect(messages.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
  });

  it('refuses too many operations, too many bytes, and sequences in the header', async () => {
    const [one] = (await cluster(1)) as [TestNode];
    one.host.led = null;
    const { call, messages } = pipeline(one);
    call.write({ operations: gets(4_097) });
    await until('refused', () => messages.flat().length === 4_097);
    const [first] = messages.flat();
    expect(first?.error).toMatchObject({
      reason: Reason.REQUEST_TOO_LARGE,
      limit: 4_096,
      actual: 4_097,
    });
    messages.length = 0;
    const big = { key: utf8('k'), value: new Uint8Array(1_000_000) };
    call.write({ operations: Array.from({ length: 5 }, (_, id) => ({ id, put: big })) });
    await until('refused', () => messages.flat().length === 5);
    expect(messages.flat()[0]?.error).toMatchObject({ reason: Reason.REQUEST_TOO_LARGE });
    messages.length = 0;
    const header = { clientId: new Uint8Array(16), sequence: 1, sequenceFloor: 1 };
    call.write({ header, operations: [{ id: 3, put }] });
    await until('refused', () => messages.flat().length === 1);
    expect(messages.flat()[0]).toMatchObject({ id: 3, error: { reason: Reason.INVALID_REQUEST } });
    expect(one.host.submitted.length).toBe(0);
  });

  it('that was cancelled drops its answers and releases its operations', async () => {
    const [one] = (await cluster(1)) as [TestNode];
    one.host.led = null;
    one.host.answer = () => null;
    const { call } = pipeline(one);
    call.write({ operations: gets(3) });
    await until('taken in', () => one.router.pending === 3);
    call.cancel();
    for (const operation of one.host.submitted) {
      operation.sink.reply(operation.slot, one.host.execute(operation));
    }
    expect(one.router.pending).toBe(0);
  });
});
