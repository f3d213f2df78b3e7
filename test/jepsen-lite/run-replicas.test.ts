import { describe, expect, it } from 'vitest';
import { judgeReplicas, type ReplicaState } from '../../jepsen-lite/replicas.ts';

describe('the comparison of replicas', () => {
  const state = (node: string, appliedIndex: number, hash: number): ReplicaState => ({
    node,
    group: 1,
    appliedIndex,
    hash,
  });

  it('is invalid for different rows at an equal index, and only there', () => {
    expect(judgeReplicas([state('n1', 5, 1), state('n2', 5, 1)], true).verdict).toBe('valid');
    expect(judgeReplicas([state('n1', 5, 1), state('n2', 5, 2)], true).verdict).toBe('invalid');
    expect(judgeReplicas([state('n1', 5, 1), state('n2', 6, 2)], false).verdict).toBe('unknown');
    expect(judgeReplicas([], true).verdict).toBe('unknown');
  });
});
