import { assert } from '../util/assert.ts';

/** A disk writes a sector whole or not at all. */
const sectorBytes = 512;

/**
 * The content of one file: what is seen, and what a power loss would leave of it.
 *
 *   seen     | 0 new | 1 new | 2 old | 3 new |      3 was written after the sync began
 *   durable  | 0 new | 1 old | 2 old |              1 was in a sync that failed: seen, and never written again
 */
export class MemoryInode {
  #seen = new Uint8Array(0);
  #length = 0;
  #durable = new Uint8Array(0);
  #durableLength = 0;
  /** Sectors changed since they were last durable, with the numbers of the first and the last change. */
  #dirty = new Map<number, { readonly first: number; readonly last: number }>();
  #changes = 0;

  /** A file that holds exactly these bytes, durably. */
  static holding(bytes: Uint8Array): MemoryInode {
    const inode = new MemoryInode();
    inode.#seen = bytes.slice();
    inode.#length = bytes.length;
    inode.#durable = bytes.slice();
    inode.#durableLength = bytes.length;
    return inode;
  }

  fork(): MemoryInode {
    const inode = new MemoryInode();
    inode.#seen = this.view().slice();
    inode.#length = this.#length;
    inode.#durable = this.#durable.slice(0, this.#durableLength);
    inode.#durableLength = this.#durableLength;
    inode.#dirty = new Map(this.#dirty);
    inode.#changes = this.#changes;
    return inode;
  }

  view(): Uint8Array {
    return this.#seen.subarray(0, this.#length);
  }

  write(buffers: readonly Uint8Array[], position: number): void {
    this.#changes++;
    let at = position;
    for (const buffer of buffers) {
      this.#reserve(at + buffer.length);
      this.#seen.set(buffer, at);
      at += buffer.length;
    }
    this.#length = Math.max(this.#length, at);
    this.#touch(position, at);
  }

  truncate(length: number): void {
    assert(length <= this.#length, () => `truncate to ${length} of ${this.#length}`);
    this.#changes++;
    this.#touch(length, this.#length);
    this.#seen.fill(0, length);
    this.#length = length;
  }

  /** Names the changes up to now, for a sync that begins now and completes later. */
  stamp(): number {
    return this.#changes;
  }

  /**
   * Everything changed up to the stamp is durable, and the length that it needs. A sector that changed again since
   * then may be written in its newer form: a device takes what is there.
   */
  sync(stamp: number): void {
    for (const [sector, { first, last }] of this.#dirty) {
      if (first > stamp) continue;
      this.#copySector(sector);
      if (last <= stamp) this.#dirty.delete(sector);
    }
    if (this.#dirty.size === 0) this.#setDurableLength(this.#length);
  }

  /**
   * What a failed fsync does on common systems: the pages count as clean, so what they hold is seen until the
   * machine stops and is not written by any later sync.
   */
  loseUnsynced(): void {
    this.#dirty.clear();
  }

  /** Power loss: each changed sector is either the new or the old one, and the file ends where the last new one does. */
  crash(keep: (what: string) => boolean): void {
    const sectors = [...this.#dirty.keys()].sort((a, b) => a - b);
    for (const sector of sectors) if (keep(`sector ${sector}`)) this.#copySector(sector);
    this.#seen = this.#durable.slice(0, this.#durableLength);
    this.#length = this.#durableLength;
    this.#dirty.clear();
  }

  #copySector(sector: number): void {
    const from = sector * sectorBytes;
    const to = Math.min(from + sectorBytes, this.#length);
    if (to <= from) return;
    if (this.#durableLength < to) this.#setDurableLength(to);
    this.#durable.set(this.#seen.subarray(from, to), from);
  }

  /** Bytes that were cut off are zero when the file grows again, as on any file system. */
  #setDurableLength(length: number): void {
    if (length > this.#durable.length) {
      this.#durable = resized(this.#durable, Math.max(length, this.#durable.length * 2));
    }
    if (length < this.#durableLength) this.#durable.fill(0, length, this.#durableLength);
    this.#durableLength = length;
  }

  #touch(from: number, to: number): void {
    const end = Math.ceil(to / sectorBytes);
    for (let sector = Math.floor(from / sectorBytes); sector < end; sector++) {
      const first = this.#dirty.get(sector)?.first ?? this.#changes;
      this.#dirty.set(sector, { first, last: this.#changes });
    }
  }

  #reserve(length: number): void {
    if (length > this.#seen.length) {
      this.#seen = resized(this.#seen, Math.max(length, this.#seen.length * 2));
    }
  }
}

function resized(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, Math.min(length, bytes.length)));
  return result;
}
