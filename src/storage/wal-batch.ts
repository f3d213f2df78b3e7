import { FrameBuilder } from './wal-frame.ts';

/** A write of a group that is durable now. */
export interface DurableItem {
  readonly group: number;
  readonly seq: number;
}

/** A frame with everything that waits for it. */
export class Batch {
  readonly frame = new FrameBuilder();
  items: DurableItem[] = [];
  barriers: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.frame.records === 0 && this.items.length === 0 && this.barriers.length === 0;
  }
}
