import { KvError } from 'ringkv';
import {
  type Inventory,
  type Line,
  OrderInterruptedError,
  type ReserveResult,
} from 'ringkv/recipes';
import type { Article, Ledger, OrderCall } from './ledger.ts';
import { failureOf, Gaps, Latencies } from './meters.ts';
import type { Dice } from './random.ts';
import type { Shift } from './shift.ts';
import { HOT_ARTICLES } from './warehouse.ts';

const HOT_SHARE = 0.2;
const ABANDONED_SHARE = 0.3;
const RELEASED_SHARE = 0.1;
const THINK_MS = 150;
/** A call that was interrupted is repeated under its order id so often; then the end of the run resolves it. */
const REPEATS = 2;

export interface Shop {
  readonly inventory: Inventory;
  readonly articles: readonly Article[];
  readonly ledger: Ledger;
  readonly shift: Shift;
  readonly holdMs: number;
  /** Names the run in every order id. */
  readonly run: string;
}

/** Workers that place baskets and pay for some of them, and what that took. */
export class Shoppers {
  readonly #shop: Shop;
  readonly reserve = new Latencies();
  readonly confirm = new Latencies();
  readonly gaps = new Gaps();
  #orders = 0;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  get orders(): number {
    return this.#orders;
  }

  async run(workers: number, dice: Dice): Promise<void> {
    await Promise.all(Array.from({ length: workers }, async () => this.#worker(dice.fork())));
  }

  async #worker(dice: Dice): Promise<void> {
    while (this.#shop.shift.isOpen) await this.#order(dice);
  }

  async #order(dice: Dice): Promise<void> {
    const { ledger, shift, run } = this.#shop;
    const orderId = `${run}-${++this.#orders}`;
    const lines = this.#basket(dice);
    const held = await this.#reserve(orderId, lines);
    if (held === null) return;
    ledger.outcomes.add(`reserve: ${held.ok ? held.status : held.reason}`);
    if (!held.ok) return;
    this.gaps.success();
    await shift.sleep(dice.between(0, THINK_MS));
    const draw = dice.next();
    if (draw < ABANDONED_SHARE) {
      ledger.outcomes.add('abandoned');
    } else if (draw < ABANDONED_SHARE + RELEASED_SHARE) {
      await this.#release(orderId, lines);
    } else {
      await this.#confirm(orderId, lines);
    }
  }

  /** Distinct articles: the 20 % go for the few that everybody wants. */
  #basket(dice: Dice): Line[] {
    const { articles } = this.#shop;
    const [first, last] = dice.chance(HOT_SHARE)
      ? [0, HOT_ARTICLES - 1]
      : [HOT_ARTICLES, articles.length - 1];
    const lines = new Map<string, number>();
    for (let left = dice.between(1, 5); left > 0; left--) {
      const article = articles[dice.between(first, last)];
      if (article !== undefined) lines.set(article.sku, dice.between(1, 3));
    }
    return [...lines].map(([sku, qty]) => ({ sku, qty }));
  }

  /** Null when nobody can tell: then the end of the run does. */
  async #reserve(orderId: string, lines: readonly Line[]): Promise<ReserveResult | null> {
    const { inventory, holdMs } = this.#shop;
    return this.#repeated('reserve', orderId, lines, async () =>
      this.reserve.time(async () => inventory.reserve({ orderId, lines, ttl: holdMs })),
    );
  }

  async #confirm(orderId: string, lines: readonly Line[]): Promise<void> {
    const { inventory, ledger } = this.#shop;
    const sold = await this.#repeated('confirm', orderId, lines, async () =>
      this.confirm.time(async () => inventory.confirm(orderId)),
    );
    if (sold === null) return;
    ledger.outcomes.add(`confirm: ${sold.ok ? 'ok' : sold.reason}`);
    if (sold.ok) ledger.confirmed(orderId, lines);
  }

  async #release(orderId: string, lines: readonly Line[]): Promise<void> {
    const { inventory, ledger } = this.#shop;
    const given = await this.#repeated('release', orderId, lines, async () =>
      inventory.release(orderId),
    );
    if (given !== null) ledger.outcomes.add(`release: ${given.ok ? given.why : given.reason}`);
    if (given?.ok === false) ledger.breach(`release of ${orderId} answered ${given.reason}`);
  }

  async #repeated<T>(
    what: OrderCall,
    orderId: string,
    lines: readonly Line[],
    call: () => Promise<T>,
  ): Promise<T | null> {
    const { ledger } = this.#shop;
    for (let repeat = 0; ; repeat++) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof KvError)) throw error;
        ledger.outcomes.add(`${what}: ${failureOf(error)}`);
        if (repeat < REPEATS) continue;
        // A first write that was refused is no order; anything else is asked for when all is quiet.
        if (what !== 'reserve' || error instanceof OrderInterruptedError) {
          ledger.unknown(orderId, lines, what);
        }
        return null;
      }
    }
  }
}
