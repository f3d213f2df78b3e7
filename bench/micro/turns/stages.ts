import { serverLimits } from '../../../src/util/limits.ts';
import type { LoadedStore } from './loaded-store.ts';

/** Something that storage does, at the size that its limits allow. */
export interface Stage {
  readonly name: string;
  /** What must be there first; not measured. */
  readonly prepare?: () => Promise<void> | void;
  /** Measured from the beginning of its first turn to its end. */
  readonly run: () => Promise<void> | void;
  /** Not measured. */
  readonly cleanUp?: () => Promise<void> | void;
}

/** Commands of one entry, as many as a leader packs into one. */
const ENTRY_COMMANDS = serverLimits.entryCommands;
/** Small entries, so that what is prepared does not come in one piece. */
const SMALL_ENTRY = 64;
const TARGET_GROUP = 2;

/** What one node does for its partitions between the log and the disk. */
export function storeStages(loaded: LoadedStore): readonly Stage[] {
  const { store, keys } = loaded;
  let next = 0;
  const advance = (count: number): number => {
    next = (next + count) % Math.max(1, keys - count);
    return next;
  };
  const fillLayer = (groups: number): void => {
    const { overlay } = store.rows;
    const { overlayLayerBytes } = loaded.options;
    for (let turn = 0; overlay.active.bytes < overlayLayerBytes * 0.99; turn++) {
      loaded.put(1 + (turn % groups), advance(SMALL_ENTRY), SMALL_ENTRY);
    }
  };
  /** As after a disk that stood still: sealed layers up to the limit of all. */
  const fillOverlay = (groups: number): void => {
    loaded.hold();
    for (let turn = 0; !store.overfull; turn++) {
      loaded.put(1 + (turn % groups), advance(SMALL_ENTRY), SMALL_ENTRY);
      loaded.tick();
    }
  };
  const flush = async (): Promise<void> => loaded.flushed();
  const letGo = async (): Promise<void> => {
    loaded.release();
    await loaded.flushed();
  };
  const openSnapshot = (): void => loaded.partition(1).openSnapshot().close();
  return [
    {
      name: `apply an entry of ${ENTRY_COMMANDS} puts`,
      run: () => loaded.put(1, advance(ENTRY_COMMANDS), ENTRY_COMMANDS),
      cleanUp: flush,
    },
    { name: 'seal and flush a full layer', prepare: () => fillLayer(16), run: flush },
    {
      name: 'flush a full overlay',
      prepare: () => fillOverlay(16),
      run: letGo,
    },
    {
      name: 'seal a layer full of exactly-once answers',
      prepare: () => {
        for (let group = 1; group <= 16; group++) loaded.openClients(group, 64, 16);
      },
      // The first tick sees that the layer has begun, the second that it is old.
      run: () => {
        loaded.tick();
        loaded.tick();
      },
      cleanUp: flush,
    },
    {
      name: 'open a snapshot of a full active layer',
      prepare: () => fillLayer(1),
      run: openSnapshot,
      cleanUp: flush,
    },
    {
      name: 'open a snapshot of a full overlay, all in one partition',
      prepare: () => fillOverlay(1),
      run: openSnapshot,
      cleanUp: letGo,
    },
    {
      name: 'read a whole snapshot',
      run: async () => {
        await readAll(loaded, 1, async () => {});
      },
    },
    { name: 'install a whole snapshot', run: () => install(loaded), cleanUp: flush },
  ];
}

async function readAll(
  loaded: LoadedStore,
  group: number,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  const source = loaded.partition(group).openSnapshot();
  const next = (): Promise<Uint8Array | null> =>
    new Promise((resolve, reject) => {
      source.next((error, chunk) => {
        if (error === null) resolve(chunk);
        else reject(error);
      });
    });
  for (let chunk = await next(); chunk !== null; chunk = await next()) await take(chunk);
  source.close();
}

/** The rows of one partition into a new generation of another. */
async function install(loaded: LoadedStore): Promise<void> {
  const { snapshotMeta } = loaded.partition(TARGET_GROUP - 1);
  const sink = loaded.store.beginInstall(TARGET_GROUP, snapshotMeta);
  const done = (start: (done: (error: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      start((error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  await readAll(loaded, TARGET_GROUP - 1, async (chunk) => done((end) => sink.write(chunk, end)));
  await done((end) => sink.finish(end));
}
