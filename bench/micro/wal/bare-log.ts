import fs from 'node:fs';
import { BenchError } from '../../errors.ts';
import type { FrameWriter } from './burst.ts';

const SLICE_BYTES = 1024 * 1024;

/**
 * The least that a log can do: writev, then fdatasync, over a file that was filled with zeros and synced before, so that
 * no sync has metadata to write. Its end is followed by its beginning.
 */
export class BareLog {
  readonly #fd: number;
  readonly #fileBytes: number;
  #position = 0;
  #syncs = 0;

  private constructor(fd: number, fileBytes: number) {
    this.#fd = fd;
    this.#fileBytes = fileBytes;
  }

  static async open(path: string, fileBytes: number): Promise<BareLog> {
    const fd = fs.openSync(path, 'w+');
    const zeros = new Uint8Array(SLICE_BYTES);
    for (let at = 0; at < fileBytes; at += SLICE_BYTES) {
      fs.writeSync(fd, zeros, 0, Math.min(SLICE_BYTES, fileBytes - at), at);
    }
    fs.fsyncSync(fd);
    return new BareLog(fd, fileBytes);
  }

  writer(frameBytes: number): FrameWriter {
    const buffers = [new Uint8Array(frameBytes).fill(120)];
    return {
      write: (done) => this.append(buffers, frameBytes, done),
      totals: () => ({ syncs: this.#syncs, rotations: 0 }),
    };
  }

  /** One frame, of so many bytes together; one at a time. Calls back when it is durable. */
  append(buffers: readonly Uint8Array[], frameBytes: number, done: () => void): void {
    if (this.#position + frameBytes > this.#fileBytes) this.#position = 0;
    fs.writev(this.#fd, buffers, this.#position, (writeError, written) => {
      if (writeError !== null || written !== frameBytes) throw failed(writeError);
      fs.fdatasync(this.#fd, (syncError) => {
        if (syncError !== null) throw failed(syncError);
        this.#position += frameBytes;
        this.#syncs++;
        done();
      });
    });
  }

  async close(): Promise<void> {
    fs.closeSync(this.#fd);
  }
}

function failed(error: Error | null): BenchError {
  return new BenchError(`the bare log: ${error?.message ?? 'a frame was written in part'}`);
}
