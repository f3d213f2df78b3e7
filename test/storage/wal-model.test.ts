import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import type { WalOptions } from '../../src/storage/wal-options.ts';
import { Random } from '../../src/util/random.ts';
import { applyTo, Model, randomSteps, recoveredState } from './wal-model.ts';
import { flush, groupOf, keepAll, type Life, loseAll, read, start, texts } from './wal-world.ts';

/** Reads a random range back and compares it with the model. */
function expectReadBack(life: Life, model: Model, random: Random): void {
  for (const [group, { boundary, entries }] of model.groups) {
    const first = boundary.index + random.between(0, entries.length + 1);
    const last = first + random.between(0, entries.length);
    const found = read(life, group, first, last);
    if (first === boundary.index) {
      expect(found).toBe('compacted');
      continue;
    }
    const from = first - boundary.index - 1;
    const expected = entries.slice(from, from + last - first + 1).map(({ text }) => text);
    expect(texts(found)).toEqual(expected);
  }
}

describe('the log against a model of plain arrays', () => {
  it('holds what the model holds, through overwrites, snapshots, purges, rotations and restarts', () => {
    const options = fc.record({
      segmentBytes: fc.constantFrom(1, 2_048, 8_192, 1 << 20),
      spareSegments: fc.constantFrom(0, 1, 2),
      recordBytes: fc.constantFrom(1, 64, 4_096),
      inlineBytes: fc.constantFrom(0, 16, 4_096),
      readBytes: fc.constantFrom(1, 700, 1 << 20),
      rewritePart: fc.constantFrom(1, 8),
      rewriteGroupBytes: fc.constantFrom(300, 1 << 20),
    });
    let copied = 0;
    const run = (seed: number, count: number, sizes: Partial<WalOptions>): void => {
      const random = new Random(seed);
      const disk = new MemoryDisk();
      const model = new Model();
      let life = start(disk, sizes);
      for (const step of randomSteps(seed, count)) {
        model.apply(step);
        applyTo(life, step);
        if (random.chance(1, 5)) expectReadBack(life, model, random);
        if (!random.chance(1, 15)) continue;
        flush(life);
        expect(life.errors).toEqual([]);
        copied += life.wal.stats().copiedBytes;
        disk.crash(random.chance(1, 2) ? loseAll : keepAll);
        life = start(disk, sizes);
        expect(recoveredState(life)).toBe(model.state());
      }
      flush(life);
      disk.crash(loseAll);
      expect(recoveredState(start(disk, sizes))).toBe(model.state());
    };
    const property = fc.property(fc.nat(), fc.integer({ min: 1, max: 120 }), options, run);
    fc.assert(property, { numRuns: 150 });
    expect(copied).toBeGreaterThan(0);
  });

  it('never reads wrongly while frames are on their way', () => {
    let copied = 0;
    const run = (seed: number): void => {
      const random = new Random(seed);
      const model = new Model();
      const life = start(undefined, { segmentBytes: 1_024 });
      for (const step of randomSteps(seed, 150)) {
        if (step.type === 'flush') life.wal.kick();
        else if (step.type === 'purge') {
          if (life.wal.purge(step.points, () => {})) model.apply(step);
        } else {
          model.apply(step);
          applyTo(life, step);
        }
        for (let i = random.between(0, 12); i > 0; i--) life.disk.deliver();
        for (const [group, { boundary }] of model.groups) {
          const first = boundary.index + 1;
          life.wal.read(group, first, model.lastIndex(group), 1e6, (found) => {
            // The log may have changed meanwhile; whatever is handed out is what it holds now.
            const now = model.groups.get(group);
            if (found === 'compacted' || now === undefined) return;
            expect(now.boundary.index).toBeLessThan(first);
            const offset = first - now.boundary.index - 1;
            expect(texts(found)).toEqual(
              now.entries.slice(offset, offset + found.length).map(({ text }) => text),
            );
          });
        }
      }
      flush(life);
      expect(life.errors).toEqual([]);
      expect(recoveredState(start(life.disk))).toBe(model.state());
      copied += life.wal.stats().copiedBytes;
    };
    fc.assert(fc.property(fc.nat(), run), { numRuns: 60 });
    expect(copied).toBeGreaterThan(0);
  });

  it('carries groups that never write again through any number of segments', () => {
    const life = start();
    const [quiet, busy] = [1, 2];
    const model = new Model();
    for (const group of [quiet, busy]) {
      const step = { type: 'create', group, replica: 1 } as const;
      model.apply(step);
      applyTo(life, step);
    }
    for (let index = 1; index <= 100; index++) {
      const entries = [{ index, term: 1, kind: 0, data: new Uint8Array(400) } as const];
      const write = { seq: index, hardState: null, entries, snapshot: null };
      applyTo(life, { type: 'append', group: busy, write });
      applyTo(life, { type: 'flush' });
      if (index % 10 === 0) applyTo(life, { type: 'purge', points: new Map([[busy, index]]) });
    }
    expect(life.wal.stats().segments).toBeLessThan(10);
    expect(life.disk.list('node/wal')[0]).not.toBe('0000000000000001.log');
    expect(groupOf(start(life.disk), quiet)).toMatchObject({ replica: 1, lastIndex: 0 });
  });
});
