import { json } from '../codec.ts';
import { invalidRequest } from '../errors.ts';
import { colocated } from '../keys.ts';
import { durationMs } from '../options.ts';
import type { Basket, InventoryOptions, Line, Undone } from './inventory-types.ts';

export const inventoryLimits = {
  lines: 100,
  /** Of one line after adding up. */
  quantity: 1_000_000_000,
  idCharacters: 256,
  /** Two nodes' clocks, and so two partitions', are taken to differ by less than this. */
  clockSkewMs: 60_000,
} as const;

/**
 * A hold of one order on one article, in the article's partition. HELD lives until it is ended; the ended ones have a
 * TTL. The text is compared byte by byte, so it is made here alone.
 */
export interface HoldRecord {
  readonly order: string;
  readonly qty: number;
  readonly state: 'HELD' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED';
  readonly deadline: number;
}

/** An order that is not finished, in the order's partition. */
export interface Saga {
  readonly order: string;
  readonly state: 'RESERVING' | 'HELD' | 'CONFIRMING' | 'UNDOING';
  /** Sorted by SKU, one each. */
  readonly lines: readonly Line[];
  readonly deadline: number;
  /** From then on a sweeper takes care of it: the deadline, or a while after the decision. */
  readonly due: number;
  readonly undone: Undone | null;
}

/** What is remembered of a finished order. */
export interface Done {
  readonly order: string;
  readonly state: 'CONFIRMED' | 'UNDONE';
  readonly lines: readonly Line[];
  readonly deadline: number;
  readonly undone: Undone | null;
}

export interface Receipt {
  readonly delta: number;
}

export const holdCodec = json<HoldRecord>();
export const sagaCodec = json<Saga>();
export const doneCodec = json<Done>();
export const receiptCodec = json<Receipt>();

/** The text under which a record is stored: what a transaction compares with. */
export function textOf(record: HoldRecord | Saga): string {
  return JSON.stringify(record);
}

export function heldRecord(order: string, line: Line, deadline: number): HoldRecord {
  return { order, qty: line.qty, state: 'HELD', deadline };
}

/** Options checked and completed. Times in milliseconds. */
export interface InventorySettings {
  readonly name: string;
  readonly maxHoldMs: number;
  readonly retentionMs: number;
  readonly receiptRetentionMs: number;
}

export function inventorySettings(options: InventoryOptions): InventorySettings {
  const name = options.name ?? 'stock';
  // A brace in it would take over the routing of every key.
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(name)) {
    throw invalidRequest(`"${name}" is no name of an inventory: letters, digits and ._- up to 64`);
  }
  const maxHoldMs = durationMs(options.maxHold ?? '1h');
  const retentionMs = durationMs(options.retention ?? '1d');
  const receiptRetentionMs = durationMs(options.receiptRetention ?? '30d');
  if (!(maxHoldMs >= 1)) throw invalidRequest(`maxHold of ${maxHoldMs} ms is not positive`);
  const least = 4 * maxHoldMs + inventoryLimits.clockSkewMs;
  if (retentionMs < least || receiptRetentionMs < least) {
    throw invalidRequest(
      `retention of ${Math.min(retentionMs, receiptRetentionMs)} ms is below ${least} ms, four times maxHold and a minute`,
    );
  }
  return { name, maxHoldMs, retentionMs, receiptRetentionMs };
}

/**
 * The keys. What belongs to one article shares a partition, what belongs to one order another; kinds come first, so
 * that a scan meets only what it is about.
 *
 *     stock/count/{sku}/avail|held|received|sold      stock/saga/{order}    not finished
 *     stock/hold/{sku}/<order>                        stock/done/{order}    finished, with TTL
 *     stock/receipt/{sku}/<ref>                       stock/clock           never exists
 */
export class InventoryKeys {
  readonly #name: string;
  readonly counts: string;
  readonly sagas: string;
  /** Is never written; touched to learn the time. */
  readonly clock: string;

  constructor(name: string) {
    this.#name = name;
    this.counts = `${name}/count/`;
    this.sagas = `${name}/saga/`;
    this.clock = `${name}/clock`;
  }

  count(sku: string, which: 'avail' | 'held' | 'received' | 'sold'): string {
    return this.counts + colocated(sku, which);
  }

  hold(sku: string, order: string): string {
    return `${this.#name}/hold/${colocated(sku, order)}`;
  }

  receipt(sku: string, ref: string): string {
    return `${this.#name}/receipt/${colocated(sku, ref)}`;
  }

  saga(order: string): string {
    return this.sagas + colocated(order);
  }

  done(order: string): string {
    return `${this.#name}/done/${colocated(order)}`;
  }
}

/** Sorted and added up, so that every coordinator of an order takes the same steps. Throws InvalidRequestError. */
export function basketLines({ lines }: Basket): Line[] {
  if (lines.length < 1 || lines.length > inventoryLimits.lines) {
    throw invalidRequest(`A basket has 1 to ${inventoryLimits.lines} lines, not ${lines.length}`);
  }
  const sums = new Map<string, number>();
  for (const { sku, qty } of lines) {
    checkQuantity(qty);
    sums.set(checkId('sku', sku), (sums.get(sku) ?? 0) + qty);
  }
  for (const sum of sums.values()) checkQuantity(sum);
  return [...sums].map(([sku, qty]) => ({ sku, qty })).sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

export function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ sku, qty }, index) => b[index]?.sku === sku && b[index]?.qty === qty)
  );
}

export function checkId(what: string, id: string): string {
  if (id.length >= 1 && id.length <= inventoryLimits.idCharacters) return id;
  throw invalidRequest(
    `${what} has ${id.length} characters; 1 to ${inventoryLimits.idCharacters} are allowed`,
  );
}

function checkQuantity(qty: number): void {
  if (Number.isSafeInteger(qty) && qty >= 1 && qty <= inventoryLimits.quantity) return;
  throw invalidRequest(
    `A quantity is a whole number from 1 to ${inventoryLimits.quantity}, not ${qty}`,
  );
}
