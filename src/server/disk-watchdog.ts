import { writeSync } from 'node:fs';
import type { Disk, DiskFile, Engine, Opened } from '../storage/index.ts';
import { serverLimits } from '../util/limits.ts';

/** A call to the disk that has not come back. */
interface Call {
  readonly what: string;
}

/**
 * Ends the process when a call to the disk does not come back within a limit (R16). Its leaders have stepped down long
 * before; but as long as the process is there it looks alive to everybody, and whoever repairs the machine waits.
 *
 * An orderly exit would join the thread that is stuck in the call, so this one is SIGKILL to itself. What counts is how
 * often the same call was the oldest when somebody looked: a process that was stopped for a minute has looked once.
 */
export class DiskWatchdog {
  readonly #looksMax: number;
  readonly #end: (line: string) => void;
  readonly #open = new Set<Call>();
  #oldest: Call | null = null;
  #looks = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(limitMs: number, end: (line: string) => void = endBySignal) {
    this.#looksMax = Math.ceil(limitMs / serverLimits.diskHangPollMs);
    this.#end = end;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), serverLimits.diskHangPollMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** The same disk, watched. What blocks at the start blocks the start, which is seen without this. */
  disk(disk: Disk): Disk {
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
      open: (path, done) => disk.open(path, this.#opened(path, done)),
      openDurable: (path, done) => disk.openDurable(path, this.#opened(path, done)),
      replace: (path, bytes, done) =>
        disk.replace(path, bytes, this.#until(`replace of ${path}`, done)),
      rename: (from, to, done) => disk.rename(from, to, this.#until(`rename of ${from}`, done)),
      remove: (path, done) => disk.remove(path, this.#until(`remove of ${path}`, done)),
      syncDirectory: (path, done) => disk.syncDirectory(path, this.#until(`sync of ${path}`, done)),
    };
  }

  /** The same engine, watched where it writes. */
  engine(engine: Engine): Engine {
    return {
      get: (key) => engine.get(key),
      write: (batch, done) => engine.write(batch, this.#until('write to the database', done)),
      snapshot: () => engine.snapshot(),
      sizeOf: (range, done) => engine.sizeOf(range, done),
      compact: (range, done) => engine.compact(range, done),
      close: (done) => engine.close(done),
    };
  }

  #opened(path: string, done: Opened): Opened {
    return this.#until(`open of ${path}`, (error, file) =>
      done(error, file === null ? null : this.#file(file)),
    );
  }

  #file(file: DiskFile): DiskFile {
    const { path } = file;
    return {
      path,
      write: (buffers, position, done) =>
        file.write(buffers, position, this.#until(`write to ${path}`, done)),
      sync: (done) => file.sync(this.#until(`sync of ${path}`, done)),
      read: (position, length, done) =>
        file.read(position, length, this.#until(`read of ${path}`, done)),
      close: (done) => file.close(this.#until(`close of ${path}`, done)),
    };
  }

  #until<T extends unknown[]>(what: string, done: (...result: T) => void): (...result: T) => void {
    const call: Call = { what };
    this.#open.add(call);
    return (...result) => {
      this.#open.delete(call);
      done(...result);
    };
  }

  #look(): void {
    // The first that was added and is still there.
    const [oldest = null] = this.#open;
    this.#looks = oldest !== null && oldest === this.#oldest ? this.#looks + 1 : 0;
    this.#oldest = oldest;
    if (oldest === null || this.#looks < this.#looksMax) return;
    const seconds = (this.#looks * serverLimits.diskHangPollMs) / 1_000;
    this.#end(`kvd stops: the disk hangs: ${oldest.what} has not come back for ${seconds} s`);
  }
}

function endBySignal(line: string): void {
  try {
    const fields = { level: 60, time: Date.now(), fatal: 'the disk hangs', msg: line };
    writeSync(2, `${JSON.stringify(fields)}\n`);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}
