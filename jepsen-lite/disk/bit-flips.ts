import { closeSync, existsSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Bit, Chooser } from './bit.ts';
import { bitOfARecord } from './row-bits.ts';
import { framesOf } from './wal-frames.ts';

/** Files of a node that are alike: what a flipped bit in one of them must lead to. */
export interface FileClass {
  readonly name: string;
  /** A bit that the node relies on; null when it has none yet. */
  readonly choose: (dataDir: string, chooser: Chooser) => Bit | null;
  /** With which line it must refuse to start; null where it starts, finds the damage and gets a whole copy from others. */
  readonly refusal: RegExp | null;
}

/** Every class of file in which a bit is flipped. A new one is switched on by its line here. */
export const fileClasses: readonly FileClass[] = [
  {
    name: 'wal',
    choose: (dataDir, chooser) => {
      const frames = framesOf(join(dataDir, 'wal'));
      // Nothing proves the last frame to have been acknowledged; damage in it looks like a write that was torn.
      const frame = frames[chooser.between(0, frames.length - 2)];
      if (frames.length < 2 || frame === undefined) return null;
      const { path, offset, bytes } = frame;
      return { path, byte: offset + chooser.between(0, bytes - 1), bit: chooser.between(0, 7) };
    },
    refusal: /write-ahead log \S+ is corrupt at byte \d+ \(frame \d+\)/,
  },
  {
    name: 'identity',
    choose: (dataDir, chooser) => {
      const path = join(dataDir, 'identity.json');
      if (!existsSync(path)) return null;
      const byte = chooser.between(0, statSync(path).size - 1);
      return { path, byte, bit: chooser.between(0, 7) };
    },
    refusal: /identity\.json (does not match its checksum|has format|is not readable as JSON)/,
  },
  { name: 'db', choose: bitOfARecord, refusal: null },
];

/** Twice is not at all. */
export function flip({ path, byte, bit }: Bit): void {
  const fd = openSync(path, 'r+');
  try {
    const bytes = new Uint8Array(1);
    readSync(fd, bytes, { position: byte });
    writeSync(fd, Uint8Array.of((bytes[0] ?? 0) ^ (1 << bit)), 0, 1, byte);
  } finally {
    closeSync(fd);
  }
}
