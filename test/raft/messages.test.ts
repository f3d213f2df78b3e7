import { describe, expect, it } from 'vitest';
import { type Message, messageType } from '../../src/raft/index.ts';
import { isWellFormedMessage, message } from '../../src/raft/messages.ts';
import { cluster, typesOf } from './cluster.ts';

type Field = Exclude<keyof Message, 'type' | 'from' | 'to' | 'term'>;

/** What a type says; every other field has its neutral value, so that all messages have one shape. */
const used: Readonly<Record<keyof typeof messageType, readonly Field[]>> = {
  preVote: ['index', 'logTerm', 'commit', 'commitTerm', 'hint', 'session'],
  preVoteReply: ['reject', 'commit', 'commitTerm', 'session'],
  vote: ['index', 'logTerm', 'commit', 'commitTerm', 'hint', 'context', 'force', 'session'],
  voteReply: ['reject', 'commit', 'commitTerm', 'session'],
  append: ['index', 'logTerm', 'commit', 'entries', 'life', 'session'],
  appendReply: ['index', 'logTerm', 'commit', 'hint', 'reject', 'life', 'session'],
  heartbeat: ['index', 'commit', 'context', 'promise', 'life', 'session'],
  heartbeatReply: ['commit', 'context', 'promise', 'life', 'session'],
  snapshot: ['commit', 'snapshot', 'life', 'session'],
  timeoutNow: ['index', 'logTerm', 'context'],
  readIndex: ['context', 'hint'],
  readIndexReply: ['index', 'context', 'hint', 'reject'],
  termAsk: ['context', 'hint', 'life'],
  termReply: ['context', 'hint'],
};

/** A day in the life of a group, in which every kind of message is sent. */
function everything(): Message[] {
  const c = cluster(4, { blank: [4], config: { leaseMs: 1_000 } });
  for (const { id } of c.replicas) c.step(id, { type: 'priority', value: id });
  c.advance(6_000);
  const first = c.leader;
  c.propose(first, 'a', 'b');
  c.change(first, '~4');
  c.advance(300);
  c.leaseRead(first);
  c.followerRead(4);
  c.settle();
  c.isolate(4);
  for (let i = 0; i < 10; i++) c.propose(first, `${i}`);
  for (const { id } of c.replicas) {
    c.replica(id).flush();
    c.replica(id).compact();
  }
  c.heal();
  c.advance(2_000);
  c.transfer(first, first === 1 ? 2 : 1);
  c.settle();
  c.isolate(c.leader);
  c.propose(c.leader, 'lost');
  c.advance(6_000);
  c.heal();
  c.advance(6_000);
  c.expectConverged();
  const lost = c.replica(c.leader === 3 ? 2 : 3);
  lost.lose(lost.imageOfDisk());
  c.advance(3_000);
  expect(lost.up.suspect).toBe(false);
  return c.sent;
}

describe('a message', () => {
  it('says what its type means and nothing else, and is well formed', () => {
    const sent = everything();
    expect(new Set(typesOf(sent))).toEqual(new Set(Object.keys(used)));
    for (const m of sent) {
      expect(isWellFormedMessage(m)).toBe(true);
      const [name] = typesOf([m]);
      const says = used[name as keyof typeof used];
      const { type, from, to, term } = m;
      const kept = Object.fromEntries(says.map((field) => [field, m[field]]));
      expect(m, name).toEqual(message({ type, from, to, term }, kept));
    }
  });

  it('has the neutral value wherever nothing is said', () => {
    const bare = message({ type: messageType.append, from: 1, to: 2, term: 3 });
    expect(bare).toEqual({
      type: messageType.append,
      from: 1,
      to: 2,
      term: 3,
      index: 0,
      logTerm: 0,
      commit: 0,
      commitTerm: 0,
      hint: 0,
      context: 0,
      life: 0,
      session: 0,
      reject: false,
      force: false,
      promise: false,
      entries: [],
      snapshot: null,
    });
  });
});
