import { describe, expect, it } from 'vitest';
import { World } from '../../sim/world/world.ts';

describe('idle hosts', () => {
  it('send no Raft messages while nothing happens (R5)', async () => {
    const world = await World.start({ partitions: 16 });
    world.mustPut('a', '1');
    world.run(10_000);
    const before = world.messages;
    const terms = world.nodes.map((node) => node.host.replicaStatus().map(({ term }) => term));
    world.run(60_000);
    expect(world.messages - before).toBe(0);
    expect(world.nodes.map((node) => node.host.replicaStatus().map(({ term }) => term))).toEqual(
      terms,
    );
  });

  it('wake each other once in a heartbeat interval, and acknowledge in the same frame (R5)', async () => {
    const world = await World.start({ partitions: 16 });
    world.mustPut('a', '1');
    world.run(10_000);
    const frames = { heartbeats: 0, acknowledged: 0, alone: 0 };
    const { events } = world.network;
    world.network.events = {
      ...events,
      sent: (from, to, frame) => {
        if (frame.heartbeat !== null) frames.heartbeats++;
        if (frame.heartbeat !== null && frame.heartbeatAck !== null) frames.acknowledged++;
        if (frame.heartbeat === null) frames.alone++;
        events.sent(from, to, frame);
      },
    };
    const seconds = 60;
    world.run(seconds * 1_000);
    // Six directions, ten intervals a second: no acknowledgement has a frame of its own, and nobody hurries.
    expect(frames.alone).toBe(0);
    expect(frames.heartbeats).toBeLessThan(seconds * 60 * 1.05);
    expect(frames.acknowledged).toBeGreaterThan(frames.heartbeats * 0.95);
  });

  it('have no other wakes, however many groups there are: those share the wakes of the heartbeats', async () => {
    const turns = async (partitions: number): Promise<number> => {
      const world = await World.start({ partitions });
      world.run(10_000);
      let count = 0;
      for (const { clock } of world.nodes) {
        const defer = clock.defer.bind(clock);
        clock.defer = (callback) => {
          count++;
          defer(callback);
        };
      }
      world.run(20_000);
      return count;
    };
    expect(await turns(64)).toBeLessThanOrEqual(1.1 * (await turns(1)));
  });
});
