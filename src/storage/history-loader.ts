import type { EngineSnapshot } from './engine.ts';
import { walk } from './engine-walk.ts';
import type { HistorySpaces } from './history.ts';
import { type BlockSpan, blockSpan } from './history-block.ts';
import { decodeSegment, type Segment } from './history-segments.ts';
import { u64Of, u64Text } from './row-keys.ts';

interface Loaded {
  readonly segments: readonly Segment[];
  /** Behind the last segment. */
  readonly blocks: readonly BlockSpan[];
}

type Done = (error: Error | null, loaded: Loaded | null) => void;

/** A row of either kind is read whole; a block can be as large as all that one command changed. */
const SEGMENTS_AT_A_TIME = 64;
const BLOCKS_AT_A_TIME = 4;

/** Where the events of a partition lie: all segments, and of the blocks only those that are in none yet. */
export function loadHistory(
  view: EngineSnapshot,
  { blocks, segments }: HistorySpaces,
  place: string,
  done: Done,
): void {
  const closed: Segment[] = [];
  const single: BlockSpan[] = [];
  walk(
    view.iterate(segments.range('', null)),
    SEGMENTS_AT_A_TIME,
    (rows, end) => {
      for (const { key, value } of rows) {
        closed.push(decodeSegment(segments.rowOf(key), value, place));
      }
      return end ? { stop: (closed.at(-1)?.last ?? 0) + 1 } : null;
    },
    (error, from) => {
      if (error !== null) return done(error, null);
      walk(
        view.iterate(blocks.range(u64Text(from ?? 0), null)),
        BLOCKS_AT_A_TIME,
        (rows, end) => {
          for (const { key, value } of rows) {
            const row = blocks.rowOf(key);
            single.push(blockSpan(u64Of(row), row, value, place));
          }
          return end ? { stop: 0 } : null;
        },
        (failure) => done(failure, failure === null ? { segments: closed, blocks: single } : null),
      );
    },
  );
}
