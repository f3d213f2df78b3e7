import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { cluster, typesOf } from './cluster.ts';
import { append, heartbeat, preVote, preVoteReply, vote, voteReply } from './messages.ts';
import { inRole } from './roles.ts';

describe('§3.4 leader election', () => {
  it('a server starts as a follower, and remains one while it hears from a leader', () => {
    const c = cluster(3);
    expect(c.replicas.map(({ up }) => up.role)).toEqual(['follower', 'follower', 'follower']);
    c.contacts = false;
    for (let ms = 0; ms < 20_000; ms += 500) {
      c.now += 500;
      c.receive(heartbeat(2, 1, 1));
      c.tick(c.replica(1));
      expect(c.group(1).role).toBe('follower');
    }
  });

  it('a follower that hears from nobody for its timeout asks for votes', () => {
    const c = cluster(3);
    c.isolate(1);
    c.advance(2_000);
    expect(c.group(1).role).toBe('precandidate');
    const asked = c.sent.filter((m) => m.from === 1).map((m) => m.to);
    expect(asked).toEqual([2, 3]);
  });

  it('a timeout is drawn anew for each wait, between the shortest and the longest', () => {
    const c = cluster(3);
    c.isolate(1);
    const waits = Array.from({ length: 200 }, () => {
      const wait = c.group(1).wakeAt - c.now;
      c.now = c.group(1).wakeAt;
      c.tick(c.replica(1));
      c.settle();
      return wait;
    });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000);
    expect(new Set(waits).size).toBeGreaterThan(100);
  });

  // Who grants and who refuses, among the others of a group of that size, and what becomes of candidate 1.
  it.each([
    [2, [2], [], 'leader'],
    [2, [], [2], 'follower'],
    [3, [2], [], 'leader'],
    [3, [2, 3], [], 'leader'],
    [3, [], [], 'candidate'],
    [3, [], [2], 'candidate'],
    [3, [2], [3], 'leader'],
    [3, [], [2, 3], 'follower'],
    [4, [2], [], 'candidate'],
    [4, [2, 3], [4], 'leader'],
    [4, [2], [3, 4], 'follower'],
    [5, [2], [3, 4], 'candidate'],
    [5, [2, 3], [4], 'leader'],
    [5, [2], [3, 4, 5], 'follower'],
  ] as const)('of %i voters %j grant and %j refuse: %s', (size, granted, refused, role) => {
    const c = cluster(size);
    c.isolate(1);
    c.step(1, { type: 'campaign' });
    for (let peer = 2; peer <= size; peer++) c.receive(preVoteReply(peer, 1, 1));
    c.settle();
    const answers = [
      ...refused.map((peer) => voteReply(peer, 1, 1, { reject: true })),
      ...granted.map((peer) => voteReply(peer, 1, 1)),
    ];
    for (const answer of answers) {
      c.receive(answer);
      // An answer that comes twice is one answer.
      c.receive(answer);
    }
    c.settle();
    expect(c.group(1)).toMatchObject({ role, term: 1 });
  });

  // The vote of the term so far, who asks, and whether it is granted.
  it.each([
    [0, 2, true],
    [0, 3, true],
    [2, 2, true],
    [3, 3, true],
    [2, 3, false],
    [3, 2, false],
  ])(
    'one vote a term, first come, first served: after voting for %i, asked by %i: %s',
    (voted, from, granted) => {
      const c = cluster(3);
      if (voted !== 0) c.receive(vote(voted, 1, 5));
      c.answers(1, voted);
      c.receive(vote(from, 1, 5));
      expect(c.answers(1, from)[0]).toMatchObject({
        type: messageType.voteReply,
        term: 5,
        reject: !granted,
      });
    },
  );

  it('a candidate that hears from a leader of its term follows it', () => {
    for (const m of [append(2, 1, 3), heartbeat(2, 1, 3)]) {
      const c = inRole('candidate');
      c.receive(m);
      expect(c.group(1)).toMatchObject({ role: 'follower', leader: 2, term: 3 });
    }
  });

  it('the winner tells the others at once, which prevents further elections', () => {
    const c = inRole('leader');
    c.settle();
    const told = c.sent.filter((m) => m.from === 1 && m.type === messageType.append);
    expect(told.map((m) => m.to)).toEqual([2, 3]);
  });

  it('a vote that nobody wins is followed by another campaign in a higher term', () => {
    const c = inRole('candidate');
    c.isolate(1);
    c.advance(2_000);
    expect(c.group(1)).toMatchObject({ role: 'precandidate', term: 3 });
    c.receive(preVoteReply(2, 1, 4));
    expect(c.group(1)).toMatchObject({ role: 'candidate', term: 4 });
  });

  it('a term takes no work that grows with the log: no entry is read to begin it (pitfall 44)', () => {
    const long = Array.from({ length: 2_000 }, () => 1);
    const c = cluster(3, { logs: { 1: long, 2: long, 3: long }, config: { cachedBytes: 100 } });
    c.isolate(1);
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(2, 1, 2));
    c.settle();
    c.receive(voteReply(2, 1, 2));
    const output = c.replica(1).take();
    expect(output.fetch).toEqual([]);
    expect(output.send.flatMap((m) => m.entries).map(({ index }) => index)).toEqual([2_001, 2_001]);
    expect(output.write?.entries).toHaveLength(1);
  });
});

describe('§3.6.1 the election restriction', () => {
  // The voter's log by its terms, and the candidate's last term and index.
  const rows = [
    [[1], 1, 1, true],
    [[1], 1, 2, true],
    [[1, 1], 1, 1, false],
    [[1], 2, 1, true],
    [[1], 2, 2, true],
    [[1, 1], 2, 1, true],
    [[2], 1, 1, false],
    [[2], 1, 2, false],
    [[1, 2], 1, 9, false],
    [[1, 1, 1, 1], 2, 2, true],
    [[], 0, 0, true],
    [[1], 0, 0, false],
  ] as const;

  it.each(rows)(
    'a voter with the terms %j, asked by a log to term %i, index %i: %s (pitfall 2)',
    (log, logTerm, index, granted) => {
      const c = cluster(3, { logs: { 1: log } });
      c.receive(preVote(2, 1, 5, { index, logTerm }));
      c.receive(vote(2, 1, 5, { index, logTerm }));
      const answers = c.answers(1, 2);
      expect(typesOf(answers)).toEqual(['preVoteReply', 'voteReply']);
      expect(answers.map(({ reject }) => reject)).toEqual([!granted, !granted]);
    },
  );

  it('a refusal for the log leaves the vote for another candidate of the term', () => {
    const c = cluster(3, { logs: { 1: [1, 1] } });
    c.receive(vote(2, 1, 5, { index: 1, logTerm: 1 }));
    c.receive(vote(3, 1, 5, { index: 2, logTerm: 1 }));
    expect(c.answers(1, 2)[0]).toMatchObject({ reject: true });
    expect(c.replica(1).disk.hardState).toMatchObject({ term: 5, vote: 3 });
  });

  it('so a leader has every committed entry from the moment it is elected (leader completeness)', () => {
    const c = cluster(5);
    c.elect(1);
    c.isolate(4, 5);
    c.propose(1, 'committed');
    c.crash(1);
    c.heal();
    for (const id of [4, 5]) c.step(id, { type: 'suspect', peer: 1 });
    for (const id of [2, 3]) c.step(id, { type: 'suspect', peer: 1 });
    c.step(4, { type: 'campaign' });
    c.settle();
    expect(c.group(4).role).not.toBe('leader');
    c.advance(3_000);
    expect([2, 3]).toContain(c.leader);
    c.expectConverged();
  });
});

describe('§9.6 pre-vote', () => {
  // What the asked replica 1 knows, and whether it lets 3 campaign in term 4 with an equal log.
  it.each([
    ['follows a leader that it heard from', 'follower', 0, false],
    ['follows a leader that was silent for the shortest timeout', 'follower', 1_000, true],
    ['is asking itself', 'precandidate', 0, true],
    ['is a candidate', 'candidate', 0, true],
    ['leads', 'leader', 0, false],
  ] as const)('a replica that %s', (_what, role, silent, granted) => {
    const c = inRole(role);
    c.contacts = false;
    c.now += silent;
    c.tick(c.replica(1));
    c.receive(preVote(3, 1, 4, { index: 9, logTerm: 3 }));
    const [answer] = c.answers(1, 3).filter((m) => m.type === messageType.preVoteReply);
    expect(answer).toMatchObject({ reject: !granted, term: granted ? 4 : 3 });
    expect(c.group(1)).toMatchObject({ term: 3 });
  });

  it('is won by a majority like a vote, and only then the term rises', () => {
    const c = cluster(5);
    c.isolate(1);
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(2, 1, 1));
    expect(c.group(1)).toMatchObject({ role: 'precandidate', term: 0 });
    c.receive(preVoteReply(3, 1, 1));
    expect(c.group(1)).toMatchObject({ role: 'candidate', term: 1 });
  });

  it('that a majority refuses leaves the replica a follower in its term', () => {
    const c = cluster(3, { logs: { 1: [1], 2: [1, 1], 3: [1, 1] } });
    c.step(1, { type: 'campaign' });
    c.settle();
    expect(c.group(1)).toMatchObject({ role: 'follower', term: 1 });
  });
});
