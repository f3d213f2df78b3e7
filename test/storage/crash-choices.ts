import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { Random } from '../../src/util/random.ts';

/** Decides for one change that was not synced whether it survived. */
export type Keep = (what: string) => boolean;

export interface Bounds {
  /** Up to so many questions, every combination of answers is tried. */
  readonly questions: number;
  /** With more of them, so many combinations drawn by the seed, and the two extremes. */
  readonly samples: number;
  readonly seed: number;
}

/**
 * Calls `crash` once for every way in which its questions can be answered, and tells how often that was. Which questions
 * there are may depend on the answers: what a name that was lost pointed to is not asked about.
 *
 *   a? ─no─ b? ─no─ .      the answers of a call are a path, the next call takes the path that follows it in order
 *    └─yes─ b? ─no─ c? ...
 */
export function everyCrash(bounds: Bounds, crash: (keep: Keep) => void): number {
  const path: boolean[] = [];
  let calls = 0;
  const call = (answer: (question: number) => boolean): number => {
    let asked = 0;
    calls++;
    crash(() => answer(asked++));
    return asked;
  };
  do {
    const asked = call((question) => path[question] ?? false);
    while (path.length < asked) path.push(false);
    path.length = asked;
    if (asked > bounds.questions) return calls + someCrashes(bounds, call);
  } while (advance(path));
  return calls;
}

/** The next path; false after the last. */
function advance(path: boolean[]): boolean {
  while (path.at(-1) === true) path.pop();
  if (path.length === 0) return false;
  path[path.length - 1] = true;
  return true;
}

function someCrashes(bounds: Bounds, call: (answer: () => boolean) => number): number {
  const random = new Random(bounds.seed);
  call(() => true);
  call(() => false);
  for (let i = 0; i < bounds.samples; i++) {
    // From nearly all kept to nearly all lost: what hangs together is rarely kept together by even odds.
    const odds = random.between(1, 7);
    call(() => random.chance(odds, 8));
  }
  return bounds.samples + 2;
}

/** All names and bytes that are seen: crashes that leave the same are looked at once. */
export function imageOf(disk: MemoryDisk, directory: string): string {
  const parts: string[] = [];
  for (const name of disk.list(directory)) {
    const bytes = disk.readAll(`${directory}/${name}`);
    parts.push(`${name}:${bytes.length}:`, Buffer.from(bytes.buffer).toString('latin1'));
  }
  return parts.join('');
}
