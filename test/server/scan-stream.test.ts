import type { ClientReadableStream, ServiceError } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { detailOf, kvService } from '../../src/rpc/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { failed } from './fake-host.ts';
import { type NodeOptions, TestNode, until } from './nodes.ts';

type ScanRequest = ringkv.v1.ScanRequest.$Properties;
type ScanResponse = ringkv.v1.ScanResponse.$Properties;

const { Reason } = ringkv.v1;
const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

async function start(options: NodeOptions = {}): Promise<TestNode> {
  const node = await TestNode.start(1, options);
  nodes.push(node);
  return node;
}

function fill(node: TestNode, count: number, valueBytes = 1): string[] {
  const keys = Array.from({ length: count }, (_, n) => `k${String(n).padStart(4, '0')}`);
  const value = new Uint8Array(valueBytes);
  for (const key of keys) {
    const head = { version: 1, createRevision: 1, modRevision: 1, expiresAt: 0 };
    node.host.records.set(key, { key: utf8(key), value, ...head });
  }
  return keys;
}

function open(node: TestNode, request: ScanRequest): ClientReadableStream<ScanResponse> {
  const { path, requestSerialize, responseDeserialize } = kvService.scanStream;
  const stream = node.client.makeServerStreamRequest(
    path,
    requestSerialize,
    responseDeserialize,
    request,
  );
  // Who cares listens.
  stream.on('error', () => {});
  return stream;
}

function keysOf({ records }: ScanResponse): string[] {
  return (records ?? []).map(({ key }) => fromUtf8(key ?? utf8('')));
}

async function refusal(stream: ClientReadableStream<ScanResponse>): Promise<number | undefined> {
  const error = await new Promise<ServiceError>((resolve) => stream.once('error', resolve));
  return detailOf(error)?.reason ?? undefined;
}

describe('ScanStream', () => {
  it('brings the pages of a scan in order, each with its revisions, and ends', async () => {
    const node = await start();
    const keys = fill(node, 250);
    const found: string[] = [];
    const tokens: number[] = [];
    for await (const page of open(node, { prefix: utf8('k'), limit: 100 })) {
      const message = page as ScanResponse;
      found.push(...keysOf(message));
      tokens.push(message.nextPageToken?.length ?? 0);
      expect(message.revisions?.length).toBe(4);
    }
    expect(found).toEqual(keys);
    expect(tokens.slice(0, -1).every((length) => length > 0)).toBe(true);
    expect(tokens.at(-1)).toBe(0);
  });

  it('is one empty message where there is nothing', async () => {
    const node = await start();
    const messages: ScanResponse[] = [];
    for await (const page of open(node, { prefix: utf8('k') })) messages.push(page as ScanResponse);
    expect(messages.map(keysOf)).toEqual([[]]);
  });

  it('is taken up where it broke off, by the token of the last page that arrived', async () => {
    const node = await start();
    const keys = fill(node, 90);
    const found: string[] = [];
    let pageToken: Uint8Array | null = null;
    const broken = open(node, { prefix: utf8('k'), limit: 20, reverse: true });
    for await (const page of broken) {
      const message = page as ScanResponse;
      found.push(...keysOf(message));
      pageToken = message.nextPageToken ?? null;
      if (found.length >= 40) break;
    }
    broken.cancel();
    const rest = open(node, { prefix: utf8('k'), limit: 20, reverse: true, pageToken });
    for await (const page of rest) found.push(...keysOf(page as ScanResponse));
    expect(found).toEqual([...keys].reverse());
  });

  it('reads no further for whoever does not read: one page waits, beside the window of the connection', async () => {
    const node = await start();
    const keys = fill(node, 200, 200_000);
    const pages = (): number => node.host.submitted.length / 4;
    const stream = open(node, { prefix: utf8('k') });
    stream.pause();
    let before = -1;
    await until('the server to stop', () => {
      const still = pages() === before && before > 0;
      before = pages();
      return still;
    });
    // Of 40 pages: those that fit into the window of 4 MiB, the one that waits, and what grpc-js has taken over.
    expect(pages()).toBeLessThan(12);
    const found: string[] = [];
    for await (const page of stream) found.push(...keysOf(page as ScanResponse));
    expect(found).toEqual(keys);
  });

  it('is refused past the streams that a node may have, until one of them ends', async () => {
    const node = await start({ limits: { scanStreams: 1 } });
    fill(node, 100, 200_000);
    const first = open(node, { prefix: utf8('k') });
    await new Promise((resolve) => first.once('readable', resolve));
    expect(await refusal(open(node, { prefix: utf8('k') }))).toBe(Reason.OVERLOADED);
    first.cancel();
    let served = false;
    await until('a place', () => {
      const again = open(node, { prefix: utf8('none') });
      again.once('data', () => {
        served = true;
      });
      return served;
    });
  });

  it('ends with the error of the page that failed, after those that did not', async () => {
    const node = await start();
    fill(node, 100);
    let asked = 0;
    node.host.answer = (operation) =>
      asked++ < 8
        ? node.host.execute(operation)
        : failed({ reason: 'NO_LEADER', outcome: 'not_executed' });
    const stream = open(node, { prefix: utf8('k'), limit: 10 });
    const pages: string[][] = [];
    stream.on('data', (page: ScanResponse) => pages.push(keysOf(page)));
    expect(await refusal(stream)).toBe(Reason.NO_LEADER);
    expect(pages.length).toBe(2);
  });

  it.each<[string, ScanRequest, number]>([
    ['a count', { prefix: utf8('k'), countOnly: true }, Reason.INVALID_REQUEST],
    ['a token that is none', { pageToken: utf8('x') }, Reason.BAD_PAGE_TOKEN],
    [
      'a sequence',
      { header: { clientId: new Uint8Array(16), sequence: 1 } },
      Reason.INVALID_REQUEST,
    ],
  ])('refuses %s', async (_, request, reason) => {
    const node = await start();
    expect(await refusal(open(node, request))).toBe(reason);
  });
});
