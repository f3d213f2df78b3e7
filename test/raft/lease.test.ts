import { describe, expect, it } from 'vitest';
import { type Message, messageType } from '../../src/raft/index.ts';
import { type Cluster, cluster, typesOf } from './cluster.ts';

const leaseMs = 1_000;

/** Replica 1 leads under leases of a second; clocks may drift by 10 %, so it reads for 900 ms and they wait 1,100. */
function leased(size = 3): Cluster {
  const c = cluster(size, { config: { leaseMs } });
  // Nobody campaigns right after its start.
  c.advance(1_200);
  if (c.leader !== 1) c.elect(1);
  c.propose(1, 'a');
  return c;
}

function readByLease(c: Cluster, id = 1): string {
  const request = c.leaseRead(id);
  c.settle();
  return c.outcome(id, request);
}

describe('a lease (thesis 6.4.1)', () => {
  it('begins with a round that asks for promises; after that nobody is asked', () => {
    const c = leased();
    expect(readByLease(c)).toMatch(/^ready/);
    c.sent = [];
    c.advance(500);
    expect(readByLease(c)).toMatch(/^ready/);
    expect(typesOf(c.sent)).toEqual([]);
  });

  it('ends a little before the promises do, as clocks may drift apart', () => {
    const c = leased();
    readByLease(c);
    const { leaseUntil } = c.group(1).status();
    expect(leaseUntil).toBe(c.now + 900);
    c.isolate(1);
    c.advance(899);
    expect(readByLease(c)).toMatch(/^ready/);
    c.advance(2);
    expect(readByLease(c)).toBe('pending');
  });

  it('keeps voters from electing anybody while it may be read from, also when they suspect the leader (R7)', () => {
    const c = leased();
    readByLease(c);
    const { leaseUntil } = c.group(1).status();
    c.isolate(1);
    c.step(2, { type: 'suspect', peer: 1 });
    c.step(3, { type: 'suspect', peer: 1 });
    c.step(2, { type: 'campaign' });
    while (c.now < leaseUntil) {
      c.advance(10);
      expect(c.group(2).term).toBe(c.group(1).term);
    }
    c.advance(1_500);
    expect([2, 3]).toContain(c.leader);
  });

  it('is not held by an idle group (R6), nor before the no-op is committed (pitfall 63)', () => {
    const c = leased();
    readByLease(c);
    c.advance(3_000);
    c.sent = [];
    const id = c.leaseRead(1);
    c.settle();
    expect(typesOf(c.sent)).toContain('heartbeat');
    expect(c.outcome(1, id)).toMatch(/^ready/);
    c.loses = (m) => m.type === messageType.appendReply;
    c.step(2, { type: 'campaign' });
    c.advance(3_000);
    expect(c.group(c.leader).status().leaseUntil).toBe(
      c.leader === 1 ? c.group(1).status().leaseUntil : Number.NEGATIVE_INFINITY,
    );
  });

  it('counts only voters, and only those who promise', () => {
    const c = cluster(4, { config: { leaseMs }, blank: [4] });
    c.advance(1_200);
    if (c.leader !== 1) c.elect(1);
    c.change(1, '~4');
    c.advance(300);
    c.isolate(2, 3);
    expect(readByLease(c)).toBe('pending');
    expect(c.group(1).status().leaseUntil).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is over when the event loop stood still: a quorum is asked first (R2)', () => {
    const c = leased();
    readByLease(c);
    c.isolate(1);
    c.step(1, { type: 'stalled' });
    expect(readByLease(c)).toBe('pending');
  });

  it('is not used while the disk is stalled', () => {
    const c = leased();
    c.heldDisks.add(1);
    c.offer(1, 'x');
    c.settle();
    c.advance(950);
    readByLease(c);
    c.advance(60);
    expect(c.group(1).role).toBe('follower');
  });
});

describe('a voter that promised', () => {
  it('keeps it over a restart, which makes it forget: it waits as long as any promise lasts (pitfall 68)', () => {
    const c = leased();
    readByLease(c);
    c.restart(2);
    c.restart(3);
    c.isolate(1);
    const { leaseUntil } = c.group(1).status();
    c.step(2, { type: 'campaign' });
    c.settle();
    while (c.now < leaseUntil) {
      c.advance(10);
      expect(c.group(2).term).toBe(c.group(1).term);
    }
  });

  it('votes for whom the leader orders to campaign, so that a transfer takes no time', () => {
    const c = leased();
    readByLease(c);
    const before = c.now;
    const id = c.transfer(1, 2);
    c.settle();
    expect(c.outcome(1, id)).toBe('transferred');
    expect(c.group(2).role).toBe('leader');
    expect(c.now).toBe(before);
  });

  it('refuses an order that was given up before it promised again (pitfall 61)', () => {
    const c = leased();
    readByLease(c);
    let order: Message | null = null;
    c.loses = (m) => {
      if (m.type === messageType.timeoutNow) order = m;
      return m.type === messageType.timeoutNow;
    };
    c.transfer(1, 2);
    c.settle();
    expect(readByLease(c)).toBe('transferring, executed no');
    // The lease is asked for anew; replica 2, which holds the order, hears nothing of that.
    c.cut(1, 2);
    c.cut(2, 1);
    c.advance(1_000);
    c.loses = () => false;
    expect(readByLease(c)).toMatch(/^ready/);
    if (order === null) throw new Error('no order was sent');
    c.receive(order);
    c.settle();
    expect(c.group(2).role).toBe('candidate');
    expect(c.group(1).role).toBe('leader');
    expect(readByLease(c)).toMatch(/^ready/);
  });

  it('still answers appends and heartbeats of its leader', () => {
    const c = leased();
    readByLease(c);
    c.propose(1, 'b');
    expect(c.replica(2).commands).toEqual(['a', 'b']);
  });
});

describe('a transfer', () => {
  it('ends the lease when it begins, and none is had before it ends', () => {
    const c = leased();
    readByLease(c);
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.transfer(1, 2);
    c.settle();
    expect(c.group(1).status().leaseUntil).toBe(Number.NEGATIVE_INFINITY);
    c.advance(1_000);
    c.isolate(1);
    // What was promised before the order does not count any more.
    expect(readByLease(c)).toBe('pending');
  });
});

describe('without leases', () => {
  it('a read by lease is a ReadIndex, and nobody is asked for a promise', () => {
    const c = cluster(3);
    c.elect(1);
    c.sent = [];
    expect(readByLease(c)).toBe('ready at 1');
    const asked = c.sent.filter((m) => m.type === messageType.heartbeat);
    expect(asked.length).toBeGreaterThan(0);
    expect(c.sent.some((m) => m.promise)).toBe(false);
  });
});
