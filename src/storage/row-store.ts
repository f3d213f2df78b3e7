import type { Engine } from './engine.ts';
import { type Layer, Overlay } from './overlay.ts';
import { RowCache } from './row-cache.ts';
import { openRow } from './row-checksum.ts';
import type { RowSpace } from './row-keys.ts';

/** All rows of the node: the overlay's newest word, or else what the engine has. */
export class RowStore {
  readonly overlay: Overlay = new Overlay();
  readonly engine: Engine;
  readonly #cache: RowCache;

  /** `cachedBytes` of records that the engine has are kept in memory; 0 for none. */
  constructor(engine: Engine, cachedBytes = 0) {
    this.engine = engine;
    this.#cache = new RowCache(cachedBytes);
  }

  get(space: RowSpace, key: string): Uint8Array | null {
    const row = this.overlay.get(space, key);
    return row === undefined ? (this.engine.get(space.key(key)) ?? null) : row;
  }

  /**
   * The row of a record, for which the engine is asked only once, and verified when it answers (R20): what this process has
   * made or verified is not verified again. Throws CorruptionError that names `key` and `place`.
   */
  record(space: RowSpace, name: string, key: Uint8Array, place: string): Uint8Array | null {
    const written = this.overlay.get(space, name);
    if (written !== undefined) return written;
    const known = this.#cache.get(space, name);
    if (known !== undefined) return known;
    const row = this.engine.get(space.key(name)) ?? null;
    if (row !== null) openRow(key, row, place);
    this.#cache.set(space, name, row);
    return row;
  }

  set(space: RowSpace, key: string, row: Uint8Array | null): void {
    this.overlay.set(space, key, row);
  }

  /** The oldest layers are durable in the engine now. */
  release(layers: readonly Layer[]): void {
    this.overlay.release(layers);
    this.#cache.flushed(layers);
  }

  /** The engine is about to be closed, and what comes back may hold less. */
  forgetCached(): void {
    this.#cache.clear();
  }
}
