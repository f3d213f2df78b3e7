import { describe, expect, it } from 'vitest';
import { messageType } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';
import { type Cluster, cluster, typesOf } from './cluster.ts';
import { append, entries, heartbeat } from './messages.ts';
import { simpleConf } from './replica.ts';

/** Replica 3 missed ten entries that the others have purged. */
function withStranger(): Cluster {
  const c = cluster(3);
  c.elect(1);
  c.isolate(3);
  for (let i = 0; i < 10; i++) c.propose(1, `${i}`);
  purge(c, 1, 2);
  return c;
}

function purge(c: Cluster, ...ids: number[]): void {
  for (const id of ids) {
    c.replica(id).flush();
    c.replica(id).compact();
  }
}

function stateOf(c: Cluster, id: number): string | undefined {
  const status = c.group(c.leader).status();
  return status.progress.find(({ replica }) => replica === id)?.state;
}

function snapshotMessage(from: number, to: number, term: number, index: number, of: number) {
  const meta = { index, term: of, conf: simpleConf([1, 2, 3]) };
  return message({ type: messageType.snapshot, from, to, term }, { snapshot: meta });
}

describe('a follower below the boundary (thesis 5.1)', () => {
  it('gets a snapshot and goes on from there', () => {
    const c = withStranger();
    c.heal();
    c.advance(2_000);
    expect(c.replica(3).installs).toBe(1);
    expect(stateOf(c, 3)).toBe('replicate');
    c.propose(1, 'after');
    c.expectConverged();
    expect(c.group(3).status().firstIndex).toBe(12);
  });

  it('gets one although the leader is new, purged to the tip, and nothing is written (pitfall 29)', () => {
    const c = withStranger();
    c.crash(1);
    c.heal();
    c.advance(10_000);
    expect(c.leader).toBe(2);
    purge(c, 2);
    c.restart(1);
    c.restart(3);
    c.advance(5_000);
    c.expectConverged();
    expect(c.replica(3).installs).toBe(1);
  });

  it('acknowledges and applies nothing while it pulls, whoever leads (pitfall 71)', () => {
    const c = withStranger();
    c.heldPulls.add(3);
    c.heal();
    c.advance(300);
    expect(c.replica(3).pulls).toHaveLength(1);
    const leader = c.group(3).leader;
    c.receive(append(leader, 3, 1, { index: 1, logTerm: 1, entries: entries(2, 1), commit: 2 }));
    c.receive(heartbeat(leader, 3, 1, { commit: 1 }));
    expect(typesOf(c.answers(3, leader))).toEqual(['heartbeatReply']);
    expect(c.group(3).status()).toMatchObject({ lastIndex: 1, commit: 1 });
    c.heldPulls.clear();
    c.advance(100);
    c.expectConverged();
  });

  it('does not campaign meanwhile (pitfall 19)', () => {
    const c = withStranger();
    c.heldPulls.add(3);
    c.heal();
    c.advance(300);
    c.isolate(3);
    c.step(3, { type: 'campaign' });
    c.advance(10_000);
    expect(c.group(3).role).toBe('follower');
  });

  it('pulls one snapshot at a time, however often it is offered', () => {
    const c = withStranger();
    c.heldPulls.add(3);
    c.heal();
    c.advance(5_000);
    expect(c.sent.filter((m) => m.type === messageType.snapshot).length).toBeGreaterThan(2);
    expect(c.replica(3).pulls).toHaveLength(1);
  });

  it('is waited for as long as it answers, however slow the pull is', () => {
    const c = withStranger();
    c.heldPulls.add(3);
    c.heal();
    c.advance(600_000);
    expect(c.replica(3).pulls).toHaveLength(1);
    expect(stateOf(c, 3)).toBe('snapshot');
    c.heldPulls.clear();
    c.advance(2_000);
    expect(c.replica(3).installs).toBe(1);
    c.expectConverged();
  });

  it('is offered it again when the offer was lost (pitfall 75)', () => {
    const c = withStranger();
    c.heal();
    c.loses = (m) => m.type === messageType.snapshot;
    c.advance(800);
    expect(stateOf(c, 3)).toBe('snapshot');
    c.heal();
    c.advance(2_000);
    c.expectConverged();
  });

  it('is not left waiting when its acknowledgement was lost (pitfall 75)', () => {
    const c = withStranger();
    c.heal();
    c.loses = (m) => m.from === 3 && m.type === messageType.appendReply && m.index > 1;
    c.advance(800);
    expect(c.replica(3).installs).toBe(1);
    expect(stateOf(c, 3)).toBe('snapshot');
    c.heal();
    c.advance(2_000);
    expect(stateOf(c, 3)).toBe('replicate');
    expect(c.replica(3).installs).toBe(1);
  });

  it('gets another one when the pull failed', () => {
    const c = withStranger();
    c.heal();
    const pull = c.pull.bind(c);
    let failures = 2;
    c.pull = (replica) => {
      if (failures-- <= 0) return pull(replica);
      replica.pulls.splice(0);
      replica.install(null);
    };
    c.advance(1_500);
    c.expectConverged();
    expect(c.replica(3).installs).toBe(1);
  });

  it('may pull a later one than was offered (pitfall 74)', () => {
    const c = withStranger();
    c.heldPulls.add(3);
    c.heal();
    c.advance(300);
    c.propose(1, 'more');
    const source = c.replica(1);
    source.snapshots.push(source.machine);
    c.heldPulls.clear();
    c.settle();
    expect(c.replica(3).machine.meta.index).toBe(12);
    c.advance(500);
    expect(stateOf(c, 3)).toBe('replicate');
  });

  it('is offered nothing while it is silent', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(3);
    c.propose(1, 'a');
    c.advance(2_000);
    purge(c, 1, 2);
    c.advance(20_000);
    expect(c.replica(1).snapshots).toHaveLength(0);
  });

  it('that falls silent while it pulls is not waited for', () => {
    const c = withStranger();
    c.heldPulls.add(3);
    c.heal();
    c.advance(300);
    expect(stateOf(c, 3)).toBe('snapshot');
    c.isolate(3);
    c.advance(1_500);
    expect(stateOf(c, 3)).toBe('probe');
    c.heal();
    c.heldPulls.clear();
    c.advance(3_000);
    c.expectConverged();
  });
});

describe('a snapshot that arrives', () => {
  it('below the commit index is answered with it, and not pulled (pitfall 73)', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1, 1), commit: 3 }));
    c.answers(3, 1);
    c.receive(snapshotMessage(1, 3, 1, 2, 1));
    expect(c.answers(3, 1)[0]).toMatchObject({ type: messageType.appendReply, index: 3 });
    expect(c.replica(3).pulls).toEqual([]);
  });

  it('of a committed entry in another term is refused loudly: somebody committed another one (pitfall 73)', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1, 1), commit: 3 }));
    c.answers(3, 1);
    c.receive(snapshotMessage(2, 3, 5, 2, 4));
    expect(c.answers(3, 2)).toEqual([]);
    expect(c.group(3).status()).toMatchObject({ commit: 3, lastIndex: 3 });
    expect(c.group(3).status().contradiction).toMatch(
      /a snapshot 2@4 beside 1, which is committed/,
    );
    // What was purged here cannot be compared.
    c.replica(3).flush();
    c.replica(3).compact(3);
    c.receive(snapshotMessage(2, 3, 5, 2, 4));
    expect(c.answers(3, 2)[0]).toMatchObject({ type: messageType.appendReply, index: 3 });
  });

  it('of an entry that the log holds only moves commit up', () => {
    const c = cluster(3, { logs: { 3: [1, 1, 1, 1] } });
    c.receive(snapshotMessage(1, 3, 2, 3, 1));
    expect(c.answers(3, 1)[0]).toMatchObject({ index: 3, reject: false });
    expect(c.group(3).status()).toMatchObject({ commit: 3, lastIndex: 4, firstIndex: 1 });
  });

  it('replaces a log that disagrees, tail included, in one write (pitfall 72)', () => {
    const c = cluster(3, { logs: { 3: [1, 2, 2, 2, 2, 2] } });
    c.heldPulls.add(3);
    c.receive(snapshotMessage(1, 3, 3, 4, 3));
    c.settle();
    const meta = { index: 4, term: 3, conf: simpleConf([1, 2, 3]) };
    c.replica(3).pulls = [];
    c.heldDisks.add(3);
    c.replica(3).install({ lines: ['1/0/a', '3/0/b', '3/0/c', '3/0/d'], meta });
    expect(c.answers(3, 1)).toEqual([]);
    expect(c.replica(3).writes).toMatchObject([{ snapshot: { index: 4, term: 3 }, entries: [] }]);
    c.replica(3).persist(1);
    expect(c.answers(3, 1)[0]).toMatchObject({ type: messageType.appendReply, index: 4 });
    expect(c.group(3).status()).toMatchObject({ firstIndex: 5, lastIndex: 4, persistedIndex: 4 });
  });

  it('with a suffix of the log that agrees keeps the suffix (R21)', () => {
    const c = cluster(3, { logs: { 3: [1, 1] } });
    c.heldPulls.add(3);
    c.receive(snapshotMessage(1, 3, 2, 4, 2));
    c.settle();
    // Pulled at an index of the own log: of another source, say.
    c.replica(3).pulls = [];
    const meta = { index: 1, term: 1, conf: simpleConf([1, 2, 3]) };
    c.replica(3).install({ lines: ['1/0/1@1'], meta });
    c.settle();
    expect(c.group(3).status()).toMatchObject({ lastIndex: 2, commit: 1, applied: 1 });
    expect(c.replica(3).writes).toEqual([]);
  });

  it('of a later term than any message brought raises the term', () => {
    const c = cluster(3, { logs: { 3: [1] } });
    c.heldPulls.add(3);
    c.receive(snapshotMessage(1, 3, 2, 4, 2));
    c.settle();
    c.replica(3).pulls = [];
    const meta = { index: 6, term: 5, conf: simpleConf([1, 2, 3]) };
    c.replica(3).install({ lines: ['a', 'b', 'c', 'd', 'e', 'f'], meta });
    c.settle();
    expect(c.replica(3).disk).toMatchObject({ hardState: { term: 5 }, boundary: { index: 6 } });
  });

  it('by a broken host that nobody asked to pull is an error', () => {
    const c = cluster(3);
    expect(() => c.step(3, { type: 'installed', meta: null })).toThrow(/nobody asked/);
  });

  it('brings the configuration of its index, joint ones whole (pitfall 54)', () => {
    const c = cluster(3);
    c.heldPulls.add(3);
    c.receive(snapshotMessage(1, 3, 2, 4, 2));
    c.settle();
    c.replica(3).pulls = [];
    const conf = simpleConf([1, 2, 4], { outgoing: [1, 2, 3], learnersNext: [3], autoLeave: true });
    c.replica(3).install({ lines: ['a', 'b', 'c', 'd'], meta: { index: 4, term: 2, conf } });
    c.settle();
    expect(c.group(3).status().conf).toEqual(conf);
    c.restart(3);
    expect(c.group(3).status().conf).toEqual(conf);
  });
});

describe('purging', () => {
  it('keeps the term of the boundary: it still has to match (pitfall 27)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a', 'b');
    purge(c, 1, 2, 3);
    expect(c.group(1).status()).toMatchObject({ firstIndex: 4, lastIndex: 3 });
    c.propose(1, 'c');
    c.expectConverged();
    expect(c.replicas.every((replica) => replica.installs === 0)).toBe(true);
  });

  it('beyond what is applied is a broken host', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1) }));
    c.settle();
    expect(() => c.step(3, { type: 'compacted', index: 2 })).toThrow(/purged to 2/);
  });
});
