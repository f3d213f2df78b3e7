import { check } from '../checks.ts';
import { counter } from '../codec.ts';
import type { CallOptions } from '../options.ts';
import type { Counters, RingKv } from '../ring-kv.ts';
import type { InventoryKeys } from './inventory-records.ts';
import type { AuditReport, Stock } from './inventory-types.ts';
import { Steps } from './steps.ts';

/** received = avail + held + sold, and nothing below zero. */
export function conserves({ received, avail, held, sold }: Stock): boolean {
  return Math.min(received, avail, held, sold) >= 0 && received === avail + held + sold;
}

const PAGE = 1_000;
const PARALLEL = 64;
/** `stock/count/{sku}/avail`: what is escaped in a SKU holds no brace and no slash. */
const COUNT_KEY = /\{([^}]+)\}\/(avail|held|received|sold)$/;

type Count = 'avail' | 'held' | 'received' | 'sold';

/** Reads counters and says where they do not add up. */
export class InventoryAudit {
  readonly #kv: RingKv;
  readonly #keys: InventoryKeys;
  readonly #counts: Counters;

  constructor(kv: RingKv, keys: InventoryKeys) {
    this.#kv = kv;
    this.#keys = keys;
    this.#counts = kv.keyspace(counter);
  }

  /** The four counters of an article at one revision. */
  async stock(sku: string, options?: CallOptions): Promise<Stock> {
    const { ops } = this.#counts;
    const read = await new Steps(options).run(async (step) =>
      this.#kv.txn(
        {
          // Names the key so that nothing is changed whatever is there.
          if: [check.version(this.#keys.count(sku, 'received'), '>=', 0)],
          then: [
            ops.get(this.#keys.count(sku, 'received')),
            ops.get(this.#keys.count(sku, 'avail')),
            ops.get(this.#keys.count(sku, 'held')),
            ops.get(this.#keys.count(sku, 'sold')),
          ],
        },
        step,
      ),
    );
    const [received, avail, held, sold] = read.ok ? read.results : [];
    return {
      sku,
      received: received?.value ?? 0,
      avail: avail?.value ?? 0,
      held: held?.value ?? 0,
      sold: sold?.value ?? 0,
    };
  }

  async of(skus: Iterable<string>, options?: CallOptions): Promise<AuditReport> {
    const tally = new Tally();
    const todo = skus[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (let next = todo.next(); next.done !== true; next = todo.next()) {
        tally.add(await this.stock(next.value, options));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    return tally.report();
  }

  /**
   * Every article there is, read by one scan. Pages are not one snapshot, so an article that does not add up there is
   * read again at one revision before it is called a violation.
   */
  async ofAll(
    options?: CallOptions & { readonly onStock?: (stock: Stock) => void },
  ): Promise<AuditReport> {
    const tally = new Tally();
    const accept = async (scanned: Stock): Promise<void> => {
      const stock = conserves(scanned) ? scanned : await this.stock(scanned.sku, options);
      tally.add(stock);
      options?.onStock?.(stock);
    };
    let current: Stock | null = null as Stock | null;
    const pages = this.#counts.scanPages(this.#keys.counts, {
      pageSize: PAGE,
      signal: options?.signal,
      timeoutMs: options?.timeoutMs,
    });
    for await (const { entries } of pages) {
      for (const { key, value } of entries) {
        const [, escaped, count] = COUNT_KEY.exec(key) ?? [];
        if (escaped === undefined || count === undefined) continue;
        const sku = decodeURIComponent(escaped);
        if (current?.sku !== sku) {
          if (current !== null) await accept(current);
          current = { sku, received: 0, avail: 0, held: 0, sold: 0 };
        }
        current = { ...current, [count as Count]: value };
      }
    }
    if (current !== null) await accept(current);
    return tally.report();
  }
}

class Tally {
  #checked = 0;
  readonly #violations: Stock[] = [];
  readonly #total = { received: 0, avail: 0, held: 0, sold: 0 };

  add(stock: Stock): void {
    this.#checked++;
    if (!conserves(stock)) this.#violations.push(stock);
    this.#total.received += stock.received;
    this.#total.avail += stock.avail;
    this.#total.held += stock.held;
    this.#total.sold += stock.sold;
  }

  report(): AuditReport {
    return { checked: this.#checked, violations: this.#violations, total: this.#total };
  }
}
