/**
 * The log does not hold what it once acknowledged, or is not this node's. The node must not start on it, nor go
 * on: cutting it off here would forget entries or votes that others rely on (R16, R24).
 */
export class WalCorruptError extends Error {
  override readonly name = 'WalCorruptError';
  readonly path: string;
  /** Byte offset in the file. */
  readonly offset: number;
  /** The frame that was expected there; 0 when that is not known. */
  readonly lsn: number;

  constructor(path: string, offset: number, lsn: number, reason: string, cause?: unknown) {
    super(`write-ahead log ${path} is corrupt at byte ${offset} (frame ${lsn}): ${reason}`, {
      cause,
    });
    this.path = path;
    this.offset = offset;
    this.lsn = lsn;
  }
}

/** The directory holds no log, or one of another node. */
export class WalForeignError extends Error {
  override readonly name = 'WalForeignError';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`write-ahead log ${path} cannot be used: ${reason}`);
    this.path = path;
  }
}
