/** Microseconds of CPU of the stages of a put, one by one. `npm run bench:micro` */
import { Bench } from 'tinybench';
import { ringkv } from '#proto';
import { createGroup } from '../../src/raft/index.ts';
import { partitionOf } from '../../src/ring/index.ts';
import {
  type Command,
  defaultStoreOptions,
  encodeCommandBatch,
  expectAny,
  Store,
} from '../../src/storage/index.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import { crc32, loadHash } from '../../src/util/hash.ts';
import { raftLimits } from '../../src/util/limits.ts';
import { benchEdge } from './edge.ts';
import { benchFlush } from './flush.ts';

const commandsPerEntry = 16;
const value = new Uint8Array(256).fill(120);
const keys = Array.from({ length: 1_000 }, (_, i) => utf8(`key-${i}`));
const conf = {
  index: 0,
  voters: [1],
  outgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};
let next = 0;
const key = (): Uint8Array => keys[next++ % keys.length] as Uint8Array;

const put = (): Command => ({
  clientId: emptyBytes(),
  sequence: 0,
  floor: 0,
  body: { kind: 'put', key: key(), value, ttlMs: 0, expect: expectAny },
});
const batch = (): Command[] => Array.from({ length: commandsPerEntry }, put);

const hash = await loadHash();
const bench = new Bench({ time: 500 });
bench.add('hash a key to its partition', () => partitionOf(key(), 16, hash));
bench.add('crc32 of a 256-byte value', () => crc32(value));

const request = ringkv.v1.PipelineRequest.create({
  operations: Array.from({ length: commandsPerEntry }, (_, id) => ({
    id,
    put: { key: keys[id] as Uint8Array, value },
  })),
});
const wire = ringkv.v1.PipelineRequest.encode(request).finish();
bench.add(`encode a Pipeline message of ${commandsPerEntry} puts`, () =>
  ringkv.v1.PipelineRequest.encode(request).finish(),
);
bench.add(`decode a Pipeline message of ${commandsPerEntry} puts`, () =>
  ringkv.v1.PipelineRequest.decode(wire),
);
benchEdge(bench, ringkv.v1.PipelineRequest.decode(wire), hash);
bench.add(`encode a log entry of ${commandsPerEntry} puts`, () =>
  encodeCommandBatch({ stampMs: 1, commands: batch() }),
);

const raft = createGroup(
  {
    ...raftLimits,
    id: 1,
    seed: 1,
    epoch: 1,
    priority: 0,
    now: 0,
  },
  {
    hardState: { term: 0, vote: 0, commit: 0 },
    boundary: { index: 0, term: 0, conf },
    runs: [],
    lastIndex: 0,
    confs: [],
    tail: [],
    applied: 0,
  },
);
const settle = (): void => {
  while (raft.dirty()) {
    const { write, apply } = raft.take();
    if (write !== null) raft.step({ type: 'persisted', seq: write.seq });
    const last = apply.at(-1);
    if (last !== undefined) raft.step({ type: 'applied', index: last.index });
  }
};
raft.step({ type: 'campaign' });
settle();
const data = encodeCommandBatch({ stampMs: 1, commands: batch() });
bench.add('propose, persist, commit and apply one entry in a group of one', () => {
  raft.step({ type: 'propose', id: 1, data: [data], term: 0 });
  settle();
});

const engine = new MemoryEngine();
Store.open(
  engine,
  defaultStoreOptions,
  { flushed: () => {}, fatal: () => {}, outOfSpace: () => {} },
  (error, store) => {
    if (store === null) throw error ?? new Error('the store did not open');
    const partition = store.createPartition(1, conf);
    let index = 0;
    bench.add(`apply an entry of ${commandsPerEntry} puts`, () => {
      partition.apply({
        index: ++index,
        term: 1,
        kind: 0,
        data: encodeCommandBatch({ stampMs: index, commands: batch() }),
      });
    });
    bench.add('read a key from the overlay', () => partition.get(key()));
  },
);
engine.pumpAll();
const database = await benchFlush(bench, conf);

await bench.run();
await database.close();
console.table(
  bench.tasks.map(({ name, result }) => ({
    stage: name,
    microseconds: 'latency' in result ? Number((result.latency.p50 * 1_000).toFixed(2)) : null,
  })),
);
