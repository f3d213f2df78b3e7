import { describe, expect, it } from 'vitest';
import { LayerBatch } from '../../src/storage/layer-batch.ts';
import { type Layer, Overlay } from '../../src/storage/overlay.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';
import { utf8 } from '../../src/util/bytes.ts';

const records = new RowSpace(1, 1, 'record');
const state = new RowSpace(1, 1, 'meta');

/** Two sealed layers; the second knows one key better. */
function layers(): readonly Layer[] {
  const overlay = new Overlay();
  overlay.set(records, 'a', utf8('old'));
  overlay.set(records, 'b', utf8('b'));
  overlay.set(state, '', utf8('applied 1'));
  overlay.seal();
  overlay.set(records, 'a', null);
  overlay.set(state, '', utf8('applied 2'));
  overlay.seal();
  return overlay.sealed;
}

describe('sealed layers as one batch', () => {
  it('hold the older layer first, so that the later word on a key is the newer', () => {
    const batch = new LayerBatch(layers());
    const rows = [...batch].map(({ key, value }) => [
      Buffer.from(key).toString('hex'),
      value === null ? null : Buffer.from(value).toString(),
    ]);
    const hex = (space: RowSpace, key: string): string =>
      Buffer.from(space.key(key)).toString('hex');
    expect(rows).toEqual([
      [hex(records, 'a'), 'old'],
      [hex(records, 'b'), 'b'],
      [hex(state, ''), 'applied 1'],
      [hex(records, 'a'), null],
      [hex(state, ''), 'applied 2'],
    ]);
    expect(batch.length).toBe(rows.length);
  });

  it('leave a generation out that was dropped before, and hold all of one that is dropped meanwhile (R17)', () => {
    const mine = layers();
    const drawing = new LayerBatch(mine);
    const operations = drawing[Symbol.iterator]();
    operations.next();
    records.dead = true;
    state.dead = true;
    try {
      // Records without the applied index that belongs to them would be applied twice after a crash.
      let drawn = 1;
      while (operations.next().done !== true) drawn++;
      expect(drawn).toBe(5);
      expect([...new LayerBatch(mine)]).toEqual([]);
    } finally {
      records.dead = false;
      state.dead = false;
    }
  });
});
