import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { cluster } from './cluster.ts';
import { append, entries, preVoteReply, vote, voteReply } from './messages.ts';

describe('nothing is promised before it is durable', () => {
  it('a vote waits for the disk, and is forgotten with it (pitfall 3)', () => {
    const c = cluster(3);
    c.heldDisks.add(3);
    c.receive(vote(1, 3, 5));
    expect(c.answers(3, 1)).toEqual([]);
    c.restart(3);
    c.heldDisks.clear();
    c.receive(vote(2, 3, 5));
    expect(c.answers(3, 2)[0]).toMatchObject({ type: messageType.voteReply, reject: false });
  });

  it('a vote that was given is remembered over a crash', () => {
    const c = cluster(3);
    c.receive(vote(1, 3, 5));
    expect(c.answers(3, 1)[0]).toMatchObject({ reject: false });
    c.restart(3);
    c.receive(vote(2, 3, 5));
    expect(c.answers(3, 2)[0]).toMatchObject({ reject: true });
  });

  it('an append is acknowledged when it is on disk, with the term it came in (pitfall 6)', () => {
    const c = cluster(3);
    c.heldDisks.add(3);
    c.receive(append(1, 3, 7, { entries: entries(1, 7, 7) }));
    expect(c.answers(3, 1)).toEqual([]);
    c.replica(3).persist(1);
    expect(c.replica(3).disk.hardState.term).toBe(7);
    expect(c.answers(3, 1)[0]).toMatchObject({ type: messageType.appendReply, index: 2 });
  });

  it('the own vote counts when it is durable (pitfall 4)', () => {
    const c = cluster(3);
    c.isolate(1);
    c.heldDisks.add(1);
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(2, 1, 1));
    c.settle();
    c.receive(voteReply(2, 1, 1));
    expect(c.group(1).role).toBe('candidate');
    c.replica(1).persist(1);
    expect(c.group(1).role).toBe('leader');
  });

  it('the completion of an earlier write does not make it so', () => {
    const c = cluster(3);
    c.isolate(1);
    c.heldDisks.add(1);
    c.receive(append(3, 1, 1, { entries: entries(1, 1) }));
    c.settle();
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(2, 1, 2));
    c.settle();
    c.receive(voteReply(2, 1, 2));
    c.replica(1).persist(1);
    expect(c.group(1)).toMatchObject({ role: 'candidate', term: 2 });
    c.replica(1).persist(1);
    expect(c.group(1).role).toBe('leader');
  });

  it('the own vote of an earlier campaign is none in this one', () => {
    const c = cluster(3);
    c.isolate(1);
    c.heldDisks.add(1);
    for (const term of [1, 2]) {
      c.step(1, { type: 'campaign' });
      c.receive(preVoteReply(2, 1, term));
      c.settle();
    }
    c.receive(voteReply(2, 1, 2));
    c.replica(1).persist(1);
    expect(c.group(1)).toMatchObject({ role: 'candidate', term: 2 });
  });

  it('a completion of an older term is no vote in this one (pitfall 5)', () => {
    const c = cluster(3);
    c.isolate(1);
    c.heldDisks.add(1);
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(2, 1, 1));
    c.settle();
    c.receive(append(2, 1, 2));
    c.settle();
    c.replica(1).persist(1);
    expect(c.group(1)).toMatchObject({ role: 'follower', leader: 2, term: 2 });
  });

  it('a campaign that a crash forgot cannot be won by its late answers', () => {
    const c = cluster(3, { logs: { 1: [1], 2: [1], 3: [1] } });
    c.heldDisks.add(1);
    c.isolate(1);
    // An entry that is committed elsewhere arrives but does not reach the disk; then it campaigns, and crashes.
    c.receive(append(2, 1, 1, { index: 1, logTerm: 1, entries: entries(2, 1) }));
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(3, 1, 2));
    expect(c.answers(1, 3).map((m) => m.type)).not.toContain(messageType.vote);
    c.restart(1);
    expect(c.group(1).status()).toMatchObject({ term: 1, lastIndex: 1 });
  });

  it('a leader counts its own entries when its disk has them (pitfall 38)', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(1);
    c.crash(3);
    c.propose(1, 'a');
    expect(c.group(1).status()).toMatchObject({ commit: 1, lastIndex: 2, persistedIndex: 1 });
    c.heldDisks.clear();
    c.settle();
    expect(c.group(1).status().commit).toBe(2);
  });

  it('a single voter applies nothing that it could lose', () => {
    const c = cluster(1);
    c.advance(0);
    c.heldDisks.add(1);
    c.propose(1, 'a');
    expect(c.replica(1).commands).toEqual([]);
    c.heldDisks.clear();
    c.settle();
    c.restart(1);
    c.advance(0);
    expect(c.replica(1).commands).toEqual(['a']);
  });

  it('a follower applies what is committed only once it is on its own disk', () => {
    const c = cluster(3);
    c.heldDisks.add(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1), commit: 2 }));
    c.settle();
    expect(c.group(3).status()).toMatchObject({ commit: 2, applied: 0 });
    c.heldDisks.clear();
    c.settle();
    expect(c.group(3).status().applied).toBe(2);
  });
});

describe('several writes in flight', () => {
  it('the completion of an overwritten write says nothing about what replaced it (ABA, pitfall 35)', () => {
    const c = cluster(3);
    c.heldDisks.add(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1) }));
    c.settle();
    c.receive(append(2, 3, 2, { entries: entries(1, 2, 2) }));
    c.settle();
    expect(c.replica(3).writes).toHaveLength(2);
    c.replica(3).persist(1);
    expect(c.group(3).status()).toMatchObject({ lastIndex: 2, persistedIndex: 0 });
    c.replica(3).persist(1);
    expect(c.group(3).status().persistedIndex).toBe(2);
  });

  it('complete together when only the last one is reported', () => {
    const c = cluster(3);
    c.heldDisks.add(3);
    for (const first of [1, 2, 3]) {
      const logTerm = first === 1 ? 0 : 1;
      c.receive(append(1, 3, 1, { index: first - 1, logTerm, entries: entries(first, 1) }));
      c.replica(3).take();
    }
    c.replica(3).persist(3);
    expect(c.group(3).status().persistedIndex).toBe(3);
  });

  it('must complete in order: anything else is a broken host (pitfall 36)', () => {
    const c = cluster(3);
    c.receive(vote(1, 3, 5));
    c.settle();
    expect(() => c.step(3, { type: 'persisted', seq: 2 })).toThrow(/write 2/);
    expect(() => c.step(3, { type: 'persisted', seq: 0 })).toThrow(/after 1/);
  });

  it('are not made for a commit index alone, and none are made while nothing happens (pitfall 79)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    expect(c.group(3).status().commit).toBe(2);
    expect(c.replica(3).disk.hardState.commit).toBeLessThan(2);
    const { persistedSeq } = c.replica(3);
    c.advance(60_000);
    expect(c.replica(3).persistedSeq).toBe(persistedSeq);
  });

  it('carry the commit index known when they are made (pitfall 49)', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1), commit: 1 }));
    c.settle();
    expect(c.replica(3).disk.hardState).toEqual({ term: 1, vote: 0, commit: 1 });
  });
});

describe('a restart', () => {
  it('finds a state machine ahead of the commit index on disk, and believes it (pitfall 78)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a', 'b');
    const { disk } = c.replica(3);
    c.replica(3).flush();
    expect(disk.hardState.commit).toBeLessThan(3);
    c.restart(3);
    expect(c.group(3).status()).toMatchObject({ commit: 3, applied: 3 });
  });

  it('forgets entries that were never durable, and gets them again', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(3);
    c.propose(1, 'a', 'b');
    c.restart(3);
    expect(c.group(3).status().lastIndex).toBe(1);
    c.heldDisks.clear();
    c.advance(3_000);
    c.expectConverged();
  });

  it('after a crash between a snapshot and its record takes the snapshot for the log (R21)', () => {
    const c = cluster(3, { logs: { 3: [1, 1, 1] } });
    c.crash(3);
    const { conf } = c.group(1).status();
    const lines = ['1/0/a', '2/0/b', '2/0/c', '3/0/d'];
    c.replica(3).disk.flushed = { lines, meta: { index: 4, term: 3, conf } };
    c.replica(3).disk.hardState = { term: 1, vote: 2, commit: 0 };
    c.restart(3);
    expect(c.group(3).status()).toMatchObject({ term: 3, commit: 4, firstIndex: 5, lastIndex: 4 });
    // The vote on disk was for an older term.
    c.receive(vote(1, 3, 3, { index: 4, logTerm: 3 }));
    expect(c.answers(3, 1)[0]).toMatchObject({ type: messageType.voteReply, reject: false });
  });
});

describe('a hung disk', () => {
  it('ends the leadership within an election timeout, though heartbeats would flow (pitfall 82)', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(1);
    c.propose(1, 'a');
    expect(c.group(1).role).toBe('leader');
    c.advance(1_000);
    expect(c.group(1).role).toBe('follower');
    c.advance(6_000);
    expect([2, 3]).toContain(c.leader);
    // Without a disk it must not raise terms either.
    expect(c.group(1).term).toBe(c.group(c.leader).term);
  });

  it('keeps a follower from campaigning: it could only raise terms', () => {
    const c = cluster(3);
    c.isolate(3);
    c.heldDisks.add(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1) }));
    c.settle();
    c.advance(20_000);
    expect(c.group(3).role).toBe('follower');
    c.heldDisks.clear();
    c.advance(5_000);
    expect(c.group(3).role).toBe('precandidate');
  });

  it('on a follower that comes back leaves it nothing that it cannot catch up with (pitfall 33)', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(3);
    for (let i = 0; i < 30; i++) c.propose(1, `${i}`);
    c.advance(4_000);
    expect(c.leader).toBe(1);
    c.heldDisks.clear();
    c.advance(1_000);
    c.expectConverged();
  });

  it('after a pause of the event loop is not assumed (R2)', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(1);
    c.offer(1, 'a');
    c.settle();
    c.now += 5_000;
    c.step(1, { type: 'stalled' });
    c.tick(c.replica(1));
    expect(c.group(1).role).toBe('leader');
  });
});
