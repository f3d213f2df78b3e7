import {
  type Input,
  type Message,
  messageType,
  type Output,
  type Status,
  type Write,
} from '../../src/raft/index.ts';
import type { Cause, Replica, Watcher } from '../watch/watcher.ts';
import type { Hit } from './catalogue.ts';

/** What a replica has handed to its disk in this life. */
interface Written {
  last: number;
  /** What the disk has not reported durable yet, oldest first. */
  open: { readonly seq: number; readonly last: number }[];
  /** Terms in which it led. */
  readonly led: Set<number>;
}

/** What happens to logs: replication, truncation, commit. */
export class LogProbes implements Watcher {
  readonly #hit: Hit;
  readonly #written = new WeakMap<Replica, Written>();

  constructor(hit: Hit) {
    this.#hit = hit;
  }

  booted(replica: Replica): void {
    this.#written.set(replica, {
      last: replica.status.lastIndex,
      open: [],
      led: new Set(),
    });
  }

  stepping(replica: Replica, input: Input): void {
    if (input.type === 'fetched') {
      if (input.entries === 'compacted') this.#hit('fetch found the log purged');
      if (replica.status.role !== 'leader') this.#hit('fetch came too late');
    }
  }

  stepped(replica: Replica, input: Cause, was: Status): void {
    const { status } = replica;
    if (status.role === 'leader' && was.role !== 'leader') {
      this.#written.get(replica)?.led.add(status.term);
    }
    if (input.type === 'message') this.#heard(input.message, status, was);
    if (status.commit > was.commit && status.role === 'leader' && was.role === 'leader') {
      const term = replica.raft.termAt(was.commit + 1);
      if (typeof term === 'number' && term < status.term) {
        this.#hit('older terms committed by an own entry');
      }
    }
  }

  taken(replica: Replica, { write, fetch, dropped }: Output): void {
    if (write !== null) this.#wrote(replica, write);
    if (fetch.length > 0) this.#hit('fetch from disk');
    for (const { reason, executed } of dropped) {
      if (reason === 'too_much_uncommitted') this.#hit('too much uncommitted');
      if (executed === 'unknown') this.#hit('outcome unknown');
    }
    const { role, progress, lastIndex } = replica.status;
    if (role !== 'leader') return;
    const waits = progress.some(({ state, next }) => state === 'replicate' && next <= lastIndex);
    if (waits) this.#hit('window full');
  }

  durable(replica: Replica, upTo: number): void {
    const written = this.#written.get(replica);
    if (written !== undefined) written.open = written.open.filter(({ seq }) => seq > upTo);
  }

  sent(_replica: Replica, { type, reject }: Message): void {
    if (type === messageType.appendReply && reject) this.#hit('append refused');
  }

  #heard(message: Message, status: Status, was: Status): void {
    const { append, vote, preVote, voteReply, preVoteReply } = messageType;
    if (message.type === append) {
      const last = message.index + message.entries.length;
      if (message.entries.length > 0 && last <= was.commit) this.#hit('old append acknowledged');
      return;
    }
    const ofCampaign = [vote, preVote, voteReply, preVoteReply].some(
      (type) => type === message.type,
    );
    if (ofCampaign && status.commit > was.commit) this.#hit('commit by a vote message');
  }

  #wrote(replica: Replica, { seq, entries, snapshot }: Write): void {
    const written = this.#written.get(replica);
    if (written === undefined) return;
    const { last, led } = written;
    const [first] = entries;
    if (first !== undefined && first.index <= last && snapshot === null) {
      if (last - first.index >= 1) this.#hit('truncation of two or more');
      if (written.open.some((write) => write.last >= first.index)) {
        this.#hit('truncation of what was not durable');
      }
      if (led.size > 0 && first.term > Math.max(...led)) this.#hit('own entries lost');
    }
    written.last = entries.at(-1)?.index ?? snapshot?.index ?? last;
    if (entries.length > 0) written.open.push({ seq, last: written.last });
  }
}
