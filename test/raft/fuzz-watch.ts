import { expect } from 'vitest';
import {
  type Input,
  type Message,
  messageType,
  type Output,
  quorumValue,
  type RaftGroup,
  type Role,
  voteResult,
} from '../../src/raft/index.ts';
import { isReply, isWellFormedMessage } from '../../src/raft/messages.ts';

/** What may happen to the role in one input. A lone voter campaigns and wins by a completed write. */
const edges: Readonly<Record<Role, readonly Role[]>> = {
  follower: ['precandidate', 'candidate', 'learner'],
  precandidate: ['follower', 'candidate', 'learner'],
  candidate: ['follower', 'precandidate', 'leader', 'learner'],
  leader: ['follower', 'learner'],
  learner: ['follower', 'precandidate', 'candidate'],
};

interface View {
  readonly term: number;
  readonly role: Role;
  readonly leader: number;
  readonly commit: number;
}

/**
 * Watches one replica that is fed with anything, and knows what must hold whatever it is fed: what it committed stays,
 * terms grow, one vote a term, no office without votes and no commit without a majority, no promise before it is durable,
 * one answer to each request. It keeps its own account of what was said to the replica and asks it for nothing but what
 * is public.
 */
export class Watch {
  readonly #leaseMs: number;
  readonly #votes = new Map<number, number>();
  readonly #answered = new Set<number>();
  #committed: number[] = [];
  #granted = new Set<number>();
  #acks = new Map<number, number>();
  #appliedTo = 0;
  #lastSeq = 0;
  #now = 0;
  /** The newest promise not to elect anybody else, and who may ask for a vote by a later order of that leader. */
  #promise = { until: Number.NEGATIVE_INFINITY, term: 0, context: 0 };
  readonly #orders: Message[] = [];
  /** When promises were asked for that are not given yet: they run from there, whenever the answer leaves. */
  readonly #asked: { readonly term: number; readonly context: number; readonly at: number }[] = [];
  /** How often something happened that is worth watching: a fuzz that never gets there shows nothing. */
  readonly seen = new Map<string, number>();

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  /** A new life: what was not durable is gone. */
  begin(group: RaftGroup, lastSeq: number): void {
    this.#committed = [];
    this.#granted = new Set();
    this.#acks = new Map();
    this.#appliedTo = group.status().applied;
    this.#lastSeq = lastSeq;
    this.#learnCommits(group);
  }

  step(group: RaftGroup, input: Input): void {
    if (input.type === 'message' && isForeign(group, input.message)) {
      this.#stepForeign(group, input);
      return;
    }
    const before = viewOf(group);
    this.#hear(group, input);
    group.step(input);
    const after = viewOf(group);
    expect(after.term, 'the term fell').toBeGreaterThanOrEqual(before.term);
    expect(after.commit, 'the commit index fell').toBeGreaterThanOrEqual(before.commit);
    if (after.role !== before.role) {
      // A newer term makes a follower first, whatever comes of it then.
      const allowed = [...edges[before.role], ...(after.term > before.term ? edges.follower : [])];
      expect(allowed, `${before.role} to ${after.role}`).toContain(after.role);
      this.#note(after.role);
    }
    if (after.term === before.term && before.leader !== 0) {
      expect([0, before.leader], 'two leaders of a term').toContain(after.leader);
    }
    this.#checkOffice(group, before, after);
    if (after.commit > before.commit) this.#checkCommit(group, input, before, after);
    this.#learnCommits(group);
  }

  #stepForeign(group: RaftGroup, input: Input): void {
    this.#note('foreign');
    const view = (): unknown => [group.digest(), group.dirty(), group.wakeAt, viewOf(group)];
    const before = view();
    group.step(input);
    expect(view(), 'a message that is none changed something').toEqual(before);
  }

  take(group: RaftGroup, persistedSeq: number): Output {
    const output = group.take();
    this.#lastSeq = output.write?.seq ?? this.#lastSeq;
    for (const m of output.send) {
      const isDurable = this.#lastSeq === persistedSeq;
      expect(isDurable || !isPromise(m), 'promised before it was durable').toBe(true);
    }
    for (const { seq } of output.after) {
      expect(seq, 'held behind a write that is done').toBeGreaterThan(persistedSeq);
    }
    for (const entry of output.apply) {
      expect(entry.index, 'applied out of order').toBe(this.#appliedTo + 1);
      expect(entry.term, 'applied what was not committed').toBe(this.#committed[entry.index - 1]);
      expect(entry.index).toBeLessThanOrEqual(group.status().persistedIndex);
      this.#appliedTo = entry.index;
      this.#note('applied');
    }
    this.#answer(output);
    return output;
  }

  installed(index: number): void {
    this.#appliedTo = index;
    this.#note('installed');
  }

  /** What the replica was told that it may build on. */
  #hear(group: RaftGroup, input: Input): void {
    if (input.type === 'tick') this.#now = Math.max(this.#now, input.now);
    if (input.type !== 'message') return;
    const m = input.message;
    if (m.type === messageType.heartbeat && m.promise) {
      this.#asked.push({ term: m.term, context: m.context, at: this.#now });
    }
    if (m.force) this.#orders.push(m);
    if (m.term !== group.term || m.reject) return;
    if (m.type === messageType.voteReply && group.role === 'candidate') this.#granted.add(m.from);
    const isAck = m.type === messageType.appendReply && group.role === 'leader';
    if (isAck && m.index <= group.status().lastIndex) {
      this.#acks.set(m.from, Math.max(this.#acks.get(m.from) ?? 0, m.index));
    }
  }

  #checkOffice(group: RaftGroup, before: View, after: View): void {
    if (after.role === 'leader' && before.role !== 'leader') {
      // Its no-op is appended already; the configuration is not changed by it.
      const vote = (id: number): true | undefined =>
        id === group.id || this.#granted.has(id) ? true : undefined;
      expect(voteResult(group.status().conf, vote), 'a leader without votes').toBe('won');
    }
    if (after.term !== before.term || after.role !== 'candidate') this.#granted = new Set();
    if (after.term !== before.term || after.role !== 'leader') this.#acks = new Map();
  }

  #checkCommit(group: RaftGroup, input: Input, before: View, after: View): void {
    this.#note('commit');
    const { conf, persistedIndex } = group.status();
    // The vote that wins the office may bring news of a commit.
    if (before.role === 'leader' && after.role === 'leader') {
      const reached = (id: number): number =>
        id === group.id ? persistedIndex : (this.#acks.get(id) ?? 0);
      expect(after.commit, 'committed without a majority').toBeLessThanOrEqual(
        quorumValue(conf, reached),
      );
      expect(group.termAt(after.commit), 'an older entry committed by counting').toBe(after.term);
    } else if (input.type === 'message') {
      const m = input.message;
      expect(after.commit, 'committed more than it was told').toBeLessThanOrEqual(toldCommit(m));
    } else {
      expect(['installed'], `committed by ${input.type} from ${before.commit}`).toContain(
        input.type,
      );
    }
  }

  /** Entry by entry: what is committed keeps its term for ever. */
  #learnCommits(group: RaftGroup): void {
    const { commit } = group.status();
    for (let index = 1; index <= commit; index++) {
      const term = group.termAt(index);
      if (term === 'compacted') continue;
      const known = this.#committed[index - 1];
      expect(term, `commit ${commit} past the log`).not.toBe('missing');
      if (known !== undefined) expect(term, `committed entry ${index} was replaced`).toBe(known);
      this.#committed[index - 1] = Number(term);
    }
  }

  /** A message that leaves, at once or behind its write. */
  spoken(group: RaftGroup, m: Message): void {
    expect(isWellFormedMessage(m), 'sent a malformed message').toBe(true);
    expect(m.from).toBe(group.id);
    expect(m.to, 'sent a message to itself').not.toBe(group.id);
    this.#keepPromise(m);
    const voted = votedFor(m);
    if (voted === 0) return;
    const known = this.#votes.get(m.term) ?? voted;
    expect(voted, `two votes in term ${m.term}`).toBe(known);
    this.#votes.set(m.term, known);
    this.#note('vote');
  }

  /** Until a promise ends, nobody gets a vote or is asked for one, unless the leader ordered it later (R7). */
  #keepPromise(m: Message): void {
    if (m.type === messageType.heartbeatReply && m.promise) {
      const { term, context } = m;
      const i = this.#asked.findIndex((ask) => ask.term === term && ask.context === context);
      const [asked] = i === -1 ? [] : this.#asked.splice(i, 1);
      expect(asked, 'a promise that nobody asked for').toBeDefined();
      const until = Math.max(this.#promise.until, (asked?.at ?? 0) + this.#leaseMs * 1.1);
      this.#promise = { until, term: m.term, context: m.context };
      this.#note('promise');
    }
    const { preVote, vote, preVoteReply, voteReply } = messageType;
    const asks = m.type === preVote || m.type === vote;
    const grants = (m.type === preVoteReply || m.type === voteReply) && !m.reject;
    if (!(asks || grants) || m.term <= this.#promise.term || this.#now >= this.#promise.until)
      return;
    const { term, context } = this.#promise;
    const isLater = (order: Message): boolean =>
      order.from === m.to && order.term === term + 1 && order.context > context;
    const isOrdered = asks ? m.force : this.#orders.some(isLater);
    expect(isOrdered, `broke a promise to ${this.#promise.until} at ${this.#now}`).toBe(true);
  }

  /** Exactly one end for each request (R10); an accepted proposal is the host's from there on. */
  #answer(output: Output): void {
    const ids = [
      ...output.reads.map(({ id }) => id),
      ...output.accepted.map(({ id }) => id),
      ...output.dropped.map(({ id }) => id),
      ...output.transferred,
    ];
    for (const id of ids) {
      expect(this.#answered.has(id), `request ${id} answered twice`).toBe(false);
      this.#answered.add(id);
      this.#note('answer');
    }
  }

  #note(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}

/** Votes, acknowledgements, and the own vote in the request for others. */
function isPromise(m: Message): boolean {
  return votedFor(m) !== 0 || (m.type === messageType.appendReply && !m.reject);
}

function votedFor(m: Message): number {
  if (m.type === messageType.vote) return m.from;
  return m.type === messageType.voteReply && !m.reject ? m.to : 0;
}

/** How much of the log this message says to be committed. */
function toldCommit(m: Message): number {
  if (m.type === messageType.append) return Math.min(m.commit, m.index + m.entries.length);
  return m.type === messageType.snapshot ? (m.snapshot?.index ?? 0) : m.commit;
}

function viewOf(group: RaftGroup): View {
  const { term, role, leader } = group;
  return { term, role, leader, commit: group.status().commit };
}

/** Not for this replica, not to be reasoned about, or an answer from nobody it knows. */
function isForeign(group: RaftGroup, m: Message): boolean {
  const { voters, outgoing, learners } = group.status().conf;
  const isMember = [...voters, ...outgoing, ...learners].includes(m.from);
  if (m.to !== group.id || m.from === group.id || !isWellFormedMessage(m)) return true;
  return isReply(m) && !isMember;
}
