import { describe, expect, it } from 'vitest';
import { colocated, json } from '../../src/client/index.ts';
import { clientOf, fakeCluster } from './harness.ts';

describe('an append', () => {
  it('answers the key that the value got, and keys sort as they were appended', async () => {
    const cluster = await fakeCluster(2, 4);
    const kv = await clientOf(cluster);
    const jobs = kv.keyspace(json<{ n: number }>());
    const keys: string[] = [];
    for (let n = 0; n < 20; n++) {
      const added = await jobs.append('{q}/jobs/', { n });
      if (!added.ok) throw new Error(added.reason);
      expect(added.key).toBe(`{q}/jobs/${added.revision.toString(16).padStart(16, '0')}`);
      expect((await jobs.get(added.keyBytes))?.value).toEqual({ n });
      keys.push(added.key);
    }
    expect([...keys].sort()).toEqual(keys);
  });

  it('goes to the partition of the text in braces, and may have a time to live', async () => {
    const cluster = await fakeCluster(2, 4);
    const kv = await clientOf(cluster);
    const { partition } = await kv.put(colocated('q', 'x'), 'v');
    const added = await kv.append(colocated('q', 'jobs'), 'job', { ttl: '5s' });
    expect(added).toMatchObject({ ok: true, partition, expiresAt: 5_000 });
  });

  it('whose answer was lost is sent again and writes one key', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    let appends = 0;
    cluster.script((operation) => (operation.append && appends++ === 0 ? 'close' : 'serve'));
    expect(await kv.append('{q}/', 'job')).toMatchObject({ ok: true, deduplicated: true });
    expect(cluster.store.rows.size).toBe(1);
  });
});
