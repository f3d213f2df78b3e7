import { utf8 } from '../util/bytes.ts';
import { openRow, sealRow } from './row-checksum.ts';
import { nodeGroup, RowSpace, text } from './row-keys.ts';
import type { RowStore } from './row-store.ts';

/** Small rows of the node itself, such as the last topology it heard of (R13). A put joins the next flush. */
export class NodeRows {
  readonly #rows: RowStore;
  readonly #space = new RowSpace(nodeGroup, 0, 'named');

  constructor(rows: RowStore) {
    this.#rows = rows;
  }

  get(name: string): Uint8Array | null {
    const key = utf8(name);
    const row = this.#rows.get(this.#space, text(key));
    return row === null ? null : openRow(key, row, 'row of the node');
  }

  put(name: string, value: Uint8Array): void {
    const key = utf8(name);
    this.#rows.set(
      this.#space,
      text(key),
      sealRow(key, (to) => to.raw(value)),
    );
  }
}
