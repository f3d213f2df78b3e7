import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { cluster, typesOf } from './cluster.ts';
import {
  append,
  heartbeat,
  preVote,
  preVoteReply,
  timeoutNow,
  vote,
  voteReply,
} from './messages.ts';
import { simpleConf } from './replica.ts';

describe('an election (thesis 3.4)', () => {
  it('ends with one leader whom everybody knows', () => {
    const c = cluster(3);
    c.advance(5_000);
    const leader = c.leader;
    expect(leader).toBeGreaterThan(0);
    for (const { up } of c.replicas)
      expect([up.leader, up.term]).toEqual([leader, c.group(leader).term]);
  });

  it('is won at once by the only voter', () => {
    const c = cluster(1);
    c.advance(0);
    expect(c.group(1).role).toBe('leader');
    c.propose(1, 'alone');
    expect(c.replica(1).commands).toEqual(['alone']);
  });

  it('needs both halves of a joint configuration', () => {
    const conf = simpleConf([1, 2, 3], { outgoing: [3, 4, 5] });
    const c = cluster(5, { conf });
    c.isolate(4, 5);
    c.step(1, { type: 'campaign' });
    c.settle();
    expect(c.group(1).role).toBe('precandidate');
    c.heal();
    c.isolate(4);
    c.elect(1);
  });

  it('is tried again by a leaderless replica for ever', () => {
    const c = cluster(3);
    c.crash(2);
    c.crash(3);
    c.advance(60_000);
    expect(typesOf(c.sent).filter((type) => type === 'preVote').length).toBeGreaterThan(40);
    expect(c.group(1).wakeAt).toBeLessThan(c.now + 2_001);
  });

  it('ends quickly over many seeds, since no two replicas share their timeouts (pitfall 20)', () => {
    const terms = Array.from({ length: 300 }, (_, seed) => {
      const c = cluster(3, { seed });
      c.advance(10_000);
      return c.group(c.leader).term;
    });
    const rounds = terms.reduce((sum, term) => sum + term, 0);
    expect(rounds / terms.length).toBeLessThan(1.2);
  });
});

describe('a pre-vote (thesis 9.6)', () => {
  it('is not granted by a replica whose disk is stalled: the vote would never come', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(2);
    c.offer(1, 'x');
    c.settle();
    c.crash(1);
    c.advance(1_500);
    c.step(3, { type: 'campaign' });
    c.settle();
    expect(c.group(3)).toMatchObject({ role: 'precandidate', term: 1 });
    c.heldDisks.delete(2);
    c.settle();
    c.elect(3);
  });

  it('moves neither term nor vote nor timer of who grants it (pitfalls 7, 12)', () => {
    const c = cluster(3);
    const { wakeAt } = c.group(1);
    for (let term = 2; term < 20; term++) {
      c.receive(preVote(2, 1, term));
      expect(c.answers(1, 2)[0]).toMatchObject({
        type: messageType.preVoteReply,
        term,
        reject: false,
      });
    }
    expect(c.group(1)).toMatchObject({ term: 0, wakeAt });
  });

  it('keeps a replica that was cut off from raising terms', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(3);
    c.advance(30_000);
    expect(c.group(3)).toMatchObject({ role: 'precandidate', term: 1 });
    c.heal();
    c.advance(3_000);
    expect(c.leader).toBe(1);
    expect(c.group(3)).toMatchObject({ role: 'follower', leader: 1, term: 1 });
  });

  it('answered late does not start a second campaign (pitfall 18)', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(preVoteReply(2, 1, 2));
    c.receive(preVoteReply(3, 1, 2));
    c.step(1, { type: 'campaign' });
    c.settle();
    expect(c.group(1)).toMatchObject({ role: 'leader', term: 1 });
  });

  it('refused in a higher term teaches that term, so that low terms do not ask for ever (pitfall 8)', () => {
    const c = cluster(4, { logs: { 3: [7], 4: [7] } });
    c.advance(20_000);
    expect(c.leader).toBeGreaterThan(2);
    expect(c.group(1).term).toBe(c.group(c.leader).term);
  });

  it('forgets the dead leader, or nobody could be elected (pitfall 9)', () => {
    const c = cluster(3);
    c.elect(1);
    c.crash(1);
    c.advance(6_000);
    expect([2, 3]).toContain(c.leader);
  });
});

describe('a leader in office (thesis 4.2.3)', () => {
  it('is protected by its followers from campaigners, in whatever term they come', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(vote(3, 2, 9, { index: 99, logTerm: 8 }));
    expect(c.group(2)).toMatchObject({ term: 1, leader: 1 });
    c.receive(preVote(3, 2, 9, { index: 99, logTerm: 8 }));
    expect(c.answers(2, 3)[0]).toMatchObject({ reject: true });
  });

  it('is not protected any more once it was silent for the shortest timeout', () => {
    const c = cluster(3);
    c.contacts = false;
    c.elect(1);
    c.crash(1);
    c.advance(1_000);
    c.receive(preVote(3, 2, 9, { index: 99, logTerm: 8 }));
    expect(c.answers(2, 3).at(-1)).toMatchObject({ reject: false, term: 9 });
  });

  it('gets its own pre-vote when it asks itself: it does not lead any more (pitfall 14)', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(preVote(1, 2, 2, { index: 1, logTerm: 1 }));
    expect(c.answers(2, 1)[0]).toMatchObject({ reject: false, term: 2 });
  });

  it('meets a replica stuck in a higher term, and that frees it (pitfall 10)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    c.isolate(3);
    // A campaign that was ordered and came to nothing.
    c.receive(append(2, 3, 6, { index: 2, logTerm: 1 }));
    c.answers(3, 2);
    c.heal();
    c.advance(10_000);
    expect(c.group(3).term).toBe(c.group(c.leader).term);
    expect(c.group(3).leader).toBe(c.leader);
    c.expectConverged();
  });

  it('tells a restarted member of a quiet group who leads, when it asks for votes', () => {
    const c = cluster(3);
    c.elect(1);
    c.advance(10_000);
    c.restart(3);
    c.advance(4_000);
    expect(c.group(3)).toMatchObject({ role: 'follower', leader: 1, term: 1 });
  });
});

describe('who may campaign', () => {
  it('is not a learner, by no way (pitfall 15)', () => {
    const c = cluster(3, { conf: simpleConf([1, 2], { learners: [3] }) });
    c.step(3, { type: 'campaign' });
    c.settle();
    c.receive(timeoutNow(1, 3, 1, { context: 1 }));
    c.settle();
    expect(c.sent).toEqual([]);
    expect(c.group(3).role).toBe('learner');
    expect(c.group(3).wakeAt).toBe(Number.POSITIVE_INFINITY);
  });

  it('but a learner votes when asked, and a stranger is voted for (pitfall 16)', () => {
    const c = cluster(3, { conf: simpleConf([1, 2], { learners: [3] }) });
    c.receive(vote(2, 3, 4));
    expect(c.answers(3, 2)[0]).toMatchObject({ type: messageType.voteReply, reject: false });
    c.receive(vote(77, 1, 4));
    expect(c.answers(1, 77)[0]).toMatchObject({ type: messageType.voteReply, reject: false });
  });

  it('answers of strangers are not counted', () => {
    const c = cluster(3);
    c.isolate(1);
    c.step(1, { type: 'campaign' });
    for (const stranger of [8, 9]) c.receive(preVoteReply(stranger, 1, 1));
    for (const stranger of [8, 9]) c.receive(voteReply(stranger, 1, 1));
    c.settle();
    expect(c.group(1).role).toBe('precandidate');
  });
});

describe('votes carry commits', () => {
  it('so that a replica that lacks only the news of a commit learns it from a campaign', () => {
    const c = cluster(3, { logs: { 1: [1, 1], 2: [1, 1], 3: [1, 1] } });
    c.receive(preVote(2, 3, 2, { index: 2, logTerm: 1, commit: 2, commitTerm: 1 }));
    expect(c.group(3).status().commit).toBe(2);
  });

  it('but not of an entry that it holds in another term', () => {
    const c = cluster(3, { logs: { 3: [1, 1] } });
    c.receive(preVote(2, 3, 4, { index: 2, logTerm: 3, commit: 2, commitTerm: 3 }));
    expect(c.group(3).status().commit).toBe(0);
  });
});

describe('a second leader in one term', () => {
  it('is refused and counted: it cannot be', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(heartbeat(3, 2, 1));
    expect(c.group(2).leader).toBe(1);
    expect(c.group(2).status().contradiction).toContain('a second leader');
  });
});
