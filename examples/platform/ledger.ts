import type { Inventory, Line } from 'ringkv/recipes';
import { Counts } from './meters.ts';

/** One article: its key and how it is picked. */
export interface Article {
  readonly sku: string;
  readonly opening: number;
}

/** What the shop asked of an order. */
export type OrderCall = 'reserve' | 'release' | 'confirm';

/** What the shop believes, from the answers that it got and nothing else: what the audit compares the store with. */
export class Ledger {
  readonly #received = new Map<string, number>();
  readonly #confirmed = new Map<string, readonly Line[]>();
  /** Orders of which the shop does not know what became of its last call. */
  readonly #open = new Map<string, { readonly lines: readonly Line[]; readonly call: OrderCall }>();
  /** Deliveries that may or may not have been booked. */
  readonly #deliveries = new Map<string, { readonly sku: string; readonly qty: number }>();
  readonly #breaches: string[] = [];
  readonly outcomes = new Counts();

  /** Violations seen while it ran. */
  get breaches(): readonly string[] {
    return this.#breaches;
  }

  get confirmedOrders(): ReadonlyMap<string, readonly Line[]> {
    return this.#confirmed;
  }

  get openOrders(): number {
    return this.#open.size;
  }

  breach(what: string): void {
    this.#breaches.push(what);
  }

  received(sku: string, qty: number): void {
    this.#received.set(sku, (this.#received.get(sku) ?? 0) + qty);
  }

  delivering(ref: string, sku: string, qty: number): void {
    this.#deliveries.set(ref, { sku, qty });
  }

  delivered(ref: string): void {
    const delivery = this.#deliveries.get(ref);
    if (delivery === undefined) return;
    this.#deliveries.delete(ref);
    this.received(delivery.sku, delivery.qty);
  }

  confirmed(orderId: string, lines: readonly Line[]): void {
    if (this.#confirmed.has(orderId)) this.breach(`order ${orderId} was confirmed twice`);
    this.#confirmed.set(orderId, lines);
  }

  unknown(orderId: string, lines: readonly Line[], call: OrderCall): void {
    this.#open.set(orderId, { lines, call });
  }

  /** Once all is quiet: what nobody knew is asked or done again, which has one effect. Answers how many orders. */
  async resolve(inventory: Inventory): Promise<number> {
    const asked = this.#open.size;
    for (const [orderId, { lines, call }] of this.#open) {
      const order = await inventory.order(orderId);
      if (order?.status === 'confirmed') {
        this.confirmed(orderId, lines);
        // Whatever became of a reserve or a release, it sells nothing.
        if (call !== 'confirm') this.breach(`order ${orderId} was sold, its last call was ${call}`);
      } else if (order !== null && order.status !== 'undone') {
        this.breach(`order ${orderId} is still ${order.status} after the last sweep`);
      }
    }
    this.#open.clear();
    for (const [ref, { sku, qty }] of this.#deliveries) {
      const booked = await inventory.receive(sku, qty, ref);
      if (booked.ok) this.delivered(ref);
      else this.breach(`delivery ${ref} of ${qty} ${sku} was refused: ${booked.reason}`);
    }
    return asked;
  }

  expectedReceived(sku: string): number {
    return this.#received.get(sku) ?? 0;
  }

  get articles(): number {
    return this.#received.size;
  }

  /** Units sold by SKU, summed over the orders that are known to be confirmed. */
  expectedSold(): ReadonlyMap<string, number> {
    const sold = new Map<string, number>();
    for (const lines of this.#confirmed.values()) {
      for (const { sku, qty } of lines) sold.set(sku, (sold.get(sku) ?? 0) + qty);
    }
    return sold;
  }
}
