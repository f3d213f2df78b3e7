import { type Disk, type DiskError, type DiskFile, isOutOfSpace } from './disk.ts';

const spareSuffix = '.spare';
/** Written and synced at a time while a spare is filled: the log's own syncs wait behind no more than that. */
const sliceBytes = 1024 * 1024;

type Done = (error: DiskError | null) => void;

/** How many spares there should be, and how large. */
export interface SpareOptions {
  readonly segmentBytes: number;
  readonly spareSegments: number;
}

/** What a former process left. */
export interface FoundSpares {
  readonly whole: readonly string[];
  /** No name is used twice: one that was not filled to its end may still be about to be removed. */
  readonly lastNumber: number;
}

/**
 * Files for the segments to come (R23). They were written from end to end before, so a frame that is written over them
 * changes nothing but its own bytes, and its fdatasync has no metadata to wait for; and a disk that is full has room for
 * the log all the same.
 *
 *   segment that no group needs ──recycle──┐
 *                                          ▼
 *   nothing ──zeros, slice by slice──▶  <n>.spare  ──take──▶ the next segment
 *
 * What a spare holds means nothing: the checksums of a segment begin from its number, so no byte of a former life
 * ever validates.
 */
export class SpareSegments {
  /** The disk is nearly full: what is left of it is for what must be written. */
  savesRoom = false;
  readonly #disk: Disk;
  readonly #directory: string;
  readonly #options: SpareOptions;
  #ready: string[];
  #number: number;
  #filling = false;
  /** Renamed, and not durably yet. */
  #recycling = 0;
  /** There was no room for a spare: not tried again before the next segment, or every frame would. */
  #full = false;

  constructor(disk: Disk, directory: string, options: SpareOptions, found: FoundSpares) {
    this.#disk = disk;
    this.#directory = directory;
    this.#options = options;
    this.#ready = found.whole.map((name) => `${directory}/${name}`);
    this.#number = found.lastNumber;
  }

  /** The path of a spare, or else of a file that does not exist yet; it is the caller's from now on. */
  take(): string {
    this.#full = false;
    return this.#ready.shift() ?? this.#nextPath();
  }

  /**
   * Takes over the file of a segment that nobody needs, or removes it when there are enough, or when it was not filled to
   * its end, as one that recovery wrote; durably. Nobody is given the file before its new name is durable, or after a
   * power loss the segment would be back with strange content.
   */
  recycle(path: string, bytes: number, done: Done): void {
    const { segmentBytes, spareSegments } = this.#options;
    // One more than are wanted: when the next segment takes one, no zeros have to be written for another.
    const most = spareSegments + (this.savesRoom ? 0 : 1);
    if (this.#expected >= most || spareSegments === 0 || bytes < segmentBytes) {
      this.#disk.remove(path, this.#synced(done));
      return;
    }
    const spare = this.#nextPath();
    const renamed = this.#synced((error) => {
      this.#recycling--;
      if (error === null) this.#ready.push(spare);
      done(error);
    });
    this.#recycling++;
    this.#disk.rename(path, spare, renamed);
  }

  /** For the end of an operation on a name: passes on its error, or what the sync of the directory says. */
  #synced(done: Done): Done {
    return (error) => {
      if (error !== null) done(error);
      else this.#disk.syncDirectory(this.#directory, done);
    };
  }

  /**
   * Makes one more spare if there are too few, in the background. A disk that is full just has none; everything else that
   * fails is reported, since a device that fails here fails the log next.
   */
  fill(failed: (error: DiskError) => void): void {
    const isReady = this.#expected >= this.#options.spareSegments;
    if (this.#filling || this.#full || this.savesRoom || isReady) return;
    this.#filling = true;
    const path = this.#nextPath();
    const ended = (error: DiskError | null): void => {
      this.#filling = false;
      if (error === null) this.#ready.push(path);
      else if (isOutOfSpace(error)) {
        this.#full = true;
        this.#disk.remove(path, () => {});
      } else failed(error);
    };
    this.#disk.open(path, (openError, file) => {
      if (openError !== null || file === null) ended(openError);
      else this.#write(file, 0, ended);
    });
  }

  #write(file: DiskFile, from: number, ended: Done): void {
    const bytes = Math.min(sliceBytes, this.#options.segmentBytes - from);
    if (bytes <= 0) {
      file.close(() => this.#disk.syncDirectory(this.#directory, ended));
      return;
    }
    const failed = (error: DiskError): void => file.close(() => ended(error));
    file.write([new Uint8Array(bytes)], from, (writeError) => {
      if (writeError !== null) {
        failed(writeError);
        return;
      }
      file.sync((syncError) => {
        if (syncError !== null) failed(syncError);
        else this.#write(file, from + bytes, ended);
      });
    });
  }

  get #expected(): number {
    return this.#ready.length + this.#recycling + (this.#filling ? 1 : 0);
  }

  #nextPath(): string {
    return `${this.#directory}/${++this.#number}${spareSuffix}`;
  }
}

/** 0 for other files. */
export function spareNumber(name: string): number {
  return Number(/^(\d+)\.spare$/.exec(name)?.[1] ?? 0);
}
