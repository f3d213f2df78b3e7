import { expect, it } from 'vitest';
import { World } from '../../sim/world/world.ts';
import { serverLimits } from '../../src/util/limits.ts';

it('a thousand writes at once are applied over several turns, and all are answered', async () => {
  const world = await World.start({ partitions: 1 });
  const leader = world.leaderFor('a');
  const { host } = leader;
  const inTurns: number[] = [];
  const partition = host.group(1)?.partition;
  const turn = host.turn.bind(host);
  host.turn = (now) => {
    const before = partition?.revision ?? 0;
    const next = turn(now);
    inTurns.push((partition?.revision ?? 0) - before);
    return next;
  };
  const asked = Array.from({ length: 1_000 }, (_, i) => world.put(leader, `key-${i}`, 'v'));
  world.until(() => asked.every(({ reply }) => reply !== null), 'answers');
  expect(asked.every(({ outcome }) => outcome === 'ok')).toBe(true);
  expect(inTurns.reduce((sum, count) => sum + count)).toBe(1_000);
  expect(Math.max(...inTurns)).toBeLessThanOrEqual(serverLimits.entryCommands);
  world.untilAgreed();
});
