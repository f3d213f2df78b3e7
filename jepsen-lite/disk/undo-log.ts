/** A change of a file since it was last synced, or a sync that did not cover all of them; `struct change` in shim.c. */
export type FileRecord =
  | {
      readonly kind: 'written' | 'truncated';
      /** In the undo log, in bytes: syncs refer to it. */
      readonly at: number;
      /** Of the first byte that changed. */
      readonly offset: number;
      /** Written bytes, or the new length of a file that was cut. */
      readonly length: number;
      /** Of the file before. */
      readonly size: number;
      /** What lay from `offset` on before, as far as the file reached. */
      readonly old: Uint8Array;
    }
  | {
      /** What lies before `upTo` is durable; or never will be, because its sync failed. */
      readonly kind: 'synced' | 'lost';
      readonly upTo: number;
    };

export type FileChange = Extract<FileRecord, { readonly at: number }>;

/** A changed name, or that names became durable; `struct name_change` in shim.c. Paths are relative to the directory. */
export interface NameRecord {
  readonly kind: (typeof nameKinds)[number];
  /** Of the file; of `durable`, how many of the names before are so now. */
  readonly inode: bigint;
  /** The file that lost the name, kept under its number; 0 for none. */
  readonly displaced: bigint;
  readonly from: string;
  readonly to: string;
}

const fileKinds = ['written', 'truncated', 'synced', 'lost'] as const;
const fileRecordBytes = 40;

const nameKinds = ['created', 'renamed', 'removed', 'made-directory', 'durable'] as const;
const pathBytes = 116;
const nameRecordBytes = 24 + 2 * pathBytes;

/** A record that was cut off by the death of its writer is left out: what it was to undo did not happen. */
export function readFileRecords(log: Uint8Array): FileRecord[] {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const word = (at: number): number => Number(view.getBigUint64(at, true));
  const records: FileRecord[] = [];
  for (let at = 0; at + fileRecordBytes <= log.length; ) {
    const kind = fileKinds[word(at) - 1];
    const end = at + fileRecordBytes + word(at + 32);
    if (kind === undefined) throw new RangeError(`undo log: no record at byte ${at}`);
    if (end > log.length) break;
    const [offset, length, size] = [word(at + 8), word(at + 16), word(at + 24)];
    if (kind === 'synced' || kind === 'lost') records.push({ kind, upTo: offset });
    else {
      const old = log.subarray(at + fileRecordBytes, end);
      records.push({ kind, at, offset, length, size, old });
    }
    at = end;
  }
  return records;
}

/** The changes of names that are not durable, in their order. */
export function pendingNames(log: Uint8Array): NameRecord[] {
  let pending: NameRecord[] = [];
  for (let at = 0; at + nameRecordBytes <= log.length; at += nameRecordBytes) {
    const record = readName(log, at);
    if (record.kind === 'durable') pending = pending.slice(Number(record.inode));
    else pending.push(record);
  }
  return pending;
}

function readName(log: Uint8Array, at: number): NameRecord {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const kind = nameKinds[Number(view.getBigUint64(at, true)) - 1];
  if (kind === undefined) throw new RangeError(`undo log: no name at byte ${at}`);
  const text = (from: number): string => {
    const bytes = log.subarray(from, from + pathBytes);
    return Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString();
  };
  return {
    kind,
    inode: view.getBigUint64(at + 8, true),
    displaced: view.getBigUint64(at + 16, true),
    from: text(at + 24),
    to: text(at + 24 + pathBytes),
  };
}
