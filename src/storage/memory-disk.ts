import { assert, present } from '../util/assert.ts';
import { type Disk, DiskError, type Opened, syncingWrites } from './disk.ts';
import { type DiskOperation, type FilePorts, MemoryFile } from './memory-file.ts';
import { MemoryInode } from './memory-inode.ts';

export type { DiskOperation } from './memory-file.ts';

/** Thrown by a synchronous operation at which the machine was told to stop; see {@link MemoryDisk.stopAt}. */
export class MachineStopped extends Error {
  override readonly name = 'MachineStopped';
}

interface Pending {
  readonly operation: DiskOperation;
  readonly path: string;
  readonly deliver: (error: DiskError | null) => void;
}

interface Fault {
  readonly operation: DiskOperation;
  nth: number;
  readonly code: string | null;
}

/**
 * A disk in memory that forgets on {@link crash} what was not synced, sector by sector. Nothing completes until it
 * is told to by {@link run} or {@link deliver}, so a test owns every interleaving.
 *
 *   names (as seen)  --syncDirectory-->  names (durable)
 *   inode: bytes (as seen)  --sync-->  bytes (durable)
 */
export class MemoryDisk implements Disk {
  /** How often each operation began. */
  readonly counts = new Map<DiskOperation, number>();
  #names = new Map<string, MemoryInode>();
  #durableNames = new Map<string, MemoryInode>();
  #directories = new Set<string>();
  #pending: Pending[] = [];
  #faults: Fault[] = [];
  #mutations = 0;
  #stopAt = Number.POSITIVE_INFINITY;

  /** Operations that change anything, so far: the points at which a machine can stop. */
  get mutations(): number {
    return this.#mutations;
  }

  /** Operations under way. */
  get pending(): number {
    return this.#pending.length;
  }

  count(operation: DiskOperation): number {
    return this.counts.get(operation) ?? 0;
  }

  /** Completes one operation that is under way, the oldest unless told otherwise. */
  deliver(i = 0): void {
    const [pending] = this.#pending.splice(i, 1);
    if (pending !== undefined && !this.isStopped) pending.deliver(null);
  }

  /** Completes everything, and what follows from it. Stops after `limit` completions: a loop is a defect. */
  run(limit = 1_000_000): void {
    for (let i = 0; this.#pending.length > 0 && !this.isStopped; i++) {
      assert(i < limit, () => `${limit} disk operations and no end`);
      this.deliver();
    }
  }

  /** The nth operation of this kind from now on fails. A failed sync loses what it should have made durable. */
  failAt(operation: DiskOperation, nth = 1, code = 'EIO'): void {
    this.#faults.push({ operation, nth, code });
  }

  /** The nth operation of this kind from now on never completes. */
  hangAt(operation: DiskOperation, nth = 1): void {
    this.#faults.push({ operation, nth, code: null });
  }

  /** The machine stops while the nth changing operation from now on is under way: nothing completes any more. */
  stopAt(nth: number): void {
    this.#stopAt = this.#mutations + nth;
  }

  /** Forgets the faults that have not come yet. */
  disarm(): void {
    this.#faults = [];
    this.#stopAt = Number.POSITIVE_INFINITY;
  }

  get isStopped(): boolean {
    return this.#mutations >= this.#stopAt;
  }

  /**
   * Power loss. For every sector and every name that was changed and not synced, `keep` tells whether the change
   * survived. Operations under way are forgotten; open files are void.
   */
  crash(keep: (what: string) => boolean): void {
    this.restart();
    const paths = new Set([...this.#names.keys(), ...this.#durableNames.keys()]);
    const survivors = new Map<string, MemoryInode>();
    for (const path of [...paths].sort()) {
      const seen = this.#names.get(path);
      const durable = this.#durableNames.get(path);
      const inode = seen === durable || keep(`name ${path}`) ? seen : durable;
      if (inode !== undefined) survivors.set(path, inode);
    }
    this.#undoHalfRenames(survivors);
    for (const [path, inode] of survivors) inode.crash((what) => keep(`${what} of ${path}`));
    this.#names = survivors;
    this.#durableNames = new Map(survivors);
  }

  /** A rename happens entirely or not at all: no file system that keeps a journal leaves both names, or none. */
  #undoHalfRenames(survivors: Map<string, MemoryInode>): void {
    const renamed = new Set(this.#names.values());
    for (const [path, inode] of this.#durableNames) {
      const isLost = ![...survivors.values()].includes(inode);
      if (isLost && renamed.has(inode)) survivors.set(path, inode);
    }
    for (const [path, inode] of survivors) {
      const isNew = this.#durableNames.get(path) !== inode;
      const others = [...survivors].filter(([other, its]) => its === inode && other !== path);
      if (isNew && others.length > 0) survivors.delete(path);
    }
  }

  /** The process died but the machine did not: what was written is still seen, and still not durable. */
  restart(): void {
    this.#pending = [];
    this.disarm();
  }

  /** An independent copy of what is seen, all of it durable. */
  clone(): MemoryDisk {
    return this.#copy((inode) => MemoryInode.holding(inode.view()), this.#names);
  }

  /** An independent copy that has forgotten nothing but the operations under way and the faults to come. */
  fork(): MemoryDisk {
    return this.#copy((inode) => inode.fork(), this.#durableNames);
  }

  #copy(
    of: (inode: MemoryInode) => MemoryInode,
    durableNames: ReadonlyMap<string, MemoryInode>,
  ): MemoryDisk {
    const copies = new Map<MemoryInode, MemoryInode>();
    const copyOf = (inode: MemoryInode): MemoryInode => {
      const known = copies.get(inode) ?? of(inode);
      copies.set(inode, known);
      return known;
    };
    const copy = new MemoryDisk();
    copy.#directories = new Set(this.#directories);
    for (const [path, inode] of this.#names) copy.#names.set(path, copyOf(inode));
    for (const [path, inode] of durableNames) copy.#durableNames.set(path, copyOf(inode));
    return copy;
  }

  /** Changes bytes behind everybody's back, as a failing medium does. */
  damage(path: string, change: (bytes: Uint8Array) => Uint8Array): void {
    const inode = MemoryInode.holding(change(this.#inode(path).view().slice()));
    this.#names.set(path, inode);
    this.#durableNames.set(path, inode);
  }

  exists(path: string): boolean {
    return this.#names.has(path) || this.#directories.has(path);
  }

  list(path: string): string[] {
    const prefix = `${path}/`;
    const inside = [...this.#names.keys()].filter((name) => name.startsWith(prefix));
    const names = inside.map((name) => name.slice(prefix.length));
    return names.filter((name) => !name.includes('/')).sort();
  }

  readAll(path: string): Uint8Array {
    return this.#inode(path).view().slice();
  }

  size(path: string): number {
    return this.#inode(path).view().length;
  }

  makeDirectory(path: string): void {
    this.#now('makeDirectory', path, () => this.#directories.add(path));
  }

  truncate(path: string, length: number): void {
    const inode = this.#inode(path);
    this.#now('truncate', path, () => {
      inode.truncate(length);
      inode.sync(inode.stamp());
    });
  }

  /** In the steps of a real disk: a process that ends between them leaves what was done. */
  replaceNow(path: string, bytes: Uint8Array): void {
    const temporary = `${path}.tmp`;
    const inode = new MemoryInode();
    this.#now('replace', path, () => {
      this.#names.set(temporary, inode);
      inode.write([bytes], 0);
    });
    this.#now('replace', path, () => inode.sync(inode.stamp()));
    this.#now('replace', path, () => {
      this.#names.delete(temporary);
      this.#names.set(path, inode);
    });
    this.#now('replace', path, () => this.#syncNames(folderOf(path)));
  }

  syncDirectoryNow(path: string): void {
    this.#now('syncDirectory', path, () => this.#syncNames(`${path}/`));
  }

  renameNow(from: string, to: string): void {
    const inode = this.#inode(from);
    this.#now('rename', from, () => {
      for (const names of [this.#names, this.#durableNames]) {
        names.delete(from);
        names.set(to, inode);
      }
    });
  }

  open(path: string, done: Opened): void {
    const create = (): MemoryInode => {
      const inode = this.#names.get(path) ?? new MemoryInode();
      this.#names.set(path, inode);
      return inode;
    };
    if (!this.#names.has(path)) this.#mutations++;
    this.#later('open', path, (error) => {
      if (error !== null) done(error, null);
      else done(null, new MemoryFile(path, create(), this.#ports()));
    });
  }

  /** A write and a sync are two operations here, so that a machine can stop between them. */
  openDurable(path: string, done: Opened): void {
    this.open(path, (error, file) => done(error, file === null ? null : syncingWrites(file)));
  }

  replace(path: string, bytes: Uint8Array, done: (error: DiskError | null) => void): void {
    this.#mutations++;
    this.#later('replace', path, (error) => {
      if (error === null) this.#put(path, bytes);
      done(error);
    });
  }

  rename(from: string, to: string, done: (error: DiskError | null) => void): void {
    this.#mutations++;
    this.#later('rename', from, (error) => {
      const inode = this.#names.get(from);
      if (error === null && inode !== undefined) {
        this.#names.delete(from);
        this.#names.set(to, inode);
      }
      done(error ?? (inode === undefined ? new DiskError('rename', from, 'ENOENT') : null));
    });
  }

  remove(path: string, done: (error: DiskError | null) => void): void {
    this.#mutations++;
    this.#later('remove', path, (error) => {
      const known = this.#names.has(path);
      if (error === null) this.#names.delete(path);
      done(error ?? (known ? null : new DiskError('remove', path, 'ENOENT')));
    });
  }

  syncDirectory(path: string, done: (error: DiskError | null) => void): void {
    this.#mutations++;
    this.#later('syncDirectory', path, (error) => {
      if (error === null) this.#syncNames(`${path}/`);
      done(error);
    });
  }

  #ports(): FilePorts {
    return {
      later: (operation, path, deliver) => this.#later(operation, path, deliver),
      mutate: () => {
        this.#mutations++;
        return !this.isStopped;
      },
    };
  }

  /** Counts, and queues for delivery unless a fault says otherwise. */
  #later(operation: DiskOperation, path: string, deliver: (error: DiskError | null) => void): void {
    this.counts.set(operation, this.count(operation) + 1);
    const fault = this.#faultFor(operation);
    if (fault === undefined) {
      this.#pending.push({ operation, path, deliver });
    } else if (fault.code !== null) {
      const error = new DiskError(operation, path, fault.code);
      this.#pending.push({ operation, path, deliver: () => deliver(error) });
    }
  }

  #faultFor(operation: DiskOperation): Fault | undefined {
    const due = this.#faults.filter((fault) => fault.operation === operation && --fault.nth === 0);
    return due[0];
  }

  /** A synchronous operation happens entirely or, when the machine stops in it, not at all. */
  #now(operation: DiskOperation, path: string, action: () => void): void {
    this.#mutations++;
    this.counts.set(operation, this.count(operation) + 1);
    if (this.isStopped) throw new MachineStopped(`in ${operation} of ${path}`);
    const fault = this.#faultFor(operation);
    if (fault !== undefined) throw new DiskError(operation, path, fault.code ?? 'EIO');
    action();
  }

  #put(path: string, bytes: Uint8Array): void {
    const inode = MemoryInode.holding(bytes);
    this.#names.set(path, inode);
    this.#syncNames(folderOf(path));
  }

  #syncNames(prefix: string): void {
    for (const path of this.#durableNames.keys()) {
      if (path.startsWith(prefix) && !this.#names.has(path)) this.#durableNames.delete(path);
    }
    for (const [path, inode] of this.#names) {
      if (path.startsWith(prefix)) this.#durableNames.set(path, inode);
    }
  }

  #inode(path: string): MemoryInode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw new DiskError('read', path, 'ENOENT');
    return present(inode, path);
  }
}

/** With the slash. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
