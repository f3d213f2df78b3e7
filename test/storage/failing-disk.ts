import type { Disk, DiskFile } from '../../src/storage/disk.ts';
import type { DiskOperation, MemoryDisk } from '../../src/storage/memory-disk.ts';
import { diskWith } from './seams.ts';

/** What happens to one operation: an error of the system, or no answer at all. */
export type Failure = 'EIO' | 'ENOSPC' | 'hangs';

export interface Call {
  readonly operation: DiskOperation;
  readonly path: string;
}

/** Records what is asked of a disk, and lets the nth operation fail, whatever it is; the next ones succeed again. */
export class FailingDisk {
  readonly calls: Call[] = [];
  readonly #memory: MemoryDisk;
  readonly #nth: number;
  readonly #failure: Failure;

  constructor(memory: MemoryDisk, nth = 0, failure: Failure = 'EIO') {
    this.#memory = memory;
    this.#nth = nth;
    this.#failure = failure;
  }

  /** The operation that failed. */
  get failed(): Call | undefined {
    return this.calls[this.#nth - 1];
  }

  /** Operations of that kind on that file after it. */
  get repeated(): number {
    const { failed } = this;
    const isSame = (call: Call): boolean =>
      call.operation === failed?.operation && call.path === failed.path;
    return this.calls.slice(this.#nth).filter(isSame).length;
  }

  over(disk: Disk): Disk {
    const called = (operation: DiskOperation, path: string): void => this.#called(operation, path);
    return diskWith(disk, {
      open: (path, done) => {
        called('open', path);
        disk.open(path, (error, file) => done(error, file === null ? null : this.#file(file)));
      },
      rename: (from, to, done) => {
        called('rename', from);
        disk.rename(from, to, done);
      },
      remove: (path, done) => {
        called('remove', path);
        disk.remove(path, done);
      },
      syncDirectory: (path, done) => {
        called('syncDirectory', path);
        disk.syncDirectory(path, done);
      },
    });
  }

  #file(file: DiskFile): DiskFile {
    const { path } = file;
    return {
      path,
      write: (buffers, position, done) => {
        this.#called('write', path);
        file.write(buffers, position, done);
      },
      sync: (done) => {
        this.#called('sync', path);
        file.sync(done);
      },
      read: (position, length, done) => {
        this.#called('read', path);
        file.read(position, length, done);
      },
      close: (done) => {
        this.#called('close', path);
        file.close(done);
      },
    };
  }

  #called(operation: DiskOperation, path: string): void {
    this.calls.push({ operation, path });
    if (this.calls.length !== this.#nth) return;
    if (this.#failure === 'hangs') this.#memory.hangAt(operation);
    else this.#memory.failAt(operation, 1, this.#failure);
  }
}
