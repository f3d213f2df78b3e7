import type { ringkv } from '#proto';

type Result = ringkv.v1.Result.$Properties;

export function failed(
  reason: ringkv.v1.Reason,
  outcome: ringkv.v1.Outcome,
  message: string,
  more: ringkv.v1.IErrorDetail = {},
): Result {
  return { error: { code: 14, reason, outcome, message, ...more } };
}

export function marked(stored: Result, how: ringkv.v1.IResponseHeader): Result {
  const mark = <T extends { header?: ringkv.v1.IResponseHeader | null }>(answer: T): T => ({
    ...answer,
    header: { ...answer.header, ...how },
  });
  if (stored.put) return { put: mark(stored.put) };
  if (stored.increment) return { increment: mark(stored.increment) };
  if (stored.delete) return { delete: mark(stored.delete) };
  if (stored.touch) return { touch: mark(stored.touch) };
  if (stored.append) return { append: mark(stored.append) };
  if (stored.deleteRange) return { deleteRange: mark(stored.deleteRange) };
  if (stored.txn) return { txn: mark(stored.txn) };
  return stored;
}

export function restore<K, V>(map: Map<K, V>, saved: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of saved) map.set(key, value);
}
