import { hex } from '../util/bytes.ts';
import type { EngineRow, EngineSnapshot } from './engine.ts';
import { walk } from './engine-walk.ts';
import { loadHistory } from './history-loader.ts';
import { decodeMeta, metaKey } from './meta-row.ts';
import { Partition, type PartitionHost } from './partition.ts';
import { openRow } from './row-checksum.ts';
import { bytesOf, expiryOf, RowSpace } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { deadlineOf, decodeSession } from './session.ts';
import { CorruptionError, isDamage } from './storage-errors.ts';

const ROWS_AT_A_TIME = 256;

/**
 * Builds a partition from its durable rows: the state row, the deadlines of its sessions (so that ids end without
 * being named), the earliest expiry, and where its history lies. Records are read when asked for.
 */
export function loadPartition(
  host: PartitionHost,
  group: number,
  generation: number,
  done: (error: Error | null, partition: Partition | null) => void,
): void {
  const view = host.rows.engine.snapshot();
  const finish = (error: Error | null, partition: Partition | null): void => {
    view.close();
    done(error, partition);
  };
  const place = `group ${group} generation ${generation}`;
  const expiries = new RowSpace(group, generation, 'expiry');
  walk(
    view.iterate(expiries.range('', null)),
    1,
    (rows, end) => {
      const first = rows[0];
      if (!end && first !== undefined) {
        const row = expiries.rowOf(first.key);
        // It is its key that counts, and the checksum covers that: a time that is too late would keep everybody waiting.
        openRow(bytesOf(row), first.value, `expiry index of ${place}`);
        return { stop: expiryOf(row).expiresAt };
      }
      return { stop: Number.POSITIVE_INFINITY };
    },
    (error, nextExpiryMs) => {
      if (error !== null) return finish(error, null);
      let partition: Partition;
      try {
        partition = readState(host, view, group, generation, nextExpiryMs ?? 0);
      } catch (failure) {
        return finish(failure as Error, null);
      }
      loadDedup(partition, view, place, (failure) => {
        if (failure !== null) return finish(failure, null);
        const { spaces, place: where } = partition.changes;
        loadHistory(view, spaces, where, (unread, found) => {
          if (found === null) return finish(unread, null);
          partition.changes.load(found.segments, found.blocks);
          finish(null, partition);
        });
      });
    },
  );
}

/** Exactly-once identities, then idempotency keys. */
function loadDedup(
  partition: Partition,
  view: EngineSnapshot,
  place: string,
  done: (error: Error | null) => void,
): void {
  const { group, generation, idempotency } = partition;
  const sessions = new RowSpace(group, generation, 'session');
  const keys = new RowSpace(group, generation, 'idempotency');
  const each = (space: RowSpace, load: (row: EngineRow) => void, then: typeof done): void => {
    const visit = (rows: readonly EngineRow[], end: boolean): { readonly stop: number } | null => {
      for (const row of rows) load(row);
      return end ? { stop: 0 } : null;
    };
    walk(view.iterate(space.range('', null)), ROWS_AT_A_TIME, visit, then);
  };
  each(
    sessions,
    (row) => loadSession(partition, sessions, row, place),
    (failure) => {
      if (failure !== null) return done(failure);
      each(
        keys,
        ({ key, value }) => idempotency.loaded(keys.rowOf(key), value),
        (error) => done(error ?? damageOf(() => idempotency.loadedAll())),
      );
    },
  );
}

function damageOf(check: () => void): Error | null {
  try {
    check();
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** How far a generation has come by its state row; null when that is gone or damaged. */
export function appliedIndexOf(rows: RowStore, group: number, generation: number): number | null {
  const meta = new RowSpace(group, generation, 'meta');
  try {
    const row = rows.engine.get(meta.key(metaKey));
    return row === undefined ? null : decodeMeta(meta, row, 'state').appliedIndex;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return null;
  }
}

function readState(
  host: PartitionHost,
  view: EngineSnapshot,
  group: number,
  generation: number,
  nextExpiryMs: number,
): Partition {
  const meta = new RowSpace(group, generation, 'meta');
  const place = `state of group ${group} generation ${generation}`;
  const row = view.get(meta.key(metaKey));
  if (row === undefined) throw new CorruptionError(place, hex(meta.prefix));
  const state = decodeMeta(meta, row, place);
  return new Partition(host, { group, generation, state, nextExpiryMs });
}

function loadSession(partition: Partition, space: RowSpace, row: EngineRow, place: string): void {
  const clientKey = space.rowOf(row.key);
  const session = decodeSession(bytesOf(clientKey), clientKey, row.value, `session of ${place}`);
  partition.sessions.loaded(clientKey, deadlineOf(session));
}
