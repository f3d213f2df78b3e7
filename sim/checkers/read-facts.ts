import type { Reply } from '../../src/server/host/operation.ts';
import type { RecordView } from '../../src/storage/index.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import type { FactSink, Seen } from './facts.ts';

/** What reads say. */
export function factsOfRecord(
  sink: FactSink,
  key: string,
  revision: number,
  record: RecordView | null,
): void {
  sink.sight(key, revision, record === null ? null : seenOf(record));
}

/** A page is the state of its range at one revision (R36): what lies in between and is not on it was not there. */
export function factsOfPage(
  sink: FactSink,
  prefix: string,
  revision: number,
  page: Extract<Reply, { type: 'page' }>,
  keys: ReadonlySet<string>,
): void {
  const shown = new Set<string>();
  for (const record of page.records) {
    const key = fromUtf8(record.key);
    shown.add(key);
    sink.sight(key, revision, seenOf(record));
  }
  const last = page.records.at(-1);
  const end = page.more && last !== undefined ? fromUtf8(last.key) : null;
  if (page.more && end === null) return;
  for (const key of keys) {
    if (shown.has(key) || !key.startsWith(prefix)) continue;
    // Keys of a run are ASCII, so this is the order of bytes.
    if (end === null || key < end) sink.sight(key, revision, null);
  }
}

export function seenOf(record: RecordView): Required<Seen> {
  const { version, createRevision, modRevision, expiresAt } = record;
  return { value: fromUtf8(record.value), version, createRevision, modRevision, expiresAt };
}
