import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { cluster } from './cluster.ts';
import { heartbeat, timeoutNow } from './messages.ts';
import { simpleConf } from './replica.ts';

describe('a transfer of the leadership (thesis 3.10)', () => {
  it('makes the target lead at once, past pre-vote and the protection of the leader (pitfall 14)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    const id = c.transfer(1, 3);
    c.settle();
    expect(c.leader).toBe(3);
    expect(c.outcome(1, id)).toBe('transferred');
    c.expectConverged();
  });

  it('waits until the target has everything, and takes no proposals and reads meanwhile (pitfall 60)', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.to === 3 && m.type === messageType.append;
    c.propose(1, 'a');
    const id = c.transfer(1, 3);
    const proposal = c.propose(1, 'b');
    const read = c.read(1);
    c.settle();
    expect(c.outcome(1, proposal)).toBe('transferring, executed no');
    expect(c.outcome(1, read)).toBe('transferring, executed no');
    expect(c.leader).toBe(1);
    c.heal();
    c.advance(500);
    expect(c.outcome(1, id)).toBe('transferred');
    expect(c.replica(3).commands).toEqual(['a']);
  });

  it('is given up after an election timeout, and serving resumes', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    c.loses = (m) => m.type === messageType.timeoutNow;
    const id = c.transfer(1, 3);
    c.advance(999);
    expect(c.outcome(1, id)).toBe('pending');
    c.advance(1);
    expect(c.outcome(1, id)).toBe('timed_out, executed unknown');
    c.propose(1, 'b');
    expect(c.replica(3).commands).toEqual(['a', 'b']);
  });

  it('is ordered again when the order was lost', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.timeoutNow;
    const id = c.transfer(1, 2);
    c.settle();
    c.heal();
    c.advance(200);
    expect(c.outcome(1, id)).toBe('transferred');
  });

  it('that was given up cannot happen by an order that comes late (pitfall 61)', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.transfer(1, 3);
    c.settle();
    const order = c.sent.find((m) => m.type === messageType.timeoutNow);
    c.advance(1_500);
    if (order !== undefined) c.receive(order);
    c.settle();
    expect(order).toBeDefined();
    expect(c.group(3)).toMatchObject({ role: 'follower', leader: 1, term: 1 });
  });

  it('does not go to learners, strangers or two at a time (pitfall 62)', () => {
    const c = cluster(3, { conf: simpleConf([1, 2], { learners: [3] }) });
    c.elect(1);
    c.loses = (m) => m.type === messageType.timeoutNow;
    const outcomes = [3, 77, 2, 2].map((to) => c.transfer(1, to));
    c.settle();
    expect(outcomes.map((id) => c.outcome(1, id))).toEqual([
      'unknown_target, executed no',
      'unknown_target, executed no',
      'pending',
      'busy, executed no',
    ]);
  });

  it('to itself is done, and by a follower is dropped', () => {
    const c = cluster(3);
    c.elect(1);
    const own = c.transfer(1, 1);
    const foreign = c.transfer(2, 3);
    c.settle();
    expect(c.outcome(1, own)).toBe('transferred');
    expect(c.outcome(2, foreign)).toBe('not_leader, executed no');
  });

  it('that another replica wins has failed', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.timeoutNow;
    const id = c.transfer(1, 3);
    c.settle();
    c.receive(heartbeat(2, 1, 5));
    c.settle();
    expect(c.outcome(1, id)).toBe('leadership_lost, executed unknown');
  });

  it('is refused by a target whose log is not durable, which would lose the election (pitfall 62)', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(3);
    c.propose(1, 'a');
    c.receive(timeoutNow(1, 3, 1, { index: 2, logTerm: 1, context: 5 }));
    c.settle();
    expect(c.group(3).role).toBe('follower');
  });
});
