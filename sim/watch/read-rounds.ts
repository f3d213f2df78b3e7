import {
  type ConfState,
  type Input,
  type Message,
  messageType,
  type Output,
} from '../../src/raft/index.ts';
import { hasMajority } from './majority.ts';
import {
  type Cause,
  isRead,
  nameOf,
  type Replica,
  ViolationError,
  type Watcher,
} from './watcher.ts';

/** What one replica asked its voters, and heard; moments are counted over the whole run. */
interface Rounds {
  /** Of the leadership that the rest is about; -1 before the first. */
  term: number;
  /** When a round left first, by its number. */
  readonly leftAt: Map<number, number>;
  /** When the newest round left that a member has answered. */
  readonly answeredFrom: Map<number, number>;
  /** When reads came that have no answer yet, by what names them. */
  readonly askedAt: Map<string, number>;
  /** Reads that a lease covered when they came. */
  readonly byLease: Set<string>;
  /** All configurations since the last output: with any of them it may have counted. */
  readonly confs: ConfState[];
}

/**
 * A read is answered when a majority has answered a round that left after the read came, or by a lease (thesis 6.4, R6).
 * Whether its value is too old shows only if somebody wrote in just that moment; a round that is too old shows always.
 */
export class ReadRounds implements Watcher {
  readonly #rounds = new WeakMap<Replica, Rounds>();
  #moment = 0;

  booted(replica: Replica): void {
    this.#rounds.set(replica, {
      term: -1,
      leftAt: new Map(),
      answeredFrom: new Map(),
      askedAt: new Map(),
      byLease: new Set(),
      confs: [replica.status.conf],
    });
  }

  stepping(replica: Replica, input: Input): void {
    const rounds = this.#of(replica);
    if (isRead(input)) this.#asked(rounds, nameOfRead(input.id));
    else if (input.type === 'message') {
      const { message } = input;
      if (message.type === messageType.readIndex) this.#asked(rounds, nameOfQuestion(message));
    }
  }

  stepped(replica: Replica, input: Cause): void {
    const { role, term, leaseUntil } = replica.status;
    const rounds = this.#of(replica);
    noteConf(rounds, replica);
    if (role !== 'leader') return;
    if (rounds.term !== term) {
      rounds.term = term;
      rounds.leftAt.clear();
      rounds.answeredFrom.clear();
    }
    if (input.type === 'message') this.#heard(rounds, input.message);
    if (input.type === 'leaseRead' && replica.now < leaseUntil) {
      rounds.byLease.add(nameOfRead(input.id));
    }
  }

  sent(replica: Replica, { type, context, term }: Message): void {
    const rounds = this.#of(replica);
    if (type !== messageType.heartbeat || rounds.term !== term) return;
    if (!rounds.leftAt.has(context)) rounds.leftAt.set(context, this.#moment++);
  }

  taken(replica: Replica, { reads, dropped, send }: Output): void {
    const rounds = this.#of(replica);
    noteConf(rounds, replica);
    // A follower's answers rest on its leader's.
    if (rounds.term === replica.status.term) {
      for (const { id } of reads) require(replica, rounds, nameOfRead(id));
    }
    for (const message of send) {
      if (message.type !== messageType.readIndexReply) continue;
      const question = nameOfQuestion({ ...message, from: message.to });
      if (!message.reject) require(replica, rounds, question);
      rounds.askedAt.delete(question);
    }
    for (const { id } of [...reads, ...dropped]) {
      rounds.askedAt.delete(nameOfRead(id));
      rounds.byLease.delete(nameOfRead(id));
    }
    rounds.confs.splice(0, rounds.confs.length - 1);
  }

  #asked(rounds: Rounds, name: string): void {
    if (!rounds.askedAt.has(name)) rounds.askedAt.set(name, this.#moment++);
  }

  #heard({ term, leftAt, answeredFrom }: Rounds, message: Message): void {
    if (message.type !== messageType.heartbeatReply || message.term !== term) return;
    const { from, context, life } = message;
    // A suspect may have forgotten that it elected another leader.
    if (life !== 0) return;
    answeredFrom.set(from, Math.max(answeredFrom.get(from) ?? -1, leftAt.get(context) ?? -1));
  }

  #of(replica: Replica): Rounds {
    const rounds = this.#rounds.get(replica);
    if (rounds === undefined) throw new Error(`${nameOf(replica)} was never booted`);
    return rounds;
  }
}

function noteConf({ confs }: Rounds, { status }: Replica): void {
  if (confs.at(-1) !== status.conf) confs.push(status.conf);
}

function require(replica: Replica, rounds: Rounds, read: string): void {
  const { askedAt, answeredFrom, byLease, confs } = rounds;
  const asked = askedAt.get(read) ?? -1;
  const confirms = (id: number): boolean =>
    id === replica.id || (answeredFrom.get(id) ?? -1) > asked;
  if (byLease.has(read) || confs.some((conf) => hasMajority(conf, confirms))) return;
  const answers = [...answeredFrom].map(([id, from]) => `${id}: ${from}`);
  throw new ViolationError(
    'read-round',
    `${nameOf(replica)} answers a read of moment ${asked}; newest rounds that were answered: ${answers.join(', ')}`,
  );
}

function nameOfRead(id: number): string {
  return `${id}`;
}

function nameOfQuestion({ from, context, hint }: Message): string {
  return `${from}/${hint}/${context}`;
}
