import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLevelEngine } from '../../src/storage/leveldb-engine.ts';
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
