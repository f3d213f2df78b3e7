import { describe, expect, it } from 'vitest';
import { type Cluster, cluster, typesOf } from './cluster.ts';
import { append, heartbeat, preVote } from './messages.ts';
import { simpleConf } from './replica.ts';

describe('an idle group', () => {
  it('sends nothing and wakes only for the check of its quorum (R5, pitfall 84)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    c.advance(1_000);
    c.sent = [];
    let ticks = 0;
    const tick = c.tick.bind(c);
    c.tick = (replica) => {
      ticks++;
      tick(replica);
    };
    c.advance(60_000);
    expect(c.sent).toEqual([]);
    expect(c.leader).toBe(1);
    // One tick a timeout for each replica, of 1 s for the leader and 1-2 s for the others.
    expect(ticks).toBeLessThan(60 * 3 + 6);
  });

  it('tells everybody of the last commit without being asked', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    for (const { up } of c.replicas) expect(up.status().commit).toBe(2);
  });

  it('stays awake until everybody knows it', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.to === 3 && m.commit === 2;
    c.propose(1, 'a');
    expect(c.group(3).status().commit).toBe(1);
    expect(c.group(1).wakeAt).toBeLessThanOrEqual(c.now + 100);
    c.heal();
    c.advance(100);
    expect(c.group(3).status().commit).toBe(2);
  });

  it('without evidence of its leader elects another within two timeouts (pitfall 85)', () => {
    const c = cluster(3);
    c.elect(1);
    c.advance(30_000);
    c.crash(1);
    c.advance(4_500);
    expect([2, 3]).toContain(c.leader);
  });

  it('does not mistake a pause of the event loop for silence (R2)', () => {
    const c = cluster(3);
    c.elect(1);
    c.advance(500);
    c.contacts = false;
    c.now += 10_000;
    for (const replica of c.replicas) {
      replica.step({ type: 'stalled' });
      c.tick(replica);
    }
    expect(c.group(1).role).toBe('leader');
    expect(c.group(2).role).toBe('follower');
    expect(c.group(2).wakeAt).toBeGreaterThanOrEqual(c.now + 1_000);
  });
});

describe('a leader without a quorum (thesis 6.2)', () => {
  it('steps down after an election timeout', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(1);
    c.advance(999);
    expect(c.group(1).role).toBe('leader');
    c.advance(1);
    expect(c.group(1).role).toBe('follower');
    expect(c.group(1).leader).toBe(0);
  });

  it('is not kept in office by learners (pitfall 17)', () => {
    const c = cluster(7, { conf: simpleConf([1, 2, 3], { learners: [4, 5, 6, 7] }) });
    c.elect(1);
    c.isolate(2, 3);
    c.advance(1_000);
    expect(c.group(1).role).toBe('follower');
  });

  it('needs a majority of both halves while joint', () => {
    const c = cluster(5, { conf: simpleConf([3, 4, 5]) });
    c.elect(3);
    c.isolate(4, 5);
    c.change(3, '+1 +2 -4 -5');
    c.settle();
    c.advance(1_000);
    expect(c.group(3).role).toBe('follower');
  });

  it('keeps its office with a majority, whoever else is gone', () => {
    const c = cluster(5);
    c.elect(1);
    c.crash(4);
    c.crash(5);
    c.advance(30_000);
    expect(c.group(1)).toMatchObject({ role: 'leader', term: 1 });
  });

  it('does not count evidence from the future', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(1);
    c.contacts = false;
    c.step(1, { type: 'tick', now: c.now, contacts: [{ replica: 2, at: c.now + 50_000 }] });
    c.advance(1_000);
    expect(c.group(1).role).toBe('follower');
  });
});

describe('suspicion (R7)', () => {
  function killed(): Cluster {
    const c = cluster(3);
    c.elect(1);
    c.advance(10_000);
    c.crash(1);
    return c;
  }

  it('elects another leader within a fraction of the timeout', () => {
    for (let seed = 0; seed < 50; seed++) {
      const c = cluster(3, { seed });
      c.elect(1);
      c.advance(10_000);
      c.crash(1);
      for (const id of [2, 3]) c.step(id, { type: 'suspect', peer: 1 });
      c.advance(500);
      expect([2, 3], `seed ${seed}`).toContain(c.leader);
    }
  });

  it('of one follower alone asks again until the other one stops refusing', () => {
    const c = killed();
    c.step(2, { type: 'suspect', peer: 1 });
    c.advance(300);
    expect(c.leader).toBe(0);
    const asked = typesOf(c.sent).filter((type) => type === 'preVote').length;
    expect(asked).toBeGreaterThan(1);
    c.step(3, { type: 'suspect', peer: 1 });
    c.advance(1_000);
    expect([2, 3]).toContain(c.leader);
  });

  it('makes a follower vote although it heard from the leader lately', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(preVote(3, 2, 2, { index: 1, logTerm: 1 }));
    expect(c.answers(2, 3)[0]).toMatchObject({ reject: true });
    c.step(2, { type: 'suspect', peer: 1 });
    c.receive(preVote(3, 2, 2, { index: 1, logTerm: 1 }));
    expect(c.answers(2, 3)[0]).toMatchObject({ reject: false });
  });

  it('is taken back by a word from the leader', () => {
    const c = cluster(3);
    c.elect(1);
    c.step(2, { type: 'suspect', peer: 1 });
    expect(c.group(2).wakeAt).toBeLessThanOrEqual(c.now + 50);
    c.receive(heartbeat(1, 2, 1, { commit: 1 }));
    expect(c.group(2).wakeAt).toBeGreaterThanOrEqual(c.now + 1_000);
    c.receive(preVote(3, 2, 2, { index: 1, logTerm: 1 }));
    expect(c.answers(2, 3)[0]).toMatchObject({ reject: true });
  });

  it('of anybody but the leader changes nothing', () => {
    const c = cluster(3);
    c.elect(1);
    const { wakeAt } = c.group(2);
    c.step(2, { type: 'suspect', peer: 3 });
    expect(c.group(2).wakeAt).toBe(wakeAt);
  });

  it('does not disturb a leader that only one node cannot reach', () => {
    const c = cluster(3);
    c.elect(1);
    c.cut(1, 3);
    c.cut(3, 1);
    c.step(3, { type: 'suspect', peer: 1 });
    c.advance(30_000);
    expect(c.group(1)).toMatchObject({ role: 'leader', term: 1 });
  });
});

describe('what the host hears', () => {
  it('of a change of role, leader, term or configuration comes with the next output, once', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 4));
    expect(c.replica(3).take().soft).toMatchObject({ role: 'follower', leader: 1, term: 4 });
    c.receive(append(1, 3, 4));
    expect(c.replica(3).take().soft).toBeNull();
  });

  it('of a message that cannot be true comes with the next output, once', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(heartbeat(3, 2, 1));
    expect(c.group(2).dirty()).toBe(true);
    expect(c.replica(2).take().contradiction).toMatch(/replica 3 says in term 1: a second leader/);
    c.receive(heartbeat(3, 2, 1));
    expect(c.replica(2).take().contradiction).toBeNull();
  });

  it('is nothing when there is nothing', () => {
    const c = cluster(3);
    expect(c.replicas.map((replica) => replica.up.dirty())).toEqual([false, false, false]);
    c.elect(1);
    expect(c.replicas.map((replica) => replica.up.dirty())).toEqual([false, false, false]);
  });

  it('to apply is no more at a time than it can take', () => {
    const c = cluster(3, {
      config: { applyBytes: 150, appendBytes: 10_000, inflightBytes: 10_000 },
    });
    c.elect(1);
    c.heldMachines.add(3);
    c.propose(1, ...Array.from({ length: 20 }, (_, i) => `${i}`));
    expect(c.replica(3).unapplied.length).toBeLessThan(6);
    expect(c.group(3).dirty()).toBe(false);
    c.heldMachines.clear();
    c.settle();
    c.expectConverged();
  });
});
