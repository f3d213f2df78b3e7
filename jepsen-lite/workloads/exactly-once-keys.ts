/** Counters that all clients increment. */
export const COUNTERS = 36;

export function putKey(prefix: string, n: number): string {
  return `${prefix}p${n}`;
}

export function counterKey(prefix: string, counter: number): string {
  return `${prefix}c${counter}`;
}

/** Whether number `n` of the work is a put; else it is an increment. Each of `of` clients deals with both kinds. */
export function isPut(n: number, of: number): boolean {
  return Math.floor(n / of) % 2 === 0;
}

/** How many puts and increments a whole work of so many operations is. */
export function sharesOf(
  work: number,
  of: number,
): { readonly write: number; readonly add: number } {
  let write = 0;
  for (let n = 0; n < work; n++) if (isPut(n, of)) write++;
  return { write, add: work - write };
}
