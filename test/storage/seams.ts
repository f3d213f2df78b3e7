import {
  type Disk,
  type DiskError,
  type DiskFile,
  type Opened,
  syncingWrites,
} from '../../src/storage/disk.ts';
import type { Engine } from '../../src/storage/engine.ts';
import type { Seam } from './wal-run.ts';

type Done = (error: DiskError | null) => void;

/** An operation on a file in place of what the disk does. */
type FileSeam = (file: DiskFile) => Partial<DiskFile>;

/*
 * Bugs between the log and its disk. Each shows that a proof sees what it is there to see.
 */

/** A disk of which some operations are replaced. Not by spreading: its methods are those of a class. */
export function diskWith(disk: Disk, replaced: Partial<Disk>, ofFile: FileSeam = () => ({})): Disk {
  const open =
    replaced.open ??
    ((path: string, done: Opened): void =>
      disk.open(path, (error, file) =>
        done(error, file === null ? null : fileWith(file, ofFile(file))),
      ));
  return {
    exists: (path) => disk.exists(path),
    list: (path) => disk.list(path),
    readAll: (path) => disk.readAll(path),
    size: (path) => disk.size(path),
    makeDirectory: (path) => disk.makeDirectory(path),
    truncate: (path, length) => disk.truncate(path, length),
    replaceNow: (path, bytes) => disk.replaceNow(path, bytes),
    syncDirectoryNow: (path) => disk.syncDirectoryNow(path),
    renameNow: (from, to) => disk.renameNow(from, to),
    open,
    openDurable: (path, done) =>
      open(path, (error, file) => done(error, file === null ? null : syncingWrites(file))),
    replace: (path, bytes, done) => disk.replace(path, bytes, done),
    rename: (from, to, done) => disk.rename(from, to, done),
    remove: (path, done) => disk.remove(path, done),
    syncDirectory: (path, done) => disk.syncDirectory(path, done),
    ...replaced,
  };
}

function fileWith(file: DiskFile, replaced: Partial<DiskFile>): DiskFile {
  return {
    path: file.path,
    write: (buffers, position, done) => file.write(buffers, position, done),
    sync: (done) => file.sync(done),
    read: (position, length, done) => file.read(position, length, done),
    close: (done) => file.close(done),
    ...replaced,
  };
}

/** Completes later, as an operation would, without having done anything. */
function nothing(file: DiskFile, done: Done): void {
  file.read(0, 0, (error) => done(error));
}

/** A frame is reported durable when it was written. */
const reportedBeforeTheSync: Seam = (disk) =>
  diskWith(disk, {}, (file) => ({
    sync: (done) => (file.path.endsWith('.log') ? nothing(file, done) : file.sync(done)),
  }));

/** A segment gets its name before its head is on the disk. */
const namedBeforeItsSync: Seam = (disk) =>
  diskWith(disk, {}, (file) => ({
    sync: (done) => (file.path.endsWith('.log') ? file.sync(done) : nothing(file, done)),
  }));

/** A frame is appended, or a segment given up, before the name of the one before it is durable. */
const directoryNotSynced: Seam = (disk) =>
  diskWith(disk, {
    syncDirectory: (path, done) => {
      const segment = disk.list(path).find((name) => name.endsWith('.log'));
      disk.open(`${path}/${segment}`, (error) => done(error));
    },
  });

/** Recovery takes the names that it finds for durable: this was one of ours. */
const namesTakenForDurable: Seam = (disk) => diskWith(disk, { syncDirectoryNow: () => {} });

export const walBugs: readonly (readonly [string, Seam])[] = [
  ['a frame that is reported before its sync', reportedBeforeTheSync],
  ['a segment that is named before its sync', namedBeforeItsSync],
  ['a directory that is not synced', directoryNotSynced],
  ['a recovery that takes names for durable', namesTakenForDurable],
];

/** An engine that writes in another way. */
export function engineWith(
  engine: Engine,
  write: Engine['write'] = (batch, done) => engine.write(batch, done),
  get: Engine['get'] = (key) => engine.get(key),
): Engine {
  return {
    get,
    write,
    snapshot: () => engine.snapshot(),
    sizeOf: (range, done) => engine.sizeOf(range, done),
    compact: (range, done) => engine.compact(range, done),
    close: (done) => engine.close(done),
  };
}
