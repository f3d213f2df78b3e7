import { describe, expect, it } from 'vitest';
import { type Message, messageType } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';
import { type Cluster, cluster, typesOf } from './cluster.ts';

/** Replica 1 leads 2 and 3, all have `kept`; what follows is lost by whoever loses something. */
function group(size = 3, config = {}): Cluster {
  const c = cluster(size, { config });
  c.elect(1);
  c.propose(1, 'kept');
  return c;
}

const isOf = (name: keyof typeof messageType) => (m: Message) => m.type === messageType[name];
const noTerms = (m: Message): boolean => isOf('termReply')(m);

/** Replica 3 acknowledges `lost`, and comes back without it, while its words to the others arrive or not. */
function suspect(c: Cluster, loses: (m: Message) => boolean = noTerms): Cluster {
  const image = c.replica(3).imageOfDisk();
  c.propose(1, 'lost');
  c.loses = loses;
  c.replica(3).lose(image);
  c.advance(1);
  return c;
}

/** Replica 1 is cut off and does not hear that 2 and 3 find it gone, and elect 2. */
function overthrow(c: Cluster): void {
  c.isolate(1);
  for (const id of [2, 3]) c.step(id, { type: 'suspect', peer: 1 });
  c.elect(2);
}

function trusted(c: Cluster, ms = 3_000): void {
  c.heal();
  c.advance(ms);
  expect(c.group(3).suspect).toBe(false);
}

function memberOf(c: Cluster, leader = 1, replica = 3) {
  return c
    .group(leader)
    .status()
    .progress.find((member) => member.replica === replica);
}

describe('a replica that lost a part of its log', () => {
  it('catches up, and is trusted again', () => {
    const c = suspect(group());
    c.advance(500);
    expect(c.group(3).suspect).toBe(true);
    expect(c.replica(3).disk.entries.length).toBe(3);
    trusted(c);
    expect(c.replica(3).disk.suspect).toBe(false);
    expect(memberOf(c)).toMatchObject({ match: 3, suspect: false });
    c.expectConverged();
  });

  it('does not vote twice: the vote it forgot counts as given once it is trusted', () => {
    const c = group();
    const image = c.replica(3).imageOfDisk();
    overthrow(c);
    const { term } = c.group(2);
    expect(c.replica(3).disk.hardState).toMatchObject({ term, vote: 2 });
    c.replica(3).lose(image);
    expect(c.group(3).term).toBeLessThan(term);
    const ask = { type: messageType.vote, from: 1, to: 3, term } as const;
    c.receive(message(ask, { index: 99, logTerm: term }));
    expect(c.answers(3, 1)).toMatchObject([{ type: messageType.voteReply, reject: true }]);
    trusted(c);
    expect(c.replica(3).disk.hardState).toMatchObject({ term, vote: 2 });
    c.receive(message(ask, { index: 99, logTerm: term }));
    expect(c.answers(3, 1)).toMatchObject([{ type: messageType.voteReply, reject: true }]);
  });

  it('gives no pre-vote either, and does not campaign, by timeout, order or request', () => {
    const c = suspect(group());
    c.crash(1);
    c.step(3, { type: 'campaign' });
    c.advance(10_000);
    expect(c.leader).toBe(0);
    expect(c.group(2).role).toBe('precandidate');
    const { term } = c.group(3);
    const { lastIndex } = c.group(3).status();
    c.receive(
      message(
        { type: messageType.timeoutNow, from: 1, to: 3, term },
        { index: lastIndex, logTerm: term, context: 9 },
      ),
    );
    expect(c.group(3).role).toBe('follower');
    // What is missing is that the others can be heard: replica 1 back, everything goes on.
    c.restart(1);
    trusted(c, 10_000);
    c.expectConverged();
  });

  it('promises no lease', () => {
    const c = cluster(3, { config: { leaseMs: 1_000 } });
    c.advance(1_200);
    c.elect(1);
    suspect(c);
    c.isolate(2);
    c.leaseRead(1);
    c.settle();
    expect(c.sent.filter(isOf('heartbeatReply')).at(-1)).toMatchObject({ from: 3, promise: false });
    expect(c.group(1).status().leaseUntil).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is not trusted before every member has told its term', () => {
    const c = suspect(group(), (m) => noTerms(m) && m.from === 2);
    c.advance(20_000);
    expect(c.group(3).suspect).toBe(true);
    expect(c.replica(3).disk.entries.length).toBe(c.replica(1).disk.entries.length);
    trusted(c);
  });

  it('waits for the leader of the highest term that it is told of', () => {
    const c = group();
    const image = c.replica(3).imageOfDisk();
    overthrow(c);
    c.heal();
    c.isolate(2);
    c.replica(3).lose(image);
    // The old leader has not heard of the new one, which 3 elected. It must not count 3, whatever 3 has of its log.
    c.offer(1, 'stale');
    c.advance(900);
    expect(c.group(3).leader).toBe(1);
    expect(c.group(3).suspect).toBe(true);
    expect(c.group(1).status().commit).toBe(2);
    trusted(c);
    expect(c.group(3).leader).toBe(2);
    c.checkLogs();
  });

  it('is not trusted by a leader that has committed nothing in its own term', () => {
    const c = group();
    const image = c.replica(3).imageOfDisk();
    c.loses = isOf('append');
    overthrow(c);
    c.cuts.clear();
    c.replica(3).lose(image);
    // Replica 3 alone gets entries, and can commit none of them.
    c.loses = (m) => isOf('append')(m) && m.to === 1;
    c.advance(900);
    expect(c.group(3).status()).toMatchObject({ leader: 2, suspect: true });
    expect(c.group(3).status().lastIndex).toBe(c.group(2).status().lastIndex);
    trusted(c, 6_000);
  });

  it('believes no commit of a leader that does not know of the loss', () => {
    const c = group();
    const image = c.replica(3).imageOfDisk();
    c.propose(1, 'lost');
    c.loses = (m) => m.from === 3;
    c.replica(3).lose(image);
    const { term } = c.group(1);
    // Past its log now, which would be a contradiction; and of what else is there at that index, once there is.
    c.receive(message({ type: messageType.heartbeat, from: 1, to: 3, term }, { commit: 3 }));
    expect(c.group(3).status()).toMatchObject({ commit: 1, lastIndex: 2, contradiction: null });
    trusted(c);
  });

  it('does not take up the session of an earlier life', () => {
    const c = suspect(group());
    c.advance(200);
    const before = c.sent.filter((m) => isOf('heartbeat')(m) && m.life !== 0).at(-1) as Message;
    expect(before).toMatchObject({ to: 3, session: 1 });
    const image = c.replica(3).imageOfDisk();
    c.loses = (m) => m.from === 3 || m.to === 3;
    c.replica(3).lose(image);
    c.receive(before);
    const [answer] = c.answers(3, 1).filter(isOf('heartbeatReply'));
    expect(answer).toMatchObject({ session: 0 });
    expect(answer?.life).not.toBe(before.life);
    trusted(c);
    expect(memberOf(c)?.match).toBe(3);
  });

  it('is still suspect after the next restart', () => {
    const c = suspect(group());
    c.advance(300);
    c.restart(3);
    expect(c.group(3).suspect).toBe(true);
    trusted(c);
    c.restart(3);
    expect(c.group(3).suspect).toBe(false);
  });

  it('is suspect again when the process ends before the word of its trust is durable', () => {
    const c = suspect(group());
    c.advance(100);
    c.heldDisks.add(3);
    c.heal();
    c.advance(3_000);
    expect(c.group(3).suspect).toBe(false);
    c.heldDisks.delete(3);
    c.restart(3);
    expect(c.group(3).suspect).toBe(true);
    trusted(c);
  });

  it('may pull a snapshot on the way', () => {
    const c = suspect(group(), (m) => m.to === 3 || m.from === 3);
    c.propose(1, 'a', 'b');
    c.replica(1).flush();
    c.replica(1).compact();
    trusted(c, 5_000);
    expect(c.replica(3).installs).toBe(1);
    c.expectConverged();
  });

  it('may be a learner, and asks as everybody does', () => {
    const c = cluster(4, { blank: [4] });
    c.elect(1);
    c.change(1, '~4');
    c.settle();
    const image = c.replica(4).imageOfDisk();
    c.propose(1, 'lost');
    c.replica(4).lose(image);
    c.advance(2_000);
    expect(c.group(4)).toMatchObject({ role: 'learner', suspect: false });
    c.expectConverged();
  });

  it('alone in its group, or of a majority of suspects, leads and votes no more', () => {
    const alone = cluster(1);
    alone.advance(100);
    alone.replica(1).lose(alone.replica(1).imageOfDisk());
    alone.advance(10_000);
    expect(alone.leader).toBe(0);

    const c = group();
    for (const id of [2, 3]) c.replica(id).lose(c.replica(id).imageOfDisk());
    c.advance(20_000);
    expect([2, 3].map((id) => c.group(id).suspect)).toEqual([true, true]);
    expect(c.leader).toBe(0);
  });

  it('and another one of five are trusted again, both', () => {
    const c = group(5);
    for (const id of [2, 3]) {
      const image = c.replica(id).imageOfDisk();
      c.propose(1, `lost by ${id}`);
      c.replica(id).lose(image);
    }
    c.advance(6_000);
    expect(c.alive.map(({ up }) => up.suspect)).toEqual([false, false, false, false, false]);
    c.expectConverged();
  });

  it('asks the others anew when one of them turns out to be suspect: what that one forgot shows in their terms', () => {
    const c = suspect(group(5), (m) => noTerms(m) && (m.from === 2 || m.from === 5));
    c.advance(100);
    c.loses = (m) => noTerms(m) && m.from === 5;
    c.replica(2).lose(c.replica(2).imageOfDisk());
    const since = c.sent.length;
    c.advance(2_500);
    const asked = c.sent.slice(since).filter((m) => isOf('termAsk')(m) && m.from === 3);
    expect(new Set(asked.map(({ to }) => to))).toEqual(new Set([1, 2, 4, 5]));
    trusted(c, 6_000);
  });

  it('counts no vote that was given to a former life of it', () => {
    const c = group();
    const term = c.group(3).term + 1;
    c.isolate(1, 2);
    c.replica(3).lose(c.replica(3).imageOfDisk());
    trusted(c);
    c.isolate(3);
    c.advance(3_000);
    expect(c.group(3).role).toBe('precandidate');
    const grant = { type: messageType.preVoteReply, from: 2, to: 3, term: c.group(3).term + 1 };
    c.receive(message({ ...grant, type: messageType.preVoteReply }, { session: 1 }));
    expect(c.group(3).role).toBe('precandidate');
    c.receive(message({ ...grant, type: messageType.preVoteReply }, { session: 2 }));
    expect(c.group(3).role).toBe('candidate');
    expect(c.group(3).term).toBe(term);
  });
});

describe('the leader of a suspect', () => {
  it('does not commit on an acknowledgement that was lost', () => {
    const c = group();
    const image = c.replica(3).imageOfDisk();
    c.cut(1, 2);
    // The acknowledgement waits for the leader's own disk, which is slower.
    c.heldDisks.add(1);
    c.offer(1, 'x');
    c.settle();
    expect(memberOf(c)?.match).toBe(3);
    c.replica(3).lose(image);
    c.loses = isOf('append');
    c.advance(100);
    c.heldDisks.delete(1);
    c.settle();
    expect(memberOf(c)).toMatchObject({ match: 0, suspect: true });
    expect(c.group(1).status().commit).toBe(2);
  });

  it('counts no answer of a former life, however late it comes', () => {
    const c = group();
    const image = c.replica(3).imageOfDisk();
    c.cut(1, 2);
    c.heldDisks.add(1);
    c.loses = (m) => isOf('appendReply')(m) && m.from === 3;
    c.offer(1, 'x');
    c.settle();
    const late = c.sent.filter((m) => isOf('appendReply')(m) && m.from === 3).at(-1) as Message;
    expect(late.index).toBe(3);
    c.replica(3).lose(image);
    c.loses = (m) => isOf('append')(m) && m.to === 3;
    c.advance(200);
    c.heldDisks.delete(1);
    c.settle();
    c.receive(late);
    expect(memberOf(c)).toMatchObject({ suspect: true, match: 0 });
    expect(c.group(1).status().commit).toBe(2);
  });

  it('commits nothing with a suspect, though that has it on its disk', () => {
    const c = suspect(group());
    c.crash(2);
    c.propose(1, 'x');
    c.advance(300);
    expect(memberOf(c)?.match).toBe(4);
    expect(c.group(1).status().commit).toBe(3);
  });

  it('confirms no read with a suspect, and steps down without another voter in touch', () => {
    const c = suspect(group());
    c.crash(2);
    const read = c.read(1);
    c.advance(300);
    expect(c.outcome(1, read)).toBe('pending');
    c.advance(2_000);
    expect(c.group(1).role).not.toBe('leader');
  });

  it('hands no leadership to it, and gives up a transfer to one that turns out to be suspect', () => {
    const c = suspect(group());
    const request = c.transfer(1, 3);
    c.settle();
    expect(c.outcome(1, request)).toBe('unknown_target, executed no');

    const d = group();
    d.loses = isOf('timeoutNow');
    const late = d.transfer(1, 3);
    d.settle();
    d.replica(3).lose(d.replica(3).imageOfDisk());
    d.advance(200);
    expect(d.outcome(1, late)).toBe('unknown_target, executed unknown');
  });

  it('refuses a change after which suspects would be the majority', () => {
    const c = suspect(group());
    const request = c.change(1, '-2');
    c.settle();
    expect(c.outcome(1, request)).toBe('not_ready, executed no');
  });

  it('keeps sending until the suspect is trusted, though the group is idle', () => {
    const c = suspect(group(), noTerms);
    c.advance(1_000);
    const since = c.sent.length;
    c.advance(1_000);
    expect(typesOf(c.sent.slice(since))).toContain('heartbeat');
    trusted(c);
    c.advance(1_000);
    const quiet = c.sent.length;
    c.advance(1_000);
    expect(c.sent.length).toBe(quiet);
  });
});
