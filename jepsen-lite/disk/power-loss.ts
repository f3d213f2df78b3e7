import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Keep, type Losses, lostChanges } from './lost-changes.ts';
import { type NameRecord, pendingNames, readFileRecords } from './undo-log.ts';

/** What came of a power loss. */
export interface PowerLoss {
  /** That read differently afterwards, or are gone. */
  readonly bytes: number;
  readonly files: number;
  /** Names that were created, given or removed, and were not. */
  readonly names: number;
}

/** What decides over changes that were not synced: `jepsen-lite/random.ts`, or in tests something simpler. */
export interface Fate {
  between(least: number, most: number): number;
  chance(probability: number): boolean;
}

/**
 * Makes of a directory what a power loss would have: each sector that was changed and not synced survives with the
 * probability `keptShare`, and of the changes of names, which are an ordered journal, those up to some point do. If
 * chance would spare everything, no sector is spared: a power loss that lost nothing is none. Only below a process that
 * is dead.
 */
export function losePower(
  directory: string,
  undo: string,
  fate: Fate,
  keptShare: number,
): PowerLoss {
  const names = undoNames(directory, undo, fate);
  const losses = lossesBelow(directory, undo, () => fate.chance(keptShare));
  const isSpared = names === 0 && losses.every(({ patches }) => patches.length === 0);
  const meant = isSpared ? lossesBelow(directory, undo, () => false) : losses;
  const undone = meant.map(undoChanges).filter((bytes) => bytes > 0);
  clearUndo(undo);
  return { bytes: undone.reduce((sum, bytes) => sum + bytes, 0), files: undone.length, names };
}

interface FileLosses extends Losses {
  readonly path: string;
}

function lossesBelow(directory: string, undo: string, keep: Keep): FileLosses[] {
  return filesBelow(directory).flatMap((path) => {
    const log = join(undo, `${statSync(path, { bigint: true }).ino}`);
    const losses = existsSync(log) ? lostChanges(readFileRecords(readFileSync(log)), keep) : null;
    return losses === null ? [] : [{ path, ...losses }];
  });
}

/** Everything that is there counts as durable from now on. */
export function clearUndo(undo: string): void {
  rmSync(undo, { recursive: true, force: true });
  mkdirSync(join(undo, 'kept'), { recursive: true });
}

function undoNames(directory: string, undo: string, fate: Fate): number {
  const log = join(undo, 'names');
  const pending = existsSync(log) ? pendingNames(readFileSync(log)) : [];
  const lost = pending.slice(fate.between(0, pending.length)).reverse();
  for (const change of lost) undoName(directory, undo, change);
  return lost.length;
}

function undoName(directory: string, undo: string, change: NameRecord): void {
  const { kind, displaced } = change;
  const [from, to] = [join(directory, change.from), join(directory, change.to)];
  const bringBack = (path: string): void => {
    if (displaced !== 0n) renameSync(join(undo, 'kept', `${displaced}`), path);
  };
  if (kind === 'renamed') {
    renameSync(to, from);
    bringBack(to);
  } else if (kind === 'removed') bringBack(from);
  // A directory may hold what the shim does not follow.
  else rmSync(to, { recursive: true, force: true });
}

/** Answers how many bytes read differently now. */
function undoChanges({ path, patches, size }: FileLosses): number {
  const before = statSync(path).size;
  let undone = Math.max(0, before - size);
  const fd = openSync(path, 'r+');
  try {
    for (const { offset, bytes } of patches) {
      const end = Math.min(bytes.length, size - offset);
      if (end <= 0) continue;
      const old = new Uint8Array(end);
      readSync(fd, old, { position: offset });
      for (let i = 0; i < end; i++) if (old[i] !== bytes[i]) undone++;
      writeSync(fd, bytes, 0, end, offset);
    }
    ftruncateSync(fd, size);
  } finally {
    closeSync(fd);
  }
  return undone;
}

/** None where the node was killed before it made its directory. */
function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
