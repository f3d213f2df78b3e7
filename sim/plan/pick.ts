import { at } from '../../src/util/assert.ts';
import type { Random } from '../../src/util/random.ts';

export function pick<T>(random: Random, values: readonly T[]): T {
  return at(values, random.between(0, values.length - 1), 'value to pick');
}

/** One of the values, each as likely as its weight says. */
export function pickWeighted<T>(random: Random, values: readonly (readonly [T, number])[]): T {
  const total = values.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.between(1, total);
  for (const [value, weight] of values) {
    left -= weight;
    if (left <= 0) return value;
  }
  return at(values, values.length - 1, 'value to pick')[0];
}

/** So many of the values, in a random order. */
export function pickSome<T>(random: Random, values: readonly T[], count: number): T[] {
  return shuffled(random, values).slice(0, count);
}

export function shuffled<T>(random: Random, values: readonly T[]): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    const value = result[i] as T;
    result[i] = result[j] as T;
    result[j] = value;
  }
  return result;
}
