import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';

/** Words of 8 bytes, in the order of `struct control` in shim.c. */
const words = [
  'magic',
  'hold',
  'holdAfter',
  'slow',
  'slowMicros',
  'slowPermille',
  'fail',
  'failAfter',
  'space',
  'spaceBytes',
  'writes',
  'syncs',
  'held',
  'delayed',
  'failed',
  'refused',
] as const;

export type Word = (typeof words)[number];

const MAGIC = 0x324b_5349_4456_4b52n;
const WORD_BYTES = 8;

/** The file through which a test and the shim below a node talk; the shim has it mapped, so a write acts at once. */
export class DiskControl {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Everything off, every counter 0. Not below a process that runs. */
  reset(): void {
    const bytes = new BigInt64Array(words.length);
    bytes[0] = MAGIC;
    writeFileSync(this.#path, new Uint8Array(bytes.buffer));
  }

  get(word: Word): number {
    const bytes = new BigInt64Array(1);
    this.#at(word, (fd, position) => readSync(fd, new Uint8Array(bytes.buffer), { position }));
    return Number(bytes[0]);
  }

  set(word: Word, value: number): void {
    const bytes = BigInt64Array.of(BigInt(Math.round(value)));
    this.#at(word, (fd, position) =>
      writeSync(fd, new Uint8Array(bytes.buffer), 0, WORD_BYTES, position),
    );
  }

  #at(word: Word, use: (fd: number, position: number) => number): void {
    const fd = openSync(this.#path, 'r+');
    try {
      use(fd, words.indexOf(word) * WORD_BYTES);
    } finally {
      closeSync(fd);
    }
  }
}
