import { describe, expect, it } from 'vitest';
import type { InspectedGeneration } from '../../src/storage/db-inspect.ts';
import { RestoreError, restoreAside } from '../../src/storage/db-restore.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';
import { CorruptionError } from '../../src/storage/storage-errors.ts';
import { filled, inspected, installAll, lose, restore, rowKey, rowsBy } from './aside-world.ts';
import { apply, conf, put, TestNode, textOf } from './store-harness.ts';

describe('a restore by the owner', () => {
  it('brings the rows back as they were, and what stood in their place is swept', () => {
    const node = filled();
    const before = rowsBy(node)[1];
    lose(node);
    expect(restore(node)).toEqual({ generation: 1, appliedIndex: 2 });
    expect(rowsBy(node)).toEqual({ 1: before });
    expect([textOf(node, 'a'), textOf(node, 'b'), textOf(node, 'c')]).toEqual(['1', '2', null]);
    expect(node.store.setAside(1)).toBe(null);
    // Nothing is lost by it, and no number is used again.
    apply(node, 120, put('c', '3'));
    lose(node);
    expect([node.partition.generation, node.store.setAside(1)?.generation]).toEqual([3, 1]);
  });

  it('goes on after a crash in it with either the one or the other', () => {
    for (const kept of [false, true]) {
      const node = filled();
      lose(node);
      node.engine = node.engine.crash();
      let step = 0;
      restoreAside(node.engine, 1, () => step++);
      while (node.engine.pending > 0 && step === 0) {
        const after = new TestNode(node.engine.aftermath(kept));
        const index = after.store.partition(1).appliedIndex;
        expect(index === 2 || after.store.setAside(1)?.appliedIndex === 2).toBe(true);
        node.engine.pump();
      }
    }
  });

  it('is refused without a generation that was set aside, and changes nothing', () => {
    const node = filled();
    node.flush();
    expect(() => restore(node)).toThrow(RestoreError);
    node.crash();
    installAll(node);
    expect(() => restore(node)).toThrow('group 1 has no generation that was set aside');
  });

  it('is refused where a start would only set the same rows aside again', () => {
    const node = filled();
    node.engine.corrupt(rowKey(1, 'meta'), 1);
    node.crash();
    node.store.createPartition(1, conf);
    node.flush();
    expect(() => restore(node)).toThrow(
      /^group 1 cannot be restored: state of group 1 generation 1/,
    );
    node.crash();
    expect(node.store.setAside(1)?.generation).toBe(1);
  });

  it('is refused where the live generation has come as far', () => {
    const node = filled();
    lose(node);
    node.crash();
    for (const key of ['a', 'b', 'c']) apply(node, 100, put(key, '1'));
    // Durable, and the node ends before it can say so in the pointer.
    node.store.flushNow();
    node.engine.pump();
    expect(() => restore(node)).toThrow(
      'group 1 has a live generation at index 3; what was set aside is at 2',
    );
  });
});

describe('the generations of a database', () => {
  it('are listed with what they hold, and whether it is whole', () => {
    const node = filled();
    node.store.createPartition(2, conf);
    lose(node);
    const found = inspected(node);
    expect(found).toEqual([
      { ...at(1, 1), role: 'aside', appliedIndex: 2, rows: 6, bytes: found[0]?.bytes },
      { ...at(1, 2), role: 'live', appliedIndex: 0, rows: 1, bytes: found[1]?.bytes },
      { ...at(2, 1), role: 'live', appliedIndex: 0, rows: 1, bytes: found[2]?.bytes },
    ]);
    expect(found.every(({ bytes }) => bytes > 20)).toBe(true);
    expect(node.engine.openHandles).toBe(0);
  });

  it('are listed with the first damage in them', () => {
    const node = filled();
    lose(node);
    node.engine.corrupt(rowKey(1, 'record', 'b'), 1);
    expect(inspected(node)[0]?.problem).toMatch(/^record of group 1 generation 1 is corrupt/);
    node.engine.lose(rowKey(1, 'meta'));
    const [gone] = inspected(node);
    expect([gone?.appliedIndex, gone?.problem]).toEqual([
      null,
      expect.stringMatching(/^state of group 1 generation 1 is corrupt/),
    ]);
  });

  it('are not, where rows have no pointer', () => {
    const node = filled();
    lose(node);
    const pointer = new RowSpace(0xffff_ffff, 0, 'generation').key(String.fromCharCode(0, 0, 0, 1));
    node.engine.lose(pointer);
    expect(() => inspected(node)).toThrow(CorruptionError);
    expect(() => node.crash()).toThrow(/^group 1 without its generation pointer/);
  });
});

function at(
  group: number,
  generation: number,
): Pick<InspectedGeneration, 'group' | 'generation' | 'problem'> {
  return { group, generation, problem: null };
}
