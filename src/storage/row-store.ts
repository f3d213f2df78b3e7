import type { Engine } from './engine.ts';
import { Overlay } from './overlay.ts';
import type { RowSpace } from './row-keys.ts';

/** All rows of the node: the overlay's newest word, or else the engine's. */
export class RowStore {
  readonly overlay: Overlay = new Overlay();
  readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  get(space: RowSpace, key: string): Uint8Array | null {
    const row = this.overlay.get(space, key);
    if (row !== undefined) return row;
    return this.engine.get(space.key(key)) ?? null;
  }

  set(space: RowSpace, key: string, row: Uint8Array | null): void {
    this.overlay.set(space, key, row);
  }
}
