import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quorumValue, voteResult } from '../../src/raft/index.ts';
import { simpleConf } from './replica.ts';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 7 });
const some = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 });
const values = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 10, maxLength: 10 });
const answers = fc.array(fc.constantFrom(true, false, undefined), { minLength: 10, maxLength: 10 });

/** The definition, counted out: some majority of the voters has reached it. */
function isReached(
  voters: readonly number[],
  reached: (id: number) => number,
  value: number,
): boolean {
  return (
    voters.length === 0 || voters.filter((id) => reached(id) >= value).length * 2 > voters.length
  );
}

function isWon(voters: readonly number[], granted: (id: number) => boolean): boolean {
  return voters.length === 0 || voters.filter(granted).length * 2 > voters.length;
}

describe('what a quorum has reached', () => {
  it('is the largest value that a majority of each half has (pitfall 39)', () => {
    fc.assert(
      fc.property(some, ids, values, (voters, outgoing, acks) => {
        const reached = (id: number): number => acks[id] ?? 0;
        const value = quorumValue(simpleConf(voters, { outgoing }), reached);
        expect([voters, outgoing].every((half) => isReached(half, reached, value))).toBe(true);
        expect([voters, outgoing].every((half) => isReached(half, reached, value + 1))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('in a joint configuration of equal halves is what each has', () => {
    fc.assert(
      fc.property(some, values, (voters, acks) => {
        const reached = (id: number): number => acks[id] ?? 0;
        const joint = quorumValue(simpleConf(voters, { outgoing: voters }), reached);
        expect(joint).toBe(quorumValue(simpleConf(voters), reached));
      }),
    );
  });

  it('treats the leader, who has reached everything, like any other voter', () => {
    const all = (id: number): number => (id === 1 ? Number.POSITIVE_INFINITY : id);
    expect(quorumValue(simpleConf([1]), all)).toBe(Number.POSITIVE_INFINITY);
    expect(quorumValue(simpleConf([1, 2, 3]), all)).toBe(3);
    expect(quorumValue(simpleConf([1, 2, 3, 4]), all)).toBe(3);
  });
});

describe('a vote', () => {
  it('is won when enough granted, lost when too few can, and open between', () => {
    fc.assert(
      fc.property(some, ids, answers, (voters, outgoing, votes) => {
        const halves = [voters, outgoing];
        const surely = halves.every((half) => isWon(half, (id) => votes[id] === true));
        const possibly = halves.every((half) => isWon(half, (id) => votes[id] !== false));
        const result = voteResult(simpleConf(voters, { outgoing }), (id) => votes[id]);
        expect(result).toBe(surely ? 'won' : possibly ? 'pending' : 'lost');
      }),
      { numRuns: 2_000 },
    );
  });
});
