import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, so that nobody else's disk is filled. */
export class SmallDisk {
  readonly path: string;
  readonly #fillers: string[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  /** Null where nobody may mount one: it needs root on Linux. */
  static mount(bytes: number): SmallDisk | null {
    const path = mkdtempSync(join(tmpdir(), 'ringkv-small-'));
    try {
      const options = ['-t', 'tmpfs', '-o', `size=${bytes}`, 'ringkv-test', path];
      execFileSync('mount', options, { stdio: 'pipe' });
    } catch {
      rmSync(path, { recursive: true });
      return null;
    }
    return new SmallDisk(path);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }

  /** Takes space until so much is left. */
  fillTo(freeBytes: number): void {
    const filler = join(this.path, `filler-${this.#fillers.length}`);
    this.#fillers.push(filler);
    writeFileSync(filler, new Uint8Array(Math.max(0, this.freeBytes - freeBytes)));
  }

  free(): void {
    for (const filler of this.#fillers) rmSync(filler, { force: true });
  }

  unmount(): void {
    // Lazily: a test that failed may still hold a file.
    execFileSync('umount', ['-l', this.path]);
    rmSync(this.path, { recursive: true });
  }
}
