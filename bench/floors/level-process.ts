/** Bare LevelDB: chained batches, each synced, of rows as large as a record's, over keys in no order. */
import { randomBytes } from 'node:crypto';
import { Level } from 'level';
import { closedLoop } from '../load/closed-loop.ts';
import { runForked } from '../run-forked.ts';
import { floorLimits } from './limits.ts';
import type { LevelJob, LevelTurn, TurnFigures } from './protocol.ts';
import { figuresOf, serveTurns } from './serve-turns.ts';

/** Rows of a batch while the database is filled. */
const FILL_ROWS = 1_000;
/** `sync` belongs to LevelDB; the types of `level` only know what browsers have as well. */
const durable = { sync: true };

await runForked(async (job: LevelJob) => {
  const database = new Level<Uint8Array, Uint8Array>(job.directory, {
    keyEncoding: 'view',
    valueEncoding: 'view',
    cacheSize: floorLimits.levelCacheBytes,
    writeBufferSize: floorLimits.levelWriteBufferBytes,
  } as { keyEncoding: 'view'; valueEncoding: 'view' });
  await database.open();
  const keys = Array.from({ length: job.keys }, () => new Uint8Array(randomBytes(job.keyBytes)));
  const row = rowOf(job.rowBytes);
  let next = 0;
  const writeBatch = async (rows: number): Promise<void> => {
    const batch = database.batch();
    for (let i = 0; i < rows; i++) {
      const key = keys[next++ % keys.length];
      if (key !== undefined) batch.put(key, row);
    }
    await batch.write(durable);
  };
  while (next < keys.length) await writeBatch(FILL_ROWS);

  const turn = async ({ seconds, batchRows }: LevelTurn): Promise<TurnFigures> => {
    const { drainMs } = floorLimits;
    const operation = (): Promise<void> => writeBatch(batchRows);
    const found = await closedLoop({ concurrency: 1, seconds, drainMs, operation });
    return figuresOf(found, batchRows);
  };
  await serveTurns(turn);
});

/** The value that the load of ringkv writes, and random bytes for what the store adds, which compress to nothing less. */
function rowOf(bytes: number): Uint8Array {
  const row = new Uint8Array(bytes).fill('x'.charCodeAt(0));
  row.set(randomBytes(Math.max(0, bytes - floorLimits.valueBytes)));
  return row;
}
