import type { EngineIterator, EngineRow } from './engine.ts';

/** Feeds rows to `visit` until it stops with a value, closing the iterator. What it throws ends the walk as an error. */
export function walk(
  iterator: EngineIterator,
  limit: number,
  visit: (rows: readonly EngineRow[], end: boolean) => { readonly stop: number } | null,
  done: (error: Error | null, value: number | null) => void,
): void {
  const step = (): void => {
    iterator.next(limit, (error, rows) => {
      let failure: Error | null = error;
      let verdict: { readonly stop: number } | null = null;
      try {
        if (failure === null) verdict = visit(rows, rows.length === 0);
      } catch (thrown) {
        failure = thrown as Error;
      }
      if (failure === null && verdict === null) return step();
      iterator.close();
      done(failure, verdict?.stop ?? null);
    });
  };
  step();
}
