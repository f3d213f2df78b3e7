import { describe, expect, it } from 'vitest';
import { kvctl, sampleStatus } from './kvctl-fixture.ts';

describe('kvctl locate', () => {
  it('answers JSON with member ids only', async () => {
    const { out } = await kvctl(['locate', '{sku-1}/avail', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      key: '{sku-1}/avail',
      partition: 6,
      token: 0x6789abcd,
      leader: 2,
      replicas: [2, 3, 1],
      epoch: 4,
    });
  });

  it('names the members for people', async () => {
    const { out } = await kvctl(['locate', 'k']);
    expect(out).toBe(
      [
        'key        k',
        'partition  6',
        'token      0x6789abcd',
        'leader     n2 (2) at 127.0.0.1:7402',
        'replicas   n2 (2) at 127.0.0.1:7402',
        '           n3 (3) at 127.0.0.1:7403',
        '           n1 (1) at 127.0.0.1:7401',
        'epoch      4',
        '',
      ].join('\n'),
    );
  });
});

describe('kvctl status', () => {
  it('answers JSON with exactly the promised keys, also when more is known', async () => {
    const [first, ...others] = sampleStatus.members;
    const members = [{ ...first, weight: 1 }, ...others] as typeof sampleStatus.members;
    const access = { status: async () => ({ ...sampleStatus, members }) };
    const { out } = await kvctl(['status', '-o', 'json'], { access });
    expect(JSON.parse(out)).toEqual(sampleStatus);
  });

  it('shows a healthy cluster in a few lines', async () => {
    const { out } = await kvctl(['status']);
    expect(out).toContain('cluster c0ffee00  epoch 4');
    expect(out).toContain('ID  NAME  ADDRESS         ZONE  STATE  LEADERS  REPLICAS');
    expect(out).toContain(' 1  n1    127.0.0.1:7401  -     up           2         2');
    expect(out).toContain('2 partitions, all with a leader and all their replicas up');
    expect(out).toContain('kvctl locate KEY');
  });

  it('lists what is wrong and what to do about it', async () => {
    const access = {
      status: async () => ({
        ...sampleStatus,
        members: sampleStatus.members.map((member) =>
          member.id === 3 ? { ...member, state: 'down' } : member,
        ),
        partitions: sampleStatus.partitions.map((partition) =>
          partition.id === 1 ? { ...partition, leader: 0, suspects: [2] } : partition,
        ),
      }),
    };
    const { out } = await kvctl(['status'], { access });
    expect(out).toContain('1 without a leader: 1\n');
    expect(out).toContain('1 with suspect replicas: 1\n');
    expect(out).toContain('2 under-replicated: 0 1\n');
    expect(out).toContain('kvctl cluster restart n3');
    expect(out).not.toContain('all with a leader');
  });

  it('cuts long lists of partitions', async () => {
    const [partition] = sampleStatus.partitions;
    const partitions = Array.from({ length: 100 }, (_, id) => ({ ...partition, id, leader: 0 }));
    const access = {
      status: async () => ({
        ...sampleStatus,
        partitions: partitions as unknown as typeof sampleStatus.partitions,
      }),
    };
    const { out } = await kvctl(['status'], { access });
    expect(out).toMatch(/100 without a leader: 0 1 .* 23 and 76 more\n/);
  });
});

describe('kvctl settings', () => {
  it('prints what holds for the cluster', async () => {
    expect((await kvctl(['settings'])).out).toBe('accepted-writes  off\n');
    const { out } = await kvctl(['settings', 'show', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({ acceptedWrites: false });
  });

  it('changes one, and prints what holds then', async () => {
    const { code, out, calls } = await kvctl(['settings', 'set', 'accepted-writes', 'on']);
    expect({ code, out }).toEqual({ code: 0, out: 'accepted-writes  on\n' });
    expect(calls[0]).toEqual(['changeSettings', { acceptedWrites: true }]);
  });

  it('refuses what it does not know without asking anybody', async () => {
    const unknown = await kvctl(['settings', 'set', 'colour', 'on']);
    const value = await kvctl(['settings', 'set', 'accepted-writes', 'perhaps']);
    expect([unknown.code, value.code, unknown.connectedTo, value.connectedTo]).toEqual([
      2,
      2,
      null,
      null,
    ]);
  });

  it('shows on the status screen what is not as in a new cluster', async () => {
    const settings = { acceptedWrites: true };
    const access = { status: async () => ({ ...sampleStatus, settings }) };
    expect((await kvctl(['status'], { access })).out).toContain('accepted-writes is on');
    expect((await kvctl(['status'])).out).not.toContain('accepted-writes');
  });
});

describe('kvctl members', () => {
  it('answers JSON with exactly the promised keys', async () => {
    const { out } = await kvctl(['members', '-o', 'json']);
    expect(JSON.parse(out)[0]).toEqual({
      id: 1,
      name: 'n1',
      address: '127.0.0.1:7401',
      zone: '',
      state: 'up',
    });
  });

  it('prints a table', async () => {
    const { out } = await kvctl(['members']);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'ID  NAME  ADDRESS         ZONE  STATE',
      ' 1  n1    127.0.0.1:7401  -     up',
    ]);
  });
});

describe('kvctl leader move', () => {
  it.each(['n3', '3'])('takes the member as %s', async (member) => {
    const { code, out, calls } = await kvctl(['leader', 'move', '1', member, '-o', 'json']);
    expect(code).toBe(0);
    expect(calls).toContainEqual(['moveLeader', 1, 3]);
    expect(JSON.parse(out)).toEqual({ partition: 1, leader: 3, term: 6 });
  });

  it.each([
    ['a member that does not exist', ['1', 'n4'], 2, "no member 'n4' (did you mean n1?)\n"],
    ['a partition that does not exist', ['7', 'n1'], 2, 'no partition 7: this cluster has 2\n'],
  ])('refuses %s', async (_, words, expected, message) => {
    const { code, err, calls } = await kvctl(['leader', 'move', ...words]);
    expect({ code, err }).toEqual({ code: expected, err: message });
    expect(calls.map(([name]) => name)).not.toContain('moveLeader');
  });

  it('refuses a member without a vote, naming those with one', async () => {
    const partitions = sampleStatus.partitions.map((one) => ({ ...one, voters: [1, 2] }));
    const access = { status: async () => ({ ...sampleStatus, partitions }) };
    const { code, err, calls } = await kvctl(['leader', 'move', '1', 'n3'], { access });
    expect(code).toBe(1);
    expect(err).toBe('n3 holds no vote in partition 1; members 1, 2 do\n');
    expect(calls.map(([name]) => name)).not.toContain('moveLeader');
  });
});
