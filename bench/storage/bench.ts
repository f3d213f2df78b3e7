import type { StorageOptions } from './options.ts';

/** What a case gets to work with. The directory is empty, and removed afterwards. */
export interface Bench {
  readonly options: StorageOptions;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** A line for who waits. */
  readonly say: (line: string) => void;
}
