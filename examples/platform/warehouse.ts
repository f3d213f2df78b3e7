import type { Inventory } from 'ringkv/recipes';
import type { Article, Ledger } from './ledger.ts';
import type { Dice } from './random.ts';
import { Progress, thousands } from './screen.ts';
import type { Shift } from './shift.ts';

/** The first articles of all. */
export const HOT_ARTICLES = 10;
const HOT_OPENING = 100;
const IN_FLIGHT = 512;
const DELIVERY_EVERY_MS = 4_000;
const DELIVERY_UNITS = 20;

/** Some articles that everybody wants, and many that few do. */
export function articlesOf(count: number, dice: Dice): readonly Article[] {
  return Array.from({ length: count }, (_, n) =>
    n < HOT_ARTICLES
      ? { sku: `hot-${n}`, opening: HOT_OPENING }
      : { sku: `sku-${n}`, opening: dice.between(5, 60) },
  );
}

/** Each article is one transaction; many are on their way at a time. Answers articles per second. */
export async function importStock(
  inventory: Inventory,
  articles: readonly Article[],
  ledger: Ledger,
  signal: AbortSignal,
): Promise<number> {
  const progress = new Progress('importing', articles.length);
  const start = performance.now();
  let next = 0;
  let done = 0;
  const rate = (): number => (done / (performance.now() - start)) * 1_000;
  const worker = async (): Promise<void> => {
    for (let article = articles[next++]; article !== undefined; article = articles[next++]) {
      signal.throwIfAborted();
      const { sku, opening } = article;
      const booked = await inventory.receive(sku, opening, 'opening', { timeoutMs: 30_000 });
      if (!booked.ok) throw new Error(`opening of ${sku} was refused: ${booked.reason}`);
      ledger.received(sku, opening);
      progress.show(++done, `${thousands(rate())} SKUs/s`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  progress.end();
  return rate();
}

/** Deliveries of what is sold out fastest, while the shift lasts. */
export async function deliver(
  inventory: Inventory,
  articles: readonly Article[],
  ledger: Ledger,
  shift: Shift,
): Promise<void> {
  for (let round = 1; await shift.sleep(DELIVERY_EVERY_MS); round++) {
    for (const { sku } of articles.slice(0, HOT_ARTICLES)) {
      const ref = `delivery-${round}`;
      ledger.delivering(`${ref}/${sku}`, sku, DELIVERY_UNITS);
      try {
        const booked = await inventory.receive(sku, DELIVERY_UNITS, `${ref}/${sku}`);
        if (booked.ok) ledger.delivered(`${ref}/${sku}`);
      } catch {
        // Booked or not: done again with the same reference at the end.
        ledger.outcomes.add('delivery: unknown');
      }
    }
  }
}
