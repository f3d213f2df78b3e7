import { BenchError } from './errors.ts';

/** The number that a flag was given; a usage error that names the range for anything else. */
export function integer(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^[0-9]+$/.test(text) && value >= least && value <= most) return value;
  throw new BenchError(`--${flag} ${text} is not a whole number from ${least} to ${most}`, 2);
}
