import { describe, expect, it } from 'vitest';
import {
  judgeReplicas,
  type ReplicaState,
  type Seat,
  seatsOf,
} from '../../jepsen-lite/replicas.ts';

describe('the comparison of replicas', () => {
  const state = (node: string, appliedIndex: number, hash: number, group = 1): ReplicaState => ({
    node,
    group,
    appliedIndex,
    hash,
  });
  const seats: Seat[] = ['n1', 'n2'].map((node) => ({ node, group: 1 }));
  const judge = (...states: ReplicaState[]): string => judgeReplicas({ seats, states }).verdict;

  it('is invalid for different rows at an equal index, and only there', () => {
    expect(judge(state('n1', 5, 1), state('n2', 5, 1))).toBe('valid');
    expect(judge(state('n1', 5, 1), state('n2', 5, 2))).toBe('invalid');
    expect(judge(state('n1', 5, 1), state('n2', 6, 2))).toBe('unknown');
    expect(judge()).toBe('unknown');
  });

  it('proves nothing without a replica that must be there, and names it', () => {
    expect(judgeReplicas({ seats, states: [state('n1', 9, 7)] })).toEqual({
      name: 'replicas',
      verdict: 'unknown',
      detail: 'not seen: group 1 on n2',
    });
    const whole = [state('n1', 9, 7), state('n2', 9, 7)];
    const withMeta = judgeReplicas({ seats: [...seats, { node: 'n3', group: 0 }], states: whole });
    expect(withMeta).toMatchObject({ verdict: 'unknown', detail: 'not seen: group 0 on n3' });
    expect(judgeReplicas({ seats: [], states: whole }).verdict).toBe('unknown');
  });

  it('finds different rows even where a replica is missing', () => {
    const three = [...seats, { node: 'n3', group: 1 }];
    const states = [state('n1', 5, 1), state('n2', 5, 2)];
    expect(judgeReplicas({ seats: three, states }).verdict).toBe('invalid');
  });

  it('wants the replicas of the topology: every partition, and the meta group', () => {
    const replicas = [{ memberId: 1 }, { memberId: 2 }];
    const topology = {
      members: [
        { id: 1, name: 'n1' },
        { id: 2, name: 'n2' },
      ],
      meta: { group: 0, replicas },
      placements: [{ group: 1, replicas: [{ memberId: 2 }] }],
    };
    expect(seatsOf(topology)).toEqual([
      { group: 0, node: 'n1' },
      { group: 0, node: 'n2' },
      { group: 1, node: 'n2' },
    ]);
  });
});
