import { hex } from '../util/bytes.ts';
import type { Engine, EngineRow } from './engine.ts';
import { generationRange, nodeGroup } from './row-keys.ts';
import { CorruptionError } from './storage-errors.ts';

/**
 * Looks for rows of a group that has no generation pointer. The pointer is durable before any of them and is never removed,
 * so it was lost. Taken for a new group, this one would begin its first generation once more, on the rows of the old (R21).
 *
 *   group 1 | rows ...... | group 2 | rows ...... | group 7 | rows ...
 *           ^ one read    ^ skipped ^             ^
 */
export function refuseOrphans(
  engine: Engine,
  hasPointer: (group: number) => boolean,
  done: (error: Error | null) => void,
): void {
  const view = engine.snapshot();
  const finish = (error: Error | null): void => {
    view.close();
    done(error);
  };
  const look = (from: number): void => {
    const { from: start } = generationRange(from, 0, 0);
    const { from: end } = generationRange(nodeGroup, 0, 0);
    const iterator = view.iterate({ from: start, to: end });
    iterator.next(1, (error, [row]) => {
      iterator.close();
      if (error !== null || row === undefined) finish(error);
      else if (!hasPointer(groupOf(row))) finish(orphan(row));
      else look(groupOf(row) + 1);
    });
  };
  look(0);
}

function groupOf({ key }: EngineRow): number {
  return new DataView(key.buffer, key.byteOffset, key.byteLength).getUint32(0);
}

function orphan(row: EngineRow): CorruptionError {
  return new CorruptionError(`group ${groupOf(row)} without its generation pointer`, hex(row.key));
}
