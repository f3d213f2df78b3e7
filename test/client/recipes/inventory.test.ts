import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../../../src/client/index.ts';
import { Inventory, OrderInterruptedError } from '../../../src/client/recipes/index.ts';
import { failureOf } from '../harness.ts';
import { World } from './direct-kv.ts';
import { Shop } from './shop.ts';

const basket = (orderId: string, ...lines: [string, number][]) => ({
  orderId,
  lines: lines.map(([sku, qty]) => ({ sku, qty })),
  ttl: '10m' as const,
});

describe('an order', () => {
  it('holds its lines, then sells them', async () => {
    const shop = await Shop.open({ ant: 10, bee: 5 });
    const inventory = shop.inventory();
    const held = await inventory.reserve(basket('o-1', ['bee', 2], ['ant', 3]));
    expect(held).toMatchObject({ ok: true, status: 'held' });
    expect(shop.counts('ant')).toEqual({ avail: 7, held: 3, sold: 0 });
    expect(await inventory.order('o-1')).toMatchObject({ status: 'held' });

    expect(await inventory.confirm('o-1')).toMatchObject({ ok: true, settled: true });
    expect(await inventory.get('ant')).toMatchObject({ received: 10, avail: 7, held: 0, sold: 3 });
    expect(await inventory.order('o-1')).toMatchObject({ status: 'confirmed' });
    shop.expectQuiet([basket('o-1', ['bee', 2], ['ant', 3]).lines]);
  });

  it('gets all of its lines or none, and is told what there was (I11)', async () => {
    const shop = await Shop.open({ ant: 10, bee: 1, cow: 9 });
    const inventory = shop.inventory();
    const wanted = basket('o-1', ['ant', 3], ['bee', 2], ['cow', 1]);
    const short = { ok: false, reason: 'sold_out', sku: 'bee', requested: 2, available: 1 };
    expect(await inventory.reserve(wanted)).toEqual(short);
    shop.expectQuiet([]);
    // The same answer again (I5), although there is enough by now.
    await inventory.receive('bee', 5, 'second');
    expect(await inventory.reserve(wanted)).toEqual(short);
    expect(await inventory.confirm('o-1')).toEqual(short);
    expect(await inventory.reserve({ ...wanted, orderId: 'o-2' })).toMatchObject({ ok: true });
  });

  it('costs one write a line, and two more', async () => {
    const shop = await Shop.open({ ant: 10, bee: 5, cow: 9 });
    let operations = 0;
    const inventory = shop.inventory((op) => {
      operations = op;
      return 'serve';
    });
    await inventory.reserve(basket('warm', ['ant', 1]));
    const before = operations;
    await inventory.reserve(basket('o-1', ['ant', 1], ['bee', 1], ['cow', 1]));
    expect(operations - before).toBe(3 + 2);
  });

  it('repeated with the same id has one effect and one answer (I5)', async () => {
    const shop = await Shop.open({ ant: 10 });
    const wanted = basket('o-1', ['ant', 2], ['ant', 1]);
    const first = await shop.inventory().reserve(wanted);
    expect(await shop.inventory().reserve(basket('o-1', ['ant', 3]))).toEqual(first);
    expect(shop.counts('ant')).toEqual({ avail: 7, held: 3, sold: 0 });
    expect(await shop.inventory().reserve(basket('o-1', ['ant', 4]))).toEqual({
      ok: false,
      reason: 'order_mismatch',
      lines: [{ sku: 'ant', qty: 3 }],
    });
    for (let time = 0; time < 2; time++) {
      expect(await shop.inventory().confirm('o-1')).toMatchObject({ ok: true });
      expect(await shop.inventory().release('o-1')).toEqual({ ok: false, reason: 'confirmed' });
      expect(await shop.inventory().reserve(wanted)).toMatchObject({ status: 'confirmed' });
    }
    shop.expectQuiet([wanted.lines]);
  });

  it('released gives the stock back once, and cannot be sold any more (I4)', async () => {
    const shop = await Shop.open({ ant: 10 });
    const inventory = shop.inventory();
    await inventory.reserve(basket('o-1', ['ant', 2]));
    for (let time = 0; time < 2; time++) {
      expect(await inventory.release('o-1')).toMatchObject({ ok: true, why: 'released' });
    }
    expect(await inventory.confirm('o-1')).toEqual({ ok: false, reason: 'released' });
    expect(shop.holdOf('ant', 'o-1')).toBe('RELEASED');
    shop.expectQuiet([]);
  });

  it('that nobody began is not found', async () => {
    const inventory = (await Shop.open({})).inventory();
    expect(await inventory.confirm('o-9')).toEqual({ ok: false, reason: 'not_found' });
    expect(await inventory.release('o-9')).toEqual({ ok: false, reason: 'not_found' });
    expect(await inventory.order('o-9')).toBe(null);
  });
});

describe('a deadline', () => {
  it('ends by the clock of the partition, exactly then, and a sweep gives the stock back (I6, I7)', async () => {
    const shop = await Shop.open({ ant: 10 });
    const inventory = shop.inventory();
    const held = await inventory.reserve(basket('o-1', ['ant', 2]));
    const left = (held.ok ? held.expiresAt : 0) - shop.world.store.timeMs;
    shop.pass(left - 1);
    expect(await inventory.sweep()).toMatchObject({ open: 1, expired: 0 });
    expect(shop.counts('ant')).toEqual({ avail: 8, held: 2, sold: 0 });
    shop.pass(1);
    expect(await inventory.sweep()).toEqual({
      open: 1,
      expired: 1,
      completed: 0,
      failed: 0,
      nextDueMs: null,
    });
    shop.expectQuiet([]);
    expect(await inventory.confirm('o-1')).toEqual({ ok: false, reason: 'expired' });
    expect(await inventory.release('o-1')).toMatchObject({ ok: true, why: 'expired' });
  });

  it('that has passed refuses a confirmation also before any sweep', async () => {
    const shop = await Shop.open({ ant: 10 });
    const inventory = shop.inventory();
    await inventory.reserve(basket('o-1', ['ant', 2]));
    shop.pass(600_001);
    expect(await inventory.confirm('o-1')).toEqual({ ok: false, reason: 'expired' });
    shop.expectQuiet([]);
  });

  it('survives an app whose clock is wrong by years', async () => {
    const shop = await Shop.open({ ant: 10 });
    for (const jump of [0, 40 * 365 * 86_400_000]) {
      shop.pass(jump);
      // A new process has nothing but its own clock to propose a deadline from.
      const held = await shop.inventory().reserve(basket(`o-${jump}`, ['ant', 1]));
      const ms = (held.ok ? held.expiresAt : 0) - shop.world.store.timeMs;
      expect(ms).toBeGreaterThan(300_000 - 1);
      expect(ms).toBeLessThanOrEqual(601_000);
    }
  });

  it('is compared where the order lives: a sweeper whose clock runs ahead expires nothing early (I7)', async () => {
    const shop = await Shop.open({ ant: 10 });
    await shop.inventory().reserve(basket('o-1', ['ant', 2]));
    const { store } = shop.world;
    // The partition that it asks for the time is fast, that of the order is not.
    const hasty = shop.inventory((op) => {
      store.timeMs += op === 1 ? 700_000 : op === 2 ? -700_000 : 0;
      return 'serve';
    });
    expect(await hasty.sweep()).toMatchObject({ open: 1, expired: 0 });
    expect(shop.counts('ant')).toEqual({ avail: 8, held: 2, sold: 0 });
    expect(await shop.inventory().confirm('o-1')).toMatchObject({ ok: true });
  });

  it('is seen by a sweeper also while the partition that it asks for the time is away', async () => {
    const shop = await Shop.open({ ant: 10 });
    await shop.inventory().reserve(basket('o-1', ['ant', 2]));
    shop.pass(3_600_000);
    const sweeper = shop.inventory((_, { kind }) => (kind === 'touch' ? 'never' : 'serve'));
    expect(await sweeper.sweep({ timeoutMs: 50 })).toMatchObject({ open: 1, expired: 1 });
    shop.expectQuiet([]);
  });

  it('TTL alone returns nothing: a hold has none until it is ended', async () => {
    const shop = await Shop.open({ ant: 10 });
    await shop.inventory().reserve(basket('o-1', ['ant', 2]));
    shop.pass(365 * 86_400_000);
    expect(shop.holdOf('ant', 'o-1')).toBe('HELD');
    expect(await shop.inventory().sweep()).toMatchObject({ expired: 1 });
    shop.expectQuiet([]);
    // What has ended is forgotten in time: the space comes back.
    shop.pass(3 * 86_400_000);
    expect(shop.world.keys('stock/hold/')).toEqual([]);
    expect(shop.world.keys('stock/done/')).toEqual([]);
  });
});

describe('stock', () => {
  it('comes in once per reference', async () => {
    const shop = await Shop.open({});
    const inventory = shop.inventory();
    expect(await inventory.receive('ant', 5, 'd-1')).toEqual({ ok: true, repeated: false });
    expect(await inventory.receive('ant', 5, 'd-1')).toEqual({ ok: true, repeated: true });
    expect(await inventory.receive('ant', 6, 'd-1')).toMatchObject({ reason: 'ref_mismatch' });
    expect(await inventory.adjust('ant', -6, 'broken')).toEqual({
      ok: false,
      reason: 'insufficient',
      available: 5,
    });
    expect(await inventory.adjust('ant', -2, 'broken')).toEqual({ ok: true, repeated: false });
    expect(await inventory.get('ant')).toMatchObject({ received: 3, avail: 3 });
  });

  it('of one unit is sold to one of three hundred customers', async () => {
    const shop = await Shop.open({ last: 1 });
    const results = await Promise.all(
      Array.from({ length: 300 }, async (_, n) =>
        shop.inventory().reserve(basket(`o-${n}`, ['last', 1])),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(shop.counts('last')).toEqual({ avail: 0, held: 1, sold: 0 });
    for (const result of results) {
      if (!result.ok) expect(result).toMatchObject({ reason: 'sold_out', available: 0 });
    }
  });
});

describe('the audit', () => {
  it('names the articles that do not add up, and only those', async () => {
    const world = await World.make();
    const kv = world.client();
    const inventory = new Inventory(kv);
    for (const sku of ['ant', 'bee/{1}', 'cow', 'dog']) await inventory.receive(sku, 5, 'r');
    const sound = await inventory.auditAll();
    expect(sound).toEqual({
      checked: 4,
      violations: [],
      total: { received: 20, avail: 20, held: 0, sold: 0 },
    });

    await kv.increment('stock/count/{bee%2F%7B1%7D}/sold', 1);
    await kv.increment('stock/count/{dog}/avail', -6);
    await kv.increment('stock/count/{dog}/held', 6);
    const wrong = [
      { sku: 'bee/{1}', received: 5, avail: 5, held: 0, sold: 1 },
      { sku: 'dog', received: 5, avail: -1, held: 6, sold: 0 },
    ];
    expect((await inventory.auditAll()).violations).toEqual(wrong);
    const some = await inventory.audit(['ant', 'bee/{1}', 'cow', 'dog']);
    expect(some.violations).toEqual(expect.arrayContaining(wrong));
    expect(some.violations).toHaveLength(2);
  });
});

describe('an interrupted call', () => {
  it('says so, never that nothing was done, and goes on when it is repeated', async () => {
    const shop = await Shop.open({ ant: 10, bee: 10 });
    const wanted = basket('o-1', ['ant', 1], ['bee', 1]);
    // The order is begun, then nothing gets through any more.
    const cut = shop.inventory((op) => (op <= 2 ? 'serve' : 'never'));
    const failure = await failureOf(cut.reserve(wanted, { timeoutMs: 50 }));
    expect(failure).toBeInstanceOf(OrderInterruptedError);
    expect(failure).toMatchObject({ outcome: 'unknown', orderId: 'o-1' });
    expect(await shop.inventory().confirm('o-1')).toEqual({ ok: false, reason: 'incomplete' });
    expect(await shop.inventory().reserve(wanted)).toMatchObject({ ok: true, status: 'held' });
  });

  it('refuses what is no basket before any work', async () => {
    const inventory = (await Shop.open({})).inventory();
    const wrong = [
      { orderId: 'o', lines: [] },
      { orderId: '', lines: [{ sku: 'a', qty: 1 }] },
      { orderId: 'o', lines: [{ sku: 'a', qty: 0 }] },
      { orderId: 'o', lines: [{ sku: 'a', qty: 1.5 }] },
      { orderId: 'o', lines: [{ sku: 'a', qty: 1 }], ttl: '2h' as const },
    ];
    for (const one of wrong) {
      expect(await failureOf(inventory.reserve(one))).toBeInstanceOf(InvalidRequestError);
    }
    const world = await World.make();
    expect(() => new Inventory(world.client(), { retention: '1h' })).toThrow(/four times maxHold/);
    expect(() => new Inventory(world.client(), { name: '{a}' })).toThrow(/name of an inventory/);
  });
});
