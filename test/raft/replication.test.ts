import { describe, expect, it } from 'vitest';
import { encodeConf, entryKind, messageType } from '../../src/raft/index.ts';
import { type Cluster, cluster, typesOf } from './cluster.ts';
import { append, appendReply, entries, heartbeat } from './messages.ts';
import { simpleConf } from './replica.ts';

function termsOf(c: Cluster, id: number): number[] {
  return c.replica(id).disk.entries.map((entry) => entry.term);
}

function progressOf(c: Cluster, id: number) {
  const { leader } = c;
  return c
    .group(leader)
    .status()
    .progress.find(({ replica }) => replica === id);
}

describe('a proposal', () => {
  it('is committed by a majority and applied by all in order', () => {
    const c = cluster(5);
    c.elect(2);
    c.propose(2, 'a', 'b');
    c.propose(2, 'c');
    for (const replica of c.replicas) expect(replica.commands).toEqual(['a', 'b', 'c']);
    expect(c.replica(2).accepted.map(({ first, last, term }) => [first, last, term])).toEqual([
      [2, 3, 1],
      [4, 4, 1],
    ]);
  });

  it('is not committed without a majority', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(1);
    c.propose(1, 'a');
    expect(c.group(1).status()).toMatchObject({ commit: 1, lastIndex: 2 });
  });

  it('shares its message with all that were made before the same output', () => {
    const c = cluster(3);
    c.elect(1);
    c.sent = [];
    for (const text of ['a', 'b', 'c']) c.offer(1, text);
    c.settle();
    const carrying = c.sent.filter((m) => m.entries.length > 0);
    expect(carrying.map((m) => m.entries.length)).toEqual([3, 3]);
  });

  it('to anybody but the leader is dropped, never forwarded (R4)', () => {
    const c = cluster(3);
    c.elect(1);
    const id = c.propose(2, 'a');
    expect(c.outcome(2, id)).toBe('not_leader, executed no');
    expect(c.replica(2).dropped[0]?.leader).toBe(1);
  });

  it('made for another term is dropped', () => {
    const c = cluster(3);
    c.elect(1);
    c.step(1, { type: 'propose', id: 9, data: [new Uint8Array(1)], term: 7 });
    c.settle();
    expect(c.outcome(1, 9)).toBe('leadership_lost, executed no');
  });

  it('beyond the quota of uncommitted bytes is refused, and the quota comes back (pitfall 40)', () => {
    const c = cluster(3, { config: { uncommittedBytes: 300 } });
    c.elect(1);
    c.isolate(1);
    const ids = ['a', 'b', 'c'].map((text) => c.propose(1, text.repeat(100)));
    expect(ids.map((id) => c.outcome(1, id))).toEqual([
      'pending',
      'pending',
      'too_much_uncommitted, executed no',
    ]);
    c.heal();
    c.advance(1_000);
    c.propose(1, 'd'.repeat(250));
    expect(c.replica(3).commands).toHaveLength(3);
  });

  it('larger than the whole quota goes through alone', () => {
    const c = cluster(3, { config: { uncommittedBytes: 300 } });
    c.elect(1);
    c.propose(1, 'x'.repeat(5_000));
    expect(c.replica(3).commands).toHaveLength(1);
  });
});

describe('a follower', () => {
  it('removes nothing that agrees when an old, shorter append comes again (pitfall 21)', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1, 1) }));
    c.receive(append(1, 3, 1, { entries: entries(1, 1) }));
    c.receive(append(1, 3, 1));
    c.settle();
    expect(termsOf(c, 3)).toEqual([1, 1, 1]);
  });

  it('removes what conflicts, and only from there on', () => {
    const c = cluster(3, { logs: { 3: [1, 1, 2, 2, 2] } });
    c.receive(append(1, 3, 3, { index: 1, logTerm: 1, entries: entries(2, 1, 3) }));
    c.settle();
    expect(termsOf(c, 3)).toEqual([1, 1, 3]);
  });

  it('takes as committed only what the message verified (pitfall 22)', () => {
    const c = cluster(3, { logs: { 3: [1, 1, 1, 1] } });
    c.receive(append(1, 3, 2, { index: 1, logTerm: 1, commit: 4 }));
    expect(c.group(3).status().commit).toBe(1);
    c.receive(append(1, 3, 2, { index: 1, logTerm: 1, entries: entries(2, 2), commit: 4 }));
    expect(c.group(3).status().commit).toBe(2);
  });

  it('answers an append below what it has committed with its commit index (pitfall 28)', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1, 1), commit: 3 }));
    c.settle();
    c.replica(3).flush();
    c.replica(3).compact(2);
    c.network = [];
    c.receive(append(1, 3, 1, { index: 1, logTerm: 1, entries: entries(2, 1) }));
    expect(c.answers(3, 1)[0]).toMatchObject({ index: 3, reject: false });
    c.receive(append(1, 3, 1, { index: 1, logTerm: 1, entries: entries(2, 1, 1, 1), commit: 4 }));
    expect(c.answers(3, 1)[0]).toMatchObject({ index: 4, commit: 4, reject: false });
  });

  it('refuses what contradicts its commits, and counts it', () => {
    const c = cluster(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1, 1), commit: 2 }));
    c.receive(append(1, 3, 4, { entries: entries(1, 3, 3, 3) }));
    expect(c.group(3).status()).toMatchObject({
      contradiction: expect.stringContaining('commit'),
      lastIndex: 2,
    });
  });

  it('undoes a configuration with the entry that brought it (R8)', () => {
    const c = cluster(3);
    const joint = simpleConf([1, 2, 4], { index: 2, outgoing: [1, 2, 3] });
    const data = encodeConf(joint);
    const change = { index: 2, term: 1, kind: entryKind.conf, data };
    c.receive(append(1, 3, 1, { entries: [...entries(1, 1), change] }));
    expect(c.group(3).status().conf).toEqual(joint);
    c.restart(3);
    expect(c.group(3).status().conf).toEqual(simpleConf([1, 2, 3]));
    c.receive(append(1, 3, 1, { entries: [...entries(1, 1), change] }));
    c.settle();
    c.restart(3);
    expect(c.group(3).status().conf).toEqual(joint);
    c.receive(append(2, 3, 2, { index: 1, logTerm: 1, entries: entries(2, 2) }));
    expect(c.group(3).status().conf).toEqual(simpleConf([1, 2, 3]));
  });

  it('refuses a configuration that no leader can have appended after the one it has, and says so', () => {
    for (const conf of [simpleConf([4, 5, 6]), simpleConf([1, 4, 5], { outgoing: [1, 2, 6] })]) {
      const c = cluster(3);
      c.receive(append(1, 3, 1, { entries: entries(1, 1) }));
      const data = encodeConf({ ...conf, index: 2 });
      const change = { index: 2, term: 1, kind: entryKind.conf, data };
      c.receive(append(1, 3, 1, { index: 1, logTerm: 1, entries: [change], commit: 2 }));
      expect(c.group(3).status()).toMatchObject({ lastIndex: 1, commit: 0 });
      expect(c.group(3).status().conf).toEqual(simpleConf([1, 2, 3]));
      expect(c.group(3).status().contradiction).toMatch(/a configuration that cannot come after/);
    }
  });

  it('drops an append with a configuration that it cannot read', () => {
    const c = cluster(3);
    const change = { index: 1, term: 1, kind: entryKind.conf, data: new Uint8Array([1, 9]) };
    c.receive(append(1, 3, 1, { entries: [change] }));
    expect(c.group(3).status()).toMatchObject({ lastIndex: 0, term: 0 });
  });
});

describe('backtracking', () => {
  it('takes one round trip a term, not one an entry (pitfall 26)', () => {
    const agreed = Array.from({ length: 20 }, () => 1);
    const theirs = [...agreed, ...Array.from({ length: 200 }, () => 2)];
    const ours = [...agreed, ...Array.from({ length: 300 }, () => 3)];
    const c = cluster(3, {
      logs: { 1: ours, 2: ours, 3: theirs },
      config: { appendBytes: 20_000 },
    });
    c.elect(1);
    const refusals = c.sent.filter((m) => m.type === messageType.appendReply && m.reject);
    expect(refusals.length).toBeLessThanOrEqual(2);
    c.advance(1_000);
    c.expectConverged();
  });

  it('skips the terms that only the follower has', () => {
    const agreed = [1, 1, 1];
    const theirs = [...agreed, ...Array.from({ length: 100 }, () => 5)];
    const ours = [...agreed, ...Array.from({ length: 90 }, () => 2), 6];
    const c = cluster(3, {
      logs: { 1: ours, 2: ours, 3: theirs },
      config: { appendBytes: 20_000 },
    });
    c.elect(1);
    const refusals = c.sent.filter((m) => m.type === messageType.appendReply && m.reject);
    expect(refusals.length).toBeLessThanOrEqual(2);
    c.advance(1_000);
    c.expectConverged();
  });

  it('is bounded by the terms when they alternate', () => {
    const ours = [1, 1, 1, 4, 4, 6, 6, 6, 8, 8, 8];
    const theirs = [1, 1, 1, 2, 2, 3, 3, 5, 5, 7, 7, 7];
    const c = cluster(3, { logs: { 1: ours, 2: ours, 3: theirs } });
    c.elect(1);
    const refusals = c.sent.filter((m) => m.type === messageType.appendReply && m.reject);
    expect(refusals.length).toBeLessThanOrEqual(4);
    c.advance(1_000);
    c.expectConverged();
  });
});

describe('the progress of a member', () => {
  it('is not moved back by answers that come late, twice or out of order (pitfall 24)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a', 'b', 'c');
    expect(progressOf(c, 3)).toMatchObject({ match: 4, next: 5, state: 'replicate' });
    c.receive(appendReply(3, 1, 1, { index: 2 }));
    c.receive(appendReply(3, 1, 1, { index: 3, reject: true, hint: 0 }));
    c.receive(appendReply(3, 1, 1, { index: 0, reject: true, hint: 0 }));
    expect(progressOf(c, 3)).toMatchObject({ match: 4, next: 5, state: 'replicate' });
  });

  it('ignores an acknowledgement of what the leader does not have', () => {
    const c = cluster(3);
    c.elect(1);
    c.receive(appendReply(3, 1, 1, { index: 99 }));
    expect(progressOf(c, 3)).toMatchObject({ match: 1 });
  });

  it('leaves probing although nothing is written any more (pitfall 30)', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a');
    c.step(1, { type: 'unreachable', peer: 3 });
    c.loses = () => true;
    c.settle();
    expect(progressOf(c, 3)?.state).toBe('probe');
    c.heal();
    c.advance(200);
    expect(progressOf(c, 3)?.state).toBe('replicate');
  });

  it('survives the loss of a whole window (pitfall 31)', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.to === 3 && m.type === messageType.append;
    for (let i = 0; i < 20; i++) c.propose(1, `${i}`);
    expect(progressOf(c, 3)).toMatchObject({ match: 1, next: 6 });
    c.heal();
    c.advance(300);
    c.expectConverged();
  });

  it('keeps to its window, in messages and in bytes', () => {
    const c = cluster(3, { config: { appendBytes: 100, inflightMessages: 4, inflightBytes: 350 } });
    c.elect(1);
    c.loses = (m) => m.from === 3;
    c.sent = [];
    for (let i = 0; i < 10; i++) c.propose(1, 'x'.repeat(60));
    const count = c.sent.filter((m) => m.to === 3 && m.entries.length > 0).length;
    // Each message takes 92 bytes: the fourth is sent while 276 are under way, a fifth at 368 is not.
    expect(count).toBe(4);
    c.heal();
    c.advance(1_000);
    c.expectConverged();
  });
});

describe('old entries', () => {
  function withLaggard(): Cluster {
    const c = cluster(3);
    c.elect(1);
    c.isolate(3);
    for (let i = 0; i < 40; i++) c.propose(1, `${i}`.padEnd(50, '.'));
    return c;
  }

  it('are read from disk for a member that lags, a batch at a time', () => {
    const c = withLaggard();
    c.heal();
    c.advance(1_000);
    expect(c.replica(1).fetchesAnswered).toBeGreaterThan(3);
    c.expectConverged();
  });

  it('read too late, for another term, are ignored (pitfall 45)', () => {
    const c = withLaggard();
    c.heal();
    let ticket = 0;
    const answerFetches = c.replica(1).answerFetches.bind(c.replica(1));
    c.replica(1).answerFetches = () => {
      ticket = c.replica(1).fetches.splice(0).at(-1)?.ticket ?? ticket;
    };
    c.advance(500);
    expect(ticket).toBeGreaterThan(0);
    c.receive(append(2, 1, 9));
    c.settle();
    c.step(1, { type: 'fetched', ticket, entries: entries(2, 9) });
    c.replica(1).answerFetches = answerFetches;
    c.advance(8_000);
    c.expectConverged();
  });

  it('that could not be read are asked for again (pitfall 46)', () => {
    const c = withLaggard();
    c.heal();
    const answerFetches = c.replica(1).answerFetches.bind(c.replica(1));
    let failures = 3;
    c.replica(1).answerFetches = () => {
      if (failures === 0) return answerFetches();
      failures--;
      for (const { ticket } of c.replica(1).fetches.splice(0)) {
        c.step(1, { type: 'fetched', ticket, entries: [] });
      }
    };
    c.advance(1_000);
    expect(failures).toBe(0);
    c.expectConverged();
  });
});

describe('a heartbeat', () => {
  it('carries no commit beyond what the member has (pitfall 23)', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.to === 3 && m.type === messageType.append;
    c.propose(1, 'a');
    c.read(1);
    c.settle();
    const beats = c.sent.filter((m) => m.to === 3 && m.type === messageType.heartbeat);
    expect(beats.at(-1)).toMatchObject({ commit: 1 });
    expect(c.group(1).status().commit).toBe(2);
  });

  it('with a commit past the log is refused: it would be a lie', () => {
    const c = cluster(3);
    c.receive(heartbeat(1, 3, 1, { commit: 5 }));
    expect(c.group(3).status()).toMatchObject({
      commit: 0,
      contradiction: expect.stringContaining('past the log'),
    });
  });

  it('is answered although the disk is slow (pitfall 83)', () => {
    const c = cluster(3);
    c.heldDisks.add(3);
    c.receive(append(1, 3, 1, { entries: entries(1, 1) }));
    c.receive(heartbeat(1, 3, 1, { context: 4 }));
    expect(typesOf(c.answers(3, 1))).toEqual(['heartbeatReply']);
  });
});
