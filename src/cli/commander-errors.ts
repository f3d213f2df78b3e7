/** Commander's `error: unknown command 'gte'` and its suggestion on the next line, as one line without a prefix. */
export function usageLine(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*\(Did you mean (.*)\)$/, ' (did you mean $1)')
    .replace(/\s*\n\s*/g, '; ');
}
