import { describe, expect, it } from 'vitest';
import { Asked, World } from '../../sim/world/world.ts';
import type { OperationBody } from '../../src/server/host/operation.ts';
import { expectAny } from '../../src/storage/index.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';

const put = (value: string): OperationBody => ({
  type: 'write',
  command: {
    clientId: emptyBytes(),
    sequence: 0,
    floor: 0,
    body: { kind: 'put', key: utf8('a'), value: utf8(value), ttlMs: 0, expect: expectAny },
  },
});
const get: OperationBody = { type: 'get', key: utf8('a'), level: 'linearizable' };

/** Who asks may leave. */
class Caller {
  abandoned = false;
  readonly asked = new Asked();

  reply(_slot: number, reply: Parameters<Asked['answer']>[0]): void {
    this.asked.answer(reply);
  }
}

function ask(world: World, body: OperationBody, more: { timeoutMs?: number; low?: boolean } = {}) {
  const { host, clock } = world.leaderFor('a');
  const sink = new Caller();
  const deadline = clock.now() + (more.timeoutMs ?? 5_000);
  host.submit({
    partition: world.partitionOf('a'),
    body,
    deadline,
    sink,
    slot: 0,
    low: more.low ?? false,
  });
  return sink;
}

const dropped = {
  type: 'failed',
  failure: { outcome: 'not_executed', message: 'nobody waits for it any more' },
};

describe('work that nobody waits for any more', () => {
  it('is not begun: neither the write nor the read of a caller that left before their turn', async () => {
    const world = await World.start();
    world.mustPut('a', 'before');
    const write = ask(world, put('after'));
    const read = ask(world, get);
    const still = ask(world, get);
    write.abandoned = true;
    read.abandoned = true;
    world.run(50);
    expect([write.asked.reply, read.asked.reply]).toMatchObject([dropped, dropped]);
    expect(still.asked.reply).toMatchObject({ type: 'record' });
    expect(world.mustGet('a')).toBe('before');
  });

  it('is finished where it was appended before its caller left: it is in the log', async () => {
    const world = await World.start();
    const write = ask(world, put('x'));
    world.run(1);
    write.abandoned = true;
    world.run(50);
    expect(write.asked.reply).toMatchObject({ type: 'written' });
    expect(world.mustGet('a')).toBe('x');
  });

  it('is not begun after its deadline, and counted with the reason', async () => {
    const world = await World.start();
    const counted: string[] = [];
    const { host } = world.leaderFor('a');
    const { metrics } = host;
    Object.assign(host, { metrics: { ...metrics, abandoned: (why: string) => counted.push(why) } });
    const write = ask(world, put('x'), { timeoutMs: 0 });
    const left = ask(world, get);
    left.abandoned = true;
    world.run(10);
    expect(write.asked.reply).toMatchObject({ failure: { reason: 'DEADLINE' } });
    expect(counted.sort()).toEqual(['cancelled', 'deadline']);
  });
});

describe('a write of PRIORITY_LOW', () => {
  it('is refused while there is room for others', async () => {
    const world = await World.start({ partitions: 1 });
    world.run(4_000);
    world.leaderFor('a').disk.hangAt('sync');
    const value = 'x'.repeat(256 * 1_024);
    // 6 MiB wait for the disk: more than half of a frame, less than all of it.
    for (let i = 0; i < 24; i++) {
      ask(world, put(value));
      world.run(1);
    }
    const low = ask(world, put(value), { low: true });
    const normal = ask(world, put(value));
    world.run(1);
    expect(low.asked.reply).toMatchObject({
      failure: { reason: 'OVERLOADED', outcome: 'not_executed' },
    });
    expect(normal.asked.reply).toBeNull();
  });
});
