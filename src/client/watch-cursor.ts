import { ringkv } from '#proto';
import { fromHex, hex } from '../util/bytes.ts';
import { InvalidRequestError, invalidRequest } from './errors.ts';

/** What a watch has had of one partition. */
export interface Position {
  /** Every event up to it. */
  readonly revision: number;
  /** While the records are under way: those up to this key. Null when the watch has all of them. */
  readonly scannedTo: Uint8Array | null;
}

/** By partition; a partition without one has not begun. */
export type Positions = ReadonlyMap<number, Position>;

/** As nodes take it. `clusterId` is hexadecimal. */
export function cursorBytes(clusterId: string, positions: Positions): Uint8Array {
  const ascending = [...positions].sort(([a], [b]) => a - b);
  return ringkv.v1.WatchCursor.encode({
    clusterId: fromHex(clusterId),
    positions: ascending.map(([partition, { revision, scannedTo }]) => ({
      partition,
      revision,
      scannedTo,
    })),
  }).finish();
}

/** As users keep it. */
export function cursorText(clusterId: string, positions: Positions): string {
  return Buffer.from(cursorBytes(clusterId, positions)).toString('base64url');
}

/** Throws InvalidRequestError for what is no cursor, or one of another cluster (reason TOKEN_FOREIGN_CLUSTER). */
export function positionsOf(
  text: string,
  clusterId: string,
  partitions: number,
): Map<number, Position> {
  const cursor = decoded(text);
  const of = hex(cursor.clusterId ?? new Uint8Array());
  if (of !== clusterId) throw foreign(of, clusterId);
  const positions = new Map<number, Position>();
  for (const { partition: at, revision, scannedTo } of cursor.positions ?? []) {
    const partition = at ?? 0;
    if (partition >= partitions || positions.has(partition)) throw notOne();
    positions.set(partition, {
      revision: revision ?? 0,
      scannedTo: scannedTo?.length ? new Uint8Array(scannedTo) : null,
    });
  }
  return positions;
}

function decoded(text: string): ringkv.v1.IWatchCursor {
  // The decoder of Node would skip what it does not know.
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw notOne();
  try {
    const cursor = ringkv.v1.WatchCursor.decode(Buffer.from(text, 'base64url'));
    if (cursor.clusterId?.length) return cursor;
  } catch {
    // As below: whoever reads the message wants to know of the cursor, not of its encoding.
  }
  throw notOne();
}

function notOne(): InvalidRequestError {
  return invalidRequest('The cursor is not one of a watch');
}

function foreign(of: string, here: string): InvalidRequestError {
  return new InvalidRequestError(
    `The cursor is of cluster ${of}, this is ${here}: begin without it`,
    {
      code: 'FAILED_PRECONDITION',
      reason: 'TOKEN_FOREIGN_CLUSTER',
      outcome: 'not_executed',
    },
  );
}
