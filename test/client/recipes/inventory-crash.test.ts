import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src/client/recipes/index.ts';
import { Died, type Fate } from './direct-kv.ts';
import { Shop } from './shop.ts';

const lines = [
  { sku: 'ant', qty: 2 },
  { sku: 'bee', qty: 1 },
  { sku: 'cow', qty: 3 },
];
const wanted = { orderId: 'o-1', lines, ttl: '10m' as const };

/** What a coordinator does, and the stock that it meets. */
const scenarios: Readonly<
  Record<string, { stock: Record<string, number>; run: (inventory: Inventory) => Promise<unknown> }>
> = {
  'reserves and confirms': {
    stock: { ant: 5, bee: 5, cow: 5 },
    run: async (inventory) => {
      await inventory.reserve(wanted);
      return inventory.confirm('o-1');
    },
  },
  'reserves and releases': {
    stock: { ant: 5, bee: 5, cow: 5 },
    run: async (inventory) => {
      await inventory.reserve(wanted);
      return inventory.release('o-1');
    },
  },
  'finds the second line sold out': {
    stock: { ant: 5, bee: 0, cow: 5 },
    run: async (inventory) => inventory.reserve(wanted),
  },
};

/** The coordinator's fate: `fate` at its nth operation, and it is gone from there on. */
const endsAt =
  (n: number, fate: Fate) =>
  (op: number): Fate => {
    if (op < n) return 'serve';
    return op === n ? fate : 'die';
  };

/** Runs a process until it ends or dies; answers whether it died. */
async function dies(run: Promise<unknown>): Promise<boolean> {
  try {
    await run;
    return false;
  } catch (error) {
    if (error instanceof Died) return true;
    throw error;
  }
}

/** After everything: an order is sold or not, never in between, and the stock agrees. */
async function expectSettled(shop: Shop): Promise<string> {
  const order = await shop.inventory().order('o-1');
  const status = order?.status ?? 'never begun';
  expect(['confirmed', 'undone', 'never begun']).toContain(status);
  shop.expectQuiet(status === 'confirmed' ? [lines] : []);
  return status;
}

for (const [name, { stock, run }] of Object.entries(scenarios)) {
  describe(`a coordinator that ${name}`, () => {
    it('may die before or after any operation: a sweep finishes its order (I4, I8)', async () => {
      const seen = new Set<string>();
      for (const fate of ['die', 'die_after'] as const) {
        for (let n = 1; ; n++) {
          const shop = await Shop.open(stock);
          const died = await dies(run(shop.inventory(endsAt(n, fate))));
          shop.pass(700_000);
          await shop.inventory().sweep();
          seen.add(await expectSettled(shop));
          // I12: once more changes nothing.
          const before = shop.world.store.executions.size;
          await shop.inventory().sweep();
          expect(shop.world.store.executions.size).toBe(before);
          if (!died) break;
        }
      }
      // Each kind of end was met, or this shows nothing.
      if (name === 'reserves and confirms') expect([...seen].sort()).toContain('confirmed');
      expect(seen).toContain('undone');
    });

    it('may leave a write on its way that arrives after all is over', async () => {
      for (let n = 1; ; n++) {
        const shop = await Shop.open(stock);
        const died = await dies(run(shop.inventory(endsAt(n, 'later'))));
        shop.pass(700_000);
        await shop.inventory().sweep();
        shop.world.runLater();
        await shop.inventory().sweep();
        await expectSettled(shop);
        if (!died) break;
      }
    });

    it('may be followed by sweepers that die, too, at any point', async () => {
      for (let n = 1; ; n++) {
        let coordinatorDied = false;
        for (let m = 1; ; m++) {
          const shop = await Shop.open(stock);
          coordinatorDied = await dies(run(shop.inventory(endsAt(n, 'die_after'))));
          shop.pass(700_000);
          const sweeperDied = await dies(shop.inventory(endsAt(m, 'die_after')).sweep());
          shop.pass(10_000);
          await shop.inventory().sweep();
          await expectSettled(shop);
          if (!sweeperDied) break;
        }
        if (!coordinatorDied) break;
      }
    });

    it('hears nothing of any one operation, runs it again and comes to the same (I5, I9)', async () => {
      const plain = await Shop.open(stock);
      const answer = await run(plain.inventory());
      for (const fate of ['lost', 'never', 'later'] as const) {
        let reached = true;
        for (let n = 1; reached; n++) {
          reached = false;
          const shop = await Shop.open(stock);
          const inventory = shop.inventory((op) => {
            reached ||= op === n;
            return op === n ? fate : 'serve';
          });
          const repeated = (await run(inventory)) as object;
          expect(repeated, `${fate} at ${n}`).toMatchObject(timeless(answer as object));
          shop.world.runLater();
          await expectSettled(shop);
          // The order of before the deadline needs no sweeper.
          expect(await shop.inventory().sweep()).toMatchObject({ open: 0 });
        }
      }
    });
  });
}

function timeless<T extends object>(answer: T): Partial<T> {
  const { ...rest } = answer as T & { expiresAt?: number };
  delete rest.expiresAt;
  return rest;
}

describe('confirmation and expiry of one order', () => {
  it('have exactly one winner, whichever way their operations interleave (I4, I6)', async () => {
    const outcomes = new Set<string>();
    for (let turns = 0; turns < 16; turns++) {
      for (const early of [true, false]) {
        const shop = await Shop.open({ ant: 5, bee: 5, cow: 5 });
        await shop.inventory().reserve(wanted);
        shop.pass(early ? 590_000 : 700_000);
        // The customer is held up for so many turns of the event loop before each operation, the sweepers are not.
        const customer = shop.inventory(async (): Promise<Fate> => {
          for (let turn = 0; turn < turns; turn++) await Promise.resolve();
          return 'serve';
        });
        const confirming = customer.confirm('o-1');
        const [confirmed] = await Promise.all([
          confirming,
          (async () => {
            if (early) shop.pass(20_000);
            await Promise.all([shop.inventory().sweep(), shop.inventory().sweep()]);
          })(),
        ]);
        shop.pass(10_000);
        await shop.inventory().sweep();
        const status = await expectSettled(shop);
        expect(confirmed.ok).toBe(status === 'confirmed');
        outcomes.add(status);
      }
    }
    expect(outcomes).toContain('undone');
  });

  it.each([
    ['the end of its order', 700_000],
    // By then no tombstone is left: the deadline alone keeps it from holding anything.
    ['all memory of its order', 3 * 86_400_000],
  ])('a coordinator that slept through %s holds nothing any more', async (_, ms) => {
    const shop = await Shop.open({ ant: 5, bee: 5, cow: 5 });
    let wake = (): void => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    // The first write taught it the time, the third held the first line.
    const sleeper = shop.inventory(async (op): Promise<Fate> => {
      if (op === 4) await asleep;
      return 'serve';
    });
    const reserving = sleeper.reserve(wanted);
    await expect.poll(() => shop.counts('ant').held).toBe(2);
    shop.pass(700_000);
    await shop.inventory().sweep();
    shop.pass(ms - 700_000);
    wake();
    expect(await reserving).toMatchObject({ ok: false, reason: 'expired' });
    shop.expectQuiet([]);
  });

  it('a coordinator that slept while its order was released holds nothing before the deadline, either', async () => {
    const shop = await Shop.open({ ant: 5, bee: 5, cow: 5 });
    let wake = (): void => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const sleeper = shop.inventory(async (op): Promise<Fate> => {
      if (op === 4) await asleep;
      return 'serve';
    });
    const reserving = sleeper.reserve(wanted);
    await expect.poll(() => shop.counts('ant').held).toBe(2);
    expect(await shop.inventory().release('o-1')).toMatchObject({ ok: true, settled: true });
    shop.pass(10_000);
    wake();
    expect(await reserving).toMatchObject({ ok: false, reason: 'released' });
    shop.expectQuiet([]);
  });
});
