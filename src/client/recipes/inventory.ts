import { assert } from '../../util/assert.ts';
import { check } from '../checks.ts';
import { counter } from '../codec.ts';
import { invalidRequest, KvError } from '../errors.ts';
import { type CallOptions, durationMs } from '../options.ts';
import type { Counters, Keyspace, RingKv } from '../ring-kv.ts';
import { InventoryAudit } from './inventory-audit.ts';
import { Holds } from './inventory-holds.ts';
import { Orders } from './inventory-orders.ts';
import {
  basketLines,
  checkId,
  InventoryKeys,
  type InventorySettings,
  inventoryLimits,
  inventorySettings,
  type Receipt,
  receiptCodec,
  type Saga,
  sagaCodec,
} from './inventory-records.ts';
import { Sagas, type Standing } from './inventory-sagas.ts';
import { sweepOrders } from './inventory-sweep.ts';
import type {
  AdjustResult,
  AuditReport,
  Basket,
  ConfirmResult,
  InventoryOptions,
  OrderView,
  ReleaseResult,
  ReserveResult,
  Stock,
  StockReadOptions,
  StockView,
  SweepOptions,
  SweepReport,
} from './inventory-types.ts';
import { OrderInterruptedError } from './inventory-types.ts';
import { Steps } from './steps.ts';
import { StoreClock } from './store-clock.ts';

const DEFAULT_HOLD = '15m';

/**
 * Stock that is never sold twice and never lost. Orders hold stock, then confirm or release it; what nobody confirms
 * in time goes back when {@link Inventory.sweep} runs. Every call may be repeated: an order id has one effect.
 *
 * @example
 * const inventory = new Inventory(kv);
 * await inventory.receive('sku-1', 100, 'delivery-7');
 * const held = await inventory.reserve({ orderId: 'o-1', lines: [{ sku: 'sku-1', qty: 2 }], ttl: '10m' });
 * if (held.ok) await inventory.confirm('o-1');
 * else if (held.reason === 'sold_out') console.log(`only ${held.available} of ${held.sku} left`);
 */
export class Inventory {
  readonly #kv: RingKv;
  readonly #settings: InventorySettings;
  readonly #keys: InventoryKeys;
  readonly #counts: Counters;
  readonly #receipts: Keyspace<Receipt>;
  readonly #saga: Keyspace<Saga>;
  readonly #clock = new StoreClock();
  readonly #sagas: Sagas;
  readonly #orders: Orders;
  readonly #audit: InventoryAudit;

  constructor(kv: RingKv, options: InventoryOptions = {}) {
    const settings = inventorySettings(options);
    this.#kv = kv;
    this.#settings = settings;
    this.#keys = new InventoryKeys(settings.name);
    this.#counts = kv.keyspace(counter);
    this.#receipts = kv.keyspace(receiptCodec);
    this.#saga = kv.keyspace(sagaCodec);
    this.#sagas = new Sagas(kv, this.#keys, settings, this.#clock);
    this.#orders = new Orders(this.#sagas, new Holds(kv, this.#keys, settings));
    this.#audit = new InventoryAudit(kv, this.#keys);
  }

  /** Stock that came in. */
  async receive(
    sku: string,
    qty: number,
    ref: string,
    options?: CallOptions,
  ): Promise<AdjustResult> {
    if (qty <= 0) throw invalidRequest(`${qty} units cannot be received; use adjust`);
    return this.adjust(sku, qty, ref, options);
  }

  /** Adds to what was received and is available; below zero takes away, at most what is available. Once per `ref`. */
  async adjust(
    sku: string,
    delta: number,
    ref: string,
    options?: CallOptions,
  ): Promise<AdjustResult> {
    if (!Number.isSafeInteger(delta) || Math.abs(delta) > inventoryLimits.quantity) {
      throw invalidRequest(
        `A change is a whole number up to ${inventoryLimits.quantity}, not ${delta}`,
      );
    }
    const key = this.#keys.receipt(checkId('sku', sku), checkId('ref', ref));
    const changed = await new Steps(options).run(async (step) =>
      this.#kv.txn(
        {
          if: [check.absent(key)],
          then: [
            this.#counts.ops.increment(this.#keys.count(sku, 'avail'), delta, { min: 0 }),
            this.#counts.ops.increment(this.#keys.count(sku, 'received'), delta),
            this.#receipts.ops.put(key, { delta }, { ttl: this.#settings.receiptRetentionMs }),
          ],
          else: [this.#receipts.ops.get(key)],
        },
        step,
      ),
    );
    if (changed.ok) return { ok: true, repeated: changed.deduplicated };
    if (changed.reason === 'out_of_range') {
      assert(
        changed.index === 0,
        () => `received of ${sku} at its bound: ${changed.value} + ${delta}`,
      );
      return { ok: false, reason: 'insufficient', available: changed.value };
    }
    const before = changed.results[0]?.value.delta ?? delta;
    return before === delta
      ? { ok: true, repeated: true }
      : { ok: false, reason: 'ref_mismatch', delta: before };
  }

  /** Holds all lines of a basket, or none. One write for each line in its own partition, and two for the order. */
  async reserve(basket: Basket, options?: CallOptions): Promise<ReserveResult> {
    const orderId = checkId('orderId', basket.orderId);
    const lines = basketLines(basket);
    const holdMs = durationMs(basket.ttl ?? DEFAULT_HOLD);
    if (!(holdMs >= 1 && holdMs <= this.#settings.maxHoldMs)) {
      throw invalidRequest(`A hold of ${holdMs} ms is not within 1..${this.#settings.maxHoldMs}`);
    }
    const steps = new Steps(options);
    const standing = await begun(orderId, async () =>
      this.#sagas.open(orderId, lines, holdMs, steps),
    );
    return continued(orderId, async () => this.#orders.reserve(standing, lines, steps));
  }

  /** Sells what is held. Of this and the expiry exactly one wins, by the clock of the order's partition. */
  async confirm(orderId: string, options?: CallOptions): Promise<ConfirmResult> {
    const steps = new Steps(options);
    const standing = await this.#find(orderId, steps);
    return continued(orderId, async () => this.#orders.confirm(standing, steps));
  }

  /** Gives back what is held. */
  async release(orderId: string, options?: CallOptions): Promise<ReleaseResult> {
    const steps = new Steps(options);
    const standing = await this.#find(orderId, steps);
    return continued(orderId, async () => this.#orders.release(standing, steps));
  }

  /** Where an order stands, linearizable; null when it never began or is forgotten. */
  async order(orderId: string, options?: CallOptions): Promise<OrderView | null> {
    const { saga, done } = await this.#find(orderId, new Steps(options));
    const record = saga ?? done;
    if (record === null) return null;
    const { state, lines, deadline, undone } = record;
    const status = STATUS[state];
    return { status, lines, expiresAt: deadline, undone };
  }

  /**
   * The counters of an article, each at the level asked for. They are four reads, so in passing they may not add up;
   * {@link audit} reads them at one revision.
   */
  async get(sku: string, options?: StockReadOptions): Promise<StockView> {
    const of = async (which: 'received' | 'avail' | 'held' | 'sold') =>
      this.#counts.lookup(this.#keys.count(checkId('sku', sku), which), options);
    const all = await Promise.all([of('received'), of('avail'), of('held'), of('sold')]);
    const [received, avail, held, sold] = all.map(({ entry }) => entry?.value ?? 0);
    const ages = all.map(({ stalenessMs }) => stalenessMs);
    return {
      sku,
      received: received ?? 0,
      avail: avail ?? 0,
      held: held ?? 0,
      sold: sold ?? 0,
      consistency: options?.consistency ?? 'linearizable',
      stalenessMs: ages.includes(null) ? null : Math.max(...ages.map((age) => age ?? 0)),
    };
  }

  /**
   * Ends orders whose deadline has passed and finishes decided ones whose coordinator is gone. Run it every few seconds,
   * anywhere, in as many processes as you like: it changes nothing that another sweep or a customer decided before.
   */
  async sweep(options: SweepOptions = {}): Promise<SweepReport> {
    const now = await this.#clock.ask(this.#kv, this.#keys.clock, new Steps(options));
    const open = this.#saga.scan(this.#keys.sagas, { pageSize: 500, signal: options.signal });
    return sweepOrders(open, now, this.#orders, options);
  }

  /** Whether received = avail + held + sold for each of these, each read at one revision. */
  async audit(skus: Iterable<string>, options?: CallOptions): Promise<AuditReport> {
    return this.#audit.of(skus, options);
  }

  /** The same for every article there is, by one scan; `onStock` sees each. */
  async auditAll(
    options?: CallOptions & { readonly onStock?: (stock: Stock) => void },
  ): Promise<AuditReport> {
    return this.#audit.ofAll(options);
  }

  async #find(orderId: string, steps: Steps): Promise<Standing> {
    return this.#sagas.find(checkId('orderId', orderId), steps);
  }
}

const STATUS = {
  RESERVING: 'reserving',
  HELD: 'held',
  CONFIRMING: 'confirming',
  UNDOING: 'undoing',
  CONFIRMED: 'confirmed',
  UNDONE: 'undone',
} as const;

/** The first write of an order: that it was refused is certain, that it was not is unknown. */
async function begun<T>(orderId: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof KvError && error.outcome !== 'not_executed') {
      throw new OrderInterruptedError(orderId, error);
    }
    throw error;
  }
}

/** From here on part of the order may have been done: no failure of a step is one of the whole (R38). */
async function continued<T>(orderId: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof KvError ? new OrderInterruptedError(orderId, error) : error;
  }
}
