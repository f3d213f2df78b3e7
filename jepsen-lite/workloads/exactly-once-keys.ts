/** Counters that all clients increment. */
export const COUNTERS = 36;

export function putKey(prefix: string, n: number): string {
  return `${prefix}p${n}`;
}

export function counterKey(prefix: string, counter: number): string {
  return `${prefix}c${counter}`;
}
