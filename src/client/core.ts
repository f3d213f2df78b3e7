import type { Hash32 } from '../util/hash.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Watches } from './watches.ts';

/** What all views of one client share. */
export interface Core {
  readonly dispatcher: Dispatcher;
  readonly hash: Hash32;
  readonly watches: Watches;
}
