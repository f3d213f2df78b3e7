import type { Hash32 } from '../util/hash.ts';
import type { Dispatcher } from './dispatcher.ts';

/** What all views of one client share. */
export interface Core {
  readonly dispatcher: Dispatcher;
  readonly hash: Hash32;
}
