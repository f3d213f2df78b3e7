import { decodeConf } from '../../src/raft/conf.ts';
import {
  type BootState,
  type ConfState,
  type Entry,
  entryKind,
  type Output,
} from '../../src/raft/index.ts';
import { present } from '../../src/util/assert.ts';
import type { CommitLedger } from './commit-ledger.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/**
 * Membership: a replica goes by the newest configuration in its log, committed or not, also after a truncation and in a
 * new life (R8). And a leader appends the next one only when the one before it is committed, or the two have majorities
 * that do not meet (thesis 4.1, R9).
 */
export class Configurations implements Watcher {
  /** What is in the log of each replica, oldest first. */
  readonly #logs = new WeakMap<Replica, ConfState[]>();
  readonly #committed: CommitLedger;

  constructor(committed: CommitLedger) {
    this.#committed = committed;
  }

  /** What this replica has to go by. */
  of(replica: Replica): ConfState {
    return present(this.#logs.get(replica)?.at(-1), `configuration of ${nameOf(replica)}`);
  }

  booted(replica: Replica, { boundary, confs }: BootState): void {
    this.#logs.set(replica, [boundary.conf, ...confs.map(confOf)]);
    this.#require(replica);
  }

  taken(replica: Replica, { write }: Output): void {
    if (write === null) return;
    if (write.snapshot !== null) this.#logs.set(replica, [write.snapshot.conf]);
    const confs = present(this.#logs.get(replica), 'log');
    const [first] = write.entries;
    while (first !== undefined && confs.length > 1 && (confs.at(-1)?.index ?? 0) >= first.index) {
      confs.pop();
    }
    for (const entry of write.entries) {
      if (entry.kind !== entryKind.conf) continue;
      const { role, term } = replica.status;
      if (role === 'leader' && entry.term === term) this.#requireCommitted(replica, entry);
      confs.push(confOf(entry));
    }
    this.#require(replica);
  }

  #requireCommitted(replica: Replica, { index }: Entry): void {
    const before = this.of(replica).index;
    const { last } = this.#committed.of(replica.group);
    if (before <= last) return;
    throw new ViolationError(
      'one-change-at-a-time',
      `${nameOf(replica)} appends a configuration at ${index}, the one at ${before} is not committed, ${last} is`,
    );
  }

  #require(replica: Replica): void {
    const { index } = replica.status.conf;
    const newest = this.of(replica).index;
    if (index === newest) return;
    throw new ViolationError(
      'newest-configuration',
      `${nameOf(replica)} goes by the configuration of ${index}, the newest in its log is that of ${newest}`,
    );
  }
}

function confOf(entry: Entry): ConfState {
  return present(decodeConf(entry.data), `configuration at ${entry.index}`);
}
