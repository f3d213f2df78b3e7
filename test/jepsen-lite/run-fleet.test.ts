import { describe, expect, it } from 'vitest';
import { Fleet } from '../../jepsen-lite/clients/fleet.ts';
import type { ClientSetup } from '../../jepsen-lite/clients/protocol.ts';

const setup: ClientSetup = {
  workload: 'register',
  origin: `${process.hrtime.bigint()}`,
  seed: 1,
  index: 0,
  of: 1,
  // Port 9 of loopback: nobody discards there any more.
  endpoints: ['127.0.0.1:9'],
  prefix: '',
  work: 0,
};

describe('a client process that cannot go on', () => {
  it('is a failure with its reason, when it finds no cluster', async () => {
    const fleet = new Fleet([setup], () => {});
    expect(await fleet.ready()).toBe(false);
    await fleet.ended;
    expect(fleet.failures).toHaveLength(1);
    expect(fleet.failures[0]).toMatch(/client 0: .*No endpoint reachable/);
  });

  it('is a failure when it dies, and does not hold up the end of the run', async () => {
    const fleet = new Fleet([{ ...setup, workload: 'none' }, setup], () => {});
    await fleet.ready();
    await fleet.stop();
    expect(fleet.failures.join()).toMatch(/no workload none/);
  });
});
