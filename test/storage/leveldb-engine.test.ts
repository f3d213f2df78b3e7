import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLevelEngine } from '../../src/storage/leveldb-engine.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { describeEngine } from './engine-conformance.ts';

let directory = '';

describeEngine('LevelDB', {
  open: async () => {
    directory = await mkdtemp(join(tmpdir(), 'ringkv-engine-'));
    return openLevelEngine(directory);
  },
  reopen: () => openLevelEngine(directory),
  cleanUp: () => rm(directory, { recursive: true, force: true }),
  pump: () => {},
});

describe('LevelDB, as the guard of a node directory', () => {
  it('refuses a second opener with the kind locked', async () => {
    const path = await mkdtemp(join(tmpdir(), 'ringkv-engine-'));
    const engine = await openLevelEngine(path);
    await expect(openLevelEngine(path)).rejects.toMatchObject({
      name: 'EngineError',
      kind: 'locked',
    });
    await new Promise<void>((resolve) => engine.close(() => resolve()));
    await rm(path, { recursive: true });
  });
});

describe('LevelDB, when a batch is on its way', () => {
  it('takes it in over several turns of the event loop, and is closed behind it', async () => {
    const path = await mkdtemp(join(tmpdir(), 'ringkv-engine-'));
    const engine = await openLevelEngine(path);
    const order: string[] = [];
    let drawn = 0;
    const batch = {
      length: 2_000,
      *[Symbol.iterator]() {
        for (let n = 0; n < 2_000; n++) {
          drawn++;
          yield { key: utf8(`key-${n}`), value: utf8('value') };
        }
      },
    };
    const written = new Promise<void>((resolve) => {
      engine.write(batch, (error) => {
        order.push(`written ${error?.kind ?? 'well'}`);
        resolve();
      });
    });
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(2_000);
    const closed = new Promise<void>((resolve) => {
      engine.close(() => {
        order.push('closed');
        resolve();
      });
    });
    await Promise.all([written, closed]);
    expect(order).toEqual(['written well', 'closed']);

    const again = await openLevelEngine(path);
    expect(fromUtf8(again.get(utf8('key-1999')) ?? utf8('nothing'))).toBe('value');
    await new Promise<void>((resolve) => again.close(() => resolve()));
    await rm(path, { recursive: true });
  });
});
