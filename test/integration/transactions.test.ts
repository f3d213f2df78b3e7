import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { detailOf, kvService } from '../../src/rpc/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import { Line, patience, Stage } from './support.ts';

type TxnRequest = ringkv.v1.TxnRequest.$Properties;
type TxnResponse = ringkv.v1.TxnResponse.$Properties;
type Operation = ringkv.v1.TxnOperation.$Properties;

const { Reason, Outcome, Relation } = ringkv.v1;

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4 });
});

afterAll(async () => stage.end());

async function txn(node: string, request: TxnRequest): Promise<TxnResponse> {
  using line = new Line(stage.endpoint(node));
  return await line.ask(kvService.txn, request);
}

async function refusal(node: string, request: TxnRequest): Promise<ringkv.v1.ErrorDetail> {
  const error: unknown = await txn(node, request).catch((failure: unknown) => failure);
  const detail = detailOf(error as Parameters<typeof detailOf>[0]);
  if (detail === null) throw new Error('the transaction was not refused', { cause: error });
  return detail as ringkv.v1.ErrorDetail;
}

async function get(node: string, key: string): Promise<string | null> {
  using line = new Line(stage.endpoint(node));
  return await line.get(key);
}

const exists = (key: string, there: boolean) => ({ key: utf8(key), exists: there });
const put = (key: string, value: string): Operation => ({
  put: { key: utf8(key), value: utf8(value) },
});
const read = (key: string): Operation => ({ get: { key: utf8(key) } });

describe('a transaction from a client that speaks nothing but gRPC', () => {
  it('moves stock between keys of one partition through whatever node it meets', async () => {
    const opened = await txn('n1', {
      compare: [exists('{sku}/avail', false)],
      success: [put('{sku}/avail', '10'), put('{sku}/held', '0')],
    });
    expect(opened).toMatchObject({ succeeded: true, refused: null });
    expect(opened.header?.revision).toBeGreaterThan(0);
    for (const node of stage.cluster.names) {
      const moved = await txn(node, {
        compare: [exists('{sku}/avail', true)],
        success: [
          { increment: { key: utf8('{sku}/avail'), delta: -3, min: 0 } },
          { increment: { key: utf8('{sku}/held'), delta: 3 } },
          read('{sku}/avail'),
        ],
      });
      const [avail, held, seen] = moved.results ?? [];
      const left = avail?.increment?.value ?? Number.NaN;
      expect([left + (held?.increment?.value ?? Number.NaN), moved.succeeded]).toEqual([10, true]);
      expect(fromUtf8(seen?.get?.record?.value ?? new Uint8Array(0))).toBe(`${left}`);
      // All rows that change do so at one revision, that of the answer (R30).
      expect(seen?.get?.record?.modRevision).toBe(moved.header?.revision);
    }
    const short = await txn('n2', {
      success: [
        { increment: { key: utf8('{sku}/held'), delta: 3 } },
        { increment: { key: utf8('{sku}/avail'), delta: -3, min: 0 } },
      ],
    });
    expect(short.results).toEqual([]);
    expect(short.refused).toMatchObject({ index: 1, value: 1 });
    expect([await get('n1', '{sku}/avail'), await get('n3', '{sku}/held')]).toEqual(['1', '9']);
  });

  it('takes the other branch when a comparison fails, and both branches are transactions', async () => {
    await txn('n1', { success: [put('{cfg}/a', 'old')] });
    const lost = await txn('n3', {
      compare: [{ key: utf8('{cfg}/a'), value: utf8('other'), relation: Relation.EQUAL }],
      success: [put('{cfg}/a', 'new')],
      failure: [read('{cfg}/a'), put('{cfg}/conflicts', '1')],
    });
    expect(lost.succeeded).toBe(false);
    expect(fromUtf8(lost.results?.[0]?.get?.record?.value ?? new Uint8Array(0))).toBe('old');
    expect([await get('n2', '{cfg}/a'), await get('n2', '{cfg}/conflicts')]).toEqual(['old', '1']);
  });

  it('runs once however often it is sent, and resolve tells what it came to', async () => {
    using line = new Line(stage.endpoint('n1'));
    const { partition } = (await txn('n1', { success: [put('{once}/n', '0')] })).header ?? {};
    const clientId = randomBytes(16);
    await line.ask(kvService.openClient, { header: { clientId }, partition: partition ?? 0 });
    const request: TxnRequest = {
      header: { clientId, sequence: 1, sequenceFloor: 1 },
      success: [{ increment: { key: utf8('{once}/n'), delta: 1 } }, read('{once}/n')],
    };
    const first = await txn('n1', request);
    const again = await txn('n2', request);
    expect(again.header?.deduplicated).toBe(true);
    expect(again.results).toEqual(first.results);
    const resolved = await line.ask(kvService.resolve, {
      header: { clientId },
      partition: partition ?? 0,
      sequence: 1,
    });
    expect(resolved.executed).toBe(true);
    expect(resolved.answer?.txn?.results).toEqual(first.results);
    expect(await get('n3', '{once}/n')).toBe('1');
  });

  it('is refused as a whole when its keys lie apart or its reads are too large', async () => {
    const apart = await refusal('n2', { success: [put('a', '1'), put('abc', '1')] });
    expect(apart).toMatchObject({
      reason: Reason.CROSS_PARTITION,
      outcome: Outcome.NOT_EXECUTED,
    });
    expect(apart.message).toContain("'a' in partition 3, 'abc' in partition 1");
    const big = utf8('x'.repeat(requestLimits.txnResultBytes));
    await txn('n1', { success: [{ put: { key: utf8('{big}/a'), value: big } }] });
    const tooLarge = await refusal('n2', { success: [put('{big}/b', '1'), read('{big}/a')] });
    expect(tooLarge).toMatchObject({
      reason: Reason.RESULT_TOO_LARGE,
      outcome: Outcome.NOT_EXECUTED,
      limit: requestLimits.txnResultBytes,
    });
    expect(await get('n1', '{big}/b')).toBeNull();
  });

  it('of 128 large values is one entry of the log, also for a node that was away', async () => {
    await stage.cluster.kill('n3');
    // It may have led the partition: both others know who leads it now.
    for (const node of ['n1', 'n2']) {
      const read = async (): Promise<string | null> => get(node, '{bulk}/0').catch(() => 'refused');
      await expect.poll(read, patience).toBeNull();
    }
    const valueBytes = requestLimits.requestBytes / requestLimits.txnOperations - 64;
    const keys = Array.from({ length: requestLimits.txnOperations }, (_, n) => `{bulk}/${n}`);
    for (const fill of [1, 2, 3]) {
      const value = new Uint8Array(valueBytes).fill(fill);
      const success = keys.map((key) => ({ put: { key: utf8(key), value } }));
      const written = await txn(fill === 2 ? 'n1' : 'n2', { success });
      expect(written.results?.map((result) => result.put?.version)).toEqual(keys.map(() => fill));
    }
    await stage.cluster.restart('n3');
    await stage.expectEqualReplicas();
    await stage.cluster.kill('n1');
    using line = new Line(stage.endpoint('n3'));
    for (const key of keys) {
      const { record } = await line.ask(kvService.get, { key: utf8(key) });
      expect([record?.value?.length, record?.value?.[0]]).toEqual([valueBytes, 3]);
    }
  });
});
