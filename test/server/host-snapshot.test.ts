import { describe, expect, it } from 'vitest';
import { World } from '../../sim/world/world.ts';
import { expectAny } from '../../src/storage/index.ts';
import { utf8 } from '../../src/util/bytes.ts';

describe('a write that waits at a leader which then installs a snapshot past it', () => {
  it('is answered as unknown, once: nobody will bring its entry any more (raft pitfall 76)', async () => {
    const world = await World.start({ segmentBytes: 8_192 });
    world.run(4_000);
    world.mustPut('a', 'before');
    const old = world.leaderFor('a');
    const group = world.partitionOf('a') + 1;
    // Appended here and nowhere else; then the process stands still, with time enough on the client's side.
    world.isolate(old);
    const put = { kind: 'put', key: utf8('a'), value: utf8('lost'), ttlMs: 0 } as const;
    const write = world.write(old, 'a', { ...put, expect: expectAny }, 600_000);
    world.run(1);
    old.clock.pause();
    world.until(() => ![null, old].includes(world.leaderOf(group)), 'another leader');
    for (let i = 0; i < 400; i++) world.mustPut(`key-${i % 100}`, `value-${i}`.padEnd(200, '.'));
    world.run(70_000);
    expect(write.outcome).toBe('pending');
    let installs = 0;
    world.pulled = () => installs++;
    world.heal();
    old.clock.resume();
    world.until(() => write.reply !== null, 'an answer');
    expect(write.outcome).toBe('unknown');
    world.untilAgreed();
    expect(installs).toBeGreaterThan(0);
    expect(world.mustGet('a')).toBe('before');
  });
});
