import type { DiskError, DiskFile } from './disk.ts';
import type { MemoryInode } from './memory-inode.ts';

/** What can be counted, failed or hung. */
export type DiskOperation =
  | 'open'
  | 'write'
  | 'sync'
  | 'read'
  | 'close'
  | 'replace'
  | 'rename'
  | 'remove'
  | 'syncDirectory'
  | 'truncate'
  | 'makeDirectory';

/** What an open file needs of its disk. */
export interface FilePorts {
  later(operation: DiskOperation, path: string, deliver: (error: DiskError | null) => void): void;
  /** Counts a change; false when the machine stops in it. */
  mutate(): boolean;
}

export class MemoryFile implements DiskFile {
  readonly path: string;
  readonly #inode: MemoryInode;
  readonly #ports: FilePorts;

  constructor(path: string, inode: MemoryInode, ports: FilePorts) {
    this.path = path;
    this.#inode = inode;
    this.#ports = ports;
  }

  /** The bytes are on their way from now on: a crash may keep any of their sectors before this completes. */
  write(
    buffers: readonly Uint8Array[],
    position: number,
    done: (error: DiskError | null) => void,
  ): void {
    this.#ports.mutate();
    this.#inode.write(buffers, position);
    this.#ports.later('write', this.path, done);
  }

  sync(done: (error: DiskError | null) => void): void {
    this.#ports.mutate();
    const stamp = this.#inode.stamp();
    this.#ports.later('sync', this.path, (error) => {
      if (error === null) this.#inode.sync(stamp);
      else this.#inode.loseUnsynced();
      done(error);
    });
  }

  read(
    position: number,
    length: number,
    done: (error: DiskError | null, bytes: Uint8Array | null) => void,
  ): void {
    this.#ports.later('read', this.path, (error) => {
      if (error !== null) done(error, null);
      else done(null, this.#inode.view().slice(position, position + length));
    });
  }

  close(done: (error: DiskError | null) => void): void {
    this.#ports.later('close', this.path, done);
  }
}
