import { expect, it } from 'vitest';
import { Shop } from './shop.ts';

it('the checks of these tests see a unit that is lost, made up or sold below zero', async () => {
  for (const [key, delta] of [
    ['avail', 1],
    ['held', -1],
    ['sold', 1],
  ] as const) {
    const shop = await Shop.open({ ant: 3 });
    const kv = shop.world.client();
    shop.world.watch = () => {};
    await kv.increment(`stock/count/{ant}/${key}`, delta);
    expect(() => shop.expectConserved(), key).toThrow(/^ant: /);
    expect(() => shop.expectQuiet([]), key).toThrow(/ant/);
  }
});
