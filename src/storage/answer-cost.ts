import { sessionLimits } from '../util/limits.ts';
import type { CommandResult } from './command.ts';

/** What makes an answer large: nothing but a transaction has any of these. */
export interface AnswerSize {
  readonly operations: number;
  /** Records that its reads found, a record read twice counted twice. */
  readonly records: number;
  /** Keys and values of those records. */
  readonly bytes: number;
}

/**
 * What a stored answer is taken to occupy, in bytes: the sum for a client id is what `sessionLimits.answerBytes` bounds.
 *
 *   | answer | operation | operation + record + key + value | ...        fixed charges, then the bytes themselves
 *
 * Keys and values alone would not do: 128 results that found a record of one byte take 54 KiB of heap. The charges are
 * above what an answer takes as part of a row as well, so they also serve to reserve room in the overlay (R18). Apply
 * refuses by this number, so it is a function of the answer alone, never of who computed or decoded it (R14).
 */
export function answerCost({ operations, records, bytes }: AnswerSize): number {
  const { storedAnswerBytes, storedOperationBytes, storedRecordBytes } = sessionLimits;
  return (
    storedAnswerBytes + operations * storedOperationBytes + records * storedRecordBytes + bytes
  );
}

/** The cost of an answer that is there; null is a void. */
export function costOf(answer: CommandResult | null): number {
  const results = answer?.txn?.results ?? [];
  let records = 0;
  let bytes = 0;
  for (const part of results) {
    if (part.kind !== 'get' || part.record === null) continue;
    records++;
    bytes += part.record.key.length + part.record.value.length;
  }
  return answerCost({ operations: results.length, records, bytes });
}
