import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { RingKv, type Watch, type WatchItem } from '../../src/client/index.ts';
import { FakeCluster } from './fake-cluster.ts';
import type { Change } from './fake-history.ts';
import type { WatchManner } from './fake-watch.ts';
import { quick } from './harness.ts';

const { WatchEnd } = ringkv.v1;

type Step =
  | { readonly do: 'write'; readonly changes: readonly Change[] }
  | { readonly do: 'break' | 'kill' | 'start' | 'end'; readonly node: number }
  | { readonly do: 'turn' | 'read' | 'again' };

const tags = ['a', 'b', 'c', 'd'];
const change = (tag: string): fc.Arbitrary<Change> =>
  fc.record({
    kind: fc.constantFrom('put', 'put', 'delete', 'touch', 'expire'),
    key: fc.constantFrom(1, 2, 3, 4, 5).map((n) => `{${tag}}/${n}`),
    value: fc.string({ maxLength: 3 }),
  });
const node = fc.constantFrom(1, 2, 3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...tags)
      .chain((tag) =>
        fc.uniqueArray(change(tag), { minLength: 1, maxLength: 3, selector: ({ key }) => key }),
      )
      .map((changes): Step => ({ do: 'write', changes })),
  },
  { weight: 2, arbitrary: node.map((at): Step => ({ do: 'break', node: at })) },
  { weight: 2, arbitrary: node.map((at): Step => ({ do: 'end', node: at })) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'turn' }, { do: 'read' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'again' }) },
);
const manner = fc.record({
  page: fc.integer({ min: 1, max: 4 }),
  message: fc.integer({ min: 1, max: 4 }),
  overlap: fc.integer({ min: 0, max: 3 }),
});

let cluster: FakeCluster | null = null;
let client: RingKv | null = null;

afterEach(async () => {
  await client?.close({ graceMs: 0 });
  cluster?.stop();
});

/** What a reader holds that starts over from its last cursor whenever it likes: a copy of everything, and what it was told. */
class Copy {
  readonly rows = new Map<string, { value: string; revision: number }>();
  readonly events: { partition: number; revision: number; key: string; type: string }[] = [];
  cursor = '';
  #watch: Watch<string> | null = null;
  #items: AsyncIterator<WatchItem<string>> | null = null;

  begin(kv: RingKv, initial: boolean): void {
    void this.#watch?.close();
    this.#watch = kv.watch({ everything: true }, { initial, cursor: this.cursor });
    this.#items = this.#watch[Symbol.asyncIterator]();
  }

  /** The next item, and with it the rest of its revision: the cursor knows no half of one. */
  async read(): Promise<WatchItem<string>> {
    for (;;) {
      const next = await this.#items?.next();
      if (!next || next.done) throw new Error('the watch has ended');
      this.#take(next.value);
      if ('more' in next.value && next.value.more) continue;
      this.cursor = this.#watch?.cursor ?? '';
      return next.value;
    }
  }

  #take(item: WatchItem<string>): void {
    if (item.type === 'entry' || item.type === 'put') {
      this.rows.set(item.key, { value: item.value, revision: item.modRevision });
    }
    if (item.type === 'delete' || item.type === 'expire') this.rows.delete(item.key);
    if (!('key' in item)) return;
    const { partition, revision, key, type } = item;
    this.events.push({ partition, revision, key, type });
  }
}

/** Runs the steps over a watch and answers what its reader has, once it has read all. */
async function play(
  steps: readonly Step[],
  initial: boolean,
  all: readonly Partial<WatchManner>[],
): Promise<Copy> {
  const made = await FakeCluster.start(3, 4);
  cluster = made;
  for (const [index, one] of made.nodes.entries()) Object.assign(one.manner, all[index]);
  const tuning = { ...quick, watchQueueItems: 4, retryBackoffMaxMs: 5, watchBackoffMaxMs: 5 };
  const kv = await RingKv.connect({ endpoints: made.endpoints, tuning });
  client = kv;
  const copy = new Copy();
  copy.begin(kv, initial);
  if (!initial) while ((await copy.read()).type !== 'synced');
  for (const one of steps) await run(one, made, kv, copy, initial);
  // A last write to each partition, of the highest key: whoever has read it has read all.
  const last = new Set(tags.map((tag) => `{${tag}}/~`));
  for (const key of last) made.history.put(key, 'last');
  while (![...last].every((key) => copy.rows.has(key))) await copy.read();
  await kv.close({ graceMs: 0 });
  made.stop();
  return copy;
}

async function run(
  one: Step,
  made: FakeCluster,
  kv: RingKv,
  copy: Copy,
  initial: boolean,
): Promise<void> {
  if (one.do === 'write') made.history.apply(one.changes);
  else if (one.do === 'break') made.node(one.node).breakWatches();
  else if (one.do === 'end') {
    for (const stream of made.node(one.node).watchStreams) {
      for (let p = 0; p < 4; p += 2) stream.end(p, WatchEnd.LEADERLESS);
    }
  } else if (one.do === 'again') copy.begin(kv, initial);
  else if (one.do === 'turn') for (let n = 0; n < 5; n++) await new Promise(setImmediate);
  else {
    made.history.put('{a}/read', 'something that can be read');
    await copy.read();
  }
}

it('whatever breaks: every event of each partition once and in order', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.array(manner, { minLength: 3, maxLength: 3 }),
      async (steps, all) => {
        const copy = await play(steps, false, all);
        const { logs } = (cluster as FakeCluster).history;
        logs.forEach(({ events }, partition) => {
          const was = events.map(({ revision, key }) => `${revision} ${textOf(key)}`);
          const seen = copy.events.filter((event) => event.partition === partition);
          expect(seen.map(({ revision, key }) => `${revision} ${key}`)).toEqual(was);
        });
      },
    ),
    { numRuns: 100 },
  );
});

it('whatever breaks: a copy from the records on is what is there', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.array(manner, { minLength: 3, maxLength: 3 }),
      async (steps, all) => {
        const copy = await play(steps, true, all);
        const records = (cluster as FakeCluster).history.logs.flatMap((log) => [
          ...log.records.values(),
        ]);
        const there = records.map(({ key, value, modRevision }) => [
          textOf(key),
          { value: textOf(value), revision: modRevision ?? 0 },
        ]);
        expect(Object.fromEntries(copy.rows)).toEqual(Object.fromEntries(there));
      },
    ),
    { numRuns: 100 },
  );
});

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
