import { describe, expect, it } from 'vitest';
import type { Replica } from '../../sim/watch/watcher.ts';
import { type BootState, birthConf, type Entry, messageType } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';
import {
  committing,
  confEntry,
  confOf,
  entry,
  Group,
  objection,
  tick,
  voters,
} from './watched-replicas.ts';

describe('a watcher objects', () => {
  it('to a second leader of one term, also when the first one is long gone', () => {
    const { group } = committing();
    const other = group.replica(3);
    expect(objection(() => group.step(other, tick, { role: 'leader', term: 1 }))).toBe(
      'election-safety',
    );
  });

  it('to a leader by too few votes, and in a joint configuration to one of one half', () => {
    const group = new Group();
    expect(objection(() => group.step(group.boot(1), tick, { role: 'leader', term: 1 }))).toBe(
      'elected-by-a-majority',
    );
    const joint = (outgoing: number[]): string => {
      const halves = new Group();
      const conf = { ...birthConf(voters), outgoing };
      const boundary = { index: 0, term: 0, conf };
      return objection(() => halves.lead(halves.boot(1, { boundary }), 1));
    };
    expect(joint([1, 3, 4])).toBe('none');
    expect(joint([1, 4, 5])).toBe('elected-by-a-majority');
  });

  it('to a second change of the members before the first one is committed', () => {
    const change = (committed: number): string => {
      const { group, leader } = committing();
      const changes = [2, 3].map((index) => confEntry(index, 1));
      group.step(leader, tick, { commit: 1, conf: confOf(2) });
      group.durable(leader, group.write(leader, 2, [1], { entries: changes.slice(0, 1) }));
      if (committed > 1) {
        const follower = group.replica(2);
        group.step(follower, tick, { conf: confOf(2) });
        group.durable(follower, group.write(follower, 2, [1], { entries: changes.slice(0, 1) }));
        group.step(leader, tick, { commit: committed });
      }
      group.step(leader, tick, { conf: confOf(3) });
      return objection(() => group.write(leader, 3, [1], { entries: changes.slice(1) }));
    };
    expect(change(1)).toBe('one-change-at-a-time');
    expect(change(2)).toBe('none');
  });

  it('to a replica that does not go by the newest configuration in its log', () => {
    const group = new Group();
    const replica = group.boot(1);
    expect(objection(() => group.write(replica, 1, [1], { entries: [confEntry(1, 1)] }))).toBe(
      'newest-configuration',
    );
    group.step(replica, tick, { conf: confOf(1) });
    // Truncated: the one before it is in force again.
    expect(objection(() => group.write(replica, 1, [2]))).toBe('newest-configuration');
    const confs = [confEntry(1, 1)];
    expect(objection(() => new Group().boot(1, { confs }))).toBe('newest-configuration');
  });

  it('to a leader that lacks what an earlier term has committed', () => {
    const { group, leader } = committing();
    group.step(leader, tick, { commit: 1 });
    const other = group.replica(3);
    expect(objection(() => group.lead(other, 2))).toBe('leader-completeness');
    // One of an older term came late; it will never commit anything.
    const late = new Group();
    const first = late.boot(1);
    const second = late.boot(2);
    for (const replica of [first, second]) late.durable(replica, late.write(replica, 1, [5]));
    late.lead(first, 5);
    late.step(first, tick, { commit: 1 });
    expect(objection(() => late.lead(late.replica(3), 4))).toBe('none');
  });

  it('to a commit that is on too few disks, and to one on disks that do not vote', () => {
    const { group, leader, follower } = committing();
    expect(objection(() => group.step(leader, tick, { commit: 1 }))).toBe('none');
    group.durable(leader, group.write(leader, 2, [1]));
    group.write(follower, 2, [1]);
    expect(objection(() => group.step(leader, tick, { commit: 2 }))).toBe('commit-is-durable');

    const learners = committing();
    const conf = { ...birthConf([1, 3]), learners: [2] };
    const { leader: alone } = learners;
    expect(objection(() => learners.group.step(alone, tick, { commit: 1, conf }))).toBe(
      'commit-is-durable',
    );
  });

  it('to a commit that only one half of a joint configuration has', () => {
    const { group, leader } = committing();
    const conf = { ...birthConf(voters), outgoing: [1, 4, 5] };
    expect(objection(() => group.step(leader, tick, { commit: 1, conf }))).toBe(
      'commit-is-durable',
    );
  });

  it('to a leader that counts an entry of a former term (section 5.4.2)', () => {
    const { group, leader } = committing();
    group.step(leader, tick, { role: 'follower', term: 2 });
    group.lead(leader, 2);
    expect(objection(() => group.step(leader, tick, { commit: 1 }))).toBe('commit-is-durable');
  });

  it('to two entries that are both called committed at one index', () => {
    const { group, leader } = committing();
    group.step(leader, tick, { commit: 1 });
    const other = group.replica(3);
    group.durable(other, group.write(other, 1, [2]));
    expect(objection(() => group.step(other, tick, { commit: 1 }))).toBe('one-committed-entry');
  });

  it('to entries that differ though index and term are the same, or what comes before them', () => {
    const { group, leader } = committing();
    const forged = { entries: [entry(1, 1, 'other')] };
    expect(objection(() => group.write(group.replica(3), 1, [1], forged))).toBe('log-matching');
    group.write(leader, 2, [1, 3]);
    const other = new Group();
    const [one, two] = [other.boot(1), other.boot(2)];
    other.write(one, 1, [1, 3]);
    expect(objection(() => other.write(two, 1, [2, 3]))).toBe('log-matching');
  });

  it('to what is applied out of order, uncommitted, not durable, or otherwise than elsewhere', () => {
    const { group, leader, follower } = committing();
    const apply = (replica: Replica, ...entries: Entry[]): string =>
      objection(() => group.take(replica, { apply: entries }));
    expect(apply(leader, entry(1, 1))).toBe('applied-is-committed');
    group.step(leader, tick, { commit: 1 });
    expect(apply(leader, entry(1, 1))).toBe('none');
    group.step(follower, tick, { commit: 1 });
    expect(apply(follower, entry(1, 1, 'other'))).toBe('state-machine-safety');
    // Whatever it takes for durable itself.
    const late = group.replica(3);
    const seq = group.write(late, 1, [1]);
    group.step(late, tick, { commit: 1, persistedIndex: 1 });
    expect(apply(late, entry(1, 1))).toBe('applied-is-committed');
    group.durable(late, seq);
    expect(apply(late, entry(1, 1))).toBe('none');
    expect(apply(follower, entry(1, 1), entry(3, 1))).toBe('applied-in-order');
  });

  it('to votes and acknowledgements that leave before they are on the disk', () => {
    const group = new Group();
    const replica = group.boot(1);
    const grant = { type: messageType.voteReply, to: 2, term: 1 };
    expect(objection(() => group.send(replica, grant))).toBe('votes-are-durable');
    const seq = group.write(replica, 1, [1], { hardState: { term: 1, vote: 2, commit: 0 } });
    expect(objection(() => group.send(replica, grant))).toBe('votes-are-durable');
    const ack = { type: messageType.appendReply, to: 2, term: 1, index: 1 };
    expect(objection(() => group.send(replica, ack))).toBe('acks-are-durable');
    group.durable(replica, seq);
    expect(objection(() => group.send(replica, grant))).toBe('none');
    expect(objection(() => group.send(replica, ack))).toBe('none');
    expect(objection(() => group.send(replica, { ...ack, index: 2 }))).toBe('acks-are-durable');
  });

  it('to a second vote in one term, in another life too', () => {
    const group = new Group();
    const replica = group.boot(1);
    const vote = (to: number, term: number, written: number): string => {
      const hardState = { term: written, vote: to, commit: 0 };
      group.durable(replica, group.write(replica, 1, [1], { hardState }));
      return objection(() => group.send(replica, { type: messageType.voteReply, to, term }));
    };
    expect(vote(2, 1, 1)).toBe('none');
    expect(vote(3, 1, 1)).toBe('one-vote-a-term');
    expect(vote(3, 2, 2)).toBe('none');
  });

  it('to a restart that finds less than was durable, more than was written, or another vote', () => {
    const begun = (): { group: Group; hardState: BootState['hardState'] } => {
      const group = new Group();
      const replica = group.boot(1);
      const hardState = { term: 1, vote: 2, commit: 0 };
      group.durable(replica, group.write(replica, 1, [1, 1], { hardState }));
      // On its way when the process died.
      group.write(replica, 3, [1], { hardState });
      return { group, hardState };
    };
    const found = (last: number, vote = 2): string => {
      const { group, hardState } = begun();
      const runs = [{ first: 1, term: 1 }];
      const boot = { runs, lastIndex: last, hardState: { ...hardState, vote } };
      return objection(() => group.boot(1, boot));
    };
    expect([found(2), found(3)]).toEqual(['none', 'none']);
    expect([found(1), found(4), found(2, 3)]).toEqual([
      'restart-finds-what-was-durable',
      'restart-finds-what-was-durable',
      'restart-finds-what-was-durable',
    ]);
  });

  it('to a term, a commit or an applied index that falls', () => {
    const { group, leader } = committing();
    group.step(leader, tick, { commit: 1, applied: 1 });
    for (const fallen of [{ term: 0 }, { commit: 0 }, { applied: 0 }]) {
      const before = leader.status;
      expect(objection(() => group.step(leader, tick, fallen))).toBe('monotone');
      leader.status = before;
    }
  });

  it('to a read at an index below what was committed when it came', () => {
    const { group, leader, follower } = committing();
    group.step(leader, tick, { commit: 1 });
    group.step(follower, { type: 'read', id: -1 });
    expect(objection(() => group.take(follower, { reads: [{ id: -1, index: 0 }] }))).toBe(
      'read-index',
    );
    group.step(leader, { type: 'leaseRead', id: -2 }, { leaseUntil: 1 });
    expect(objection(() => group.take(leader, { reads: [{ id: -2, index: 1 }] }))).toBe('none');
  });

  it('to a read that was confirmed by nobody since it came, also on behalf of a follower', () => {
    const round = (group: Group, leader: Replica, context: number): void => {
      group.send(leader, { type: messageType.heartbeat, to: 2, term: 1, context });
    };
    const confirm = (group: Group, leader: Replica, context: number): void => {
      const reply = { type: messageType.heartbeatReply, from: 2, to: 1, term: 1 };
      group.step(leader, { type: 'message', message: message(reply, { context }) });
    };
    const read = (confirmed: number): string => {
      const { group, leader } = committing();
      round(group, leader, 1);
      group.step(leader, { type: 'read', id: -1 });
      round(group, leader, 2);
      // The first of them had left already.
      confirm(group, leader, confirmed);
      return objection(() => group.take(leader, { reads: [{ id: -1, index: 1 }] }));
    };
    expect([read(1), read(2)]).toEqual(['read-round', 'none']);

    const asked = (confirmed: number): string => {
      const { group, leader } = committing();
      const question = { type: messageType.readIndex, from: 2, to: 1, term: 1 };
      round(group, leader, 1);
      group.step(leader, { type: 'message', message: message(question, { context: 7, hint: 5 }) });
      round(group, leader, 2);
      confirm(group, leader, confirmed);
      const answer = { type: messageType.readIndexReply, from: 1, to: 2, term: 1 };
      const send = [message(answer, { context: 7, hint: 5, index: 1 })];
      return objection(() => group.take(leader, { send }));
    };
    expect([asked(1), asked(2)]).toEqual(['read-round', 'none']);

    const leased = (leaseUntil: number): string => {
      const { group, leader } = committing();
      group.step(leader, { type: 'leaseRead', id: -1 }, { leaseUntil });
      return objection(() => group.take(leader, { reads: [{ id: -1, index: 1 }] }));
    };
    expect([leased(0), leased(1)]).toEqual(['read-round', 'none']);
  });

  it('to a leader beside one whose lease is not over, though nobody reads by it', () => {
    const led = (leaseUntil: number): Group => {
      const group = new Group();
      group.lead(group.boot(1), 1, { leaseUntil });
      return group;
    };
    const follow = (group: Group): string => objection(() => group.lead(group.boot(2), 2));
    expect(follow(led(100.5))).toBe('lease-excludes-leaders');
    expect(follow(led(100))).toBe('none');
    const resigned = led(100.5);
    resigned.step(resigned.replica(1), tick, { role: 'follower' });
    expect(follow(resigned)).toBe('none');
    // An answer that came late must not bring it back.
    const late = new Group();
    const former = late.boot(1);
    late.lead(former, 1);
    expect(follow(late)).toBe('none');
    expect(objection(() => late.step(former, tick, { leaseUntil: 100 }))).toBe('none');
    expect(objection(() => late.step(former, tick, { leaseUntil: 100.5 }))).toBe(
      'lease-excludes-leaders',
    );
  });

  it('to a second answer, and to one that nobody asked for', () => {
    const { group, leader } = committing();
    group.step(leader, { type: 'propose', id: 7, data: [], term: 0 });
    const accepted = [{ id: 7, first: 2, last: 2, term: 1 }];
    expect(objection(() => group.take(leader, { accepted }))).toBe('none');
    expect(objection(() => group.take(leader, { accepted }))).toBe('one-answer');
    expect(objection(() => group.take(leader, { transferred: [9] }))).toBe('one-answer');
  });
});
