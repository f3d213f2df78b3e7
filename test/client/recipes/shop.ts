import { expect } from 'vitest';
import { Inventory, type InventoryOptions, type Line } from '../../../src/client/recipes/index.ts';
import { World } from './direct-kv.ts';

/** A shop over the direct store; every revision of every article is checked while it is open. */
export class Shop {
  readonly world: World;
  readonly stocked = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
    world.watch = () => this.expectConserved();
  }

  static async open(stock: Readonly<Record<string, number>>): Promise<Shop> {
    const shop = new Shop(await World.make());
    const inventory = shop.inventory();
    for (const [sku, qty] of Object.entries(stock)) {
      shop.stocked.set(sku, qty);
      if (qty > 0) await inventory.receive(sku, qty, 'opening');
    }
    return shop;
  }

  /** A process of its own. */
  inventory(fate?: Parameters<World['client']>[0], options?: InventoryOptions): Inventory {
    return new Inventory(this.world.client(fate), options);
  }

  count(sku: string, which: 'avail' | 'held' | 'received' | 'sold'): number {
    return this.world.count(`stock/count/{${sku}}/${which}`);
  }

  counts(sku: string): { avail: number; held: number; sold: number } {
    return {
      avail: this.count(sku, 'avail'),
      held: this.count(sku, 'held'),
      sold: this.count(sku, 'sold'),
    };
  }

  holdOf(sku: string, order: string): string | null {
    const record = this.world.value(`stock/hold/{${sku}}/${order}`);
    return record === null ? null : (JSON.parse(record) as { state: string }).state;
  }

  pass(ms: number): void {
    this.world.store.advanceTime(ms);
  }

  /** I1, I2, I3: nothing below zero and every unit in one place, at this revision. */
  expectConserved(): void {
    for (const sku of this.stocked.keys()) {
      const { avail, held, sold } = this.counts(sku);
      const least = Math.min(avail, held, sold);
      if (least < 0 || avail + held + sold !== this.count(sku, 'received')) {
        expect.fail(`${sku}: ${avail} + ${held} + ${sold} are not ${this.count(sku, 'received')}`);
      }
    }
  }

  /** I8: nothing is held, no order is open, and what left was sold by these baskets. */
  expectQuiet(sold: readonly (readonly Line[])[]): void {
    expect(this.world.keys('stock/saga/')).toEqual([]);
    for (const [sku, qty] of this.stocked) {
      const gone = sold.flat().filter((line) => line.sku === sku);
      const sum = gone.reduce((total, line) => total + line.qty, 0);
      expect(this.counts(sku), sku).toEqual({ avail: qty - sum, held: 0, sold: sum });
    }
  }
}
