import { describe, expect, it } from 'vitest';
import type { PartitionHashes } from '../../src/client/index.ts';
import { kvctl } from './kvctl-fixture.ts';

const ok = (member: number): PartitionHashes['replicas'][number] => ({
  member,
  state: 'ok',
  hash: 0x9f03a1c2,
  appliedIndex: 300,
});

const equal: PartitionHashes = {
  partition: 0,
  index: 256,
  verdict: 'equal',
  replicas: [ok(1), ok(2), ok(3)],
};
const meta: PartitionHashes = { ...equal, partition: null };

function hashes(...groups: PartitionHashes[]): { access: object } {
  return { access: { hashes: async () => groups } };
}

describe('kvctl hash', () => {
  it('shows equal replicas and ends with 0', async () => {
    const { out, code } = await kvctl(['hash', '--all'], hashes(meta, equal));
    expect(code).toBe(0);
    expect(out).toContain('PARTITION  INDEX  VERDICT  REPLICAS');
    expect(out).toContain('meta         256  equal    1=9f03a1c2 2=9f03a1c2 3=9f03a1c2');
  });

  it('names who differs and ends with 1', async () => {
    const bad = { ...ok(3), state: 'different', hash: 5 };
    const group: PartitionHashes = {
      ...equal,
      verdict: 'different',
      replicas: [ok(1), ok(2), bad],
    };
    const { out, err, code } = await kvctl(['hash', '0'], hashes(meta, group));
    expect(code).toBe(1);
    expect(out).toContain('1=9f03a1c2 2=9f03a1c2 3=00000005 (different)');
    expect(err).toBe('1 of 1 groups have replicas that differ\n');
  });

  it('ends with 5 where a replica cannot be compared', async () => {
    const group = { ...equal, replicas: [ok(1), ok(2), { ...ok(3), state: 'down', hash: 0 }] };
    const { out, err, code } = await kvctl(['hash', '--all'], hashes(group));
    expect(code).toBe(5);
    expect(out).toContain('2=9f03a1c2 3 (down)');
    expect(err).toBe('1 of 1 groups have replicas that could not be compared\n');
  });

  it('answers JSON', async () => {
    const { out } = await kvctl(['hash', '--all', '-o', 'json'], hashes(equal));
    expect(JSON.parse(out)).toEqual([equal]);
  });

  it('wants a partition or all of them', async () => {
    expect((await kvctl(['hash'], hashes(equal))).code).toBe(2);
    expect((await kvctl(['hash', '0', '--all'], hashes(equal))).code).toBe(2);
    expect((await kvctl(['hash', '9'], hashes(equal))).err).toContain('no partition 9');
  });
});
