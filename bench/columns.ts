/** Lines under headings, each column as wide as its widest cell; the first to the left, the others to the right. */
export function columns(headings: readonly string[], blocks: readonly Lines[]): Format {
  const all = [headings, ...blocks.flat()];
  const widths = headings.map((_, column) =>
    Math.max(...all.map((line) => (line[column] ?? '').length)),
  );
  return (line) =>
    line
      .map((text, i) => (i === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
}

export type Lines = readonly (readonly string[])[];
export type Format = (line: readonly string[]) => string;
