import { describe, expect, it } from 'vitest';
import { type Input, messageType } from '../../src/raft/index.ts';
import { cluster } from './cluster.ts';
import { heartbeat } from './messages.ts';

/** What the core itself puts a limit to, so that nothing in it grows without end. */
const readsMax = 65_536;

/** As many at once as fit and one more; asked without the checks after each, which would take minutes. */
function overfill(step: (input: Input) => void, type: 'read' | 'followerRead'): number {
  const first = 1_000_000;
  for (let i = 0; i <= readsMax; i++) step({ type, id: first + i });
  return first + readsMax;
}

describe('reads that wait', () => {
  it('are so many at most at a leader; the next is dropped as busy, and all others end once', () => {
    const c = cluster(3);
    c.elect(1);
    c.isolate(1);
    const group = c.group(1);
    const last = overfill((input) => group.step(input), 'read');
    group.checkInvariants();
    c.settle();
    expect(c.replica(1).dropped).toMatchObject([{ id: last, reason: 'busy', executed: 'no' }]);
    c.heal();
    c.advance(100);
    expect(c.replica(1).reads).toHaveLength(readsMax);
    c.propose(1, 'a');
    const again = c.read(1);
    c.settle();
    expect(c.outcome(1, again)).toContain('ready');
  });

  it('are so many at most at a follower, and a leader that is full tells the follower so', () => {
    const c = cluster(3);
    c.elect(1);
    c.loses = (m) => m.type === messageType.readIndex;
    const group = c.group(2);
    const last = overfill((input) => group.step(input), 'followerRead');
    group.checkInvariants();
    c.settle();
    expect(c.replica(2).dropped).toMatchObject([{ id: last, reason: 'busy', executed: 'no' }]);
    c.heal();
    c.cut(1, 2);
    c.cut(2, 1);
    c.cut(1, 3);
    overfill((input) => c.group(1).step(input), 'read');
    c.settle();
    c.heal();
    c.loses = (m) => m.type === messageType.heartbeat;
    const refused = c.followerRead(3);
    c.settle();
    expect(c.outcome(3, refused)).toBe('busy, executed no');
  });
});

describe('rounds that ask for promises', () => {
  it('are remembered up to a number; the answer to an older one confirms its reads and gives no lease', () => {
    const c = cluster(3, { config: { leaseMs: 1_000 } });
    c.advance(1_200);
    if (c.leader !== 1) c.elect(1);
    c.loses = (m) => m.type === messageType.heartbeatReply;
    const reads = Array.from({ length: 100 }, () => {
      const id = c.leaseRead(1);
      c.settle();
      return id;
    });
    const [oldest] = c.sent.filter((m) => m.type === messageType.heartbeatReply);
    if (oldest === undefined) throw new Error('nobody answered');
    expect(oldest).toMatchObject({ promise: true });
    c.receive(oldest);
    c.settle();
    expect(c.outcome(1, reads[0] ?? 0)).toMatch(/^ready/);
    expect(c.outcome(1, reads[1] ?? 0)).toBe('pending');
    expect(c.group(1).status().leaseUntil).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('what is known already', () => {
  it('is not begun again by a second suspicion of the same leader', () => {
    const c = cluster(3);
    c.elect(1);
    c.step(2, { type: 'suspect', peer: 1 });
    const { wakeAt } = c.group(2);
    c.step(2, { type: 'suspect', peer: 1 });
    expect(c.group(2).wakeAt).toBe(wakeAt);
  });

  it('is not forgotten for a word that the leader gave before it was suspected', () => {
    const c = cluster(3);
    c.elect(1);
    c.contacts = false;
    c.now = 500;
    c.tick(c.replica(2));
    c.step(2, { type: 'suspect', peer: 1 });
    const { wakeAt } = c.group(2);
    expect(wakeAt).toBeLessThanOrEqual(550);
    c.step(2, { type: 'tick', now: 500, contacts: [{ replica: 1, at: 400 }] });
    expect(c.group(2).wakeAt).toBe(wakeAt);
    c.receive(heartbeat(1, 2, 1));
    expect(c.group(2).wakeAt).toBeGreaterThanOrEqual(1_500);
  });

  it('is kept when the clock of the host steps back', () => {
    const c = cluster(3);
    c.elect(1);
    c.advance(3_000);
    const { wakeAt, role } = c.group(1);
    c.step(1, { type: 'tick', now: 10, contacts: [] });
    expect(c.group(1)).toMatchObject({ wakeAt, role });
  });
});
