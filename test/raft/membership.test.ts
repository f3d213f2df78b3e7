import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { type Cluster, cluster, confOf } from './cluster.ts';

/** Three voters, and replicas 4 and 5 that know nothing yet. */
function three(): Cluster {
  const c = cluster(5, { blank: [4, 5] });
  c.elect(1);
  return c;
}

describe('changing one voter at a time (thesis 4.1)', () => {
  it('adds a learner that is brought up to date and never asked for its vote', () => {
    const c = three();
    c.propose(1, 'a', 'b');
    const id = c.change(1, '~4');
    c.advance(300);
    expect(c.outcome(1, id)).toBe('appended at 4');
    expect(confOf(c.group(1))).toBe('1 2 3 ~4');
    expect(c.replica(4).commands).toEqual(['a', 'b']);
    expect(c.group(4).role).toBe('learner');
    c.isolate(1);
    c.sent = [];
    c.advance(3_000);
    expect(c.sent.filter((m) => m.to === 4 && m.type === messageType.vote)).toEqual([]);
    expect([2, 3]).toContain(c.leader);
  });

  it('promotes a learner without asking it for what it has already (pitfall 58)', () => {
    const c = three();
    c.change(1, '~4');
    c.propose(1, 'a');
    c.advance(300);
    c.sent = [];
    c.change(1, '+4');
    c.advance(300);
    expect(confOf(c.group(4))).toBe('1 2 3 4');
    const resent = c.sent.filter((m) => m.to === 4).flatMap((m) => m.entries);
    expect(resent.filter(({ index }) => index < 4)).toEqual([]);
  });

  it('counts the new voter from the moment the entry is appended, not committed (R8)', () => {
    const c = three();
    c.isolate(3, 4);
    c.change(1, '+4');
    c.settle();
    // Three of four are needed, and only two have it.
    expect(confOf(c.group(1))).toBe('1 2 3 4');
    expect(c.group(1).status().commit).toBe(1);
    c.heal();
    c.advance(200);
    expect(c.group(1).status().commit).toBe(2);
  });

  it('takes the change back with the entry when another leader overwrites it', () => {
    const c = three();
    c.isolate(1);
    c.change(1, '+4');
    c.settle();
    expect(confOf(c.group(1))).toBe('1 2 3 4');
    c.advance(3_000);
    c.heal();
    c.advance(3_000);
    expect(confOf(c.group(1))).toBe('1 2 3');
    c.expectConverged();
  });
});

describe('a change is refused', () => {
  it('before the leader has committed in its term: the bug of 2015 (pitfall 50)', () => {
    const c = cluster(5, { blank: [4, 5] });
    c.elect(1);
    c.isolate(1);
    // Leader 1 appends +4 and reaches nobody. Leader 2 must not add 5 before its own no-op is on a majority.
    c.change(1, '+4');
    c.advance(2_500);
    const { leader } = c;
    c.crash(leader);
    c.restart(leader);
    c.isolate(1);
    c.loses = (m) => m.type === messageType.append || m.type === messageType.appendReply;
    c.step(leader, { type: 'campaign' });
    c.settle();
    expect(c.group(leader).role).toBe('leader');
    const id = c.change(leader, '+5');
    c.settle();
    expect(c.outcome(leader, id)).toBe('not_ready, executed no');
  });

  it('while another one is not committed, and while the group is joint', () => {
    const c = three();
    c.isolate(2, 3);
    c.change(1, '+4');
    const id = c.change(1, '+5');
    c.settle();
    expect(c.outcome(1, id)).toBe('change_pending, executed no');
  });

  it('when it was planned on another configuration (R9)', () => {
    const c = three();
    c.change(1, '~4');
    c.advance(300);
    const id = c.change(1, '+4', 0);
    c.settle();
    expect(c.outcome(1, id)).toBe('stale_plan, executed no');
  });

  it('by a follower, during a transfer, and when it would leave no voter', () => {
    const c = three();
    const elsewhere = c.change(2, '~4');
    const none = c.change(1, '-1 -2 -3');
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.transfer(1, 2);
    const late = c.change(1, '~4');
    c.settle();
    expect(c.outcome(2, elsewhere)).toBe('not_leader, executed no');
    expect(c.outcome(1, none)).toBe('invalid_change, executed no');
    expect(c.outcome(1, late)).toBe('transferring, executed no');
  });

  it('twice in a row is a second change of nothing, and the next one is free (pitfall 51)', () => {
    const c = three();
    for (let i = 0; i < 2; i++) {
      c.change(1, '~4');
      c.advance(300);
    }
    const id = c.change(1, '~5');
    c.advance(300);
    expect(c.outcome(1, id)).toContain('appended');
    expect(confOf(c.group(1))).toBe('1 2 3 ~4 ~5');
  });
});

describe('joint consensus (thesis 4.3)', () => {
  it('replaces several voters at once and leaves the joint configuration by itself', () => {
    const c = three();
    c.change(1, '+4 +5 -2 -3');
    expect(confOf(c.group(1))).toBe('1 4 5 && 1 2 3');
    expect(c.group(1).conf.autoLeave).toBe(true);
    c.advance(500);
    expect(confOf(c.group(1))).toBe('1 4 5');
    expect(c.group(1).conf.autoLeave).toBe(false);
    expect(confOf(c.group(4))).toBe('1 4 5');
    c.propose(1, 'after');
    expect(c.replica(5).commands).toEqual(['after']);
  });

  it('needs a majority of each half to commit and to elect', () => {
    const c = three();
    c.isolate(4, 5);
    c.change(1, '+4 +5 -2 -3');
    c.advance(200);
    expect(c.group(1).status().commit).toBe(1);
    const other = three();
    other.isolate(2, 3);
    other.change(1, '+4 +5 -2 -3');
    other.advance(200);
    expect(other.group(1).status().commit).toBe(1);
    for (const group of [c, other]) {
      group.heal();
      group.advance(1_000);
      expect(confOf(group.group(1))).toBe('1 4 5');
    }
  });

  it('keeps a demoted voter voting until the joint configuration is left', () => {
    const c = three();
    c.isolate(3, 4);
    c.change(1, '+4 ~2');
    c.settle();
    expect(confOf(c.group(1))).toBe('1 3 4 && 1 2 3 >~2');
    c.heal();
    c.advance(500);
    expect(confOf(c.group(1))).toBe('1 3 4 ~2');
    expect(c.group(2).role).toBe('learner');
  });

  it('is left by a new leader that finds itself inside, once its no-op is committed (pitfalls 52, 53)', () => {
    const c = three();
    // Everybody has the joint configuration, and the old leader dies before it hears that.
    c.loses = (m) => m.type === messageType.appendReply && m.to === 1;
    c.change(1, '+4 +5 -2 -3');
    c.advance(300);
    expect(confOf(c.group(2))).toBe('1 4 5 && 1 2 3');
    c.crash(1);
    c.heal();
    c.advance(6_000);
    expect(c.leader).not.toBe(0);
    c.advance(1_000);
    expect(confOf(c.group(c.leader))).toBe('1 4 5');
    c.restart(1);
    c.advance(3_000);
    c.propose(c.leader, 'x');
    c.advance(500);
    c.expectConverged();
  });

  it('is left though the leader has more uncommitted than the quota allows (pitfall 52)', () => {
    const c = three();
    c.change(1, '+4 +5 -2 -3');
    const filler = 'x'.repeat(3_900);
    c.offer(1, filler);
    c.advance(500);
    expect(confOf(c.group(1))).toBe('1 4 5');
  });

  it('survives a restart and a snapshot in its middle', () => {
    const c = three();
    c.loses = (m) => m.to === 4 || m.to === 5;
    c.change(1, '+4 +5 -2 -3');
    c.settle();
    c.restart(2);
    expect(confOf(c.group(2))).toBe('1 4 5 && 1 2 3');
    c.heal();
    c.advance(4_000);
    expect(confOf(c.group(c.leader))).toBe('1 4 5');
  });
});

describe('a leader that is removed (thesis 4.2.2)', () => {
  it('steps down once the others have that on disk, and its heir leads at once (pitfalls 55, 56)', () => {
    const c = three();
    c.propose(1, 'a');
    const before = c.now;
    c.change(1, '-1');
    c.settle();
    expect(c.group(1).role).not.toBe('leader');
    expect([2, 3]).toContain(c.leader);
    expect(c.now).toBe(before);
    expect(c.group(c.leader).status().commit).toBeGreaterThanOrEqual(3);
  });

  it('goes on leading until the entry is committed, not counting itself', () => {
    const c = three();
    c.isolate(3);
    c.change(1, '-1');
    c.settle();
    expect(c.group(1)).toMatchObject({ role: 'leader' });
    expect(c.group(1).status().commit).toBe(1);
    c.heal();
    c.advance(200);
    expect(c.group(1).role).not.toBe('leader');
  });

  it('leads again when it alone holds the entry and its log is needed (pitfall 56)', () => {
    const c = cluster(2);
    c.elect(1);
    c.isolate(1);
    c.change(1, '-1');
    c.settle();
    c.restart(1);
    c.heal();
    // Replica 2 still needs the vote of 1, whose log is longer than its own.
    c.advance(10_000);
    expect(c.leader).toBe(2);
    expect(confOf(c.group(2))).toBe('2');
  });

  it('takes no proposal any more (pitfall 43)', () => {
    const c = three();
    c.isolate(3);
    c.change(1, '-1');
    const id = c.offer(1, 'late');
    c.settle();
    expect(c.outcome(1, id)).toBe('not_leader, executed no');
  });

  it('never campaigns again, and does not disturb those who stayed', () => {
    const c = three();
    c.change(1, '-1');
    c.advance(500);
    const { leader } = c;
    const { term } = c.group(leader);
    c.contacts = false;
    c.restart(1);
    c.contacts = true;
    c.advance(20_000);
    expect(c.leader).toBe(leader);
    expect(c.group(leader).term).toBe(term);
  });

  it('is demoted to a learner when it asked for that, and follows its heir', () => {
    const c = three();
    c.change(1, '~1');
    c.advance(500);
    expect(c.group(1).role).toBe('learner');
    c.propose(c.leader, 'b');
    c.advance(300);
    expect(c.replica(1).commands).toContain('b');
  });
});

describe('a smaller quorum', () => {
  it('commits and confirms at once what it has already (pitfall 57)', () => {
    const c = cluster(4);
    c.elect(1);
    c.isolate(3, 4);
    c.offer(1, 'x');
    const read = c.read(1);
    c.settle();
    expect(c.outcome(1, read)).toBe('pending');
    c.change(1, '-4');
    c.settle();
    expect(c.group(1).status().commit).toBe(3);
    expect(c.outcome(1, read)).toBe('ready at 1');
  });

  it('ends a transfer to a replica that may not lead any more', () => {
    const c = three();
    c.isolate(3);
    c.change(1, '-3');
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.settle();
    const id = c.transfer(1, 3);
    c.settle();
    expect(c.outcome(1, id)).toBe('unknown_target, executed no');
  });
});
