import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianWallMs, skewMs } from '../../src/server/host/partition-clock.ts';
import { OwnClaims, PeerState } from '../../src/server/host/peers.ts';

const heartbeat = { sentAt: 0, wallMs: 0, claimsVersion: 1, claims: null, topologyEpoch: 1 };

describe('claims of a leader, as its follower hears them (R5)', () => {
  it('count while heartbeats name their version, in the claimed term only', () => {
    const peer = new PeerState(2);
    peer.meetEpoch(7, 0);
    const claims = [{ group: 5, term: 3, replica: 1 }];
    peer.heartbeat({ ...heartbeat, claimsVersion: 4, claims }, 100);
    expect(peer.claimedAt(5, 1, 3)).toBe(100);
    peer.heartbeat({ ...heartbeat, claimsVersion: 4 }, 200);
    expect(peer.claimedAt(5, 1, 3)).toBe(200);
    expect(peer.claimedAt(5, 1, 4)).toBe(Number.NEGATIVE_INFINITY);
    expect(peer.claimedAt(6, 1, 3)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('stop counting when the version moves on and the list is lost', () => {
    const peer = new PeerState(2);
    peer.meetEpoch(7, 0);
    peer.heartbeat(
      { ...heartbeat, claimsVersion: 4, claims: [{ group: 5, term: 3, replica: 1 }] },
      100,
    );
    peer.heartbeat({ ...heartbeat, claimsVersion: 5 }, 200);
    expect(peer.claimedAt(5, 1, 3)).toBe(100);
    expect(peer.claimsVersion).toBe(4);
  });

  it('are void when the process behind them is another one', () => {
    const peer = new PeerState(2);
    expect(peer.meetEpoch(7, 0)).toBe(false);
    peer.heartbeat({ ...heartbeat, claims: [{ group: 5, term: 3, replica: 1 }] }, 100);
    expect(peer.meetEpoch(8, 0)).toBe(true);
    expect(peer.claimedAt(5, 1, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(peer.ackedVersion).toBe(0);
  });
});

describe('acknowledgements, as the leader counts them (R5)', () => {
  it('count from the moment the heartbeat was sent, except where the peer does not follow', () => {
    const peer = new PeerState(2);
    peer.acknowledged({ sentAt: 50, epoch: 1, claimsVersion: 3, notFollowing: [9] });
    expect(peer.followedAt(5, 3)).toBe(50);
    expect(peer.followedAt(9, 3)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('do not count for a group that entered the claims later', () => {
    const claims = new OwnClaims();
    const peer = new PeerState(2);
    claims.lead(5, 3, 1);
    const before = claims.version;
    claims.lead(6, 2, 1);
    peer.acknowledged({ sentAt: 50, epoch: 1, claimsVersion: before, notFollowing: [] });
    expect(peer.followedAt(5, claims.since(5))).toBe(50);
    expect(peer.followedAt(6, claims.since(6))).toBe(Number.NEGATIVE_INFINITY);
  });

  it('never go back when an older one arrives late', () => {
    const peer = new PeerState(2);
    peer.acknowledged({ sentAt: 50, epoch: 1, claimsVersion: 3, notFollowing: [] });
    peer.acknowledged({ sentAt: 40, epoch: 1, claimsVersion: 3, notFollowing: [5] });
    expect(peer.followedAt(5, 3)).toBe(50);
  });
});

describe('own claims', () => {
  it('name the groups shared with a peer, and none while the disk stalls', () => {
    const claims = new OwnClaims();
    claims.lead(1, 2, 1);
    claims.lead(2, 2, 1);
    expect(claims.sharedWith((group) => group === 2)).toEqual([{ group: 2, term: 2, replica: 1 }]);
    const version = claims.version;
    claims.withdraw(true);
    expect(claims.sharedWith(() => true)).toEqual([]);
    expect(claims.version).toBeGreaterThan(version);
    // What is acknowledged while they were withdrawn proves nothing, also not afterwards.
    const peer = new PeerState(2);
    peer.acknowledged({ sentAt: 9, epoch: 1, claimsVersion: claims.version, notFollowing: [] });
    expect(peer.followedAt(1, claims.since(1))).toBe(Number.NEGATIVE_INFINITY);
    claims.withdraw(false);
    expect(peer.followedAt(1, claims.since(1))).toBe(Number.NEGATIVE_INFINITY);
    expect(claims.sharedWith(() => true)).toHaveLength(2);
  });
});

describe('the clock of a partition (R28)', () => {
  it('no minority of clocks decides the time, fast or slow', () => {
    expect(medianWallMs([0, 5, 3_600_000], 100)).toBe(105);
    expect(medianWallMs([0, 5, -3_600_000], 100)).toBe(100);
    expect(medianWallMs([0, 7], 100)).toBe(100);
    expect(skewMs([0, 5, 3_600_000])).toBe(3_599_995);
  });

  it('the median is a clock that somebody has', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1 }), (offsets) => {
        expect(offsets).toContain(medianWallMs([...offsets], 0));
      }),
    );
  });
});
