import type { Engine } from './engine.ts';
import { Overlay } from './overlay.ts';
import { RowCache } from './row-cache.ts';
import { openRow } from './row-checksum.ts';
import type { RowSpace } from './row-keys.ts';

/** All rows of the node: the overlay's newest word, or else what the engine has; of records in use the cache says the same. */
export class RowStore {
  readonly overlay: Overlay = new Overlay();
  readonly engine: Engine;
  readonly #cache: RowCache;

  /** `cachedBytes` of records are kept in memory beside the overlay; 0 for none. */
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
    const known = this.#cache.get(space, name);
    if (known !== undefined) return known;
    const written = this.overlay.get(space, name);
    const row = written === undefined ? this.#read(space, name, key, place) : written;
    this.#cache.set(space, name, row);
    return row;
  }

  set(space: RowSpace, key: string, row: Uint8Array | null): void {
    this.overlay.set(space, key, row);
    if (space.cached) this.#cache.set(space, key, row);
  }

  /** The engine is about to be closed, and what comes back may hold less. */
  forgetCached(): void {
    this.#cache.clear();
  }

  #read(space: RowSpace, name: string, key: Uint8Array, place: string): Uint8Array | null {
    const row = this.engine.get(space.key(name)) ?? null;
    if (row !== null) openRow(key, row, place);
    return row;
  }
}
