/**
 * What a snapshot costs the event loop of its sender and of its receiver, on LevelDB and without a network, by size of the
 * values: chunks are read and installed one after the other. `npm run bench:snapshots`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { entryKind } from '../../src/raft/index.ts';
import {
  type Command,
  defaultStoreOptions,
  type Engine,
  encodeCommandBatch,
  expectAny,
  openLevelDatabase,
  Store,
} from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';

const MIB = 1024 * 1024;
const totalBytes = 64 * MIB;
const commandsPerEntry = 256;
const conf = {
  index: 0,
  voters: [1],
  outgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

type Done<T> = (error: Error | null, value?: T | null) => void;

async function answer<T>(ask: (done: Done<T>) => void): Promise<T | null> {
  return new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error === null) resolve(value ?? null);
      else reject(error);
    });
  });
}

async function open(path: string): Promise<{ engine: Engine; store: Store }> {
  const engine = await openLevelDatabase(path);
  const stop = (error: Error): void => {
    throw error;
  };
  const hooks = { flushed: () => {}, fatal: stop, outOfSpace: stop };
  const store = await answer<Store>((done) => Store.open(engine, defaultStoreOptions, hooks, done));
  return { engine, store: present(store, 'store') };
}

async function fill(store: Store, value: Uint8Array): Promise<void> {
  const partition = store.createPartition(1, conf);
  const entries = Math.ceil(totalBytes / (value.length * commandsPerEntry));
  for (let index = 1; index <= entries; index++) {
    const commands = Array.from({ length: commandsPerEntry }, (_, i): Command => {
      const key = utf8(`key-${index}-${i}`);
      const body = { kind: 'put', key, value, ttlMs: 0, expect: expectAny } as const;
      return { clientId: emptyBytes(), sequence: 0, floor: 0, body };
    });
    const data = encodeCommandBatch({ stampMs: 1, commands });
    partition.apply({ index, term: 1, kind: entryKind.command, data });
    if (store.overfull || index === entries) await answer((done) => store.flushNow(done));
  }
}

/** How busy the event loop was, and for how long at most without a pause. */
async function measured(bytes: () => number, work: () => Promise<void>): Promise<string> {
  let longest = 0;
  let last = performance.now();
  let over = false;
  const tick = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setImmediate(tick);
  };
  setImmediate(tick);
  const before = process.cpuUsage();
  const since = performance.now();
  await work();
  const seconds = (performance.now() - since) / 1_000;
  over = true;
  const { user, system } = process.cpuUsage(before);
  const mib = bytes() / MIB;
  const perSecond = (mib / seconds).toFixed(0);
  const cpuMs = ((user + system) / 1_000 / mib).toFixed(1);
  return `${perSecond} MiB/s, ${cpuMs} ms of CPU per MiB with all threads, longest turn ${longest.toFixed(1)} ms`;
}

async function run(directory: string, valueBytes: number): Promise<void> {
  const from = await open(join(directory, `from-${valueBytes}`));
  const to = await open(join(directory, `to-${valueBytes}`));
  await fill(from.store, new Uint8Array(valueBytes).fill(120));
  const source = from.store.partition(1).openSnapshot();
  const chunks: Uint8Array[] = [];
  const bytes = (): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const sent = await measured(bytes, async () => {
    for (;;) {
      const chunk = await answer<Uint8Array>((done) => source.next(done));
      if (chunk === null) return;
      chunks.push(chunk);
    }
  });
  const sink = to.store.beginInstall(1, source.meta);
  const installed = await measured(bytes, async () => {
    for (const chunk of chunks) await answer((done) => sink.write(chunk, done));
    await answer((done) => sink.finish(done));
  });
  source.close();
  process.stdout.write(
    `values of ${valueBytes} bytes\n  send     ${sent}\n  install  ${installed}\n`,
  );
  for (const { engine } of [from, to]) await answer((done) => engine.close(done));
}

const directory = mkdtempSync(join(tmpdir(), 'ringkv-bench-'));
try {
  for (const valueBytes of [100, 1_000, 100_000]) await run(directory, valueBytes);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
