import type { Entry, EntryHead } from '../client/index.ts';
import type { RecordAnswer } from './kv-access.ts';

/** One by one, as they arrive. */
export async function* records(
  entries: AsyncIterable<Entry<Uint8Array>>,
): AsyncGenerator<RecordAnswer> {
  for await (const entry of entries) yield recordOf(entry);
}

/** The same of a scan that brought no values. */
export async function* heads(entries: AsyncIterable<EntryHead>): AsyncGenerator<RecordAnswer> {
  for await (const head of entries) yield recordOf({ ...head, value: new Uint8Array(0) });
}

/** An entry in the words of kvctl's output. */
export function recordOf(entry: Entry<Uint8Array>): RecordAnswer {
  const { keyBytes, value, version, createRevision, modRevision, expiresAt } = entry;
  return { key: keyBytes, value, version, createRevision, modRevision, expiresAt };
}
