import { fromUtf8 } from '../util/bytes.ts';
import type { RecordAnswer } from './kv-access.ts';

export const formats = ['table', 'json'] as const;
export type Format = (typeof formats)[number];

/** Writes to one stream and waits for it, so that `kvctl scan | slow-reader` holds one page and not all of them. */
export interface Output {
  write(text: string | Uint8Array): Promise<void>;
}

export function outputTo(stream: NodeJS.WritableStream): Output {
  return {
    // A failed write is reported by the stream's 'error' event (see `kvctl.ts`), never twice.
    write: (text) => new Promise((resolve) => stream.write(text, () => resolve())),
  };
}

/** Compact for one record per line, as tools downstream read it. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** Bytes in JSON: the text when they are UTF-8, else `{"base64": "..."}`, which no text can be mistaken for. */
export function bytesJson(bytes: Uint8Array): string | { readonly base64: string } {
  const text = textOf(bytes);
  return text ?? { base64: Buffer.from(bytes).toString('base64') };
}

export function recordJson(record: RecordAnswer): Readonly<Record<string, unknown>> {
  return {
    key: bytesJson(record.key),
    value: bytesJson(record.value),
    version: record.version,
    createRevision: record.createRevision,
    modRevision: record.modRevision,
    expiresAt: record.expiresAt,
  };
}

/** Bytes on one line of a terminal: control characters and bytes that are not UTF-8 appear as `\xNN`, `\` as `\\`. */
export function printable(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text === null) {
    return Array.from(bytes, (byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x5c ? String.fromCharCode(byte) : escapeCode(byte),
    ).join('');
  }
  return text.replace(/[\p{Cc}\\\u2028\u2029]/gu, (character) =>
    character === '\\' ? '\\\\' : utf8Escapes(character),
  );
}

function utf8Escapes(character: string): string {
  return Array.from(Buffer.from(character), escapeCode).join('');
}

function escapeCode(byte: number): string {
  return byte === 0x5c ? '\\\\' : `\\x${byte.toString(16).padStart(2, '0')}`;
}

function textOf(bytes: Uint8Array): string | null {
  // TextDecoder drops a leading byte order mark: such bytes would not come back from their text.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return null;
  try {
    return fromUtf8(bytes);
  } catch {
    return null;
  }
}

/** Columns aligned with two spaces between, numbers to the right; a header of capitals as in other cluster tools. */
export function table(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  // A title stands above its column's numbers, so it is aligned like them.
  const numeric = header.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const titles = header.map((title, column) =>
    numeric[column] ? title.padStart(widths[column] ?? 0) : title,
  );
  return [line(titles), ...rows.map(line)].map((text) => `${text}\n`).join('');
}

/** `2026-11-20T19:30:00.000Z`, or `never`. */
export function expiryText(expiresAt: number | null): string {
  if (expiresAt === null) return 'never';
  const date = new Date(expiresAt);
  // Safe integers reach further than dates do.
  return Number.isNaN(date.getTime()) ? `${expiresAt} ms` : date.toISOString();
}
