import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { cluster, typesOf } from './cluster.ts';

describe('a linearizable read at a follower (thesis 6.4)', () => {
  it('is served at an index that the leader confirmed with a round of its own', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a', 'b');
    c.sent = [];
    const id = c.followerRead(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('ready at 3');
    const types = typesOf(c.sent);
    expect(types[0]).toBe('readIndex');
    expect(types.indexOf('heartbeat')).toBeLessThan(types.indexOf('readIndexReply'));
  });

  it('asks once for all reads of an output', () => {
    const c = cluster(3);
    c.elect(1);
    c.sent = [];
    const ids = [c.followerRead(3), c.followerRead(3), c.followerRead(3)];
    c.settle();
    expect(ids.map((id) => c.outcome(3, id))).toEqual(Array(3).fill('ready at 1'));
    expect(typesOf(c.sent).filter((type) => type === 'readIndex')).toHaveLength(1);
  });

  it('is had by a learner too, of a group with one voter (pitfall 67)', () => {
    const c = cluster(2, { blank: [2] });
    c.elect(1);
    c.change(1, '~2');
    c.advance(300);
    const id = c.followerRead(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('ready at 2');
  });

  it('at a leader is a read like any other', () => {
    const c = cluster(3);
    c.elect(1);
    const id = c.followerRead(1);
    c.settle();
    expect(c.outcome(1, id)).toBe('ready at 1');
  });

  it('is not confirmed by a leader that was deposed', () => {
    const c = cluster(5);
    c.elect(1);
    c.isolate(1, 2);
    const id = c.followerRead(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('pending');
    c.advance(4_000);
    expect(c.outcome(2, id)).toMatch(/executed no/);
  });

  it('ends when nobody leads, when the leader changes, and when question or answer are lost (R10, pitfall 66)', () => {
    const c = cluster(3);
    expect(c.outcome(2, c.followerRead(2))).toBe('pending');
    c.settle();
    c.elect(1);
    c.loses = (m) => m.type === messageType.readIndex;
    const lost = c.followerRead(2);
    c.settle();
    c.advance(1_000);
    expect(c.outcome(2, lost)).toBe('timed_out, executed no');
    c.loses = (m) => m.type === messageType.readIndexReply;
    const deposed = c.followerRead(2);
    c.settle();
    c.transfer(1, 3);
    c.settle();
    expect(c.outcome(2, deposed)).toBe('leadership_lost, executed no');
  });

  it('is refused by a leader that hands over, which says so', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.transfer(1, 3);
    const id = c.followerRead(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('busy, executed no');
  });

  it('takes no answer that was meant for its former life (R6)', () => {
    const c = cluster(3, { config: { epoch: 7 } });
    c.elect(1);
    const id = c.followerRead(2);
    c.loses = (m) => m.type === messageType.readIndexReply;
    c.settle();
    const reply = c.sent.find((m) => m.type === messageType.readIndexReply);
    if (reply === undefined) throw new Error('no answer');
    c.receive({ ...reply, hint: 6 });
    expect(c.outcome(2, id)).toBe('pending');
    c.receive(reply);
    c.settle();
    expect(c.outcome(2, id)).toBe('ready at 1');
    // Once is enough: the copy finds nobody who waits.
    c.receive(reply);
    c.settle();
    expect(c.outcome(2, id)).toBe('ready at 1');
  });
});

describe('priority', () => {
  it('keeps a replica from being outrun by an equal one that should lead less', () => {
    const c = cluster(3);
    c.step(3, { type: 'priority', value: 1 });
    c.isolate(2);
    c.step(1, { type: 'campaign' });
    c.settle();
    expect(c.leader).toBe(0);
    c.heal();
    c.elect(3);
  });

  it('never stands against a longer log', () => {
    const c = cluster(3, { logs: { 1: [1, 1], 2: [1], 3: [1] } });
    c.step(3, { type: 'priority', value: 9 });
    c.isolate(2);
    c.step(1, { type: 'campaign' });
    c.settle();
    expect(c.leader).toBe(1);
  });

  it('does not stand against a transfer', () => {
    const c = cluster(3);
    c.elect(1);
    c.step(3, { type: 'priority', value: 9 });
    c.isolate(2);
    c.heal();
    const id = c.transfer(1, 2);
    c.settle();
    expect(c.outcome(1, id)).toBe('transferred');
  });

  it('gives way to one that is in touch with more voters than itself', () => {
    const c = cluster(5);
    c.step(1, { type: 'priority', value: 9 });
    c.crash(4);
    c.crash(5);
    // Only 2 reaches a majority, and it needs the vote of 1.
    c.cut(1, 3);
    c.cut(3, 1);
    c.advance(6_000);
    expect(c.leader).toBe(2);
  });

  it('gives way after its turn: with the preferred replica gone the others elect', () => {
    const c = cluster(3);
    c.step(1, { type: 'priority', value: 9 });
    c.crash(1);
    c.advance(4_000);
    expect([2, 3]).toContain(c.leader);
  });
});
