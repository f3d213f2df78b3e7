import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { cluster } from './cluster.ts';
import { heartbeat } from './messages.ts';
import { simpleConf } from './replica.ts';

describe('a linearizable read (thesis 6.4)', () => {
  it('is confirmed at the commit index by one round that leaves in the same output (R6)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    const id = c.read(1);
    const output = c.replica(1).take();
    expect(output.send.map((m) => [m.type, m.to])).toEqual([
      [messageType.heartbeat, 2],
      [messageType.heartbeat, 3],
    ]);
    c.settle();
    expect(c.outcome(1, id)).toBe('ready at 2');
  });

  it('shares its round with every read before the same output', () => {
    const c = cluster(3);
    c.elect(1);
    c.sent = [];
    const ids = Array.from({ length: 10 }, () => c.read(1));
    c.settle();
    for (const id of ids) expect(c.outcome(1, id)).toBe('ready at 1');
    expect(c.sent.filter((m) => m.type === messageType.heartbeat)).toHaveLength(2);
  });

  it('is not confirmed by a round that was sent before it arrived (pitfall 64)', () => {
    const c = cluster(3);
    c.elect(1);
    const first = c.read(1);
    c.replica(1).take();
    c.post(c.replica(1));
    const round = c.network.splice(0);
    c.isolate(1);
    const second = c.read(1);
    c.settle();
    // The answers to the first round come late, and once more.
    for (const m of [...round, ...round]) {
      const reply = { ...m, type: messageType.heartbeatReply, from: m.to, to: 1 };
      c.receive(reply);
    }
    c.settle();
    expect(c.outcome(1, first)).toBe('ready at 1');
    expect(c.outcome(1, second)).toBe('pending');
  });

  it('waits for the first commit of the term (pitfall 63)', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.append;
    c.transfer(1, 2);
    c.settle();
    expect(c.group(2).role).toBe('leader');
    const id = c.read(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('pending');
    c.heal();
    c.advance(500);
    expect(c.outcome(2, id)).toBe('ready at 2');
  });

  it('of a single voter waits for it too (pitfall 65)', () => {
    const c = cluster(1);
    c.advance(0);
    c.propose(1, 'a');
    c.restart(1);
    c.heldDisks.add(1);
    c.advance(0);
    c.replica(1).persist(1);
    expect(c.group(1).role).toBe('leader');
    const id = c.read(1);
    c.settle();
    expect(c.outcome(1, id)).toBe('pending');
    c.heldDisks.clear();
    c.settle();
    expect(c.outcome(1, id)).toBe('ready at 3');
  });

  it('at a leader that was cut off is never served, and ends when it steps down (pitfall 66)', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(1);
    const id = c.read(1);
    c.advance(900);
    expect(c.outcome(1, id)).toBe('pending');
    c.advance(5_000);
    expect(c.outcome(1, id)).toBe('leadership_lost, executed no');
  });

  it('ends when another leader appears, the waiting ones too', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(1);
    const sent = c.read(1);
    c.settle();
    const unsent = c.read(1);
    c.receive(heartbeat(2, 1, 5));
    c.settle();
    expect([sent, unsent].map((id) => c.outcome(1, id))).toEqual([
      'leadership_lost, executed no',
      'leadership_lost, executed no',
    ]);
    expect(c.replica(1).dropped.map(({ leader }) => leader)).toEqual([2, 2]);
  });

  it('at a follower is dropped with the name of the leader', () => {
    const c = cluster(3);
    c.elect(1);
    const id = c.read(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('not_leader, executed no');
  });

  it('is not confirmed by learners (pitfall 67)', () => {
    const c = cluster(5, { conf: simpleConf([1, 2, 3], { learners: [4, 5] }) });
    c.elect(1);
    c.isolate(2, 3);
    const id = c.read(1);
    c.advance(300);
    expect(c.outcome(1, id)).toBe('pending');
  });

  it('needs both halves of a joint configuration', () => {
    const c = cluster(5, { conf: simpleConf([3, 4, 5]) });
    c.elect(3);
    c.isolate(4, 5);
    c.change(3, '+1 +2 -4 -5');
    c.settle();
    const id = c.read(3);
    c.settle();
    expect(c.outcome(3, id)).toBe('pending');
    c.heal();
    c.advance(200);
    expect(c.outcome(3, id)).toBe('ready at 1');
  });

  it('is asked for again when the round was lost', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.heartbeat;
    const id = c.read(1);
    c.settle();
    c.heal();
    c.advance(100);
    expect(c.outcome(1, id)).toBe('ready at 1');
  });
});
