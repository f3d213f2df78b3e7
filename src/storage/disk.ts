/**
 * Files, injected (R42). Start-up reads and repairs synchronously, because nothing else can run before it is done;
 * everything afterwards completes through a callback, called at most once and never before the call returns.
 * A hung device is a callback that never comes.
 */
export interface Disk {
  exists(path: string): boolean;
  /** Names in a directory, sorted; empty when it does not exist. */
  list(path: string): string[];
  readAll(path: string): Uint8Array;
  /** In bytes. */
  size(path: string): number;
  /** Creates the directory and its parents, and makes the new names durable. */
  makeDirectory(path: string): void;
  /** Cuts a file and makes that durable. */
  truncate(path: string, length: number): void;
  /** All or nothing, durable on return: temporary file, fsync, rename, fsync of the directory. */
  replaceNow(path: string, bytes: Uint8Array): void;
  /** As {@link syncDirectory}, durable on return. */
  syncDirectoryNow(path: string): void;

  /** As {@link rename}, durable on return. */
  renameNow(from: string, to: string): void;

  /** Opens for reading and writing, creating the file when it does not exist. */
  open(path: string, done: Opened): void;
  /**
   * As {@link open}, and what is written through the file is durable when the write calls back, as after a sync. One call
   * to the system and not two (O_DSYNC): the second would wait until the event loop has a turn for it.
   */
  openDurable(path: string, done: Opened): void;
  /** As {@link replaceNow}, without blocking. */
  replace(path: string, bytes: Uint8Array, done: (error: DiskError | null) => void): void;
  /** Another name in the same directory, instead of a file that has it: durable once the directory is synced. */
  rename(from: string, to: string, done: (error: DiskError | null) => void): void;
  remove(path: string, done: (error: DiskError | null) => void): void;
  /** Makes created, renamed and removed names in the directory durable. */
  syncDirectory(path: string, done: (error: DiskError | null) => void): void;
}

export type Opened = (error: DiskError | null, file: DiskFile | null) => void;

export interface DiskFile {
  readonly path: string;
  /** Writes all of the buffers at `position`; never short. */
  write(
    buffers: readonly Uint8Array[],
    position: number,
    done: (error: DiskError | null) => void,
  ): void;
  /** fdatasync: the bytes written before this call, and the length they need, are durable afterwards. */
  sync(done: (error: DiskError | null) => void): void;
  /** Up to `length` bytes from `position`; fewer only at the end of the file. */
  read(
    position: number,
    length: number,
    done: (error: DiskError | null, bytes: Uint8Array | null) => void,
  ): void;
  close(done: (error: DiskError | null) => void): void;
}

/** A file opened by {@link Disk.openDurable}, made of one that was not: for disks that fail, or that are imagined. */
export function syncingWrites(file: DiskFile): DiskFile {
  return {
    path: file.path,
    write: (buffers, position, done) =>
      file.write(buffers, position, (error) => {
        if (error === null) file.sync(done);
        else done(error);
      }),
    sync: (done) => file.sync(done),
    read: (position, length, done) => file.read(position, length, done),
    close: (done) => file.close(done),
  };
}

/** There is no room, on the device or within a quota: the one failure that says nothing of what is there already. */
export function isOutOfSpace({ code }: DiskError): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** What the operating system said. Never retried for a write or a sync (R16). */
export class DiskError extends Error {
  override readonly name = 'DiskError';
  /** The errno name, such as EIO or ENOSPC. */
  readonly code: string;
  readonly operation: string;
  readonly path: string;

  constructor(operation: string, path: string, code: string, cause?: unknown) {
    super(`${operation} of ${path} failed: ${code}`, { cause });
    this.operation = operation;
    this.path = path;
    this.code = code;
  }
}
