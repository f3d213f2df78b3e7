import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colocated, json } from '../../src/client/index.ts';
import { Inventory, SessionStore } from '../../src/client/recipes/index.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4 });
});

afterAll(async () => stage.end());

describe('an inventory on real nodes', () => {
  it('sells its last units once to fifty customers, while the leader of the article is killed', async () => {
    const kv = await stage.connect();
    const inventory = new Inventory(kv);
    await inventory.receive('last', 20, 'opening');
    await inventory.receive('many', 1_000, 'opening');
    const leader = await stage.leaderOf(kv, colocated('last'));
    let sold = 0;
    const customers = Array.from({ length: 50 }, async (_, n) => {
      const orderId = `o-${n}`;
      const basket = {
        orderId,
        lines: [
          { sku: 'last', qty: 1 },
          { sku: 'many', qty: 2 },
        ],
      };
      const held = await inventory.reserve(basket, { timeoutMs: 30_000 });
      if (!held.ok) {
        expect(held).toMatchObject({ reason: 'sold_out', sku: 'last', available: 0 });
        return;
      }
      expect(await inventory.confirm(orderId, { timeoutMs: 30_000 })).toMatchObject({ ok: true });
      sold++;
    });
    await Promise.all([...customers, stage.cluster.kill(leader)]);
    expect(sold).toBe(20);
    await stage.cluster.restart(leader);
    await inventory.sweep();
    expect(await inventory.auditAll()).toEqual({
      checked: 2,
      violations: [],
      total: { received: 1_020, avail: 960, held: 0, sold: 60 },
    });
  });

  it('gives back what nobody confirmed, by the clock of the partitions and one sweep of many', async () => {
    const inventory = new Inventory(await stage.connect());
    const others = new Inventory(await stage.connect());
    await inventory.receive('hold', 10, 'opening');
    for (let n = 0; n < 5; n++) {
      const lines = [{ sku: 'hold', qty: 2 }];
      await inventory.reserve({ orderId: `h-${n}`, lines, ttl: '1s' });
    }
    expect(await inventory.get('hold')).toMatchObject({ avail: 0, held: 10 });
    const swept = async (): Promise<number> => {
      await Promise.all([inventory.sweep(), others.sweep()]);
      return (await inventory.get('hold')).avail;
    };
    await expect.poll(swept, patience).toBe(10);
    expect(await inventory.confirm('h-0')).toEqual({ ok: false, reason: 'expired' });
    expect(await inventory.audit(['hold'])).toMatchObject({ violations: [] });
    expect(await others.get('hold', { consistency: 'eventual' })).toMatchObject({
      sku: 'hold',
      consistency: 'eventual',
    });
  });
});

describe('a session store on real nodes', () => {
  it('keeps what lives, and ends what is logged out or expires', async () => {
    const sessions = new SessionStore(await stage.connect(), {
      codec: json<{ cart: string[] }>(),
      ttl: '1h',
    });
    const elsewhere = new SessionStore(await stage.connect(), {
      codec: json<{ cart: string[] }>(),
    });
    const short = await sessions.create({ cart: [] }, { ttl: '1s' });
    const made = [];
    for (let n = 0; n < 10; n++) made.push(await sessions.create({ cart: [] }, { user: 'ann' }));
    const [first] = made;
    const id = first?.id ?? '';
    expect(await elsewhere.touch(id, { ttl: '2h' })).toMatchObject({ ok: true });
    expect(await elsewhere.set(id, { cart: ['ant'] })).toMatchObject({ ok: true });
    expect((await sessions.get(id))?.data).toEqual({ cart: ['ant'] });

    const moved = await sessions.regenerate(id, { user: 'ann' });
    const movedId = moved.ok ? moved.id : '';
    expect(await elsewhere.get(id)).toBe(null);
    expect((await elsewhere.get(movedId))?.data).toEqual({ cart: ['ant'] });
    expect(await elsewhere.destroyAll('ann')).toBe(10);
    expect(await sessions.get(movedId)).toBe(null);
    await expect.poll(async () => sessions.get(short.id), patience).toBe(null);
  });
});
