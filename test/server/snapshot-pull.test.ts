import { describe, expect, it } from 'vitest';
import { MachineClock } from '../../sim/world/machine-clock.ts';
import { ProcessClock } from '../../sim/world/process-clock.ts';
import { VirtualTime } from '../../sim/world/time.ts';
import type { SnapshotMeta } from '../../src/raft/index.ts';
import type { Group } from '../../src/server/host/group.ts';
import { noHostMetrics } from '../../src/server/host/host-metrics.ts';
import { IncomingSnapshots } from '../../src/server/host/incoming-snapshots.ts';
import type { SnapshotAsk, SnapshotId, SnapshotReceiver } from '../../src/server/host/net.ts';
import { SnapshotPull } from '../../src/server/host/snapshot-pull.ts';
import { present } from '../../src/util/assert.ts';
import { type SnapshotLimits, snapshotLimits } from '../../src/util/limits.ts';
import { silentLogger } from '../../src/util/logger.ts';
import { apply, chunksOf, put, TestNode } from '../storage/store-harness.ts';

/** A stream that the pull asked for: the test is its sender. */
interface Stream {
  readonly ask: SnapshotAsk;
  readonly to: SnapshotReceiver;
  wanted: number;
  cancelled: boolean;
}

const id: SnapshotId = { epoch: 5, number: 1 };

/** A snapshot of a real store on its way to another one, over streams that the test plays. */
class Story {
  readonly time = new VirtualTime();
  readonly from = new TestNode();
  readonly to = new TestNode();
  readonly meta: SnapshotMeta;
  readonly chunks: readonly Uint8Array[];
  readonly streams: Stream[] = [];
  readonly raft = { leader: 7 };
  readonly outcome: string[] = [];
  readonly incoming: IncomingSnapshots;
  readonly pull: SnapshotPull;
  resumed = 0;

  constructor(limits: Partial<SnapshotLimits> = {}) {
    for (let i = 0; i < 12; i++) apply(this.from, 100, put(`k${i}`, 'v'.repeat(150)));
    apply(this.to, 50, put('mine', 'x'));
    const source = this.from.partition.openSnapshot();
    this.meta = source.meta;
    this.chunks = chunksOf(this.from, source);
    const clock = new ProcessClock(this.time, new MachineClock(this.time), () => {});
    const metrics = { ...noHostMetrics, snapshotResumed: () => this.resumed++ };
    const parts = { clock, metrics, limits: { ...snapshotLimits, ...limits } };
    this.incoming = new IncomingSnapshots(parts);
    const fetchSnapshot = (_member: number, ask: SnapshotAsk, to: SnapshotReceiver) => {
      const stream: Stream = { ask, to, wanted: 1, cancelled: false };
      this.streams.push(stream);
      return {
        resume: () => {
          stream.wanted++;
        },
        cancel: () => {
          stream.cancelled = true;
        },
      };
    };
    const host = {
      metrics,
      logger: silentLogger,
      memberOf: () => 2,
      snapshots: { incoming: this.incoming, net: { fetchSnapshot } },
      states: {
        beginInstall: (_group: Group, meta: SnapshotMeta) => this.to.store.beginInstall(1, meta),
      },
    };
    const group = { id: 1, raft: this.raft, host } as unknown as Group;
    this.pull = new SnapshotPull(group, 7, this.meta, {
      installed: ({ index }) => this.outcome.push(`installed ${index}`),
      failed: (reason) => this.outcome.push(`failed: ${reason}`),
    });
    this.pull.start();
  }

  get stream(): Stream {
    return present(this.streams.at(-1), 'stream');
  }

  get isInstalled(): boolean {
    return this.to.partition.hash === this.from.partition.hash;
  }

  begin(sequence = 0, of = id, meta = this.meta): void {
    this.stream.to.meta(meta, { id: of, sequence });
  }

  /** Hands over chunks as they are asked for, each written before the next. */
  send(from: number, to = this.chunks.length): void {
    for (const chunk of this.chunks.slice(from, to)) {
      this.stream.to.chunk(chunk);
      this.to.engine.pumpAll();
    }
  }

  break(why: 'broken' | 'busy' | 'refused' = 'broken'): void {
    this.stream.to.failed(why, `it is ${why}`);
  }

  end(): void {
    this.stream.to.end();
    this.to.engine.pumpAll();
  }

  /** The pause after a stream that broke. */
  pause(): void {
    this.time.run(snapshotLimits.retryMaxMs);
  }
}

describe('a pull', () => {
  it('goes on with the chunk that is due, wherever it broke off', () => {
    const { chunks } = new Story();
    expect(chunks.length).toBeGreaterThan(5);
    for (let after = 1; after <= chunks.length; after++) {
      const story = new Story();
      story.begin();
      story.send(0, after);
      story.break();
      story.pause();
      expect(story.stream.ask.resume).toEqual({ id, sequence: after });
      story.begin(after);
      story.send(after);
      story.end();
      expect([story.outcome, story.resumed]).toEqual([[`installed ${story.meta.index}`], 1]);
      expect(story.isInstalled).toBe(true);
    }
  });

  it('waits for the last chunk to be written when the stream has ended already', () => {
    const story = new Story();
    story.begin();
    story.send(0, story.chunks.length - 1);
    story.stream.to.chunk(present(story.chunks.at(-1), 'chunk'));
    story.stream.to.end();
    expect(story.outcome).toEqual([]);
    story.to.engine.pumpAll();
    expect(story.outcome).toEqual([`installed ${story.meta.index}`]);
    expect(story.isInstalled).toBe(true);
  });

  it('does not ask before the last chunk of the broken stream is on the disk', () => {
    const story = new Story();
    story.begin();
    story.send(0, 3);
    story.stream.to.chunk(present(story.chunks[3], 'chunk'));
    story.break();
    story.pause();
    expect(story.streams.length).toBe(1);
    story.to.engine.pumpAll();
    expect(story.streams.length).toBe(2);
    expect(story.stream.ask.resume).toEqual({ id, sequence: 4 });
    story.begin(4);
    story.send(4);
    story.end();
    expect(story.isInstalled).toBe(true);
  });

  it('begins anew with another snapshot, and mixes nothing of the first into it', () => {
    const story = new Story();
    story.begin();
    story.send(0, 4);
    story.break();
    story.pause();
    const later = new TestNode();
    for (let i = 0; i < 20; i++) apply(later, 100, put(`other${i}`, 'w'.repeat(90)));
    const source = later.partition.openSnapshot();
    story.begin(0, { ...id, number: 2 }, source.meta);
    for (const chunk of chunksOf(later, source)) {
      story.stream.to.chunk(chunk);
      story.to.engine.pumpAll();
    }
    story.end();
    expect([story.outcome, story.resumed]).toEqual([[`installed ${source.meta.index}`], 0]);
    expect(story.to.partition.hash).toBe(later.partition.hash);
  });

  it('asks for no chunk of a sender that keeps nothing', () => {
    const story = new Story();
    story.stream.to.meta(story.meta, null);
    story.send(0, 3);
    story.break();
    story.pause();
    expect(story.stream.ask.resume).toBeNull();
    story.stream.to.meta(story.meta, null);
    story.send(0);
    story.end();
    expect(story.isInstalled).toBe(true);
  });

  const nonsense: [string, (story: Story) => void][] = [
    ['a chunk twice', (story) => story.send(3, 4)],
    ['a chunk too far', (story) => story.send(5, 6)],
    [
      'a damaged chunk',
      ({ stream, chunks }) => stream.to.chunk(present(chunks[4], 'chunk').map((byte) => byte ^ 1)),
    ],
    ['an end before the end', (story) => story.end()],
  ];

  it.each(nonsense)('fails with %s after it went on, and leaves what was there', (_, send) => {
    const story = new Story();
    const before = story.to.partition.hash;
    story.begin();
    story.send(0, 4);
    story.break();
    story.pause();
    story.begin(4);
    send(story);
    story.to.engine.pumpAll();
    expect(story.outcome).toEqual([expect.stringMatching(/^failed/)]);
    story.to.flush();
    story.to.crash();
    expect(story.to.partition.hash).toBe(before);
  });

  const wrong: [string, (story: Story) => void][] = [
    ['another chunk than was due', (story) => story.begin(3)],
    ['another index under the same name', (s) => s.begin(4, id, { ...s.meta, index: 99 })],
    ['the middle of a new snapshot', (story) => story.begin(4, { ...id, number: 2 })],
    [
      'a snapshot below what was offered',
      (s) => s.begin(0, { ...id, number: 2 }, { ...s.meta, index: 1 }),
    ],
  ];

  it.each(wrong)('fails when its sender goes on with %s', (_, begin) => {
    const story = new Story();
    story.begin();
    story.send(0, 4);
    story.break();
    story.pause();
    begin(story);
    expect(story.outcome).toEqual([expect.stringMatching(/^failed: .* was due$/)]);
    expect(story.stream.cancelled).toBe(true);
  });

  it('tries for so long without a new chunk, at a pace that slows down, and then fails', () => {
    const story = new Story();
    story.begin();
    story.send(0, 2);
    const since = story.time.now;
    for (let tries = 0; tries < 100 && story.outcome.length === 0; tries++) {
      story.break();
      story.pause();
    }
    expect(story.outcome).toEqual(['failed: it is broken']);
    expect(story.time.now - since).toBeGreaterThanOrEqual(snapshotLimits.parkedMs);
    const { parkedMs, retryMaxMs } = snapshotLimits;
    expect(story.streams.length).toBeLessThanOrEqual(parkedMs / retryMaxMs + 2);
  });

  it('is patient as long as chunks come', () => {
    const story = new Story();
    story.begin();
    for (const sequence of story.chunks.keys()) {
      story.send(sequence, sequence + 1);
      story.time.run(snapshotLimits.parkedMs - snapshotLimits.retryMaxMs - 1);
      story.break();
      story.pause();
      story.begin(sequence + 1);
    }
    story.end();
    expect(story.isInstalled).toBe(true);
  });

  it('fails at once when its sender has none, or when another replica leads by now', () => {
    const refused = new Story();
    refused.break('refused');
    const deposed = new Story();
    deposed.begin();
    deposed.send(0, 2);
    deposed.raft.leader = 8;
    deposed.break();
    const later = new Story();
    later.begin();
    later.break();
    later.raft.leader = 8;
    later.pause();
    for (const { outcome } of [refused, deposed, later]) {
      expect(outcome).toEqual([expect.stringMatching(/^failed/)]);
    }
    // Nobody leads: it may be the sender again.
    const alone = new Story();
    alone.raft.leader = 0;
    alone.break();
    alone.pause();
    expect([alone.streams.length, alone.outcome]).toEqual([2, []]);
  });

  it('leaves its place to others while it waits, and comes before those that have not begun', () => {
    const story = new Story({ receiving: 1 });
    const started: string[] = [];
    const other = story.incoming.enter(2, false, () => started.push('other'));
    story.incoming.enter(3, false, () => started.push('third'));
    story.incoming.enter(0, false, () => started.push('meta'));
    expect(started).toEqual(['meta']);
    story.begin();
    story.send(0, 2);
    story.break('busy');
    expect(started).toEqual(['meta', 'other']);
    story.pause();
    expect(story.streams.length).toBe(1);
    other.leave();
    expect(story.streams.length).toBe(2);
    story.begin(2);
    story.send(2);
    story.end();
    expect(started).toEqual(['meta', 'other', 'third']);
    expect(story.isInstalled).toBe(true);
  });

  it('does not start on a node that stops, though a place becomes free', () => {
    const story = new Story({ receiving: 1 });
    const started: string[] = [];
    story.incoming.enter(2, false, () => started.push('other'));
    story.incoming.stop();
    story.pull.cancel();
    expect(started).toEqual([]);
  });

  it('that was cancelled hears nothing any more, whatever was on its way', () => {
    const story = new Story();
    const before = story.to.partition.hash;
    story.begin();
    story.send(0, 3);
    story.stream.to.chunk(present(story.chunks[3], 'chunk'));
    story.pull.cancel();
    story.send(4);
    story.end();
    story.pause();
    expect([story.outcome, story.streams.length]).toEqual([[], 1]);
    expect(story.to.partition.hash).toBe(before);
  });
});
