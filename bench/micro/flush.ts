import { mkdirSync, rmSync } from 'node:fs';
import type { Bench } from 'tinybench';
import type { ConfState } from '../../src/raft/index.ts';
import {
  type Command,
  defaultStoreOptions,
  encodeCommandBatch,
  expectAny,
  openLevelEngine,
  Store,
} from '../../src/storage/index.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';

const DIRECTORY = '.data/bench/micro';
const ROWS = 256;
const value = new Uint8Array(256).fill(120);

/**
 * What apply left in memory goes to LevelDB: from the sealing of the layer to the end of its synced batch, so threads and the
 * disk are in it. The caller closes the database.
 */
export async function benchFlush(
  bench: Bench,
  conf: ConfState,
): Promise<{ close(): Promise<void> }> {
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(DIRECTORY, { recursive: true });
  const engine = await openLevelEngine(DIRECTORY);
  const store = await new Promise<Store>((resolve, reject) => {
    const hooks = { flushed: () => {}, fatal: reject, outOfSpace: reject };
    Store.open(engine, defaultStoreOptions, hooks, (error, opened) =>
      opened === null ? reject(error ?? new Error('the store did not open')) : resolve(opened),
    );
  });
  const partition = store.createPartition(1, conf);
  let index = 0;
  const commands = Array.from({ length: ROWS }, (_, i): Command => {
    const body = {
      kind: 'put',
      key: utf8(`key-${i}`),
      value,
      ttlMs: 0,
      expect: expectAny,
    } as const;
    return { clientId: emptyBytes(), sequence: 0, floor: 0, body };
  });
  bench.add(
    `flush ${ROWS} rows of 256 bytes to LevelDB, with the sync`,
    () =>
      new Promise<void>((resolve, reject) => {
        store.flushNow((error) => (error === null ? resolve() : reject(error)));
      }),
    {
      beforeEach: () => {
        const data = encodeCommandBatch({ stampMs: ++index, commands });
        partition.apply({ index, term: 1, kind: 0, data });
      },
    },
  );
  return {
    close: async () => {
      await new Promise<void>((resolve) => engine.close(() => resolve()));
      rmSync(DIRECTORY, { recursive: true, force: true });
    },
  };
}
