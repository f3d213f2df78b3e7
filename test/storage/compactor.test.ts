import { describe, expect, it } from 'vitest';
import { Compactor } from '../../src/storage/compactor.ts';
import { EngineError, type EngineRange } from '../../src/storage/engine.ts';
import { EngineWriter } from '../../src/storage/engine-writer.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { generationRange } from '../../src/storage/row-keys.ts';
import { RowStore } from '../../src/storage/row-store.ts';
import { utf8 } from '../../src/util/bytes.ts';

const MIB = 1024 * 1024;

/** An engine whose ranges are as large as the test says, and that notes what is compacted. */
class SizedEngine extends MemoryEngine {
  sizeBytes = 0;
  looks = 0;
  readonly compacted: string[] = [];

  override sizeOf(
    range: EngineRange,
    done: (error: EngineError | null, bytes: number) => void,
  ): void {
    this.looks++;
    super.sizeOf(range, (error) => done(error, this.sizeBytes));
  }

  override compact(range: EngineRange, done: (error: EngineError | null) => void): void {
    this.compacted.push(`${range.from[3]}.${range.from[7]}`);
    super.compact(range, done);
  }
}

function start(): { engine: SizedEngine; writer: EngineWriter; compactor: Compactor } {
  const engine = new SizedEngine();
  const rows = new RowStore(engine);
  const writer = new EngineWriter(rows, () => {});
  return { engine, writer, compactor: new Compactor(rows, writer) };
}

const live = (group: number): EngineRange => generationRange(group, 1, 2);

describe('the compactor', () => {
  it('compacts a live range when half of what it takes may be garbage, and counts from 0 then', () => {
    const { engine, compactor } = start();
    engine.sizeBytes = 40 * MIB;
    for (let i = 0; i < 5; i++) {
      compactor.removed(1, live(1), 4 * MIB);
      engine.pumpAll();
      expect(engine.compacted).toEqual([]);
    }
    compactor.removed(1, live(1), 4 * MIB);
    engine.pumpAll();
    expect(engine.compacted).toEqual(['1.1']);
    // 8, 16 and 24 MiB: not for every deletion.
    expect(engine.looks).toBe(3);
    compactor.removed(1, live(1), 7 * MIB);
    engine.pumpAll();
    expect(engine.looks).toBe(3);
  });

  it('leaves alone what is small, however much was removed', () => {
    const { engine, compactor } = start();
    engine.sizeBytes = 4 * MIB - 1;
    compactor.removed(1, live(1), 1_000 * MIB);
    compactor.emptied(generationRange(1, 0, 1));
    engine.pumpAll();
    expect([engine.looks, engine.compacted]).toEqual([2, []]);
  });

  it('compacts a dead range at once, one at a time, and does not count what another generation lost', () => {
    const { engine, compactor } = start();
    engine.sizeBytes = 9 * MIB;
    compactor.emptied(generationRange(3, 1, 2));
    compactor.emptied(generationRange(4, 1, 2));
    expect(engine.pending).toBe(1);
    engine.pump();
    expect([engine.pending, engine.compacted]).toEqual([1, ['3.1']]);
    engine.pumpAll();
    expect(engine.compacted).toEqual(['3.1', '4.1']);
    compactor.removed(3, generationRange(3, 2, 3), 7 * MIB);
    compactor.removed(3, generationRange(3, 3, 4), 7 * MIB);
    engine.pumpAll();
    expect(engine.compacted).toHaveLength(2);
  });

  it('counts on what is removed while it works', () => {
    const { engine, compactor } = start();
    engine.sizeBytes = 9 * MIB;
    compactor.removed(1, live(1), 8 * MIB);
    engine.pump();
    compactor.removed(1, live(1), 7 * MIB);
    engine.pumpAll();
    expect(engine.compacted).toHaveLength(1);
    compactor.removed(1, live(1), MIB);
    engine.pumpAll();
    expect(engine.compacted).toHaveLength(2);
  });

  it('waits while the database has no space, and goes on afterwards', () => {
    const { engine, writer, compactor } = start();
    engine.sizeBytes = 9 * MIB;
    engine.failNextWrite(new EngineError('no_space', 'full'));
    writer.submit(
      () => [{ key: utf8('k'), value: utf8('v') }],
      () => {},
    );
    // It is being looked at when the write fails.
    compactor.emptied(generationRange(3, 1, 2));
    engine.pumpAll();
    compactor.emptied(generationRange(4, 1, 2));
    engine.pumpAll();
    expect([engine.looks, engine.compacted]).toEqual([1, []]);
    writer.resume();
    compactor.run();
    engine.pumpAll();
    expect(engine.compacted).toEqual(['3.1', '4.1']);
  });
});
