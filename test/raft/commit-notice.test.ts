import { describe, expect, it } from 'vitest';
import { type Message, messageType } from '../../src/raft/index.ts';
import { type Cluster, cluster } from './cluster.ts';

const noticeMs = 10;

/** Appends without entries: what tells of a commit alone. */
function notices(sent: readonly Message[]): Message[] {
  return sent.filter(({ type, entries }) => type === messageType.append && entries.length === 0);
}

function led(): Cluster {
  const c = cluster(3, { config: { commitNoticeMs: noticeMs } });
  c.elect(1);
  c.advance(100);
  c.sent = [];
  return c;
}

describe('a commit that no entry carries', () => {
  it('is told to every follower once, at the next moment that all groups have in common', () => {
    const c = led();
    c.advance(3);
    c.propose(1, 'a');
    expect(c.group(1).status().commit).toBe(2);
    expect(notices(c.sent)).toEqual([]);
    expect(c.group(1).wakeAt % noticeMs).toBe(0);
    expect(c.group(1).wakeAt - c.now).toBeLessThanOrEqual(noticeMs);
    c.advance(noticeMs);
    expect(notices(c.sent).map(({ to, commit }) => [to, commit])).toEqual([
      [2, 2],
      [3, 2],
    ]);
    expect([c.group(2).status().commit, c.group(3).status().commit]).toEqual([2, 2]);
  });

  it('costs no message while entries follow each other', () => {
    const c = led();
    for (let i = 0; i < 20; i++) {
      c.propose(1, `entry ${i}`);
      c.advance(1);
    }
    // Entry i tells of entry i - 1, so only a moment that fell between two found something to tell.
    expect(notices(c.sent).length).toBeLessThanOrEqual(2 * (20 / noticeMs) + 2);
    expect(c.group(2).status().commit).toBeGreaterThan(18);
  });

  it('is told at once to a follower that waits for it to serve a read', () => {
    const c = led();
    c.propose(1, 'a');
    expect(c.group(2).status().commit).toBe(1);
    const id = c.followerRead(2);
    c.settle();
    expect(c.outcome(2, id)).toBe('ready at 2');
    expect(c.group(2).status().commit).toBe(2);
  });

  it('is told again by a heartbeat when the message was lost, and then no more', () => {
    const c = led();
    c.propose(1, 'a');
    c.loses = ({ type }) => type === messageType.append;
    c.advance(noticeMs);
    c.loses = () => false;
    expect(c.group(2).status().commit).toBe(1);
    c.advance(100);
    expect(c.group(2).status().commit).toBe(2);
    c.sent = [];
    c.advance(900);
    expect(c.sent).toEqual([]);
  });

  it('waits no longer than a heartbeat', () => {
    expect(() => cluster(3, { config: { commitNoticeMs: 101 } })).toThrow(/commit notices/);
  });
});
