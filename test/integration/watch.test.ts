import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RingKv, Watch, WatchItem } from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;
let kv: RingKv;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4 });
  kv = await stage.connect();
});

afterAll(async () => stage.end());

/** Reads a watch to its end, and keeps in words what it said. */
class Reader {
  readonly said: string[] = [];
  readonly items: WatchItem<string>[] = [];
  readonly watch: Watch<string>;

  constructor(watch: Watch<string>) {
    this.watch = watch;
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      for await (const item of this.watch) {
        this.items.push(item);
        this.said.push('key' in item ? words(item) : item.type);
      }
    } catch (error) {
      this.said.push(String(error));
    }
  }

  async until(what: string): Promise<void> {
    await expect
      .poll(() => this.said.at(-1) === what || this.said.includes(what), patience)
      .toBe(true);
  }

  /** What was said of keys. */
  get events(): string[] {
    return this.said.filter((said) => said.includes(' '));
  }
}

function words(item: Extract<WatchItem<string>, { key: string }>): string {
  const value = 'value' in item ? `=${item.value}` : '';
  return `${item.type} ${item.key}${value}`;
}

const numbered = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `put ${prefix}=${from + n}`);

async function count(key: string, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) await kv.put(key, `${n}`, { timeoutMs: 30_000 });
}

it('what happens to the keys with a prefix arrives in order, after what was there', async () => {
  await kv.put('{w}/there', '1');
  await kv.put('elsewhere', '1');
  const reader = new Reader(kv.watch({ prefix: '{w}/' }, { initial: true }));
  await reader.until('synced');
  await kv.put('{w}/a', '1', { ttl: '30s' });
  await kv.touch('{w}/a', '10m');
  await kv.increment('{w}/n', 2);
  await kv.txn({
    if: [],
    then: [kv.ops.put('{w}/b', '1'), kv.ops.delete('{w}/there')],
  });
  await kv.delete('{w}/b');
  await kv.touch('{w}/a', '100ms');
  await reader.until('expire {w}/a');
  expect(reader.said.filter((said) => said !== 'progress')).toEqual([
    'entry {w}/there=1',
    'synced',
    'put {w}/a=1',
    'touch {w}/a',
    'put {w}/n=2',
    'put {w}/b=1',
    'delete {w}/there',
    'delete {w}/b',
    'touch {w}/a',
    'expire {w}/a',
  ]);
  const [first, second] = reader.items.filter((item) => 'more' in item).slice(3, 5);
  expect(first).toMatchObject({ more: true, revision: (second as { revision: number }).revision });
  await reader.watch.close();
});

it('the death of the node that serves it leaves no gap and repeats nothing', async () => {
  const reader = new Reader(kv.watch({ prefix: '{k}' }));
  await reader.until('synced');
  await count('{k}', 1, 50);
  const leader = await stage.leaderOf(kv, '{k}');
  const writing = count('{k}', 51, 200);
  await stage.cluster.kill(leader);
  await writing;
  await reader.until('put {k}=200');
  expect(reader.events).toEqual(numbered('{k}', 1, 200));
  expect(reader.said).toContain('interrupted');
  await stage.cluster.restart(leader);
  await reader.watch.close();
});

it('a cursor outlives the restart of every node', async () => {
  const first = new Reader(kv.watch({ everything: true }));
  await first.until('synced');
  await count('{r}', 1, 10);
  await first.until('put {r}=10');
  const { cursor } = first.watch;
  await first.watch.close();
  await count('{r}', 11, 20);
  for (const node of stage.cluster.names) await stage.cluster.kill(node);
  await Promise.all(stage.cluster.names.map(async (node) => stage.cluster.restart(node)));
  const reader = new Reader(kv.watch({ everything: true }, { cursor }));
  await count('{r}', 21, 30);
  await reader.until('put {r}=30');
  expect(reader.events).toEqual(numbered('{r}', 11, 30));
  await reader.watch.close();
});

it('a reader that takes nothing for a while gets everything in the end', async () => {
  const small = await stage.connect({ tuning: { watchQueueItems: 100 } });
  const watch = small.watch({ prefix: '{s}' });
  const items = watch[Symbol.asyncIterator]();
  expect((await items.next()).value?.type).toBe('synced');
  const quick = new Reader(small.watch({ prefix: '{s}' }));
  await quick.until('synced');
  const value = 'x'.repeat(1_000);
  await Promise.all(
    Array.from({ length: 3_000 }, (_, n) => kv.put(`{s}/${n}`, value, { timeoutMs: 30_000 })),
  );
  await expect.poll(() => quick.events.length, patience).toBe(3_000);
  const seen: string[] = [];
  while (seen.length < 3_000) {
    const { value: item } = await items.next();
    if (item?.type === 'put') seen.push(words(item));
  }
  expect(seen).toEqual(quick.events);
  await small.close();
});

it('over HTTP it goes on after the last id, wherever it is asked', async () => {
  const first = await Sse.open('n1', 'prefix={h}/&initial=1');
  await first.until('synced');
  await count('{h}/k', 1, 3);
  await first.until('put 3');
  const { lastId } = first;
  await first.close();
  await count('{h}/k', 4, 5);
  for (const node of stage.cluster.names) {
    const again = await Sse.open(node, 'prefix={h}/&initial=1', { 'last-event-id': lastId });
    await again.until('put 5');
    // A follower may have caught up with what it knew before it heard of the last writes.
    expect(again.said.filter((said) => said !== 'synced')).toEqual(['put 4', 'put 5']);
    await again.close();
  }
  const refused = await Sse.request('n1', 'prefix=a&all=1');
  expect(refused.status).toBe(400);
  const noCursor = await Sse.request('n1', 'key=a&cursor=AAAA');
  expect(noCursor.status).toBe(400);
});

it('kvctl goes on where its cursor file says', async () => {
  await kv.put('{c}/1', 'one');
  const file = join(stage.dir, 'cursor');
  const args = ['watch', '--prefix', '{c}/', '--cursor-file', file, '-o', 'json', '--max-events'];
  const first = await stage.kvctl(...args, '1', '--initial');
  expect(JSON.parse(first.out)).toMatchObject({ type: 'entry', key: '{c}/1', value: 'one' });
  await kv.put('{c}/1', 'two');
  await kv.delete('{c}/1');
  const second = await stage.kvctl(...args, '2');
  const lines = second.out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(['put', 'delete']);
  expect([first.err, second.err, second.code]).toEqual(['', '', 0]);
});

/** A client of server-sent events that knows fields, ids and nothing else. */
class Sse {
  readonly said: string[] = [];
  lastId = '';
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = '';

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
    void this.#read();
  }

  static async request(node: string, query: string, headers = {}): Promise<Response> {
    const found = stage.cluster.report().nodes.find(({ name }) => name === node);
    return fetch(`http://${found?.httpAddress}/v1/watch?${query}`, { headers });
  }

  static async open(node: string, query: string, headers = {}): Promise<Sse> {
    const response = await Sse.request(node, query, headers);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('no body');
    return new Sse(reader);
  }

  async until(what: string): Promise<void> {
    await expect.poll(() => this.said.includes(what), patience).toBe(true);
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #read(): Promise<void> {
    for (;;) {
      const { value, done } = await this.#reader.read();
      if (done) return;
      this.#text += Buffer.from(value).toString();
      const blocks = this.#text.split('\n\n');
      this.#text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    const field = (name: string): string | undefined =>
      new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    this.lastId = field('id') ?? this.lastId;
    const type = field('event');
    const { value } = JSON.parse(field('data') ?? '{}') as { value?: string };
    if (type !== undefined && type !== 'progress') {
      this.said.push(value === undefined ? type : `${type} ${value}`);
    }
  }
}
