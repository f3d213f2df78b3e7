/**
 * A bug put into a copy of the sources, so that the simulator can show that it would find it (R45). A patch and not a
 * switch: what is published holds nothing of it, and no bug can be left on.
 */
export interface Mutant {
  readonly name: string;
  /** In one sentence, with the system that shipped it or the pitfall that it is. */
  readonly bug: string;
  /** What a safety bug does must be seen by a checker of safety; a late answer does not convict it. */
  readonly breaks: 'safety' | 'liveness';
  /** Does harm only where logs are lost in part. */
  readonly needsLosses?: boolean;
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** Below the root of the project. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** A patch that does not fit: the code it was written for has changed, and so has to be the patch. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/** The edits of a mutant to one file, applied one after another. Throws {@link PatchError}. */
export function patched(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { file, find, replace }) => {
    const at = before.indexOf(find);
    if (at === -1) throw new PatchError(`${file} does not hold: ${find}`);
    if (before.includes(find, at + 1))
      throw new PatchError(`${file} holds more than once: ${find}`);
    return before.slice(0, at) + replace + before.slice(at + find.length);
  }, text);
}

/** The edits by file. */
export function editsByFile({ edits }: Mutant): Map<string, Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const edit of edits) files.set(edit.file, [...(files.get(edit.file) ?? []), edit]);
  return files;
}

/** Lines of a patch as they stand in the file. */
export function lines(...list: readonly string[]): string {
  return list.join('\n');
}
