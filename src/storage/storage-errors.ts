import { EngineError } from './engine.ts';

/** A stored row does not match its checksum or its format (R20). Nothing read from it can be trusted. */
export class CorruptionError extends Error {
  override readonly name = 'CorruptionError';
  /** What was read, such as `record of group 3`. */
  readonly place: string;
  /** The row's key below its space, in hex. */
  readonly keyHex: string;

  constructor(place: string, keyHex: string, cause?: unknown) {
    super(`${place} is corrupt at key ${keyHex}`, { cause });
    this.place = place;
    this.keyHex = keyHex;
  }
}

/** Whether what was read is damaged, by its checksum or by LevelDB's own word: one replica is lost, not the node (R24). */
export function isDamage(error: unknown): error is CorruptionError | EngineError {
  if (error instanceof CorruptionError) return true;
  return error instanceof EngineError && error.kind === 'corrupt';
}

/** An entry that this release cannot apply: it must stop the node, because skipping it would diverge (R27). */
export class EntryFormatError extends Error {
  override readonly name = 'EntryFormatError';
}

/** A snapshot stream that is damaged, incomplete, out of order, or was given up. Nothing of it was installed. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}
