import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decompress, varintAt } from './snappy.ts';

/** A block of a table, as it lies in the file and as it reads. */
export interface Block {
  readonly path: string;
  /** In the file. */
  readonly offset: number;
  /** As in the file. */
  readonly stored: Uint8Array;
  readonly isCompressed: boolean;
  readonly bytes: Uint8Array;
}

/** A version of a row: the newest of its key counts, in whatever table it is. */
export interface TableRow {
  readonly key: Uint8Array;
  readonly sequence: bigint;
  /** Else it says that the key is gone. */
  readonly hasValue: boolean;
  readonly block: Block;
  /** Of the value, in the bytes of the block. */
  readonly from: number;
  readonly to: number;
}

const footerBytes = 48;
const magic = 0xdb4775248b80fb57n;
/** Behind each block: how it is compressed, and a checksum that nobody verifies. */
const compressedWithSnappy = 1;
/** Behind each key: its sequence number and whether it has a value. */
const suffixBytes = 8;

/** All versions in all tables of a database that nobody has open. What lies in its log is in none of them. */
export function tableRows(directory: string): TableRow[] {
  const tables = readdirSync(directory).filter((name) => name.endsWith('.ldb'));
  return tables.sort().flatMap((name) => rowsOfTable(join(directory, name)));
}

function rowsOfTable(path: string): TableRow[] {
  const file = readFileSync(path);
  const footer = file.subarray(file.length - footerBytes);
  if (footer.length < footerBytes || footer.readBigUInt64LE(footerBytes - 8) !== magic) return [];
  const metaindex = handleAt(footer, 0);
  const index = metaindex === null ? null : handleAt(footer, metaindex.next);
  const indexBlock = index === null ? null : blockAt(path, file, index);
  if (indexBlock === null) return [];
  return entriesOf(indexBlock).flatMap(({ from }) => {
    const handle = handleAt(indexBlock.bytes, from);
    const block = handle === null ? null : blockAt(path, file, handle);
    return block === null ? [] : entriesOf(block).map((entry) => rowOf(entry, block));
  });
}

interface Handle {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

function handleAt(bytes: Uint8Array, at: number): Handle | null {
  const offset = varintAt(bytes, at);
  const size = offset === null ? null : varintAt(bytes, offset.next);
  if (offset === null || size === null) return null;
  return { offset: offset.value, size: size.value, next: size.next };
}

function blockAt(path: string, file: Buffer, { offset, size }: Handle): Block | null {
  const stored = file.subarray(offset, offset + size);
  const isCompressed = file[offset + size] === compressedWithSnappy;
  const bytes = isCompressed ? (decompress(stored)?.bytes ?? null) : stored;
  return bytes === null ? null : { path, offset, stored, isCompressed, bytes };
}

interface BlockEntry {
  readonly key: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Each key is told by what it shares with the one before it. */
function entriesOf({ bytes }: Block): BlockEntry[] {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const restarts = bytes.length < 4 ? 0 : words.getUint32(bytes.length - 4, true);
  const end = bytes.length - 4 - 4 * restarts;
  const entries: BlockEntry[] = [];
  let before: Uint8Array = new Uint8Array();
  for (let at = 0; at < end; ) {
    const shared = varintAt(bytes, at);
    const own = shared === null ? null : varintAt(bytes, shared.next);
    const value = own === null ? null : varintAt(bytes, own.next);
    if (shared === null || own === null || value === null) break;
    const keyEnd = value.next + own.value;
    const key = Uint8Array.from([
      ...before.subarray(0, shared.value),
      ...bytes.subarray(value.next, keyEnd),
    ]);
    entries.push({ key, from: keyEnd, to: keyEnd + value.value });
    before = key;
    at = keyEnd + value.value;
  }
  return entries;
}

function rowOf({ key, from, to }: BlockEntry, block: Block): TableRow {
  const end = key.length - suffixBytes;
  const suffix = Buffer.from(key.subarray(end)).readBigUInt64LE();
  return {
    key: key.slice(0, end),
    sequence: suffix >> 8n,
    hasValue: (suffix & 0xffn) === 1n,
    block,
    from,
    to,
  };
}
