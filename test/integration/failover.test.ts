import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KvError } from '../../src/client/index.ts';
import { Line, memberId, patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start();
});

afterAll(async () => stage.end());

async function getThrough(node: string, key: string): Promise<string | null> {
  using line = new Line(stage.endpoint(node));
  return await line.get(key);
}

describe('when the leader of a key is killed', () => {
  it('the next put succeeds within its deadline, from an old client and from a new one', async () => {
    const old = await stage.connect();
    await old.put('order', 'placed');
    const leader = await stage.leaderOf(old, 'order');
    await stage.cluster.kill(leader);
    expect(await old.put('order', 'paid')).toMatchObject({ ok: true, version: 2 });
    const fresh = await stage.connect();
    expect(await fresh.put('order', 'shipped')).toMatchObject({ ok: true, version: 3 });

    for (const node of stage.cluster.names.filter((name) => name !== leader)) {
      expect(await getThrough(node, 'order'), node).toBe('shipped');
    }
    const shown = await stage.kvctl('get', 'order');
    expect(shown).toEqual({ code: 0, out: 'shipped\n', err: '' });
    expect(await stage.leaderOf(fresh, 'order')).not.toBe(leader);

    await stage.cluster.restart(leader);
    await stage.expectEqualReplicas();
    expect(await getThrough(leader, 'order')).toBe('shipped');
  });

  it('status shows the dead node as down, and as up when it is back', async () => {
    const kv = await stage.connect();
    const stateOf = async (node: string): Promise<string | undefined> =>
      (await kv.status()).members.find(({ name }) => name === node)?.state;
    await stage.cluster.kill('n2');
    await expect.poll(async () => stateOf('n2'), patience).toBe('down');
    expect(await stateOf('n1')).toBe('up');
    await stage.cluster.restart('n2');
    await expect.poll(async () => stateOf('n2'), patience).toBe('up');
  });
});

describe('a leadership', () => {
  it('moves to the node that it is given to, and the partition goes on', async () => {
    const kv = await stage.connect();
    await kv.put('moving', 'before');
    const from = await stage.leaderOf(kv, 'moving');
    const { partition } = await kv.locate('moving');
    const to = stage.cluster.names.find((name) => name !== from) ?? '';
    const moved = await kv.moveLeader(partition, memberId(to), { timeoutMs: 10_000 });
    expect(moved.leader).toBe(memberId(to));
    // The node that answers may hear of it a moment later than the one that was asked to move.
    await expect.poll(async () => (await kv.locate('moving')).leader, patience).toBe(memberId(to));
    expect(await kv.put('moving', 'after')).toMatchObject({ ok: true, version: 2 });
    expect(await getThrough(from, 'moving')).toBe('after');
  });
});

describe('a rolling restart while clients write', () => {
  it('answers every write, and none with an unknown outcome', async () => {
    const kv = await stage.connect();
    const failures: string[] = [];
    let acknowledged = 0;
    let stopped = false;
    const writer = async (name: string): Promise<void> => {
      for (let n = 0; !stopped; n++) {
        await kv.put(`${name}-${n}`, 'x').then(
          () => acknowledged++,
          (error: unknown) => {
            failures.push(
              error instanceof KvError ? `${error.outcome}: ${error.message}` : String(error),
            );
          },
        );
      }
    };
    const writers = Array.from({ length: 16 }, (_, w) => writer(`w${w}`));
    for (const node of stage.cluster.names) {
      const goal = acknowledged + 200;
      await expect.poll(() => acknowledged, patience).toBeGreaterThan(goal);
      await stage.cluster.restart(node);
    }
    stopped = true;
    await Promise.all(writers);
    expect(failures).toEqual([]);
    await stage.expectEqualReplicas();
  });
});
