import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasRoomToOpen } from '../../src/server/room-to-open.ts';
import { serverLimits } from '../../src/util/limits.ts';

const MIB = 1024 * 1024;
let database: string;

beforeEach(() => {
  database = join(mkdtempSync(join(tmpdir(), 'ringkv-room-')), 'db');
  mkdirSync(database);
});

afterEach(() => rmSync(join(database, '..'), { recursive: true }));

/** Sparse: only the sizes matter. */
function file(name: string, bytes: number): void {
  writeFileSync(join(database, name), '');
  truncateSync(join(database, name), bytes);
}

function opens(freeBytes: number | null): Promise<boolean> {
  return hasRoomToOpen(database, (_path, done) => done(freeBytes));
}

describe('a database that ran out of space', () => {
  it('needs room for what its logs hold, whatever a compaction that had no room has left behind', async () => {
    file('000007.log', 10 * MIB);
    for (let n = 8; n < 30; n++) file(`0000${n}.ldb`, 2 * MIB);
    expect(await opens(14 * MIB)).toBe(false);
    expect(await opens(15 * MIB)).toBe(true);
    file('000031.log', 5 * MIB);
    expect(await opens(15 * MIB)).toBe(false);
    expect(await opens(20 * MIB)).toBe(true);
  });

  it('needs no more than two memory tables', async () => {
    file('000007.log', 200 * MIB);
    expect(await opens(serverLimits.reopenBytes - 1)).toBe(false);
    expect(await opens(serverLimits.reopenBytes)).toBe(true);
  });

  it('is tried where nobody can tell how much is free, and asked for the most when its logs cannot be read', async () => {
    expect(await opens(null)).toBe(true);
    rmSync(database, { recursive: true });
    expect(await opens(serverLimits.reopenBytes - 1)).toBe(false);
  });
});
