/** One bit of one file. */
export interface Bit {
  readonly path: string;
  readonly byte: number;
  readonly bit: number;
}

/** What chooses: `jepsen-lite/random.ts`. */
export interface Chooser {
  between(least: number, most: number): number;
}
