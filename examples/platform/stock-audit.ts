import { conserves, type Stock } from 'ringkv/recipes';

/** What the shop believes about its stock. */
export interface Books {
  readonly articles: number;
  expectedReceived(sku: string): number;
  expectedSold(): ReadonlyMap<string, number>;
}

/** Listed in full; beyond it only counted. */
const LISTED_MAX = 20;

/** Compares every article of the store with the books. Says each violation with SKU and numbers. */
export class StockAudit {
  readonly #books: Books;
  readonly #sold: ReadonlyMap<string, number>;
  readonly #seen = new Set<string>();
  readonly #violations: string[] = [];
  #more = 0;

  constructor(books: Books) {
    this.#books = books;
    this.#sold = books.expectedSold();
  }

  get checked(): number {
    return this.#seen.size;
  }

  check(stock: Stock): void {
    const { sku, received, avail, held, sold } = stock;
    if (this.#seen.has(sku)) this.#violation(`${sku} was read twice`);
    this.#seen.add(sku);
    const numbers = `received ${received}, avail ${avail}, held ${held}, sold ${sold}`;
    if (!conserves(stock)) this.#violation(`${sku} does not add up: ${numbers}`);
    if (held !== 0) this.#violation(`${sku} still holds ${held} after the last sweep: ${numbers}`);
    const booked = this.#books.expectedReceived(sku);
    if (received !== booked) {
      this.#violation(`${sku} received ${received}, the books say ${booked}`);
    }
    const confirmed = this.#sold.get(sku) ?? 0;
    if (sold !== confirmed) {
      const what = sold > confirmed ? 'sold more than was confirmed' : 'lost confirmed sales';
      this.#violation(`${sku} ${what}: sold ${sold}, confirmed ${confirmed}`);
    }
  }

  /** Empty when all is well. */
  end(): readonly string[] {
    const { articles } = this.#books;
    const all = [...this.#violations];
    if (this.#seen.size !== articles) {
      all.unshift(`${this.#seen.size} articles found, the books have ${articles}`);
    }
    return this.#more === 0 ? all : [...all, `and ${this.#more} more violations`];
  }

  #violation(what: string): void {
    if (this.#violations.length < LISTED_MAX) this.#violations.push(what);
    else this.#more++;
  }
}
