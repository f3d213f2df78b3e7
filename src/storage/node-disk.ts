import fs from 'node:fs';
import path from 'node:path';
import { type Disk, DiskError, type DiskFile, type Opened } from './disk.ts';

type Done = (error: DiskError | null) => void;

/** Files of the operating system. The only part of storage that touches node:fs. */
export class NodeDisk implements Disk {
  exists(file: string): boolean {
    return fs.existsSync(file);
  }

  list(directory: string): string[] {
    return attempt('list', directory, () => {
      try {
        return fs.readdirSync(directory).sort();
      } catch (error) {
        // Only then: a directory that cannot be read is not one without a log.
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }
    });
  }

  readAll(file: string): Uint8Array {
    const buffer = attempt('read', file, () => fs.readFileSync(file));
    // Not the Buffer itself: its slice() is a view where that of an Uint8Array is a copy.
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
  }

  size(file: string): number {
    return attempt('stat', file, () => fs.statSync(file).size);
  }

  makeDirectory(directory: string): void {
    attempt('mkdir', directory, () => {
      makeWithParents(path.resolve(directory));
    });
  }

  truncate(file: string, length: number): void {
    attempt('truncate', file, () =>
      withDescriptor(file, 'r+', (fd) => {
        fs.ftruncateSync(fd, length);
        fs.fsyncSync(fd);
      }),
    );
  }

  replaceNow(file: string, bytes: Uint8Array): void {
    attempt('replace', file, () => {
      const temporary = temporaryName(file);
      withDescriptor(temporary, 'w', (fd) => {
        for (let at = 0; at < bytes.length; ) at += fs.writeSync(fd, bytes, at);
        fs.fsyncSync(fd);
      });
      fs.renameSync(temporary, file);
      syncDirectoryNow(path.dirname(file));
    });
  }

  syncDirectoryNow(directory: string): void {
    attempt('sync', directory, () => syncDirectoryNow(directory));
  }

  renameNow(from: string, to: string): void {
    attempt('rename', from, () => {
      fs.renameSync(from, to);
      syncDirectoryNow(path.dirname(to));
    });
  }

  open(file: string, done: Opened): void {
    this.#open(file, 0, done);
  }

  openDurable(file: string, done: Opened): void {
    this.#open(file, fs.constants.O_DSYNC, done);
  }

  #open(file: string, also: number, done: Opened): void {
    const flags = fs.constants.O_RDWR | fs.constants.O_CREAT | also;
    fs.open(file, flags, 0o644, (error, fd) => {
      if (error !== null) done(diskError('open', file, error), null);
      else done(null, new NodeFile(file, fd));
    });
  }

  replace(file: string, bytes: Uint8Array, done: Done): void {
    const temporary = temporaryName(file);
    fs.open(temporary, 'w', 0o644, (openError, fd) => {
      if (openError !== null) {
        done(diskError('open', temporary, openError));
        return;
      }
      const open = new NodeFile(temporary, fd);
      inOrder(done, [
        (next) => open.write([bytes], 0, next),
        (next) => open.sync(next),
        (next) => open.close(next),
        (next) => fs.rename(temporary, file, (error) => next(wrap('rename', file, error))),
        (next) => this.syncDirectory(path.dirname(file), next),
      ]);
    });
  }

  rename(from: string, to: string, done: Done): void {
    fs.rename(from, to, (error) => done(wrap('rename', from, error)));
  }

  remove(file: string, done: Done): void {
    fs.unlink(file, (error) => done(wrap('remove', file, error)));
  }

  syncDirectory(directory: string, done: Done): void {
    fs.open(directory, 'r', (openError, fd) => {
      if (openError !== null) {
        done(diskError('open', directory, openError));
        return;
      }
      fs.fsync(fd, (syncError) => {
        fs.close(fd, (closeError) => done(wrap('sync', directory, syncError ?? closeError)));
      });
    });
  }
}

class NodeFile implements DiskFile {
  readonly path: string;
  readonly #fd: number;

  constructor(file: string, fd: number) {
    this.path = file;
    this.#fd = fd;
  }

  write(buffers: readonly Uint8Array[], position: number, done: Done): void {
    fs.writev(this.#fd, buffers, position, (error, written) => {
      if (error !== null) {
        done(diskError('write', this.path, error));
        return;
      }
      const rest = remainder(buffers, written);
      if (rest.length === 0) done(null);
      // A device that takes nothing and reports no error would be asked for ever.
      else if (written === 0) done(new DiskError('write', this.path, 'EIO'));
      else this.write(rest, position + written, done);
    });
  }

  sync(done: Done): void {
    fs.fdatasync(this.#fd, (error) => done(wrap('sync', this.path, error)));
  }

  read(
    position: number,
    length: number,
    done: (error: DiskError | null, bytes: Uint8Array | null) => void,
  ): void {
    this.#fill(new Uint8Array(length), 0, position, done);
  }

  close(done: Done): void {
    fs.close(this.#fd, (error) => done(wrap('close', this.path, error ?? null)));
  }

  #fill(
    into: Uint8Array,
    filled: number,
    position: number,
    done: (error: DiskError | null, bytes: Uint8Array | null) => void,
  ): void {
    fs.read(this.#fd, into, filled, into.length - filled, position, (error, count) => {
      const total = filled + count;
      if (error !== null) done(diskError('read', this.path, error), null);
      else if (count === 0 || total === into.length) done(null, into.subarray(0, total));
      else this.#fill(into, total, position + count, done);
    });
  }
}

/** What is left of the buffers after the first `written` bytes. */
function remainder(buffers: readonly Uint8Array[], written: number): Uint8Array[] {
  const rest: Uint8Array[] = [];
  let skip = written;
  for (const buffer of buffers) {
    if (skip < buffer.length) rest.push(buffer.subarray(skip));
    skip = Math.max(0, skip - buffer.length);
  }
  return rest;
}

/** Runs the steps one after the other, up to the first error. */
function inOrder(done: Done, steps: readonly ((next: Done) => void)[]): void {
  const step = steps[0];
  if (step === undefined) {
    done(null);
    return;
  }
  step((error) => {
    if (error !== null) done(error);
    else inOrder(done, steps.slice(1));
  });
}

function temporaryName(file: string): string {
  return `${file}.tmp`;
}

function withDescriptor(file: string, flags: string, use: (fd: number) => void): void {
  const fd = fs.openSync(file, flags);
  try {
    use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/**
 * One level at a time, because Node's recursive mkdir never returns where the system calls a name in an existing
 * directory ENOENT, as /proc does. Each new name is an entry of its parent, and durable only once that is synced.
 */
function makeWithParents(directory: string): void {
  const isThere = (): boolean =>
    fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isThere()) return;
  const parent = path.dirname(directory);
  if (parent !== directory) makeWithParents(parent);
  try {
    fs.mkdirSync(directory);
  } catch (error) {
    if (isThere()) return;
    throw error;
  }
  syncDirectoryNow(parent);
}

function syncDirectoryNow(directory: string): void {
  withDescriptor(directory, 'r', (fd) => fs.fsyncSync(fd));
}

function attempt<T>(operation: string, file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw diskError(operation, file, error);
  }
}

function wrap(operation: string, file: string, error: Error | null): DiskError | null {
  return error === null ? null : diskError(operation, file, error);
}

function diskError(operation: string, file: string, error: unknown): DiskError {
  const known = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return new DiskError(operation, file, known ? String(error.code) : 'UNKNOWN', error);
}
