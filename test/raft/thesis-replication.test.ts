import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { type Cluster, cluster } from './cluster.ts';
import { append, appendReply, entries, preVoteReply, vote, voteReply } from './messages.ts';

function termsOf(c: Cluster, id: number): number[] {
  return c.replica(id).disk.entries.map((entry) => entry.term);
}

/** Replica 1 comes to lead with this log, and its peers, played by hand, have not acknowledged anything. */
function leading(size: number, log: readonly number[]): Cluster {
  const c = cluster(size, { logs: { 1: log } });
  c.isolate(1);
  c.step(1, { type: 'campaign' });
  const { term } = c.group(1);
  for (let peer = 2; peer <= size; peer++) c.receive(preVoteReply(peer, 1, term + 1));
  c.settle();
  for (let peer = 2; peer <= size; peer++) c.receive(voteReply(peer, 1, term + 1));
  c.settle();
  expect(c.group(1)).toMatchObject({ role: 'leader', term: term + 1 });
  return c;
}

describe('§3.5 the consistency check', () => {
  // A follower with the terms 1 2 gets an append after this place. Accepted, or refused with the last place that can agree.
  it.each([
    [0, 0, true, ''],
    [1, 1, true, ''],
    [2, 2, true, ''],
    [1, 2, false, '1@1'],
    [2, 1, false, '1@1'],
    [2, 3, false, '2@2'],
    [3, 3, false, '2@2'],
    [3, 1, false, '1@1'],
    [9, 2, false, '2@2'],
  ])('after %i@%i: accepted %s %s', (index, logTerm, accepted, hint) => {
    const c = cluster(3, { logs: { 1: [1, 2] } });
    c.receive(append(2, 1, 3, { index, logTerm }));
    const [answer] = c.answers(1, 2);
    expect(answer).toMatchObject({ type: messageType.appendReply, reject: !accepted });
    if (accepted) expect(answer?.index).toBe(index);
    else expect([answer?.index, `${answer?.hint}@${answer?.logTerm}`]).toEqual([index, hint]);
  });

  // A follower with these terms gets entries after this place; its log afterwards.
  it.each([
    [[1, 2], 2, [3], [1, 2, 3]],
    [[1, 2], 1, [3, 4], [1, 3, 4]],
    [[1, 2], 0, [1], [1, 2]],
    [[1, 2], 0, [3], [3]],
    [[1, 1, 1], 1, [1], [1, 1, 1]],
    [[1, 1, 1], 1, [2], [1, 2]],
    [[1, 2, 2], 0, [1, 2], [1, 2, 2]],
    [[], 0, [1, 1, 2], [1, 1, 2]],
  ])(
    'a follower with %j that gets, after index %i, entries of %j has %j',
    (log, after, sent, result) => {
      const c = cluster(3, { logs: { 1: log } });
      const logTerm = log[after - 1] ?? 0;
      c.receive(append(2, 1, 4, { index: after, logTerm, entries: entries(after + 1, ...sent) }));
      c.settle();
      expect(termsOf(c, 1)).toEqual(result);
    },
  );
});

describe('§3.5 a follower learns what is committed', () => {
  // Appended entries, the leader's commit index, and what the follower may take as committed.
  it.each([
    [[1], 1, 1],
    [[1, 2], 1, 1],
    [[1, 2], 2, 2],
    [[1], 9, 1],
    [[], 3, 0],
  ])('from an append of %j that says %i: %i (pitfall 22)', (sent, commit, known) => {
    const c = cluster(3);
    c.receive(append(2, 1, 2, { entries: entries(1, ...sent), commit }));
    c.settle();
    expect(c.group(1).status().commit).toBe(known);
    expect(c.replica(1).commands).toHaveLength(known);
  });

  it('in log order, and applies in that order', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    c.propose(1, 'b', 'c');
    for (const replica of c.replicas) expect(replica.commands).toEqual(['a', 'b', 'c']);
  });
});

describe('§3.5 logs that diverged are made alike (Figure 3.6, Figure 7 of the paper)', () => {
  const leader = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];

  // The followers of the figure, and how many refusals it takes to find where they agree (pitfall 26).
  it.each([
    ['a', [1, 1, 1, 4, 4, 5, 5, 6, 6], 1],
    ['b', [1, 1, 1, 4], 1],
    ['c', [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6], 0],
    ['d', [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7], 0],
    ['e', [1, 1, 1, 4, 4, 4, 4], 1],
    ['f', [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3], 1],
  ])('follower %s', (_name, follower, refusals) => {
    const c = cluster(3, { logs: { 1: leader, 2: leader, 3: follower } });
    // Everybody has heard of term 7, as in the figure; the leader comes to power for term 8.
    for (const replica of c.replicas) {
      replica.disk.hardState = { term: 7, vote: 0, commit: 0 };
      c.restart(replica.id);
    }
    c.elect(1);
    c.advance(500);
    expect(c.group(1).term).toBe(8);
    expect(termsOf(c, 3)).toEqual([...leader, 8]);
    c.expectConverged();
    const refused = c.sent.filter((m) => m.type === messageType.appendReply && m.reject);
    expect(refused.length).toBeLessThanOrEqual(refusals);
  });

  it('and a leader never overwrites or deletes entries of its own log (append-only)', () => {
    const c = leading(3, [1, 1, 2]);
    const before = c.replica(1).disk.entries;
    c.receive(append(2, 1, 3, { entries: entries(1, 3, 3) }));
    c.receive(appendReply(2, 1, 3, { index: 3, reject: true, hint: 0 }));
    c.settle();
    expect(c.replica(1).disk.entries).toEqual(before);
    expect(c.group(1).status().contradiction).toMatch(/second leader/);
  });
});

describe('§3.6.2 committing entries from previous terms', () => {
  // Group size, the new leader's log before its own first entry, what the others acknowledge, and its commit index.
  it.each([
    [3, [1], [2, 0], 2],
    [3, [1], [1, 1], 0],
    [3, [1, 2], [2, 2], 0],
    [3, [1, 2], [3, 2], 3],
    [3, [1, 1, 2], [3, 3], 0],
    [3, [1, 1, 2], [0, 4], 4],
    [4, [1], [2, 0, 0], 0],
    [4, [1], [2, 2, 0], 2],
    [5, [1], [2, 2, 0, 0], 2],
    [5, [1, 2], [3, 2, 2, 2], 0],
    [5, [1, 2], [2, 2, 2, 2], 0],
    [5, [1, 2], [3, 0, 0, 3], 3],
  ])(
    'of %i, log %j and then its own entry, acknowledged to %j: commits %i',
    (size, log, acks, commit) => {
      const c = leading(size, log);
      const { term } = c.group(1);
      for (const [i, index] of acks.entries()) {
        if (index > 0) c.receive(appendReply(i + 2, 1, term, { index }));
      }
      c.settle();
      expect(c.group(1).status().commit).toBe(commit);
    },
  );

  it('Figure 3.7: what a majority holds of an older term is not committed by that (pitfall 1)', () => {
    // Replica 1 led term 2 and comes back in term 4; its old entry then reaches a majority.
    const c = cluster(5, { logs: { 1: [1, 2], 2: [1, 2], 3: [1], 4: [1], 5: [1, 3] } });
    c.isolate(1);
    c.receive(vote(5, 1, 3));
    c.step(1, { type: 'campaign' });
    for (const peer of [2, 3]) c.receive(preVoteReply(peer, 1, 4));
    c.settle();
    for (const peer of [2, 3]) c.receive(voteReply(peer, 1, 4));
    c.settle();
    expect(c.group(1)).toMatchObject({ role: 'leader', term: 4 });
    for (const peer of [2, 3]) c.receive(appendReply(peer, 1, 4, { index: 2 }));
    c.settle();
    expect(c.group(1).status().commit).toBe(0);
    // The own-term entry at 3 commits it, and everything before: case (e).
    for (const peer of [2, 3]) c.receive(appendReply(peer, 1, 4, { index: 3 }));
    c.settle();
    expect(c.group(1).status().commit).toBe(3);
  });

  it('Figure 3.7 (d): such an entry is replaced by a leader that never had it', () => {
    const c = cluster(5, { logs: { 1: [1, 2], 2: [1, 2], 3: [1, 2], 4: [1], 5: [1, 3] } });
    c.crash(1);
    c.elect(5);
    c.advance(500);
    for (const id of [2, 3, 4, 5]) expect(termsOf(c, id).slice(0, 2)).toEqual([1, 3]);
  });
});

describe('§10.2.1 writing to the leader’s disk in parallel', () => {
  it('entries leave for the followers before the leader has them on its own disk', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(1);
    c.offer(1, 'a');
    const output = c.replica(1).take();
    expect(output.send.map((m) => [m.to, m.entries.length])).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(output.after).toEqual([]);
  });

  it('a commit needs no disk of the leader, if a majority of the others has it', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(1);
    c.propose(1, 'a');
    expect(c.group(1).status()).toMatchObject({ commit: 2, persistedIndex: 1, applied: 1 });
    expect(c.replica(2).commands).toEqual(['a']);
  });
});

describe('§10.2.2 batching and pipelining', () => {
  it('proposals of one turn share a message to each follower and one write', () => {
    const c = cluster(3, { config: { appendBytes: 10_000 } });
    c.elect(1);
    for (let i = 0; i < 50; i++) c.offer(1, `${i}`);
    const output = c.replica(1).take();
    expect(output.send.map((m) => m.entries.length)).toEqual([50, 50]);
    expect(output.write?.entries).toHaveLength(50);
  });

  it('the next message does not wait for the answer to the one before', () => {
    const c = cluster(3);
    c.elect(1);
    const sent = ['a', 'b', 'c'].map((text) => {
      c.offer(1, text);
      return c
        .replica(1)
        .take()
        .send.filter((m) => m.to === 2);
    });
    expect(sent.map(([m]) => m?.index)).toEqual([1, 2, 3]);
  });

  it('one that was lost costs a refusal and is sent again, the later ones with it', () => {
    const c = cluster(3);
    c.elect(1);
    c.sent = [];
    c.offer(1, 'a');
    c.replica(1).take();
    c.replica(1).outbox = c.replica(1).outbox.filter((m) => m.to !== 3);
    c.propose(1, 'b');
    const refused = c.sent.filter((m) => m.type === messageType.appendReply && m.reject);
    expect(refused).toHaveLength(1);
    expect(c.replica(3).commands).toEqual(['a', 'b']);
  });
});
