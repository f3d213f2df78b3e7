import type { Status } from '../../src/raft/index.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/**
 * Term, commit, applied and the boundary of the log never fall within the life of a process. That terms and votes
 * outlive it is what {@link DurableLogs} checks.
 */
export class Monotone implements Watcher {
  stepped(replica: Replica, _input: unknown, was: Status): void {
    const { status } = replica;
    require(replica, 'term', status.term, was.term);
    require(replica, 'commit', status.commit, was.commit);
    require(replica, 'applied', status.applied, was.applied);
    require(replica, 'first index', status.firstIndex, was.firstIndex);
  }
}

function require(replica: Replica, what: string, is: number, was: number): void {
  if (is >= was) return;
  throw new ViolationError('monotone', `${nameOf(replica)}: ${what} falls from ${was} to ${is}`);
}
