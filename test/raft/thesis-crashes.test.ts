import { describe, expect, it } from 'vitest';
import { createGroup, messageType, type RaftConfig } from '../../src/raft/index.ts';
import { InvariantError } from '../../src/util/assert.ts';
import { CONFIG, cluster } from './cluster.ts';
import { append, entries, heartbeat, preVoteReply, vote } from './messages.ts';

describe('§3.7 follower and candidate crashes', () => {
  it('a leader tries again for ever, and the follower completes when it is back', () => {
    const c = cluster(3);
    c.elect(1);
    c.crash(3);
    c.propose(1, 'a');
    c.advance(60_000);
    c.sent = [];
    c.advance(1_000);
    expect(c.sent.filter((m) => m.to === 3).length).toBeGreaterThan(5);
    c.restart(3);
    c.advance(200);
    expect(c.replica(3).commands).toEqual(['a']);
  });

  it('a request that was done before the crash is done again without harm, and answered again', () => {
    const c = cluster(3);
    const request = append(1, 3, 1, { entries: entries(1, 1, 1), commit: 1 });
    c.receive(request);
    const [first] = c.answers(3, 1);
    c.restart(3);
    const { entries: before } = c.replica(3).disk;
    c.receive(request);
    expect(c.answers(3, 1)[0]).toEqual(first);
    expect(c.replica(3).disk.entries).toEqual(before);
  });

  it('a candidate that crashes is a follower of its term, and has spent its vote', () => {
    const c = cluster(3);
    c.isolate(1);
    c.step(1, { type: 'campaign' });
    c.receive(preVoteReply(2, 1, 1));
    c.settle();
    c.restart(1);
    expect(c.group(1)).toMatchObject({ role: 'follower', term: 1 });
    c.receive(vote(2, 1, 1));
    expect(c.answers(1, 2)[0]).toMatchObject({ type: messageType.voteReply, reject: true });
  });
});

describe('§3.8 persisted state and server restarts', () => {
  // What happens, and the write that it takes (pitfall 79).
  it.each([
    ['nothing', [], null],
    ['a vote', [vote(2, 1, 1)], { term: 1, vote: 2, commit: 0, entries: 0 }],
    ['a newer term', [heartbeat(2, 1, 4)], { term: 4, vote: 0, commit: 0, entries: 0 }],
    [
      'entries',
      [append(2, 1, 1, { entries: entries(1, 1, 1) })],
      { term: 1, vote: 0, commit: 0, entries: 2 },
    ],
    [
      'entries with a commit',
      [append(2, 1, 1, { entries: entries(1, 1, 1), commit: 2 })],
      { term: 1, vote: 0, commit: 2, entries: 2 },
    ],
  ] as const)('%s: the write it takes', (_what, messages, expected) => {
    const c = cluster(3);
    for (const m of messages) c.receive(m);
    const { write } = c.replica(1).take();
    if (expected === null) expect(write).toBeNull();
    else {
      const { entries: count, ...hardState } = expected;
      expect(write).toMatchObject({ seq: 1, hardState, snapshot: null });
      expect(write?.entries).toHaveLength(count);
    }
  });

  it('a commit index and a heartbeat take none: both are learned again', () => {
    const c = cluster(3);
    c.receive(append(2, 1, 1, { entries: entries(1, 1, 1) }));
    c.settle();
    c.receive(heartbeat(2, 1, 1, { commit: 2 }));
    expect(c.replica(1).take().write).toBeNull();
    expect(c.group(1).status().commit).toBe(2);
    c.restart(1);
    expect(c.group(1).status().commit).toBe(0);
    c.receive(heartbeat(2, 1, 1, { commit: 2 }));
    expect(c.group(1).status().commit).toBe(2);
  });

  it('a server that restarts has its term, its vote and its log, and applies from where its state machine was', () => {
    const c = cluster(3);
    c.elect(1);
    c.propose(1, 'a', 'b');
    c.replica(2).flush();
    c.propose(1, 'c');
    c.restart(2);
    const status = c.group(2).status();
    expect(status).toMatchObject({ term: 1, lastIndex: 4, applied: 3, role: 'follower' });
    c.propose(1, 'd');
    c.expectConverged();
  });

  it.each([
    ['a term below its log', { hardState: { term: 1, vote: 0, commit: 0 } }, /term 1 below/],
    ['a commit past its log', { hardState: { term: 2, vote: 0, commit: 9 } }, /commit 9 past 2/],
    ['a state machine past its log', { applied: 5 }, /applied 5 past/],
    ['a log whose newest entries are missing', { tail: [] }, /tail/],
  ])('a disk with %s is refused: somebody lost data', (_what, wrong, message) => {
    const c = cluster(3, { logs: { 1: [1, 2] } });
    const { hardState, boundary, entries: tail } = c.replica(1).disk;
    const runs = [
      { first: 1, term: 1 },
      { first: 2, term: 2 },
    ];
    const boot = { hardState, boundary, runs, lastIndex: 2, confs: [], tail, applied: 0 };
    expect(() => createGroup(config, boot)).not.toThrow();
    expect(() => createGroup(config, { ...boot, ...wrong })).toThrow(message);
  });
});

const config: RaftConfig = { ...CONFIG, id: 1, seed: 1, now: 0 };

describe('§3.9 timing and availability: broadcast time << election timeout', () => {
  it.each([
    ['fewer than two heartbeats in a timeout', { heartbeatMs: 600 }],
    ['no heartbeat at all', { heartbeatMs: 0 }],
    [
      'timeouts without a spread, which would split every vote (pitfall 20)',
      { electionTimeoutMaxMs: 1_000 },
    ],
    ['a suspicion that takes longer than a timeout', { suspicionMaxMs: 1_001 }],
    ['a suspicion that ends before it begins', { suspicionMinMs: 51 }],
    ['a window without room', { inflightMessages: 0 }],
    ['a batch without room', { appendBytes: 0 }],
    ['no room to apply', { applyBytes: 0 }],
    ['a quota of nothing', { uncommittedBytes: 0 }],
    ['a negative cache', { cachedBytes: -1 }],
    ['no name', { id: 0 }],
    ['a clock that may be off by all of a lease', { leaseDriftPercent: 100 }],
    ['a priority below none', { priority: -1 }],
    ['an epoch that is no number', { epoch: 0.5 }],
  ] as const)('is what settings are checked for: %s', (_what, wrong) => {
    const c = cluster(1);
    const { hardState, boundary } = c.replica(1).disk;
    const boot = { hardState, boundary, runs: [], lastIndex: 0, confs: [], tail: [], applied: 0 };
    expect(() => createGroup({ ...config, ...wrong }, boot)).toThrow(InvariantError);
    expect(() => createGroup(config, boot)).not.toThrow();
  });

  it('a leader that is alive is not deposed, however often its heartbeats are lost, as long as one of two arrives', () => {
    const c = cluster(3);
    c.contacts = false;
    c.elect(1);
    // An entry that replica 3 cannot store keeps the leader from being quiet.
    c.crash(3);
    c.propose(1, 'a');
    let count = 0;
    c.loses = (m) => m.to === 2 && m.type === messageType.heartbeat && count++ % 2 === 0;
    for (let i = 0; i < 100; i++) {
      c.read(1);
      c.advance(100);
    }
    expect(c.group(1)).toMatchObject({ role: 'leader', term: 1 });
    expect(count).toBeGreaterThan(100);
  });
});
