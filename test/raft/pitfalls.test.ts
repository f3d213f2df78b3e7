import { describe, expect, it } from 'vitest';
import { createGroup, messageType } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';
import { type Cluster, CONFIG, cluster, typesOf } from './cluster.ts';
import { append, entries, vote } from './messages.ts';
import { simpleConf } from './replica.ts';

/*
 * Mistakes that other implementations made and that belong to no story of their own here; docs/raft-pitfalls.md has the
 * whole list. Each test is named after the number there.
 */

describe('the election timer', () => {
  it('is not pushed back by a vote that is refused, though it brings a newer term (pitfall 12)', () => {
    const c = cluster(3, { logs: { 1: [1, 1] } });
    const { wakeAt } = c.group(1);
    for (let term = 5; term < 20; term++) c.receive(vote(2, 1, term, { index: 1, logTerm: 1 }));
    expect(c.group(1).term).toBe(19);
    expect(c.group(1).wakeAt).toBe(wakeAt);
  });

  it('is pushed back by a vote that is granted: the candidate needs time to lead (pitfall 13)', () => {
    const c = cluster(3);
    c.now = 900;
    c.tick(c.replica(1));
    c.receive(vote(2, 1, 1));
    expect(c.answers(1, 2)[0]).toMatchObject({ reject: false });
    expect(c.group(1).wakeAt).toBeGreaterThanOrEqual(1_900);
  });

  it('of a thousand groups whose leader’s node is lost does not ring in all of them at once (pitfall 87)', () => {
    const c = cluster(3);
    const { hardState, boundary } = c.replica(2).disk;
    const boot = { hardState, boundary, runs: [], lastIndex: 0, confs: [], tail: [], applied: 0 };
    const wakes = Array.from({ length: 1_000 }, (_, seed) => {
      const group = createGroup({ ...CONFIG, id: 2, seed, now: 0 }, boot);
      group.step({ type: 'message', message: append(seed % 2 === 0 ? 1 : 3, 2, 1) });
      group.step({ type: 'suspect', peer: 1 });
      return group.wakeAt;
    });
    // Those that follow another node are not woken, and the others spread over what suspicion takes.
    const [lost, others] = [0, 1].map((half) => wakes.filter((_, i) => i % 2 === half));
    expect(Math.min(...(others ?? []))).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...(lost ?? []))).toBeLessThanOrEqual(50);
    for (let ms = 5; ms < 50; ms += 9) {
      const ringing = (lost ?? []).filter((at) => at >= ms && at < ms + 9).length;
      expect(ringing, `from ${ms} ms on`).toBeLessThan(200);
      expect(ringing, `from ${ms} ms on`).toBeGreaterThan(0);
    }
  });
});

describe('completions', () => {
  it('of a leader’s write that come after its term ended commit nothing (pitfall 5)', () => {
    const c = cluster(3);
    c.elect(1);
    c.heldDisks.add(1);
    c.isolate(1);
    c.offer(1, 'a');
    c.settle();
    c.receive(append(2, 1, 2, { index: 1, logTerm: 1, entries: entries(2, 2, 2) }));
    c.settle();
    c.replica(1).persist(1);
    expect(c.group(1).status()).toMatchObject({ role: 'follower', commit: 1, persistedIndex: 1 });
    c.replica(1).persist(1);
    expect(c.group(1).status()).toMatchObject({ commit: 1, persistedIndex: 3 });
  });

  it('of a snapshot’s record do not come to stand for a newer snapshot (pitfall 37)', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 2));
    c.settle();
    c.heldPulls.add(3);
    c.heldDisks.add(3);
    for (const index of [4, 8]) {
      const meta = { index, term: 2, conf: simpleConf([1, 2, 3]) };
      c.receive(
        message({ type: messageType.snapshot, from: 1, to: 3, term: 2 }, { snapshot: meta }),
      );
      c.settle();
      c.replica(3).pulls = [];
      c.replica(3).install({ lines: Array.from({ length: index }, (_, i) => `${i}`), meta });
      c.settle();
    }
    expect(c.replica(3).writes.map(({ snapshot }) => snapshot?.index)).toEqual([4, 8]);
    c.replica(3).persist(1);
    expect(c.answers(3, 1).map((m) => m.index)).toEqual([4]);
    expect(c.group(3).status().persistedIndex).toBeLessThan(8);
    c.replica(3).persist(1);
    expect(c.answers(3, 1).map((m) => m.index)).toEqual([8]);
    expect(c.group(3).status().persistedIndex).toBe(8);
  });
});

describe('entries read from disk', () => {
  function withLaggard(): Cluster {
    const c = cluster(3);
    c.elect(1);
    c.isolate(3);
    for (let i = 0; i < 40; i++) c.propose(1, `${i}`.padEnd(50, '.'));
    return c;
  }

  it.each([
    ['one at a time', 1],
    ['more than were asked for', 1_000],
  ])('%s skip nothing and repeat nothing (pitfall 41)', (_how, count) => {
    const c = withLaggard();
    c.heal();
    let fetched = 0;
    const replica = c.replica(1);
    replica.answerFetches = () => {
      for (const { ticket, first } of replica.fetches.splice(0)) {
        const read = replica.disk.entries.filter(({ index }) => index >= first).slice(0, count);
        fetched += read.length;
        replica.step({ type: 'fetched', ticket, entries: read });
      }
    };
    c.advance(3_000);
    expect(fetched).toBeGreaterThan(20);
    c.expectConverged();
  });

  it('and snapshots made for a member that was removed meanwhile go nowhere (pitfalls 45, 75)', () => {
    const c = withLaggard();
    const replica = c.replica(1);
    const tickets: number[] = [];
    replica.answerFetches = () => {
      tickets.push(...replica.fetches.splice(0).map(({ ticket }) => ticket));
    };
    c.heal();
    c.advance(300);
    expect(tickets.length).toBeGreaterThan(0);
    c.isolate(3);
    c.change(1, '-3');
    c.settle();
    c.sent = [];
    for (const ticket of tickets) {
      c.step(1, { type: 'fetched', ticket, entries: entries(2, 1) });
      c.step(1, { type: 'snapshotMade', ticket, meta: replica.machine.meta });
    }
    c.step(1, { type: 'unreachable', peer: 3 });
    c.settle();
    expect(c.sent).toEqual([]);
  });
});

describe('a transfer', () => {
  it('to a voter that the change under way demotes ends when the joint configuration is left (pitfall 57)', () => {
    const c = cluster(5, { blank: [4, 5] });
    c.elect(1);
    c.isolate(4, 5);
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.change(1, '+4 +5 -2 -3');
    const id = c.transfer(1, 2);
    c.settle();
    // Of the outgoing half it may lead as long as that counts.
    expect(c.outcome(1, id)).toBe('pending');
    c.cuts.clear();
    c.advance(300);
    expect(c.outcome(1, id)).toBe('unknown_target, executed unknown');
    const proposal = c.propose(1, 'served again');
    expect(c.outcome(1, proposal)).toBe('pending');
    expect(c.replica(4).commands).toEqual(['served again']);
  });
});

describe('a lease', () => {
  it('runs from when its round was sent, not from when the answers came (pitfall 69)', () => {
    const c = cluster(3, { config: { leaseMs: 1_000 } });
    c.advance(1_200);
    if (c.leader !== 1) c.elect(1);
    const sentAt = c.now;
    const id = c.leaseRead(1);
    c.replica(1).take();
    c.post(c.replica(1));
    const round = c.network.splice(0);
    c.now += 80;
    for (const replica of c.replicas) c.tick(replica);
    c.network.push(...round);
    c.settle();
    expect(c.outcome(1, id)).toMatch(/^ready/);
    expect(c.group(1).status().leaseUntil).toBe(sentAt + 900);
  });

  it('is asked for by rounds alone: not by the word that ends a transfer, and not from learners', () => {
    const c = cluster(4, { blank: [4], config: { leaseMs: 1_000 } });
    c.advance(1_200);
    if (c.leader !== 1) c.elect(1);
    c.change(1, '~4');
    c.advance(300);
    c.loses = (m) => m.type === messageType.timeoutNow;
    c.transfer(1, 2);
    c.sent = [];
    c.advance(1_000);
    const [word] = c.sent.filter((m) => m.type === messageType.heartbeat);
    expect(word).toMatchObject({ to: 2, promise: false });
    c.sent = [];
    c.leaseRead(1);
    c.settle();
    const asked = c.sent.filter((m) => m.type === messageType.heartbeat && m.promise);
    expect(asked.map((m) => m.to)).toEqual([2, 3]);
    // A learner that is offered a heartbeat for its own sake promises nothing.
    c.isolate(4);
    c.advance(3_000);
    c.heal();
    c.sent = [];
    c.step(1, { type: 'unreachable', peer: 4 });
    c.advance(500);
    expect(c.sent.filter((m) => m.to === 4 && m.promise)).toEqual([]);
  });
});

describe('a quiet group', () => {
  function quiet(): Cluster {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    c.advance(30_000);
    return c;
  }

  it('is woken by the loss of a message, and is quiet again when that is repaired (pitfall 86)', () => {
    const c = quiet();
    c.sent = [];
    c.step(1, { type: 'unreachable', peer: 3 });
    c.settle();
    expect(typesOf(c.sent)).toEqual(['append', 'appendReply']);
    c.step(3, { type: 'suspect', peer: 1 });
    c.advance(5_000);
    expect(c.group(3)).toMatchObject({ leader: 1, term: 1 });
    c.sent = [];
    c.advance(60_000);
    expect(c.sent).toEqual([]);
  });

  it('is not woken for good by messages from before it fell quiet (pitfall 90)', () => {
    const c = quiet();
    const late = [...c.sent];
    c.sent = [];
    for (const m of late) c.deliver(m);
    c.settle();
    // An old request is answered once more, and nothing comes of the answer.
    expect(c.sent.length).toBeLessThanOrEqual(late.length);
    c.sent = [];
    c.advance(60_000);
    expect(c.sent).toEqual([]);
    expect(c.replicas.map(({ up }) => [up.leader, up.term])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });
});
