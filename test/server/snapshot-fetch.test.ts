import { afterEach, describe, expect, it } from 'vitest';
import type { SnapshotReader } from '../../src/server/host/host-api.ts';
import type { PullFailure, SnapshotPoint, SnapshotTransfer } from '../../src/server/host/net.ts';
import { introduce, type NodeOptions, TestNode, until } from './nodes.ts';

const nodes: TestNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
});

async function pair(options: NodeOptions = {}): Promise<[TestNode, TestNode]> {
  const one = await TestNode.start(1, options);
  const two = await TestNode.start(2, options);
  nodes.push(one, two);
  introduce([one, two]);
  const isUp = ({ host }: TestNode): boolean => host.states.at(-1)?.state === 'up';
  await until('both links up', () => isUp(one) && isUp(two));
  return [one, two];
}

const meta = {
  index: 50,
  term: 6,
  conf: { index: 0, voters: [1], outgoing: [], learners: [], learnersNext: [], autoLeave: false },
};
const id = { epoch: 77, number: 3 };

type Item = Uint8Array | Error;

/** A source that hands out its items; where there are none it waits for `release`. */
class Source implements SnapshotReader {
  readonly meta = meta;
  readonly at: SnapshotPoint;
  readonly events: string[] = [];
  readonly #items: Item[];
  readonly #waits: boolean;
  release: (chunk: Uint8Array | null) => void = () => {};

  constructor(items: Item[], { sequence = 0, waits = false } = {}) {
    this.at = { id, sequence };
    this.#items = items;
    this.#waits = waits;
  }

  next(done: (error: Error | null, chunk: Uint8Array | null) => void): void {
    const item = this.#items.shift() ?? null;
    this.events.push(`read ${item instanceof Error ? 'error' : (item?.length ?? 'end')}`);
    if (item instanceof Error) done(item, null);
    else if (item === null && this.#waits) this.release = (chunk) => done(null, chunk);
    else done(null, item);
  }

  close(): void {
    this.events.push('closed');
  }
}

/** A pull, and what came of it. */
class Pulled {
  readonly events: string[] = [];
  readonly why: PullFailure[] = [];
  at: SnapshotPoint | null = null;
  readonly transfer: SnapshotTransfer;

  constructor(node: TestNode, member: number, resume: SnapshotPoint | null, takes: boolean) {
    const ask = { group: 3, index: 40, resume };
    this.transfer = node.transport.fetchSnapshot(member, ask, {
      meta: ({ index }, at) => {
        this.events.push(`meta ${index}`);
        this.at = at;
      },
      chunk: (bytes) => {
        this.events.push(`chunk ${bytes.length}`);
        if (takes) this.transfer.resume();
      },
      end: () => this.events.push('end'),
      failed: (why) => {
        this.events.push('failed');
        this.why.push(why);
      },
    });
  }

  async over(): Promise<void> {
    await until('the end', () => /end|failed/.test(this.events.at(-1) ?? ''));
  }
}

const pull = (node: TestNode, resume: SnapshotPoint | null = null): Pulled =>
  new Pulled(node, 2, resume, true);

describe('a snapshot', () => {
  it('is pulled chunk by chunk', async () => {
    const [one, two] = await pair();
    const source = new Source([new Uint8Array(1_000_000), new Uint8Array(10)]);
    two.host.snapshot = () => source;
    const got = pull(one);
    await got.over();
    expect(got.events).toEqual(['meta 50', 'chunk 1000000', 'chunk 10', 'end']);
    expect(got.at).toEqual({ id, sequence: 0 });
    expect(source.events).toEqual(['read 1000000', 'read 10', 'read end', 'closed']);
  });

  it('is asked for by the chunk that is due when a stream broke before', async () => {
    const [one, two] = await pair();
    const asked: unknown[] = [];
    two.host.snapshot = (ask) => {
      asked.push(ask);
      return new Source([new Uint8Array(10)], { sequence: 12 });
    };
    const got = pull(one, { id, sequence: 12 });
    await got.over();
    expect(asked).toEqual([{ group: 3, index: 40, resume: { id, sequence: 12 } }]);
    expect(got.at).toEqual({ id, sequence: 12 });
    expect(got.events).toEqual(['meta 50', 'chunk 10', 'end']);
  });

  it('is not read far ahead of a receiver that does not resume', async () => {
    const [one, two] = await pair();
    const source = new Source(Array.from({ length: 64 }, () => new Uint8Array(1_000_000)));
    two.host.snapshot = () => source;
    const got = new Pulled(one, 2, null, false);
    await until('the first chunk', () => got.events.includes('chunk 1000000'));
    await until('the sender stands still', () => source.events.length > 0);
    expect(source.events.length).toBeLessThan(40);
    got.transfer.cancel();
    await until('the reader is closed', () => source.events.includes('closed'));
    expect(got.events).toEqual(['meta 50', 'chunk 1000000']);
  });

  it('that its sender must wait to send is not taken for broken', async () => {
    const limits = { snapshotStallMs: 400, snapshotSignMs: 20 };
    const [one, two] = await pair({ limits });
    const source = new Source([new Uint8Array(10)], { waits: true });
    two.host.snapshot = () => source;
    const got = pull(one);
    await until('the sender waits', () => source.events.includes('read end'));
    const asked = Date.now();
    await until('three stalls', () => Date.now() > asked + 3 * limits.snapshotStallMs);
    source.release(new Uint8Array(20));
    await until('the late chunk', () => got.events.includes('chunk 20'));
    expect(got.events).toEqual(['meta 50', 'chunk 10', 'chunk 20']);
  });

  it('is broken when nothing comes any more, not even a sign of life', async () => {
    const limits = { snapshotStallMs: 100, snapshotSignMs: 60_000 };
    const [one, two] = await pair({ limits });
    const source = new Source([], { waits: true });
    two.host.snapshot = () => source;
    const got = pull(one);
    await got.over();
    expect(got.why).toEqual(['broken']);
    await until('the reader is closed', () => source.events.includes('closed'));
  });

  it('is broken when its sender is gone, and refused when the sender is nobody', async () => {
    const [one, two] = await pair();
    const source = new Source([new Uint8Array(10)], { waits: true });
    two.host.snapshot = () => source;
    const got = pull(one);
    await until('a chunk', () => got.events.includes('chunk 10'));
    two.kill();
    await got.over();
    const again = pull(one);
    await again.over();
    const unknown = new Pulled(one, 9, null, true);
    expect(unknown.events).toEqual([]);
    await unknown.over();
    expect([got.why, again.why, unknown.why]).toEqual([['broken'], ['broken'], ['refused']]);
  });

  it('is refused where there is none, or where it cannot be read, and put off where too many are sent', async () => {
    const [one, two] = await pair();
    const absent = pull(one);
    await absent.over();
    two.host.snapshot = () => 'busy';
    const busy = pull(one);
    await busy.over();
    const source = new Source([new Uint8Array(5), new Error('checksum')]);
    two.host.snapshot = () => source;
    const damaged = pull(one);
    await damaged.over();
    expect([absent.why, busy.why, damaged.why]).toEqual([['refused'], ['busy'], ['refused']]);
    expect(source.events.at(-1)).toBe('closed');
  });

  it('is not given to strangers', async () => {
    const [one, two] = await pair();
    two.host.snapshot = () => new Source([]);
    two.transport.setPeers([]);
    const got = pull(one);
    await got.over();
    expect(got.events).toEqual(['failed']);
    expect(got.why).toEqual(['refused']);
  });
});
