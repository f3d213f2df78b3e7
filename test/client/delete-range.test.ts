import { describe, expect, it } from 'vitest';
import {
  check,
  DeleteRangeError,
  type RingKv,
  UnknownOutcomeError,
} from '../../src/client/index.ts';
import { present } from '../../src/util/assert.ts';
import type { FakeCluster } from './fake-cluster.ts';
import { clientOf, failureOf, fakeCluster } from './harness.ts';

async function filled(count = 20): Promise<{ cluster: FakeCluster; kv: RingKv }> {
  const cluster = await fakeCluster();
  const kv = await clientOf(cluster);
  cluster.store.rangeKeys = 3;
  await Promise.all(Array.from({ length: count }, (_, n) => kv.put(`k${n}`, 'v')));
  await kv.put('other', 'v');
  return { cluster, kv };
}

describe('deleteRange', () => {
  it('goes through all pages of all partitions', async () => {
    const { cluster, kv } = await filled();
    const { deleted, revisions } = await kv.deleteRange('k');
    expect([deleted, revisions.size]).toEqual([20, 4]);
    expect([...cluster.store.rows.values()].length).toBe(1);
    expect(await kv.deleteRange('k')).toMatchObject({ deleted: 0 });
  });

  it('asks but one partition where the prefix names it', async () => {
    const { cluster, kv } = await filled(0);
    await Promise.all(Array.from({ length: 7 }, (_, n) => kv.put(`{g}/${n}`, 'v')));
    expect((await kv.deleteRange('{g}/')).revisions.size).toBe(1);
    expect(cluster.store.executed('deleteRange {g}/')).toBe(3);
  });

  it('repeats a page whose answer was lost under its sequence, and counts it once (R31)', async () => {
    const { cluster, kv } = await filled();
    let lost = 0;
    cluster.script((operation) => (operation.deleteRange && lost++ === 0 ? 'close' : 'serve'));
    expect((await kv.deleteRange('k')).deleted).toBe(20);
    expect(kv.stats().deduplicated).toBe(1);
  });

  it('says how far it got when it fails, and what may be left', async () => {
    const { cluster, kv } = await filled(60);
    const stuck = cluster.store.partitionOf(Buffer.from('k1'));
    let pages = 0;
    cluster.script(({ deleteRange }) =>
      deleteRange?.partition === stuck && pages++ > 0 ? 'drop' : 'serve',
    );
    const error = await failureOf(kv.deleteRange('k', { timeoutMs: 150 }));
    expect(error).toBeInstanceOf(DeleteRangeError);
    const { deleted, unfinished, outcome, cause } = error as DeleteRangeError;
    expect(outcome).toBe('unknown');
    expect(unfinished).toEqual([stuck]);
    expect(deleted).toBeGreaterThanOrEqual(3);
    expect(cause).toBeInstanceOf(UnknownOutcomeError);
    cluster.script(() => 'serve');
    // What became of the page can still be asked for.
    const resolution = await (cause as UnknownOutcomeError).resolve();
    const last = resolution.status === 'done' ? resolution.answer : null;
    expect(present(last, 'answer').value).toBeGreaterThan(0);
    expect(deleted + present(last, 'answer').value).toBeLessThanOrEqual(60);
    await kv.deleteRange('k');
    expect(cluster.store.rows.size).toBe(1);
  });

  it('refuses to delete everything', async () => {
    const { kv } = await filled(0);
    expect(await failureOf(kv.deleteRange(''))).toMatchObject({ name: 'InvalidRequestError' });
  });
});

describe('deleteRange in a transaction', () => {
  it('is refused where its prefix names no partition, and shares that of the others', async () => {
    const { kv } = await filled(0);
    expect(await failureOf(kv.txn({ then: [kv.ops.deleteRange('k')] }))).toMatchObject({
      name: 'CrossPartitionError',
    });
    const strangers = kv.txn({ then: [kv.ops.deleteRange('{a}/'), kv.ops.delete('{b}/x')] });
    expect(await failureOf(strangers)).toMatchObject({ keys: ['{a}/', '{b}/x'] });
  });
});

describe('conditions on a prefix', () => {
  it('have to name their partition', async () => {
    const { kv } = await filled(0);
    const error = await failureOf(kv.txn({ if: [check.count('k', '=', 0)] }));
    expect(error).toMatchObject({
      name: 'CrossPartitionError',
      message: expect.stringContaining('"k"'),
    });
    const strangers = kv.txn({
      if: [check.count('{a}/', '=', 0), check.everyVersion('{b}/', '=', 1)],
    });
    expect(await failureOf(strangers)).toMatchObject({
      name: 'CrossPartitionError',
      keys: ['{a}/', '{b}/'],
    });
  });
});
