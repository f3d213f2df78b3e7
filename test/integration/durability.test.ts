import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contradictions } from '../../jepsen-lite/storm/verify.ts';
import { Writers } from '../../jepsen-lite/storm/writers.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start();
});

afterAll(async () => stage.end());

/** Waits until so many more writes have been acknowledged, on all partitions that the writers meet. */
async function progress(writers: Writers, more: number): Promise<void> {
  const goal = writers.acknowledged.size + more;
  await expect.poll(() => writers.acknowledged.size, patience).toBeGreaterThan(goal);
}

describe('what was acknowledged', () => {
  it('survives leaders that are killed again and again, and then all nodes at once', async () => {
    const writers = new Writers();
    const clients = [await stage.connect(), await stage.connect()];
    for (const [c, kv] of clients.entries()) {
      writers.putters(
        kv,
        [1, 2, 3, 4].map((n) => `writer-${c}-${n}`),
      );
      writers.incrementers(
        kv,
        [1, 2].map((n) => `counter-${c}-${n}`),
      );
    }
    const admin = await stage.connect();
    for (const victim of ['counter-0-1', 'counter-0-2', 'counter-1-1']) {
      await progress(writers, 200);
      const leader = await stage.leaderOf(admin, victim);
      await stage.cluster.kill(leader);
      await progress(writers, 200);
      await stage.cluster.restart(leader);
    }
    await progress(writers, 200);
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.kill(name)));
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    await progress(writers, 200);
    await writers.stop();

    expect(await contradictions(await stage.connect(), writers)).toEqual([]);
    for (const expected of writers.counted.values()) expect(expected).toBeGreaterThan(0);
    await stage.expectEqualReplicas();
  });

  it('is still there after all nodes were stopped in order', async () => {
    const kv = await stage.connect();
    await kv.put('before the stop', 'kept');
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    const later = await stage.connect();
    expect((await later.get('before the stop'))?.value).toBe('kept');
    await stage.expectEqualReplicas();
  });
});
