import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { World, type WorldOptions } from '../../sim/world/world.ts';
import type { SnapshotReader, SnapshotRefusal } from '../../src/server/host/host-api.ts';
import type { SnapshotPoint } from '../../src/server/host/net.ts';
import { present } from '../../src/util/assert.ts';

const parkedMs = 5_000;

/** A world in which node 1 has some chunks of every group, and the test pulls for the others. */
async function sending(snapshots: WorldOptions['snapshots'] = {}): Promise<Sender> {
  const limits = { parkedMs, bytesPerSecond: 0, ...snapshots };
  const world = await World.start({
    partitions: 6,
    segmentBytes: 8_192,
    snapshotChunkBytes: 500,
    snapshots: limits,
  });
  for (let i = 0; i < 100; i++) world.mustPut(`key-${i}`, `${i}`.padEnd(200, '.'));
  world.run(2_000);
  return new Sender(world);
}

class Sender {
  readonly world: World;
  readonly node: HostNode;

  constructor(world: World) {
    this.world = world;
    this.node = world.node(1);
  }

  open(group: number, member = 2, resume: SnapshotPoint | null = null): SnapshotReader {
    const opened = this.ask(group, member, resume);
    if (typeof opened === 'string') throw new Error(`group ${group} is ${opened}`);
    return opened;
  }

  ask(
    group: number,
    member = 2,
    resume: SnapshotPoint | null = null,
  ): SnapshotReader | SnapshotRefusal {
    return this.node.host.openSnapshot(member, { group, index: 1, resume });
  }

  /** The next chunk, null after the last; throws what the reader fails with. */
  read(reader: SnapshotReader): Uint8Array | null {
    let answer: { error: Error | null; chunk: Uint8Array | null } | null = null;
    this.node.clock.run(() =>
      reader.next((error, chunk) => {
        answer = { error, chunk };
      }),
    );
    this.world.until(() => answer !== null, 'a chunk');
    const { error, chunk } = present(
      answer as { error: Error | null; chunk: Uint8Array | null } | null,
      'answer',
    );
    if (error !== null) throw error;
    return chunk;
  }

  rest(reader: SnapshotReader): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    for (let chunk = this.read(reader); chunk !== null; chunk = this.read(reader)) {
      chunks.push(chunk);
    }
    return chunks;
  }

  /** The index after which the group keeps its log for snapshots. */
  keeps(group: number): number {
    return present(this.node.host.group(group), 'group').keptLogs.neededAfter(
      this.node.clock.now(),
    );
  }
}

function due(reader: SnapshotReader, sequence: number): SnapshotPoint {
  return { id: reader.at.id, sequence };
}

describe('a snapshot that is kept for its receiver', () => {
  it('goes on at the chunk that is due, as it was, though writes went on', async () => {
    const sender = await sending();
    const first = sender.open(1);
    const whole = sender.rest(first);
    first.close();
    expect(whole.length).toBeGreaterThan(4);
    for (const sequence of [1, whole.length - 1, 3]) {
      for (let i = 0; i < 10; i++) sender.world.mustPut(`key-${i}`, `${sequence}`);
      const again = sender.open(1, 2, due(first, sequence));
      expect(again.at).toEqual({ id: first.at.id, sequence });
      expect(again.meta).toEqual(first.meta);
      expect(sender.rest(again)).toEqual(whole.slice(sequence));
      again.close();
    }
  });

  it('is begun anew, under another name, for who asks for what is not there', async () => {
    const sender = await sending();
    const first = sender.open(1);
    sender.read(first);
    first.close();
    const { epoch, number } = first.at.id;
    const unknown: [string, number, SnapshotPoint][] = [
      ['of another process', 2, { id: { epoch: epoch + 1, number }, sequence: 1 }],
      ['of another number', 2, { id: { epoch, number: number + 7 }, sequence: 1 }],
      ['beyond what was sent', 2, { id: { epoch, number }, sequence: 9 }],
      ['of another member', 3, { id: { epoch, number }, sequence: 1 }],
    ];
    const names = new Set([number]);
    for (const [what, member, resume] of unknown) {
      const other = sender.open(1, member, resume);
      expect(other.at.sequence, what).toBe(0);
      expect(names, what).not.toContain(other.at.id.number);
      names.add(other.at.id.number);
      other.close();
    }
  });

  it('is begun anew once the log that follows it is gone', async () => {
    const sender = await sending();
    const first = sender.open(1);
    sender.read(first);
    first.close();
    const group = present(sender.node.host.group(1), 'group');
    const status = group.raft.status();
    group.raft.status = () => ({ ...status, firstIndex: first.meta.index + 2 });
    expect(sender.open(1, 2, due(first, 1)).at.sequence).toBe(0);
  });

  it('goes on for the newest stream, and the one before is told', async () => {
    const sender = await sending({ bytesPerSecond: 100 });
    const first = sender.open(1);
    sender.read(first);
    let failure: Error | null = null;
    // Waits for its budget when the other stream comes.
    sender.node.clock.run(() =>
      first.next((error) => {
        failure = error;
      }),
    );
    sender.world.run(10);
    const second = sender.open(1, 2, due(first, 1));
    expect(failure).toMatchObject({ message: 'another stream goes on with this snapshot' });
    expect(sender.read(second)?.length).toBeGreaterThan(400);
    first.close();
    expect(sender.read(second)?.length).toBeGreaterThan(400);
    expect(() => sender.read(first)).toThrow('another stream');
  });

  it('keeps the log that follows it, until its time is over', async () => {
    const sender = await sending();
    const first = sender.open(1);
    const { index } = first.meta;
    sender.world.run(60_000);
    expect(sender.keeps(1)).toBe(index);
    first.close();
    sender.world.run(parkedMs - 1);
    expect(sender.keeps(1)).toBe(index);
    expect(sender.open(1, 2, due(first, 0)).at.id).toEqual(first.at.id);
    sender.open(1, 2, due(first, 0)).close();
    sender.world.run(parkedMs + 1);
    expect(sender.open(1, 2, due(first, 0)).at.id).not.toEqual(first.at.id);
    sender.node.host.stop();
    sender.world.run(10_001);
    expect(sender.keeps(1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is one of so many; what was sent whole goes first, then what is oldest', async () => {
    const sender = await sending({ parked: 2 });
    const handles = sender.node.engine.openHandles;
    const readers = [1, 2, 3, 4].map((group) => sender.open(group));
    const [one, two, three, four] = readers as [
      SnapshotReader,
      SnapshotReader,
      SnapshotReader,
      SnapshotReader,
    ];
    sender.rest(two);
    for (const reader of readers) sender.node.clock.run(() => reader.close());
    // 2 made room for 3, and 1 for 4.
    expect(sender.open(3, 2, due(three, 0)).at.id).toEqual(three.at.id);
    expect(sender.open(4, 2, due(four, 0)).at.id).toEqual(four.at.id);
    expect(sender.open(1, 2, due(one, 0)).at.id).not.toEqual(one.at.id);
    expect(sender.open(2, 2, due(two, 0)).at.id).not.toEqual(two.at.id);
    sender.node.host.stop();
    expect(sender.node.engine.openHandles).toBe(handles);
  });
});

describe('a node', () => {
  it('sends no more snapshots at once than it may, and the meta group beside them', async () => {
    const sender = await sending({ sending: 2 });
    const [first, second] = [sender.open(1), sender.open(2)];
    expect(sender.ask(3)).toBe('busy');
    expect(sender.ask(1, 3)).toBe('busy');
    for (const member of [2, 3]) expect(sender.ask(0, member)).toHaveProperty('meta');
    // A stream that takes the place of another needs no other place.
    expect(sender.open(1, 2, due(first, 0)).at.id).toEqual(first.at.id);
    second.close();
    expect(sender.ask(3)).toHaveProperty('meta');
    expect(sender.ask(2, 2, due(second, 0))).toBe('busy');
  });

  it('sends none that it does not have', async () => {
    const sender = await sending();
    expect(sender.ask(99)).toBe('absent');
    expect(sender.node.host.openSnapshot(2, { group: 1, index: 1e9, resume: null })).toBe('absent');
  });

  it('shares its budget among all that it sends', async () => {
    const sender = await sending({ bytesPerSecond: 5_000 });
    const readers = [1, 2, 3].map((group) => sender.open(group));
    const got = readers.map(() => 0);
    let last = 0;
    const pull = (i: number): void =>
      readers[i]?.next((_, chunk) => {
        if (chunk === null) return;
        got[i] = (got[i] ?? 0) + chunk.length;
        last = chunk.length;
        pull(i);
      });
    const since = sender.world.time.now;
    sender.node.clock.run(() => {
      for (const i of readers.keys()) pull(i);
    });
    sender.world.run(1_000);
    const bytes = got.reduce((sum, count) => sum + count, 0);
    const elapsedMs = sender.world.time.now - since;
    expect(bytes - last).toBeLessThanOrEqual(5 * elapsedMs + 1);
    expect(bytes).toBeGreaterThan(4_000);
    expect(Math.max(...got) - Math.min(...got)).toBeLessThanOrEqual(1_000);
  });
});
