import { KvError } from '../errors.ts';
import type { CallOptions, Consistency, Duration } from '../options.ts';

/** So many units of one article. */
export interface Line {
  readonly sku: string;
  readonly qty: number;
}

export interface Basket {
  /** Names the order for ever: repeating a call with it repeats nothing. */
  readonly orderId: string;
  /** 1 to 100; lines of one SKU are added up. */
  readonly lines: readonly Line[];
  /** How long the stock is held for a confirmation. Default 15 minutes. */
  readonly ttl?: Duration | undefined;
}

export interface InventoryOptions {
  /** First part of every key. Default `stock`. */
  readonly name?: string;
  /** The longest hold that may be asked for. Default one hour. */
  readonly maxHold?: Duration;
  /**
   * How long ended holds are remembered, orders for twice as long: within it a repeated call gets the answer of the
   * first. At least four times `maxHold`, so that no late write of an order outlives the memory of its end. Default one day.
   */
  readonly retention?: Duration;
  /** The same for the references of `adjust`. Default 30 days. */
  readonly receiptRetention?: Duration;
}

/** Why an order ended without a sale. */
export type Undone =
  | {
      readonly reason: 'sold_out';
      readonly sku: string;
      readonly requested: number;
      /** What there was, at the moment at which it was too little. */
      readonly available: number;
    }
  | { readonly reason: 'released' }
  /** The deadline passed before the order was confirmed. */
  | { readonly reason: 'expired' };

export type ReserveResult =
  /** Every line is held. `expiresAt` is on the partition's clock; a repeated call may find the order confirmed. */
  | {
      readonly ok: true;
      readonly status: 'held' | 'confirmed';
      readonly lines: readonly Line[];
      readonly expiresAt: number;
    }
  | (Undone & { readonly ok: false })
  /** The order id was used before, for other lines: nothing was done. */
  | { readonly ok: false; readonly reason: 'order_mismatch'; readonly lines: readonly Line[] };

export type ConfirmResult =
  /** Decided for good. `settled` false: some counters still follow, at the latest by the sweeper. */
  | { readonly ok: true; readonly settled: boolean; readonly lines: readonly Line[] }
  | (Undone & { readonly ok: false })
  /** `incomplete`: its reservation has not ended; call `reserve` again. */
  | { readonly ok: false; readonly reason: 'not_found' | 'incomplete' };

export type ReleaseResult =
  /** The order will never be sold; `why` says what ended it, which may have been before this call. */
  | { readonly ok: true; readonly settled: boolean; readonly why: Undone['reason'] }
  | { readonly ok: false; readonly reason: 'not_found' | 'confirmed' };

export type AdjustResult =
  | { readonly ok: true; readonly repeated: boolean }
  /** There is not so much to take away. */
  | { readonly ok: false; readonly reason: 'insufficient'; readonly available: number }
  /** The reference was used before, for another amount. */
  | { readonly ok: false; readonly reason: 'ref_mismatch'; readonly delta: number };

/** The counters of one article; received = avail + held + sold at every revision. */
export interface Stock {
  readonly sku: string;
  readonly received: number;
  readonly avail: number;
  readonly held: number;
  readonly sold: number;
}

export interface StockView extends Stock {
  readonly consistency: Consistency;
  /** Upper bound of the age of all four; null when unknown. */
  readonly stalenessMs: number | null;
}

export interface StockReadOptions extends CallOptions {
  readonly consistency?: Consistency | undefined;
}

export interface OrderView {
  readonly status: 'reserving' | 'held' | 'confirming' | 'confirmed' | 'undoing' | 'undone';
  readonly lines: readonly Line[];
  readonly expiresAt: number;
  /** Of an order that is undoing or undone. */
  readonly undone: Undone | null;
}

export interface SweepOptions extends CallOptions {
  /** Orders advanced at a time. Default 32. */
  readonly parallel?: number | undefined;
}

export interface SweepReport {
  /** Orders that were not finished when they were seen. */
  readonly open: number;
  /** Orders whose deadline had passed and that this sweep ended. */
  readonly expired: number;
  /** Orders that had been decided and that this sweep finished. */
  readonly completed: number;
  /** Orders that could not be advanced now; the next sweep meets them again. */
  readonly failed: number;
  /** When the next of those that were not due yet will be, on the cluster's clock; null if there is none. */
  readonly nextDueMs: number | null;
}

export interface AuditReport {
  readonly checked: number;
  /** Articles whose counters do not add up, each read at one revision. */
  readonly violations: readonly Stock[];
  /** Sums over all articles that were checked. */
  readonly total: Omit<Stock, 'sku'>;
}

/**
 * A call was interrupted after its order had begun. Call it again with the same order id: it goes on where it
 * stopped. If nobody does, the sweeper ends the order: unconfirmed it is undone after its deadline.
 */
export class OrderInterruptedError extends KvError {
  override name = 'OrderInterruptedError';
  readonly orderId: string;

  constructor(orderId: string, cause: KvError) {
    super(
      `Order "${orderId}" was interrupted (${cause.message}); call again with the same order id`,
      {
        code: cause.code,
        reason: 'ORDER_INTERRUPTED',
        outcome: 'unknown',
        requestId: cause.requestId,
        partition: cause.partition,
        cause,
      },
    );
    this.orderId = orderId;
  }
}
