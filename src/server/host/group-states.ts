import type { SnapshotMeta } from '../../raft/index.ts';
import type { Partition, SnapshotSink, Store } from '../../storage/index.ts';
import type { Group } from './group.ts';

/** The state machines of the node, as its groups replace them. */
export class GroupStates {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  beginInstall(group: Group, meta: SnapshotMeta): SnapshotSink {
    return this.#store.beginInstall(group.id, meta);
  }

  /** The partition object after an installation. */
  reopen(group: Group): Partition {
    return this.#store.partition(group.id);
  }

  /** An empty partition in place of one that is damaged. */
  replaceDamaged(group: Group): Partition {
    return this.#store.replaceDamaged(group.id, group.partition.conf);
  }
}
