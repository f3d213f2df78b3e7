import { describe, expect, it } from 'vitest';
import { Ledger } from '../../examples/platform/ledger.ts';
import { StockAudit } from '../../examples/platform/stock-audit.ts';
import { Inventory } from '../../src/client/recipes/index.ts';
import { World } from '../client/recipes/direct-kv.ts';

function books(): Ledger {
  const ledger = new Ledger();
  ledger.received('ant', 10);
  ledger.received('bee', 5);
  ledger.confirmed('o-1', [
    { sku: 'ant', qty: 2 },
    { sku: 'bee', qty: 1 },
  ]);
  ledger.confirmed('o-2', [{ sku: 'ant', qty: 1 }]);
  return ledger;
}

const ant = { sku: 'ant', received: 10, avail: 7, held: 0, sold: 3 };
const bee = { sku: 'bee', received: 5, avail: 4, held: 0, sold: 1 };

function violations(...stocks: (typeof ant)[]): readonly string[] {
  const audit = new StockAudit(books());
  for (const stock of stocks) audit.check(stock);
  return audit.end();
}

describe('the audit of the platform', () => {
  it('finds nothing in a store that agrees with the books', () => {
    expect(violations(ant, bee)).toEqual([]);
  });

  it('names what was sold twice, lost, left behind or made up, with SKU and numbers', () => {
    const numbers = 'received 10, avail 6, held 0, sold 3';
    expect(violations({ ...ant, avail: 6 }, bee)).toEqual([`ant does not add up: ${numbers}`]);
    expect(violations({ ...ant, avail: 6, sold: 4 }, bee)).toEqual([
      'ant sold more than was confirmed: sold 4, confirmed 3',
    ]);
    expect(violations({ ...ant, avail: 8, sold: 2 }, bee)).toEqual([
      'ant lost confirmed sales: sold 2, confirmed 3',
    ]);
    expect(violations({ ...ant, avail: 5, held: 2 }, bee)).toEqual([
      'ant still holds 2 after the last sweep: received 10, avail 5, held 2, sold 3',
    ]);
    expect(violations({ ...ant, received: 11, avail: 8 }, bee)).toEqual([
      'ant received 11, the books say 10',
    ]);
    expect(violations({ ...ant, avail: -1, held: 8 }, bee)).toHaveLength(2);
    expect(violations(ant)).toEqual(['1 articles found, the books have 2']);
    expect(violations(ant, bee, bee)).toContain('bee was read twice');
  });

  it('counts what it does not list', () => {
    const audit = new StockAudit(new Ledger());
    for (let n = 0; n < 50; n++) audit.check({ ...ant, sku: `x-${n}`, sold: 0, avail: 10 });
    expect(audit.end()).toHaveLength(22);
    expect(audit.end().at(-1)).toBe('and 30 more violations');
  });
});

describe('the ledger', () => {
  it('notices an order that was confirmed twice', () => {
    const ledger = books();
    ledger.confirmed('o-1', [{ sku: 'ant', qty: 2 }]);
    expect(ledger.breaches).toEqual(['order o-1 was confirmed twice']);
  });

  it('asks the store about orders and deliveries of which it heard nothing', async () => {
    const inventory = new Inventory((await World.make()).client());
    const ledger = new Ledger();
    await inventory.receive('ant', 10, 'opening');
    ledger.received('ant', 10);
    const lines = [{ sku: 'ant', qty: 2 }];
    for (const orderId of ['sold', 'open', 'given-back']) {
      await inventory.reserve({ orderId, lines });
      ledger.unknown(orderId, lines, 'confirm');
    }
    await inventory.confirm('sold');
    await inventory.release('given-back');
    ledger.unknown('never-begun', lines, 'reserve');
    await inventory.receive('ant', 5, 'heard-nothing');
    ledger.delivering('heard-nothing', 'ant', 5);
    ledger.delivering('never-came', 'ant', 1);

    expect(await ledger.resolve(inventory)).toBe(4);
    expect([...ledger.confirmedOrders.keys()]).toEqual(['sold']);
    expect(ledger.expectedReceived('ant')).toBe(16);
    expect(await inventory.get('ant')).toMatchObject({ received: 16, sold: 2 });
    expect(ledger.breaches).toEqual(['order open is still held after the last sweep']);
  });

  it('notices an order that was sold though the shop only reserved or released it', async () => {
    const inventory = new Inventory((await World.make()).client());
    const ledger = new Ledger();
    await inventory.receive('ant', 10, 'opening');
    const lines = [{ sku: 'ant', qty: 2 }];
    for (const call of ['reserve', 'release', 'confirm'] as const) {
      await inventory.reserve({ orderId: call, lines });
      await inventory.confirm(call);
      ledger.unknown(call, lines, call);
    }
    await ledger.resolve(inventory);
    expect(ledger.breaches).toEqual([
      'order reserve was sold, its last call was reserve',
      'order release was sold, its last call was release',
    ]);
  });
});
