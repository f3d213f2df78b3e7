import { describe, expect, it } from 'vitest';
import { type MessageType, messageType, type Role } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';
import { typesOf } from './cluster.ts';
import { simpleConf } from './replica.ts';
import { inRole, roles } from './roles.ts';

/** Replica 1 is in term 3 in every test; replicas 2 and 3 are played by hand. */
const types = Object.entries(messageType) as [keyof typeof messageType, MessageType][];

function from2(type: MessageType, term: number, reject: boolean) {
  const snapshot = { index: 5, term: 1, conf: simpleConf([1, 2, 3]) };
  const isSnapshot = type === messageType.snapshot;
  const fields = isSnapshot ? { snapshot } : { index: 9, logTerm: 1 };
  return message({ type, from: 2, to: 1, term }, { ...fields, reject });
}

const table = roles.flatMap((role) => types.map(([name, type]) => [role, name, type] as const));

describe('§3.3 a server that sees a newer term', () => {
  const leaderOnly = ['append', 'heartbeat', 'snapshot', 'timeoutNow'];

  // To the one who asked, the grant of a pre-vote is no news but what it waits for.
  const news = table.filter(([role, name]) => role !== 'precandidate' || name !== 'preVoteReply');

  it.each(news)('adopts it and follows: a %s, by %s', (role, name, type) => {
    const c = inRole(role);
    // A pre-vote asks for a term that nobody is in; a vote is ignored where a leader is known (§4.2.3).
    const keeps =
      name === 'preVote' ||
      name === 'preVoteReply' ||
      // Questions about terms are no claims to one.
      name === 'termAsk' ||
      name === 'termReply' ||
      (name === 'vote' && (role === 'leader' || role === 'follower' || role === 'learner'));
    c.receive({ ...from2(type, 4, false), from: name === 'vote' ? 3 : 2 });
    const { group } = c.replica(1);
    const follows: Role = role === 'learner' ? 'learner' : 'follower';
    expect(group?.term).toBe(keeps ? 3 : 4);
    expect(group?.role).toBe(keeps ? role : follows);
    if (!keeps) expect(group?.leader).toBe(leaderOnly.includes(name) ? 2 : 0);
  });

  it.each(roles)('as a %s adopts it from the refusal of a pre-vote too', (role) => {
    const c = inRole(role);
    c.receive(from2(messageType.preVoteReply, 4, true));
    expect(c.group(1).term).toBe(4);
  });
});

describe('§3.3 a message of an older term', () => {
  it.each(table)('changes nothing in a %s: %s', (role, _name, type) => {
    const c = inRole(role);
    const before = c.group(1).digest();
    c.receive(from2(type, 2, false));
    c.receive(from2(type, 2, true));
    expect(c.group(1).digest()).toBe(before);
  });

  it.each([
    ['append', 'appendReply'],
    ['heartbeat', 'appendReply'],
    ['snapshot', 'appendReply'],
    ['preVote', 'preVoteReply'],
    ['vote', 'voteReply'],
    ['readIndex', 'readIndexReply'],
  ] as const)(
    'that asks for something is told the term: %s by %s (pitfalls 10, 11)',
    (ask, reply) => {
      for (const role of roles) {
        const c = inRole(role);
        c.receive(from2(messageType[ask], 2, false));
        const answers = c.answers(1, 2);
        expect(typesOf(answers), role).toEqual([reply]);
        expect(answers[0], role).toMatchObject({ term: 3, reject: true });
      }
    },
  );

  it.each(['preVoteReply', 'voteReply', 'appendReply', 'heartbeatReply', 'timeoutNow'] as const)(
    'that answers or orders is not answered: %s',
    (name) => {
      const c = inRole('follower');
      c.receive(from2(messageType[name], 2, false));
      expect(c.answers(1, 2)).toEqual([]);
    },
  );
});

describe('§3.3 the terms of a server', () => {
  it('only grow, over restarts too', () => {
    const c = inRole('candidate');
    expect(c.replica(1).disk.hardState).toMatchObject({ term: 3, vote: 1 });
    c.restart(1);
    expect(c.group(1)).toMatchObject({ term: 3, role: 'follower' });
  });

  it('have one leader each: another one in the same term is refused and reported (§3.6, election safety)', () => {
    const c = inRole('follower');
    c.receive(message({ type: messageType.append, from: 3, to: 1, term: 3 }));
    expect(c.group(1).leader).toBe(2);
    expect(c.group(1).status().contradiction).toMatch(/replica 3 says in term 3: a second leader/);
  });
});
