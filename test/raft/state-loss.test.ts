import { describe, expect, it } from 'vitest';
import { type Cluster, cluster } from './cluster.ts';

/** Replica 3 follows replica 1, and its state machine is damaged while its pulls are held back. */
function withDamaged(): Cluster {
  const c = cluster(3);
  c.elect(1);
  c.propose(1, 'a', 'b', 'c');
  c.heldPulls.add(3);
  c.replica(3).loseState();
  return c;
}

describe('a replica whose state machine is lost (R24)', () => {
  it('pulls the state from its leader and goes on', () => {
    const c = withDamaged();
    c.heldPulls.clear();
    c.advance(100);
    expect(c.replica(3).installs).toBe(1);
    c.propose(1, 'd');
    c.expectConverged();
    expect(c.group(3).status()).toMatchObject({ stateLost: false, applied: 5 });
  });

  it('acknowledges meanwhile: with another one down, writes commit on its log', () => {
    const c = withDamaged();
    c.crash(2);
    c.propose(1, 'd');
    expect(c.group(1).status().commit).toBe(5);
    expect(c.replica(3).machine.lines).toEqual([]);
    c.advance(100);
    c.propose(1, 'e');
    expect(c.group(1).status().commit).toBe(6);
  });

  it('applies what came meanwhile once the state is there', () => {
    const c = withDamaged();
    c.advance(100);
    const pulled = c.replica(1).machine;
    c.propose(1, 'd', 'e');
    c.replica(3).pulls = [];
    c.replica(3).install(pulled);
    c.settle();
    c.expectConverged();
    expect(c.replica(3).machine.lines).toHaveLength(6);
  });

  it('votes meanwhile', () => {
    const c = withDamaged();
    c.crash(1);
    c.advance(4_000);
    expect(c.leader).toBe(2);
    c.propose(2, 'd');
    expect(c.group(3).status()).toMatchObject({ commit: 6, leader: 2 });
  });

  it('does not campaign, whatever it is told and however long nobody leads', () => {
    const c = withDamaged();
    c.crash(1);
    c.crash(2);
    c.advance(20_000);
    c.step(3, { type: 'campaign' });
    expect(c.group(3).status()).toMatchObject({ role: 'follower', term: 1 });
  });

  it('is given no leadership', () => {
    const c = withDamaged();
    const request = c.transfer(1, 3);
    c.settle();
    c.advance(5_000);
    expect(c.outcome(1, request)).toContain('timed_out');
    expect(c.leader).toBe(1);
  });

  it('gives up the leadership, and is rebuilt by the next leader', () => {
    const c = withDamaged();
    c.heldPulls.clear();
    c.propose(1, 'd');
    c.replica(1).loseState();
    expect(c.group(1).role).toBe('follower');
    c.advance(10_000);
    expect(c.leader).not.toBe(1);
    expect(c.replica(1).lost).toBe(false);
    c.propose(c.leader, 'e');
    c.expectConverged();
  });

  it('asks again after an election timeout when a pull failed', () => {
    const c = withDamaged();
    c.advance(100);
    c.replica(3).pulls = [];
    c.replica(3).install(null);
    c.settle();
    c.advance(900);
    expect(c.replica(3).pulls).toEqual([]);
    c.advance(200);
    expect(c.replica(3).pulls).toHaveLength(1);
    expect(c.sent.filter((m) => m.from === 3 && m.reject)).toEqual([]);
  });

  it('never asks for less than it has committed', () => {
    const c = withDamaged();
    c.advance(100);
    c.replica(3).pulls = [];
    c.replica(3).install(null);
    c.propose(1, 'd');
    c.advance(2_000);
    expect(c.replica(3).pulls.map(({ meta }) => meta.index)).toEqual([5]);
  });

  it('is found like that by a restart, with its log behind the boundary or not', () => {
    const c = withDamaged();
    c.propose(1, 'd');
    c.restart(3);
    expect(c.group(3).status()).toMatchObject({ stateLost: true });
    c.advance(100);
    c.propose(1, 'e');
    expect(c.group(3).status().lastIndex).toBe(6);
    expect(c.replica(3).machine.lines).toEqual([]);
    c.heldPulls.clear();
    c.advance(100);
    c.expectConverged();
  });

  it('takes a snapshot of the leader for it when its log is behind as well', () => {
    const c = withDamaged();
    c.isolate(3);
    c.propose(1, 'd', 'e');
    for (const id of [1, 2]) {
      c.replica(id).flush();
      c.replica(id).compact();
    }
    c.heal();
    c.replica(3).pulls = [];
    c.heldPulls.clear();
    c.restart(3);
    c.advance(3_000);
    c.expectConverged();
    expect(c.group(3).status()).toMatchObject({ stateLost: false, firstIndex: 7 });
  });

  it('keeps no more of the log in memory than it may while a pull takes long', () => {
    const c = withDamaged();
    c.advance(100);
    for (let i = 0; i < 40; i++) {
      c.propose(1, 'x'.repeat(300));
      c.advance(10);
    }
    const { lastIndex } = c.group(3).status();
    expect(lastIndex).toBeLessThan(c.group(1).status().lastIndex);
    expect(lastIndex).toBeGreaterThan(10);
    c.heldPulls.clear();
    c.advance(3_000);
    c.expectConverged();
  });

  it('has no vote for a shorter log: what it acknowledged still counts (section 5.4.1)', () => {
    const c = withDamaged();
    c.isolate(2);
    c.propose(1, 'd');
    c.heal();
    c.crash(1);
    c.advance(10_000);
    expect(c.leader).toBe(0);
    c.restart(1);
    c.heldPulls.clear();
    c.advance(10_000);
    c.expectConverged();
  });
});
