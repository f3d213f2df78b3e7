import type { ServiceError } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { detailOf, kvService } from '../../src/rpc/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import { failed } from './fake-host.ts';
import { TestNode } from './nodes.ts';

type Request = ringkv.v1.BatchGetRequest.$Properties;

const { ReadConsistency, Reason } = ringkv.v1;
const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

async function start(): Promise<TestNode> {
  const node = await TestNode.start(1);
  nodes.push(node);
  return node;
}

function fill(node: TestNode, keys: readonly string[], value = utf8('v')): void {
  for (const key of keys) {
    const record = { value, version: 1, createRevision: 1, modRevision: 1, expiresAt: 0 };
    node.host.records.set(key, { key: utf8(key), ...record });
  }
}

function ask(node: TestNode, keys: readonly string[], header?: Request['header']) {
  return node.call(kvService.batchGet, { keys: keys.map(utf8), ...(header && { header }) });
}

async function reasonOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await promise.then(
    () => null,
    (failure: unknown) => failure,
  );
  return Reason[detailOf(error as ServiceError)?.reason ?? 0];
}

function keysOf(entries: readonly ringkv.v1.IBatchGetEntry[] | null | undefined): string[] {
  return (entries ?? []).map(({ record }) => (record?.key ? fromUtf8(record.key) : '-'));
}

describe('BatchGet', () => {
  it('answers in the order of the keys, over all partitions, what is not there as absent', async () => {
    const node = await start();
    const keys = Array.from({ length: 300 }, (_, i) => `k${299 - i}`);
    fill(node, keys);
    const asked = [...keys.slice(0, 150), 'nothing', 'k7', 'k7', ...keys.slice(150)];
    const { entries } = await ask(node, asked);
    expect(keysOf(entries)).toEqual(asked.map((key) => (key === 'nothing' ? '-' : key)));
    expect(new Set(entries?.map(({ partition }) => partition)).size).toBe(4);
    expect(node.router.pending).toBe(0);
  });

  it('answers the first keys when not all fit, and at least one', async () => {
    const node = await start();
    const keys = Array.from({ length: 12 }, (_, i) => `big${i}`);
    fill(node, keys, new Uint8Array(requestLimits.valueBytes - 100));
    const seen: string[] = [];
    let calls = 0;
    while (seen.length < keys.length) {
      const { entries } = await ask(node, keys.slice(seen.length));
      expect(entries?.length).toBeGreaterThan(0);
      seen.push(...keysOf(entries));
      calls++;
    }
    expect(seen).toEqual(keys);
    expect(calls).toBe(3);
  });

  it('begins and continues sessions, and is as old as its oldest part', async () => {
    const node = await start();
    fill(node, ['a', 'b', 'c', 'd']);
    const { header, entries } = await ask(node, ['a', 'b', 'c', 'd'], {
      consistency: ReadConsistency.SESSION,
    });
    const token = ringkv.v1.SessionToken.decode(header?.sessionToken ?? new Uint8Array());
    const seen = new Map(token.revisions?.map(({ partition, revision }) => [partition, revision]));
    for (const { partition, revision } of entries ?? []) expect(seen.get(partition)).toBe(revision);
    expect(header).toMatchObject({ level: ReadConsistency.SESSION });
  });

  it('fails as a whole when one partition cannot answer', async () => {
    const node = await start();
    node.host.answer = (operation) =>
      operation.partition === 2
        ? failed({ reason: 'NO_LEADER', outcome: 'not_executed' })
        : node.host.execute(operation);
    const keys = Array.from({ length: 20 }, (_, i) => `k${i}`);
    expect(await reasonOf(ask(node, keys))).toBe('NO_LEADER');
    expect(node.router.pending).toBe(0);
  });

  it.each([
    ['no keys', []],
    ['too many', Array.from({ length: 1_001 }, (_, i) => `k${i}`)],
    ['an empty one', ['k', '']],
    ['one that is too long', ['k', 'x'.repeat(4_097)]],
  ])('is refused for %s', async (_what, keys) => {
    const node = await start();
    expect(await reasonOf(ask(node, keys))).toMatch(
      /^(INVALID_REQUEST|REQUEST_TOO_LARGE|KEY_TOO_LARGE)$/,
    );
  });
});
