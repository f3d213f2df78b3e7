import { encodeRecord } from '../../src/storage/record-codec.ts';
import { RowSpace, text } from '../../src/storage/row-keys.ts';
import { utf8 } from '../../src/util/bytes.ts';

/** Of what a state machine writes to LevelDB for one record. */
export interface RowBytes {
  readonly key: number;
  readonly row: number;
}

/** Revisions of a partition that has been written to for a while. */
const REVISION = 100_000;

export function rowBytesOf(key: string, valueBytes: number): RowBytes {
  const bytes = utf8(key);
  const head = { version: 10, createRevision: REVISION, modRevision: REVISION, expiresAt: 0 };
  return {
    key: new RowSpace(1, 1, 'record').key(text(bytes)).length,
    row: encodeRecord(bytes, head, new Uint8Array(valueBytes)).length,
  };
}
