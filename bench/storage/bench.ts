import type { Stage } from '../measurement.ts';
import type { StorageOptions } from './options.ts';

/** What a case gets to work with. */
export interface Bench extends Stage {
  readonly options: StorageOptions;
}
