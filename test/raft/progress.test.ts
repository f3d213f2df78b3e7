import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RaftConfig } from '../../src/raft/index.ts';
import { Progress } from '../../src/raft/progress.ts';

const config = { inflightMessages: 4, inflightBytes: 300 } as RaftConfig;

const index = fc.integer({ min: 0, max: 12 });
const event = fc.oneof(
  fc.record({ kind: fc.constant('acknowledge' as const), index }),
  fc.record({ kind: fc.constant('refuse' as const), index, hint: index }),
  fc.record({ kind: fc.constantFrom('probe', 'replicate', 'snapshot', 'stream'), index }),
);

describe('what a leader knows of a member', () => {
  it('keeps match below next, and match only grows, whatever answers come in whatever order (pitfall 25)', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const member = new Progress(2, true, 5, config, 0);
        for (const happened of events) {
          const { match } = member;
          if (happened.kind === 'acknowledge') member.acknowledge(happened.index);
          else if (happened.kind === 'refuse') {
            member.refuse(happened.index, (happened as { hint: number }).hint);
          } else if (happened.kind === 'probe') member.becomeProbe(happened.index);
          else if (happened.kind === 'replicate') member.becomeReplicate();
          else if (happened.kind === 'snapshot') member.becomeSnapshot(1, 0);
          else if (member.state === 'replicate' && !member.inflights.full) {
            member.next++;
            member.inflights.add(member.next - 1, happened.index * 20);
          }
          // Asserts match < next, an empty window outside of streaming, and bytes that add up (pitfall 32).
          member.check();
          expect(member.match).toBeGreaterThanOrEqual(match);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not moved by a refusal that answers an older message than the newest (pitfall 24)', () => {
    const member = new Progress(2, true, 9, config, 0);
    expect(member.refuse(5, 2)).toBe(false);
    expect(member.refuse(8, 2)).toBe(true);
    expect(member.next).toBe(3);
    member.acknowledge(2);
    member.becomeReplicate();
    expect(member.refuse(2, 0)).toBe(false);
    expect(member.refuse(3, 0)).toBe(false);
    expect([member.match, member.next, member.state]).toEqual([2, 3, 'replicate']);
  });
});
