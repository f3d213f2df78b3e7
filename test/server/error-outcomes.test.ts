import { readFileSync } from 'node:fs';
import { type ServiceError, status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { detailOf, kvService, watchService } from '../../src/rpc/index.ts';
import { HttpKv } from '../../src/server/http-kv.ts';
import { HttpServer } from '../../src/server/http-server.ts';
import { nodeReadiness } from '../../src/server/readiness.ts';
import { loadHash } from '../../src/util/hash.ts';
import { type Protocol, type Story, stories } from './error-stories.ts';
import { servedAt } from './fake-host.ts';
import { TestNode } from './nodes.ts';

const { Outcome, Reason } = ringkv.v1;
const hash = await loadHash();
const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

/** What whoever asked was told. */
interface Told {
  readonly code: string | undefined;
  readonly reason: string | undefined;
  readonly outcome: string | undefined;
}

function told({ code, reason, outcome }: ringkv.v1.ErrorDetail.$Properties): Told {
  return { code: status[code ?? 0], reason: Reason[reason ?? 0], outcome: Outcome[outcome ?? 0] };
}

async function failed(call: Promise<unknown>): Promise<Told> {
  const error: ServiceError = await call.then(
    (answer) => expect.fail(`it succeeded: ${JSON.stringify(answer)}`),
    (thrown: ServiceError) => thrown,
  );
  const detail = detailOf(error);
  if (detail === null) throw error;
  expect(status[error.code]).toBe(status[detail.code ?? 0]);
  return told(detail);
}

const ask: Readonly<Record<Protocol, (node: TestNode, story: Story) => Promise<Told>>> = {
  unary: (node, { request, header }) => {
    const { ack, clientId, sequence, sequenceFloor, ...rest } = request;
    const own = { ack, clientId, sequence, sequenceFloor };
    const [field] = Object.keys(rest) as ('put' | 'get')[];
    const body = rest[field ?? 'get'];
    return failed(
      node.call(kvService[field ?? 'get'], { ...body, header: { ...own, ...header } } as never),
    );
  },
  pipeline: async (node, { request, header }) => {
    const { idempotencyKey, ...rest } = header ?? {};
    const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
    const call = node.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    const answer = new Promise<ringkv.v1.Result.$Properties>((resolve, reject) => {
      call.on('data', ({ results }: ringkv.v1.PipelineResponse.$Properties) => {
        resolve(results?.[0] ?? {});
      });
      call.on('error', reject);
    });
    const operation = { ...request, id: 1, ...(idempotencyKey && { idempotencyKey }) };
    call.write({ header: rest, operations: [operation] });
    const { error } = await answer;
    call.cancel();
    call.removeAllListeners('error').on('error', () => {});
    return error ? told(error) : expect.fail('it succeeded');
  },
  http: async (node, { request, header }) => {
    const kv = new HttpKv(
      () => ({ router: node.router, hash, tokens: node.tokens }),
      () => null,
    );
    const readiness = nodeReadiness(node.view, () => node.host);
    const server = new HttpServer({ metrics: async () => '', readiness, kv });
    const port = await server.listen('127.0.0.1', 0);
    const { put, get, append, ack } = request;
    const key = Buffer.from((put ?? get)?.key ?? append?.prefix ?? []);
    const expect_ = put?.expect ? { 'if-none-match': '*' } : {};
    const response = await fetch(`http://127.0.0.1:${port}/v1/kv/${key.toString()}`, {
      method: put ? 'PUT' : append ? 'POST' : 'GET',
      headers: {
        ...expect_,
        ...(ack === 3 && { 'ringkv-ack': 'accepted' }),
        ...(put?.ttlMs && { 'ringkv-ttl': `${put.ttlMs}ms` }),
        ...(header?.idempotencyKey && {
          'idempotency-key': Buffer.from(header.idempotencyKey).toString(),
        }),
        ...(header?.sessionToken && {
          'ringkv-session': Buffer.from(header.sessionToken).toString('base64url'),
        }),
      },
      ...(get ? {} : { body: Buffer.from((put ?? append)?.value ?? []) }),
    });
    const { error } = (await response.json()) as { error: Told };
    await server.stop();
    const { code, reason, outcome } = error;
    return { code, reason, outcome };
  },
};

/** `docs/errors.md`, by reason: the code, and which outcomes it promises. */
const rows = new Map(
  readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 7 && /^[A-Z_]+$/.test(cells[1] ?? ''))
    .map(([, reason = '', code = '', outcomes = '', when = '']) => {
      return [
        reason,
        { code, outcomes: outcomes.match(/NOT_EXECUTED|UNKNOWN|EXECUTED/g) ?? [], when },
      ] as const;
    }),
);

describe.each(stories)('$reason, $outcome, when $when', (story) => {
  it.each(story.only ?? (['unary', 'pipeline', 'http'] as const))('by %s', async (protocol) => {
    const node = await TestNode.start(1);
    nodes.push(node);
    await story.given?.(node);
    const row = rows.get(story.reason);
    const { reason, outcome } = story;
    expect(await ask[protocol](node, story)).toEqual({ code: row?.code, reason, outcome });
    expect(row?.outcomes).toContain(outcome);
  });
});

describe('INTERNAL, NOT_EXECUTED, when the host answers a read of many with something else', () => {
  it('by BatchGet', async () => {
    const node = await TestNode.start(1);
    nodes.push(node);
    node.host.answer = () => ({ type: 'page', records: [], more: false, at: servedAt(0) });
    const asked = node.call(kvService.batchGet, { keys: [new Uint8Array([1])] });
    expect(await failed(asked)).toEqual({
      code: 'INTERNAL',
      reason: 'INTERNAL',
      outcome: 'NOT_EXECUTED',
    });
  });
});

describe('what no operation can be told', () => {
  const single = async (): Promise<TestNode> => {
    const node = await TestNode.start(1);
    nodes.push(node);
    return node;
  };

  it('is BAD_PAGE_TOKEN, of a scan', async () => {
    const node = await single();
    const asked = node.call(kvService.scan, { pageToken: new Uint8Array([1, 2, 3]) });
    expect(await failed(asked)).toEqual({
      code: rows.get('BAD_PAGE_TOKEN')?.code,
      reason: 'BAD_PAGE_TOKEN',
      outcome: 'NOT_EXECUTED',
    });
  });

  it.each([
    ['compacted', 'COMPACTED'],
    ['future_position', 'FUTURE_POSITION'],
  ] as const)('is that a watch is %s', async (end, reason) => {
    const node = await single();
    node.host.watchEnd = end;
    const { path, requestSerialize, responseDeserialize } = watchService.subscribe;
    const create = { prefix: new Uint8Array() };
    const call = node.client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {
      create,
    });
    const ended = new Promise((_, reject) => call.on('data', () => {}).on('error', reject));
    expect(await failed(ended)).toEqual({
      code: rows.get(reason)?.code,
      reason,
      outcome: 'NOT_EXECUTED',
    });
  });
});

describe('docs/errors.md', () => {
  const told = new Set(stories.map(({ reason, outcome }) => `${reason} ${outcome}`));
  told.add('INTERNAL NOT_EXECUTED');
  for (const reason of ['BAD_PAGE_TOKEN', 'COMPACTED', 'FUTURE_POSITION']) {
    told.add(`${reason} NOT_EXECUTED`);
  }
  /** Damage is rebuilt from the other replicas, and nobody is told. */
  const unsaid = new Set(['CORRUPT']);

  it('has a story above for every reason and outcome that it promises, and promises each that is told', () => {
    const promised = [...rows]
      .filter(([reason]) => !unsaid.has(reason))
      .flatMap(([reason, { outcomes }]) => outcomes.map((outcome) => `${reason} ${outcome}`));
    expect([...new Set(promised)].sort()).toEqual([...told].sort());
  });

  it('says of what no node says that it is so', () => {
    for (const reason of unsaid)
      expect(rows.get(reason)?.when).toContain('no node of this release says it');
  });
});
