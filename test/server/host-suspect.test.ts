import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { World } from '../../sim/world/world.ts';
import { recordsOf } from '../../src/storage/wal-inspect.ts';
import { type ScannedFrame, scanSegment } from '../../src/storage/wal-scan.ts';

const path = 'wal/0000000000000001.log';

/** Damages the first frame that is meant, and starts the node on what lies before it. */
function lose(node: HostNode, isMeant: (frame: ScannedFrame) => boolean): void {
  node.kill();
  const walId = new Uint8Array(16).fill(node.member);
  const { frames } = scanSegment(path, node.disk.readAll(path), walId, 1);
  const frame = frames.slice(1).find(isMeant);
  if (frame === undefined) throw new Error('no such frame');
  node.disk.damage(path, (bytes) => {
    bytes[frame.offset] = 0;
    return bytes;
  });
  expect(() => node.start()).toThrow(/is corrupt/);
  node.settings.walRecovery = 'suspect';
  node.start();
}

function suspects(node: HostNode): number {
  return node.host.replicaStatus().filter(({ suspect }) => suspect).length;
}

async function written(): Promise<World> {
  const world = await World.start();
  world.untilServing();
  for (let i = 0; i < 50; i++) world.mustPut(`key-${i}`, `value-${i}`);
  world.run(2_000);
  return world;
}

describe('a node whose log is cut off', () => {
  it('is not ready until its replicas are trusted, and then has everything', async () => {
    const world = await written();
    const [, node] = world.nodes as [HostNode, HostNode];
    let seen = 0;
    lose(node, () => seen++ === 25);
    expect(suspects(node)).toBe(world.nodes[0]?.host.replicaStatus().length);
    expect(node.host.replicaStatus().some(({ ready }) => ready)).toBe(false);
    world.until(() => suspects(node) === 0, 'trust');
    world.untilAgreed();
    expect(world.mustGet('key-49')).toBe('value-49');
  });

  it('finds replicas of which only the state machine is left', async () => {
    const world = await written();
    const [, node] = world.nodes as [HostNode, HostNode];
    const before = node.host.replicaStatus().length;
    lose(node, (frame) => recordsOf(frame).some(({ kind }) => kind === 'create'));
    world.until(() => node.host.replicaStatus().length === before, 'its replicas');
    expect(suspects(node)).toBe(before);
    world.until(() => suspects(node) === 0, 'trust');
    world.untilAgreed();
    expect(world.mustGet('key-0')).toBe('value-0');
  });
});
