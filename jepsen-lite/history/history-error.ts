/** A history that is not one: a line that does not parse, or events that no client could have logged. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/** `where` names the line of the file or the place of the event: it is all that a reader has to find it. */
export function complain(where: string, what: string): never {
  throw new HistoryError(`${where}: ${what}`);
}
