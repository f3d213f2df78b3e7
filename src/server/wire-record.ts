import type { ringkv } from '#proto';
import type { RecordView } from '../storage/index.ts';

export function wireRecord(record: RecordView): ringkv.v1.Record.$Properties {
  return {
    key: record.key,
    value: record.value,
    version: record.version,
    createRevision: record.createRevision,
    modRevision: record.modRevision,
    expiresAt: record.expiresAt,
  };
}

/** Rough bytes of a record on the wire; 0 for none. */
export function recordBytes(record: ringkv.v1.Record.$Properties | null | undefined): number {
  if (!record) return 0;
  return 32 + (record.key?.length ?? 0) + (record.value?.length ?? 0);
}
