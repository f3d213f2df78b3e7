import { describe, expect, it } from 'vitest';
import type { LinkRule } from '../../sim/world/link-rules.ts';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World, type WorldOptions } from '../../sim/world/world.ts';
import { noHostMetrics } from '../../src/server/host/host-metrics.ts';
import { present } from '../../src/util/assert.ts';

/** What the nodes count while a follower pulls. */
interface Counts {
  resumed: number;
  refused: string[];
  receivedBytes: number;
  installedBytes: number;
  sendingMost: number;
  receivingMost: number;
}

interface Behind {
  readonly world: World;
  readonly absent: HostNode;
  readonly counts: Counts;
}

/** Node 3 was away until the log of the others began beyond what it has; it is started by the story. */
async function behind(options: WorldOptions = {}): Promise<Behind> {
  const world = await World.start({ segmentBytes: 8_192, snapshotChunkBytes: 1_000, ...options });
  const counts: Counts = {
    resumed: 0,
    refused: [],
    receivedBytes: 0,
    installedBytes: 0,
    sendingMost: 0,
    receivingMost: 0,
  };
  // A process is told at its start whom it reports to: all begin anew.
  for (const node of world.nodes) {
    node.settings.metrics = {
      ...noHostMetrics,
      snapshotResumed: () => counts.resumed++,
      snapshotRefused: (reason) => counts.refused.push(reason),
      snapshotReceived: (bytes) => {
        counts.receivedBytes += bytes;
      },
      snapshotInstalled: (bytes) => {
        counts.installedBytes += bytes;
      },
      snapshotsSending: (count) => {
        counts.sendingMost = Math.max(counts.sendingMost, count);
      },
      snapshotsReceiving: (count) => {
        counts.receivingMost = Math.max(counts.receivingMost, count);
      },
    };
    node.kill();
    node.start();
    world.untilServing();
  }
  world.run(4_000);
  const absent = world.node(3);
  absent.kill();
  world.untilServing();
  for (let i = 0; i < 400; i++) world.mustPut(`key-${i % 100}`, `value-${i}`.padEnd(200, '.'));
  world.run(70_000);
  return { world, absent, counts };
}

/** Each stream of a pull brings so many chunks and no more. */
function cutAfter(afterChunks: number, how: 'fails' | 'silence'): LinkRule {
  return { applies: () => true, pullsEnd: { afterChunks, how } };
}

/** Puts one after the other while a story goes on; every one that was acknowledged must be there in the end. */
class Writer {
  readonly acknowledged = new Map<string, string>();
  readonly #world: World;
  #asked: { readonly key: string; readonly value: string; readonly asked: Asked } | null = null;
  #count = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Runs the world until the condition holds, writing all the time. */
  until(condition: () => boolean, what: string): void {
    const { time } = this.#world;
    const limit = time.now + 120_000;
    while (!condition()) {
      if (time.now > limit) throw new Error(`120 s passed without: ${what}`);
      this.#write();
      this.#world.run(10);
    }
  }

  #write(): void {
    if (this.#asked !== null && this.#asked.asked.reply === null) return;
    if (this.#asked?.asked.outcome === 'ok') {
      this.acknowledged.set(this.#asked.key, this.#asked.value);
    }
    const key = `during-${this.#count++ % 50}`;
    const leader = this.#world.leaderOf(this.#world.partitionOf(key) + 1);
    if (leader === null) return;
    const value = `${this.#count}`.padEnd(100, '.');
    // An open outcome may still take effect: another key's turn, and this one is not compared.
    this.acknowledged.delete(key);
    this.#asked = { key, value, asked: this.#world.put(leader, key, value) };
  }

  expectAll(): void {
    const world = this.#world;
    world.until(() => this.#asked?.asked.reply !== null, 'the last answer');
    if (this.#asked?.asked.outcome === 'ok') {
      this.acknowledged.set(this.#asked.key, this.#asked.value);
    }
    expect(this.acknowledged.size).toBeGreaterThan(10);
    world.untilAgreed();
    for (const [key, value] of this.acknowledged) expect(world.mustGet(key)).toBe(value);
  }
}

describe('a pull whose stream breaks', () => {
  it.each([
    ['after each chunk, with a reset', 1, 'fails'],
    ['after each chunk, in silence', 1, 'silence'],
    ['after every third chunk, with a reset', 3, 'fails'],
  ] as const)('%s, goes on with the chunk that was due', async (_, chunks, how) => {
    const { world, absent, counts } = await behind({ partitions: 2, snapshotChunkBytes: 2_000 });
    const rule = cutAfter(chunks, how);
    world.network.addRule(rule);
    absent.start();
    const writer = new Writer(world);
    writer.until(() => counts.installedBytes > 0, 'a snapshot');
    world.network.deleteRule(rule);
    writer.expectAll();
    expect(counts.resumed).toBeGreaterThan(5);
    // No chunk of what was installed came twice; some of other groups may be on their way.
    expect(counts.receivedBytes).toBeLessThan(2 * counts.installedBytes);
  });

  it('begins anew where the sender has begun anew, and is given another name', async () => {
    const { world, absent, counts } = await behind({ partitions: 1, replicas: 3 });
    const rule = cutAfter(2, 'silence');
    world.network.addRule(rule);
    absent.start();
    world.until(() => counts.receivedBytes > 1_000, 'some chunks');
    const sender = present(world.leaderOf(1), 'leader');
    sender.kill();
    sender.start();
    world.network.deleteRule(rule);
    const writer = new Writer(world);
    writer.until(() => counts.installedBytes > 0, 'a snapshot');
    writer.expectAll();
    expect(counts.receivedBytes).toBeGreaterThan(counts.installedBytes);
  });

  it('ends when another replica leads, and takes what that one offers', async () => {
    const { world, absent, counts } = await behind({ partitions: 1, replicas: 3 });
    const rule = cutAfter(2, 'silence');
    world.network.addRule(rule);
    absent.start();
    world.until(() => counts.receivedBytes > 1_000, 'some chunks');
    const sender = present(world.leaderOf(1), 'leader');
    sender.kill();
    world.network.deleteRule(rule);
    // The sender does not come back: the replica that pulls is needed for a majority.
    world.until(() => counts.installedBytes > 0, 'a snapshot of the new leader', 20_000);
    world.mustPut('after', 'x');
    expect(world.get(absent, 'after', 'eventual').outcome).toBe('ok');
    sender.start();
    world.untilAgreed();
  });

  it('fails when nothing new came for too long, and is offered another one', async () => {
    const snapshots = { parkedMs: 3_000 };
    const { world, absent, counts } = await behind({ partitions: 1, replicas: 3, snapshots });
    const rule = cutAfter(0, 'fails');
    world.network.addRule(rule);
    let pulls = 0;
    world.pulled = () => pulls++;
    absent.start();
    world.run(10_000);
    expect(pulls).toBeGreaterThan(10);
    expect(absent.host.group(1)?.install.running).toBe(true);
    expect([counts.resumed, counts.installedBytes]).toEqual([0, 0]);
    world.network.deleteRule(rule);
    world.untilAgreed();
    expect(counts.installedBytes).toBeGreaterThan(0);
  });
});

describe('a node that sends snapshots', () => {
  it('sends so many at once, puts the others off, and serves all in the end', async () => {
    const options = { snapshots: { sending: 1, receiving: 8 }, partitions: 6 };
    const { world, absent, counts } = await behind(options);
    absent.start();
    const writer = new Writer(world);
    writer.until(() => counts.installedBytes > 10_000, 'some snapshots');
    writer.expectAll();
    expect(counts.refused).toContain('busy');
    // Of the meta group one may be sent besides.
    expect(counts.sendingMost).toBeLessThanOrEqual(2);
  });

  it('keeps to its budget, and who waits for it does not look stuck', async () => {
    const bytesPerSecond = 500;
    const { world, absent, counts } = await behind({ snapshots: { bytesPerSecond } });
    absent.start();
    // A chunk takes two seconds, twice as long as a silence that breaks a stream.
    world.until(() => counts.installedBytes > 0, 'a snapshot', 600_000);
    expect(counts.resumed).toBe(0);
    const before = counts.receivedBytes;
    world.run(60_000);
    const sendersAndOneChunkEach = 2 * (60 * bytesPerSecond + 1_000);
    expect(counts.receivedBytes - before).toBeLessThanOrEqual(sendersAndOneChunkEach);
    const agree = (): boolean => world.groups.every((group) => world.agree(group));
    world.until(agree, 'all replicas agree', 600_000);
  });

  it('gives a receiver that pulls several no more than its places', async () => {
    const options = { snapshots: { receiving: 1 }, partitions: 6 };
    const { world, absent, counts } = await behind(options);
    absent.start();
    world.untilAgreed();
    expect(counts.receivingMost).toBeGreaterThan(0);
    expect(counts.receivingMost).toBeLessThanOrEqual(2);
    expect(counts.refused).not.toContain('busy');
  });
});
