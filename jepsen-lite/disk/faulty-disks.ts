import { FaultyDisk } from './faulty-disk.ts';

/** The disks below the nodes of one local cluster, which makes them as it prepares the nodes. */
export class FaultyDisks {
  readonly #disks = new Map<string, FaultyDisk>();

  /** `nodeEnv` of the cluster. */
  readonly nodeEnv = (name: string, dataDir: string): Readonly<Record<string, string>> => {
    const disk = new FaultyDisk(dataDir, `${dataDir}.disk`);
    this.#disks.set(name, disk);
    return disk.env;
  };

  get all(): readonly FaultyDisk[] {
    return [...this.#disks.values()];
  }

  /** Throws when the node has a disk like any other. */
  of(node: string): FaultyDisk {
    const disk = this.#disks.get(node);
    if (disk === undefined) throw new RangeError(`the disk of ${node} is none that can fail`);
    return disk;
  }
}
