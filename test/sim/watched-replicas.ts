import { allWatchers } from '../../sim/watch/index.ts';
import { type Replica, ViolationError, type Watcher } from '../../sim/watch/watcher.ts';
import { encodeConf } from '../../src/raft/conf.ts';
import {
  type BootState,
  birthConf,
  type ConfState,
  type Entry,
  entryKind,
  type Input,
  type Message,
  messageType,
  type Output,
  type RaftGroup,
  type Status,
  type Write,
} from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';

export const voters = [1, 2, 3];

/** Replicas of one group that do whatever a test says, right or wrong. */
export class Group {
  readonly #watchers: readonly Watcher[] = allWatchers();
  readonly #logs = new Map<number, number[]>();
  readonly #seqs = new Map<number, number>();
  readonly #replicas = new Map<number, Replica>();

  boot(id: number, parts: Partial<BootState> = {}, commit = 0): Replica {
    const terms = this.#logs.get(id) ?? [];
    this.#logs.set(id, terms);
    const boot: BootState = {
      hardState: { term: 0, vote: 0, commit: 0 },
      boundary: { index: 0, term: 0, conf: birthConf(voters) },
      runs: terms.map((term, i) => ({ first: i + 1, term })),
      lastIndex: terms.length,
      confs: [],
      tail: [],
      applied: 0,
      ...parts,
    };
    const termAt = (index: number) => (index === 0 ? 0 : (terms[index - 1] ?? 'missing'));
    const replica = {
      node: id,
      group: 1,
      id,
      epoch: 1,
      lostLog: false,
      config: { now: 0, leaseMs: 0 },
      now: 0,
      clock: () => 100,
      raft: { termAt } as unknown as RaftGroup,
      status: status({ id, commit, term: boot.hardState.term, lastIndex: terms.length }),
    } as Replica;
    this.#replicas.set(id, replica);
    for (const watcher of this.#watchers) watcher.booted?.(replica, boot);
    return replica;
  }

  /** As it is, or new. */
  replica(id: number): Replica {
    return this.#replicas.get(id) ?? this.boot(id);
  }

  step(replica: Replica, input: Input, is: Partial<Status> = {}): void {
    const was = replica.status;
    for (const watcher of this.#watchers) watcher.stepping?.(replica, input);
    replica.status = { ...was, ...is };
    for (const watcher of this.#watchers) watcher.stepped?.(replica, input, was);
  }

  /** With the vote of one of the others. */
  lead(replica: Replica, term: number, is: Partial<Status> = {}): void {
    const id = replica.id === 3 ? 2 : 3;
    const voter = this.replica(id);
    const hardState = { term, vote: replica.id, commit: 0 };
    const next = (this.#logs.get(id)?.length ?? 0) + 1;
    this.durable(voter, this.write(voter, next, [], { hardState }));
    this.send(voter, { type: messageType.voteReply, to: replica.id, term });
    this.step(replica, tick, { role: 'leader', term, ...is });
  }

  take(replica: Replica, output: Partial<Output>): void {
    for (const watcher of this.#watchers) watcher.taken?.(replica, { ...nothing, ...output });
  }

  /** Writes entries of these terms from `first` on; durable at once unless told otherwise. */
  write(replica: Replica, first: number, terms: number[], parts: Partial<Write> = {}): number {
    const log = this.#logs.get(replica.id) ?? [];
    log.splice(first - 1, log.length, ...terms);
    const seq = (this.#seqs.get(replica.id) ?? 0) + 1;
    this.#seqs.set(replica.id, seq);
    const entries = terms.map((term, i) => entry(first + i, term));
    const hardState = { term: Math.max(...terms), vote: 0, commit: 0 };
    this.take(replica, { write: { seq, hardState, entries, snapshot: null, ...parts } });
    return seq;
  }

  durable(replica: Replica, seq: number): void {
    for (const watcher of this.#watchers) watcher.durable?.(replica, seq);
  }

  send(replica: Replica, parts: Partial<Message> & Pick<Message, 'type' | 'to' | 'term'>): void {
    const sent = message({ from: replica.id, ...parts }, parts);
    for (const watcher of this.#watchers) watcher.sent?.(replica, sent);
  }
}

const nothing: Output = {
  write: null,
  send: [],
  after: [],
  apply: [],
  install: null,
  fetch: [],
  snapshot: [],
  reads: [],
  accepted: [],
  dropped: [],
  transferred: [],
  contradiction: null,
  soft: null,
};
export const tick: Input = { type: 'tick', now: 1, contacts: [] };

function status(parts: Partial<Status>): Status {
  return {
    id: 1,
    role: 'follower',
    leader: 0,
    term: 0,
    commit: 0,
    applied: 0,
    firstIndex: 1,
    lastIndex: 0,
    persistedIndex: 0,
    conf: birthConf(voters),
    progress: [],
    ready: false,
    stateLost: false,
    suspect: false,
    contradiction: null,
    leaseUntil: Number.NEGATIVE_INFINITY,
    ...parts,
  };
}

export function entry(index: number, term: number, text = `${index}@${term}`): Entry {
  return { index, term, kind: entryKind.command, data: new TextEncoder().encode(text) };
}

export function confOf(index: number): ConfState {
  return { ...birthConf(voters), index };
}

export function confEntry(index: number, term: number): Entry {
  return { index, term, kind: entryKind.conf, data: encodeConf(confOf(index)) };
}

/** The checker that objects. */
export function objection(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ViolationError) return error.checker;
    throw error;
  }
  return 'none';
}

/** A leader of term 1 whose entry 1 is on two of three disks. */
export function committing(): { group: Group; leader: Replica; follower: Replica } {
  const group = new Group();
  const leader = group.boot(1);
  const follower = group.boot(2);
  group.lead(leader, 1);
  for (const replica of [leader, follower]) {
    group.durable(replica, group.write(replica, 1, [1]));
  }
  return { group, leader, follower };
}
