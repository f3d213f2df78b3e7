import type { EngineBatch, EngineOp } from './engine.ts';
import type { Layer } from './overlay.ts';
import type { RowSpace } from './row-keys.ts';

type Rows = ReadonlyMap<string, Uint8Array | null>;

/**
 * Sealed layers as one batch. Oldest layer first: within a batch the later operation on a key wins. The engine draws the
 * operations over several turns, in which no row of a sealed layer changes.
 */
export class LayerBatch implements EngineBatch {
  readonly length: number;
  readonly #rows: (readonly [RowSpace, Rows])[] = [];

  constructor(layers: readonly Layer[]) {
    let length = 0;
    for (const layer of layers) {
      for (const [space, rows] of layer.spaces) {
        // Decided here for all of them. A generation that is dropped while the batch is drawn would else be cut in two, its
        // records written and the index that they belong to not (R17); whole, it is swept like any other (R21).
        if (space.dead) continue;
        this.#rows.push([space, rows]);
        length += rows.size;
      }
    }
    this.length = length;
  }

  *[Symbol.iterator](): Generator<EngineOp, void> {
    for (const [space, rows] of this.#rows) {
      for (const [key, value] of rows) yield { key: space.key(key), value };
    }
  }
}
